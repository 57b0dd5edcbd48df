"""
How often hot spots are found where there are none, how often those that are there, and how fast.

Counts are drawn by lot with a fixed seed over a disc of hexagons: as many incidents as the
exposure leads one to expect, and in a planted hot spot so many times more.
"""

import statistics
import time
from collections.abc import Callable

import h3.api.basic_int as h3
import numpy as np

from saferboard.engine.hexagons import neighbours
from saferboard.engine.hot_spots import FALSE, Floats, gi_star, hot_spots, trends

SEED = 20221027
MEANS = (0.1, 1, 20)
"""Incidents a cell, on the mean."""
MAPS, LARGE_MAPS, PLANTED_MAPS = 2000, 200, 400
TREND_MAPS = 400
ACROSS, LARGE_ACROSS = 22, 85
"""Rings about the middle: 1,519 cells, as a borough has, and 21,931, more than London has."""
LIT = 2.576
"""Where a map of Gi* is usually coloured: 1 in 100, both sides."""
TIMES = (2, 3, 5, 10)
ALLOWED = 0.2
"""Seconds that the hot spots of 22,000 cells may take."""
MIDDLE = (51.4, 0.05)


def main() -> None:
    cells, near = disc(ACROSS)
    even = np.ones(len(cells))
    uneven = np.random.default_rng(SEED).lognormal(0, 1, len(cells))
    print(f"Noise, {MAPS:,} maps a row of {len(cells):,} cells; maps with any false hot spot")
    print(f"(aim: at most {FALSE:.0%}), of trends ({TREND_MAPS} maps), and of Gi* above {LIT}:")
    for words, exposure in (("even", even), ("uneven", uneven)):
        for mean in MEANS:
            print(f"  {mean:>4} a cell, {words:6} exposure: {noise(exposure, near, mean, MAPS)}")
    planted(cells, near)
    large, far = disc(LARGE_ACROSS)
    exposure = np.ones(len(large))
    print(f"Noise on {len(large):,} cells, {LARGE_MAPS} maps a row:")
    for mean in MEANS:
        print(f"  {mean:>4} a cell: {noise(exposure, far, mean, LARGE_MAPS)}")
    speed(large)


def disc(across: int) -> tuple[list[int], object]:
    middle = h3.latlng_to_cell(*MIDDLE, 9)
    cells = sorted(h3.grid_disk(middle, across))
    return cells, neighbours(cells)


def noise(exposure: Floats, near, mean: float, maps: int) -> str:
    """Return in words how many maps of noise show anything."""
    lot = np.random.default_rng([SEED, int(mean * 10)])
    expected = exposure / exposure.mean() * mean
    false = trending = lit = 0
    for n in range(maps):
        counts = lot.poisson(expected)
        found = hot_spots(counts, exposure, near)
        false += bool(found.hot.any())
        lit += bool((found.z > LIT).any())
        if n >= TREND_MAPS:
            continue
        later = lot.binomial(counts, 0.5)
        trend = trends(counts - later, later, near)
        trending += bool((trend.rising | trend.falling).any())
    return f"{false / maps:6.2%}, {trending / min(maps, TREND_MAPS):6.2%}, {lit / maps:6.1%}"


def planted(cells: list[int], near) -> None:
    at = {cell: n for n, cell in enumerate(cells)}
    middle = h3.latlng_to_cell(*MIDDLE, 9)
    inside = [at[cell] for cell in h3.grid_disk(middle, 1)]
    reach = {at[cell] for cell in h3.grid_disk(middle, 2)}
    exposure = np.ones(len(cells))
    print(
        f"One hot spot of seven cells planted, {PLANTED_MAPS} maps a row: found at its middle, and"
    )
    print("the share of the cells called hot that touch none of the seven (aim: at most 5%):")
    for mean in MEANS:
        for times in TIMES:
            lot = np.random.default_rng([SEED, int(mean * 10), times])
            expected = np.full(len(cells), float(mean))
            expected[inside] *= times
            found, astray = 0, 0.0
            for _ in range(PLANTED_MAPS):
                hot = hot_spots(lot.poisson(expected), exposure, near).hot
                found += bool(hot[at[middle]])
                called = set(np.flatnonzero(hot).tolist())
                astray += len(called - reach) / max(len(called), 1)
            print(
                f"  {mean:>4} a cell, {times:>2} times as many: found {found / PLANTED_MAPS:6.1%},"
                f" astray {astray / PLANTED_MAPS:5.1%}"
            )


def speed(cells: list[int]) -> None:
    counts = np.random.default_rng(SEED).poisson(1, len(cells))
    exposure = np.ones(len(cells))
    laid = median(lambda: neighbours(cells))
    near = neighbours(cells)
    took = median(lambda: hot_spots(counts, exposure, near))
    alone = median(lambda: gi_star(counts, near))
    print(
        f"Hot spots of {len(cells):,} cells: {took:.3f} s, {took / ALLOWED:.2f} of what is allowed;"
    )
    print(
        f"of these Gi* alone {alone:.3f} s. Finding who neighbours whom, once a map: {laid:.3f} s"
    )


def median(do: Callable[[], object]) -> float:
    took = []
    for _ in range(7):
        started = time.perf_counter()
        do()
        took.append(time.perf_counter() - started)
    return statistics.median(took)


if __name__ == "__main__":
    main()
