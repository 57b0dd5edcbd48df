"""
What a sentence works out of the figures of the one before: `That leaves £57,000`, `This is a
reduction of 36%`, `So 63% of those turned away …`, `That makes 5,385 records`.

A figure that holds of some two of those before it is passed.  It is called wrong only where the
words say what was worked out and no more than one way of doing so comes near it.
"""

import itertools
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace

from saferboard.claims.checks.passages import VOTES
from saferboard.claims.desk import Desk
from saferboard.claims.grammar.directions import changes
from saferboard.claims.grammar.quantities import Bound, Quantity, Unit
from saferboard.claims.judging import (
    Judgement,
    amount,
    judge_amount,
    judge_change,
    judge_share,
    total,
)
from saferboard.claims.model import Kind
from saferboard.claims.text import Document, N, P, Sentence

_BACK = r"^\W*(?:so|thus|hence|therefore|overall|again|and)?,?\s?"
_IT = (
    r"(?:that|this|it|which|these|those|they|all\sin\sall|in\sall|altogether|together|in\stotal"
    r"|the\s(?:two|three|four|five|six|seven)(?:\s[a-z]+)?)\b"
)
_LEFT = re.compile(
    rf"{_BACK}(?:the\s)?(?:overspend|underspend|shortfall|surplus|deficit|headroom|difference|gap"
    rf"|remainder|balance)\s(?:of|is|was)\s(?P<a>{N})"
    rf"|{_BACK}(?:that|this|which)\sleaves\s(?:[a-z]+\s)?(?P<b>{N})"
    rf"|{_BACK}there\s(?:is|are|was|were)\s(?:[a-z]+\s)?(?P<c>{N})"
    r"(?:\s[a-z]+){0,2}?\s(?:left|vacan\w+|remaining|unspent|uncommitted|to\sgo)\b"
)
_MADE = re.compile(
    rf"{_BACK}{_IT}[^\ue000-\ue6ff,;]{{0,30}}?\b(?:is|are|was|were|makes?|made|gives?|adds?\sup\sto"
    rf"|come(?:s)?\sto|came\sto|totals?)\s(?:[a-z]+\s){{0,2}}?(?P<a>{N})"
    rf"|{_BACK}(?:all\sin\sall|in\sall|altogether|in\stotal),?\s(?:[a-z]+\s){{0,2}}?(?P<b>{N})"
)
_SHARE = re.compile(
    rf"^\W*(?:the\s(?:[a-z-]+\s){{0,3}}?(?:rate|proportion|percentage|take-up|uptake)|performance|compliance"
    rf"|occupancy|coverage|take-up|uptake|turnout)\s(?:was|is|were)\s(?:therefore\s|thus\s)?(?P<c>{P})"
    rf"|{_BACK}(?P<a>{P})\sof\s(?:them|these|those|which|whom)\b"
    rf"|^\W*(?:so|thus|hence|therefore|that\sis|this\sis|that\swas|this\swas),?\s(?:[a-z]+\s){{0,2}}?(?P<b>{P})"
    r"(?!\s(?:more|less|fewer|higher|lower|up|down|above|below|better|worse|over|under))"
)
_CHANGE = re.compile(rf"{_BACK}{_IT}", re.IGNORECASE)
_AGAINST = re.compile(r"\b(?:against|compared\s(?:to|with)|(?:up|down)\sfrom)\b")
"""What begins the figures of another time: `Performance was 84%, against 82% (1,287 of …)`."""
_MOST = 3
_FEW = 12


@dataclass(frozen=True)
class Way:
    """One way of working a figure out: the figures it takes, how it judges, and its words."""

    parts: tuple[Quantity, ...]
    judgement: Judgement
    why: str


def check_carried(document: Document, desk: Desk) -> None:
    """Hold what a sentence works out of the one before against its figures."""
    for before, sentence in itertools.pairwise(document.sentences):
        follows = before.block == sentence.block and before.quantities
        if not follows or not sentence.quantities or VOTES.search(before.text):
            continue
        for form, kind, ways in _KINDS:
            match = form.search(sentence.skeleton.text)
            if match is None:
                continue
            mark = next((m for m in match.groupdict().values() if m), None)
            stated = sentence.skeleton.figures[mark] if mark else _moved(sentence)
            if stated is not None and _is_open(sentence, stated, desk):
                _judge(before, sentence, stated, kind, list(ways(before, sentence, stated)), desk)


def _moved(sentence: Sentence) -> Quantity | None:
    """Return the one change of a sentence that gives no counts of its own."""
    said = [c for c in changes(sentence.skeleton) if not (c.against_others or c.elsewhere)]
    shares = [q for q in sentence.quantities if q.unit in (Unit.PERCENT, Unit.POINTS)]
    if len(said) != 1 or len(shares) != 1 or not said[0].direction:
        return None
    return said[0].quantity if said[0].quantity.unit is Unit.PERCENT else None


def _is_open(sentence: Sentence, stated: Quantity, desk: Desk) -> bool:
    """Return whether a figure stands alone in its sentence and no check has worked it out."""
    if any(desk.is_judged(sentence, stated.start, holds=holds) for holds in (True, False)):
        return False
    against = _AGAINST.search(sentence.text, stated.end)
    end = against.start() if against else len(sentence.text)
    others = [
        q for q in sentence.quantities if q is not stated and q.value > _FEW and q.start < end
    ]
    return stated.bound is Bound.EXACT and not any(
        q.unit in (stated.unit, Unit.COUNT, Unit.MONEY) for q in others
    )


def _plain(sentence: Sentence, unit: Unit | None = None) -> list[Quantity]:
    """Return the figures of a sentence that another may be worked out from, each value once."""
    found = {
        (q.unit, q.value): q
        for q in sentence.quantities
        if not q.sign and not q.like_a_year and not (q.in_words and q.value <= _FEW)
    }
    kinds = (unit,) if unit else (Unit.COUNT, Unit.MONEY)
    return [q for q in found.values() if q.unit in kinds and q.value]


def _left(before: Sentence, _: Sentence, stated: Quantity) -> Iterator[Way]:
    for one, other in itertools.combinations(_plain(before, stated.unit), 2):
        apart = abs(one.value - other.value)
        judgement = judge_amount(stated, apart, parts=[one, other])
        words = f"{one.text} and {other.text} differ by {amount(apart, stated)}."
        yield Way((one, other), judgement, words)


def _made(before: Sentence, _: Sentence, stated: Quantity) -> Iterator[Way]:
    every = _plain(before, stated.unit)
    for parts in (every, every[1:]):
        if len(parts) < 2 or any(q.value >= stated.value for q in parts):
            continue
        judgement = judge_amount(stated, total(parts), parts=parts)
        listed = " + ".join(q.text for q in parts)
        yield Way(tuple(parts), judgement, f"{listed} = {amount(total(parts), stated)}.")


def _shared(before: Sentence, _: Sentence, stated: Quantity) -> Iterator[Way]:
    for one, other in itertools.combinations(_plain(before), 2):
        part, whole = sorted((one, other), key=lambda q: q.value)
        judgement = judge_share(part, whole, stated) if part.unit is whole.unit else None
        if judgement:
            yield Way(
                (part, whole), judgement, f"{part.text} of {whole.text} is {judgement.computed}."
            )


def _changed(before: Sentence, sentence: Sentence, stated: Quantity) -> Iterator[Way]:
    change = next(c for c in changes(sentence.skeleton) if c.quantity == stated)
    levels = [replace(q, sign=0) for q in _plain(before)]
    for old, new in itertools.permutations(levels, 2):
        if old.unit is not new.unit or max(old.value, new.value) > 5 * min(old.value, new.value):
            continue
        judgement = judge_change(old, new, stated, change.direction)
        if judgement and ((new.value > old.value) == (change.direction > 0) or judgement.holds):
            yield Way((old, new), judgement, f"{old.text} to {new.text} is {judgement.computed}.")


_Ways = Callable[[Sentence, Sentence, Quantity], Iterator[Way]]
_KINDS: tuple[tuple["re.Pattern[str]", Kind, _Ways], ...] = (
    (_LEFT, Kind.SUM, _left),
    (_SHARE, Kind.SHARE, _shared),
    (_CHANGE, Kind.PERCENT_CHANGE, _changed),
    (_MADE, Kind.SUM, _made),
)


def _judge(
    before: Sentence, sentence: Sentence, stated: Quantity, kind: Kind, ways: list[Way], desk: Desk
) -> None:
    held = [way for way in ways if way.judgement.holds]
    near = [way for way in ways if not way.judgement.far]
    if not held and (len(near) != 1 or len(ways) > _MOST):
        return
    way = (held or near)[0]
    first, last = min(q.start for q in way.parts), max(q.end for q in way.parts)
    desk.judged(
        sentence,
        (stated.start, stated.end),
        kind,
        stated.text,
        way.judgement,
        way.why,
        assumptions=["It is worked out of the figures in the sentence before."],
        sources=[desk.place_in(before, first, last)],
    )
