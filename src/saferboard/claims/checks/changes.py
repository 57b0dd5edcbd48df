"""
Percent changes in sentences: two counts and what is said of them.
"""

import re
from collections.abc import Iterator
from decimal import Decimal
from itertools import combinations

from saferboard.claims.checks.changed_points import judge_points, reason, span_of
from saferboard.claims.checks.otherwise import holds_otherwise
from saferboard.claims.checks.two_sentences import Known, counts_of, from_two_sentences
from saferboard.claims.desk import Desk
from saferboard.claims.grammar.directions import (
    MORE,
    MORE_AFTER,
    MULTIPLE,
    Change,
    changes,
    direction_before,
    verb_direction,
)
from saferboard.claims.grammar.pairs import Pair, pairs
from saferboard.claims.grammar.quantities import Quantity, Unit
from saferboard.claims.judging import (
    WRONG_WAY,
    Judgement,
    amount,
    judge_amount,
    judge_change,
)
from saferboard.claims.model import Kind, Place, Severity
from saferboard.claims.text import Document, Sentence

_CARRIES_ON = re.compile(
    r"\s*(?:this|that|it|these|which|the\s(?:rise|fall|increase|decrease|reduction|change"
    r"|drop)|an?\s(?:overall\s|significant\s)?"
    r"(?:rise|fall|increase|decrease|reduction|drop)|representing|equating|equivalent|overall)\b",
    re.IGNORECASE,
)
_NEAR = 170
_FEW = 6
_TWO = 2
_ONE_OR_SO = 3


def check_changes(document: Document, desk: Desk) -> None:
    """Hold every change said in a sentence against the counts it speaks of."""
    known: Known | None = None
    before: Sentence | None = None
    for sentence in document.sentences:
        if known and sentence.block - known.sentence.block > 1:
            known = None
        if not sentence.quantities:
            continue
        found = pairs(sentence.skeleton)
        said = [c for c in changes(sentence.skeleton) if not c.against_others]
        if found:
            _bind(sentence, found, said, desk)
            _bind_before(before, sentence, found, said, desk)
            known = Known(sentence, found[-1])
        else:
            known = from_two_sentences(before, sentence) or known
            if known and said:
                _carry_on(known, sentence, [c for c in said if not c.elsewhere], desk)
        before = sentence


def _bind(sentence: Sentence, found: list[Pair], said: list[Change], desk: Desk) -> None:
    """Give each pair of a sentence the nearest change, and judge it."""
    options = sorted(
        (_distance(sentence, pair, change), n, m)
        for n, pair in enumerate(found)
        for m, change in enumerate(said)
        if not _is_own(change, pair) and not pair.target
        if pair.old.unit is not Unit.PERCENT or _is_amount(sentence, change)
    )
    bound: dict[int, int] = {}
    for distance, n, m in options:
        room = 30 if said[m].elsewhere else _NEAR
        if n not in bound and m not in bound.values() and distance < room:
            bound[n] = m
    for n, pair in enumerate(found):
        if n in bound:
            judge_pair(sentence, pair, said[bound[n]], said, desk)
        else:
            _judge_direction(sentence, pair, desk)
        _judge_difference(sentence, pair, found, [c.quantity for c in said], desk)


def _is_own(change: Change, pair: Pair) -> bool:
    """Return whether what looks like a change is one of the figures compared, said again."""
    stated = change.quantity
    return any(stated.unit is q.unit and stated.value == q.value for q in (pair.old, pair.new))


def _is_amount(sentence: Sentence, change: Change) -> bool:
    """Return whether a percentage beside two others is their change and not a third level."""
    if change.quantity.unit is Unit.POINTS:
        return True
    text = sentence.skeleton.text
    if re.match(r"\s(?:better|worse)\b", text[change.at + 1 :]):
        return True
    verb = direction_before(text, change.at)
    if verb and change.at - verb[1] <= 12 and not re.search(r"\bto\s$", text[: change.at]):
        return True
    return change.ended > change.at + 1 or text[: change.at].endswith(("by ", "of ", "(", "+"))


_PARTED = re.compile(
    r"[;]|\b(?:while|whereas|whilst|but|unchanged|where|and (?:was|were|is|rose|fell))\b"
)


def _distance(sentence: Sentence, pair: Pair, change: Change) -> int:
    """Return how far a change stands from a pair; words that part clauses count as far."""
    if pair.start <= change.at < pair.end:
        return 0
    first, last = (pair.end, change.at) if change.at >= pair.end else (change.at, pair.start)
    between = sentence.skeleton.text[first:last]
    parted = len(_PARTED.findall(between)) + between.count(";")
    crossed = len(re.findall("[\ue000-\ue0ff]", between))
    return len(between) + 60 * parted + 40 * crossed


def judge_pair(
    sentence: Sentence, pair: Pair, change: Change, said: list[Change], desk: Desk
) -> None:
    """Judge one change against the pair it belongs to."""
    stated = change.quantity
    if stated.unit is Unit.POINTS:
        judge_points(sentence, pair, change, desk)
        return
    judgement = judge_change(pair.old, pair.new, stated, change.direction)
    if judgement is None:
        return
    others = [c for c in said if c is not change]
    if not judgement.holds and any(_holds(pair, c) for c in others):
        return
    if not judgement.holds and _is_of_another_pair(sentence, pair, change):
        return
    told = [q for q in sentence.quantities if q.unit is pair.old.unit]
    used = (pair.old, pair.new)
    of_others = len(told) > _TWO and holds_otherwise(stated, used, told, change.direction)
    if not judgement.holds and of_others:
        return
    direction = verb_direction(sentence.skeleton.text, pair.start, pair.end)
    if not judgement.holds and judgement.cause == WRONG_WAY and direction:
        turned = judge_change(pair.old, pair.new, stated, direction)
        judgement = turned if turned and turned.holds else judgement
    span = span_of(sentence, pair, change)
    desk.judged(
        sentence,
        span,
        Kind.PERCENT_CHANGE,
        stated.text,
        judgement,
        reason(pair.old, pair.new, judgement),
        assumptions=[f"{pair.old.text} is the earlier figure and {pair.new.text} the later."],
        sure=_is_alone(sentence, [pair.old, pair.new], [stated]),
    )


def _is_alone(sentence: Sentence, counts: list[Quantity], stated: list[Quantity]) -> bool:
    """Return whether a sentence has no other counts and percentages than these, nor parts."""
    if _PARTED.search(sentence.skeleton.text):
        return False
    known = {q.start for q in (*counts, *stated)}
    kinds = {q.unit for q in (*counts, *stated)} | {Unit.PERCENT}
    others = [q for q in sentence.quantities if q.start not in known and q.unit in kinds]
    return not any(q.value > _ONE_OR_SO or q.unit is Unit.PERCENT for q in others)


def _is_of_another_pair(sentence: Sentence, pair: Pair, change: Change) -> bool:
    """Return whether a change is that to one of its pair from a third figure, or the reverse."""
    stated = change.quantity
    if stated.half > Decimal("0.05") and len(sentence.quantities) > _FEW:
        # A whole per cent fits some two of many figures by chance.
        return False
    others = [q for q in sentence.quantities if q.unit is pair.old.unit and q.start > stated.end]
    return any(
        (judgement := judge_change(other, pair.new, stated, change.direction)) and judgement.holds
        for other in others
        if other not in (pair.old, pair.new)
    )


def _holds(pair: Pair, change: Change) -> bool:
    judgement = judge_change(pair.old, pair.new, change.quantity, change.direction)
    return judgement is not None and judgement.holds


def _judge_direction(sentence: Sentence, pair: Pair, desk: Desk) -> None:
    """Judge words alone: `a reduction from 383 to 500`."""
    text = sentence.skeleton.text
    if pair.form in ("timed", "aside", "than", "of-to", "extra") or pair.target:
        return
    ahead = direction_before(text, pair.start + 5)
    way = verb_direction(text, pair.start, pair.end) or (ahead[0] if ahead else 0)
    if ahead and way != ahead[0]:
        return
    if not way or pair.new.value == pair.old.value:
        return
    if pair.form in ("compared", "to-from") and not verb_direction(text, pair.start, pair.end):
        return
    right = (pair.new.value > pair.old.value) == (way > 0)
    first = sentence.skeleton.origin(ahead[1]) if ahead else min(pair.old.start, pair.new.start)
    words = "rise" if way > 0 else "fall"
    judgement = Judgement(
        right,
        words if right else ("fall" if way > 0 else "rise"),
        None if right else Severity.MATERIAL,
        "" if right else WRONG_WAY,
    )
    first = min(first, pair.old.start, pair.new.start)
    desk.judged(
        sentence,
        (first, max(pair.old.end, pair.new.end)),
        Kind.PERCENT_CHANGE,
        words,
        judgement,
        f"{pair.old.text} to {pair.new.text} is a {judgement.computed}.",
    )


def _judge_difference(
    sentence: Sentence, pair: Pair, found: list[Pair], said: list[Quantity], desk: Desk
) -> None:
    """Judge a difference given as a number: `an increase of 105`."""
    figures = sentence.skeleton.figures.values()
    told = [q for q in figures if q.unit is pair.old.unit and not q.sign]
    moved = abs(pair.new.value - pair.old.value)
    for quantity in _gaps(sentence, pair, found):
        judgement = judge_amount(quantity, moved, parts=[pair.old, pair.new])
        likely = moved and _plausible(quantity.value, moved)
        if not judgement.holds and (not likely or _is_of_others(quantity, moved, told)):
            continue
        sure = _is_alone(sentence, [pair.old, pair.new, quantity], said)
        if judgement.far and not sure:
            continue
        first = min(quantity.start, pair.old.start, pair.new.start)
        last = max(quantity.end, pair.old.end, pair.new.end)
        desk.judged(
            sentence,
            (first, last),
            Kind.SUM,
            quantity.text,
            judgement,
            f"{pair.old.text} and {pair.new.text} differ by {amount(moved, pair.old)}.",
            sure=sure,
        )
        return


def _gaps(sentence: Sentence, pair: Pair, found: list[Pair]) -> Iterator[Quantity]:
    """Yield the figures near a pair whose words say that they are a difference."""
    skeleton = sentence.skeleton
    paired = {q for one in found for q in (one.old, one.new)}
    for mark, quantity in skeleton.figures.items():
        place = skeleton.places[mark]
        if quantity in paired or quantity.unit is not pair.old.unit:
            continue
        if quantity.unit is Unit.PERCENT or abs(place - pair.start) > 2 * _NEAR:
            continue
        if MULTIPLE.match(skeleton.text, place + 1) or not _is_gap(skeleton.text, place):
            continue
        again = quantity.value in (pair.old.value, pair.new.value)
        if not again and (pair.form != "timed" or skeleton.text[:place].endswith("of ")):
            yield quantity


def _is_gap(text: str, place: int) -> bool:
    """Return whether the words beside a figure say that it is a difference."""
    ahead = MORE.search(text, max(place - 40, 0), place)
    return bool(ahead or MORE_AFTER.match(text, place + 1))


def _is_of_others(gap: Quantity, moved: Decimal, told: list[Quantity]) -> bool:
    """Return whether a sentence gives the difference itself, or two figures that differ by it."""
    others = [q for q in told if q is not gap]
    return any(q.value == moved for q in others) or any(
        abs(one.value - other.value) == gap.value for one, other in combinations(others, 2)
    )


def _plausible(stated: Decimal, computed: Decimal) -> bool:
    return computed / 4 <= stated <= computed * 4


def _carry_on(known: Known, sentence: Sentence, said: list[Change], desk: Desk) -> None:
    """Judge `This represents a 46.7% decrease` against the counts of the sentence before."""
    if len(said) not in (1, 2) or not (
        _CARRIES_ON.match(sentence.text) or known.pair.form == "two sentences"
    ):
        return
    if sentence.index - known.sentence.index > 2 or (
        counts_of(sentence) and known.pair.form != "two sentences"
    ):
        return
    change = said[0]
    if change.quantity.unit is Unit.POINTS:
        return
    judgement = judge_change(known.pair.old, known.pair.new, change.quantity, change.direction)
    if judgement is None:
        return
    told = (*known.sentence.quantities, *sentence.quantities)
    used = (known.pair.old, known.pair.new)
    if not judgement.holds and holds_otherwise(change.quantity, used, told, change.direction):
        return
    span = phrase(sentence, change)
    desk.judged(
        sentence,
        span,
        Kind.PERCENT_CHANGE,
        change.quantity.text,
        judgement,
        reason(known.pair.old, known.pair.new, judgement),
        assumptions=["The change is that of the counts in the sentence before."],
        sources=[pair_place(known, desk)],
    )


def phrase(sentence: Sentence, change: Change) -> tuple[int, int]:
    """Return the words of a change: from its verb to its figure, or on to its noun."""
    skeleton = sentence.skeleton
    return (
        min(skeleton.origin(change.began), change.quantity.start),
        max(skeleton.origin(change.ended), change.quantity.end),
    )


def pair_place(known: Known, desk: Desk) -> Place:
    """Return where the counts of a pair stand; one of them may be a sentence further on."""
    pair, text = known.pair, known.sentence.text
    inside = [q for q in (pair.old, pair.new) if text[q.start : q.end] == q.text]
    first, last = min(q.start for q in inside), max(q.end for q in inside)
    return desk.place_in(known.sentence, first, last)


def _bind_before(
    before: Sentence | None, sentence: Sentence, found: list[Pair], said: list[Change], desk: Desk
) -> None:
    """Judge a change said one sentence before its counts: `Burglary rose 9%. There were …`"""
    if before is None or said or len(found) != 1 or sentence.index - before.index > 1:
        return
    if sentence.block != before.block or counts_of(before) or found[0].target:
        return
    told = [
        c for c in changes(before.skeleton) if not (c.against_others or c.elsewhere) and c.direction
    ]
    if len(told) != 1 or told[0].quantity.unit is Unit.POINTS or pairs(before.skeleton):
        return
    judgement = judge_change(found[0].old, found[0].new, told[0].quantity, told[0].direction)
    if judgement is None or judgement.cause == WRONG_WAY:
        return
    known = Known(sentence, found[0])
    desk.judged(
        before,
        phrase(before, told[0]),
        Kind.PERCENT_CHANGE,
        told[0].quantity.text,
        judgement,
        reason(found[0].old, found[0].new, judgement),
        assumptions=["The counts are those of the sentence after."],
        sources=[pair_place(known, desk)],
    )
