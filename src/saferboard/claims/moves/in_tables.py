"""
Moves of what a table counts: `Stalking fell by 263 offences`, `84,612 tonnes, 2.7% less`.

The row is the one the sentence names before the move, or the only one that has its figure.  An
amount must be just what the row moved by; then its words can be told to go the wrong way.
"""

from decimal import Decimal

from saferboard.claims.checks.spoken import Context, Named, is_near
from saferboard.claims.facts import Fact
from saferboard.claims.grammar.pairs import pairs
from saferboard.claims.grammar.quantities import Bound, Unit
from saferboard.claims.judging import WRONG_WAY, Judgement, amount, judge_change, slip
from saferboard.claims.model import Kind, Severity
from saferboard.claims.moves.ways import UNKNOWN, Move, moves
from saferboard.claims.text import Sentence

_REACH = 90
_LEAST = 10
_DISTINCT = 100
_BESIDE = 30


def check_moves_in_tables(sentence: Sentence, named: Named, context: Context) -> None:
    """Hold the moves of a sentence against the rows it names."""
    if pairs(sentence.skeleton):
        return
    said = moves(sentence)
    for n, move in enumerate(said):
        if move.quantity.unit not in (Unit.COUNT, Unit.MONEY) or not move.way:
            continue
        if UNKNOWN.match(sentence.text.lower(), move.quantity.end):
            continue
        fact = _row_of(sentence, move, named) or _row_that_moved(sentence, move, context)
        if fact is None or fact.figures is None or move.quantity.value < _LEAST:
            continue
        if _judge_amount(sentence, move, fact, context) and n + 1 < len(said):
            _judge_share(sentence, move, said[n + 1], fact, context)


def _row_of(sentence: Sentence, move: Move, named: Named) -> Fact | None:
    """Return the one row named last before a move, if no other figure stands between."""
    before = [
        (max(end for _, end in spans if end <= move.quantity.start), fact)
        for fact, spans in named
        if any(end <= move.quantity.start for _, end in spans) and is_near(sentence, fact)
    ]
    last = max((end for end, _ in before), default=-_REACH)
    facts = [fact for end, fact in before if end == last]
    between = [q for q in sentence.quantities if last <= q.start < move.quantity.start]
    if len(facts) != 1 or between or move.quantity.start - last > _REACH:
        return None
    return facts[0]


def _row_that_moved(sentence: Sentence, move: Move, context: Context) -> Fact | None:
    """Return the only row near that moved by just so much and shares a telling word."""
    if move.quantity.value < _DISTINCT:
        return None
    words = context.vocabulary.words(sentence.text) & context.by_word.keys()
    found = [
        fact
        for word in sorted(words)
        for fact in context.by_word[word]
        if is_near(sentence, fact) and fact.figures and _moved(fact) == move.quantity.value
    ]
    return found[0] if len({fact.row.label for fact in found}) == 1 else None


def _moved(fact: Fact) -> Decimal:
    assert fact.figures, "only rows of two figures are asked about"
    return abs(fact.figures[1].value - fact.figures[0].value)


def _judge_amount(sentence: Sentence, move: Move, fact: Fact, context: Context) -> bool:
    """Judge an amount by what its row moved by; return whether it is that."""
    assert fact.figures, "only rows of two figures are asked about"
    old, new = fact.figures
    moved = new.value - old.value
    stated = move.quantity
    if old.unit is not stated.unit or stated.bound is not Bound.EXACT:
        return False
    same = abs(moved) == stated.value
    cause = slip(stated.value, abs(moved))
    if not same and not cause:
        return False
    right = same and (moved > 0) == (move.way > 0)
    way = "a rise" if moved > 0 else "a fall"
    judgement = Judgement(
        right,
        f"{way} of {amount(abs(moved), old)}",
        None if right else Severity.MATERIAL,
        "" if right else WRONG_WAY if same else cause,
    )
    _say(sentence, move, Kind.SUM if not same else Kind.PERCENT_CHANGE, judgement, fact, context)
    return same


def _judge_share(sentence: Sentence, move: Move, share: Move, fact: Fact, context: Context) -> None:
    """Judge the percentage beside an amount that is what the row moved by."""
    assert fact.figures, "only rows of two figures are asked about"
    beside = share.quantity.start - move.quantity.end
    if share.quantity.unit is not Unit.PERCENT or not 0 < beside <= _BESIDE:
        return
    way = 1 if fact.figures[1].value > fact.figures[0].value else -1
    judgement = judge_change(*fact.figures, share.quantity, way)
    if judgement:
        _say(sentence, share, Kind.PERCENT_CHANGE, judgement, fact, context)


def _say(
    sentence: Sentence, move: Move, kind: Kind, judgement: Judgement, fact: Fact, context: Context
) -> None:
    assert fact.figures, "only rows of two figures are asked about"
    old, new = fact.figures
    span = (min(move.span[0], move.quantity.start), max(move.span[1], move.quantity.end))
    context.desk.judged(
        sentence,
        span,
        kind,
        move.quantity.text,
        judgement,
        f"The table gives {old.text} and {new.text} for “{fact.row.label}”.",
        assumptions=["The table standing near is the one spoken of."],
        sources=[fact.place(context.desk)],
        sure=True,
    )
