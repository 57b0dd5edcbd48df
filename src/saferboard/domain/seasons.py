"""
Whether counts follow the time of year, and by how much.
"""

import itertools
from collections.abc import Sequence
from dataclasses import dataclass

ROUNDS = 3
"""How many times the same season must have been seen before anything is said of it."""

BEYOND_CHANCE = {
    12: ((24, 3.09), (30, 2.91), (36, 2.79), (42, 2.7), (48, 2.64)),
    4: ((8, 7.59), (10, 6.55), (12, 5.95), (14, 5.56), (16, 5.29)),
}
"""
What F must exceed to be chance fewer than 1 time in 100, for twelve months and for four
quarters, by how many counts are left over (F's 99th percentile, at 11 and 3 degrees of freedom).
"""


@dataclass(frozen=True)
class Season:
    """
    What each part of the year is, as a share of an even year.

    `factors` run from the part the counts start in.  `f` is how plain the season is, and
    `needed` what it had to exceed; where it does not, the factors are all 1.
    """

    factors: tuple[float, ...]
    f: float
    needed: float

    @property
    def found(self) -> bool:
        return self.f > self.needed

    def at(self, index: int) -> float:
        """Return the factor of the count at `index`."""
        return self.factors[index % len(self.factors)]


def season(counts: Sequence[float], *, cycle: int, starts: Sequence[int] = ()) -> Season | None:
    """
    Return the season of counts that come `cycle` to a year; None if too few are known.

    `starts` are where the level is known to have changed: each stretch is set against its
    own mean, so that a change of level in June is not taken for a summer.
    """
    if len(counts) < ROUNDS * cycle:
        return None
    edges = [0, *sorted(s for s in starts if 0 < s < len(counts)), len(counts)]
    shares: list[float] = []
    for first, end in itertools.pairwise(edges):
        mean = sum(counts[first:end]) / (end - first)
        if mean <= 0:
            return None
        shares += [count / mean for count in counts[first:end]]
    parts = [shares[n::cycle] for n in range(cycle)]
    means = [sum(part) / len(part) for part in parts]
    whole = sum(shares) / len(shares)
    between = sum(len(p) * (m - whole) ** 2 for p, m in zip(parts, means, strict=True))
    within = sum((x - m) ** 2 for p, m in zip(parts, means, strict=True) for x in p)
    left = len(shares) - cycle - (len(edges) - 2)
    needed = _needed(cycle, left)
    if needed is None:
        return None
    f = (between / (cycle - 1)) / (within / left) if within else float("inf") if between else 0.0
    level = sum(means) / cycle
    factors = tuple(m / level for m in means) if f > needed else (1.0,) * cycle
    return Season(factors, f, needed)


def _needed(cycle: int, left: int) -> float | None:
    """Return the bar for the nearest number left over that is no larger; None below all."""
    held = [bar for least, bar in BEYOND_CHANCE[cycle] if least <= left]
    return held[-1] if held else None
