"""
A funnel plot: which places' rates lie outside what chance and the usual differences bring.

Limits are wide where few people live and narrow where many do.  Places differ for more
reasons than chance, so the limits are widened by as much as the places themselves vary:
multiplicative over-dispersion with winsorised z-scores (Spiegelhalter, Statistics in
Medicine 24, 2005).
"""

import enum
import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

WINSORISED = 0.1
"""The share of z-scores at each end drawn in to the next, so that no outlier excuses itself."""

INNER, OUTER = 1.96, 3.09
"""How many standard deviations out the limits lie: 95 and 99.8 times in 100 within."""

LEAST_EXPECTED = 5
"""How many events each place must have to expect: below that limits of this kind are wrong."""


class Standing(enum.StrEnum):
    """Where a place lies in the funnel."""

    WITHIN = "WITHIN"
    HIGH = "HIGH"
    VERY_HIGH = "VERY_HIGH"
    LOW = "LOW"
    VERY_LOW = "VERY_LOW"

    @property
    def label(self) -> str:
        return _WORDS[self]


_WORDS = {
    Standing.WITHIN: "within the limits",
    Standing.HIGH: "above the 95% limit",
    Standing.VERY_HIGH: "above the 99.8% limit",
    Standing.LOW: "below the 95% limit",
    Standing.VERY_LOW: "below the 99.8% limit",
}


@dataclass(frozen=True)
class InFunnel:
    """A place: its count, its people, its rate per head, and its z-score after widening."""

    count: int
    people: int
    z: float

    @property
    def rate(self) -> float:
        return self.count / self.people

    @property
    def standing(self) -> Standing:
        if abs(self.z) <= INNER:
            return Standing.WITHIN
        if self.z > 0:
            return Standing.VERY_HIGH if self.z > OUTER else Standing.HIGH
        return Standing.VERY_LOW if self.z < -OUTER else Standing.LOW


@dataclass(frozen=True)
class Funnel:
    """
    Places about their common rate.

    `dispersion` is how many times as much they vary as chance alone would have them, never
    below 1; it is what the limits are widened by (its square root).
    """

    rate: float
    dispersion: float
    places: Mapping[str, InFunnel]

    def limit(self, people: float, deviations: float) -> float:
        """Return the rate that lies so many deviations from the common one; never below 0."""
        spread = math.sqrt(self.dispersion * self.rate / people)
        return max(0.0, self.rate + deviations * spread)


def funnel(counted: Mapping[str, tuple[int, int]]) -> Funnel | None:
    """
    Return the funnel of some places' counts and people.

    None with fewer than ten places, or where one has fewer than five events to expect.
    """
    if len(counted) < 10:
        return None
    people = sum(p for _, p in counted.values())
    rate = sum(c for c, _ in counted.values()) / people
    if min(rate * p for _, p in counted.values()) < LEAST_EXPECTED:
        return None
    z = {name: (c - rate * p) / math.sqrt(rate * p) for name, (c, p) in counted.items()}
    dispersion = max(1.0, winsorised_mean_square(list(z.values())))
    places = {
        name: InFunnel(c, p, z[name] / math.sqrt(dispersion)) for name, (c, p) in counted.items()
    }
    return Funnel(rate, dispersion, places)


def winsorised_mean_square(scores: Sequence[float]) -> float:
    """Return the mean square of z-scores, those at each end drawn in to the 10th and 90th."""
    ordered = sorted(scores)
    drawn_in = math.floor(len(ordered) * WINSORISED)
    low, high = ordered[drawn_in], ordered[-1 - drawn_in]
    return sum(min(max(z, low), high) ** 2 for z in scores) / len(scores)
