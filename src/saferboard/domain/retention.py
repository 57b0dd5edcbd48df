"""
How long a record is kept, and when a person must have had an answer about theirs.
"""

import calendar
import dataclasses
import datetime as dt
import enum
from collections.abc import Mapping, Set

from saferboard.domain.working_days import is_working_day


@dataclasses.dataclass(frozen=True)
class Term:
    """So many years and months.  A term of none is kept for as long as the installation stands."""

    years: int = 0
    months: int = 0

    def __post_init__(self) -> None:
        assert self.years >= 0, "a term runs forwards"
        assert self.months >= 0, "a term runs forwards"

    @property
    def ends(self) -> bool:
        return bool(self.years or self.months)

    @property
    def words(self) -> str:
        if not self.ends:
            return "permanently"
        said = [
            f"{n} {unit}" if n != 1 else f"1 {unit[:-1]}"
            for n, unit in ((self.years, "years"), (self.months, "months"))
            if n
        ]
        return " and ".join(said)


def months_after(day: dt.date, months: int) -> dt.date:
    """Return the same day of the month so many months on, or that month's last day."""
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    last = calendar.monthrange(year, month + 1)[1]
    return dt.date(year, month + 1, min(day.day, last))


def due_on(began: dt.date, term: Term) -> dt.date | None:
    """Return the day on which a record falls due for deletion, or None if it never does."""
    if not term.ends:
        return None
    return months_after(began, term.years * 12 + term.months)


def latest_beginning(on: dt.date, term: Term) -> dt.date | None:
    """
    Return the latest day a term may have begun for it to be over on a day; None if it never is.

    The opposite of `due_on`: every record that began on that day or before is due.
    """
    if not term.ends:
        return None
    months = term.years * 12 + term.months
    day = months_after(on, -months)
    # A term begun on 29, 30 or 31 may end on the last day of a shorter month.
    while months_after(day + dt.timedelta(days=1), months) <= on:
        day += dt.timedelta(days=1)
    return day


ANSWER_MONTHS = 1
"""Months in which a person must be answered: UK GDPR, article 12(3)."""

EXTENSION_MONTHS = 2
"""Further months where requests are complex or many: UK GDPR, article 12(3)."""


def answer_due(received: dt.date, *, extended: bool, holidays: Set[dt.date]) -> dt.date:
    """
    Return the last day to answer a person about their data.

    The same day of the next month, or its last; at a weekend or on a bank holiday, the next
    working day (the Information Commissioner's reading of article 12(3)).
    """
    day = months_after(received, ANSWER_MONTHS + (EXTENSION_MONTHS if extended else 0))
    while not is_working_day(day, holidays):
        day += dt.timedelta(days=1)
    return day


class DisposalState(enum.StrEnum):
    """Where a record that has fallen due for deletion stands."""

    LISTED = "LISTED"
    APPROVED = "APPROVED"
    HELD = "HELD"
    DELETED = "DELETED"


DISPOSAL_MOVES: Mapping[DisposalState, frozenset[DisposalState]] = {
    DisposalState.LISTED: frozenset({DisposalState.APPROVED, DisposalState.HELD}),
    DisposalState.APPROVED: frozenset({DisposalState.DELETED, DisposalState.HELD}),
    # A hold ends by itself on its day, and the record is listed again.
    DisposalState.HELD: frozenset({DisposalState.LISTED, DisposalState.APPROVED}),
    DisposalState.DELETED: frozenset(),
}


class RequestKind(enum.StrEnum):
    """What a person asks about their own data."""

    ACCESS = "ACCESS"
    RECTIFICATION = "RECTIFICATION"
    ERASURE = "ERASURE"

    @property
    def label(self) -> str:
        return _REQUESTS[self][0]

    @property
    def authority(self) -> str:
        return _REQUESTS[self][1]


_REQUESTS = {
    RequestKind.ACCESS: ("A copy of what is held", "UK GDPR, article 15"),
    RequestKind.RECTIFICATION: ("A correction", "UK GDPR, article 16"),
    RequestKind.ERASURE: ("Deletion", "UK GDPR, article 17"),
}


class RequestState(enum.StrEnum):
    """Where a person's request stands."""

    RECEIVED = "RECEIVED"
    IDENTIFIED = "IDENTIFIED"
    ANSWERED = "ANSWERED"
    REFUSED = "REFUSED"
    WITHDRAWN = "WITHDRAWN"


REQUEST_MOVES: Mapping[RequestState, frozenset[RequestState]] = {
    # Nothing is given, changed or deleted before it is known who asks.
    RequestState.RECEIVED: frozenset(
        {RequestState.IDENTIFIED, RequestState.REFUSED, RequestState.WITHDRAWN}
    ),
    RequestState.IDENTIFIED: frozenset(
        {RequestState.ANSWERED, RequestState.REFUSED, RequestState.WITHDRAWN}
    ),
    RequestState.ANSWERED: frozenset(),
    RequestState.REFUSED: frozenset(),
    RequestState.WITHDRAWN: frozenset(),
}
