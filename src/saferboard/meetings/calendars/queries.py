"""
The meetings of a calendar: a body's, or those of the bodies a person sits on.
"""

import datetime as dt
from urllib.parse import urlsplit

from django.conf import settings
from django.urls import reverse
from django.utils import timezone
from django.utils.crypto import salted_hmac

from saferboard.bodies.models import NOT_STATED, Body
from saferboard.domain.handling import Handling
from saferboard.domain.states import MeetingState
from saferboard.letters.tokens import hash_of
from saferboard.meetings.calendars.icalendar import Event
from saferboard.meetings.models import CalendarKey, Meeting
from saferboard.partners.models import User

BUSY = "Busy"
STATUSES = {
    MeetingState.PROPOSED: "TENTATIVE",
    MeetingState.CONFIRMED: "CONFIRMED",
    MeetingState.HELD: "CONFIRMED",
    MeetingState.CANCELLED: "CANCELLED",
}


def of_body(code: str) -> tuple[str, list[Event]] | None:
    """
    Return the name and meetings of a body's calendar, or None if it is not to be known of.

    A calendar is followed without signing in, so a restricted body's says when, and no more.
    """
    body = Body.objects.filter(code=code).first()
    if body is None or (_restricted(body) and not body.listed):
        return None
    name = BUSY if _restricted(body) else body.name
    return name, _events(Meeting.objects.filter(body=body))


def of_person(user: User, *, on: dt.date) -> list[Event]:
    """Return the meetings of every body on which a person's posts have a seat on a day."""
    bodies = Body.objects.filter(seats__post__in=user.posts(on=on))
    return _events(Meeting.objects.filter(body__in=bodies))


def whose(token: str) -> User | None:
    """Return the account that a calendar's address belongs to, or None."""
    key = CalendarKey.objects.select_related("user").filter(token_hash=hash_of(token)).first()
    return key.user if key is not None and key.user.is_active else None


def made_at(user: User) -> dt.datetime | None:
    """Return when a person's calendar was last given an address, or None."""
    return CalendarKey.objects.filter(user=user).values_list("made_at", flat=True).first()


def _events(found) -> list[Event]:
    return [_event(one) for one in found.select_related("body").order_by("starts", "id")]


def _event(meeting: Meeting) -> Event:
    status = STATUSES[MeetingState(meeting.state)]
    starts = timezone.localtime(meeting.starts)
    ends = timezone.localtime(meeting.ends) if meeting.ends else None
    host = urlsplit(settings.SITE_ADDRESS).hostname
    if _restricted(meeting.body):
        # The code of a meeting would tell one busy hour from another by its body.
        code = salted_hmac("saferboard.meetings.busy", meeting.code).hexdigest()[:32]
        return Event(f"{code}@{host}", starts, ends, BUSY, status, private=True)
    return Event(
        f"meeting-{meeting.code}@{host}",
        starts,
        ends,
        meeting.body.name,
        status,
        place="" if meeting.place == NOT_STATED else meeting.place,
        url=settings.SITE_ADDRESS + reverse("meetings:meeting", args=[meeting.code]),
    )


def _restricted(body: Body) -> bool:
    return Handling(body.handling).is_restricted
