"""
Control charts of single counts and their moving ranges (XmR), with four rules.

Only counts of months or quarters that share no day may be charted.  Sums that roll on share
eleven months with their neighbours: on pure noise every such chart signals.
"""

import enum
import itertools
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from saferboard.domain.periods import Month, Period
from saferboard.domain.refusals import Refusal, Refused

LEAST = 12
"""How many counts a stretch needs before limits are drawn from it."""

TO_A_LIMIT = 3 / 1.128
"""How many mean moving ranges a limit lies from the mean: 2.66 (Shewhart; Wheeler)."""

SHIFT, TREND = 8, 6
NEAR = 2 / 3

RULES = (
    "1. One count outside the limits, which lie 2.66 mean moving ranges from the mean.",
    "2. Eight counts in a row on one side of the mean.",
    "3. Six counts in a row, each higher than the one before, or each lower.",
    "4. Three counts in a row on one side of the mean, two of them in the outer third before the"
    " limit.",
)
"""The rules as they stand beside a chart."""


class RollingCounts(Refused):
    """Raised for counts of periods that share months."""


class Signal(enum.StrEnum):
    """Which rule a count meets."""

    OUTSIDE = "OUTSIDE"
    SHIFT = "SHIFT"
    TREND = "TREND"
    NEAR_LIMIT = "NEAR_LIMIT"

    @property
    def label(self) -> str:
        return _SIGNALS[self]


_SIGNALS = {
    Signal.OUTSIDE: "outside the limits",
    Signal.SHIFT: "eight in a row on one side of the mean",
    Signal.TREND: "six in a row in one direction",
    Signal.NEAR_LIMIT: "two of three in a row near one limit",
}


class Variation(enum.StrEnum):
    """What the latest count says of the series."""

    COMMON = "COMMON"
    IMPROVING = "IMPROVING"
    CONCERNING = "CONCERNING"
    HIGHER = "HIGHER"
    LOWER = "LOWER"

    @property
    def label(self) -> str:
        return _VARIATIONS[self]


_VARIATIONS = {
    Variation.COMMON: "nothing but the usual variation",
    Variation.IMPROVING: "better than the usual variation",
    Variation.CONCERNING: "worse than the usual variation",
    Variation.HIGHER: "higher than the usual variation, neither better nor worse by itself",
    Variation.LOWER: "lower than the usual variation, neither better nor worse by itself",
}


class Assurance(enum.StrEnum):
    """Whether the series as it runs can be relied on to meet its target."""

    NO_TARGET = "NO_TARGET"
    MEETS = "MEETS"
    MISSES = "MISSES"
    EITHER = "EITHER"

    @property
    def label(self) -> str:
        return _ASSURANCES[self]


_ASSURANCES = {
    Assurance.NO_TARGET: "no target is set",
    Assurance.MEETS: "the target will be met unless something changes",
    Assurance.MISSES: "the target will be missed unless something changes",
    Assurance.EITHER: "the target will be met at some times and missed at others",
}


@dataclass(frozen=True)
class Limits:
    """The mean of a stretch and its limits; the lower is never below nought."""

    mean: float
    lower: float
    upper: float

    def scaled(self, by: float) -> "Limits":
        return Limits(self.mean * by, self.lower * by, self.upper * by)


@dataclass(frozen=True)
class Point:
    """One count with the limits it is held to, and which rules it meets on which side."""

    period: Period
    count: int
    limits: Limits | None
    signals: frozenset[Signal] = frozenset()
    side: int = 0


@dataclass(frozen=True)
class Rebase:
    """A month from which limits are drawn anew, and why."""

    start: Month
    because: str


@dataclass(frozen=True)
class ControlChart:
    """Counts in order of time.  `rebases` are those that fall among them."""

    points: tuple[Point, ...]
    rebases: tuple[Rebase, ...]

    @property
    def signalled(self) -> tuple[Point, ...]:
        return tuple(point for point in self.points if point.signals)

    def variation(self, better: str) -> Variation | None:
        """Return what the latest count says; None where no limits could be drawn for it."""
        last = self.points[-1]
        if last.limits is None:
            return None
        if not last.signals:
            return Variation.COMMON
        if better not in ("up", "down"):
            return Variation.HIGHER if last.side > 0 else Variation.LOWER
        good = (last.side > 0) == (better == "up")
        return Variation.IMPROVING if good else Variation.CONCERNING

    def assurance(self, target: float | None, better: str) -> Assurance:
        """Return whether the latest limits lie on the good side of a target."""
        limits = self.points[-1].limits
        if target is None or limits is None or better not in ("up", "down"):
            return Assurance.NO_TARGET
        if better == "down":
            meets, misses = limits.upper <= target, limits.lower > target
        else:
            meets, misses = limits.lower >= target, limits.upper < target
        return Assurance.MEETS if meets else Assurance.MISSES if misses else Assurance.EITHER


def control_chart(
    counts: Sequence[tuple[Period, int]],
    *,
    factors: Sequence[float] = (),
    rebases: Sequence[Rebase] = (),
) -> ControlChart:
    """
    Return counts with their limits and the rules they meet.

    `factors` are what the time of year makes of each count: rules are then judged on the
    counts divided by them, and limits drawn multiplied by them.

    :raises RollingCounts: for periods that overlap, such as rolling years.
    """
    _refuse_rolling([period for period, _ in counts])
    season = list(factors) or [1.0] * len(counts)
    starts = [
        (n, rebase)
        for rebase in rebases
        for n, (period, _) in enumerate(counts)
        if n and counts[n - 1][0].last < rebase.start <= period.last
    ]
    edges = [0, *sorted({n for n, _ in starts}), len(counts)]
    points: list[Point] = []
    for first, end in itertools.pairwise(edges):
        points += _stretch(counts[first:end], season[first:end])
    return ControlChart(tuple(points), tuple(rebase for _, rebase in sorted(starts, key=_first)))


def _first(pair: tuple[int, Rebase]) -> int:
    return pair[0]


def _refuse_rolling(periods: Sequence[Period]) -> None:
    for one, following in itertools.pairwise(periods):
        if following.first <= one.last:
            words = (
                f"A control chart is drawn of counts that share no month, and {one.label} shares"
                f" some with {following.label}. Chart the months or quarters; print the year."
            )
            raise RollingCounts(Refusal("rolling-counts", words))


def _stretch(counts: Sequence[tuple[Period, int]], season: Sequence[float]) -> list[Point]:
    # Rounded, since equal counts over equal factors would else differ in the last place.
    values = [round(count / factor, 9) for (_, count), factor in zip(counts, season, strict=True)]
    limits = limits_of(values)
    if limits is None:
        return [Point(period, count, None) for period, count in counts]
    met = rules_met(values, limits)
    return [
        Point(period, count, limits.scaled(factor), frozenset(signals), side)
        for (period, count), factor, (signals, side) in zip(counts, season, met, strict=True)
    ]


def limits_of(values: Sequence[float]) -> Limits | None:
    """Return the mean and limits of some counts, or None of fewer than twelve."""
    if len(values) < LEAST:
        return None
    mean = round(sum(values) / len(values), 9)
    ranges = [abs(b - a) for a, b in itertools.pairwise(values)]
    reach = TO_A_LIMIT * sum(ranges) / len(ranges)
    return Limits(mean, max(0.0, mean - reach), mean + reach)


def rules_met(values: Sequence[float], limits: Limits) -> list[tuple[set[Signal], int]]:
    """Return for each count the rules it meets and on which side; every count of a run meets it."""
    found: list[tuple[set[Signal], int]] = [(set(), 0) for _ in values]
    side = [(value > limits.mean) - (value < limits.mean) for value in values]
    step = [0, *((b > a) - (b < a) for a, b in itertools.pairwise(values))]
    # From above, since the lower limit may have been raised to nought.
    near = NEAR * (limits.upper - limits.mean)
    outside = [not limits.lower <= value <= limits.upper for value in values]
    close = [
        abs(v - limits.mean) > near and not beyond
        for v, beyond in zip(values, outside, strict=True)
    ]
    for end in range(1, len(values) + 1):
        run, three = range(end - SHIFT, end), range(end - 3, end)
        for way in (1, -1):
            if end >= SHIFT and all(side[n] == way for n in run):
                _mark(found, Signal.SHIFT, run, way)
            two = [n for n in three if n >= 0 and close[n]]
            if end >= 3 and len(two) >= 2 and all(side[n] == way for n in three):
                _mark(found, Signal.NEAR_LIMIT, two, way)
    for n in range(TREND - 1, len(values)):
        way = step[n]
        if way and all(one == way for one in step[n - TREND + 2 : n + 1]):
            _mark(found, Signal.TREND, range(n - TREND + 1, n + 1), way)
    for n, beyond in enumerate(outside):
        if beyond:
            _mark(found, Signal.OUTSIDE, [n], side[n])
    return found


def _mark(
    found: list[tuple[set[Signal], int]], signal: Signal, counts: Iterable[int], way: int
) -> None:
    for n in counts:
        found[n] = (found[n][0] | {signal}, way)
