"""
The hexagons over an area: which there are, which are neighbours, how much of each lies inside.
"""

import itertools
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import h3.api.basic_int as h3
import numpy as np
from scipy import sparse

from saferboard.engine.national_grid import Point, from_grid, to_grid

Ring = Sequence[tuple[float, float]]


@dataclass(frozen=True)
class Hexagon:
    """One cell: its corners in metres of the British National Grid, and its centre in degrees."""

    cell: int
    corners: tuple[Point, ...]
    lat: float
    lon: float


def neighbours(cells: Sequence[int]) -> sparse.csr_array:
    """Return a matrix with a one for each cell and each of its neighbours among `cells`."""
    at = {cell: n for n, cell in enumerate(cells)}
    rows: list[int] = []
    columns: list[int] = []
    for n, cell in enumerate(cells):
        found = [at[other] for other in h3.grid_disk(cell, 1) if other in at]
        rows.extend([n] * len(found))
        columns.extend(found)
    size = (len(cells), len(cells))
    return sparse.csr_array((np.ones(len(rows)), (rows, columns)), shape=size)


def hexagon(cell: int) -> Hexagon:
    """Return where a cell lies."""
    corners = tuple(to_grid(lat, lon) for lat, lon in h3.cell_to_boundary(cell))
    lat, lon = h3.cell_to_latlng(cell)
    return Hexagon(cell, corners, lat, lon)


def over(areas: Mapping[str, Sequence[Ring]], resolution: int) -> dict[Hexagon, dict[str, float]]:
    """
    Return the cells that lie over some areas, and of each how many square metres of which area.

    Areas are closed rings in metres, holes the other way round.  Cells come by their number.
    """
    cells: set[int] = set()
    for rings in areas.values():
        for ring in rings:
            cells |= _touched(ring, resolution)
    found: dict[Hexagon, dict[str, float]] = {}
    boxes = {name: [(ring, _box(ring)) for ring in rings] for name, rings in areas.items()}
    for one in map(hexagon, sorted(cells)):
        inside: dict[str, float] = {}
        mine = _box(one.corners)
        for name, boxed in boxes.items():
            near = [ring for ring, box in boxed if _meet(box, mine)]
            metres = abs(sum(signed(clipped(ring, one.corners)) for ring in near))
            if metres > 1:
                inside[name] = metres
        if inside:
            found[one] = inside
    return found


def _touched(ring: Ring, resolution: int) -> set[int]:
    """The cells with their centre in a ring, those it passes through, and their neighbours."""
    degrees = [from_grid(x, y) for x, y in ring]
    within = set(h3.polygon_to_cells(h3.LatLngPoly(degrees), resolution))
    along = {h3.latlng_to_cell(lat, lon, resolution) for lat, lon in degrees}
    return {other for cell in within | along for other in h3.grid_disk(cell, 1)}


def _box(ring: Ring) -> tuple[float, float, float, float]:
    xs, ys = [x for x, _ in ring], [y for _, y in ring]
    return min(xs), min(ys), max(xs), max(ys)


def _meet(a: tuple[float, ...], b: tuple[float, ...]) -> bool:
    return a[0] <= b[2] and b[0] <= a[2] and a[1] <= b[3] and b[1] <= a[3]


def clipped(ring: Ring, hexagon: Sequence[Point]) -> list[Point]:
    """
    Return what of a ring lies in a hexagon (Sutherland and Hodgman).

    Where a bent ring leaves and comes again, its parts are joined along the hexagon's edge, which
    adds nothing to the area.
    """
    points: list[Point] = [(float(x), float(y)) for x, y in ring[:-1]]
    corners = list(hexagon) if signed(hexagon) > 0 else list(reversed(hexagon))
    for (x1, y1), (x2, y2) in itertools.pairwise([*corners, corners[0]]):
        if not points:
            return []
        sides = [(x2 - x1) * (y - y1) - (y2 - y1) * (x - x1) for x, y in points]
        kept: list[Point] = []
        for n, (point, side) in enumerate(zip(points, sides, strict=True)):
            before, from_side = points[n - 1], sides[n - 1]
            if (side >= 0) != (from_side >= 0):
                part = from_side / (from_side - side)
                x = before[0] + part * (point[0] - before[0])
                kept.append((x, before[1] + part * (point[1] - before[1])))
            if side >= 0:
                kept.append(point)
        points = kept
    return points


def signed(ring: Sequence[Point]) -> float:
    """Return a ring's area in square metres, above nought if it runs against the clock."""
    if len(ring) < 3:
        return 0.0
    pairs = itertools.pairwise([*ring, ring[0]])
    return sum(a[0] * b[1] - b[0] * a[1] for a, b in pairs) / 2
