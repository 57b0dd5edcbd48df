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
    PUBLISHED = "PUBLISHED"
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
    Cause.PUBLISHED: "worked out on the published count of the year it fits",
    Cause.UNKNOWN: "no known way of working gives this number",
}


@dataclass(frozen=True)
class StatedChange:
    """
    A printed percentage held against its counts.

    `computed` is the percent change, unrounded; `cause` is None where the print is true.
    `counts` are the published counts that give the printed change, where those do.
    """

    stated: Decimal
    computed: Decimal
    cause: Cause | None
    counts: tuple[Decimal, ...] = ()

    @property
    def holds(self) -> bool:
        return self.cause is None

    @property
    def cause_in_words(self) -> str:
        """What a wrong change looks like, with the counts it would be from."""
        label = self.cause.label if self.cause else ""
        return ", ".join([label, " and ".join(f"{n:,.0f}" for n in self.counts)]).strip(", ")

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


def judge_change(
    old: int,
    new: int,
    stated: Decimal,
    *,
    published: tuple[Decimal | None, Decimal | None] = (None, None),
) -> StatedChange | None:
    """
    Return whether `stated` is the percent change from `old` to `new`, and if not what it
    probably is.  None where the counts have no percent change.

    `published` are the counts that `old` and `new` may have been copied from, where known.
    """
    computed = percent_change(old, new)
    if computed is None:
        return None
    digits = Decimal(1).scaleb(int(stated.as_tuple().exponent))
    if _rounded(computed, digits) == stated:
        return StatedChange(stated, computed, None)
    cause = _cause(old, new, computed, stated, digits)
    if cause is Cause.UNKNOWN:
        counts = _published_counts(old, new, stated, digits, published)
        cause = Cause.PUBLISHED if counts else cause
        return StatedChange(stated, computed, cause, counts)
    return StatedChange(stated, computed, cause)


def _published_counts(
    old: int,
    new: int,
    stated: Decimal,
    digits: Decimal,
    published: tuple[Decimal | None, Decimal | None],
) -> tuple[Decimal, ...]:
    """Return which published counts give the printed change, one before both."""
    was, now = published
    for earlier, later in ((None, now), (was, None), (was, now)):
        used = tuple(count for count in (earlier, later) if count is not None)
        change = percent_change(
            old if earlier is None else earlier, new if later is None else later
        )
        if used and change is not None and _rounded(change, digits) == stated:
            return used
    return ()


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
