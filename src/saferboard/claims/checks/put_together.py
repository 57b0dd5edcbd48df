"""
Figures put together from those just before: `a shortfall of 47`, `Together they account for 559`,
`19 came: 12 for it and seven against`, `At £400 each they were worth £55,600`.
"""

import re
from collections.abc import Iterator
from decimal import Decimal
from itertools import combinations

from saferboard.claims.checks.passages import VOTES
from saferboard.claims.desk import Desk
from saferboard.claims.grammar.quantities import Bound, Quantity, Unit
from saferboard.claims.judging import Judgement, amount, judge_amount, slip, total
from saferboard.claims.model import Kind, Place
from saferboard.claims.moves.levels import levels
from saferboard.claims.text import Document, N, Sentence

_G = r"[^\ue000-\ue6ff;.]"
_SHORT = re.compile(
    rf"(?P<a>{N}){_G}{{0,60}}?\b(?:of|out\sof|against|compared\swith)\s(?:the\s|an?\s)?(?:[a-z-]+\s){{0,3}}?"
    rf"(?P<b>{N}){_G}{{0,70}}?[,–—:(]\s?(?:or\s|that\sis,?\s)?(?:an?\s|so\san?\s|giving\san?\s|leaving\san?\s)?"
    r"(?:[a-z]+\s)?(?:shortfall|gap|deficit|surplus|excess|difference|underspend|overspend)\sof\s"
    rf"(?P<gap>{N})"
)
_TOGETHER = re.compile(
    r"\b(?:together|between\sthem|combined|in\sall|altogether)\b[^;.]{0,80}?"
    rf"(?:\((?P<a>{N})(?:\s[a-z]+)?\)|\b(?:total(?:led)?|make|made|were|was|numbered|came\sto),?\s(?P<b>{N}))"
    rf"|^\W*(?:taken\s)?together,?\s(?P<c>{N})"
)
_SPLIT = re.compile(
    rf"^[^\ue000-\ue6ff:]{{0,40}}(?P<whole>{N})[^\ue000-\ue6ff:.;]{{3,80}}?:\s(?P<one>{N})[^\ue000-\ue6ff:;]{{2,60}}?"
    rf"\band\s(?P<two>{N})\s[^\ue000-\ue6ff:;]{{2,60}}$"
)
_EACH = re.compile(
    rf"\bat\s(?P<each>{N})\s(?:each|apiece|per\s[a-z]+|an?\s[a-z]+),?\s{_G}{{0,70}}?"
    rf"\b(?:worth|cost|comes?\sto|came\sto|totall?\w*|makes?|made|raised|bring|brought)\s(?P<whole>{N})"
)
_OVERLAPS = re.compile(
    r"\b(?:both|twice|also|some|more\sthan\sone|overlap\w*|others?|most|of\s(?:those|them|these|whom|which))\b",
    re.I,
)
_FEW = 4
_CLOSE = Decimal("0.03")
_FAR = Decimal("0.4")


def check_put_together(document: Document, desk: Desk) -> None:
    """Hold what a sentence puts together against the figures just before."""
    before: Sentence | None = None
    for sentence in document.sentences:
        if not sentence.quantities or VOTES.search(sentence.text):
            continue
        _check_short(sentence, desk)
        _check_split(sentence, desk)
        if before is not None and before.block == sentence.block:
            _check_together(before, sentence, desk)
            _check_each(before, sentence, desk)
        before = sentence


def _check_short(sentence: Sentence, desk: Desk) -> None:
    figures = sentence.skeleton.figures
    for match in _SHORT.finditer(sentence.skeleton.text):
        one, other, gap = (figures[match[name]] for name in ("a", "b", "gap"))
        if not one.unit is other.unit is gap.unit or one.sign or one.value == other.value:
            continue
        apart = abs(one.value - other.value)
        judgement = judge_amount(gap, apart, parts=[one, other])
        if not judgement.holds and _differ(sentence, gap):
            continue
        why = f"{one.text} and {other.text} differ by {amount(apart, gap)}."
        _say(sentence, (one.start, gap.end), gap, judgement, why, desk)


def _differ(sentence: Sentence, gap: Quantity) -> bool:
    """Return whether any two figures of a sentence differ by just so much."""
    plain = [q for q in sentence.quantities if q.unit is gap.unit and q is not gap]
    return any(abs(a.value - b.value) == gap.value for a, b in combinations(plain, 2))


def _check_split(sentence: Sentence, desk: Desk) -> None:
    """Judge `19 had come in: 12 in support of the review and nine against it`."""
    match = _SPLIT.match(sentence.skeleton.text)
    if match is None:
        return
    whole, one, two = (sentence.skeleton.figures[match[n]] for n in ("whole", "one", "two"))
    if not whole.unit is one.unit is two.unit or whole.unit not in (Unit.COUNT, Unit.MONEY):
        return
    made = total([one, two])
    if not one.bound is two.bound is Bound.EXACT or _OVERLAPS.search(sentence.text):
        return
    if whole.value <= max(one.value, two.value) or abs(made - whole.value) > _FAR * whole.value:
        return
    judgement = judge_amount(whole, made, parts=[one, two])
    why = f"{one.text} + {two.text} = {amount(made, whole)}."
    _say(sentence, (whole.start, two.end), whole, judgement, why, desk)


def _parts(before: Sentence, unit: Unit) -> list[Quantity]:
    """Return the figures of now in a sentence, numbers in words among them."""
    known = [one.quantity for one in levels(before) if one.quantity.unit is unit and not one.then]
    small = [q for q in before.quantities if q.in_words and q.unit is unit and q not in known]
    return sorted([*known, *small], key=lambda q: q.start)


def _check_together(before: Sentence, sentence: Sentence, desk: Desk) -> None:
    match = _TOGETHER.search(sentence.skeleton.text)
    if match is None:
        return
    whole = sentence.skeleton.figures[match["a"] or match["b"] or match["c"]]
    if desk.is_settled(sentence, whole) or whole.bound is not Bound.EXACT or whole.sign:
        return
    parts = _parts(before, whole.unit)
    if not 2 <= len(parts) <= _FEW or whole.unit not in (Unit.COUNT, Unit.MONEY):
        return
    runs = [parts[a:b] for a in range(len(parts)) for b in range(a + 2, len(parts) + 1)]
    held = [run for run in runs if total(run) == whole.value]
    near = [run for run in runs if _is_slip(whole, total(run))]
    if not held and len(near) != 1:
        return
    run = (held or near)[0]
    judgement = judge_amount(whole, total(run), parts=run)
    why = f"{' + '.join(q.text for q in run)} = {amount(total(run), whole)}."
    source = desk.place_in(before, run[0].start, run[-1].end)
    _say(sentence, (whole.start, whole.end), whole, judgement, why, desk, [source])


def _is_slip(stated: Quantity, made: Decimal) -> bool:
    return abs(stated.value - made) <= max(_CLOSE * made, Decimal(1)) or bool(
        slip(stated.value, made)
    )


def _check_each(before: Sentence, sentence: Sentence, desk: Desk) -> None:
    """Judge `139 were paid. At £400 each they were worth £55,600`."""
    match = _EACH.search(sentence.skeleton.text)
    if match is None:
        return
    each, whole = (sentence.skeleton.figures[match[n]] for n in ("each", "whole"))
    if each.unit is not Unit.MONEY or whole.unit is not Unit.MONEY:
        return
    made = list(_products(before, each, whole))
    held = [one for one in made if one[1].holds]
    likely = held or [one for one in made if _is_slip(whole, one[0].value * each.value)]
    if not likely or (not held and len(likely) > 1):
        return
    count, judgement = likely[0]
    why = f"{count.text} at {each.text} is {judgement.computed}."
    source = desk.place_in(before, count.start, count.end)
    _say(sentence, (each.start, whole.end), whole, judgement, why, desk, [source])


def _products(
    before: Sentence, each: Quantity, whole: Quantity
) -> Iterator[tuple[Quantity, Judgement]]:
    for count in _parts(before, Unit.COUNT):
        yield count, judge_amount(whole, count.value * each.value, parts=[each])


def _say(
    sentence: Sentence,
    span: tuple[int, int],
    stated: Quantity,
    judgement: Judgement,
    why: str,
    desk: Desk,
    sources: list[Place] | None = None,
) -> None:
    desk.judged(
        sentence, span, Kind.SUM, stated.text, judgement, why, sources=sources or [], sure=True
    )
