"""
Holding what a paper printed against what is published: pure functions.
"""

import datetime as dt
import re
from collections.abc import Callable
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal

from saferboard.domain.periods import Month, NotAPeriod, Period, rolling_year
from saferboard.domain.refusals import Refusal, Refused

MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")

REACH = 24
"""How many months either side of the printed one a count's true period is looked for."""

REVISED = Decimal("1.0")
"""
How many per cent, to one place, a count may be from the published one and still be it.  A
year's count of the same months differs by up to 0.8% between the issues of these files.
"""

NEAR = 3
"""How many months from its label a count may fit before the fit is more likely chance."""


def printed_period(words: str) -> Period:
    """
    Return the twelve months that a column head such as `Rolling Year Jan 21` means.

    :raises Refused: if it names no month and year.
    """
    match = re.search(r"([A-Za-z]{3})[a-z]*[ \-/]+(\d{4}|\d{2})\s*$", words.strip())
    if match is None or match[1].lower() not in MONTHS:
        said = f"“{words}” does not end with a month and a year, as in Rolling Year Jan 21."
        raise Refused(Refusal("no-period", said))
    year = int(match[2]) + (2000 if len(match[2]) == 2 else 0)
    try:
        return rolling_year(Month(year, MONTHS.index(match[1].lower()) + 1))
    except NotAPeriod as error:
        raise Refused(Refusal("no-period", str(error))) from None


def off_by(printed: int, count: Decimal) -> Decimal:
    """Return how many per cent of `printed` a count is from it, to one place."""
    if printed == 0:
        return Decimal(0) if count == 0 else Decimal(100)
    return (abs(count - printed) * 100 / printed).quantize(Decimal("0.1"), ROUND_HALF_UP)


@dataclass(frozen=True)
class Fit:
    """
    The published year that a printed count is nearest to being.

    `within` says whether the count could be that year's (it is within 1%); `months_off` how
    far the year's end is from the month printed.
    """

    period: Period
    count: Decimal
    within: bool
    months_off: int

    @property
    def as_labelled(self) -> bool:
        return self.within and self.months_off == 0

    @property
    def may_be_chance(self) -> bool:
        return abs(self.months_off) > NEAR


def best_fit(
    printed: int,
    labelled: Period,
    *,
    by: dt.date,
    published: Callable[[Period], Decimal | None],
) -> Fit | None:
    """
    Return which published year a printed count fits, looking nearest its label first.

    Only years that had ended before the day `by` are looked at.  Where none is within 1% the
    one with the nearest count is returned; None if nothing is published for any of them.
    """
    fits = []
    for off in sorted(range(-REACH, REACH + 1), key=lambda n: (abs(n), n)):
        period = Period(labelled.first + off, labelled.last + off)
        count = published(period) if period.last.last_day < by else None
        if count is None:
            continue
        within = off_by(printed, count) <= REVISED
        fit = Fit(period, count, within, off)
        if within:
            return fit
        fits.append(fit)
    return min(fits, key=lambda fit: abs(fit.count - printed), default=None)
