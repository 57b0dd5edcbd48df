"""
What a loader returns, whatever the file looked like.
"""

import difflib
from collections.abc import Collection, Iterable
from dataclasses import dataclass

from saferboard.domain.periods import Period
from saferboard.places.csv_files import SHOWN, Complaints


@dataclass(frozen=True)
class SeriesRead:
    """The counts of one offence in one place, from the file's first month on."""

    place: str
    major: str
    minor: str
    line: int
    last_line: int
    counts: tuple[int | None, ...]


@dataclass(frozen=True)
class FileRead:
    """A whole monthly file: the months it covers and its series."""

    period: Period
    series: tuple[SeriesRead, ...]

    @property
    def vintage(self) -> str:
        return f"months to {self.period.last.label}"


class KnownAreas:
    """The names a file may use for places; complains once for each that is not known."""

    def __init__(self, names: Collection[str], wrong: Complaints) -> None:
        self._names = frozenset(names)
        self._wrong = wrong
        self._said: set[str] = set()

    def check(self, name: str, *, row: int, column: str) -> bool:
        """Return whether a place of this name is known, with a complaint if not."""
        if name in self._names:
            return True
        if name not in self._said:
            self._said.add(name)
            what = f"Nobody knows a borough called “{name[:SHOWN]}”."
            near = nearest(name, self._names)
            todo = (
                f"Correct the name{f' (“{near}”?)' if near else ''}, or load the populations of the"
                " boroughs first."
                if self._names
                else "Load the populations first: no place is known yet."
            )
            self._wrong.add(row, column, what, todo)
        return False


def nearest(name: str, names: Iterable[str]) -> str:
    """
    Return the name that another is a spelling of, or nothing: “Shortl&s” is Shortlands, every
    “and” of it turned into an ampersand.
    """
    spelt: dict[str, str] = {}
    for one in names:
        spelt.setdefault(_spelt(one), one)
    near = difflib.get_close_matches(_spelt(name), spelt, n=1, cutoff=0.8)
    return spelt[near[0]] if near else ""


def _spelt(name: str) -> str:
    return " ".join(name.lower().replace("&", "and").replace("’", "").replace("'", "").split())
