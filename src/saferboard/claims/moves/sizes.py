"""
How far a thing went: a move held against the two levels that its words join.

The level it is held against follows the move (`16% fewer than the 89 in 2023`) or stands aside
before it (`34 (27), an increase of 26%`); the other is the figure just before.
"""

import itertools
import re
from decimal import Decimal

from saferboard.claims.checks.otherwise import holds_otherwise, near
from saferboard.claims.checks.passages import VOTES
from saferboard.claims.desk import Desk
from saferboard.claims.grammar.quantities import Bound, Unit
from saferboard.claims.judging import Judgement, amount, judge_amount, judge_change
from saferboard.claims.model import Kind, Severity
from saferboard.claims.moves.levels import Level, comparable, runs
from saferboard.claims.moves.saying import between
from saferboard.claims.moves.ways import CARRIED, OPENING, UNKNOWN, Move, moves, passage
from saferboard.claims.text import Document, N, P, Sentence

_REACH = 75
_BESIDE = re.compile(
    rf"(?P<gap>{N})(?:\s[a-z]+){{0,2}}?\s?(?:\(|,?\sor\s)(?:about\s|around\s|some\s|an?\s[a-z]+\sof\s)?(?P<share>{P})"
    rf"|(?P<share2>{P})(?:\s[a-z]+){{0,2}}?,?\s(?:or\s|\()(?:by\s)?(?P<gap2>{N})"
)
_REFERS = re.compile(
    r"\)?\s(?:[a-z-]+\s){0,3}?(?:than|on|from|over|since|against|compared)\b", re.IGNORECASE
)
"""What says that the level a move is from comes after it: `21.6% more than a year ago`."""
_PARTED = re.compile(r";|\b(?:while|whereas|whilst|but|although)\b")
_RATE_OF = re.compile(
    r"\b(?:rates?|proportion\w*|percentage|share|gap|performance|represent\w*|satisf\w+|complian\w+|uptake"
    r"|take-up|turnout|occupancy|completion|coverage|they|it|confidence)\b"
)
_CAUSE = "a change in percentage points written as percent"
_LEAST = 2
_CARRY = 2


def check_sizes(document: Document, desk: Desk) -> None:
    """Hold each move that no check has placed against the levels its words join."""
    sentences = document.sentences
    for n, sentence in enumerate(sentences):
        if not sentence.quantities or VOTES.search(sentence.text):
            continue
        said = moves(sentence)
        for move in said:
            if desk.is_settled(sentence, move.quantity):
                continue
            if UNKNOWN.match(sentence.text.lower(), move.quantity.end):
                continue
            if not _check_beside(sentences, n, move, said, desk):
                _check_linked(sentences, n, move, said, desk)


def _judged(move: Move, old: Level, new: Level) -> Judgement | None:
    stated = move.quantity
    if stated.unit is Unit.PERCENT:
        return judge_change(old.quantity, new.quantity, stated, move.way)
    moved = new.quantity.value - old.quantity.value
    return judge_amount(stated, abs(moved), parts=[old.quantity, new.quantity])


def _is_of_kind(move: Move, level: Level) -> bool:
    """Return whether a level may be one that a move is between."""
    unit = level.quantity.unit
    if move.quantity.unit is Unit.PERCENT:
        return unit in (Unit.COUNT, Unit.MONEY, Unit.RATE)
    return unit is (Unit.PERCENT if move.quantity.unit is Unit.POINTS else move.quantity.unit)


def _check_linked(
    sentences: list[Sentence], n: int, move: Move, said: list[Move], desk: Desk
) -> None:
    sentence = sentences[n]
    found = [one for one in passage(sentences, n, said) if _is_of_kind(move, one)]
    if _check_points(sentences, n, move, said, desk):
        return
    two = _linked(sentences, n, move, found)
    if two is None:
        return
    old, new = two
    judgement = _judged(move, old, new)
    if judgement is None or _is_parted(sentence, move, two):
        return
    told = near(sentences, n, move.quantity)
    used = (old.quantity, new.quantity)
    if not judgement.holds and (
        holds_otherwise(move.quantity, used, told, move.way) or _fits_any(move, found)
    ):
        return
    own = [one for one in found if one.sentence is sentence]
    sure = len(own) == 2 and {old, new} == set(own)
    _say(sentence, move, old, new, judgement, desk, sure=sure)


def _is_parted(sentence: Sentence, move: Move, two: tuple[Level, Level]) -> bool:
    """Return whether a move is said in another clause than both its levels."""
    own = [one.quantity.start for one in two if one.sentence is sentence]
    at = move.quantity.start
    near_by = min(own, key=lambda start: abs(start - at), default=at)
    return bool(_PARTED.search(sentence.text, min(near_by, at), max(near_by, at)))


def _fits_any(move: Move, found: list[Level]) -> bool:
    """Return whether a move holds between any two levels of the passage."""
    return any(
        (judgement := _judged(move, *two)) and judgement.holds
        for one, other in itertools.combinations(found, 2)
        if one.quantity.unit is other.quantity.unit
        for two in ((one, other), (other, one))
    )


def _linked(
    sentences: list[Sentence], n: int, move: Move, found: list[Level]
) -> tuple[Level, Level] | None:
    """Return the earlier and the later level that the words of a move join."""
    sentence = sentences[n]
    own = [one for one in found if one.sentence is sentence]
    place = move.quantity.start
    after = [one for one in own if 0 < one.quantity.start - place < _REACH and one.held]
    aside = [one for one in own if 0 < place - one.quantity.start < _REACH and one.then]
    if _REFERS.match(sentence.text, move.quantity.end):
        aside = []
    olds = (
        after[:1]
        or aside[-1:]
        or [
            one
            for one in own
            if 0 < one.quantity.start - place < _REACH and (one.then or one.moment)
        ][:1]
    )
    if len(olds) != 1:
        return _carried(sentence, move, found) if not own else None
    old = olds[0]
    ahead = [
        one
        for one in own
        if one is not old
        and one.quantity.start < place
        and comparable(old, one)
        and runs(old, one) < 0
    ]
    if not ahead and not any(one.quantity.start < place for one in own if one is not old):
        before = [one for one in found if one.sentence is not sentence and comparable(old, one)]
        last = [one for one in before if one.sentence is before[-1].sentence] if before else []
        ahead = [one for one in last if not one.then] if sentence.index - _at(last) <= 1 else []
        return (old, ahead[0]) if len(ahead) == 1 and _alike(old, ahead[0]) else None
    return (old, ahead[-1]) if ahead and _alike(old, ahead[-1]) else None


def _carried(sentence: Sentence, move: Move, found: list[Level]) -> tuple[Level, Level] | None:
    """Return the only two levels just before a sentence that works a move out of them."""
    if (
        not CARRIED.search(sentence.skeleton.text[:OPENING])
        or move.quantity.bound is not Bound.EXACT
    ):
        return None
    two = [one for one in found if sentence.index - one.sentence.index <= _CARRY]
    if len(two) != 2 or not comparable(*two) or not _alike(*two):
        return None
    old, new = two if runs(*two) <= 0 else two[::-1]
    return old, new


def _at(found: list[Level]) -> int:
    return found[0].sentence.index if found else -9


def _alike(one: Level, other: Level) -> bool:
    """Return whether two levels are of one size and printed alike, as those of one thing are."""
    a, b = one.quantity, other.quantity
    printed = (a.half < Decimal("0.5")) == (b.half < Decimal("0.5")) or a.unit is Unit.MONEY
    return printed and max(a.value, b.value) <= 4 * min(a.value, b.value)


def _check_beside(
    sentences: list[Sentence], n: int, move: Move, said: list[Move], desk: Desk
) -> bool:
    """Judge `rose by 174 (13.3%)`: the difference finds the levels, and they the percentage."""
    sentence = sentences[n]
    skeleton = sentence.skeleton
    if move.quantity.unit is not Unit.PERCENT:
        return False
    for match in _BESIDE.finditer(skeleton.text):
        share = skeleton.figures[match["share"] or match["share2"]]
        gap = skeleton.figures[match["gap"] or match["gap2"]]
        if (
            share is not move.quantity
            or gap.sign
            or gap.unit not in (Unit.COUNT, Unit.MONEY, Unit.RATE)
        ):
            continue
        found = [one for one in passage(sentences, n, said) if one.quantity.unit is gap.unit]
        two = [
            (old, new)
            for old, new in itertools.permutations(found, 2)
            if old.quantity is not gap and new.quantity is not gap and comparable(old, new)
            if abs(old.quantity.value - new.quantity.value) == gap.value and runs(old, new) < 0
        ]
        if len(two) != 1 or gap.value < _LEAST:
            continue
        old, new = two[0]
        way = 1 if new.quantity.value > old.quantity.value else -1
        judgement = judge_change(old.quantity, new.quantity, share, way)
        if judgement:
            _say(sentence, move, old, new, judgement, desk)
            return True
    return False


def _check_points(
    sentences: list[Sentence], n: int, move: Move, said: list[Move], desk: Desk
) -> bool:
    """Judge `the rate rose by 4 per cent` where it rose by 4 points, from 66% to 70%."""
    sentence = sentences[n]
    stated = move.quantity
    if stated.unit is not Unit.PERCENT or stated.bound is not Bound.EXACT or stated.sign:
        return False
    if not _RATE_OF.search(sentence.skeleton.text) or (
        stated.value < _LEAST and stated.half > Decimal("0.1")
    ):
        return False
    every = passage(sentences, n, said)
    shares = [one for one in every if one.quantity.unit is Unit.PERCENT]
    counted = [one for one in every if _is_of_kind(move, one)]
    apart = [
        two
        for two in itertools.combinations(shares, 2)
        if abs(two[0].quantity.value - two[1].quantity.value) == stated.value
    ]
    if len(apart) != 1 or _fits_any(move, counted) or _fits_shares(move, shares):
        return False
    old, new = apart[0]
    carried = bool(CARRIED.search(sentence.skeleton.text[:OPENING]))
    if not carried and sentence not in (old.sentence, new.sentence):
        return False
    judgement = Judgement(False, f"{stated.value} points", Severity.LABEL, _CAUSE)
    _say(sentence, move, old, new, judgement, desk)
    return True


def _fits_shares(move: Move, shares: list[Level]) -> bool:
    return any(
        (judgement := judge_change(a.quantity, b.quantity, move.quantity, move.way))
        and judgement.holds
        for a, b in itertools.permutations(shares, 2)
    )


def _say(
    sentence: Sentence,
    move: Move,
    old: Level,
    new: Level,
    judgement: Judgement,
    desk: Desk,
    *,
    sure: bool = False,
) -> None:
    stated = move.quantity
    of_move = (min(move.span[0], stated.start), max(move.span[1], stated.end))
    told = between(sentence, of_move, old, new, desk)
    percent = move.quantity.unit is Unit.PERCENT
    moved = abs(new.quantity.value - old.quantity.value)
    words = (
        f"is a change of {judgement.computed}"
        if percent
        else f"differ by {amount(moved, old.quantity)}"
    )
    joined = "to" if percent else "and"
    desk.judged(
        sentence,
        told.span,
        Kind.PERCENT_CHANGE if percent or move.quantity.unit is Unit.POINTS else Kind.SUM,
        move.quantity.text,
        judgement,
        f"{old.quantity.text} {joined} {new.quantity.text} {words}.",
        assumptions=told.assumptions,
        sources=told.sources,
        sure=sure,
    )
