"""
The boxes in which minutes and attendance are typed.

Nothing is refused here for what it says: what was typed is kept first, and read afterwards.
"""

import json
from collections.abc import Iterable, Mapping, Sequence

from django import forms
from django.http import QueryDict

from saferboard.meetings.attending.operations import MOST_LINES, Line
from saferboard.meetings.models import AttendanceState
from saferboard.meetings.taking.typed import MOST_ACTIONS, ActionTyped, Fault, MinuteTyped

SPARE_ACTIONS = 2
SPARE_OTHERS = 3
SPARE_INTERESTS = 2
OWNERS = "owners"
"""The list of posts that an owner's box offers."""
WANTED = {"post": 4, "other": 3, "interest": 4}
BOXES = {
    "post": ("state", "arrived", "left", "substitute"),
    "other": ("name", "seat", "state"),
    "interest": ("name", "about", "interest", "left"),
}


def plain(words: str) -> str:
    """Return words as any database can keep them."""
    return words.replace("\0", " ").encode("utf-8", "replace").decode()


def whole(words: str | None) -> int:
    """Return a whole number that a page was sent back, or nought."""
    said = words or ""
    return int(said) if said.isascii() and said.isdigit() and len(said) < 10 else 0


def minute_typed(post: QueryDict) -> MinuteTyped:
    """Return what was typed into a minute."""

    def box(name: str) -> str:
        return plain(post.get(name, ""))

    rows = [
        ActionTyped(box(f"owners_{n}"), box(f"text_{n}"), box(f"due_{n}"))
        for n in range(MOST_ACTIONS)
    ]
    return MinuteTyped(
        box("title"),
        box("discussion"),
        box("resolved"),
        tuple(row for row in rows if row),
    )


def _box(label: str, *, hint: str = "", rows: int = 0, **attrs: str) -> forms.CharField:
    widget = forms.Textarea(attrs={"rows": rows}) if rows else forms.TextInput(attrs=attrs)
    return forms.CharField(label=label, help_text=hint, required=False, strip=False, widget=widget)


class MinuteForm(forms.Form):
    """A minute's boxes, holding what was typed, each fault beside its box."""

    title = _box("Heading")
    discussion = _box("Discussion", rows=12, hint="Leave an empty line between paragraphs.")
    resolved = _box("Resolved", rows=4, hint="One clause a line. “RESOLVED that” is put before it.")

    def __init__(self, typed: MinuteTyped, faults: Iterable[Fault] = ()) -> None:
        held = {"title": typed.title, "discussion": typed.discussion, "resolved": typed.resolved}
        self.rows = min(len(typed.actions) + SPARE_ACTIONS, MOST_ACTIONS)
        for n, action in enumerate(typed.actions):
            held |= {
                f"owners_{n}": action.owners,
                f"text_{n}": action.text,
                f"due_{n}": action.due,
            }
        super().__init__(held)
        for n in range(self.rows):
            self.fields[f"owners_{n}"] = _box(f"Action {n + 1}: owner", list=OWNERS)
            self.fields[f"text_{n}"] = _box("What is to be done")
            self.fields[f"due_{n}"] = _box("Due")
        self.full_clean()
        for fault in faults:
            self.add_error(fault.box if fault.box in self.fields else None, fault.words)

    @property
    def actions(self) -> list[tuple[forms.BoundField, ...]]:
        boxes = ("owners", "text", "due")
        return [tuple(self[f"{box}_{n}"] for box in boxes) for n in range(self.rows)]


def attendance_typed(post: QueryDict, keys: Sequence[str]) -> list[Line]:
    """Return what was typed of attendance: the members called, then others, then interests."""
    wanted = [*keys, *(f"{k}-{n}" for k in ("other", "interest") for n in range(MOST_LINES))]
    return [
        Line(key, tuple(plain(post.get(f"{key}-{box}", "")) for box in BOXES[key.split("-")[0]]))
        for key in wanted
        if any(f"{key}-{box}" in post for box in BOXES[key.split("-")[0]])
    ]


def seen_of(lines: Sequence[Line]) -> str:
    """Return what a page shows, to be sent back with what was typed over it."""
    return json.dumps({line.key: line.values for line in lines})


def read_seen(words: str | None) -> dict[str, tuple[str, ...]]:
    """Return what a page showed when it was sent; nothing where that cannot be read."""
    try:
        told = json.loads(words or "{}")
    except (ValueError, RecursionError):
        return {}
    if not isinstance(told, Mapping):
        return {}
    return {
        str(key): tuple(str(one) for one in values)
        for key, values in told.items()
        if isinstance(values, list) and len(values) <= max(WANTED.values())
    }


def with_spare(lines: Sequence[Line]) -> list[Line]:
    """Return lines with empty ones for others there and interests declared."""
    found = [line for line in lines if line.key.startswith("post-")]
    for kind, spare in (("other", SPARE_OTHERS), ("interest", SPARE_INTERESTS)):
        ours = [line.values for line in lines if line.key.startswith(f"{kind}-")]
        kept = [values for values in ours if any(values[:-1])]
        empty = ("",) * WANTED[kind]
        if kind == "other":
            empty = ("", "", AttendanceState.ALSO_PRESENT.value)
        values = [*kept, *[empty] * spare][:MOST_LINES]
        found += [Line(f"{kind}-{n}", one) for n, one in enumerate(values)]
    return found


class QuorumForm(forms.Form):
    quorum = forms.CharField(
        label="Quorum",
        required=False,
        max_length=40,
        help_text="A number as 5, or a share of the seats as 1/4 or 1/4, at least 3. Leave it"
        " empty if it is not stated.",
        error_messages={"max_length": "Quorum: write it in 40 letters or fewer."},
    )


class NoteForm(forms.Form):
    day = forms.CharField(
        label="Day",
        help_text="For example, 3 November 2022",
        max_length=40,
        error_messages={"required": "Day: write the day of the note, as 3 November 2022"},
    )
    words = forms.CharField(
        label="Note",
        widget=forms.Textarea,
        max_length=4000,
        error_messages={"required": "Note: write what came after the meeting"},
    )
