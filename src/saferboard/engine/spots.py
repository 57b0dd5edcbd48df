"""
A map of hexagons with its hot spots.

A cell is hot for what is counted in it and around it.  So a hot spot is hot cells with all their
neighbours, and hot cells that share a neighbour are in one.
"""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum

import numpy as np
from scipy import sparse
from scipy.sparse import csgraph

from saferboard.domain.periods import Month, Period
from saferboard.engine.counting import ByCell
from saferboard.engine.hexagons import Hexagon
from saferboard.engine.hot_spots import hot_spots, trends

FEWEST_MONTHS = 6
"""With fewer months their halves are too short to speak of a trend."""


class Course(StrEnum):
    """How a place moved from the earlier half of a period to the later, against its whole area."""

    EMERGING = "emerging"
    FADING = "fading"
    STEADY = "steady"
    NOT_TOLD = "not told"


@dataclass(frozen=True)
class CellFound:
    """
    What was found of one cell.

    `around` counts it and its neighbours, where `expected` were to be expected; `chance` is how
    often chance alone brings as many.  `spot` is the number of the hot spot it is in, or 0.
    """

    hexagon: Hexagon
    wards: tuple[str, ...]
    count: int
    around: int
    expected: float
    chance: float
    z: float
    course: Course
    spot: int


@dataclass(frozen=True)
class Spot:
    """
    One hot spot: its hot cells, those with most around them first.

    All else is of these and their neighbours: `count`, what was `expected`, the halves of the
    period, and `streets`, the points that have most, as the publisher names them.
    """

    number: int
    cells: tuple[CellFound, ...]
    wards: tuple[str, ...]
    count: int
    expected: float
    earlier: int
    later: int
    course: Course
    streets: tuple[tuple[str, int], ...]


def found_in(
    grid: Mapping[Hexagon, Mapping[str, float]],
    near: sparse.csr_array,
    counted: ByCell,
    exposure: Sequence[float],
    period: Period,
) -> tuple[tuple[CellFound, ...], tuple[Spot, ...]]:
    """Return the cells of a map, in the grid's order, and its hot spots by how many they count."""
    cells = list(grid)
    halves = [_counts(cells, counted, half) for half in _halves(period)]
    counts, share = halves[0] + halves[1], np.array(exposure)
    found = hot_spots(counts, share, near)
    course = _courses(halves, near, period)
    expected = share / share.sum() * counts.sum()
    groups = _groups(found.hot, near, found.around)
    number = {n: spot for spot, members in enumerate(groups, start=1) for n in members}
    made = tuple(
        CellFound(
            hexagon=cell,
            wards=tuple(sorted(inside, key=lambda ward: -inside[ward])),
            count=int(counts[n]),
            around=int(found.around[n]),
            expected=float(found.expected[n]),
            chance=float(found.chance[n]),
            z=float(found.z[n]),
            course=course[n] if number.get(n) else Course.NOT_TOLD,
            spot=number.get(n, 0),
        )
        for n, (cell, inside) in enumerate(grid.items())
    )
    spots = tuple(
        _spot(spot, members, _reach(members, near), made, expected, halves, counted)
        for spot, members in enumerate(groups, start=1)
    )
    return made, spots


def _halves(period: Period) -> tuple[list[Month], list[Month]]:
    months = list(period)
    middle = len(months) // 2
    return months[:middle], months[middle:]


def _counts(cells: list[Hexagon], counted: ByCell, months: list[Month]) -> np.ndarray:
    return np.array(
        [sum(counted.cells.get((one.cell, month), 0) for month in months) for one in cells],
        dtype=np.int64,
    )


def _courses(halves: list[np.ndarray], near: sparse.csr_array, period: Period) -> list[Course]:
    size = len(halves[0])
    if len(list(period)) < FEWEST_MONTHS:
        return [Course.NOT_TOLD] * size
    found = trends(halves[0], halves[1], near)
    return [
        Course.EMERGING if found.rising[n] else Course.FADING if found.falling[n] else Course.STEADY
        for n in range(size)
    ]


def _groups(hot: np.ndarray, near: sparse.csr_array, around: np.ndarray) -> list[list[int]]:
    """Hot cells that share a neighbour; the largest group first, and within one likewise."""
    at = np.flatnonzero(hot)
    if not len(at):
        return []
    near_two = near @ near
    _, labels = csgraph.connected_components(near_two[at][:, at], directed=False)
    groups: dict[int, list[int]] = {}
    for label, n in zip(labels.tolist(), at.tolist(), strict=True):
        groups.setdefault(label, []).append(n)
    for members in groups.values():
        members.sort(key=lambda n: (-around[n], n))
    return sorted(groups.values(), key=lambda members: (-len(members), members[0]))


def _reach(members: list[int], near: sparse.csr_array) -> list[int]:
    """Some cells and all their neighbours."""
    return sorted(set(near[members].indices.tolist()))


def _spot(
    number: int,
    members: list[int],
    reach: list[int],
    made: tuple[CellFound, ...],
    expected: np.ndarray,
    halves: list[np.ndarray],
    counted: ByCell,
) -> Spot:
    cells = tuple(made[n] for n in members)
    courses = Counter(one.course for one in cells)
    wards: Counter[str] = Counter()
    streets: Counter[str] = Counter()
    for n in reach:
        wards[made[n].wards[0]] += made[n].count
        streets.update(counted.streets.get(made[n].hexagon.cell, {}))
    told = [c for c in (Course.EMERGING, Course.FADING) if courses[c]]
    # One with both moved within itself.
    course = told[0] if len(told) == 1 else cells[0].course if not told else Course.STEADY
    return Spot(
        number=number,
        cells=cells,
        wards=tuple(ward for ward, _ in wards.most_common(3)),
        count=sum(made[n].count for n in reach),
        expected=float(expected[reach].sum()),
        earlier=int(halves[0][reach].sum()),
        later=int(halves[1][reach].sum()),
        course=course,
        streets=tuple(sorted(streets.items(), key=lambda one: (-one[1], one[0]))[:3]),
    )
