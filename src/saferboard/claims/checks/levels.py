"""
Shares and totals that sentences take from a table standing near.
"""

import re

from saferboard.claims.checks.spoken import Context, is_near, speaks, totals_near
from saferboard.claims.facts import Fact
from saferboard.claims.grammar.directions import changes
from saferboard.claims.grammar.quantities import Bound, Quantity, Unit
from saferboard.claims.judging import Span, fits, slip
from saferboard.claims.model import Kind, Severity, Verdict
from saferboard.claims.text import N, Sentence


def check_shares_said(sentence: Sentence, named: list[Fact], context: Context) -> None:
    """Judge a share said of a topic by the column of shares its table has."""
    percents = [q for q in sentence.quantities if q.unit is Unit.PERCENT and not q.sign]
    said = {change.quantity for change in changes(sentence.skeleton)} if percents else set()
    levels = [q for q in percents if q not in said]
    if len(levels) != 1 or context.desk.is_settled(sentence, levels[0]):
        return
    if any(m.order < 0 for m in sentence.moments) or _OF_COUNT.match(
        sentence.skeleton.text, _after(sentence, levels[0])
    ):
        return
    for fact in named:
        columns = [c for c in fact.columns() if c.role == "share"]
        cell = fact.row.quantity(columns[0]) if len(columns) == 1 else None
        if cell is None or cell.sign or not is_near(sentence, fact):
            continue
        if not speaks(sentence, levels[0], fact, context):
            continue
        others = [q for r in fact.grid.rows if r is not fact.row and (q := r.quantity(columns[0]))]
        right = _agree(levels[0], cell)
        if not right and any(_agree(levels[0], other) for other in others):
            continue
        if not right and not slip(levels[0].value, cell.value):
            continue
        span = (levels[0].start, levels[0].end)
        context.desk.say(
            sentence,
            span,
            Kind.CROSS_REFERENCE,
            levels[0].text,
            cell.text,
            Verdict.CONSISTENT if right else Verdict.INCONSISTENT,
            f"The table gives {cell.text} for “{fact.row.label}”.",
            severity=Severity.MATERIAL,
            assumptions=["The table standing near is the one spoken of."],
            sources=[fact.place(context.desk)],
        )


_OF_COUNT = re.compile(rf"\sof\s(?:the\s|all\s|our\s)*(?:[a-z]+\s)?{N}")


def _after(sentence: Sentence, quantity: Quantity) -> int:
    """Return where the skeleton goes on behind a figure."""
    skeleton = sentence.skeleton
    return next(skeleton.places[m] + 1 for m, q in skeleton.figures.items() if q is quantity)


_IN_ALL = re.compile(
    r"\b(?:in all|in total|total|altogether|overall|so far|to date|combined)\b", re.IGNORECASE
)


def check_totals_said(sentence: Sentence, context: Context) -> None:
    """Judge an amount said of a whole table by the totals of the table standing near."""
    if not _IN_ALL.search(sentence.text):
        return
    near = totals_near(sentence, context)
    for quantity in sentence.quantities:
        if (
            quantity.unit not in (Unit.COUNT, Unit.MONEY)
            or quantity.value < 1000
            or quantity.bound is not Bound.EXACT
        ):
            continue
        cells = [(total, q) for total in near for q in total.figures]
        same = [(total, q) for total, q in cells if q.value == quantity.value]
        slips = [(total, q) for total, q in cells if slip(quantity.value, q.value)]
        if not same and context.desk.is_judged(sentence, quantity.start, holds=True):
            continue
        if not same and len(slips) != 1:
            continue
        total, cell = (same or slips)[0]
        cause = "" if same else f" Probable cause: {slip(quantity.value, cell.value)}."
        context.desk.say(
            sentence,
            (quantity.start, quantity.end),
            Kind.CROSS_REFERENCE,
            quantity.text,
            cell.text,
            Verdict.CONSISTENT if same else Verdict.INCONSISTENT,
            f"The table's total is {cell.text}.{cause}",
            severity=Severity.MATERIAL,
            assumptions=["The table standing near is the one spoken of."],
            sources=[total.place],
        )


def _agree(said: Quantity, cell: Quantity) -> bool:
    return fits(
        said.value, said.half, said.bound, Span(cell.value - cell.half, cell.value + cell.half)
    )
