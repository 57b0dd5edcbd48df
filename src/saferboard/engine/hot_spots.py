"""
Where there are more incidents than chance brings.

Around each cell the count in it and its neighbours is tested exactly (binomial) against their share
of the area's total, and of all these tests together it is controlled how many may be false.
"""

from dataclasses import dataclass
from typing import Any, TypeAlias

import numpy as np
from scipy import sparse, special

FALSE = 0.05
"""
Of the cells called hot the share that may be expected false; where nothing is hot at all, the
share of maps on which any cell is.
"""

Floats: TypeAlias = np.ndarray[Any, np.dtype[np.float64]]
Counts: TypeAlias = np.ndarray[Any, np.dtype[np.int64]]
Truths: TypeAlias = np.ndarray[Any, np.dtype[np.bool_]]


@dataclass(frozen=True)
class HotSpots:
    """
    What was found of each cell.

    `around` counts the cell and its neighbours, `expected` is their share of the total, `chance`
    how often chance alone brings as many, and `hot` whether that is too seldom, all cells
    together.  `z` is Getis and Ord's Gi* of the counts, which says nothing of the exposure.
    """

    around: Counts
    expected: Floats
    chance: Floats
    hot: Truths
    z: Floats


def hot_spots(counts: Counts, exposure: Floats, near: sparse.csr_array) -> HotSpots:
    """
    Return where more is counted than the exposure leads one to expect.

    `exposure` is each cell's area, or people, or homes: whatever incidents would follow were
    nothing else the matter.  `near` has a one for each cell and each of its neighbours, itself
    among them.
    """
    assert (exposure >= 0).all(), "nothing has an exposure below nought"
    assert exposure.sum() > 0, "a map has an exposure somewhere"
    total = int(counts.sum())
    around = (near @ counts).astype(np.int64)
    # Sums of neighbours may pass the whole by a rounding.
    share = np.clip((near @ exposure) / exposure.sum(), 0.0, 1.0)
    chance = at_least(around, total, share)
    return HotSpots(around, share * total, chance, few_false(chance), gi_star(counts, near))


def at_least(counted: Counts, total: int, share: Floats) -> Floats:
    """Return the chance that of `total` incidents so many or more fall where a share would."""
    # The tail of the binomial, as the incomplete beta function has it; exact at every count.
    more = np.maximum(counted, 1)
    tail = special.betainc(more, np.maximum(total - more + 1, 1), share)
    return np.where(counted == 0, 1.0, tail)


def few_false(chance: Floats, false: float = FALSE) -> Truths:
    """
    Return which are too seldom for chance, with the share of false ones controlled.

    By Benjamini and Hochberg (1995).  Neighbours share incidents, so the tests rise and fall
    together, which the procedure bears; how well it does is counted on noise by
    `python -m bench hotspots`.
    """
    if not len(chance):
        return np.zeros(0, dtype=np.bool_)
    order = np.argsort(chance, kind="stable")
    steps = false * np.arange(1, len(chance) + 1) / len(chance)
    below = np.flatnonzero(chance[order] <= steps)
    hot = np.zeros(len(chance), dtype=np.bool_)
    if len(below):
        hot[order[: below[-1] + 1]] = True
    return hot


def gi_star(counts: Counts, near: sparse.csr_array) -> Floats:
    """
    Return Getis and Ord's Gi* as a standard deviate, each cell its own neighbour, weights of one.

    Getis and Ord (1992), Ord and Getis (1995).  Nought everywhere where all counts are alike.
    """
    n, weights = len(counts), np.asarray(near.sum(axis=1)).ravel()
    mean, spread = counts.mean(), counts.std()
    if spread == 0:
        return np.zeros(n)
    allowed = spread * np.sqrt((n * weights - weights**2) / (n - 1))
    moved = near @ counts - mean * weights
    z: Floats = np.divide(moved, allowed, out=np.zeros(n), where=allowed > 0)
    return z


@dataclass(frozen=True)
class Trend:
    """
    What of each cell and its neighbours fell in the later half of a period.

    `rising` and `falling` are too seldom for chance, all cells together and both ways counted.
    """

    later: Counts
    expected: Floats
    rising: Truths
    falling: Truths


def trends(earlier: Counts, later: Counts, near: sparse.csr_array) -> Trend:
    """
    Return where the later half holds more, or less, of the whole area's incidents than the earlier.

    The test is exact: of the area's incidents so many are of the later half, and how many of
    those that fell around a cell are, is drawn from them (hypergeometric).  A rise of the whole
    area is nobody's trend.
    """
    before, after = (near @ earlier).astype(np.int64), (near @ later).astype(np.int64)
    here, total, late = before + after, int(earlier.sum() + later.sum()), int(later.sum())
    more, fewer = drawn(after, here, late, total)
    either = np.minimum(1.0, 2 * np.minimum(more, fewer))
    told = few_false(either)
    expected = here * (late / total if total else 0.0)
    return Trend(after, expected, told & (more < fewer), told & (fewer < more))


def drawn(late: Counts, here: Counts, all_late: int, total: int) -> tuple[Floats, Floats]:
    """
    Return the chance of so many or more, and of so many or fewer, of the later half among `here`.
    """
    # Cells have few different pairs of numbers, and each is worked out once.
    pairs, back = np.unique(np.column_stack([late, here]), axis=0, return_inverse=True)
    logs = special.gammaln(np.arange(total + 2))
    more, fewer = np.ones(len(pairs)), np.ones(len(pairs))
    for n, (some, many) in enumerate(pairs):
        least, most = max(0, many - (total - all_late)), min(many, all_late)
        k = np.arange(least, most + 1)
        weight = np.exp(
            _choose(logs, all_late, k)
            + _choose(logs, total - all_late, many - k)
            - _choose(logs, total, np.full(1, many))
        )
        more[n] = weight[k >= some].sum()
        fewer[n] = weight[k <= some].sum()
    back = back.ravel()
    return more[back], fewer[back]


def _choose(logs: Floats, n: int, k: Counts) -> Floats:
    ways: Floats = logs[n + 1] - logs[k + 1] - logs[n - k + 1]
    return ways
