"""
Rows worked out of other rows: a table with its measures down the side and its periods across.

`Change on previous year` is of the figure to the left; `Waiters as % of list` is one row over
another.  Which rows are meant is taken from what most columns bear out.
"""

import itertools
import re
from dataclasses import dataclass
from decimal import Decimal

from saferboard.claims.desk import Desk
from saferboard.claims.grammar.quantities import Quantity, Unit
from saferboard.claims.grid import Column, Grid, Row
from saferboard.claims.judging import (
    Judgement,
    Span,
    amount,
    as_printed,
    doubt,
    fits,
    judge_change,
    severity_of,
    slip,
)
from saferboard.claims.model import Kind, Severity, Verdict

_MOVED = re.compile(
    r"(?:%|per cent|percentage|annual|year on year|yearly)?\s?"
    r"(?:change|difference|increase|decrease|variance|movement|growth)\b"
)
_PERCENT = re.compile(r"%|per ?cent")
_RATIO = re.compile(r"%|\bper ?cent|\bshare\b|\brate\b|\bper\b|\baverage|\bmean\b|\bproportion")
_PER = re.compile(r"\bper (?P<number>100,?000|10,?000|1,?000|100)\b")
_MOST_ROWS = 14
_FEWEST = 3


@dataclass(frozen=True)
class Worked:
    """A cell worked out again: its column, what it says, and how it was judged."""

    column: Column
    stated: Quantity
    judgement: Judgement
    why: str


def check_table_rows(grid: Grid, desk: Desk) -> None:
    """Hold rows of changes and of ratios against the rows they are worked out of."""
    rows = [row for row in grid.rows if not row.total][:_MOST_ROWS]
    for row in rows:
        label = row.label.lower().strip(" *:.")
        if _MOVED.match(label):
            ways = [_moved(grid, row, one) for one in rows if one.index < row.index]
            _say(grid, row, Kind.PERCENT_CHANGE if _is_percent(row) else Kind.SUM, ways, desk)
        elif _RATIO.search(label):
            pairs = itertools.permutations([r for r in rows if r is not row], 2)
            scaled = [_ratio(grid, row, *two) for two in pairs]
            _say(grid, row, Kind.SHARE if _is_percent(row) else Kind.RATE, scaled, desk)


def _is_percent(row: Row) -> bool:
    told = any(c.quantity and c.quantity.unit is Unit.PERCENT for c in row.cells)
    return told or bool(_PERCENT.search(row.label.lower()))


def _counted(grid: Grid, row: Row) -> list[tuple[Column, Quantity]]:
    """Return the figures of a row, each with its column; none for a column of what was derived."""
    given = [c for c in grid.columns if not c.aside and c.role not in ("label", "change", "rank")]
    return [(c, q) for c in given if (q := row.quantity(c))]


def _moved(grid: Grid, row: Row, levels: Row) -> list[Worked]:
    """Return a row of changes judged as those of a row above, from each column to the next."""
    percent = _is_percent(row)
    before: Quantity | None = None
    found: list[Worked] = []
    for column, level in _counted(grid, levels):
        stated = row.quantity(column)
        if stated and before and level.unit is before.unit and level.unit is not Unit.PERCENT:
            moved = level.signed - before.signed
            if percent:
                judgement = judge_change(before, level, stated, stated.sign or 1)
            else:
                room = doubt(stated) + doubt(level) + doubt(before)
                holds = abs(moved - stated.signed) <= room
                cause = "" if holds else slip(stated.value, abs(moved))
                judgement = Judgement(holds, amount(moved, level), Severity.MATERIAL, cause)
            if judgement:
                words = "is a change of" if percent else "differ by"
                why = f"{before.text} to {level.text} {words} {judgement.computed}."
                found.append(Worked(column, stated, judgement, why))
        before = level
    return found


def _ratio(grid: Grid, row: Row, top: Row, bottom: Row) -> list[Worked]:
    """Return a row judged as one row over another."""
    per = _PER.search(row.label.lower())
    times = Decimal(100) if _is_percent(row) else Decimal(1)
    times = Decimal(per["number"].replace(",", "")) if per else times
    below = dict(_counted(grid, bottom))
    found: list[Worked] = []
    for column, part in _counted(grid, top):
        stated, whole = row.quantity(column), below.get(column)
        if not stated or not whole or whole.value - doubt(whole) <= 0 or stated.sign:
            continue
        if Unit.PERCENT in (part.unit, whole.unit):
            continue
        exact = part.value * times / whole.value
        low = (part.value - doubt(part)) * times / (whole.value + doubt(whole))
        high = (part.value + doubt(part)) * times / (whole.value - doubt(whole))
        holds = fits(stated.value, stated.half, stated.bound, Span(low, high, exact))
        cause = "" if holds else slip(stated.value, as_printed(exact, stated))
        shown = amount(as_printed(exact, stated), stated)
        severity = severity_of(stated.value, exact, stated.half)
        why = f"{part.text} over {whole.text} is {shown}."
        found.append(Worked(column, stated, Judgement(holds, shown, severity, cause), why))
    return found


def _say(grid: Grid, row: Row, kind: Kind, ways: list[list[Worked]], desk: Desk) -> None:
    """Put down the way that most columns bear out, if all but one do."""
    best = max(ways, key=lambda way: sum(one.judgement.holds for one in way), default=[])
    held = sum(one.judgement.holds for one in best)
    if held < 2 or len(best) - held > 1 or (held < len(best) and len(best) < _FEWEST):
        return
    for one in best:
        cause = f" Probable cause: {one.judgement.cause}." if one.judgement.cause else ""
        desk.note([grid.cell(row, one.column)], holds=one.judgement.holds)
        desk.put(
            grid.document,
            row.stretch,
            row.span(one.column.index, one.column.index),
            kind,
            one.stated.text,
            one.judgement.computed,
            Verdict.CONSISTENT if one.judgement.holds else Verdict.INCONSISTENT,
            one.why + cause,
            severity=one.judgement.severity or Severity.MATERIAL,
            assumptions=["The row is worked out in every column as it is in the others."],
        )
