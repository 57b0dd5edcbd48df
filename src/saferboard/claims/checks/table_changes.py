"""
Columns of change in tables: percentages and differences against the columns they compare.
"""

from collections.abc import Iterator
from itertools import combinations

from saferboard.claims.desk import Desk
from saferboard.claims.grammar.moments import find_moments
from saferboard.claims.grammar.pairs import order
from saferboard.claims.grammar.quantities import Quantity, Unit
from saferboard.claims.grid import Column, Grid, Row
from saferboard.claims.judging import Judgement, amount, doubt, judge_change, slip
from saferboard.claims.model import Kind, Severity, Verdict

Two = tuple[Column, Column]


def check_table_changes(grid: Grid, desk: Desk) -> None:
    """Hold each change in a table against the two figures it is of."""
    for column in grid.having("change"):
        _check_change(grid, column, desk)
    for column in grid.having("difference"):
        _check_difference(grid, column, desk)
    for row in grid.rows:
        if row.change:
            _check_change_row(grid, row, desk)


def pairs_for(grid: Grid, column: Column) -> list[Two]:
    """Return the pairs of columns a change may compare, the likeliest first."""
    counts = grid.having("count", "rate", "total", "average", "people", "target")
    counts = [c for c in counts if c.role != "target"] if _enough(counts) else counts
    shares = grid.having("share")
    named = [m for m in find_moments(column.head) if m.period]
    if len(named) == 2:
        ends = [c for m in named for c in counts if c.moment and c.moment.period == m.period]
        if len(ends) == 2:
            return [ordered(*ends)]
    left = [c for c in counts if c.index < column.index] or counts
    if len(left) < 2 and len(shares) >= 2:
        left = [c for c in shares if c.index < column.index]
    found = [ordered(one, other) for one, other in combinations(left[-6:], 2)]
    # A mean or a target has no period: `change from the mean` may stand before or after it.
    found += [(b, a) for a, b in found if "average" in (a.role, b.role)]
    return sorted(found, key=lambda two: (-max(c.index for c in two), -min(c.index for c in two)))


def _enough(counts: list[Column]) -> bool:
    return sum(c.role != "target" for c in counts) >= 2


def ordered(one: Column, other: Column) -> Two:
    """Return two columns, the earlier first; left is earlier where periods do not say."""
    if one.moment and other.moment and order(one.moment, other.moment) > 0:
        return other, one
    return one, other


def _values(
    grid: Grid, column: Column, two: Two
) -> Iterator[tuple[Row, Quantity, Quantity, Quantity]]:
    for row in grid.rows:
        stated, old, new = (row.quantity(c) for c in (column, *two))
        if stated and old and new:
            yield row, stated, old, new


def _check_change(grid: Grid, column: Column, desk: Desk) -> None:
    options = pairs_for(grid, column)
    if not options:
        _check_asides(grid, column, desk)
        return
    signed = any(
        cell.quantity and cell.quantity.sign < 0
        for cell in (r.cells[column.index] for r in grid.rows)
    )
    judged = [(two, _judged(grid, column, two, signed=signed)) for two in options[:8]]
    judged = [(two, rows) for two, rows in judged if rows]
    if not judged:
        return
    two, rows = max(judged, key=lambda item: sum(j.holds for _, _, j in item[1]))
    held = sum(j.holds for _, _, j in rows)
    if len(options) > 1 and held * 2 < len(rows):
        return
    for row, (stated, old, new), judgement in rows:
        first, last = min(c.index for c in (column, *two)), max(c.index for c in (column, *two))
        first = 0 if grid.columns[0].role == "label" else first
        desk.note((grid.cell(row, c) for c in (column, *two)), holds=judgement.holds)
        _put(
            grid,
            row,
            (first, last),
            Kind.PERCENT_CHANGE,
            stated.text,
            judgement,
            f"{old.text} to {new.text} is a change of {judgement.computed}.",
            two,
            desk,
        )
    _check_formula(grid, column, rows, desk)


def _judged(
    grid: Grid, column: Column, two: Two, *, signed: bool
) -> list[tuple[Row, tuple[Quantity, Quantity, Quantity], Judgement]]:
    found = []
    for row, stated, old, new in _values(grid, column, two):
        if old.unit is not new.unit:
            continue
        direction = stated.sign or (1 if signed else 0)
        judgement = judge_change(old, new, stated, direction)
        if judgement and old.unit is Unit.PERCENT and not judgement.holds:
            moved = new.value - old.value
            if abs(moved - (stated.signed if direction else abs(stated.value))) <= stated.half:
                judgement = Judgement(True, f"{moved:+} points")
        if judgement:
            found.append((row, (stated, old, new), judgement))
    return found


def _put(
    grid: Grid,
    row: Row,
    cells: tuple[int, int],
    kind: Kind,
    stated: str,
    judgement: Judgement,
    why: str,
    two: Two,
    desk: Desk,
) -> None:
    if judgement.cause:
        why = f"{why} Probable cause: {judgement.cause}."
    old, new = two
    desk.put(
        grid.document,
        row.stretch,
        row.span(*cells),
        kind,
        stated,
        judgement.computed,
        Verdict.CONSISTENT if judgement.holds else Verdict.INCONSISTENT,
        why,
        severity=judgement.severity,
        assumptions=[f"“{column_name(grid, new)}” is compared with “{column_name(grid, old)}”."],
    )


def column_name(grid: Grid, column: Column) -> str:
    return column.head or f"column {column.index + 1}"


def _check_formula(
    grid: Grid,
    column: Column,
    rows: list[tuple[Row, tuple[Quantity, Quantity, Quantity], Judgement]],
    desk: Desk,
) -> None:
    """Say once, at the heading, that no one way of working gives a whole column."""
    wrong = [judgement for _, _, judgement in rows if not judgement.holds]
    if len(wrong) < 3 or len(rows) < 5 or not grid.heads:
        return
    head = next((h for h in grid.heads if h.cells[column.index].stretch.text), None)
    if head is None:
        return
    causes = sorted({judgement.cause for judgement in wrong if judgement.cause})
    hint = f" Some fit {causes[0]}." if causes else ""
    desk.put(
        grid.document,
        head.stretch,
        head.span(column.index, column.index),
        Kind.OTHER,
        "one way of working for every row",
        f"{len(rows) - len(wrong)} of {len(rows)} rows",
        Verdict.INCONSISTENT,
        f"The percent change gives {len(rows) - len(wrong)} of the {len(rows)} figures "
        f"printed.{hint}",
        severity=Severity.MATERIAL,
    )


def _check_asides(grid: Grid, column: Column, desk: Desk) -> None:
    """Judge `+16% (441)`: the change with the earlier count in brackets."""
    counts = grid.having("count", "total")
    if len(counts) != 1:
        return
    for row in grid.rows:
        cell, new = row.cells[column.index], row.quantity(counts[0])
        if cell.quantity is None or cell.aside is None or new is None:
            continue
        judgement = judge_change(cell.aside, new, cell.quantity, cell.quantity.sign)
        if judgement:
            first, last = sorted((counts[0].index, column.index))
            _put(
                grid,
                row,
                (first, last),
                Kind.PERCENT_CHANGE,
                cell.quantity.text,
                judgement,
                f"{cell.aside.text} to {new.text} is a change of {judgement.computed}.",
                (column, counts[0]),
                desk,
            )


Differences = list[tuple[Row, Quantity, Quantity, Quantity, bool]]


def _check_difference(grid: Grid, column: Column, desk: Desk) -> None:
    options = pairs_for(grid, column)[:8] + _aimed(grid, column)
    if not options:
        _check_difference_asides(grid, column, desk)
        return
    best, chosen = _likeliest(grid, column, options)
    held = sum(row[4] for row in best)
    if not best or held * 2 < len(best) or held < 1:
        return
    for row, stated, old, new, holds in best:
        moved = new.signed - old.signed
        judgement = Judgement(
            holds,
            amount(moved, stated),
            None if holds else Severity.MATERIAL,
            "" if holds else slip(stated.value, abs(moved)),
        )
        first, last = (
            min(c.index for c in (column, *chosen)),
            max(c.index for c in (column, *chosen)),
        )
        first = 0 if grid.columns[0].role == "label" else first
        desk.note((grid.cell(row, c) for c in (column, *chosen)), holds=holds)
        _put(
            grid,
            row,
            (first, last),
            Kind.SUM,
            stated.text,
            judgement,
            f"{old.text} and {new.text} differ by {amount(abs(moved), stated)}.",
            chosen,
            desk,
        )


def _likeliest(grid: Grid, column: Column, options: list[Two]) -> tuple[Differences, Two]:
    """Return the rows as the two columns that most of them bear out have it, and those two."""
    best: Differences = []
    chosen = options[0]
    for two in options:
        for way in (1, -1):
            rows = [
                (row, s, o, n, _differs(s, o, n, way))
                for row, s, o, n in _values(grid, column, two)
            ]
            if sum(r[4] for r in rows) > sum(r[4] for r in best) or not best:
                best, chosen = rows, two
    return best, chosen


def _aimed(grid: Grid, column: Column) -> list[Two]:
    """Return a column of targets with each of the counts it may be held against."""
    counts = [c for c in grid.having("count", "total") if c.index != column.index]
    return [(aim, c) for aim in grid.having("target") for c in counts[-3:]]


def _check_difference_asides(grid: Grid, column: Column, desk: Desk) -> None:
    """Judge `+12 from 109` against the one count of its row."""
    counts = grid.having("count", "total")
    if len(counts) != 1:
        return
    for row in grid.rows:
        cell, new = row.cells[column.index], row.quantity(counts[0])
        if not cell.quantity or not cell.aside or not new or cell.aside.unit is not new.unit:
            continue
        holds = _differs(cell.quantity, cell.aside, new, 1)
        moved = new.signed - cell.aside.signed
        judgement = Judgement(holds, amount(moved, new), None if holds else Severity.MATERIAL)
        cells = sorted((0, counts[0].index, column.index))
        why = f"{cell.aside.text} and {new.text} differ by {amount(abs(moved), new)}."
        two = (column, counts[0])
        _put(
            grid,
            row,
            (cells[0], cells[-1]),
            Kind.SUM,
            cell.quantity.text,
            judgement,
            why,
            two,
            desk,
        )


def _differs(stated: Quantity, old: Quantity, new: Quantity, way: int) -> bool:
    room = doubt(stated) + doubt(old) + doubt(new)
    moved = (new.signed - old.signed) * way
    said = stated.signed if stated.sign else stated.value
    return abs(moved - said) <= room or (not stated.sign and abs(abs(moved) - said) <= room)


def _check_change_row(grid: Grid, row: Row, desk: Desk) -> None:
    """Hold a row of changes against the two rows above it, or the two it names."""
    above = [r for r in grid.rows if r.index < row.index and not r.change]
    named = [m.text for m in find_moments(row.label) if m.period]
    told = [r for text in named for r in above if text in r.label]
    rows = told if len(told) == 2 else above[-2:]
    if len(rows) < 2:
        return
    for column in grid.columns:
        stated, old, new = (r.quantity(column) for r in (row, *rows))
        if not stated or not old or not new or stated.unit is not Unit.PERCENT:
            continue
        if old.unit is not new.unit or old.unit is Unit.PERCENT:
            continue
        judgement = judge_change(old, new, stated, stated.sign)
        if judgement:
            desk.note(
                [(grid.document, grid.block, r.index, column.index) for r in rows],
                holds=judgement.holds,
            )
            why = f"{old.text} to {new.text} is a change of {judgement.computed}."
            _put(
                grid,
                row,
                (0, column.index),
                Kind.PERCENT_CHANGE,
                stated.text,
                judgement,
                why,
                (column, column),
                desk,
            )
