"""
Columns that are the difference of two others, though their heading does not say so.

"Vacancies" is establishment less staff in post.  No heading tells; most of the rows do, and
the row that does not is the finding.
"""

from itertools import permutations

from saferboard.claims.checks.table_totals import THOUSANDS
from saferboard.claims.desk import Desk
from saferboard.claims.grammar.quantities import Quantity, Unit
from saferboard.claims.grid import Column, Grid, Row
from saferboard.claims.judging import amount, doubt, slip
from saferboard.claims.model import Kind, Severity, Verdict

_FEWEST_ROWS = 4
_MOST_COLUMNS = 8

Worked = list[tuple[Row, Quantity, Quantity, Quantity, bool]]


def check_inferred(grid: Grid, desk: Desk) -> None:
    """Hold counts that are a difference in nearly every row against it in all rows."""
    counts = grid.having("count", "people", "target")[:_MOST_COLUMNS]
    if len(grid.rows) < _FEWEST_ROWS or len(counts) < 3:
        return
    for column in counts[2:]:
        before = [c for c in counts if c.index < column.index]
        for whole, part in permutations(before, 2):
            rows = _worked(grid, column, whole, part)
            held = sum(row[4] for row in rows)
            if len(rows) >= _FEWEST_ROWS and held >= 3 and held * 4 >= len(rows) * 3:
                _say(grid, rows, (column, whole, part), desk)
                break


def _worked(grid: Grid, column: Column, whole: Column, part: Column) -> Worked:
    found: Worked = []
    for row in grid.rows:
        stated, top, less = (row.quantity(c) for c in (column, whole, part))
        if not (stated and top and less) or row.change:
            continue
        if (
            not stated.unit is top.unit is less.unit
            or stated.unit is Unit.PERCENT
            or not less.value
        ):
            continue
        room = doubt(stated) + doubt(top) + doubt(less)
        if THOUSANDS.search(column.head):
            room = max(room, stated.half * 2)
        holds = abs(top.signed - less.signed - stated.signed) <= room
        found.append((row, stated, top, less, holds))
    return found


def _say(grid: Grid, rows: Worked, columns: tuple[Column, Column, Column], desk: Desk) -> None:
    first = 0 if grid.columns[0].role == "label" else min(c.index for c in columns)
    for row, stated, top, less, holds in rows:
        desk.note((grid.cell(row, c) for c in columns), holds=holds)
        left = top.signed - less.signed
        cause = "" if holds else slip(stated.value, abs(left))
        desk.put(
            grid.document,
            row.stretch,
            row.span(first, columns[0].index),
            Kind.SUM,
            stated.text,
            amount(left, stated),
            Verdict.CONSISTENT if holds else Verdict.INCONSISTENT,
            f"{top.text} less {less.text} is {amount(left, stated)}."
            + (f" Probable cause: {cause}." if cause else ""),
            severity=Severity.MATERIAL,
            assumptions=[
                f"“{columns[0].head}” is “{columns[1].head}” less “{columns[2].head}”, "
                "as it is in most rows."
            ],
        )
