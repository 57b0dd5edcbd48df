"""
Counting incidents of one area out of what is held.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from saferboard.domain.periods import Month, Period
from saferboard.engine.cells import coarser_sql
from saferboard.engine.store import Store
from saferboard.engine.street import connect

HELD = """
SELECT month, category, count(*) FROM read_parquet($paths)
WHERE area = $area AND NOT repeated GROUP BY month, category ORDER BY month, category
"""
CELLS = """
SELECT {cell} AS hexagon, month, count(*) FROM read_parquet($paths)
WHERE area = $area AND category = $category AND NOT repeated
GROUP BY hexagon, month ORDER BY hexagon, month
"""
STREETS = """
SELECT {cell} AS hexagon, location, count(*) FROM read_parquet($paths)
WHERE area = $area AND category = $category AND NOT repeated AND cell IS NOT NULL
GROUP BY hexagon, location ORDER BY hexagon, location
"""


@dataclass(frozen=True)
class InArea:
    """How many incidents of each kind an area has in each month; repeated rows not counted."""

    counts: dict[tuple[Month, str], int]

    @property
    def categories(self) -> tuple[str, ...]:
        return tuple(sorted({category for _, category in self.counts}))

    @property
    def months(self) -> tuple[Month, ...]:
        return tuple(sorted({month for month, _ in self.counts}))


@dataclass(frozen=True)
class ByCell:
    """
    How many incidents each cell has in each month, and how many have no place on a map.

    `streets` has the points' own names, by cell.
    """

    cells: dict[tuple[int, Month], int]
    unplaced: int
    streets: dict[int, dict[str, int]]


def month_number(month: Month) -> int:
    """Return a month as it is kept with an incident."""
    return month.year * 12 + month.number - 1


def month_of(number: int) -> Month:
    return Month(number // 12, number % 12 + 1)


def in_area(store: Store, area: str) -> InArea:
    """Return how many incidents are held of an area, by month and kind."""
    paths = _paths(store, None)
    if not paths:
        return InArea({})
    rows = _asked(HELD, {"paths": paths, "area": area})
    return InArea({(month_of(month), category): count for month, category, count in rows})


def by_cell(store: Store, area: str, category: str, period: Period, *, resolution: int) -> ByCell:
    """Return how many incidents of one kind each cell of an area has, in each month of a period."""
    paths = _paths(store, period)
    if not paths:
        return ByCell({}, 0, {})
    values = {"paths": paths, "area": area, "category": category}
    cell = coarser_sql("cell", resolution)
    rows = _asked(CELLS.replace("{cell}", cell), values)
    streets: dict[int, dict[str, int]] = {}
    for hexagon, street, count in _asked(STREETS.replace("{cell}", cell), values):
        streets.setdefault(hexagon, {})[street or ""] = count
    return ByCell(
        {(hexagon, month_of(month)): count for hexagon, month, count in rows if hexagon},
        sum(count for hexagon, _, count in rows if hexagon is None),
        streets,
    )


def _paths(store: Store, period: Period | None) -> list[str]:
    return [str(store.path(part)) for part in store.latest(period)]


def _asked(query: str, values: Mapping[str, object]) -> Sequence[tuple[Any, ...]]:
    con = connect()
    try:
        return con.execute(query, values).fetchall()
    finally:
        con.close()
