"""
Whether the difference between two counts could be chance.

Counts of events vary though nothing behind them changed.  Two counts are held against each
other exactly, given their sum: the conditional Poisson test (Przyborowski and Wilenski, 1940).
Where the months of a series vary more than independent events would, the same test is made
with the wider spread the series itself shows.
"""

import enum
import math
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

UNUSUAL = 0.05
RARE = 0.01
LEAST_YEARS = 2
"""How many years of months are needed to tell how widely a series spreads."""

ALIKE = 1e-7
"""Two outcomes whose distances differ by less than this count as equally far."""

NEGLIGIBLE = 1e-13
STEPS_OF_A_DEVIATION = 25
"""In how many steps a standard deviation is walked where it is longer: London's are thousands."""


class Likelihood(enum.StrEnum):
    """How easily a difference comes about by chance.  The label follows “215 to 189”."""

    COULD_BE_CHANCE = "COULD_BE_CHANCE"
    UNUSUAL_BY_CHANCE = "UNUSUAL_BY_CHANCE"
    RARE_BY_CHANCE = "RARE_BY_CHANCE"

    @property
    def label(self) -> str:
        return _WORDS[self][0]

    @property
    def short_label(self) -> str:
        return _WORDS[self][1]

    @property
    def meaning(self) -> str:
        return _WORDS[self][2]


_WORDS = {
    Likelihood.COULD_BE_CHANCE: (
        "could well be chance",
        "could be chance",
        "with nothing changed, a difference as large comes at least 1 time in 20",
    ),
    Likelihood.UNUSUAL_BY_CHANCE: (
        "would be unusual by chance",
        "unusual by chance",
        "with nothing changed, a difference as large comes fewer than 1 time in 20",
    ),
    Likelihood.RARE_BY_CHANCE: (
        "would be rare by chance",
        "rare by chance",
        "with nothing changed, a difference as large comes fewer than 1 time in 100",
    ),
}


@dataclass(frozen=True)
class Chance:
    """
    How probable a difference at least as large is where nothing has changed.

    `dispersion` is how many times the variance of independent events was allowed; None where
    the series is too short to tell, and then none beyond theirs was.
    """

    probability: float
    dispersion: float | None

    @property
    def likelihood(self) -> Likelihood:
        if self.probability < RARE:
            return Likelihood.RARE_BY_CHANCE
        if self.probability < UNUSUAL:
            return Likelihood.UNUSUAL_BY_CHANCE
        return Likelihood.COULD_BE_CHANCE


def chance_of(
    old: int, new: int, *, old_days: int, new_days: int, dispersion: float | None
) -> Chance | None:
    """
    Return how probable the difference between two counts is by chance; None for 0 and 0.

    `old_days` and `new_days` are the lengths of the two periods: a leap year has a day more
    for things to happen in.
    """
    assert min(old, new) >= 0, "counts are not negative"
    assert min(old_days, new_days) > 0, "periods have days"
    if not old + new:
        return None
    share = new_days / (old_days + new_days)
    spread = _Spread(old + new, share, max(dispersion or 1.0, 1.0))
    return Chance(spread.two_sided(new), dispersion)


def dispersion(years: Sequence[Sequence[int]]) -> float | None:
    """
    Return how many times the variance of independent events the months of some years show.

    `years` holds one row of twelve counts for each year, like months under each other.  Each
    month is held against what its year's total and its month's total together lead one to
    expect (Pearson's chi-squared over its degrees of freedom), so that neither a season nor
    a change from one year to the next is taken for spread.  Never below 1: a series does not
    earn a keener test by chance.  None with fewer than two years, or too little counted.
    """
    if len(years) < LEAST_YEARS:
        return None
    totals = [sum(year) for year in years]
    months = [sum(column) for column in zip(*years, strict=True)]
    months_met = sum(month > 0 for month in months)
    years_met = sum(total > 0 for total in totals)
    if min(months_met, years_met) < LEAST_YEARS:
        return None
    freedom = (months_met - 1) * (years_met - 1)
    whole = sum(totals)
    squared = 0.0
    for year, total in zip(years, totals, strict=True):
        for count, month in zip(year, months, strict=True):
            if total and month:
                expected = total * month / whole
                squared += (count - expected) ** 2 / expected
    spread: float = squared / freedom
    return max(1.0, spread)


class _Spread:
    """
    How the later of two counts spreads, given their sum `n` and its share of the days.

    Binomial for independent events.  Where their variance is `dispersion` times as large
    (negative binomial, variance in proportion to the mean), it is beta-binomial.
    """

    def __init__(self, n: int, share: float, dispersion: float) -> None:
        self.n, self.share = n, share
        beyond = dispersion - 1
        self.even = beyond < 1e-9
        self.a = 0.0 if self.even else n * share / beyond
        self.b = 0.0 if self.even else n * (1 - share) / beyond
        self.known = math.lgamma(n + 1) - (0.0 if self.even else _log_beta(self.a, self.b))
        self.stride = self._stride(dispersion)

    def _stride(self, dispersion: float) -> int:
        """Return an odd number of outcomes to take at a time where the spread is smooth."""
        if not self.even and min(self.a, self.b) < 2 * STEPS_OF_A_DEVIATION:
            return 1
        deviation = math.sqrt(self.n * self.share * (1 - self.share) * dispersion)
        return max(1, int(deviation / STEPS_OF_A_DEVIATION) // 2 * 2 - 1)

    def two_sided(self, observed: int) -> float:
        """Return the probability of all outcomes as far as `observed` from the one expected."""
        expected = self.n * self.share
        off = abs(observed - expected) - ALIKE
        if off <= 0:
            return 1.0
        below, above = math.floor(expected - off), math.ceil(expected + off)
        return min(1.0, self._tail(below, -1) + self._tail(above, 1))

    def log(self, k: int) -> float:
        n = self.n
        ways = self.known - math.lgamma(k + 1) - math.lgamma(n - k + 1)
        if self.even:
            return ways + k * math.log(self.share) + (n - k) * math.log1p(-self.share)
        a, b = self.a, self.b
        return ways + _log_beta(k + a, n - k + b)

    def _rises(self, k: int) -> float:
        """Return how many times as likely `k` and one more is as `k`."""
        if self.even:
            return (self.n - k) / (k + 1) * self.share / (1 - self.share)
        return (self.n - k) / (k + 1) * (k + self.a) / (self.n - k - 1 + self.b)

    def _tail(self, edge: int, step: int) -> float:
        if not 0 <= edge <= self.n:
            return 0.0
        if self.stride > 1:
            return self._strided(edge, step)
        return math.fsum(self._walk(edge, step))

    def _strided(self, edge: int, step: int) -> float:
        """
        Return a tail added up by the middles of blocks, with Euler and Maclaurin's first term.

        Within a part in ten thousand of the whole sum, and nearer where it is not minute.
        """
        wide, first = self.stride, math.exp(self.log(edge))
        middle, terms = edge + step * (wide // 2), []
        while 0 <= middle <= self.n:
            term = math.exp(self.log(middle))
            terms.append(term)
            if term <= first * NEGLIGIBLE:
                break
            middle += step * wide
        before = math.exp(self.log(edge - step)) if 0 <= edge - step <= self.n else first
        return wide * math.fsum(terms) - (wide * wide - 1) / 24 * (first - before)

    def _walk(self, k: int, step: int) -> Iterator[float]:
        term = math.exp(self.log(k))
        least = term * NEGLIGIBLE
        while term > least and 0 <= k <= self.n:
            yield term
            if k == (self.n if step > 0 else 0):
                return
            term *= self._rises(k) if step > 0 else 1 / self._rises(k - 1)
            k += step


def _log_beta(a: float, b: float) -> float:
    return math.lgamma(a) + math.lgamma(b) - math.lgamma(a + b)
