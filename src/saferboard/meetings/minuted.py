"""
The minutes of a meeting as they are held, read whole.
"""

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.utils import timezone

from saferboard.domain.minuting import MinutesState
from saferboard.meetings.models import (
    Attendance,
    AttendanceState,
    Meeting,
    Minute,
    MinuteAction,
    MinuteBook,
    MinuteNote,
)
from saferboard.meetings.models.minutes import in_one
from saferboard.ui.words import day, hour

HEADINGS = {
    AttendanceState.PRESENT: "Present",
    AttendanceState.ALSO_PRESENT: "Also present",
    AttendanceState.APOLOGY: "Apologies",
    AttendanceState.SUBSTITUTE: "Substitutes",
    AttendanceState.ABSENT: "Absent without apology",
}
"""What each list of people is headed, in the order in which minutes print them."""


@dataclass(frozen=True)
class ActionSeen:
    """One entry of the action column: who, what and until when, each as printed."""

    owners: str
    text: str = ""
    due: str = ""


@dataclass(frozen=True)
class NoteSeen:
    day: dt.date
    text: str


@dataclass(frozen=True)
class MinuteSeen:
    """One minute; `clauses` are what was resolved, `notes` what came to be known afterwards."""

    number: str
    title: str
    paragraphs: tuple[str, ...]
    clauses: tuple[str, ...] = ()
    action_rows: tuple[ActionSeen, ...] = ()
    notes: tuple[NoteSeen, ...] = ()

    @property
    def resolution(self) -> str:
        return in_one(self.clauses)

    @property
    def actions(self) -> tuple[str, ...]:
        """The owners of each action, as the action column prints them."""
        return tuple(action.owners for action in self.action_rows)


@dataclass(frozen=True)
class MinutesSeen:
    """
    The minutes of one meeting.  `attendance` maps a heading to (name, seat) pairs;
    `declarations` are (name, about, interest, whether they left).
    """

    code: str
    body: str
    starts: dt.datetime
    ends: dt.datetime | None
    attendance: tuple[tuple[str, tuple[tuple[str, str], ...]], ...]
    minutes: tuple[MinuteSeen, ...]
    place: str = ""
    state: MinutesState = MinutesState.DRAFT
    declarations: tuple[tuple[str, str, str, bool], ...] = ()
    agreed_on: dt.date | None = None
    signed_by: str = ""
    signed_on: dt.date | None = None
    digest: str = ""


def minutes(code: str) -> MinutesSeen | None:
    """Return the minutes of a meeting, or None if there are none; signed ones as signed."""
    found = Meeting.objects.select_related("body").filter(code=code).first()
    if found is None:
        return None
    book = MinuteBook.objects.filter(meeting=found).select_related("agreed_in").first()
    state = MinutesState(book.state) if book else MinutesState.DRAFT
    if book is not None and state is MinutesState.SIGNED:
        attendance, declarations, kept = _signed(found, book.content)
    else:
        attendance, declarations, kept = _attendance(found), _declarations(found), _kept(found)
    agreed = book.agreed_in if book else None
    return MinutesSeen(
        code=found.code,
        body=found.body.name,
        starts=timezone.localtime(found.starts),
        ends=timezone.localtime(found.ends) if found.ends else None,
        attendance=attendance,
        minutes=kept,
        place=found.place,
        state=state,
        declarations=declarations,
        agreed_on=timezone.localtime(agreed.starts).date() if agreed else None,
        signed_by=book.signed_by if book else "",
        signed_on=timezone.localtime(book.signed_at).date() if book and book.signed_at else None,
        digest=book.digest if book else "",
    )


def _kept(found: Meeting) -> tuple[MinuteSeen, ...]:
    kept = (
        Minute.objects.filter(meeting=found)
        .prefetch_related("actions__owners", "notes")
        .order_by("position")
    )
    return tuple(
        MinuteSeen(
            m.number,
            m.title,
            tuple(m.paragraphs),
            tuple(m.clauses),
            tuple(_action(action) for action in m.actions.all()),
            tuple(NoteSeen(note.day, note.text) for note in m.notes.all()),
        )
        for m in kept
    )


def _action(action: MinuteAction) -> ActionSeen:
    due = "next meeting" if action.next_meeting else day(action.due) if action.due else ""
    return ActionSeen(action.owner_words, action.text, due)


def _signed(found: Meeting, content: Mapping[str, Any]):
    notes: dict[str, list[NoteSeen]] = {}
    for note in MinuteNote.objects.filter(minute__meeting=found).select_related("minute"):
        notes.setdefault(note.minute.number, []).append(NoteSeen(note.day, note.text))
    kept = tuple(
        MinuteSeen(
            one["number"],
            one["title"],
            tuple(one["paragraphs"]),
            tuple(one["clauses"]),
            tuple(ActionSeen(*row) for row in one["actions"]),
            tuple(notes.get(one["number"], ())),
        )
        for one in content["minutes"]
    )
    attendance = tuple(
        (label, tuple((name, seat) for name, seat in people))
        for label, people in content["attendance"]
    )
    declared = tuple((n, about, said, left) for n, about, said, left in content["declarations"])
    return attendance, declared, kept


def _attendance(found: Meeting):
    groups: dict[str, list[tuple[str, str]]] = {}
    for one in Attendance.objects.filter(meeting=found).order_by("position", "id"):
        groups.setdefault(one.state, []).append((one.published_name, _seat(one)))
    return tuple(
        (heading, tuple(groups[state])) for state, heading in HEADINGS.items() if state in groups
    )


def _seat(one: Attendance) -> str:
    parts = [one.seat, f"for {one.instead_of}" if one.instead_of else ""]
    parts += [f"arrived at {hour(one.arrived)}" if one.arrived else ""]
    parts += [f"left at {hour(one.left)}" if one.left else ""]
    return ", ".join(part for part in parts if part)


def _declarations(found: Meeting) -> tuple[tuple[str, str, str, bool], ...]:
    rows = found.declarations.order_by("position", "id")
    return tuple((d.published_name, d.about, d.interest, d.left_room) for d in rows)
