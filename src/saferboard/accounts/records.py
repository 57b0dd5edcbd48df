"""
The personal records of this room: invitations, sessions, and how people sign in.
"""

import datetime as dt
from collections.abc import Iterator

from allauth.account.models import EmailAddress
from allauth.mfa.models import Authenticator
from allauth.socialaccount.models import SocialAccount

from saferboard.accounts.models import Invitation, KeptForm, PasswordLink, Try, Visit
from saferboard.domain.retention import Term
from saferboard.partners.models import Actor, User
from saferboard.partners.record_kinds import DueRecord, Found, RecordKind, Subject

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
        risks=(
            ("Where somebody works from is followed", "A network is kept, never a whole address"),
        ),
    ),
)
