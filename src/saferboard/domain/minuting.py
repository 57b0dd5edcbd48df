"""
The life of a meeting's minutes, how they are numbered, and how a resolution is read out.
"""

import datetime as dt
import enum
import re
from collections.abc import Iterable, Sequence

from saferboard.domain.handling import Handling


class MinutesState(enum.StrEnum):
    """Where the minutes of one meeting stand."""

    TAKING = "TAKING"
    DRAFT = "DRAFT"
    CHECKED = "CHECKED"
    AGREED = "AGREED"
    SIGNED = "SIGNED"

    @property
    def label(self) -> str:
        return _LABELS[self]

    @property
    def may_be_typed(self) -> bool:
        """Whether words may still be typed into them."""
        return self is MinutesState.TAKING


_LABELS = {
    MinutesState.TAKING: "Being taken",
    MinutesState.DRAFT: "Draft",
    MinutesState.CHECKED: "Checked draft",
    MinutesState.AGREED: "Agreed",
    MinutesState.SIGNED: "Agreed and signed",
}

MINUTES_MOVES: dict[MinutesState, frozenset[MinutesState]] = {
    MinutesState.TAKING: frozenset({MinutesState.DRAFT}),
    MinutesState.DRAFT: frozenset({MinutesState.TAKING, MinutesState.CHECKED}),
    # A correction reopens them, so that what is agreed is what was checked.
    MinutesState.CHECKED: frozenset({MinutesState.TAKING, MinutesState.AGREED}),
    MinutesState.AGREED: frozenset({MinutesState.SIGNED}),
    # What was signed is added to by a post-meeting note, and never changed.
    MinutesState.SIGNED: frozenset(),
}


class DraftState(enum.StrEnum):
    """What became of words typed into a minute."""

    KEPT = "KEPT"
    SET_ASIDE = "SET_ASIDE"
    SETTLED = "SETTLED"


DRAFT_MOVES: dict[DraftState, frozenset[DraftState]] = {
    DraftState.KEPT: frozenset(),
    # Typed over words not yet seen: they wait until whoever typed them has seen both.
    DraftState.SET_ASIDE: frozenset({DraftState.SETTLED}),
    DraftState.SETTLED: frozenset(),
}


def may_be_public(state: MinutesState, handling: Handling, *, in_public_pack: bool) -> bool:
    """
    Return whether anyone may read minutes.

    They come to the public with the papers of the meeting that is to agree them, or when they
    are agreed; those of a body that is not public never do.
    """
    if handling is not Handling.PUBLIC or state is MinutesState.TAKING:
        return False
    return in_public_pack or state in (MinutesState.AGREED, MinutesState.SIGNED)


def municipal_year(day: dt.date, *, starts: tuple[int, int]) -> tuple[dt.date, dt.date]:
    """
    Return the first day of the municipal year a day is in, and of the next.

    `starts` is the month and day a year begins on.
    """
    first = dt.date(day.year, *starts)
    if day < first:
        return dt.date(day.year - 1, *starts), first
    return first, dt.date(day.year + 1, *starts)


def last_number(numbers: Iterable[str]) -> int:
    """Return the highest number among minutes, their letters left out; nought if there is none."""
    return max((int(found[0]) for n in numbers if (found := re.match(r"\d{1,6}", n))), default=0)


def run_on(parts: Sequence[bool], *, after: int) -> list[str]:
    """
    Return the numbers of minutes that follow the number `after`: a part takes the number before
    it with a letter, as 38a and 38b under 38.
    """
    numbers: list[str] = []
    letters = 0
    for is_part in parts:
        if is_part and numbers:
            numbers.append(f"{after}{letter(letters)}")
            letters += 1
        else:
            after, letters = after + 1, 0
            numbers.append(str(after))
    return numbers


def letter(place: int) -> str:
    """Return the letter of a clause or part, counted from nought: a to z, then aa."""
    over, place = divmod(place, 26)
    return (letter(over - 1) if over else "") + chr(ord("a") + place)


_RESOLVED = re.compile(r"^(?:it was\s+)?resolved\b\s*:?\s*", re.IGNORECASE)
_MARK = re.compile(r"^(?:\([a-z]{1,2}\)|\(?\d{1,2}[.)]|[a-z]\))\s*", re.IGNORECASE)
_THAT = re.compile(r"^that\b\s*:?\s*", re.IGNORECASE)


def clauses_typed(words: str) -> list[str]:
    """
    Return the clauses of a resolution as typed, one a line; “RESOLVED that”, letters and
    numbers are understood and left out.  A line that holds nothing else is no clause.
    """
    found = []
    for line in words.splitlines():
        bare = _MARK.sub("", _RESOLVED.sub("", line.strip()))
        if bare := _THAT.sub("", bare).strip():
            found.append(f"That {_small(bare)}")
    return found


def without_that(clause: str) -> str:
    """Return what a clause says after “RESOLVED that”."""
    return _THAT.sub("", clause.strip())


def _small(words: str) -> str:
    return words[:1].lower() + words[1:] if words.startswith(("The ", "A ", "An ")) else words


def read_out(clauses: Sequence[str]) -> tuple[str, ...]:
    """Return a resolution as the lines that minutes print: one, or its head and each clause."""
    bare = [without_that(clause) for clause in clauses]
    if not bare:
        return ()
    if len(bare) == 1:
        return (f"RESOLVED that {_small(bare[0])}",)
    return ("RESOLVED that:", *(f"({letter(n)}) {words}" for n, words in enumerate(bare)))
