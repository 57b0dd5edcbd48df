"""
What the tables say, so that sentences can be held against them.
"""

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property

from saferboard.claims.checks.table_changes import ordered, pairs_for
from saferboard.claims.desk import Desk
from saferboard.claims.grammar.quantities import Quantity, Unit
from saferboard.claims.grid import Column, Grid, Row
from saferboard.claims.model import Place
from saferboard.claims.topics import Vocabulary, topic

MOST_ROWS = 60
"""A word that more rows than this share tells none of them from another."""
_MOST_CELLS = 200_000
"""Beyond so many cells, tables are checked within themselves only."""


@dataclass(frozen=True)
class Fact:
    """
    A row of a table: what it is about and, where two figures are compared, which.

    `change` is the column of the change printed for them, if there is one.
    """

    grid: Grid
    row: Row
    topic: frozenset[str]
    old: Column | None
    new: Column | None
    change: Column | None

    @property
    def figures(self) -> tuple[Quantity, Quantity] | None:
        """The earlier and the later figure, where the row compares two of a kind."""
        if self.old is None or self.new is None:
            return None
        old, new = self.row.quantity(self.old), self.row.quantity(self.new)
        return (old, new) if old and new and old.unit is new.unit else None

    @property
    def printed(self) -> Quantity | None:
        return self.row.quantity(self.change) if self.change else None

    @cached_property
    def latest(self) -> Column | None:
        """The column meant where a sentence names no period."""
        counts = [c for c in self.columns() if c.role in ("count", "total")]
        return self.new or (counts[0] if len(counts) == 1 else None)

    def columns(self) -> list[Column]:
        return self.grid.given

    @cached_property
    def cells(self) -> list[tuple[Column, Quantity]]:
        """The figures of the row that sentences may give, each with its column."""
        return [(c, cell) for c in self.columns() if (cell := self.row.quantity(c))]

    def place(self, desk: Desk) -> Place:
        """Return where the row stands, as far as its last figure."""
        held = [c.index for c in self.grid.columns if self.row.quantity(c)]
        return desk.place(
            self.grid.document, self.row.stretch, *self.row.span(0, max(held, default=0))
        )


@dataclass(frozen=True, slots=True)
class Total:
    """The total of a table: the figures of its row, and where it stands."""

    document: int
    block: int
    figures: tuple[Quantity, ...]
    place: Place


@dataclass(frozen=True, slots=True)
class Older:
    """A change a table prints with its earlier count in brackets: `513 | +16% (441)`."""

    document: int
    new: Quantity
    change: Quantity


class Tables:
    """
    What is kept of tables to hold sentences against: rows, totals, older changes.

    A row's label is looked for so many times at most, so no more rows of one label are kept.
    """

    def __init__(self) -> None:
        self.totals: list[Total] = []
        self.asides: list[Older] = []
        self._rows: list[tuple[Grid, list[Row]]] = []
        self._labels: Counter[str] = Counter()
        self._cells = 0

    def add(self, grid: Grid, vocabulary: Vocabulary, desk: Desk) -> None:
        """Keep what may be needed of a table."""
        self.asides += _older_changes(grid)
        counted = [r for r in grid.rows if any(cell.quantity for cell in r.cells)]
        for row in counted:
            if row.total and topic(vocabulary, row.label):
                whole = Fact(grid, row, frozenset(), None, None, None)
                figures = tuple(figure for _, figure in whole.cells)
                self.totals.append(Total(grid.document, grid.block, figures, whole.place(desk)))
        kept = [r for r in counted if self._labels[r.label] < MOST_ROWS]
        self._labels.update(r.label for r in kept)
        if kept and self._cells < _MOST_CELLS:
            self._cells += len(grid.columns) * len(grid.rows)
            self._rows.append((grid, kept))

    def facts(self, vocabulary: Vocabulary) -> list[Fact]:
        """Return the rows that say what they are about."""
        found = []
        for grid, rows in self._rows:
            two, change = _compared(grid)
            for row in rows:
                told = topic(vocabulary, row.label)
                if not told:
                    continue
                values = [row.quantity(c) for c in two] if two else []
                plain = all(v and v.unit in (Unit.COUNT, Unit.MONEY, Unit.RATE) for v in values)
                old, new = two if two and plain else (None, None)
                found.append(Fact(grid, row, told, old, new, change))
        return found


def _older_changes(grid: Grid) -> Iterator[Older]:
    """Yield the changes of a table that compares one count with one in brackets."""
    counts = grid.having("count", "total")
    for row in grid.rows if len(counts) == 1 else []:
        new = row.quantity(counts[0])
        for column in grid.having("change"):
            cell = row.cells[column.index]
            if new and cell.quantity and cell.aside:
                yield Older(grid.document, new, cell.quantity)


def _compared(grid: Grid) -> tuple[tuple[Column, Column] | None, Column | None]:
    """Return the two columns a table compares, and the column of their change."""
    for column in grid.having("change"):
        options = pairs_for(grid, column)
        if options:
            return options[0], column
    timed = [c for c in grid.having("count") if c.moment is not None]
    if len(timed) >= 2:
        old, new = (timed[0], timed[1]) if _runs_backwards(timed) else (timed[-2], timed[-1])
        return ordered(old, new), None
    return None, None


def _runs_backwards(timed: list[Column]) -> bool:
    """Return whether the latest period stands first, as in accounts."""
    return ordered(timed[0], timed[1]) != (timed[0], timed[1])
