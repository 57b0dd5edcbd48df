"""
Asking about minutes that are being taken.
"""

import datetime as dt
from dataclasses import dataclass
from zoneinfo import ZoneInfo

from saferboard.domain.handling import Handling
from saferboard.domain.minuting import DraftState, MinutesState
from saferboard.domain.states import MeetingState
from saferboard.meetings.actions.retyping import spoken_of_and_gone
from saferboard.meetings.models import (
    Attendance,
    AttendanceState,
    Meeting,
    Minute,
    MinuteBook,
    MinuteDraft,
)
from saferboard.meetings.owners import Posts
from saferboard.meetings.taking.typed import (
    Desk,
    Fault,
    MinuteRead,
    MinuteTyped,
    read_minute,
    typed_of,
)
from saferboard.papers.model import Person
from saferboard.papers.people import initials_of

LONDON = ZoneInfo("Europe/London")
LONG = 120
HELD_FOR = dt.timedelta(minutes=3)
"""How long after the last letter somebody is said to be typing."""


def london(moment: dt.datetime) -> dt.datetime:
    return moment.astimezone(LONDON)


@dataclass(frozen=True)
class Hold:
    """Who is typing into a minute, and since they last did."""

    user: int
    name: str
    at: dt.datetime


@dataclass(frozen=True)
class Typing:
    """One minute of those being taken: how far it is, and who is at it."""

    id: int
    number: str
    title: str
    is_part: bool
    paragraphs: int
    clauses: int
    actions: int
    is_empty: bool
    faults: tuple[Fault, ...]
    hold: Hold | None


@dataclass(frozen=True)
class DraftSeen:
    id: int
    state: DraftState
    version: int | None
    typed: MinuteTyped
    by: str
    at: dt.datetime


@dataclass(frozen=True)
class ToType:
    """
    A minute as it is to be typed into: what stands, its version, who saved it and who is at it.

    `aside` are words of the asker's own that wait to be worked in.
    """

    id: int
    number: str
    version: int
    typed: MinuteTyped
    saved: DraftSeen | None
    hold: Hold | None
    aside: tuple[DraftSeen, ...]
    before: int
    next: int
    item: str


def book_of(meeting: Meeting) -> MinuteBook | None:
    return MinuteBook.objects.filter(meeting=meeting).select_related("agreed_in").first()


def typed_now(minute: Minute) -> tuple[MinuteTyped, MinuteDraft | None]:
    """Return a minute as it stands in the boxes: as last typed, or as it was entered."""
    newest = (
        minute.drafts.filter(state=DraftState.KEPT)
        .select_related("by__person")
        .order_by("-version")
        .first()
    )
    if newest is not None:
        return MinuteTyped.of(newest.typed), newest
    actions = minute.actions.prefetch_related("owners").order_by("position")
    return typed_of(minute.title, minute.paragraphs, minute.clauses, actions), None


def desk(meeting: Meeting) -> Desk:
    """Return what owners typed at a meeting are read with."""
    there = Attendance.objects.filter(meeting=meeting).exclude(state=AttendanceState.ABSENT)
    named = list(there.order_by("position").values_list("published_name", "seat"))
    if not named:
        named = list(
            meeting.summonses.order_by("position").values_list("published_name", "post__title")
        )
    people = [Person(name, post=seat, initials=initials_of(name)) for name, seat in named if name]
    return Desk(Posts(meeting.body), people, held_on=london(meeting.starts).date())


def read(minute: Minute, typed: MinuteTyped, at_desk: Desk) -> MinuteRead:
    """Return what a typed minute says; an action whose owner has answered may not go unsaid."""
    found = read_minute(typed, at_desk)
    for gone in spoken_of_and_gone(minute.actions.all(), found.actions):
        words = (
            f"Actions: “{(gone.text or minute.title)[:LONG]}” was answered by its owner. Put"
            " its line back; if it is done, say so on its own page."
        )
        found.faults.append(Fault("", words))
    return found


def typing(meeting: Meeting, *, at: dt.datetime | None = None) -> list[Typing]:
    """Return every minute of a meeting, in order, with who was at it at a moment."""
    found = list(
        meeting.minutes.select_related("hold__user__person", "item")
        .prefetch_related("actions__owners", "actions__steps")
        .order_by("position", "id")
    )
    newest = {
        draft.minute_id: MinuteTyped.of(draft.typed)
        for draft in MinuteDraft.objects.filter(
            minute__meeting=meeting, state=DraftState.KEPT
        ).order_by("version")
    }
    at_desk = desk(meeting)
    return [_typing(one, newest.get(one.pk), at_desk, at) for one in found]


def _typing(
    minute: Minute, typed: MinuteTyped | None, at_desk: Desk, at: dt.datetime | None
) -> Typing:
    now = typed or typed_of(minute.title, minute.paragraphs, minute.clauses, minute.actions.all())
    found = read(minute, now, at_desk)
    return Typing(
        id=minute.pk,
        number=minute.number,
        title=found.title or minute.title,
        is_part=minute.item is not None and minute.item.parent_id is not None,
        paragraphs=len(found.paragraphs),
        clauses=len(found.clauses),
        actions=len(found.actions),
        is_empty=not (found.paragraphs or found.clauses or found.actions),
        faults=tuple(found.faults),
        hold=_hold(minute, at),
    )


def _hold(minute: Minute, at: dt.datetime | None) -> Hold | None:
    hold = getattr(minute, "hold", None)
    if hold is None or at is None or not at - HELD_FOR <= hold.at <= at:
        return None
    return Hold(hold.user_id, hold.user.person.name, london(hold.at))


def to_type(minute: Minute, *, user: int, at: dt.datetime) -> ToType:
    """Return a minute as an account is to type into it."""
    typed, newest = typed_now(minute)
    order = list(minute.meeting.minutes.order_by("position", "id").values_list("pk", flat=True))
    here = order.index(minute.pk)
    waiting = minute.drafts.filter(by=user, state=DraftState.SET_ASIDE).order_by("id")
    return ToType(
        id=minute.pk,
        number=minute.number,
        version=minute.version,
        typed=typed,
        saved=_draft(newest) if newest else None,
        hold=_hold(minute, at),
        aside=tuple(_draft(one) for one in waiting.select_related("by__person")),
        before=order[here - 1] if here else 0,
        next=order[here + 1] if here + 1 < len(order) else 0,
        item=minute.item.number if minute.item else "",
    )


def drafts(minute: Minute) -> list[DraftSeen]:
    """Return everything typed into a minute, newest first."""
    return [_draft(one) for one in minute.drafts.select_related("by__person").order_by("-id")]


def _draft(one: MinuteDraft) -> DraftSeen:
    return DraftSeen(
        one.pk,
        DraftState(one.state),
        one.version,
        MinuteTyped.of(one.typed),
        one.by.person.name if one.by else "An account that is closed",
        london(one.at),
    )


def may_follow(meeting: Meeting, *, at: dt.datetime) -> list[Meeting]:
    """Return the later meetings of the body, begun by a moment, that may agree its minutes."""
    return list(
        Meeting.objects.filter(
            body=meeting.body_id,
            starts__gt=meeting.starts,
            starts__lte=at,
            state__in=[MeetingState.CONFIRMED, MeetingState.HELD],
        ).order_by("starts", "id")
    )


def is_being_taken(meeting: Meeting) -> bool:
    return MinuteBook.objects.filter(meeting=meeting, state=MinutesState.TAKING).exists()


@dataclass(frozen=True)
class Unfinished:
    """Minutes of a meeting that is over, which are not closed, or closed and not checked."""

    code: str
    starts: dt.datetime
    state: MinutesState


def unfinished(*, at: dt.datetime, most: int) -> list[Unfinished]:
    """
    Return the minutes that wait for whoever takes them, the latest meeting first; those of
    restricted bodies are for their seats and are left out.
    """
    restricted = [one.value for one in Handling if one.is_restricted]
    books = MinuteBook.objects.filter(
        state__in=[MinutesState.TAKING, MinutesState.DRAFT], meeting__starts__lt=at
    ).exclude(meeting__body__handling__in=restricted)
    rows = books.order_by("-meeting__starts", "-meeting_id")
    found = rows.values_list("meeting__code", "meeting__starts", "state")[:most]
    return [Unfinished(code, starts, MinutesState(state)) for code, starts, state in found]
