"""
Giving access for a time and ending it, letting in and shutting out, breaking the glass.
"""

import datetime as dt
from dataclasses import dataclass

from django.conf import settings
from django.db import transaction
from django.utils import timezone

from saferboard.domain.gate import Thing
from saferboard.domain.refusals import Refusal, Refused, require
from saferboard.domain.rights import Role
from saferboard.ledger.models import Kind
from saferboard.ledger.operations import SYSTEM, Look, record
from saferboard.letters.operations import send_letter
from saferboard.partners.models import Post, User
from saferboard.sharing import permissions, things
from saferboard.sharing.models import Grant, Listing
from saferboard.ui.words import moment

LONGEST = dt.timedelta(days=92)
"""The longest that access is given for at once: about a quarter, then somebody looks again."""


@transaction.atomic
def give_access(
    account: User,
    *,
    kind: str,
    ref: str,
    until: dt.datetime,
    reason: str,
    by: User,
    at: dt.datetime,
) -> Grant:
    """
    Give an account a part in one thing until a moment.

    :raises Refused: if `by` may not, it is for themselves, the thing is not known, the end is
        not to come or too far off, or there is no reason.
    """
    thing = _known(kind, ref)
    require(permissions.refusal_to_give_access(by, on=_day(at), thing=thing, account=account))
    require(_refusal_of_end(until, at))
    require(_refusal_without_reason(reason))
    grant = Grant.objects.create(
        account=account, kind=kind, ref=ref, reason=reason, since=at, until=until, given_by=by
    )
    record(
        Kind.ACCESS_GRANTED,
        subject=f"{kind} {ref}",
        by=by,
        at=at,
        to=account.ledger_name,
        until=until.isoformat(),
        grant=grant.pk,
    )
    return grant


@transaction.atomic
def end_access(grant: Grant, *, by: User, at: dt.datetime) -> None:
    """
    End access before its time; it works at once.

    :raises Refused: if `by` may not give it, or it has ended.
    """
    grant = Grant.objects.select_for_update().get(pk=grant.pk)
    thing = things.find(grant.kind, grant.ref)
    require(permissions.refusal_to_give_access(by, on=_day(at), thing=thing))
    if grant.ended_at is not None or grant.until <= at:
        raise Refused(Refusal("ended", "This access has ended already."))
    grant.ended_at, grant.ended_by = at, by
    grant.save(update_fields=["ended_at", "ended_by"])
    record(
        Kind.ACCESS_ENDED,
        subject=f"{grant.kind} {grant.ref}",
        by=by,
        at=at,
        to=grant.account.ledger_name,
        grant=grant.pk,
    )


@dataclass(frozen=True)
class ListingWritten:
    """One line of a thing's list: in or out, from a day to a day, whom to ring, and why."""

    lets_in: bool
    since: dt.date
    until: dt.date | None
    ring: Post
    reason: str


@transaction.atomic
def put_on_list(
    account: User,
    *,
    kind: str,
    ref: str,
    line: ListingWritten,
    by: User,
    at: dt.datetime,
) -> Listing:
    """
    Let an account in to a thing, or shut it out, between two days, with whom to ring.

    :raises Refused: if `by` may not, lets themselves in, or the days or the reason are wanting.
    """
    thing = _known(kind, ref)
    whom = account if line.lets_in else None
    require(permissions.refusal_to_give_access(by, on=_day(at), thing=thing, account=whom))
    require(_refusal_without_reason(line.reason))
    if line.until is not None and line.until < line.since:
        raise Refused(Refusal("ends-first", "The last day is before the first. Correct one."))
    listing = Listing.objects.create(account=account, kind=kind, ref=ref, given_by=by, **vars(line))
    record(
        Kind.ACCOUNT_LET_IN if line.lets_in else Kind.ACCOUNT_SHUT_OUT,
        subject=f"{kind} {ref}",
        by=by,
        at=at,
        whom=account.ledger_name,
        since=line.since.isoformat(),
        until=line.until.isoformat() if line.until else "",
    )
    return listing


@transaction.atomic
def take_off_list(listing: Listing, *, by: User, at: dt.datetime) -> None:
    """
    End a listing with yesterday, or remove one that was to begin today or later.

    :raises Refused: if `by` may not give access to the thing.
    """
    thing = things.find(listing.kind, listing.ref)
    whom = None if listing.lets_in else listing.account
    require(permissions.refusal_to_give_access(by, on=_day(at), thing=thing, account=whom))
    yesterday = _day(at) - dt.timedelta(days=1)
    if listing.since > yesterday:
        listing.delete()
    else:
        listing.until = yesterday
        listing.save(update_fields=["until"])
    record(
        Kind.LISTING_ENDED,
        subject=f"{listing.kind} {listing.ref}",
        by=by,
        at=at,
        whom=listing.account.ledger_name,
    )


@transaction.atomic
def break_glass(*, kind: str, ref: str, reason: str, by: User, at: dt.datetime) -> Grant:
    """
    Open one thing for a short while in an emergency, and have the data protection officer told.

    :raises Refused: if `by` may not, is shut out of it, the thing is not known, or for no reason.
    """
    require(permissions.refusal_to_break_glass(by, on=_day(at)))
    thing = _known(kind, ref)
    require(_refusal_without_reason(reason))
    require(_refusal_if_shut_out(by, kind, ref, _day(at)))
    until = at + dt.timedelta(minutes=settings.BREAK_GLASS_MINUTES)
    grant = Grant.objects.create(
        account=by,
        kind=kind,
        ref=ref,
        reason=reason,
        since=at,
        until=until,
        emergency=True,
        given_by=by,
    )
    record(
        Kind.GLASS_BROKEN,
        subject=f"{kind} {ref}",
        by=by,
        at=at,
        look=Look(purpose="emergency", shown=[ref]),
        until=until.isoformat(),
        grant=grant.pk,
    )
    _tell(grant, thing, at=at)
    return grant


@transaction.atomic
def read_reason(number: int, *, by: User, at: dt.datetime) -> Grant | None:
    """
    Return access with its reason opened, and leave a line that it was read; None if there is none.

    :raises Refused: if `by` does not oversee.
    """
    require(permissions.refusal_to_read_reason(by, on=_day(at)))
    held = Grant.objects.select_related("account__person", "given_by__person")
    grant = held.filter(pk=number).first()
    if grant is None:
        return None
    record(
        Kind.REASON_OPENED,
        subject=f"{grant.kind} {grant.ref}",
        by=by,
        at=at,
        look=Look(purpose="oversight", shown=[f"grant {grant.pk}"]),
        to=grant.account.ledger_name,
        grant=grant.pk,
    )
    return grant


def _tell(grant: Grant, thing: Thing, *, at: dt.datetime) -> None:
    """Write to the data protection officer of whose thing it is; to every one if there is none."""
    officers = Post.objects.filter(role=Role.DATA_PROTECTION)
    own = officers.filter(organisation__code=thing.owner)
    opener = grant.account.posts(on=_day(at)).first()
    for post in own if own.exists() else officers:
        send_letter(
            "glass-broken",
            to_post=post,
            facts={
                "thing": grant.ref,
                "post": opener.title if opener else "holder of no post",
                "until": moment(timezone.localtime(grant.until)),
            },
            by=SYSTEM,
            at=at,
            about=f"grant {grant.pk}",
        )


def _known(kind: str, ref: str) -> Thing:
    thing = things.find(kind, ref)
    if thing is None:
        words = f"There is no {things.words_of(kind)} with the reference {ref}. Check it."
        raise Refused(Refusal("unknown-thing", words))
    return thing


def _refusal_of_end(until: dt.datetime, at: dt.datetime) -> Refusal | None:
    if until <= at:
        return Refusal("not-to-come", "Access must end at some time to come.")
    if until - at > LONGEST:
        return Refusal("too-long", f"Access is given for {LONGEST.days} days at most.")
    return None


def _refusal_without_reason(reason: str) -> Refusal | None:
    return None if reason.strip() else Refusal("no-reason", "Give a reason.")


def _refusal_if_shut_out(user: User, kind: str, ref: str, on: dt.date) -> Refusal | None:
    shut = Listing.objects.filter(
        account=user, kind=kind, ref=ref, lets_in=False, since__lte=on
    ).select_related("ring")
    for one in shut.defer("reason"):
        if one.until is None or on <= one.until:
            words = (
                f"You have been shut out of this, in an emergency too. Ring the {one.ring.title}."
            )
            return Refusal("denied", words)
    return None


def _day(at: dt.datetime) -> dt.date:
    return timezone.localtime(at).date()
