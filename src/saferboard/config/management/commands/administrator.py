"""
`saferboard administrator`: invite the first administrator, or one when nobody can come in.
"""

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError
from django.core.validators import validate_email
from django.forms import ValidationError
from django.urls import reverse
from django.utils.text import slugify

from saferboard.accounts.operations import invite
from saferboard.domain.rights import Role
from saferboard.ledger.operations import SYSTEM
from saferboard.partners.models import OrganisationKind, Post
from saferboard.partners.operations import (
    OrganisationDescribed,
    PostDescribed,
    describe_partnership,
)
from saferboard.partners.queries import partnership
from saferboard.ui import clock


class Command(BaseCommand):
    help = "Invite an administrator, and print the link by which they open their account."

    def add_arguments(self, parser):
        parser.add_argument("--name", required=True, help="the person’s full name")
        parser.add_argument("--address", required=True, help="the person’s email address")
        parser.add_argument("--post", required=True, help="the title of their post")
        parser.add_argument("--organisation", required=True, help="the name of their organisation")

    def handle(self, *, name, address, post, organisation, **options):
        try:
            validate_email(address)
        except ValidationError:
            raise CommandError(
                f"{address} is no email address. Write it as name@example.gov.uk."
            ) from None
        at = clock.now()
        kept = self._post(post, organisation, at)
        invitation, secret = invite(
            name, email=address, post=kept, since=clock.today(), by=SYSTEM, at=at
        )
        path = reverse("accounts:accept", args=[secret])
        self.stdout.write(f"{name} is invited to be {kept.title}, {kept.organisation.name}.")
        self.stdout.write(f"The link works once, until {invitation.until:%d %B %Y, %H:%M}:")
        self.stdout.write(settings.SITE_ADDRESS + path)

    def _post(self, title, organisation, at) -> Post:
        """The post of that title in that organisation, written down now if there is none."""
        found = Post.objects.filter(title=title, organisation__name=organisation).first()
        if found is None:
            found = self._written(title, organisation, at)
        if found.role != Role.ADMINISTRATOR:
            raise CommandError(
                f"{title} of {organisation} is a post, and not an administrator’s. Give the title"
                " of another."
            )
        return found

    def _written(self, title, organisation, at) -> Post:
        site, known = settings.SAFERBOARD_SITE, partnership()
        described = OrganisationDescribed(
            slugify(organisation)[:50], organisation, "", OrganisationKind.COUNCIL, False
        )
        code = slugify(f"{described.code} {title}")[:80]
        describe_partnership(
            known.name if known else site["name"],
            area=known.area if known else site["area"],
            place=known.place if known else site["place"],
            organisations=[described],
            posts=[PostDescribed(code, title, described.code, Role.ADMINISTRATOR)],
            by=SYSTEM,
            at=at,
        )
        return Post.objects.get(code=code)
