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
from saferboard.domain.handling import Handling
from saferboard.domain.minuting import MinutesState
from saferboard.domain.states import PackState
from saferboard.meetings.models import Edition, Item, Meeting, Minute, MinuteAction, Part
from saferboard.partners.models import User
from saferboard.partners.permissions import is_partner

Reader = User | AnonymousUser


def bodies_sat_on(user: Reader, *, on: dt.date) -> QuerySet[Seat]:
    """Return the bodies an account reads as a member of, or as a substitute, by their numbers."""
    if not user.is_authenticated or not user.is_active:
        return Seat.objects.none().values("body")
    return Seat.objects.read_by(user, on=on).values("body")


def meetings_visible(user: Reader, on: dt.date) -> QuerySet[Meeting]:
    """Return the meetings whose agenda and papers an account may open on a day."""
    sat_on = Q(body__in=bodies_sat_on(user, on=on))
    found = Meeting.objects.filter(body__in=Body.objects.visible_to(user, on=on).order_by())
    if is_partner(user, on=on):
        return found
    return found.filter(sat_on | (Q(agenda_published__lte=on) & ~Q(body__handling__in=RESTRICTED)))


def items_visible(user: Reader, on: dt.date) -> QuerySet[Item]:
    """
    Return the items whose papers an account may open as they stand now: those of partners and of
    the bodies one sits on, and what is exempt only with a seat.  Others read what was issued.
    """
    sat_on = Q(meeting__body__in=bodies_sat_on(user, on=on))
    inside = Q(part=Part.OPEN) if is_partner(user, on=on) else sat_on
    seen = meetings_visible(user, on).order_by()
    return Item.objects.filter(inside | sat_on, meeting__in=seen)


def reports_visible(user: Reader, on: dt.date) -> QuerySet[Meeting]:
    """Return the meetings whose report on matters arising an account may read: issued, for some."""
    seen = meetings_visible(user, on)
    if is_partner(user, on=on):
        return seen
    issued = Meeting.objects.filter(packs__state=PackState.ISSUED, packs__edition=Edition.PUBLIC)
    sat_on = Q(body__in=bodies_sat_on(user, on=on))
    return seen.filter(sat_on | Q(pk__in=issued.order_by().values("pk")))


def minutes_visible(user: Reader, on: dt.date) -> QuerySet[Minute]:
    """
    Return the minutes an account may open on a day; none is found while they are being taken.

    Members read drafts; anyone, what is agreed or among papers that anyone may read.
    """
    seen = Body.objects.visible_to(user, on=on).order_by()
    found = Minute.objects.filter(meeting__body__in=seen).exclude(_BEING_TAKEN)
    if is_partner(user, on=on):
        return found
    enclosed = Item.objects.filter(
        Q(meeting__agenda_published__lte=on)
        | Q(meeting__packs__state=PackState.ISSUED, meeting__packs__edition=Edition.PUBLIC),
        part=Part.OPEN,
        minutes_of__isnull=False,
        meeting__body__handling=Handling.PUBLIC,
    )
    agreed = Q(meeting__minute_book__state__in=[MinutesState.AGREED, MinutesState.SIGNED])
    among_papers = Q(meeting__in=enclosed.order_by().values("minutes_of"))
    is_public = Q(meeting__body__handling=Handling.PUBLIC) & (agreed | among_papers)
    return found.filter(is_public | Q(meeting__body__in=bodies_sat_on(user, on=on)))


_BEING_TAKEN = Q(meeting__minute_book__state=MinutesState.TAKING)


IS_ASKED = Q(course__isnull=False) | ~Q(minute__meeting__minute_book__state=MinutesState.TAKING)
"""What is still being typed is nobody's to do yet, unless it was sent out before."""


def actions_visible(user: Reader, on: dt.date) -> QuerySet[MinuteAction]:
    """Return the actions whose page an account may open: a partner's, or of a body they sit on."""
    seen = Body.objects.visible_to(user, on=on).order_by()
    found = MinuteAction.objects.filter(IS_ASKED, minute__meeting__body__in=seen)
    if is_partner(user, on=on):
        return found
    return found.filter(minute__meeting__body__in=bodies_sat_on(user, on=on))
