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
from saferboard.domain.states import MeetingState, PlannedState
from saferboard.letters.tokens import hash_of
from saferboard.meetings.calendars.icalendar import Event
from saferboard.meetings.models import (
    CalendarKey,
    ChangeKind,
    Meeting,
    MeetingChange,
    PlannedDay,
)
from saferboard.partners.models import User
from saferboard.ui.words import day, moment

BUSY = "Busy"
STATUSES = {
    MeetingState.PROPOSED: "TENTATIVE",
    MeetingState.CONFIRMED: "CONFIRMED",
    MeetingState.HELD: "CONFIRMED",
    # A meeting without a day is nobody's appointment until it has one.
    MeetingState.POSTPONED: "CANCELLED",
    MeetingState.CANCELLED: "CANCELLED",
}

PLANNED = {
    PlannedState.PLANNED: "TENTATIVE",
    PlannedState.CALLED: "CONFIRMED",
    PlannedState.HELD: "CONFIRMED",
    PlannedState.CANCELLED: "CANCELLED",
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
    return name, _events([body])


def of_person(user: User, *, on: dt.date) -> list[Event]:
    """Return the meetings of every body on which a person's posts have a seat on a day."""
    bodies = Body.objects.filter(seats__post__in=user.posts(on=on)).distinct()
    return _events(list(bodies.order_by("id")))


def whose(token: str) -> User | None:
    """Return the account that a calendar's address belongs to, or None."""
    key = CalendarKey.objects.select_related("user").filter(token_hash=hash_of(token)).first()
    return key.user if key is not None and key.user.is_active else None


def made_at(user: User) -> dt.datetime | None:
    """Return when a person's calendar was last given an address, or None."""
    return CalendarKey.objects.filter(user=user).values_list("made_at", flat=True).first()


def _events(bodies: list[Body]) -> list[Event]:
    """The meetings of some bodies, and their planned days on which none is called."""
    meetings = Meeting.objects.filter(body__in=bodies).select_related("body")
    kept = list(meetings.prefetch_related("changes").order_by("starts", "id"))
    days = PlannedDay.objects.filter(body__in=bodies).exclude(state=PlannedState.CALLED)
    planned = days.select_related("body").order_by("day", "id")
    return [_event(one) for one in kept] + [_planned(one) for one in planned]


def _event(meeting: Meeting) -> Event:
    status = STATUSES[MeetingState(meeting.state)]
    starts = timezone.localtime(meeting.starts)
    ends = timezone.localtime(meeting.ends) if meeting.ends else None
    changes = list(meeting.changes.all())
    if _restricted(meeting.body):
        uid = _hidden("saferboard.meetings.busy", meeting.code)
        return Event(uid, starts, ends, BUSY, status, private=True, sequence=len(changes))
    return Event(
        f"meeting-{meeting.code}@{_host()}",
        starts,
        ends,
        meeting.body.name,
        status,
        place="" if meeting.place == NOT_STATED else meeting.place,
        url=settings.SITE_ADDRESS + reverse("meetings:meeting", args=[meeting.code]),
        sequence=len(changes),
        note=_note(meeting, changes),
    )


def _note(meeting: Meeting, changes: list[MeetingChange]) -> str:
    """What a calendar is to say of a meeting's changes: never why, which is on its page."""
    if meeting.state == MeetingState.POSTPONED:
        return "Put off. It has no new day yet."
    moved = [one.was for one in changes if one.kind == ChangeKind.MOVED]
    if not moved:
        return ""
    return f"Moved from {moment(timezone.localtime(moved[0]))}."


def _planned(one: PlannedDay) -> Event:
    status = PLANNED[PlannedState(one.state)]
    at = one.at or dt.time()
    starts = timezone.make_aware(dt.datetime.combine(one.day, at))
    sequence = int(one.first is not None) + int(one.state != PlannedState.PLANNED)
    all_day = one.at is None
    if _restricted(one.body):
        uid = _hidden("saferboard.meetings.planned", str(one.pk))
        return Event(uid, starts, None, BUSY, status, private=True, all_day=all_day)
    return Event(
        f"planned-{one.pk}@{_host()}",
        starts,
        None,
        f"{one.body.name} (planned)" if one.state == PlannedState.PLANNED else one.body.name,
        status,
        all_day=all_day,
        sequence=sequence,
        note=f"Moved from {day(one.first)}." if one.first else "",
    )


def _host() -> str | None:
    return urlsplit(settings.SITE_ADDRESS).hostname


def _hidden(salt: str, code: str) -> str:
    """The code of a meeting would tell one busy hour from another by its body."""
    return f"{salted_hmac(salt, code).hexdigest()[:32]}@{_host()}"


def _restricted(body: Body) -> bool:
    return Handling(body.handling).is_restricted
