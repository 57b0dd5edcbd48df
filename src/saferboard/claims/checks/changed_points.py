"""
Changes in percentage points: between two shares, and between counts that have none.
"""

from dataclasses import replace

from saferboard.claims.desk import Desk
from saferboard.claims.grammar.directions import Change
from saferboard.claims.grammar.pairs import Pair
from saferboard.claims.grammar.quantities import Quantity, Unit
from saferboard.claims.judging import WRONG_WAY, Judgement, judge_amount, judge_change
from saferboard.claims.model import Kind, Severity
from saferboard.claims.text import Sentence


def judge_points(sentence: Sentence, pair: Pair, change: Change, desk: Desk) -> None:
    if pair.old.unit is not Unit.PERCENT:
        _judge_not_points(sentence, pair, change, desk)
        return
    moved = pair.new.value - pair.old.value
    right_way = not change.direction or moved * change.direction >= 0
    judgement = judge_amount(change.quantity, abs(moved), parts=[pair.old, pair.new])
    if judgement.holds and not right_way:
        judgement = Judgement(False, f"{moved:+} points", Severity.MATERIAL, WRONG_WAY)
    desk.judged(
        sentence,
        span_of(sentence, pair, change),
        Kind.PERCENT_CHANGE,
        change.quantity.text,
        judgement,
        f"{pair.old.text} to {pair.new.text} is {moved:+} percentage points.",
    )


def _judge_not_points(sentence: Sentence, pair: Pair, change: Change, desk: Desk) -> None:
    """Judge a percent change between counts that is called one in percentage points."""
    stated = replace(change.quantity, unit=Unit.PERCENT)
    judgement = judge_change(pair.old, pair.new, stated, change.direction)
    if judgement is None or not judgement.holds:
        return
    cause = "a change in per cent written as percentage points"
    desk.judged(
        sentence,
        span_of(sentence, pair, change),
        Kind.PERCENT_CHANGE,
        change.quantity.text,
        Judgement(False, judgement.computed, Severity.LABEL, cause),
        reason(pair.old, pair.new, judgement),
    )


def span_of(sentence: Sentence, pair: Pair, change: Change) -> tuple[int, int]:
    began = sentence.skeleton.origin(change.began)
    ended = sentence.skeleton.origin(change.ended)
    first = min(pair.old.start, pair.new.start, change.quantity.start, began)
    last = max(pair.old.end, pair.new.end, change.quantity.end, ended)
    if sentence.text[last : last + 1] == ")" and "(" in sentence.text[first:last]:
        last += 1
    return first, last


def reason(old: Quantity, new: Quantity, judgement: Judgement) -> str:
    """Return the working in words."""
    return f"{old.text} to {new.text} is a change of {judgement.computed}."
