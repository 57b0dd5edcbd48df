"""
How sure a rank is.

A rank moves when counts do, and counts move by chance.  Each place's underlying rate is taken
to lie about the one counted as a gamma distribution (Jeffreys' prior, widened by the spread
its own months show); its rank among all of them is then a distribution too.  That is worked
out by adding up over 41 values of the rate and, at each, over who else stands below it: no
numbers are drawn by lot, and the same counts always give the same interval.
"""

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

SURE = 0.95
REACH, STEPS = 4.0, 41
"""How far out, in standard deviations, and at how many points a rate is looked at."""

SETTLED = 1e-9


@dataclass(frozen=True)
class Counted:
    """A count among some people, and how many times the variance of independent events."""

    count: int
    people: int
    dispersion: float = 1.0

    @property
    def shape(self) -> float:
        return (self.count + 0.5) / self.dispersion

    def rate_at(self, z: float) -> float:
        """Return the rate `z` standard deviations out (Wilson and Hilferty's cube root)."""
        root = 1 - 1 / (9 * self.shape) + z / (3 * math.sqrt(self.shape))
        return self.shape * max(root, 0.0) ** 3 * self.dispersion / self.people

    def below(self, rate: float) -> float:
        """Return the probability that the underlying rate is below `rate`."""
        root = math.cbrt(rate * self.people / (self.dispersion * self.shape))
        z = (root - 1 + 1 / (9 * self.shape)) * 3 * math.sqrt(self.shape)
        return 0.5 * math.erfc(-z / math.sqrt(2))


@dataclass(frozen=True)
class RankInterval:
    """The ranks a place may well hold, 1 the lowest: 95 times in 100 it is one of these."""

    low: int
    high: int


def rank_interval(place: str, counted: Mapping[str, Counted]) -> RankInterval | None:
    """
    Return which ranks among `counted` a place may well hold; None if it has no count.

    The rank its count gives always lies within.
    """
    own = counted.get(place)
    if own is None:
        return None
    others = [one for name, one in counted.items() if name != place]
    held = _ranks(own, others)
    spare = (1 - SURE) / 2
    low = _reaches(held, spare)
    high = _reaches(held, 1 - spare)
    rate = own.count / own.people
    at = 1 + sum(one.count / one.people < rate for one in others)
    return RankInterval(min(low, at), max(high, at))


def _ranks(own: Counted, others: Sequence[Counted]) -> list[float]:
    """Return the probability of each rank, the lowest first."""
    width = 2 * REACH / (STEPS - 1)
    points = [-REACH + width * n for n in range(STEPS)]
    weights = [math.exp(-z * z / 2) for z in points]
    whole = sum(weights)
    held = [0.0] * (len(others) + 1)
    for z, weight in zip(points, weights, strict=True):
        rate = own.rate_at(z)
        for below, probability in enumerate(_how_many([one.below(rate) for one in others])):
            held[below] += probability * weight / whole
    return held


def _how_many(chances: Sequence[float]) -> list[float]:
    """Return how probable it is that none, one, two and so on of some chances come true."""
    certain = sum(chance > 1 - SETTLED for chance in chances)
    found = [1.0]
    for chance in chances:
        if SETTLED <= chance <= 1 - SETTLED:
            kept = [*(one * (1 - chance) for one in found), 0.0]
            for n, one in enumerate(found):
                kept[n + 1] += one * chance
            found = kept
    return [0.0] * certain + found


def _reaches(held: Sequence[float], wanted: float) -> int:
    total = 0.0
    for rank, probability in enumerate(held, start=1):
        total += probability
        if total >= wanted:
            return rank
    return len(held)
