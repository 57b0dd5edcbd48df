"""
Following a figure back to every row of every file it was added up from.
"""

from collections.abc import Iterable
from dataclasses import dataclass

from saferboard.domain.figures import Figure
from saferboard.domain.periods import Month, Period
from saferboard.measures.comparing import Comparison, compared, reach
from saferboard.measures.definitions import Definition, Source, defined, sources
from saferboard.measures.held import EditionHeld, RowHeld
from saferboard.measures.printed_in import PrintedIn, printed_in
from saferboard.measures.queries import shelf_over
from saferboard.measures.recutting import counted_for_wards
from saferboard.measures.shelf import Shelf
from saferboard.places.models import PlaceKind
from saferboard.places.queries import PlaceKnown


@dataclass(frozen=True)
class RowUsed:
    """One row of a file that went into a figure: where it stands and its months."""

    major: str
    minor: str
    line: int
    last_line: int
    months: tuple[tuple[Month, int | None], ...]

    @property
    def total(self) -> int:
        return sum(count or 0 for _, count in self.months)


@dataclass(frozen=True)
class EditionUsed:
    """A file that a figure was added up from, the months taken from it, and the rows."""

    edition: EditionHeld
    period: Period
    rows: tuple[RowUsed, ...]

    @property
    def total(self) -> int:
        return sum(row.total for row in self.rows)


@dataclass(frozen=True)
class WhereFrom:
    """The whole answer to “where is this from?”."""

    definition: Definition
    comparison: Comparison
    source: Source | None
    editions: tuple[EditionUsed, ...]
    population_source: Source | None
    printed: tuple[PrintedIn, ...]

    @property
    def figure(self) -> Figure:
        return self.comparison.figure


def where_from(measure: str, place: str, period: Period) -> WhereFrom:
    """
    Return every row of every file a figure was added up from, and all that bears on it.

    Rows are left out where the figure itself is too small to show.
    """
    definition = defined(measure)
    shelf = shelf_over([definition], reach(period))
    where = shelf.places.find(place)
    by_ward = counted_for_wards(definition, period) if where.kind is PlaceKind.WARD else None
    if by_ward is not None:
        definition, shelf = by_ward, shelf_over([by_ward], reach(period))
    comparison = compared(shelf, definition, where, period)
    editions: tuple[EditionUsed, ...] = ()
    if definition.counted and comparison.figure.known:
        editions = tuple(_editions_used(shelf, definition, where, period))
    people = comparison.population
    return WhereFrom(
        definition=definition,
        comparison=comparison,
        source=sources().get(definition.counts.source),
        editions=editions,
        population_source=sources()[people.source] if people else None,
        printed=printed_in(measure, where.slug, period, definition.unit),
    )


def _editions_used(
    shelf: Shelf, definition: Definition, place: PlaceKnown, period: Period
) -> Iterable[EditionUsed]:
    counting = shelf.counting(definition)
    taken = counting.editions[place.slug][period.first - shelf.span.first :][: len(period)]
    for edition in shelf.editions_used(definition, place.slug, period):
        months = [m for m, one in zip(period, taken, strict=True) if one == edition]
        rows = counting.rows[edition.id, place.slug]
        used = tuple(_row_used(row, edition, months) for row in rows)
        yield EditionUsed(edition, Period(months[0], months[-1]), used)


def _row_used(row: RowHeld, edition: EditionHeld, months: list[Month]) -> RowUsed:
    counts = tuple((m, row.counts[m - edition.period.first]) for m in months)
    return RowUsed(row.major, row.minor, row.line, row.last_line, counts)
