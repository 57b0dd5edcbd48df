"""
Inviting people into posts, ending what they hold, opening and closing accounts and sessions.
"""

import datetime as dt
from dataclasses import dataclass

from allauth.mfa.models import Authenticator
from django.contrib.auth.password_validation import validate_password
from django.contrib.sessions.models import Session
from django.db import transaction

from saferboard.accounts import permissions, trying
from saferboard.accounts.links import (
    INVITATION_STANDS_FOR,
    PASSWORD_LINK_STANDS_FOR,
    digest_of,
    new_secret,
)
from saferboard.accounts.models import Invitation, KeptForm, PasswordLink, Visit
from saferboard.accounts.queries import (
    is_invited_into,
    standing_invitation,
    standing_password_link,
)
from saferboard.domain.refusals import Refusal, Refused, require
from saferboard.domain.tries import Trying
from saferboard.ledger.models import Kind
from saferboard.ledger.operations import record
from saferboard.partners.models import Actor, Holding, Person, Post, User, ledger_name
from saferboard.partners.operations import comes_in, open_account, refusal_to_fill

VISITOR = "visitor"
"""Who tries to come in: not yet anybody."""


@transaction.atomic
def invite(
    name: str, *, email: str, post: Post, since: dt.date, by: Actor, at: dt.datetime
) -> tuple[Invitation, str]:
    """
    Invite a person into a post from a day; return the invitation and its link's secret.

    :raises Refused: if it is not theirs to do, the post is held on that day or somebody is
        invited into it already, or an account has that address.
    """
    require(permissions.refusal_to_manage(by, on=at.date()))
    Post.objects.select_for_update().get(pk=post.pk)
    require(refusal_to_fill(post, since=since))
    if User.objects.filter(email__iexact=email).exists():
        words = "There is already an account with that address. Put them in the post instead."
        raise Refused(Refusal("address-taken", words))
    if is_invited_into(post, at=at):
        words = f"Somebody is invited to be {post.title} already. Cancel that invitation first."
        raise Refused(Refusal("invited-already", words))
    secret = new_secret()
    invitation = Invitation.objects.create(
        name=name,
        email=email,
        post=post,
        since=since,
        digest=digest_of(secret),
        by=ledger_name(by),
        at=at,
        until=at + INVITATION_STANDS_FOR,
    )
    record(
        Kind.PERSON_INVITED,
        subject=f"invitation {invitation.pk}",
        by=by,
        at=at,
        into=post.code,
        since=since.isoformat(),
    )
    return invitation, secret


@transaction.atomic
def cancel_invitation(invitation: Invitation, *, by: Actor, at: dt.datetime) -> None:
    """
    Cancel an invitation: its link opens nothing from now on.

    :raises Refused: if it is not theirs to do, or the invitation was accepted.
    """
    require(permissions.refusal_to_manage(by, on=at.date()))
    kept = Invitation.objects.select_for_update().get(pk=invitation.pk)
    if kept.accepted_at:
        raise Refused(Refusal("accepted", "The invitation was accepted. Close the account."))
    if kept.cancelled_at is None:
        kept.cancelled_at = at
        kept.save(update_fields=["cancelled_at"])
        record(Kind.INVITATION_CANCELLED, subject=f"invitation {kept.pk}", by=by, at=at)


@transaction.atomic
def accept_invitation(secret: str, *, username: str, password: str, at: dt.datetime) -> User:
    """
    Open the account of whoever holds the link of an invitation, and spend the link.

    :raises Refused: if the link is spent, cancelled, run out or not one; if the account name
        is taken; if the post was filled since.
    :raises ValidationError: if the password will not do.
    """
    invitation = standing_invitation(secret, at=at)
    Invitation.objects.select_for_update().get(pk=invitation.pk)
    invitation = standing_invitation(secret, at=at)
    validate_password(
        password,
        User(username=username, email=invitation.email, person=Person(name=invitation.name)),
    )
    user = open_account(
        username,
        password=password,
        name=invitation.name,
        post=invitation.post.code,
        since=invitation.since,
        email=invitation.email,
        by=invitation.by,
        at=at,
    )
    invitation.accepted_at, invitation.person = at, user.person
    invitation.save(update_fields=["accepted_at", "person"])
    record(Kind.INVITATION_ACCEPTED, subject=f"invitation {invitation.pk}", by=user, at=at)
    return user


@transaction.atomic
def put_in_post(
    account: User, post: Post, *, since: dt.date, by: Actor, at: dt.datetime
) -> Holding:
    """
    Put somebody who has an account into a post from a day; whoever holds it leaves it then.

    :raises Refused: if it is not theirs to do, the account is closed or holds the post
        already, or the post's holder came into it that day or later.
    """
    require(permissions.refusal_to_manage(by, on=at.date()))
    if not account.is_active:
        raise Refused(Refusal("closed", "The account is closed. Reopen it first."))
    Post.objects.select_for_update().get(pk=post.pk)
    held = Holding.objects.filter(post=post, until__isnull=True).first()
    if held is not None:
        if held.person_id == account.person_id:
            raise Refused(Refusal("holds-it", f"They are {post.title} already."))
        _end(held, from_day=since, by=by, at=at)
    require(refusal_to_fill(post, since=since))
    holding = Holding.objects.create(post=post, person=account.person, since=since)
    comes_in(post, since=since, by=by, at=at)
    record(Kind.POST_FILLED, subject=f"post {post.code}", by=by, at=at, since=since.isoformat())
    return holding


@transaction.atomic
def end_holding(holding: Holding, *, from_day: dt.date, by: Actor, at: dt.datetime) -> None:
    """
    End what somebody holds, so that they hold it no longer from a day.

    :raises Refused: if it is not theirs to do, it has ended, or it began that day or later.
    """
    require(permissions.refusal_to_manage(by, on=at.date()))
    _end(holding, from_day=from_day, by=by, at=at)


def _end(holding: Holding, *, from_day: dt.date, by: Actor, at: dt.datetime) -> None:
    if from_day <= holding.since:
        words = (
            "They came into the post that day or later. Give a later day, or close the account if"
            " they should never have had it."
        )
        raise Refused(Refusal("ends-before-it-starts", words))
    last = from_day - dt.timedelta(days=1)
    if holding.until is not None and holding.until <= last:
        raise Refused(Refusal("ended", "They left the post by then already."))
    holding.until = last
    holding.save(update_fields=["until"])
    record(
        Kind.HOLDING_ENDED,
        subject=f"post {holding.post.code}",
        by=by,
        at=at,
        last=last.isoformat(),
    )
    account = User.objects.filter(person=holding.person_id).first()
    if account is not None and from_day <= at.date():
        end_visits(account, by=by, at=at, why="post left")


@transaction.atomic
def close_account(account: User, *, by: Actor, at: dt.datetime) -> None:
    """
    Close an account: its sessions end now, and nobody comes in by it.

    :raises Refused: if it is not theirs to do, it is their own, or it is closed.
    """
    require(permissions.refusal_to_close(by, account, on=at.date()))
    if not account.is_active:
        raise Refused(Refusal("closed", "The account is closed already."))
    account.is_active = False
    account.save(update_fields=["is_active"])
    record(Kind.ACCOUNT_CLOSED, subject=account.ledger_name, by=by, at=at)
    end_visits(account, by=by, at=at, why="account closed")


@transaction.atomic
def reopen_account(account: User, *, by: Actor, at: dt.datetime) -> None:
    """
    Open a closed account again, with the posts it holds that day.

    :raises Refused: if it is not theirs to do, or it is open.
    """
    require(permissions.refusal_to_manage(by, on=at.date()))
    if account.is_active:
        raise Refused(Refusal("open", "The account is open already."))
    account.is_active = True
    account.save(update_fields=["is_active"])
    record(Kind.ACCOUNT_REOPENED, subject=account.ledger_name, by=by, at=at)


@transaction.atomic
def remove_second_factors(account: User, *, by: Actor, at: dt.datetime) -> None:
    """
    Remove every second factor of somebody who has lost theirs, and end their sessions.

    :raises Refused: if it is not theirs to do, it is their own, or there is none.
    """
    require(permissions.refusal_to_close(by, account, on=at.date()))
    removed, _ = Authenticator.objects.filter(user=account).delete()
    if not removed:
        raise Refused(Refusal("no-factor", "They have no second factor."))
    note_factor_removed(account, kind="every", by=by, at=at)
    end_visits(account, by=by, at=at, why="second factor removed")


@dataclass(frozen=True)
class Whence:
    """Where a session is opened from: what is kept of the address and of the browser."""

    session_key: str
    network: str
    browser: str


@transaction.atomic
def begin_visit(user: User, whence: Whence, *, how: str, at: dt.datetime) -> Visit:
    """Write down that an account came in, how, and from where."""
    Visit.objects.filter(session_key=whence.session_key).delete()
    visit = Visit.objects.create(
        account=user,
        session_key=whence.session_key,
        network=whence.network,
        browser=whence.browser,
        since=at,
        seen=at,
    )
    user.origin = user.origin or f"web {whence.network}"
    record(Kind.SIGNED_IN, subject=user.ledger_name, by=user, at=at, how=how)
    return visit


@transaction.atomic
def note_refused(
    what: Trying, user: User | None, *, tried: str, network: str, at: dt.datetime
) -> None:
    """Write down a try that was wrong: whose, if there is such an account, and never its name."""
    trying.note(what, tried=tried, network=network, at=at)
    record(
        Kind.SIGN_IN_REFUSED,
        subject=user.ledger_name if user else "account unknown",
        by=VISITOR,
        at=at,
        tried=what.label,
        network=network,
    )


@transaction.atomic
def end_visit(visit: Visit, *, by: Actor, at: dt.datetime, why: str = "ended") -> None:
    """End one session, now."""
    Session.objects.filter(session_key=visit.session_key).delete()
    account = visit.account
    visit.delete()
    record(Kind.SESSION_ENDED, subject=account.ledger_name, by=by, at=at, why=why)


@transaction.atomic
def end_visits(
    account: User, *, by: Actor, at: dt.datetime, why: str, but: str | None = None
) -> int:
    """End every session of an account but the one with a key, and return how many there were."""
    visits = Visit.objects.filter(account=account).exclude(session_key=but or "")
    keys = list(visits.values_list("session_key", flat=True))
    Session.objects.filter(session_key__in=keys).delete()
    visits.delete()
    if keys:
        record(
            Kind.SESSION_ENDED,
            subject=account.ledger_name,
            by=by,
            at=at,
            sessions=len(keys),
            why=why,
        )
    return len(keys)


@transaction.atomic
def note_signed_out(
    user: User, *, session_key: str | None, at: dt.datetime, why: str = "chose to"
) -> None:
    """Write down that an account went out."""
    Visit.objects.filter(session_key=session_key).delete()
    record(Kind.SIGNED_OUT, subject=user.ledger_name, by=user, at=at, why=why)


@transaction.atomic
def note_factor_added(user: User, *, kind: str, at: dt.datetime) -> None:
    """Write down that somebody has a second factor more."""
    record(Kind.SECOND_FACTOR_ADDED, subject=user.ledger_name, by=user, at=at, factor=kind)


@transaction.atomic
def note_factor_removed(account: User, *, kind: str, by: Actor, at: dt.datetime) -> None:
    """Write down that somebody has a second factor less."""
    record(Kind.SECOND_FACTOR_REMOVED, subject=account.ledger_name, by=by, at=at, factor=kind)


@transaction.atomic
def link_provider(user: User, *, provider: str, at: dt.datetime) -> None:
    """Write down that an account is now come into by another provider's sign-in too."""
    record(Kind.PROVIDER_LINKED, subject=user.ledger_name, by=user, at=at, provider=provider)


@transaction.atomic
def change_password(
    user: User, password: str, *, by: Actor, at: dt.datetime, session_key: str | None = None
) -> None:
    """
    Change a password, and end every other session of the account.

    :raises ValidationError: if the password will not do.
    """
    validate_password(password, user)
    user.set_password(password)
    user.save(update_fields=["password"])
    record(Kind.PASSWORD_CHANGED, subject=user.ledger_name, by=by, at=at)
    end_visits(user, by=by, at=at, why="password changed", but=session_key)


@transaction.atomic
def ask_for_password_link(user: User, *, by: Actor, at: dt.datetime) -> str:
    """Return the secret of a link by which an account chooses a new password; others lapse."""
    PasswordLink.objects.filter(account=user, spent_at__isnull=True).delete()
    secret = new_secret()
    PasswordLink.objects.create(
        account=user, digest=digest_of(secret), at=at, until=at + PASSWORD_LINK_STANDS_FOR
    )
    record(Kind.PASSWORD_LINK_ISSUED, subject=user.ledger_name, by=by, at=at)
    return secret


@transaction.atomic
def spend_password_link(secret: str, password: str, *, at: dt.datetime) -> User:
    """
    Set a password by a link, and spend the link.  Second factors stay as they are.

    :raises Refused: if the link is spent, run out or not one.
    :raises ValidationError: if the password will not do.
    """
    link = standing_password_link(secret, at=at)
    PasswordLink.objects.select_for_update().get(pk=link.pk)
    link = standing_password_link(secret, at=at)
    change_password(link.account, password, by=link.account, at=at)
    link.spent_at = at
    link.save(update_fields=["spent_at"])
    return link.account


@transaction.atomic
def keep_form(account: User, path: str, fields: list[list[str]], *, at: dt.datetime) -> None:
    """Keep what somebody had typed when their session ended, over what was kept before."""
    KeptForm.objects.update_or_create(
        account=account, defaults={"path": path, "fields": fields, "at": at}
    )


@transaction.atomic
def let_form_go(account: User) -> None:
    """Throw away what was kept of somebody's typing."""
    KeptForm.objects.filter(account=account).delete()
