"""
Proving the ledger whole: every line as written, none wanting, all in order, as anchored.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from django.db import connection

from saferboard.ledger.anchors import Anchor
from saferboard.ledger.chain import FIRST, Said, digest, read_said
from saferboard.ledger.models import Entry

AT_ONCE = 4000
"""Lines held in memory at a time."""
NAMED = 20
"""How many faults are named before it is only said that there are more."""

COLUMNS = ", ".join(f'"{name}"' for name in ("id", *Said._fields, "digest"))
# As a text: to have a moment read from SQLite takes longer than all else together.
COLUMNS_OF = {"sqlite": COLUMNS.replace('"at"', "\"at\" || ''"), "postgresql": COLUMNS}


@dataclass(frozen=True)
class Fault:
    """One line that is not as it was written, or one anchor that does not hold, and why."""

    line: int
    why: str

    def __str__(self) -> str:
        return f"Line {self.line}: {self.why}."


@dataclass(frozen=True)
class Proof:
    """How many lines were read, what is wrong, and how many anchors were held against them."""

    lines: int
    faults: tuple[Fault, ...] = ()
    anchors: int = 0

    @property
    def broken_at(self) -> int | None:
        return self.faults[0].line if self.faults else None

    @property
    def why(self) -> str:
        return self.faults[0].why if self.faults else ""


def verify(anchors: Iterable[Anchor] = (), *, key: str = "") -> Proof:
    """
    Read the ledger from its first line and return whether every line is as written.

    `anchors` are held against it; with `key`, those that another key signed are faults too.
    """
    given = list(anchors)
    reading = _Reading(given)
    for row in rows():
        reading.take(row)
    return Proof(reading.lines, (*_untrue(given, key), *reading.end()), len(given))


def rows() -> Iterator[Sequence[Any]]:
    """Yield every line as the database keeps it, in order, a few thousand at a time."""
    after = -1
    question = (
        f"SELECT {COLUMNS_OF[connection.vendor]} FROM ledger_entry"  # noqa: S608 - our own columns
        f" WHERE id > %s ORDER BY id LIMIT {AT_ONCE}"
    )
    with connection.cursor() as cursor:
        while True:
            cursor.execute(question, [after])
            found = cursor.fetchall()
            yield from found
            if len(found) < AT_ONCE:
                return
            after = found[-1][0]


def _untrue(anchors: list[Anchor], key: str) -> list[Fault]:
    faults = [
        Fault(a.last, f"the anchor of {_day(a)} was altered: its signature does not fit it")
        for a in anchors
        if not a.is_true
    ]
    faults += [
        Fault(a.last, f"the anchor of {_day(a)} was signed with another key than this one's")
        for a in anchors
        if key and a.is_true and a.key != key
    ]
    return faults


def _day(anchor: Anchor) -> str:
    return anchor.at.date().isoformat()


class _Reading:
    """What is known after so many lines."""

    def __init__(self, anchors: list[Anchor]) -> None:
        self.lines, self.previous, self.last = 0, FIRST, 0
        self.faults: list[Fault] = []
        self._awaited: dict[int, list[Anchor]] = {}
        for anchor in anchors:
            self._awaited.setdefault(anchor.last, []).append(anchor)

    def take(self, row: Sequence[Any]) -> None:
        """Read one line: does it follow, does it say what it said, is it as anchored?"""
        number, kept = row[0], row[-1]
        self.lines += 1
        if row[-2] != self.previous:
            self._fault(number, self._why_it_does_not_follow(number, row[-2]))
        try:
            as_written = digest(read_said(row[1:-1])) == kept
        except (ValueError, TypeError, AttributeError):
            as_written = False
        if not as_written:
            self._fault(number, "it does not say what it said when it was written")
        for anchor in self._awaited.pop(number, ()):
            self._hold_against(anchor, number, kept)
        self.previous, self.last = kept, number

    def end(self) -> list[Fault]:
        """Return everything that is wrong, now that the last line was read."""
        for awaited in self._awaited.values():
            for anchor in awaited:
                self._fault(
                    anchor.last,
                    f"it was there when the anchor of {_day(anchor)} was made, and is there no"
                    f" more; the newest line now is {self.last}",
                )
        return self.faults

    def _hold_against(self, anchor: Anchor, number: int, kept: str) -> None:
        if kept != anchor.digest:
            self._fault(
                number,
                f"it is not the line that the anchor of {_day(anchor)} names: it, or what comes"
                " before it, was written anew",
            )
        elif self.lines != anchor.lines:
            self._fault(
                number,
                f"{self.lines} lines end with it, and the anchor of {_day(anchor)} counted"
                f" {anchor.lines}",
            )

    def _why_it_does_not_follow(self, number: int, previous: str) -> str:
        """Say what became of the line before, so far as what is left can tell."""
        elsewhere = Entry.objects.filter(digest=previous).values_list("id", flat=True).first()
        does_not = "it does not follow the line before it"
        if elsewhere is not None:
            return f"{does_not}: it was written after line {elsewhere}, and the order was changed"
        if number == self.last + 1:
            return f"{does_not}: line {self.last} was written anew, or stood elsewhere"
        gone = (
            f"line {number - 1}" if number == self.last + 2 else f"{self.last + 1} to {number - 1}"
        )
        return f"{does_not}: {gone} was removed"

    def _fault(self, line: int, why: str) -> None:
        if len(self.faults) < NAMED:
            self.faults.append(Fault(line, why))
