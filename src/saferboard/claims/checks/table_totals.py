"""
Totals in tables: rows and columns that say they are the sum of others.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal

from saferboard.claims.desk import Desk
from saferboard.claims.grammar.quantities import Quantity
from saferboard.claims.grid import Column, Grid, Row
from saferboard.claims.judging import amount, doubt, slip
from saferboard.claims.model import Kind, Severity, Verdict

_ADDED = ("count", "total", "people", "difference")
THOUSANDS = re.compile(r"£\s?(?:000|k|m)|000s|\bthousands\b|\bmillions?\b", re.IGNORECASE)
_MOST_SOURCES = 60
_NOT_ADDED = re.compile(
    r"%|\bper ?cent|\brate\b|\baverage|\bmean\b|\bmedian|\bshare|\bproportion|\bper \d",
    re.IGNORECASE,
)
_NEAR = Decimal("0.3")
_TELLING = 20
_EXACT = {"total", "totals", "grand total", "overall total", "overall", "all", "sum", ""}
Cell = tuple[int, int, int, int]


@dataclass(frozen=True)
class Sum:
    """A cell said to be the sum of others.  `first` is where its words begin in the row."""

    row: Row
    column: Column
    stated: Quantity
    parts: list[Quantity]
    cells: list[Cell]
    holds: bool
    first: int = 0
    drawn: tuple[tuple[Row, Column], ...] = ()

    @property
    def added(self) -> Decimal:
        return sum((q.signed for q in self.parts), Decimal(0))

    @property
    def near(self) -> bool:
        close = abs(self.stated.signed - self.added) <= _NEAR * abs(self.added)
        return bool(self.added) and (close or bool(slip(self.stated.value, abs(self.added))))


def check_table_totals(grid: Grid, desk: Desk) -> None:
    """Hold total rows and total columns against what they add up."""
    found = [*_down(grid), *_across(grid)]
    for one in found:
        desk.note([grid.cell(one.row, one.column), *one.cells], holds=one.holds)
    blamed: set[Cell] = set()
    passed: list[Sum] = []
    for one in found:
        if one.holds or not _is_knock_on(grid, one, desk):
            _put(grid, one, desk)
            blamed.update(() if one.holds else (*one.cells, grid.cell(one.row, one.column)))
        else:
            passed.append(one)
    for one in reversed(passed):
        # A part wrong both down and across breaks two sums and nothing else; one of them tells.
        broken = {cell for cell in one.cells if desk.cells[cell].count(False) > 1}
        alone = all(desk.cells[c].count(False) == sum(c in p.cells for p in passed) for c in broken)
        if alone and not broken & blamed:
            _put(grid, one, desk)
            blamed |= broken


def _is_knock_on(grid: Grid, one: Sum, desk: Desk) -> bool:
    """
    Return whether a sum fails only because one of its parts is wrong.

    The sum then holds in another relation, and a part of it fails in another.
    """
    own = desk.cells[grid.cell(one.row, one.column)]
    return any(own) and any(desk.cells[cell].count(False) > 1 for cell in one.cells)


def _down(grid: Grid) -> Iterator[Sum]:
    """Yield the sums of total rows."""
    start = 0
    grand: list[Row] = []
    for n, row in enumerate(grid.rows):
        if not row.total:
            continue
        parts = [r for r in grid.rows[start:n] if not (r.total or r.loose or r.change)]
        options = [parts]
        if grand:
            options += [grand, [r for r in grid.rows[:n] if not (r.total or r.loose or r.change)]]
        if len(parts) < 2 and not grand:
            # A total may stand above its parts.
            options = [[r for r in grid.rows[n + 1 :] if not (r.total or r.loose or r.change)]]
        yield from _sums_of(grid, row, [list(o) for o in options if len(o) >= 2])
        grand.append(row)
        start = n + 1


def _sums_of(grid: Grid, row: Row, options: list[list[Row]]) -> Iterator[Sum]:
    best: list[Sum] = []
    for parts in options:
        sums = [s for c in grid.having(*_ADDED) if (s := _sum(grid, row, parts, c))]
        if not best or sum(s.holds for s in sums) > sum(s.holds for s in best):
            best = sums
    held = sum(s.holds for s in best)
    exact = row.label.lower().strip(" :*.") in _EXACT
    for one in best:
        copied = held and any(
            part.value == one.stated.value for part in one.parts[-2:] if part.value >= _TELLING
        )
        near = one.near and len(best) <= 2 and (held or exact)
        if one.holds or held * 2 > len(best) or near or copied:
            yield one


def _sum(grid: Grid, row: Row, parts: list[Row], column: Column) -> Sum | None:
    stated = row.quantity(column)
    if stated is None:
        return None
    known: list[Quantity] = []
    cells: list[Cell] = []
    drawn: list[tuple[Row, Column]] = []
    for part in parts:
        value = part.quantity(column)
        if value is None:
            if part.cells[column.index].stretch.text.strip().lower() in ("", "-", "–", "nil"):
                continue
            return None
        known.append(value)
        cells.append(grid.cell(part, column))
        drawn.append((part, column))
    if len(known) < 2 or any(v.unit is not stated.unit for v in known):
        return None
    holds = _adds(stated, known, column.head)
    return Sum(row, column, stated, known, cells, holds, drawn=tuple(drawn))


def _adds(stated: Quantity, parts: list[Quantity], head: str) -> bool:
    room = sum((doubt(q) for q in parts), doubt(stated))
    if THOUSANDS.search(head):
        room = max(room, Decimal(len(parts)) * stated.half)
    added = sum((q.signed for q in parts), Decimal(0))
    return abs(added - stated.signed) <= room


def _put(grid: Grid, one: Sum, desk: Desk) -> None:
    cause = "" if one.holds else slip(one.stated.value, abs(one.added))
    why = f"The {len(one.parts)} figures it adds up make {amount(one.added, one.stated)}."
    if cause:
        why += f" Probable cause: {cause}."
    desk.put(
        grid.document,
        one.row.stretch,
        one.row.span(one.first, one.column.index),
        Kind.SUM,
        one.stated.text,
        amount(one.added, one.stated),
        Verdict.CONSISTENT if one.holds else Verdict.INCONSISTENT,
        why,
        severity=Severity.MATERIAL,
        assumptions=[f"“{one.column.head or one.row.label}” is a sum of its neighbours."],
        sources=[desk.cell(grid, *drawn) for drawn in one.drawn[:_MOST_SOURCES]],
    )


def _across(grid: Grid) -> Iterator[Sum]:
    """Yield the sums of total columns."""
    for column in grid.columns:
        parts = _parts_of(grid, column)
        if len(parts) < 2:
            continue
        first = 0 if grid.columns[0].role == "label" else min(part.index for part in parts)
        sums = []
        for row in (r for r in grid.rows if not r.change and not _NOT_ADDED.search(r.label)):
            stated = row.quantity(column)
            known = [v for part in parts if (v := row.quantity(part))]
            if (
                stated is None
                or len(known) != len(parts)
                or any(v.unit is not stated.unit for v in known)
            ):
                continue
            cells = [grid.cell(row, part) for part in parts]
            holds = _adds(stated, known, column.head)
            drawn = tuple((row, part) for part in parts)
            sums.append(Sum(row, column, stated, known, cells, holds, first, drawn))
        held = sum(one.holds for one in sums)
        if held and held * 2 >= len(sums):
            yield from sums


def _parts_of(grid: Grid, column: Column) -> list[Column]:
    """Return the columns a column is the sum of: all counts beside a total, or a year's months."""
    counts = [c for c in grid.having("count") if c.index < column.index]
    if column.role == "total":
        return counts or [c for c in grid.having("count") if c.index > column.index]
    whole = column.moment.period if column.moment else None
    if column.role != "count" or whole is None or len(whole) != 12:
        return []
    return [
        c
        for c in counts
        if c.moment and (c.moment.quarter or (c.moment.period and len(c.moment.period) in (1, 3)))
    ]
