"""
Who may read of a body more than that it is there.
"""

import datetime as dt

from saferboard.bodies.models import Body, Seat
from saferboard.domain.handling import Handling
from saferboard.domain.refusals import Refusal
from saferboard.partners.models import User

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


def sees_restricted(user: User, on: dt.date) -> bool:
    """Return whether an account holds a seat on a restricted body on a day."""
    return Seat.objects.filter(post__in=user.posts(on=on), body__handling__in=RESTRICTED).exists()


def sits_on(user: User, body: str, *, on: dt.date) -> bool:
    """Return whether an account holds a seat on the body of this code on a day."""
    if not user.is_authenticated or not user.is_active:
        return False
    return Seat.objects.filter(post__in=user.posts(on=on), body__code=body).exists()
