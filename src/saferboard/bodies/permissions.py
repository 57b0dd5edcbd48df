"""
Who may read of a body more than that it is there, who keeps the register, who gives seats.
"""

import datetime as dt

from saferboard.bodies.models import Body, Seat
from saferboard.domain.handling import Handling
from saferboard.domain.refusals import Refusal
from saferboard.domain.rights import Right
from saferboard.ledger.operations import SYSTEM
from saferboard.partners.models import Actor, Post, User
from saferboard.partners.permissions import (
    refusal_to_read_for_partners,
    refusal_without,
    rights,
)

RESTRICTED = tuple(one.value for one in Handling if one.is_restricted)


def refusal_to_read(user: User, body: Body, *, on: dt.date) -> Refusal | None:
    """
    Return why `user` may not read a body's members and meetings on a day, or None if they may.

    What a restricted body works on is for its seats, whatever else somebody may do.
    """
    if Body.objects.filter(pk=body.pk).visible_to(user, on=on).exists():
        return None
    if not user.is_authenticated:
        words = "This is for the members of the body. Sign in if you hold a seat on it."
        return Refusal("signed-out", words)
    words = "This is for the members of the body, and no post you hold today has a seat on it."
    return Refusal("no-seat", words)


def refusal_to_read_log(user: User, body: Body, *, on: dt.date) -> Refusal | None:
    """Return why somebody may not read a body's log of actions, or None if they may."""
    refusal = refusal_to_read(user, body, on=on)
    if refusal or reads_for(user, body.code, on=on):
        return refusal
    return refusal_to_read_for_partners(user, on=on, what="The log of actions")


def sees_restricted(user: User, on: dt.date) -> bool:
    """Return whether an account has a seat on a restricted body on a day, or stands in at one."""
    return Seat.objects.read_by(user, on=on).filter(body__handling__in=RESTRICTED).exists()


def sits_on(user: User, body: str, *, on: dt.date) -> bool:
    """Return whether an account holds a seat on the body of this code on a day."""
    if not user.is_authenticated or not user.is_active:
        return False
    return Seat.objects.filter(post__in=user.posts(on=on), body__code=body).exists()


def reads_for(user: User, body: str, *, on: dt.date) -> bool:
    """Return whether an account reads as a member of the body: by a seat, or as its substitute."""
    if not user.is_authenticated or not user.is_active:
        return False
    return Seat.objects.read_by(user, on=on).filter(body__code=body).exists()


def refusal_to_keep(user: Actor, *, on: dt.date) -> Refusal | None:
    """Return why `user` may not enter bodies, seats and posts, or None; the system may."""
    if user == SYSTEM:
        return None
    return refusal_without(user, Right.KEEP_REGISTER, on=on)


def refusal_to_change(user: Actor, body: Body, *, on: dt.date) -> Refusal | None:
    """
    Return why `user` may not change what the register says of a body, or None if they may.

    What a restricted body says of itself, beyond what a public paper prints, is its seats'.
    """
    refusal = refusal_to_keep(user, on=on)
    if refusal is not None or isinstance(user, str) or body.printed:
        return refusal
    return refusal_to_read(user, body, on=on)


def refusal_to_seat(
    user: Actor, body: Body, *, on: dt.date, post: Post | None = None
) -> Refusal | None:
    """
    Return why `user` may not give or change the seats of a body, or None if they may.

    A seat on a restricted body is sight of what it works on.  It is given by an administrator,
    or by somebody on it who gives access, and by nobody to a post of their own.
    """
    if isinstance(user, str) or body.handling not in RESTRICTED:
        return refusal_to_keep(user, on=on)
    may = rights(user, on=on)
    sits = Right.GRANT_ACCESS in may and sits_on(user, body.code, on=on)
    if Right.MANAGE_ACCOUNTS not in may and not sits:
        words = (
            "A seat on a restricted body is given by an administrator, or by a member of it who"
            " gives access. Ask one of them."
        )
        return Refusal("restricted-seat", words)
    if post is not None and user.posts(on=on).filter(pk=post.pk).exists():
        words = "You hold that post. Ask somebody else to give it a seat on a restricted body."
        return Refusal("own-seat", words)
    return None
