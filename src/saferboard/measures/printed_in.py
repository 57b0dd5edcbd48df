"""
Where a figure was printed for good.  Higher rooms that issue papers answer; this room asks.
"""

import datetime as dt
from collections.abc import Callable
from dataclasses import dataclass
from decimal import Decimal

from saferboard.domain.figures import Absence
from saferboard.domain.periods import Period


@dataclass(frozen=True)
class PrintedIn:
    """A figure as a paper printed it: in what, on which day it was issued, and how it stood."""

    where: str
    href: str
    issued_on: dt.date
    value: Decimal | None
    absence: Absence | None


Printed = Callable[[str, str, Period, str], tuple[PrintedIn, ...]]
"""Given a measure, a place, a period and a unit: every paper that printed it, by day of issue."""

ASKED: list[Printed] = []
"""Who is asked: each room that issues papers registers itself (`apps.py`)."""


def printed_in(measure: str, place: str, period: Period, unit: str) -> tuple[PrintedIn, ...]:
    """Return every issued paper that anyone may read and that printed a figure."""
    found = (one for ask in ASKED for one in ask(measure, place, period, unit))
    return tuple(sorted(found, key=lambda one: (one.issued_on, one.where)))
