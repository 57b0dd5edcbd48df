"""
Counting incidents of one area out of what is held.
"""

from dataclasses import dataclass

from saferboard.domain.periods import Month, Period
from saferboard.engine.cells import coarser_sql
from saferboard.engine.duck import asked
from saferboard.engine.queries import CELLS, HELD, STREETS
from saferboard.engine.store import Store


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
    rows = asked(HELD, paths, {"area": area})
    return InArea({(month_of(month), category): count for month, category, count in rows})


def by_cell(store: Store, area: str, category: str, period: Period, *, resolution: int) -> ByCell:
    """Return how many incidents of one kind each cell of an area has, in each month of a period."""
    paths = _paths(store, period)
    if not paths:
        return ByCell({}, 0, {})
    values = {"area": area, "category": category}
    cell = coarser_sql("cell", resolution)
    rows = asked(CELLS.replace("{cell}", cell), paths, values)
    streets: dict[int, dict[str, int]] = {}
    for hexagon, street, count in asked(STREETS.replace("{cell}", cell), paths, values):
        streets.setdefault(hexagon, {})[street or ""] = count
    return ByCell(
        {(hexagon, month_of(month)): count for hexagon, month, count in rows if hexagon},
        sum(count for hexagon, _, count in rows if hexagon is None),
        streets,
    )


def _paths(store: Store, period: Period | None) -> list[str]:
    return [str(store.path(part)) for part in store.latest(period)]
