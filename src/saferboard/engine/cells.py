"""
Hexagons of H3: one fine cell is kept with an incident, and every coarser one follows from it.

A cell's number holds its resolution in four bits and a digit of three bits for each resolution,
so the cell that a fine one lies in is found by arithmetic, in any engine, without a library.
"""

from collections.abc import Iterable

import h3.api.basic_int as h3

FINE = 12
"""The resolution that is kept: cells some 20 metres across, finer than published points are."""
COARSEST = 5
"""The coarsest that is asked for: cells some 17 kilometres across."""
FINEST_DIGIT = 15
RESOLUTION_AT = 52


def cells_of(points: Iterable[tuple[float, float]]) -> list[int]:
    """Return the fine cell of each (longitude, latitude)."""
    place = h3.latlng_to_cell
    return [place(lat, lon, FINE) for lon, lat in points]


def coarser(cell: int, resolution: int) -> int:
    """Return the cell of a coarser resolution that a cell lies in."""
    assert COARSEST <= resolution <= FINE, f"no cell is kept at resolution {resolution}"
    kept = cell & ~(15 << RESOLUTION_AT)
    return kept | (resolution << RESOLUTION_AT) | unused(resolution)


def coarser_sql(column: str, resolution: int) -> str:
    """Return the same as an expression that DuckDB and Spark both read."""
    assert COARSEST <= resolution <= FINE, f"no cell is kept at resolution {resolution}"
    most = (1 << 63) - 1
    keep = most & ~(15 << RESOLUTION_AT)
    set_to = (resolution << RESOLUTION_AT) | unused(resolution)
    return f"(({column} & CAST({keep} AS BIGINT)) | CAST({set_to} AS BIGINT))"


def unused(resolution: int) -> int:
    """Return the bits of the digits finer than a resolution, all of them set, as H3 has it."""
    return (1 << (3 * (FINEST_DIGIT - resolution))) - 1
