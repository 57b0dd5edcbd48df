"""
Asking for incidents on a map of hexagons.
"""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from functools import lru_cache
from pathlib import Path

from django.conf import settings

from saferboard.domain.periods import Month, Period, months_to
from saferboard.domain.refusals import Refusal, Refused
from saferboard.engine.counting import ByCell, InArea, by_cell, in_area
from saferboard.engine.hexagons import Hexagon, Ring, neighbours, over
from saferboard.engine.spots import CellFound, Spot, found_in
from saferboard.engine.store import Part, Store
from saferboard.measures.hot_spots.operations import store
from saferboard.places.queries import OutlineKnown, PlaceKnown, gazetteer, outlines, populations

WARD_PEOPLE = "ons-ward-estimates"


class Against(StrEnum):
    """What the incidents of a cell are set against."""

    PEOPLE = "people"
    AREA = "area"


@dataclass(frozen=True)
class Asked:
    """Which map: a kind of crime, how many months to which, how large cells, against what."""

    category: str
    last: Month
    months: int
    resolution: int
    against: Against

    @property
    def period(self) -> Period:
        return months_to(self.last, self.months)


@dataclass(frozen=True)
class Choice:
    """What may be asked for: nothing, where no incident of the area is held."""

    place: PlaceKnown | None
    held: InArea
    outlines: tuple[OutlineKnown, ...]
    people: bool

    @property
    def any(self) -> bool:
        return bool(self.held.counts and self.outlines)


@dataclass(frozen=True)
class HexMap:
    """
    The incidents of one kind and period on a map of hexagons.

    `lacking` are months of the period of which no incident is held.  `unplaced` have no point,
    and `outside` one that is in none of the wards' outlines; both are in no cell.
    """

    asked: Asked
    place: PlaceKnown
    cells: tuple[CellFound, ...]
    spots: tuple[Spot, ...]
    wards: Mapping[str, str]
    total: int
    unplaced: int
    outside: int
    repeated: int
    people_year: int
    lacking: tuple[Month, ...]
    parts: tuple[Part, ...]
    outlines: tuple[OutlineKnown, ...]


def choice() -> Choice:
    """Return what may be asked for of the partnership's own area."""
    places = gazetteer()
    slug = settings.SAFERBOARD_SITE["place"]
    place = next((one for one in places.places if one.slug == slug), None)
    if place is None:
        return Choice(None, InArea({}), (), people=False)
    kept = store()
    held = _held(kept.folder, kept.fingerprint(), place.name)
    last = held.months[-1].year if held.months else 0
    people = _people(last) if held.months else {}
    return Choice(place, held, outlines(), people=bool(people))


def hex_map(choice: Choice, asked: Asked) -> HexMap:
    """
    Return a map of hexagons over the partnership's area, and its hot spots.

    The database is asked the same number of times whatever the number of cells.

    :raises Refused: if the people of a ward are not known, and they are asked for.
    """
    assert choice.place is not None, "a map is of some place"
    kept, period = store(), asked.period
    rings = tuple((one.place, one.rings) for one in choice.outlines)
    grid = _grid(rings, asked.resolution)
    counted = _counted(
        *(kept.folder, kept.fingerprint(), choice.place.name),
        *(asked.category, period, asked.resolution),
    )
    year = period.middle.year
    exposure = _exposure(grid, asked.against, year)
    cells, spots = found_in(grid.cells, grid.near, counted, exposure, period)
    inside = sum(one.count for one in cells)
    total = sum(counted.cells.values()) + counted.unplaced
    names = {place.slug: place.name for place in gazetteer().wards}
    parts = tuple(part for part in kept.latest(period))
    return HexMap(
        asked=asked,
        place=choice.place,
        cells=cells,
        spots=spots,
        wards=names,
        total=total,
        unplaced=counted.unplaced,
        outside=total - counted.unplaced - inside,
        repeated=sum(part.repeated for part in parts),
        people_year=year if asked.against is Against.PEOPLE else 0,
        lacking=tuple(m for m in period if m not in choice.held.months),
        parts=parts,
        outlines=choice.outlines,
    )


@dataclass(frozen=True)
class Grid:
    """The cells over the wards' outlines, who neighbours whom, and the metres of each ward."""

    cells: dict[Hexagon, dict[str, float]]
    near: object


Rings = tuple[tuple[str, tuple[Ring, ...]], ...]


@lru_cache(maxsize=4)
def _grid(rings: Rings, resolution: int) -> Grid:
    cells = over(dict(rings), resolution)
    return Grid(cells, neighbours([one.cell for one in cells]))


# What is held changes its fingerprint, so what was counted before is not given again.
@lru_cache(maxsize=8)
def _held(folder: Path, fingerprint: str, area: str) -> InArea:
    return in_area(Store(folder), area)


@lru_cache(maxsize=16)
def _counted(
    folder: Path, fingerprint: str, area: str, category: str, period: Period, resolution: int
) -> ByCell:
    return by_cell(Store(folder), area, category, period, resolution=resolution)


def _people(year: int) -> dict[str, int]:
    """How many live in each ward; nothing unless it is known of every ward."""
    held = populations([WARD_PEOPLE], [year])
    found = {one.slug: held.of(one.slug, year, sources=[WARD_PEOPLE]) for one in gazetteer().wards}
    if not found or None in found.values():
        return {}
    return {slug: people.people for slug, people in found.items() if people is not None}


def _exposure(grid: Grid, against: Against, year: int) -> Sequence[float]:
    """Square metres of each cell that lie in the area, or the people that live there."""
    metres = list(grid.cells.values())
    if against is Against.AREA:
        return [sum(inside.values()) for inside in metres]
    people = _people(year)
    if not people:
        words = f"How many lived in each ward in {year} is not held. Set it against area."
        raise Refused(Refusal("no-ward-people", words))
    whole: Counter[str] = Counter()
    for inside in metres:
        whole.update(inside)
    return [sum(people[ward] * part / whole[ward] for ward, part in i.items()) for i in metres]
