"""
What a day clashes with: bank holidays, days of action, and members' other meetings.

Everything of some weeks is asked at once, so that a year's page asks no more than a day's.
"""

import datetime as dt
from collections import defaultdict
from dataclasses import dataclass, field

from django.contrib.auth.models import AnonymousUser
from django.utils import timezone

from saferboard.bodies.models import Body, BodyKind, Seat
from saferboard.domain.states import MeetingState, PlannedState
from saferboard.meetings.calendars.bank_holidays import warning_of
from saferboard.meetings.models import Meeting, PlannedDay
from saferboard.partners.holders import standing_on
from saferboard.partners.models import Caretaking, Holding, User
from saferboard.ui.words import counted, hour

OFF = (MeetingState.CANCELLED, MeetingState.POSTPONED)


@dataclass
class Clashes:
    """The days on which a body's members, or the partnership, have something else."""

    by_day: dict[dt.date, list[str]] = field(default_factory=lambda: defaultdict(list))

    def on(self, day: dt.date) -> tuple[str, ...]:
        """Return what to say of a day: nothing, or one sentence for each thing."""
        own = warning_of(day)
        return ((own,) if own else ()) + tuple(self.by_day.get(day, ()))


def clashes(
    body: Body, first: dt.date, last: dt.date, *, seen_by: User | AnonymousUser, on: dt.date
) -> Clashes:
    """
    Return what some days of a body clash with, as somebody may know it.

    A restricted body that they may not see is told as another meeting, and not by name.
    """
    found = Clashes()
    shared = _shared(body, first)
    days = set(
        Body.objects.filter(kind=BodyKind.DAYS).exclude(pk=body.pk).values_list("pk", flat=True)
    )
    visible = set(Body.objects.visible_to(seen_by, on=on).values_list("pk", flat=True))
    others = days | shared.keys()
    meetings = Meeting.objects.filter(body__in=others, starts__date__range=(first, last))
    for one in meetings.exclude(state__in=OFF).select_related("body").order_by("starts", "id"):
        starts = timezone.localtime(one.starts)
        name = one.body.name if one.body_id in visible else ""
        found.by_day[starts.date()].append(_said(name, shared[one.body_id], f" at {hour(starts)}"))
    planned = PlannedDay.objects.filter(
        body__in=others, day__range=(first, last), state=PlannedState.PLANNED
    )
    for day in planned.select_related("body").order_by("day", "id"):
        name = day.body.name if day.body_id in visible else ""
        if day.body_id in days:
            found.by_day[day.day].append(
                f"{name or 'A day of action'}: partners go out together that day."
            )
        else:
            at = f" at {hour(day.at)}" if day.at else ""
            found.by_day[day.day].append(_said(name, shared[day.body_id], at))
    return found


def _said(name: str, members: int, at: str) -> str:
    who = counted(members, "member") if members else "Partners"
    has = "has" if members == 1 else "have"
    return f"{who} also {has} {f'the {name}' if name else 'another meeting'}{at} that day."


def _shared(body: Body, on: dt.date) -> dict[int, int]:
    """Return the other bodies on which the posts, or the people, of a body sit: how many do."""
    posts = set(body.seats.values_list("post", flat=True))
    people = _people(posts, on)
    also = _posts_of({person for held in people.values() for person in held}, on)
    found: dict[int, set[int]] = defaultdict(set)
    seats = Seat.objects.filter(post__in=posts | also.keys()).exclude(body=body)
    for other, post in seats.order_by("id").values_list("body", "post"):
        if post in posts:
            found[other].add(post)
        else:
            # Somebody of this body sits there in another post: one member all the same.
            found[other] |= {own for own, held in people.items() if held & also[post]}
    counts: dict[int, int] = defaultdict(int)
    counts.update({other: len(members) for other, members in found.items()})
    return counts


def _people(posts: set[int], on: dt.date) -> dict[int, set[int]]:
    found: dict[int, set[int]] = defaultdict(set)
    for table in (Holding, Caretaking):
        kept = table.objects.filter(standing_on(on), post__in=posts)
        for post, person in kept.order_by("id").values_list("post", "person"):
            found[post].add(person)
    return found


def _posts_of(people: set[int], on: dt.date) -> dict[int, set[int]]:
    found: dict[int, set[int]] = defaultdict(set)
    for table in (Holding, Caretaking):
        kept = table.objects.filter(standing_on(on), person__in=people)
        for post, person in kept.order_by("id").values_list("post", "person"):
            found[post].add(person)
    return found
