"""
Shares of a table's total that a sentence tells of one row: `Penalties were 28% of all income`.
"""

import re
from collections.abc import Iterator
from decimal import Decimal

from saferboard.claims.checks.spoken import Context, Named, is_near
from saferboard.claims.facts import Fact
from saferboard.claims.grammar.quantities import Quantity, Unit
from saferboard.claims.grid import Column
from saferboard.claims.judging import Judgement, judge_share
from saferboard.claims.model import Kind
from saferboard.claims.moves.levels import levels
from saferboard.claims.moves.ways import moves
from saferboard.claims.text import Sentence

_OF_ALL = re.compile(
    r"\sof\s(?:the\s|all\s|our\s|total\s|its\s|overall\s)*(?!those|them|these|which|whom)[a-z]+",
    re.I,
)
_REACH = 60
_CLOSE = Decimal(2)
_CLOSE_PART = Decimal("0.25")
_FEWEST = 3


def check_shares_of_rows(sentence: Sentence, named: Named, context: Context) -> None:
    """Hold a share of a whole table told of one row against the row and the total."""
    taken = {move.quantity.start for move in moves(sentence)}
    told = [one for one in levels(sentence) if one.quantity.unit is Unit.PERCENT and not one.then]
    for level in told:
        share = level.quantity
        if share.start in taken or level.elsewhere or level.aim or share.in_words:
            continue
        if context.desk.is_settled(sentence, share) or not _OF_ALL.match(sentence.text, share.end):
            continue
        fact = _row_before(sentence, share, named)
        if fact is not None:
            _judge(sentence, share, fact, context)


def _row_before(sentence: Sentence, share: Quantity, named: Named) -> Fact | None:
    """Return the one row named just before a share, with no figure between."""
    before = [
        (max(end for _, end in spans if end <= share.start), fact)
        for fact, spans in named
        if any(end <= share.start for _, end in spans) and is_near(sentence, fact)
    ]
    last = max((end for end, _ in before), default=-_REACH)
    facts = [fact for end, fact in before if end == last and not fact.row.total]
    between = sentence.text[max(last, 0) : share.start]
    if (
        len(facts) != 1
        or share.start - last > _REACH
        or re.search(r"\d|[;]|,\s(?:and|but)\b", between)
    ):
        return None
    return facts[0]


def _totals(fact: Fact) -> Iterator[tuple[Column, Quantity, Quantity]]:
    """Yield the cells of a row that have a total, each with its column and the total."""
    rows = [row for row in fact.grid.rows if row.total]
    for column, cell in fact.cells:
        whole = next((q for row in rows[-1:] if (q := row.quantity(column))), None)
        if whole and column.role in ("count", "total") and whole.value > cell.value:
            yield column, cell, whole


def _judge(sentence: Sentence, share: Quantity, fact: Fact, context: Context) -> None:
    judged = [
        (column, cell, whole, judgement)
        for column, cell, whole in _totals(fact)
        if (judgement := judge_share(cell, whole, share))
    ]
    if not judged or len(list(fact.grid.body())) < _FEWEST:
        return
    held = [one for one in judged if one[3].holds]
    latest = [one for one in judged if one[0] is fact.latest]
    chosen = held or latest or (judged if len(judged) == 1 else [])
    if not chosen:
        return
    column, cell, whole, judgement = chosen[0]
    if not judgement.holds and not _is_meant(share, cell, whole, judgement):
        return
    context.desk.judged(
        sentence,
        (share.start, share.end),
        Kind.SHARE,
        share.text,
        judgement,
        f"The table gives {cell.text} for “{fact.row.label}”, of {whole.text}: "
        f"{judgement.computed}.",
        assumptions=[f"The share is of the total of “{column.head}”."],
        sources=[fact.place(context.desk)],
        sure=True,
    )


def _is_meant(share: Quantity, cell: Quantity, whole: Quantity, judgement: Judgement) -> bool:
    exact = cell.value * 100 / whole.value
    return bool(judgement.cause) or abs(share.value - exact) <= max(_CLOSE, _CLOSE_PART * exact)
