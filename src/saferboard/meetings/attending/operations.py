"""
Who is at a meeting: the roster, what is typed of it, and what is kept.

Two may mark it at once.  What each changed is kept; where both changed one line, nothing is
overwritten and both are shown.
"""

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from django.db import transaction

from saferboard.domain.refusals import require
from saferboard.ledger.models import Kind
from saferboard.ledger.operations import record
from saferboard.meetings.models import (
    Attendance,
    AttendanceState,
    Declaration,
    Meeting,
    MinuteBook,
)
from saferboard.meetings.taking.permissions import refusal_to_take, refusal_to_type
from saferboard.meetings.taking.typed import Fault
from saferboard.papers.dates import times_in
from saferboard.partners.models import Holding, User
from saferboard.ui.words import hour

MARKS = (AttendanceState.PRESENT, AttendanceState.APOLOGY, AttendanceState.ABSENT)
NAME, LONG = 200, 4000
MOST_LINES = 60
"""So many others and declarations at most: a form of more is not this one."""


@dataclass(frozen=True)
class Called:
    """Somebody called to a meeting: the post, and the name it was called by."""

    post: int
    title: str
    name: str


@dataclass(frozen=True)
class Line:
    """One line of what is typed, under a key that stays its own: every value is words."""

    key: str
    values: tuple[str, ...]


@dataclass(frozen=True)
class Clash:
    """A line that two changed: what it is of, what stands, and what was typed now."""

    about: str
    stands: str
    typed: str


@dataclass
class Marked:
    """What came of marking: the version there is, faults, and lines both changed."""

    version: int
    faults: list[Fault] = field(default_factory=list)
    clashes: list[Clash] = field(default_factory=list)

    @property
    def kept(self) -> bool:
        return not self.faults and not self.clashes


def roster(meeting: Meeting) -> list[Called]:
    """Return who was called to a meeting, or where nobody was, who has a seat on its body."""
    summoned = meeting.summonses.select_related("post").order_by("position", "id")
    called = [Called(one.post_id, one.post.title, one.published_name) for one in summoned]
    if called:
        return called
    on = meeting.starts.date()
    seats = list(meeting.body.seats.select_related("post").order_by("position", "id"))
    holdings = Holding.objects.filter(
        post__in=[seat.post_id for seat in seats], since__lte=on
    ).select_related("person")
    names = {one.post_id: one.person.name for one in holdings if one.until in (None, on)}
    return [Called(s.post_id, s.post.title, names.get(s.post_id, "")) for s in seats]


def lines_now(meeting: Meeting) -> list[Line]:
    """Return what is kept of who is there, as it stands in the boxes."""
    rows = list(meeting.attendances.order_by("position", "id"))
    called = roster(meeting)
    posts = {one.post for one in called}
    marks = {r.post_id: r for r in rows if r.post_id in posts and r.state in MARKS}
    stand_ins = {r.post_id: r.published_name for r in rows if r.state == AttendanceState.SUBSTITUTE}
    lines = []
    for one in called:
        mark = marks.get(one.post)
        values = (mark.state, _time(mark.arrived), _time(mark.left)) if mark else ("", "", "")
        lines.append(Line(f"post-{one.post}", (*values, stand_ins.get(one.post, ""))))
    others = [r for r in rows if r.post_id not in posts]
    lines += [Line(f"other-{n}", (r.published_name, r.seat, r.state)) for n, r in enumerate(others)]
    declared = meeting.declarations.order_by("position", "id")
    lines += [
        Line(f"interest-{n}", (d.published_name, d.about, d.interest, "on" if d.left_room else ""))
        for n, d in enumerate(declared)
    ]
    return lines


def _time(when: dt.time | None) -> str:
    return f"{when:%H.%M}" if when else ""


@transaction.atomic
def mark_attendance(
    meeting: Meeting,
    typed: Sequence[Line],
    *,
    seen: Mapping[str, Sequence[str]],
    by: User,
    at: dt.datetime,
) -> Marked:
    """
    Keep who is there, who is not and why, and what interests were declared.

    `seen` is what the lines said that whoever typed had before them: a line they did not change
    stands as it is now, whoever changed it since.

    :raises Refused: if it is not theirs to do, or the minutes are no longer being taken.
    """
    require(refusal_to_take(by, meeting, on=at.date()))
    book = MinuteBook.objects.select_for_update().get(meeting=meeting)
    require(refusal_to_type(book))
    now = {line.key: line.values for line in lines_now(meeting)}
    marked = Marked(book.attendance_version)
    called = roster(meeting)
    wanted = {line.key: _plain(line) for line in typed}
    wanted = _joined(wanted, now, seen, {f"post-{c.post}": c for c in called}, marked)
    marked.faults = _faults(wanted, called)
    if not marked.kept or _told(wanted) == _told(now):
        return marked
    _keep(meeting, wanted, called)
    book.attendance_version += 1
    book.save(update_fields=["attendance_version"])
    marked.version = book.attendance_version
    record(
        Kind.ATTENDANCE_TAKEN,
        subject=f"meeting {meeting.code}",
        by=by,
        at=at,
        present=meeting.attendances.filter(state=AttendanceState.PRESENT).count(),
    )
    return marked


def _told(lines: Mapping[str, tuple[str, ...]]) -> dict[str, tuple[str, ...]]:
    return {key: values for key, values in lines.items() if any(values)}


def _plain(line: Line) -> tuple[str, ...]:
    values = tuple(" ".join(value.split()) for value in line.values)
    # The list beside an empty name always says something.
    return ("", "", "") if line.key.startswith("other-") and not any(values[:2]) else values


def _joined(
    wanted: Mapping[str, tuple[str, ...]],
    now: Mapping[str, tuple[str, ...]],
    seen: Mapping[str, Sequence[str]],
    called: Mapping[str, Called],
    marked: Marked,
) -> dict[str, tuple[str, ...]]:
    """Return what stands with what was typed over it; a line that both changed is a clash."""
    joined = dict(now)
    for key, typed in wanted.items():
        stands, was = now.get(key, ()), tuple(seen.get(key, ()))
        if typed in (stands, was) or not any((*typed, *stands)):
            continue
        if stands == was or not any((*stands, *was)):
            joined[key] = typed
            continue
        about = called[key].title if key in called else _ABOUT[key.split("-")[0]]
        marked.clashes.append(Clash(about, in_words(key, stands), in_words(key, typed)))
    return joined


_ABOUT = {"other": "Somebody else present", "interest": "An interest", "post": "A member"}


def in_words(key: str, values: Sequence[str]) -> str:
    """Return one line as words."""
    if not any(values):
        return "nothing"
    if not key.startswith("post-"):
        return ", ".join(value for value in values if value and value != "on")
    state, arrived, left, substitute = values
    label = AttendanceState(state).label if state in MARKS else state or "not marked"
    parts = [label]
    parts += [f"arrived {arrived}"] * bool(arrived) + [f"left {left}"] * bool(left)
    parts += [f"{substitute} as substitute"] * bool(substitute)
    return ", ".join(parts)


def _faults(wanted: Mapping[str, tuple[str, ...]], called: Sequence[Called]) -> list[Fault]:
    faults: list[Fault] = []
    for one in called:
        key = f"post-{one.post}"
        state, arrived, left, substitute = wanted.get(key, ("", "", "", ""))
        if state and state not in MARKS:
            faults.append(Fault(f"{key}-state", f"{one.title}: choose from the list."))
        faults += [
            Fault(f"{key}-{box}", f"{one.title}, {box}: write a time as 10.45.")
            for box, words in (("arrived", arrived), ("left", left))
            if words and len(times_in(words)) != 1
        ]
        if (arrived or left) and state != AttendanceState.PRESENT:
            words = f"{one.title}: mark who arrived late or left early as present."
            faults.append(Fault(f"{key}-state", words))
        if substitute and state == AttendanceState.PRESENT:
            words = f"{one.title} is marked as present, and somebody came instead. Choose one."
            faults.append(Fault(f"{key}-substitute", words))
        if len(substitute) > NAME:
            words = f"{one.title}, substitute: make it {NAME} letters or fewer."
            faults.append(Fault(f"{key}-substitute", words))
    for key, values in wanted.items():
        faults += _other_faults(key, values)
    return faults


def _other_faults(key: str, values: tuple[str, ...]) -> list[Fault]:
    if key.startswith("post-") or not any(values):
        return []
    is_other = key.startswith("other-")
    what = "Others there" if is_other else "Interests"
    boxes = ("name", "seat") if is_other else ("name", "about", "interest")
    most = (NAME, NAME, LONG)
    faults = [
        Fault(f"{key}-{box}", f"{what}, {box}: make it {limit} letters or fewer.")
        for box, words, limit in zip(boxes, values, most, strict=False)
        if len(words) > limit
    ]
    if not values[0] and any(values[:2]):
        faults.append(Fault(f"{key}-name", f"{what}: write who it was."))
    if is_other and values[0] and values[2] not in AttendanceState:
        faults.append(Fault(f"{key}-state", f"{what}: choose from the list."))
    if not is_other and values[0] and not values[2]:
        faults.append(Fault(f"{key}-interest", f"{what}: write what was declared."))
    return faults


def _keep(
    meeting: Meeting, wanted: Mapping[str, tuple[str, ...]], called: Sequence[Called]
) -> None:
    rows = [row for one in called for row in _rows(one, wanted.get(f"post-{one.post}"))]
    rows += [
        {"published_name": values[0], "seat": values[1], "state": values[2]}
        for key, values in wanted.items()
        if key.startswith("other-") and values[0]
    ]
    meeting.attendances.all().delete()
    Attendance.objects.bulk_create(
        Attendance(meeting=meeting, position=position, **row)
        for position, row in enumerate(rows, start=1)
    )
    meeting.declarations.all().delete()
    declared = [v for k, v in wanted.items() if k.startswith("interest-") and v[0]]
    Declaration.objects.bulk_create(
        Declaration(
            meeting=meeting,
            position=position,
            published_name=name,
            about=about,
            interest=interest,
            left_room=bool(left),
        )
        for position, (name, about, interest, left) in enumerate(declared, start=1)
    )


def _rows(one: Called, values: tuple[str, ...] | None) -> list[dict[str, Any]]:
    """Return what is kept of one member: their own line, and that of whoever came instead."""
    if values is None:
        return []
    state, arrived, left, substitute = values
    name = one.name or one.title
    seat = one.title if one.name else ""
    # Whoever sends somebody has told the clerk that they are not coming.
    state = state or (AttendanceState.APOLOGY if substitute else "")
    rows: list[dict[str, Any]] = []
    if state:
        times = {
            box: times_in(words)[0]
            for box, words in (("arrived", arrived), ("left", left))
            if words
        }
        rows.append(
            {"published_name": name, "seat": seat, "state": state, "post_id": one.post, **times}
        )
    if substitute:
        rows.append(
            {
                "published_name": substitute,
                "state": AttendanceState.SUBSTITUTE,
                "post_id": one.post,
                "instead_of": name,
            }
        )
    return rows


@dataclass(frozen=True)
class Absent:
    """Whoever leads an item and is neither there nor has sent apologies or a substitute."""

    name: str
    post: str
    items: tuple[str, ...]


def leads_absent(meeting: Meeting) -> list[Absent]:
    """Return the leads of items who are marked as not there without an apology."""
    rows = meeting.attendances.filter(state=AttendanceState.ABSENT, post__isnull=False)
    stood_in = meeting.attendances.filter(state=AttendanceState.SUBSTITUTE).values("post")
    found = []
    for row in rows.exclude(post__in=stood_in).select_related("post").order_by("position"):
        items = meeting.items.filter(presenters__post=row.post_id).order_by("position")
        numbers = tuple(items.values_list("number", flat=True))
        if numbers:
            found.append(Absent(row.published_name, row.post.title, numbers))
    return found


def times_of(arrived: dt.time | None, left: dt.time | None) -> str:
    """Return when somebody came and went, as minutes print it."""
    parts = [f"arrived at {hour(arrived)}"] if arrived else []
    return ", ".join([*parts, f"left at {hour(left)}"] if left else parts)
