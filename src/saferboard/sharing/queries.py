"""
Asking about agreements, requests, notes, access, and what may be published.
"""

import datetime as dt
from dataclasses import dataclass, replace

from django.db.models import Q, QuerySet

from saferboard.bodies.models import Seat
from saferboard.domain.agreements import AgreementState, Ahead, falls_due
from saferboard.domain.publication import Consent, Permitted, Publishable, Use
from saferboard.domain.rights import Right, holders
from saferboard.partners.answers import Held, used_by
from saferboard.partners.models import Post, User
from saferboard.sharing import permissions
from saferboard.sharing.models import (
    Agreement,
    Consenting,
    Grant,
    InformationRequest,
    Intelligence,
    Listing,
    Permission,
)
from saferboard.sharing.requests.offered import intelligence_thing

IN_FORCE = ("LIVE", "SUSPENDED")
ORDER = (
    *(AgreementState.DRAFT, AgreementState.OUT_FOR_SIGNATURE, AgreementState.LIVE),
    *(AgreementState.SUSPENDED, AgreementState.ENDED, AgreementState.WITHDRAWN),
)
"""What waits for somebody stands first."""


def whole_agreements() -> QuerySet[Agreement]:
    """Return agreements with their owner, parties and what is given at hand."""
    return Agreement.objects.select_related("owner__organisation", "document").prefetch_related(
        "parties__organisation", "parties__signed_post", "given__giver", "steps"
    )


def agreements_for(user: User, *, on: dt.date) -> list[Agreement]:
    """Return the agreements somebody may read, what waits for somebody first."""
    found = whole_agreements().order_by("-pk")
    if permissions.refusal_to_draft(user, on=on) is not None:
        found = found.exclude(state=AgreementState.DRAFT)
    if not permissions.sees_every_agreement(user, on=on):
        ours = user.posts(on=on).values("organisation")
        found = found.filter(pk__in=Agreement.objects.filter(parties__organisation__in=ours))
    return sorted(found, key=lambda one: ORDER.index(AgreementState(one.state)))


@dataclass(frozen=True)
class Opening:
    """Who comes to see which fields of what through an agreement, and from whom."""

    giver: str
    given: str
    posts: tuple[str, ...]
    data_class: str
    fields: tuple[str, ...]


@dataclass(frozen=True)
class Effect:
    """What an agreement makes possible, and what rests on it: so, what its end will stop."""

    openings: tuple[Opening, ...]
    resting: tuple[Held, ...]


def effect_of(agreement: Agreement, *, seen_by: User, on: dt.date) -> Effect:
    """
    Return what an agreement makes possible and what rests on it.

    What somebody may not open is named to them without a link.
    """
    parties = {party.organisation_id: party.organisation for party in agreement.parties.all()}
    roles = [role.value for role in holders(Right.ASK_FOR_INFORMATION)]
    found = Post.objects.filter(organisation__in=parties)
    if agreement.panels:
        seated = Seat.objects.filter(body__code__in=agreement.panels).values("post")
        found = found.filter(pk__in=seated)
    else:
        found = found.filter(Q(role__in=roles) | Q(seats__body__handling__in=["RESTRICTED"]))
    by_organisation: dict[int, list[str]] = {}
    for post in found.distinct().order_by("title", "id"):
        by_organisation.setdefault(post.organisation_id, []).append(post.title)
    openings = tuple(
        Opening(
            given.giver.name,
            organisation.name,
            tuple(by_organisation.get(number, ())),
            given.data_class,
            tuple(given.fields),
        )
        for given in agreement.given.all()
        for number, organisation in parties.items()
        if number != given.giver_id
    )
    return Effect(openings, tuple(_resting(agreement, seen_by, on)))


def _resting(agreement: Agreement, user: User, on: dt.date) -> list[Held]:
    held = used_by(agreement.reference)
    if permissions.refusal_to_see_requests(user, on=on) is not None:
        return [replace(one, href="") for one in held]
    open_to_them = {one.ref for one in requests_for(user, on=on)}
    return [
        replace(one, href="") if one.kind == "request" and one.ref not in open_to_them else one
        for one in held
    ]


@dataclass(frozen=True)
class Due:
    agreement: Agreement
    ahead: Ahead


def due_within(user: User, *, on: dt.date, days: int) -> list[Due]:
    """Return the reviews and ends to come of the agreements somebody may read, earliest first."""
    found = [
        Due(agreement, ahead)
        for agreement in agreements_for(user, on=on)
        if agreement.state in IN_FORCE and agreement.review_on
        for ahead in falls_due(agreement.until, agreement.review_on, on=on, within=days)
    ]
    return sorted(found, key=lambda due: (due.ahead.on, due.agreement.pk, due.ahead.what))


def whole_requests() -> QuerySet[InformationRequest]:
    """Return requests with both posts, their organisations and the agreement at hand."""
    return InformationRequest.objects.select_related(
        "asking_post__organisation", "asked_post__organisation", "agreement__owner", "drawn_from"
    )


def requests_for(user: User, *, on: dt.date) -> list[InformationRequest]:
    """Return the requests between somebody's organisation and another, without what they say."""
    found = whole_requests().defer("subject", "why", "answers", "redactions", "refusal")
    if permissions.oversees(user, on=on):
        return list(found)
    ours = list(user.posts(on=on).values_list("organisation", flat=True))
    return list(
        found.filter(Q(asking_post__organisation__in=ours) | Q(asked_post__organisation__in=ours))
    )


def notes() -> list[Intelligence]:
    """Return every note, for the gate to choose from."""
    return list(Intelligence.objects.select_related("keeper__organisation", "body"))


def grants(*, emergency: bool | None = None) -> list[Grant]:
    """Return access given, newest first, without the reasons."""
    found = Grant.objects.select_related("account__person", "given_by__person").defer("reason")
    return list(found if emergency is None else found.filter(emergency=emergency))


def listings() -> list[Listing]:
    """Return everybody let in or shut out, newest first."""
    held = Listing.objects.select_related("account__person", "given_by__person", "ring")
    return list(held.defer("reason"))


def publishable(note: Intelligence) -> Publishable:
    """Return a note with every permission and consent there is of it."""
    here = {"kind": "intelligence", "ref": note.ref}
    return Publishable(
        intelligence_thing(note),
        tuple(
            Permitted(one.field, Use(one.use), one.since, one.until)
            for one in Permission.objects.filter(**here)
        ),
        tuple(
            Consent(Use(one.use), one.given_on, one.withdrawn_on)
            for one in Consenting.objects.filter(**here)
        ),
    )
