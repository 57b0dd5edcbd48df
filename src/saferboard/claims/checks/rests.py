"""
What is left over: `118 replied, 61 rang and the remaining 71 did not answer`, `leaving £26,450`.
"""

import re
from decimal import Decimal
from itertools import combinations

from saferboard.claims.checks.passages import before, counts
from saferboard.claims.desk import Desk
from saferboard.claims.grammar.quantities import Bound, Quantity, Unit
from saferboard.claims.judging import amount, judge_amount, slip
from saferboard.claims.model import Kind
from saferboard.claims.text import Document, N, Sentence

_REST = re.compile(
    rf"\b(?:remaining|other|remainder(?:\sof)?|rest(?:\sof)?|leaving|leaves|left|outstanding)\s"
    rf"(?:of\s|the\s|some\s|a\s|balance\s|just\s|only\s)*(?P<a>{N})"
    rf"|(?P<b>{N})(?:\s[a-z]+){{0,3}}?\s(?:is|was|are|were)\s(?:still\s|yet\s)?(?:left|unspent|outstanding"
    rf"|to\sbe\s(?:awarded|spent|allocated|done)|remaining|to\scome)\b"
)
_NEAR = Decimal("0.03")
_MOST_PARTS = 8
_FEW_PARTS = 2
_FAR = 3


def check_rests(document: Document, desk: Desk) -> None:
    """Hold what is said to be left against a whole of the passage less its parts."""
    sentences = document.sentences
    for n, sentence in enumerate(sentences):
        if len(sentence.quantities) < 1:
            continue
        for match in _REST.finditer(sentence.skeleton.text):
            rest = sentence.skeleton.figures[match["a"] or match["b"]]
            plain = rest.unit in (Unit.COUNT, Unit.MONEY) and rest.bound is Bound.EXACT
            if plain and not desk.is_settled(sentence, rest):
                _check(sentences, n, rest, desk)


def _check(sentences: list[Sentence], n: int, rest: Quantity, desk: Desk) -> None:
    own = [(q, sentences[n]) for q in counts(sentences[n]) if q.start < rest.start]
    told = own
    options = [own]
    for place in list(before(sentences, n))[:2]:
        told = [(q, place) for q in counts(place)] + told
        options.append(told)
    found: list[tuple[tuple[Quantity, Sentence], list[Quantity], bool]] = []
    for figures in options:
        same = [(q, s) for q, s in figures if q.unit is rest.unit and q.value != rest.value]
        for k, (whole, place) in enumerate(same[:-1]):
            parts = [q for q, _ in same[k + 1 :]]
            if parts and whole.value > max(q.value for q in parts) and len(parts) <= _MOST_PARTS:
                left = whole.value - sum((q.value for q in parts), Decimal(0))
                holds = judge_amount(rest, left, parts=[whole, *parts]).holds
                found.append(((whole, place), parts, holds))
    held = [one for one in found if one[2]]
    if not held and _goes_in(rest, [q for q, _ in told] + counts(sentences[n])):
        return
    likely = held or [one for one in found if _is_meant(rest, one[0][0], one[1])]
    likely = likely or [one for one in found if _is_plain(sentences[n], rest, one)]
    wholes = {whole.value for (whole, _), _, _ in likely}
    if held or len(wholes) == 1:
        _say(sentences[n], rest, likely[0], desk)


def _goes_in(rest: Quantity, others: list[Quantity]) -> bool:
    """Return whether another two figures differ by what is left: it is then of those."""
    plain = [q for q in others if q.unit is rest.unit and q is not rest]
    return any(abs(a.value - b.value) == rest.value for a, b in combinations(plain, 2))


def _is_meant(rest: Quantity, whole: Quantity, parts: list[Quantity]) -> bool:
    """Return whether what is left is out by a slip, or by very little of the whole."""
    left = whole.value - sum((q.value for q in parts), Decimal(0))
    if left <= 0:
        return False
    return bool(slip(rest.value, left)) or abs(rest.value - left) <= _NEAR * whole.value


def _is_plain(
    sentence: Sentence,
    rest: Quantity,
    found: tuple[tuple[Quantity, Sentence], list[Quantity], bool],
) -> bool:
    """Return whether a sentence gives a whole, what is gone of it, what is left, and no more."""
    (whole, place), parts, _ = found
    told = [q for q in counts(sentence) if q.unit is rest.unit]
    if place is not sentence or len(told) != len(parts) + 2 or len(parts) > _FEW_PARTS:
        return False
    left = whole.value - sum((q.value for q in parts), Decimal(0))
    return left > 0 and left / _FAR <= rest.value <= left * _FAR


def _say(
    sentence: Sentence,
    rest: Quantity,
    found: tuple[tuple[Quantity, Sentence], list[Quantity], bool],
    desk: Desk,
) -> None:
    (whole, place), parts, _ = found
    left = whole.value - sum((q.value for q in parts), Decimal(0))
    listed = " less ".join(q.text for q in (whole, *parts))
    desk.judged(
        sentence,
        (rest.start, rest.end),
        Kind.SUM,
        rest.text,
        judge_amount(rest, left, parts=[whole, *parts]),
        f"{listed} is {amount(left, rest)}.",
        assumptions=[f"What is left is of the {whole.text} given before."],
        sources=[desk.place_in(place, whole.start, whole.end)],
    )
