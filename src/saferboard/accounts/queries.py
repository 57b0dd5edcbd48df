"""
Asking about accounts, posts, invitations and sessions.
"""

import datetime as dt
from dataclasses import dataclass

from allauth.mfa.models import Authenticator
from django.db.models import Q

from saferboard.accounts.links import digest_of
from saferboard.accounts.models import Invitation, KeptForm, PasswordLink, Visit
from saferboard.domain.refusals import Refusal, Refused
from saferboard.partners.models import Holding, Post, User

KEPT_FOR = dt.timedelta(hours=8)
NO_LONGER = Refusal(
    "link-spent",
    "The link was used already, has run out, or is not whole. Ask whoever sent it for another.",
)


@dataclass(frozen=True)
class Held:
    """One post somebody holds, held or will hold."""

    holding: int
    post: str
    title: str
    organisation: str
    since: dt.date
    until: dt.date | None


@dataclass(frozen=True)
class Account:
    """An account as an administrator sees it: who, which posts, how they come in."""

    number: int
    name: str
    username: str
    email: str
    is_open: bool
    factors: tuple[str, ...]
    last_in: dt.datetime | None
    held: tuple[Held, ...]


@dataclass(frozen=True)
class PostShown:
    """A post: who holds it today, who comes next, who is invited into it."""

    code: str
    title: str
    organisation: str
    role: str
    holder: str
    account: int | None
    since: dt.date | None
    until: dt.date | None
    next: str
    next_since: dt.date | None
    invited: str


@dataclass(frozen=True)
class Invited:
    """An invitation that was not accepted."""

    number: int
    name: str
    email: str
    title: str
    since: dt.date
    until: dt.datetime
    state: str


def accounts(*, number: int | None = None) -> list[Account]:
    """Return every account by name, or the one with a number; posts newest first."""
    users = User.objects.select_related("person").order_by("person__name", "id")
    if number is not None:
        users = users.filter(pk=number)
    people = [user.person_id for user in users]
    held: dict[int, list[Held]] = {}
    holdings = Holding.objects.filter(person__in=people).select_related("post__organisation")
    for one in holdings.order_by("-since", "-id"):
        held.setdefault(one.person_id, []).append(
            Held(
                one.pk,
                one.post.code,
                one.post.title,
                one.post.organisation.name,
                one.since,
                one.until,
            )
        )
    factors: dict[int, list[str]] = {}
    kept = Authenticator.objects.filter(user__in=[user.pk for user in users])
    for user, kind in kept.order_by("id").values_list("user", "type"):
        factors.setdefault(user, []).append(kind)
    return [
        Account(
            number=user.pk,
            name=user.person.name,
            username=user.username,
            email=user.email,
            is_open=user.is_active,
            factors=tuple(factors.get(user.pk, ())),
            last_in=user.last_login,
            held=tuple(held.get(user.person_id, ())),
        )
        for user in users
    ]


def posts(*, on: dt.date, at: dt.datetime, code: str | None = None) -> list[PostShown]:
    """Return every post by organisation and title, or the one with a code."""
    kept = Post.objects.select_related("organisation").order_by("organisation__name", "title", "id")
    if code is not None:
        kept = kept.filter(code=code)
    holdings = (
        Holding.objects.filter(Q(until__isnull=True) | Q(until__gte=on), post__in=kept)
        .select_related("person", "person__account")
        .order_by("since", "id")
    )
    now: dict[int, Holding] = {}
    later: dict[int, Holding] = {}
    for one in holdings:
        (now if one.since <= on else later).setdefault(one.post_id, one)
    invited = {
        one.post_id: one.name
        for one in Invitation.objects.filter(
            accepted_at__isnull=True, cancelled_at__isnull=True, until__gt=at
        )
    }
    return [_post_shown(post, now.get(post.pk), later.get(post.pk), invited) for post in kept]


def _post_shown(
    post: Post, now: Holding | None, later: Holding | None, invited: dict[int, str]
) -> PostShown:
    return PostShown(
        code=post.code,
        title=post.title,
        organisation=post.organisation.name,
        role=post.role,
        holder=now.person.name if now else "",
        account=getattr(getattr(now.person, "account", None), "pk", None) if now else None,
        since=now.since if now else None,
        until=now.until if now else None,
        next=later.person.name if later else "",
        next_since=later.since if later else None,
        invited=invited.get(post.pk, ""),
    )


def invitations(*, at: dt.datetime) -> list[Invited]:
    """Return the invitations nobody has accepted, newest first."""
    kept = Invitation.objects.filter(accepted_at__isnull=True).select_related("post")
    return [
        Invited(one.pk, one.name, one.email, one.post.title, one.since, one.until, _state(one, at))
        for one in kept.order_by("-id")
    ]


def _state(invitation: Invitation, at: dt.datetime) -> str:
    if invitation.cancelled_at:
        return "cancelled"
    return "standing" if invitation.until > at else "run out"


def is_invited_into(post: Post, *, at: dt.datetime) -> bool:
    """Return whether somebody has a standing invitation into a post."""
    standing = Invitation.objects.filter(accepted_at__isnull=True, cancelled_at__isnull=True)
    return standing.filter(post=post, until__gt=at).exists()


def standing_invitation(secret: str, *, at: dt.datetime) -> Invitation:
    """
    Return the invitation that a link's secret opens.

    :raises Refused: if it was accepted or cancelled, has run out, or there is none.
    """
    found = (
        Invitation.objects.filter(
            digest=digest_of(secret),
            accepted_at__isnull=True,
            cancelled_at__isnull=True,
            until__gt=at,
        )
        .select_related("post__organisation")
        .first()
    )
    if found is None:
        raise Refused(NO_LONGER)
    return found


def standing_password_link(secret: str, *, at: dt.datetime) -> PasswordLink:
    """
    Return the password link that a secret opens.

    :raises Refused: if it is spent or has run out, its account is closed, or there is none.
    """
    found = PasswordLink.objects.filter(
        digest=digest_of(secret), spent_at__isnull=True, until__gt=at, account__is_active=True
    ).select_related("account__person")
    link = found.first()
    if link is None:
        raise Refused(NO_LONGER)
    return link


def visits(user: User) -> list[Visit]:
    """Return an account's sessions, the one last used first."""
    return list(Visit.objects.filter(account=user).order_by("-seen", "-id"))


def kept_form(user: User, *, at: dt.datetime) -> KeptForm | None:
    """Return what is kept of somebody's typing, or None; it is kept for eight hours."""
    return KeptForm.objects.filter(account=user, at__gt=at - KEPT_FOR).first()


def has_factor(user: User) -> bool:
    """Return whether an account has a second factor that it can give when asked."""
    kinds = [Authenticator.Type.TOTP, Authenticator.Type.WEBAUTHN]
    return Authenticator.objects.filter(user=user, type__in=kinds).exists()


def by_typed(typed: str) -> User | None:
    """Return the account that a typed name or address means, or None."""
    words = typed.strip()
    return (
        User.objects.filter(Q(username__iexact=words) | Q(email__iexact=words) & ~Q(email=""))
        .order_by("id")
        .first()
    )
