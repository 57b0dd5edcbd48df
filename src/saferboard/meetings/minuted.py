"""
The minutes of a meeting as they are held, read whole.
"""

import datetime as dt
from dataclasses import dataclass

from django.utils import timezone

from saferboard.meetings.models import Attendance, Meeting, Minute


@dataclass(frozen=True)
class MinuteSeen:
    number: str
    title: str
    paragraphs: tuple[str, ...]
    resolution: str
    actions: tuple[str, ...]


@dataclass(frozen=True)
class MinutesSeen:
    """The minutes of one meeting.  `attendance` maps a label to (name, seat) pairs."""

    code: str
    body: str
    starts: dt.datetime
    ends: dt.datetime | None
    attendance: tuple[tuple[str, tuple[tuple[str, str], ...]], ...]
    minutes: tuple[MinuteSeen, ...]


def minutes(code: str) -> MinutesSeen | None:
    """Return the minutes of a meeting, or None if there are none."""
    found = Meeting.objects.select_related("body").filter(code=code).first()
    if found is None:
        return None
    kept = (
        Minute.objects.filter(meeting=found)
        .prefetch_related("actions__owners")
        .order_by("position")
    )
    return MinutesSeen(
        code=found.code,
        body=found.body.name,
        starts=timezone.localtime(found.starts),
        ends=timezone.localtime(found.ends) if found.ends else None,
        attendance=_attendance(found),
        minutes=tuple(
            MinuteSeen(
                m.number,
                m.title,
                tuple(m.paragraphs),
                m.resolution,
                tuple(action.owner_words for action in m.actions.all()),
            )
            for m in kept
        ),
    )


def _attendance(found: Meeting):
    groups: dict[str, list[tuple[str, str]]] = {}
    for one in Attendance.objects.filter(meeting=found).order_by("position"):
        groups.setdefault(one.get_state_display(), []).append((one.published_name, one.seat))
    return tuple((label, tuple(people)) for label, people in groups.items())
