"""
Shares, rates, averages and ranks in tables: each column against the columns it rests on.

Which column a share is of is not said in a table.  The way of working that most rows bear
out is taken, and the rows that do not are the findings.
"""

import itertools
import re
import statistics
from collections.abc import Callable, Iterator
from decimal import Decimal

from saferboard.claims.desk import Desk
from saferboard.claims.grammar.pairs import order
from saferboard.claims.grammar.quantities import Quantity, Unit
from saferboard.claims.grid import Column, Grid, Row
from saferboard.claims.judging import Span, doubt, fits, severity_of, slip
from saferboard.claims.model import Kind, Severity, Verdict

Expect = Callable[[Row], Span | None]
Way = tuple[str, Expect, tuple[Column, ...]]
"""A way of working a column out: in words, as a sum, and the columns it draws on."""
_MOST_WAYS = 60
_MOST_SOURCES = 60
_FEWEST_IMPLIED = 4
_ITS_TOTAL = "as a share of its total"


def check_table_ratios(grid: Grid, desk: Desk) -> None:
    """Hold every derived column of a table against the rest of it."""
    for column in grid.having("share"):
        _judge(grid, column, Kind.SHARE, list(_share_ways(grid, column)), desk)
    for column in grid.having("rate"):
        ways = list(_rate_ways(grid, column))
        _judge(grid, column, Kind.RATE, ways or list(_implied_ways(grid, column)), desk)
    for column in grid.having("average"):
        _judge(grid, column, Kind.RATE, list(_average_ways(grid, column)), desk)
    for column in grid.having("rank"):
        _check_rank(grid, column, desk)


def _counts(grid: Grid, column: Column) -> list[Column]:
    aimed = ["target"] if "target" in column.head.lower() else []
    found = grid.having("count", "total", "people", "beside", *aimed)
    return sorted(found, key=lambda c: (c.index > column.index, abs(c.index - column.index)))[:8]


def _share_ways(grid: Grid, column: Column) -> Iterator[Way]:
    counts = _counts(grid, column)
    for part in counts:
        whole = _column_total(grid, part)
        if whole is not None:
            yield f"“{part.head}” {_ITS_TOTAL}", _of_total(part, whole), (part,)
    for part in counts:
        for other in counts:
            if part is not other:
                words = f"“{part.head}” as a share of “{other.head}”"
                yield words, _of_column(part, other, 100), (part, other)
    for part in counts:
        yield from _implied_whole(grid, column, part)


def _implied_whole(grid: Grid, column: Column, part: Column) -> Iterator[Way]:
    """Yield the one whole that most shares and their parts imply, though the table lacks it."""
    spans: list[tuple[Decimal, Decimal]] = []
    for row in grid.rows:
        top, share = row.quantity(part), row.quantity(column)
        if top and share and share.value > share.half and top.value and not share.sign:
            low = top.value * 100 / (share.value + share.half)
            spans.append((low, top.value * 100 / (share.value - share.half)))
    if len(spans) < _FEWEST_IMPLIED:
        return
    fitting = [
        [s for s in spans if s[0] <= point <= s[1]]
        for point in itertools.chain.from_iterable(spans)
    ]
    most = max(fitting, key=len)
    if len(most) < _FEWEST_IMPLIED - 1 or len(most) * 3 < len(spans) * 2:
        return
    if any(len(one) == len(most) and one != most for one in fitting):
        # Either of two rows may be the wrong one.
        return
    low, high = max(s[0] for s in most), min(s[1] for s in most)

    def expect(row: Row) -> Span | None:
        top = row.quantity(part)
        if top is None or top.unit in (Unit.PERCENT, Unit.RANK):
            return None
        return Span(top.value * 100 / high, top.value * 100 / low)

    words = f"“{part.head}” as a share of a whole of {(low + high) / 2:,.0f}, which most rows imply"
    yield words, expect, (part,)


def _column_total(grid: Grid, column: Column) -> Quantity | Decimal | None:
    totals = [q for r in grid.rows if r.total and (q := r.quantity(column))]
    if totals:
        return totals[-1]
    values = [q.value for r in grid.body() if (q := r.quantity(column))]
    return sum(values, Decimal(0)) if len(values) >= 3 else None


def _of_total(part: Column, whole: Quantity | Decimal) -> Expect:
    size = whole if isinstance(whole, Decimal) else whole.value

    def expect(row: Row) -> Span | None:
        value = row.quantity(part)
        if value is None or not size or value.unit in (Unit.PERCENT, Unit.RANK):
            return None
        room = doubt(value)
        return Span((value.value - room) * 100 / size, (value.value + room) * 100 / size)

    return expect


def _of_column(part: Column, whole: Column, times: int) -> Expect:
    def expect(row: Row) -> Span | None:
        top, bottom = row.quantity(part), row.quantity(whole)
        if (
            top is None
            or bottom is None
            or bottom.value - doubt(bottom) <= 0
            or top.unit is Unit.PERCENT
        ):
            return None
        return Span(
            (top.value - doubt(top)) * times / (bottom.value + doubt(bottom)),
            (top.value + doubt(top)) * times / (bottom.value - doubt(bottom)),
        )

    return expect


def _rate_ways(grid: Grid, column: Column) -> Iterator[Way]:
    for people in grid.having("people"):
        for count in grid.having("count", "total"):
            words = f"“{count.head}” over “{people.head}”"
            yield words, _of_column(count, people, column.per), (count, people)


def _implied_ways(grid: Grid, column: Column) -> Iterator[Way]:
    """Yield, for tables of one place's offences, the population most rows imply."""
    for count in grid.having("count", "total"):
        implied = [
            c.value * column.per / r.value
            for row in grid.rows
            if (c := row.quantity(count)) and (r := row.quantity(column)) and r.value
        ]
        if len(implied) < 4:
            continue
        middle = statistics.median(implied)
        close = sum(abs(one - middle) <= middle * Decimal("0.02") for one in implied)
        if middle and close * 3 >= len(implied) * 2:
            yield (
                f"“{count.head}” over a population of {middle:,.0f}, which most rows imply",
                _over(count, middle, column.per),
                (count,),
            )


def _over(count: Column, people: Decimal, per: int) -> Expect:
    def expect(row: Row) -> Span | None:
        value = row.quantity(count)
        if value is None:
            return None
        exact = value.value * per / people
        return Span(exact * Decimal("0.98"), exact * Decimal("1.02"))

    return expect


def _average_ways(grid: Grid, column: Column) -> Iterator[Way]:
    counts = grid.having("count")

    def mean(row: Row) -> Span | None:
        values = [q.value for c in counts if (q := row.quantity(c))]
        if len(values) != len(counts) or len(values) < 2:
            return None
        exact = sum(values, Decimal(0)) / len(values)
        return Span(exact, exact)

    if len(counts) >= 2:
        yield "the mean of the row", mean, tuple(counts)
    for one in [*counts, *grid.having("total")]:
        for other in counts:
            if one is not other:
                yield f"“{one.head}” over “{other.head}”", _of_column(one, other, 1), (one, other)


def _judge(grid: Grid, column: Column, kind: Kind, ways: list[Way], desk: Desk) -> None:
    best: list[tuple[Row, Quantity, Span, bool]] = []
    chosen = ""
    drawn: tuple[Column, ...] = ()
    for words, expect, columns in ways[:_MOST_WAYS]:
        rows = []
        for row in grid.rows:
            stated = row.quantity(column)
            span = expect(row) if stated else None
            if stated and span:
                rows.append(
                    (row, stated, span, fits(stated.value, stated.half, stated.bound, span))
                )
        if sum(r[3] for r in rows) > sum(r[3] for r in best):
            best, chosen, drawn = rows, words, columns
    held = sum(r[3] for r in best)
    if held * 2 < len(best) or held < 2 or (len(best) - held) * 2 > held + 1:
        return
    for row, stated, span, holds in best:
        desk.note([grid.cell(row, column)], holds=holds)
        _put(grid, row, column, kind, (stated, span, holds, chosen), drawn, desk)


def _put(
    grid: Grid,
    row: Row,
    column: Column,
    kind: Kind,
    judged: tuple[Quantity, Span, bool, str],
    drawn: tuple[Column, ...],
    desk: Desk,
) -> None:
    stated, span, holds, words = judged
    computed = f"{span.middle:.2f}{'%' if stated.unit is Unit.PERCENT else ''}"
    why = f"Worked out as {words}, it is {computed}."
    cause = (
        ""
        if holds
        else slip(
            stated.value,
            round(
                span.middle, max(-int(str((stated.half * 2).normalize().as_tuple().exponent)), 0)
            ),
        )
    )
    if cause:
        why += f" Probable cause: {cause}."
    severity = severity_of(stated.value, span.middle, stated.half)
    if kind is Kind.RATE:
        severity = Severity.MATERIAL
    desk.put(
        grid.document,
        row.stretch,
        row.span(0, column.index),
        kind,
        stated.text,
        computed,
        Verdict.CONSISTENT if holds else Verdict.INCONSISTENT,
        why,
        severity=severity,
        assumptions=[f"The column is {words}, as most of its rows are."],
        sources=[desk.cell(grid, one, its) for one in _rows_of(grid, row, words) for its in drawn],
    )


def _rows_of(grid: Grid, row: Row, words: str) -> list[Row]:
    """Return the rows a figure rests on: its own, and the total's or all where there is none."""
    if _ITS_TOTAL not in words:
        return [row]
    totals = [one for one in grid.rows if one.total]
    return [row, *(totals[-1:] or list(grid.body())[:_MOST_SOURCES])]


def _check_rank(grid: Grid, column: Column, desk: Desk) -> None:
    """Hold ranks against the column whose order they follow, up or down."""
    ranked = [(row, q) for row in grid.body() if (q := row.quantity(column))]
    if len(ranked) < 4 or re.search(r"previous|prior|last|before", column.head.lower()):
        return
    best: tuple[int, Column | None, bool] = (0, None, False)
    others = grid.having("rate", "count", "share", "total")
    for other in (one for one in others if not _of_another_time(column, one)):
        for rising in (True, False):
            agreed = _agreeing(ranked, other, rising=rising)
            if agreed > best[0]:
                best = (agreed, other, rising)
    agreed, chosen, rising = best
    if (
        chosen is None
        or agreed * 5 < len(ranked) * (len(ranked) - 1) * 2
        or any(False in desk.cells.get(grid.cell(row, chosen), []) for row, _ in ranked)
    ):
        return
    for row, rank in _misplaced(ranked, chosen, rising=rising):
        desk.put(
            grid.document,
            row.stretch,
            row.span(0, max(column.index, chosen.index)),
            Kind.RANK,
            rank.text,
            None,
            Verdict.INCONSISTENT,
            f"By “{chosen.head}”, {'lowest' if rising else 'highest'} first, it does not "
            f"stand there.",
            severity=Severity.MATERIAL,
            assumptions=[f"The ranks follow “{chosen.head}”."],
            sources=[
                desk.cell(grid, one, its)
                for one, _ in ranked[:_MOST_SOURCES]
                for its in (column, chosen)
            ],
        )


def _of_another_time(ranks: Column, other: Column) -> bool:
    """Return whether ranks are those of an earlier time than the figures of a column."""
    if ranks.moment is None or other.moment is None:
        return bool(ranks.moment and ranks.moment.order < 0)
    return order(ranks.moment, other.moment) != 0


def _agreeing(ranked: list[tuple[Row, Quantity]], other: Column, *, rising: bool) -> int:
    """Return how many pairs of rows stand in the order of another column."""
    return sum(
        _placed([one, two], 0, other, rising=rising)
        for n, one in enumerate(ranked)
        for two in ranked[n + 1 :]
    )


def _placed(ranked: list[tuple[Row, Quantity]], n: int, other: Column, *, rising: bool) -> bool:
    """Return whether a row's rank agrees with every other row's, by another column."""
    row, rank = ranked[n]
    own = row.quantity(other)
    if own is None:
        return False
    for one, its in ranked:
        value = one.quantity(other)
        if one is row or value is None or value.value == own.value:
            continue
        if (
            (its.value < rank.value) == (value.value < own.value)
        ) != rising or its.value == rank.value:
            return False
    return True


def _misplaced(
    ranked: list[tuple[Row, Quantity]], other: Column, *, rising: bool
) -> Iterator[tuple[Row, Quantity]]:
    """Yield the fewest rows that, left out, leave the rest in order; none if they are many."""
    if all(_placed(ranked, n, other, rising=rising) for n in range(len(ranked))):
        return
    blamed = False
    for n in range(len(ranked)):
        rest = ranked[:n] + ranked[n + 1 :]
        fits_without = all(_placed(rest, m, other, rising=rising) for m in range(len(rest)))
        if fits_without and not _placed(ranked, n, other, rising=rising):
            yield ranked[n]
            blamed = True
    if blamed:
        return
    # Two ranks that changed places leave no single row to blame.
    for n in range(len(ranked)):
        for m in range(n + 1, len(ranked)):
            rest = [r for k, r in enumerate(ranked) if k not in (n, m)]
            if len(rest) >= 3 and all(
                _placed(rest, k, other, rising=rising) for k in range(len(rest))
            ):
                yield ranked[n]
                yield ranked[m]
                return
