"""
Planning a body's year, and calling a meeting from a day of it.
"""

import datetime as dt

from django.db import transaction

from saferboard.bodies import permissions as bodies
from saferboard.bodies.models import NOT_STATED, Body, SeatRole
from saferboard.domain.handling import Handling
from saferboard.domain.periods import Quarter
from saferboard.domain.refusals import Refusal, Refused, require
from saferboard.domain.rhythms import dates, label_of, year_of
from saferboard.domain.rights import Right
from saferboard.domain.states import PLANNED_MOVES, MeetingState, PlannedState, refusal_to_move
from saferboard.ledger.models import Kind
from saferboard.ledger.operations import SYSTEM, record
from saferboard.meetings.agendas.following.operations import follow_calendar
from saferboard.meetings.models import HeldCount, Meeting, PlannedDay
from saferboard.meetings.operations import MeetingPlanned, Named, call_meeting
from saferboard.partners.holders import How, holders
from saferboard.partners.models import Actor, Post
from saferboard.partners.permissions import refusal_without

EARLIEST_YEAR, LATEST_YEAR = 2000, 2100
CODE_LENGTH = 50


def refusal_to_plan(user: Actor, body: Body, *, on: dt.date) -> Refusal | None:
    """
    Return why `user` may not plan and call a body's meetings, or None; the system may.

    Of a restricted body, its seats plan: whoever else writes papers does not know when it meets.
    """
    if isinstance(user, str):
        return None if user == SYSTEM else Refusal("signed-out", "Sign in to plan meetings.")
    if Handling(body.handling).is_restricted:
        return bodies.refusal_to_read(user, body, on=on)
    return refusal_without(user, Right.WRITE_PAPERS, on=on, to="plan and call meetings")


def refusal_of_day(day: dt.date) -> Refusal | None:
    if EARLIEST_YEAR <= day.year <= LATEST_YEAR:
        return None
    words = f"Give a day between {EARLIEST_YEAR} and {LATEST_YEAR}."
    return Refusal("no-such-year", words)


@transaction.atomic
def plan_year(
    body: Body, *, first: dt.date, starts: dt.time | None, by: Actor, at: dt.datetime
) -> int:
    """
    Plan the days that a body's rhythm makes, from a first one to the end of its year.

    A day that is planned already stays as it is; returns how many are new.

    :raises Refused: if it is not theirs to do, or no days follow from the rhythm.
    """
    require(refusal_to_plan(by, body, on=at.date()))
    require(refusal_of_day(first))
    if not body.recurs.kind.makes_dates:
        words = (
            f"No days follow from “{body.recurs.label.lower()}”. Say on the body’s page how often"
            " it meets, or plan single days."
        )
        raise Refused(Refusal("no-rhythm", words))
    Body.objects.select_for_update().get(pk=body.pk)
    known = set(body.planned_days.values_list("day", flat=True))
    new = [day for day in dates(body.recurs, first) if day not in known]
    PlannedDay.objects.bulk_create(
        PlannedDay(body=body, day=day, at=starts, state=PlannedState.PLANNED) for day in new
    )
    record(
        Kind.YEAR_PLANNED,
        subject=f"body {body.code}",
        by=by,
        at=at,
        days=len(new),
        year=label_of(year_of(first)),
    )
    return len(new)


@transaction.atomic
def plan_day(
    body: Body,
    day: dt.date,
    *,
    starts: dt.time | None = None,
    said: str = "",
    by: Actor,
    at: dt.datetime,
) -> PlannedDay:
    """
    Plan one day of a body.

    :raises Refused: if it is not theirs to do, or that day is planned already.
    """
    require(refusal_to_plan(by, body, on=at.date()))
    require(refusal_of_day(day))
    require(_refusal_where_planned(body, day))
    planned = PlannedDay.objects.create(
        body=body, day=day, at=starts, said=said, state=PlannedState.PLANNED
    )
    record(Kind.DAY_PLANNED, subject=f"body {body.code}", by=by, at=at, day=day.isoformat())
    return planned


def _refusal_where_planned(body: Body, day: dt.date) -> Refusal | None:
    if body.planned_days.filter(day=day).exists():
        return Refusal("planned-already", f"{day:%-d %B %Y} is planned already. Give another day.")
    return None


@transaction.atomic
def move_day(planned: PlannedDay, to: dt.date, *, by: Actor, at: dt.datetime) -> None:
    """
    Move a planned day to another, keeping the day it was first planned on.

    :raises Refused: if it is not theirs to do, a meeting is called on it, or the other day is
        planned already.
    """
    planned = _locked_day(planned, by, at)
    require(refusal_of_day(to))
    if planned.state != PlannedState.PLANNED:
        words = f"The planned day is {planned.state.lower()}, and is not moved."
        raise Refused(Refusal("not-planned", words))
    require(_refusal_where_planned(planned.body, to))
    was, planned.day = planned.day, to
    planned.first = planned.first or was
    planned.save(update_fields=["day", "first"])
    record(
        Kind.PLANNED_DAY_MOVED,
        subject=f"body {planned.body.code}",
        by=by,
        at=at,
        was=was.isoformat(),
        now=to.isoformat(),
    )


@transaction.atomic
def cancel_day(planned: PlannedDay, *, by: Actor, at: dt.datetime) -> None:
    """
    Cancel a planned day; it stays in the year as cancelled.

    :raises Refused: if it is not theirs to do, or it is no longer planned.
    """
    planned = _locked_day(planned, by, at)
    _set_day(planned, PlannedState.CANCELLED)
    record(
        Kind.PLANNED_DAY_CANCELLED,
        subject=f"body {planned.body.code}",
        by=by,
        at=at,
        day=planned.day.isoformat(),
    )


@transaction.atomic
def note_day_held(planned: PlannedDay, *, by: Actor, at: dt.datetime) -> None:
    """
    Note that a planned day was held, of a body whose meetings are not called here.

    :raises Refused: if it is not theirs to do, it is no longer planned, or is still to come.
    """
    planned = _locked_day(planned, by, at)
    if planned.day > at.date():
        raise Refused(Refusal("to-come", "That day is still to come. Note it when it was held."))
    _set_day(planned, PlannedState.HELD)
    record(
        Kind.PLANNED_DAY_HELD,
        subject=f"body {planned.body.code}",
        by=by,
        at=at,
        day=planned.day.isoformat(),
    )


def _locked_day(planned: PlannedDay, by: Actor, at: dt.datetime) -> PlannedDay:
    PlannedDay.objects.select_for_update().get(pk=planned.pk)
    kept = PlannedDay.objects.select_related("body").get(pk=planned.pk)
    require(refusal_to_plan(by, kept.body, on=at.date()))
    return kept


def _set_day(planned: PlannedDay, to: PlannedState) -> None:
    now = PlannedState(planned.state)
    require(refusal_to_move(PLANNED_MOVES, now, to, thing="planned day"))
    planned.state = to
    planned.save(update_fields=["state", "meeting"])


@transaction.atomic
def count_days(
    body: Body, *, quarter: Quarter, count: int, said: str, by: Actor, at: dt.datetime
) -> HeldCount:
    """
    Note how often a body met in a quarter, where a paper counts it and gives no days.

    :raises Refused: if it is not theirs to do.
    """
    require(refusal_to_plan(by, body, on=at.date()))
    kept, _ = HeldCount.objects.update_or_create(
        body=body, quarter=str(quarter), defaults={"count": count, "said": said}
    )
    record(
        Kind.DAYS_COUNTED,
        subject=f"body {body.code}",
        by=by,
        at=at,
        days=count,
        quarter=kept.quarter,
    )
    return kept


@transaction.atomic
def call_from_seats(
    body: Body,
    starts: dt.datetime,
    *,
    place: str,
    contact: Post | None,
    planned: PlannedDay | None = None,
    by: Actor,
    at: dt.datetime,
) -> Meeting:
    """
    Call a meeting of a body: its seats are summoned, under the names of whoever holds them.

    :raises Refused: if it is not theirs to do, the day has passed, it has no seats, or the
        planned day is no longer planned.
    """
    require(refusal_to_plan(by, body, on=at.date()))
    require(refusal_of_day(starts.date()) or _refusal_of_the_past(starts, at))
    Body.objects.select_for_update().get(pk=body.pk)
    if planned is not None:
        planned = _locked_day(planned, by, at)
    meeting = call_meeting(
        MeetingPlanned(
            code=_free_code(body, starts.date()),
            body=body.code,
            starts=starts,
            state=MeetingState.PROPOSED,
            place=place or NOT_STATED,
            contact=Named(contact.code) if contact else None,
            summons=_seats(body, on=starts.date()),
        ),
        by=by,
        at=at,
    )
    if planned is not None:
        planned.meeting = meeting
        _set_day(planned, PlannedState.CALLED)
    follow_calendar(body, by=by, at=at)
    return meeting


def _refusal_of_the_past(starts: dt.datetime, at: dt.datetime) -> Refusal | None:
    if starts >= at:
        return None
    words = "That time has passed. A meeting is called before it is held."
    return Refusal("passed", words)


def _free_code(body: Body, day: dt.date) -> str:
    """Return an address for a meeting: its day, and whose it is where the day is taken."""
    plain = day.isoformat()
    named = f"{plain}-{body.code}"[:CODE_LENGTH]
    numbered = [f"{named[: CODE_LENGTH - 3]}-{n}" for n in range(2, 10)]
    taken = set(
        Meeting.objects.filter(code__in=[plain, named, *numbered]).values_list("code", flat=True)
    )
    # A restricted body's meetings are not told apart by its name in an address.
    hidden = Handling(body.handling).is_restricted
    wanted = [plain, *([] if hidden else [named]), *numbered]
    return next(code for code in wanted if code not in taken)


def _seats(body: Body, *, on: dt.date) -> list[Named]:
    seats = list(body.seats.select_related("post").order_by("position", "id"))
    if not seats:
        words = f"{body.name} has no seats, so nobody would be summoned. Give it seats first."
        raise Refused(Refusal("no-seats", words))
    held = holders([seat.post_id for seat in seats], on=on)
    return [
        Named(
            seat.post.code,
            held[seat.post_id].name,
            _note(seat.role, held[seat.post_id].how),
        )
        for seat in seats
    ]


def _note(role: str, how: How) -> str:
    said = [] if role == SeatRole.MEMBER else [SeatRole(role).label]
    if how is How.CARETAKEN:
        said.append("caretaker")
    if how is How.VACANT:
        said.append("vacant")
    return ", ".join(said)
