"""
The personal records of this room: invitations, sessions, and how people sign in.
"""

import datetime as dt
from collections.abc import Iterator

from allauth.account.models import EmailAddress
from allauth.mfa.models import Authenticator
from allauth.socialaccount.models import SocialAccount
from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.db import transaction

from saferboard.accounts.models import Invitation, KeptForm, PasswordLink, Try, Visit
from saferboard.domain.refusals import Refusal, Refused
from saferboard.domain.retention import Term
from saferboard.letters.operations import send_letter
from saferboard.partners.models import Actor, User
from saferboard.partners.record_kinds import (
    Correctable,
    DueRecord,
    Found,
    RecordKind,
    Subject,
)

_ENDS = {"session": (Visit, "seen"), "invitation": (Invitation, "until")} | {
    "password-link": (PasswordLink, "until"),
    "try": (Try, "at"),
    "kept-form": (KeptForm, "at"),
}


def _due(began: dt.date) -> Iterator[DueRecord]:
    for what, (model, when) in _ENDS.items():
        over = model.objects.filter(**{f"{when}__date__lte": began}).order_by("id")
        for number, at in over.values_list("id", when):
            yield DueRecord(f"{what} {number}", at.date())


def _erase(ref: str, by: Actor, at: dt.datetime) -> int:
    what, number = ref.split(" ")
    return _ENDS[what][0].objects.filter(pk=int(number)).delete()[0]


def _about(subject: Subject) -> Iterator[Found]:
    for one in Invitation.objects.filter(name__iexact=subject.name.strip()).order_by("id"):
        yield Found(
            kind="sign-in",
            ref=f"invitation {one.pk}",
            title="An invitation to you",
            facts=(("Address", one.email), ("Sent", f"{one.at:%-d %B %Y}")),
            may_erase=True,
        )
    for visit in Visit.objects.filter(account=subject.account).order_by("id"):
        yield Found(
            kind="sign-in",
            ref=f"session {visit.pk}",
            title="A session of yours",
            facts=(
                ("From", f"{visit.since:%-d %B %Y}"),
                ("Network", visit.network),
                ("Browser", visit.browser),
            ),
            may_erase=True,
        )


def _correctable(subject: Subject) -> Iterator[Correctable]:
    for one in Invitation.objects.filter(name__iexact=subject.name.strip()).order_by("id"):
        yield Correctable(
            "sign-in", f"invitation {one.pk}", "name", "Name in an invitation", one.name
        )
    if subject.account is not None:
        user = User.objects.get(pk=subject.account)
        label = "E-mail address, by which the account is found"
        yield Correctable("sign-in", user.ledger_name, "email", label, user.email, most=254)


@transaction.atomic
def _correct(one: Correctable, value: str, by: Actor, at: dt.datetime) -> None:
    """
    Correct a name in an invitation, or the address of an account.

    Links for a new password that went to the old address open nothing any more, and whoever
    reads that address is told: it may be that the account is being taken from them.
    """
    number = int(one.ref.split(" ")[1])
    if one.field == "name":
        Invitation.objects.filter(pk=number).update(name=value)
        return
    try:
        validate_email(value)
    except ValidationError:
        words = "Enter an e-mail address, such as name@council.example"
        raise Refused(Refusal("no-address", words)) from None
    user = User.objects.select_for_update().get(pk=number)
    if User.objects.filter(email__iexact=value).exclude(pk=number).exists():
        raise Refused(Refusal("address-taken", "Another account has that address."))
    PasswordLink.objects.filter(account=user).delete()
    EmailAddress.objects.filter(user=user).delete()
    if user.email:
        send_letter(
            "address-corrected",
            to_address=user.email,
            facts={"partnership": settings.SAFERBOARD_SITE["name"]},
            by=by,
            at=at,
            about=user.ledger_name,
        )
    user.email = value
    user.save(update_fields=["email"])


def forget(user: User) -> int:
    """Delete every way in that an account has, and what is kept of its coming in."""
    rows = Invitation.objects.filter(person=user.person).delete()[0]
    for model, owner in (
        (Visit, "account"),
        (KeptForm, "account"),
        (PasswordLink, "account"),
        (Authenticator, "user"),
        (EmailAddress, "user"),
        (SocialAccount, "user"),
    ):
        rows += model.objects.filter(**{owner: user}).delete()[0]
    return rows


KINDS = (
    RecordKind(
        code="sign-in",
        label="Signing in: invitations, sessions, tries",
        controller="The council that runs this installation",
        purpose="Letting in who may come in, and keeping others out",
        basis="UK GDPR article 6(1)(e), and article 32: security of processing",
        people="Those who have accounts, or were invited",
        data=("name", "address", "network", "browser", "when"),
        recipients="The person, of their own; the administrator, of invitations",
        kept=Term(months=6),
        since="it was last used or ran out",
        authority="Default of this product: as long as a misuse may still be looked into",
        tables=(
            "accounts.Invitation",
            "accounts.PasswordLink",
            "accounts.Visit",
            "accounts.Try",
            "accounts.KeptForm",
        ),
        due=_due,
        erase=_erase,
        about=_about,
        correctable=_correctable,
        correct=_correct,
        risks=(
            ("Where somebody works from is followed", "A network is kept, never a whole address"),
        ),
    ),
)
