"""
How often a body meets, and the days that makes in a year.

A year runs from April to March, as the partnership counts it.
"""

import datetime as dt
import enum
from collections.abc import Iterator
from dataclasses import dataclass

MONTHS, DAYS = 12, 7
APRIL = 4


class RhythmKind(enum.StrEnum):
    """How often; only the first kinds make dates."""

    WEEKLY = "WEEKLY"
    MONTHLY = "MONTHLY"
    TIMES_A_YEAR = "TIMES_A_YEAR"
    DAILY = "DAILY"
    AS_NEEDED = "AS_NEEDED"
    ONCE = "ONCE"
    NOT_STATED = "NOT_STATED"

    @property
    def label(self) -> str:
        return _LABELS[self]

    @property
    def makes_dates(self) -> bool:
        """Whether a year's dates follow from it and a first day."""
        return self in (RhythmKind.WEEKLY, RhythmKind.MONTHLY, RhythmKind.TIMES_A_YEAR)


_LABELS = {
    RhythmKind.WEEKLY: "Every week",
    RhythmKind.MONTHLY: "Every month",
    RhythmKind.TIMES_A_YEAR: "So many times a year",
    RhythmKind.DAILY: "Every day",
    RhythmKind.AS_NEEDED: "When needed",
    RhythmKind.ONCE: "Once",
    RhythmKind.NOT_STATED: "Not stated",
}
_WORDS = {1: "once", 2: "twice", 3: "three times", 4: "four times", 6: "six times"}


@dataclass(frozen=True)
class Rhythm:
    """A kind, and how many times a year where that is the kind."""

    kind: RhythmKind = RhythmKind.NOT_STATED
    times: int | None = None

    def __post_init__(self) -> None:
        counted = self.kind is RhythmKind.TIMES_A_YEAR
        assert counted == (self.times is not None), "only times a year are counted"

    @property
    def label(self) -> str:
        """How often, as one says it."""
        if self.times is None:
            return self.kind.label
        return f"{_WORDS.get(self.times, f'{self.times} times')} a year".capitalize()

    @property
    def a_year(self) -> int | None:
        """How many days it makes in a year, or None where none follow from it."""
        if self.kind is RhythmKind.WEEKLY:
            return 52
        return MONTHS if self.kind is RhythmKind.MONTHLY else self.times


def year_of(day: dt.date) -> int:
    """Return the year, from April, that a day is in: 2022 for 2022/23."""
    return day.year if day.month >= APRIL else day.year - 1


def bounds(year: int) -> tuple[dt.date, dt.date]:
    """Return the first and the last day of a year from April."""
    return dt.date(year, APRIL, 1), dt.date(year + 1, APRIL - 1, 31)


def label_of(year: int) -> str:
    """Return how a year from April is written: `2022/23`."""
    return f"{year}/{(year + 1) % 100:02}"


def dates(rhythm: Rhythm, first: dt.date) -> list[dt.date]:
    """
    Return the days from `first` to the end of its year that a rhythm makes.

    A weekly body keeps its weekday.  Any other keeps its place in the month, as the third
    Thursday, or the last where there is no fifth; more often than monthly, it keeps the step
    in whole weeks.
    """
    last = bounds(year_of(first))[1]
    return [day for day in _steps(rhythm, first) if day <= last]


def _steps(rhythm: Rhythm, first: dt.date) -> Iterator[dt.date]:
    times = rhythm.a_year
    if times is None or not rhythm.kind.makes_dates:
        return
    if rhythm.kind is RhythmKind.WEEKLY or times > MONTHS:
        yield from _apart(first, times)
        return
    for n in range(times):
        yield _same_place(first, n * MONTHS // times)


def _apart(first: dt.date, times: int) -> Iterator[dt.date]:
    """The days of a body that meets more often than monthly: 24 a year is every other week."""
    weeks = max(1, 52 // times)
    for n in range(times):
        yield first + dt.timedelta(weeks=weeks * n)


def _same_place(first: dt.date, months: int) -> dt.date:
    """Return the day so many months on with the same weekday and place in its month."""
    counted = first.year * MONTHS + first.month - 1 + months
    year, month = counted // MONTHS, counted % MONTHS + 1
    ordinal = (first.day - 1) // DAYS + 1
    start = dt.date(year, month, 1)
    day = start + dt.timedelta(days=(first.weekday() - start.weekday()) % DAYS)
    day += dt.timedelta(weeks=ordinal - 1)
    return day if day.month == month else day - dt.timedelta(weeks=1)
