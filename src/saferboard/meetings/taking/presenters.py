"""
Minutes being taken, in words.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.urls import reverse

from saferboard.domain.minuting import MinutesState, read_out
from saferboard.meetings.attending.operations import MARKS, Absent, Called, Line
from saferboard.meetings.models import AttendanceState, Meeting, MinuteBook
from saferboard.meetings.taking.owning import OwnerFound
from saferboard.meetings.taking.queries import DraftSeen, ToType, Typing, london
from saferboard.meetings.taking.typed import Fault, MinuteTyped
from saferboard.ui.components import Cell, Table, Tag
from saferboard.ui.crumbs import crumbs
from saferboard.ui.words import counted, day, hour, listed

TONES = {
    MinutesState.TAKING: "blue",
    MinutesState.DRAFT: "amber",
    MinutesState.CHECKED: "amber",
    MinutesState.AGREED: "green",
    MinutesState.SIGNED: "green",
}
OTHERS = (
    AttendanceState.ALSO_PRESENT,
    AttendanceState.PRESENT,
    AttendanceState.APOLOGY,
    AttendanceState.SUBSTITUTE,
    AttendanceState.ABSENT,
)


def state_tag(state: MinutesState) -> Tag:
    return Tag(state.label, TONES[state])


def way(meeting: Meeting, *, taking: bool = True) -> tuple:
    begun = f"Meeting of {day(london(meeting.starts))}"
    links = [("Meetings", "meetings:meetings"), (begun, "meetings:meeting", meeting.code)]
    if taking:
        links.append(("Minutes being taken", "meetings:take", meeting.code))
    return crumbs(*links)


def overview_table(meeting: Meeting, minutes: Sequence[Typing]) -> Table:
    """Every minute with how far it is and who is typing."""
    return Table(
        caption="Minutes, in order",
        head=("Minute", "So far", "Who is typing"),
        rows=tuple(
            (
                Cell(
                    f"{one.number} {one.title}",
                    href=reverse("meetings:take-minute", args=[meeting.code, one.id]),
                ),
                Cell(
                    so_far(one),
                    tags=(Tag("To put right", "red"),) if one.faults else (),
                ),
                f"{one.hold.name}, {hour(one.hold.at)}" if one.hold else "nobody",
            )
            for one in minutes
        ),
        caption_hidden=True,
    )


def so_far(one: Typing) -> str:
    if one.is_empty:
        return "no words yet"
    parts = [counted(one.paragraphs, "paragraph")] if one.paragraphs else []
    parts += [counted(one.clauses, "clause") + " resolved"] if one.clauses else []
    parts += [counted(one.actions, "action")] if one.actions else []
    return listed(parts)


@dataclass(frozen=True)
class Shown:
    """A minute as somebody reads it: its boxes as words."""

    title: str
    discussion: tuple[str, ...]
    resolved: tuple[str, ...]
    actions: tuple[str, ...]


def shown(typed: MinuteTyped) -> Shown:
    """Return what was typed for reading beside other words."""
    return Shown(
        typed.title,
        tuple(line for line in typed.discussion.splitlines() if line.strip()),
        tuple(line for line in typed.resolved.splitlines() if line.strip()),
        tuple("; ".join(part for part in (a.owners, a.text, a.due) if part) for a in typed.actions),
    )


@dataclass(frozen=True)
class ClosedShown:
    """Why minutes take no more words, and what may be done instead."""

    head: str
    words: str


def closed_shown(meeting: Meeting) -> ClosedShown:
    """Return why a meeting's minutes are not typed into any more."""
    book = MinuteBook.objects.filter(meeting=meeting).first()
    if book is not None and book.state == MinutesState.SIGNED:
        words = "They stand as they were signed. What came to be known since is added as a note."
        return ClosedShown("These minutes are signed", words)
    return ClosedShown("These minutes are closed", "Open them again to change them.")


@dataclass(frozen=True)
class DraftShown:
    id: int
    head: str
    words: Shown


def draft_shown(one: DraftSeen) -> DraftShown:
    which = f"Version {one.version}" if one.version else "Set aside"
    return DraftShown(one.id, f"{which}: {one.by}, {day(one.at)}, {hour(one.at)}", shown(one.typed))


def minute_page(meeting: Meeting, minute: ToType, *, user: int) -> dict[str, Any]:
    """Return what stands round the boxes of a minute."""

    def address(pk: int) -> str:
        return reverse("meetings:take-minute", args=[meeting.code, pk]) if pk else ""

    other = minute.hold if minute.hold and minute.hold.user != user else None
    return {
        "minute": minute,
        "title": f"Minute {minute.number}",
        "holder": f"{other.name} is typing here too, since {hour(other.at)}." if other else "",
        "saved": f"Saved {hour(minute.saved.at)} by {minute.saved.by}" if minute.saved else "",
        "before_href": address(minute.before),
        "next_href": address(minute.next),
        "aside": [draft_shown(one) for one in minute.aside],
        "take_href": reverse("meetings:take", args=[meeting.code]),
        "drafts_href": reverse("meetings:take-drafts", args=[meeting.code, minute.id]),
        "paper_href": "",
        "crumbs": way(meeting),
    }


@dataclass(frozen=True)
class Mark:
    """One member's line: its boxes, and what is wrong in it."""

    key: str
    post: str
    name: str
    state: str
    arrived: str
    left: str
    substitute: str
    faults: tuple[str, ...]


@dataclass(frozen=True)
class Row:
    """One line of others there or of interests, with its boxes by name."""

    key: str
    number: int
    boxes: dict[str, str]
    faults: tuple[str, ...]


def attendance_page(
    called: Sequence[Called], lines: Sequence[Line], faults: Sequence[Fault]
) -> dict[str, Any]:
    """Return the lines of an attendance page, each with its faults."""
    by_key = {line.key: line.values for line in lines}

    def wrong(key: str) -> tuple[str, ...]:
        return tuple(fault.words for fault in faults if fault.box.rpartition("-")[0] == key)

    def rows(kind: str, names: tuple[str, ...]) -> list[Row]:
        return [
            Row(key, n, dict(zip(names, values, strict=True)), wrong(key))
            for n, (key, values) in enumerate(
                ((k, v) for k, v in by_key.items() if k.startswith(f"{kind}-")), start=1
            )
        ]

    return {
        "marks": [
            Mark(key, one.title, one.name, *by_key.get(key, ("",) * 4), wrong(key))
            for one in called
            for key in [f"post-{one.post}"]
        ],
        "others": rows("other", ("name", "seat", "state")),
        "interests": rows("interest", ("name", "about", "interest", "left")),
        "states": [("", "not marked"), *((mark.value, mark.label) for mark in MARKS)],
        "other_states": [(one.value, one.label) for one in OTHERS],
        "problems": [(fault.box, fault.words) for fault in faults],
    }


def absent_words(found: Sequence[Absent]) -> list[str]:
    return [
        f"{one.name}, {one.post}, leads item {listed(one.items)}, and is neither here nor has"
        " sent an apology."
        for one in found
    ]


def owners_shown(meeting: Meeting, found: Sequence[OwnerFound]) -> list[dict[str, str]]:
    return [
        {
            "minute": one.minute,
            "words": one.words,
            "href": reverse("meetings:take-minute", args=[meeting.code, one.minute_id]),
        }
        for one in found
    ]


def resolution_lines(clauses: Sequence[str]) -> tuple[str, ...]:
    return read_out(clauses)


def begin_words(meeting: Meeting, book: MinuteBook | None, first: int) -> str:
    if book is not None:
        return ""
    return (
        f"A minute is made for each line of the agenda, from number {first}. You can prepare them"
        " before the meeting, and close them once it has been held."
    )
