"""
Holding a printed change against its own two counts.

Seven of the nine changes in the crime table of October 2022 are the difference over the
mean of the two years, cut to a whole number.  Three are the percent change.  A printed
change is true if it is the percent change rounded to the digits it shows.
"""

import enum
import re
from dataclasses import dataclass
from decimal import ROUND_DOWN, ROUND_HALF_UP, Decimal

from saferboard.domain.comparisons import percent_change


class Cause(enum.StrEnum):
    """What a wrong change looks like it was worked out as."""

    CUT = "CUT"
    OVER_MEAN = "OVER_MEAN"
    OVER_NEW = "OVER_NEW"
    REVERSED = "REVERSED"
    SIGN = "SIGN"
    UNKNOWN = "UNKNOWN"

    @property
    def label(self) -> str:
        return _WORDS[self]


_WORDS = {
    Cause.CUT: "cut to the digits shown, not rounded",
    Cause.OVER_MEAN: "the difference over the mean of the two years, cut to a whole number",
    Cause.OVER_NEW: "the difference over the later count",
    Cause.REVERSED: "the change from the later count to the earlier",
    Cause.SIGN: "a rise given as a fall, or a fall as a rise",
    Cause.UNKNOWN: "no known way of working gives this number",
}


@dataclass(frozen=True)
class StatedChange:
    """
    A printed percentage held against its counts.

    `computed` is the percent change, unrounded; `cause` is None where the print is true.
    """

    stated: Decimal
    computed: Decimal
    cause: Cause | None

    @property
    def holds(self) -> bool:
        return self.cause is None

    @property
    def out_by(self) -> Decimal:
        """Percentage points between print and counts."""
        return self.stated - self.computed


def read_percentage(words: str) -> Decimal | None:
    """Return the number in `+14`, `-12%` or `−5.17 %`, or None if there is none."""
    match = re.search(r"([+\-−–]?)\s*(\d+(?:\.\d+)?)", words)
    if match is None:
        return None
    size = Decimal(match[2])
    return -size if match[1] in ("-", "−", "–") else size


def judge_change(old: int, new: int, stated: Decimal) -> StatedChange | None:
    """
    Return whether `stated` is the percent change from `old` to `new`, and if not what it
    probably is.  None where the counts have no percent change.
    """
    computed = percent_change(old, new)
    if computed is None:
        return None
    digits = Decimal(1).scaleb(int(stated.as_tuple().exponent))
    if _rounded(computed, digits) == stated:
        return StatedChange(stated, computed, None)
    return StatedChange(stated, computed, _cause(old, new, computed, stated, digits))


def _cause(old: int, new: int, computed: Decimal, stated: Decimal, digits: Decimal) -> Cause:
    difference = Decimal(new - old) * 100
    mean = difference * 2 / (old + new)
    candidates = [
        (Cause.CUT, _cut(computed, digits)),
        (Cause.OVER_MEAN, _cut(mean, digits)),
        (Cause.OVER_MEAN, _rounded(mean, digits)),
        (Cause.SIGN, -_rounded(computed, digits)),
    ]
    if new > 0:
        candidates.append((Cause.OVER_NEW, _rounded(difference / new, digits)))
        candidates.append((Cause.REVERSED, _rounded(-difference / new, digits)))
    return next((cause for cause, value in candidates if value == stated), Cause.UNKNOWN)


def _rounded(value: Decimal, digits: Decimal) -> Decimal:
    return value.quantize(digits, ROUND_HALF_UP)


def _cut(value: Decimal, digits: Decimal) -> Decimal:
    return value.quantize(digits, ROUND_DOWN)
