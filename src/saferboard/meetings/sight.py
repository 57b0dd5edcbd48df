"""
Which meetings, minutes, papers and actions somebody may open, as sets of rows.

The same rules as `permissions.refusal_to_read` has for one of them, asked of all at once: for
search and for lists.
"""

import datetime as dt

from django.contrib.auth.models import AnonymousUser
from django.db.models import Q, QuerySet

from saferboard.bodies.models import Body, Seat
from saferboard.bodies.permissions import RESTRICTED
from saferboard.meetings.models import Item, Meeting, Minute, MinuteAction, Part
from saferboard.partners.models import User
from saferboard.partners.permissions import is_partner

Reader = User | AnonymousUser


def bodies_sat_on(user: Reader, *, on: dt.date) -> QuerySet[Seat]:
    """Return the bodies on which an account's posts have a seat on a day, by their numbers."""
    if not user.is_authenticated or not user.is_active:
        return Seat.objects.none().values("body")
    return Seat.objects.filter(post__in=user.posts(on=on).order_by()).order_by().values("body")


def meetings_visible(user: Reader, on: dt.date) -> QuerySet[Meeting]:
    """Return the meetings whose agenda and papers an account may open on a day."""
    sat_on = Q(body__in=bodies_sat_on(user, on=on))
    found = Meeting.objects.filter(body__in=Body.objects.visible_to(user, on=on).order_by())
    if is_partner(user, on=on):
        return found
    return found.filter(sat_on | (Q(agenda_published__lte=on) & ~Q(body__handling__in=RESTRICTED)))


def items_visible(user: Reader, on: dt.date) -> QuerySet[Item]:
    """Return the items whose papers an account may open: what is exempt, only with a seat."""
    sat_on = Q(meeting__body__in=bodies_sat_on(user, on=on))
    seen = meetings_visible(user, on).order_by()
    return Item.objects.filter(Q(part=Part.OPEN) | sat_on, meeting__in=seen)


def minutes_visible(user: Reader, on: dt.date) -> QuerySet[Minute]:
    """Return the minutes an account may open on a day."""
    seen = Body.objects.visible_to(user, on=on).order_by()
    return Minute.objects.filter(meeting__body__in=seen)


def actions_visible(user: Reader, on: dt.date) -> QuerySet[MinuteAction]:
    """Return the actions whose page an account may open: a partner's, or of a body they sit on."""
    seen = Body.objects.visible_to(user, on=on).order_by()
    found = MinuteAction.objects.filter(minute__meeting__body__in=seen)
    if is_partner(user, on=on):
        return found
    return found.filter(minute__meeting__body__in=bodies_sat_on(user, on=on))
