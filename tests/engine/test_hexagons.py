"""
Where hexagons lie: on the British National Grid, over an area, none of it lost.
"""

import math

import h3.api.basic_int as h3
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from saferboard.engine.hexagons import clipped, hexagon, neighbours, over, signed
from saferboard.engine.national_grid import from_grid, project, to_grid


def test_the_ordnance_survey_s_own_example():
    """A guide to coordinate systems in Great Britain, annexe C.1."""
    lat = math.radians(52 + 39 / 60 + 27.2531 / 3600)
    lon = math.radians(1 + 43 / 60 + 4.5177 / 3600)
    assert project(lat, lon) == pytest.approx((651409.903, 313177.270), abs=0.001)


@pytest.mark.parametrize(
    ("lon", "lat", "east", "north"),
    [
        # pyproj 3.7.2, EPSG:4326 to EPSG:27700 by seven parameters.
        (0.05, 51.4, 542701.369, 168767.849),
        (-5.5, 50.1, 149802.183, 28080.323),
        (-1.6, 54.9, 425749.722, 556214.592),
        (-3.2, 51.5, 316800.259, 178578.785),
    ],
)
def test_an_independent_program_has_the_same_metres(lon, lat, east, north):
    assert to_grid(lat, lon) == pytest.approx((east, north), abs=0.005)


@settings(deadline=None)
@given(st.floats(100_000, 650_000), st.floats(20_000, 650_000))
def test_there_and_back(east, north):
    assert to_grid(*from_grid(east, north)) == pytest.approx((east, north), abs=0.001)


SQUARE = ((0, 0), (10, 0), (10, 10), (0, 10), (0, 0))
CUP = ((0, 0), (10, 0), (10, 10), (7, 10), (7, 3), (3, 3), (3, 10), (0, 10), (0, 0))


@pytest.mark.parametrize(
    ("ring", "window", "area"),
    [
        (SQUARE, ((2, 2), (8, 2), (8, 8), (2, 8)), 36),
        (SQUARE, ((8, 8), (20, 8), (20, 20), (8, 20)), 4),
        (SQUARE, ((20, 20), (30, 20), (30, 30), (20, 30)), 0),
        (SQUARE, ((2, 8), (8, 8), (8, 2), (2, 2)), 36),
        (CUP, ((0, 5), (10, 5), (10, 9), (0, 9)), 24),
        (tuple(reversed(CUP)), ((0, 5), (10, 5), (10, 9), (0, 9)), -24),
    ],
)
def test_what_of_an_area_lies_in_a_window(ring, window, area):
    assert signed(clipped(ring, window)) == pytest.approx(area)


def area_at(east, north, size):
    return [
        (east + x * size, north + y * size) for x, y in ((0, 0), (1, 0), (1, 1), (0, 1), (0, 0))
    ]


def test_the_hexagons_over_an_area_hold_all_of_it():
    outer, hole = area_at(540_000, 168_000, 4000), area_at(541_000, 169_000, 1500)
    areas = {"ring": [outer, list(reversed(hole))], "hole": [hole]}
    found = over(areas, 8)
    for name, metres in (("ring", 4000**2 - 1500**2), ("hole", 1500**2)):
        assert sum(one.get(name, 0) for one in found.values()) == pytest.approx(metres, rel=1e-6)
    whole = [sum(inside.values()) / signed(one.corners) for one, inside in found.items()]
    assert max(abs(share) for share in whole) == pytest.approx(1, abs=1e-6)


def test_neighbours_are_those_the_library_knows():
    cells = sorted(h3.grid_disk(h3.latlng_to_cell(51.4, 0.05, 9), 4))
    near = neighbours(cells).toarray()
    for n, cell in enumerate(cells):
        known = {cells[m] for m in near[n].nonzero()[0]}
        assert known == set(h3.grid_disk(cell, 1)) & set(cells)


def test_a_hexagon_is_as_wide_as_it_is_said_to_be():
    corners = hexagon(h3.latlng_to_cell(51.4, 0.05, 9)).corners
    across = max(math.dist(a, b) for a in corners for b in corners)
    assert 330 < across < 430
