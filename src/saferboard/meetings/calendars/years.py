"""
Asking about a body's year: what was said, planned, called, held, moved and cancelled.
"""

import datetime as dt
from collections import Counter
from dataclasses import dataclass

from django.contrib.auth.models import AnonymousUser
from django.utils import timezone

from saferboard.bodies.models import Body
from saferboard.domain.rhythms import bounds
from saferboard.domain.states import MeetingState, PlannedState
from saferboard.meetings.calendars.clashes import clashes
from saferboard.meetings.models import ChangeKind, HeldCount, Meeting, MeetingChange, PlannedDay
from saferboard.meetings.sight import meetings_visible
from saferboard.partners.models import User

QUARTERS = 4
STANDS = (MeetingState.PROPOSED, MeetingState.CONFIRMED, MeetingState.HELD)


@dataclass(frozen=True)
class YearListed:
    """How often a body is to meet in a year, and what came of it."""

    code: str
    name: str
    rhythm: str
    a_year: int | None
    planned: int
    held: int
    cancelled: int


@dataclass(frozen=True)
class DaySeen:
    """
    One day of a body's year: planned, or a meeting, with its code where its page may be opened;
    `number` is a planned day's own.
    """

    day: dt.date
    at: dt.time | None
    state: str
    is_planned: bool
    number: int | None
    meeting: str
    first: dt.date | None
    said: str
    warnings: tuple[str, ...]


@dataclass(frozen=True)
class CountSeen:
    quarter: str
    count: int
    said: str


@dataclass(frozen=True)
class YearSeen:
    """A body's year, day by day, and what papers count without days."""

    code: str
    name: str
    year: int
    a_year: int | None
    rhythm: str
    makes_dates: bool
    days: tuple[DaySeen, ...]
    counts: tuple[CountSeen, ...]
    held: int
    planned: int


def years(year: int, user: User | AnonymousUser, *, on: dt.date) -> list[YearListed]:
    """Return the year of each body that somebody may see and that says how often it meets."""
    first, last = bounds(year)
    seen = list(Body.objects.visible_to(user, on=on).order_by("name", "id"))
    meetings = _counted(
        Meeting.objects.filter(body__in=seen, starts__date__range=(first, last)), "state"
    )
    days = _counted(PlannedDay.objects.filter(body__in=seen, day__range=(first, last)), "state")
    counts: Counter[int] = Counter()
    for one in HeldCount.objects.filter(body__in=seen, quarter__in=_quarters(year)):
        counts[one.body_id] += one.count
    found = []
    for body in seen:
        planned = days[body.pk, PlannedState.PLANNED] + days[body.pk, PlannedState.HELD]
        planned += sum(meetings[body.pk, state] for state in STANDS)
        held = (
            meetings[body.pk, MeetingState.HELD]
            + days[body.pk, PlannedState.HELD]
            + counts[body.pk]
        )
        cancelled = (
            meetings[body.pk, MeetingState.CANCELLED] + days[body.pk, PlannedState.CANCELLED]
        )
        a_year = body.recurs.a_year
        if a_year is not None or planned or held or cancelled:
            found.append(
                YearListed(body.code, body.name, body.rhythm, a_year, planned, held, cancelled)
            )
    return found


def _counted(found, by: str) -> Counter[tuple[int, str]]:
    return Counter(found.order_by("id").values_list("body_id", by))


def _quarters(year: int) -> list[str]:
    return [f"{year}-{(year + 1) % 100:02} Q{n}" for n in range(1, QUARTERS + 1)]


def year_of_body(body: Body, year: int, user: User | AnonymousUser, *, on: dt.date) -> YearSeen:
    """Return a body's year day by day, with what each day that is to come clashes with."""
    first, last = bounds(year)
    other = clashes(body, first, last, seen_by=user, on=on)
    planned = PlannedDay.objects.filter(body=body, day__range=(first, last))
    days = [
        DaySeen(
            one.day,
            one.at,
            PlannedState(one.state).label,
            one.state == PlannedState.PLANNED,
            one.pk,
            "",
            one.first,
            one.said,
            other.on(one.day) if one.state == PlannedState.PLANNED and one.day >= on else (),
        )
        for one in planned.exclude(state=PlannedState.CALLED).order_by("day", "id")
    ]
    days += _of_meetings(body, (first, last), other.on, user, on)
    days.sort(key=lambda one: (one.day, one.meeting, one.number or 0))
    counts = HeldCount.objects.filter(body=body, quarter__in=_quarters(year)).order_by("quarter")
    kept = tuple(CountSeen(one.quarter, one.count, one.said) for one in counts)
    held = sum(one.state == "Held" for one in days) + sum(one.count for one in kept)
    off = {MeetingState.CANCELLED.label, MeetingState.POSTPONED.label}
    return YearSeen(
        code=body.code,
        name=body.name,
        year=year,
        a_year=body.recurs.a_year,
        rhythm=body.rhythm,
        makes_dates=body.recurs.kind.makes_dates,
        days=tuple(days),
        counts=kept,
        held=held,
        planned=sum(one.state not in off for one in days),
    )


def _of_meetings(
    body: Body, within: tuple[dt.date, dt.date], warned, user: User | AnonymousUser, on: dt.date
) -> list[DaySeen]:
    meetings = Meeting.objects.filter(body=body, starts__date__range=within)
    moved = _moved(meetings)
    opened = set(meetings_visible(user, on).order_by().values_list("pk", flat=True))
    return [
        _of_meeting(one, moved, warned, on, opens=one.pk in opened)
        for one in meetings.order_by("starts", "id")
    ]


def _of_meeting(
    one: Meeting, moved: dict[int, dt.date], warned, on: dt.date, *, opens: bool
) -> DaySeen:
    starts = timezone.localtime(one.starts)
    state = MeetingState(one.state)
    to_come = state in (MeetingState.PROPOSED, MeetingState.CONFIRMED) and starts.date() >= on
    return DaySeen(
        starts.date(),
        starts.time(),
        state.label,
        False,
        None,
        one.code if opens else "",
        moved.get(one.pk),
        "",
        warned(starts.date()) if to_come else (),
    )


def _moved(meetings) -> dict[int, dt.date]:
    """The day each meeting was first on, of those that were moved."""
    found: dict[int, dt.date] = {}
    kept = MeetingChange.objects.filter(meeting__in=meetings, kind=ChangeKind.MOVED)
    for meeting, was in kept.order_by("id").values_list("meeting", "was"):
        found.setdefault(meeting, timezone.localtime(was).date())
    return found


@dataclass(frozen=True)
class ChangeSeen:
    kind: str
    was: dt.datetime
    now: dt.datetime | None
    reason: str
    by: str
    at: dt.datetime
    was_place: str = ""
    now_place: str = ""


def changes(code: str) -> list[ChangeSeen]:
    """Return the changes of a meeting, the first one first."""
    kept = MeetingChange.objects.filter(meeting__code=code).select_related("by__person")
    return [
        ChangeSeen(
            one.get_kind_display(),
            timezone.localtime(one.was),
            timezone.localtime(one.now) if one.now else None,
            one.reason,
            one.by.person.name if one.by else "",
            timezone.localtime(one.at),
            one.was_place,
            one.now_place,
        )
        for one in kept.order_by("id")
    ]
