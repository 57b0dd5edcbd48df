"""
Hot spots: exact, few of them false, and Gi* as an independent program has it.
"""

import itertools
import json
from fractions import Fraction
from math import comb
from pathlib import Path

import h3.api.basic_int as h3
import numpy as np
import pytest

from saferboard.engine.hexagons import neighbours
from saferboard.engine.hot_spots import at_least, drawn, few_false, gi_star, hot_spots, trends

MIDDLE = h3.latlng_to_cell(51.4, 0.05, 9)
SEED = 20221027


def disc(rings):
    cells = sorted(h3.grid_disk(MIDDLE, rings))
    return cells, neighbours(cells)


def test_the_chance_is_the_binomial_s_own():
    for total, share in itertools.product((1, 7, 30), (Fraction(1, 50), Fraction(1, 3))):
        for counted in range(total + 1):
            slow = sum(
                comb(total, k) * share**k * (1 - share) ** (total - k)
                for k in range(counted, total + 1)
            )
            [found] = at_least(np.array([counted]), total, np.array([float(share)]))
            assert found == pytest.approx(float(slow), rel=1e-10)


def test_a_trend_s_chance_is_drawn_without_putting_back():
    total, late = 40, 15
    for here in (1, 6, 20, 40):
        for some in range(max(0, here - 25), min(here, late) + 1):
            ways = {
                k: comb(late, k) * comb(total - late, here - k) for k in range(min(here, late) + 1)
            }
            more = sum(w for k, w in ways.items() if k >= some) / comb(total, here)
            fewer = sum(w for k, w in ways.items() if k <= some) / comb(total, here)
            found = drawn(np.array([some]), np.array([here]), late, total)
            assert [one[0] for one in found] == pytest.approx([more, fewer], rel=1e-9)


@pytest.mark.parametrize(
    ("chances", "hot"),
    [
        # Of four: limits 0.0125, 0.025, 0.0375, 0.05.
        ((0.012, 0.5, 0.9, 1.0), (True, False, False, False)),
        ((0.013, 0.5, 0.9, 1.0), (False,) * 4),
        ((0.02, 0.9, 0.024, 1.0), (True, False, True, False)),
        # One at its limit takes with it those before it that are past theirs.
        ((0.02, 0.03, 0.0375, 0.9), (True, True, True, False)),
        ((), ()),
    ],
)
def test_how_many_may_be_false_is_controlled_together(chances, hot):
    assert tuple(few_false(np.array(chances))) == hot


@pytest.mark.parametrize("mean", [0.1, 1, 20])
def test_on_noise_at_most_one_map_in_twenty_shows_any(mean):
    cells, near = disc(12)
    lot = np.random.default_rng(SEED)
    exposure = lot.lognormal(0, 1, len(cells))
    shown = 0
    for _ in range(200):
        counts = lot.poisson(exposure / exposure.mean() * mean)
        shown += bool(hot_spots(counts, exposure, near).hot.any())
    assert shown <= 10, f"{shown} of 200 maps of noise show a hot spot"


def test_a_planted_hot_spot_is_found_where_it_is():
    cells, near = disc(12)
    at = {cell: n for n, cell in enumerate(cells)}
    inside = [at[cell] for cell in h3.grid_disk(MIDDLE, 1)]
    lot = np.random.default_rng(SEED)
    expected = np.ones(len(cells))
    expected[inside] = 5
    found = [
        hot_spots(lot.poisson(expected), np.ones(len(cells)), near).hot[at[MIDDLE]]
        for _ in range(50)
    ]
    assert sum(found) >= 48


def test_what_follows_the_exposure_is_no_hot_spot():
    cells, near = disc(5)
    exposure = np.ones(len(cells))
    exposure[:20] = 50
    counts = (exposure * 4).astype(int)
    assert not hot_spots(counts, exposure, near).hot.any()
    assert hot_spots(counts, np.ones(len(cells)), near).hot.any()


def test_an_empty_map_has_no_hot_spot():
    cells, near = disc(3)
    found = hot_spots(np.zeros(len(cells), dtype=int), np.ones(len(cells)), near)
    assert not found.hot.any()
    assert set(found.chance) == {1.0}
    assert set(found.z) == {0.0}


def test_gi_star_is_what_an_independent_program_has():
    held = json.loads((Path(__file__).parent / "fixtures/gi-star.json").read_text())
    assert held["made_with"].startswith("esda 2.9.0, libpysal 4.14.1")
    _, near = disc(6)
    found = gi_star(np.array(held["counts"]), near)
    assert np.abs(found - np.array(held["z"])).max() < 1e-9


def test_a_trend_is_the_place_s_and_not_the_area_s():
    cells, near = disc(6)
    middle = cells.index(MIDDLE)
    earlier, later = np.full(len(cells), 4), np.full(len(cells), 8)
    found = trends(earlier, later, near)
    assert not (found.rising | found.falling).any(), "all of it rose alike"
    later[middle] += 60
    found = trends(earlier, later, near)
    assert found.rising[middle]
    assert not found.falling[middle]
    assert trends(later, earlier, near).falling[middle]


def test_noise_shows_no_trend():
    cells, near = disc(8)
    lot = np.random.default_rng(SEED)
    shown = 0
    for _ in range(60):
        found = trends(lot.poisson(5, len(cells)), lot.poisson(5, len(cells)), near)
        shown += bool((found.rising | found.falling).any())
    assert shown <= 3
