"""
Means and multiples in sentences: `98 offences between 24 children, an average of 4.1 each`,
`six times as many, from 5 to 29`, `doubled`.
"""

import re
from decimal import Decimal

from saferboard.claims.desk import Desk
from saferboard.claims.grammar.pairs import Pair, pairs
from saferboard.claims.grammar.quantities import Bound, Quantity, Unit
from saferboard.claims.judging import Span, amount, doubt, fits, severity_of, verdict_on
from saferboard.claims.model import Kind, Severity
from saferboard.claims.text import Document, N, Sentence

_MEAN = re.compile(
    rf"\b(?:average|mean)\s(?:[a-z]+\s){{0,2}}?(?:of|was|is)\s(?:[a-z]+\s){{0,2}}?(?P<a>{N})"
    rf"|(?P<b>{N})\s(?:[a-z-]+\s){{0,3}}?(?:each\b|apiece|on\saverage"
    rf"|(?:an?|per|for\seach)\s(?!year|month|week|day|night|hour|minute|quarter|time|total)[a-z]+\b)"
    rf"|\b(?:each|every)\s(?:[a-z-]+\s){{1,4}}?(?:about\s|around\s)?(?P<c>{N})"
)
_AMONG = re.compile(
    rf"\b(?:across|over|between|among|amongst|from|for|in\seach\sof|by|to)\s(?:the\s|its\s|our\s"
    rf"|all\s|some\s|these\s)*(?P<among>{N})"
)
_AS_MANY = re.compile(
    rf"(?P<times>{N})[\s-]?(?:times|fold)\b|(?P<word>\b(?:doubl|trebl|tripl|quadrupl|halv)(?:ed|ing|e))\b"
)
_OF_ANOTHER = re.compile(rf"double\s(?:the|last\syear's|that\sof)\s(?:[a-z]+\s){{0,2}}?{N}")
_RANGE = re.compile(rf"\b(?:between\s{N}\sand|from\s{N}[^\ue000-\ue0ff]{{0,40}}?\bto)\s{N}|to\s{N}")
_WORDS = {
    "doubl": Decimal(2),
    "trebl": Decimal(3),
    "tripl": Decimal(3),
    "quadru": Decimal(4),
    "halv": Decimal("0.5"),
}
_HEDGE = re.compile(
    r"\b(?:(?P<over>more than|over|at least)|(?P<nearly>almost|nearly|close to|just under)"
    r"|(?P<about>about|around|roughly|some|approximately))\s(?:\w+\s)?$"
)


def check_means(document: Document, desk: Desk) -> None:
    """Hold means and multiples against the figures they are of."""
    before: Sentence | None = None
    for sentence in document.sentences:
        if not sentence.quantities:
            continue
        _check_mean(sentence, before, desk)
        _check_multiple(sentence, desk)
        before = sentence


def _check_mean(sentence: Sentence, before: Sentence | None, desk: Desk) -> None:
    skeleton = sentence.skeleton
    match = _MEAN.search(skeleton.text)
    if match is None:
        return
    each = skeleton.figures[match["a"] or match["b"] or match["c"]]
    among = [
        (skeleton.figures[m["among"]], True)
        for m in _AMONG.finditer(skeleton.text)
        if skeleton.figures[m["among"]] is not each and not _RANGE.match(skeleton.text, m.start())
    ]
    others = _others(sentence, each)
    if not among and len(others) == 2 and each.unit is Unit.MONEY:
        among = [(q, False) for q in others if q.unit is Unit.COUNT]
    near = [(q, sentence) for q in others]
    if before is not None and before.block == sentence.block:
        near += [(q, before) for q in _others(before, each)]
    tried = [
        (whole, place, by)
        for by, _ in among
        for whole, place in near
        if whole.unit is each.unit and by.unit is Unit.COUNT and whole.value != by.value
        if by.value >= 2 and each.value and _plausible(whole, by, each)
    ]
    held = [one for one in tried if _holds(one[0], one[2], each)]
    own = [one for one in tried if one[1] is sentence] or tried
    if held or len(own) == 1:
        _say_mean(sentence, each, held[0] if held else own[0], desk, holds=bool(held))


def _others(sentence: Sentence, each: Quantity) -> list[Quantity]:
    kinds = (Unit.COUNT, Unit.MONEY)
    return [q for q in sentence.quantities if q.unit in kinds and q.value != each.value]


def _plausible(whole: Quantity, by: Quantity, each: Quantity) -> bool:
    return each.value / 4 <= whole.value / by.value <= each.value * 4


def _mean_span(whole: Quantity, by: Quantity) -> Span:
    room = max(doubt(whole), whole.half if whole.unit is Unit.MONEY else Decimal(0))
    exact = whole.value / by.value
    return Span((whole.value - room) / by.value, (whole.value + room) / by.value, exact)


def _holds(whole: Quantity, by: Quantity, each: Quantity) -> bool:
    half = each.half
    if each.unit is Unit.MONEY and each.value == int(each.value):
        half = max(half, Decimal("0.5"))
    return fits(each.value, half, each.bound, _mean_span(whole, by))


def _say_mean(
    sentence: Sentence,
    each: Quantity,
    drawn: tuple[Quantity, Sentence, Quantity],
    desk: Desk,
    *,
    holds: bool,
) -> None:
    whole, place, by = drawn
    inside = [each, by, whole] if place is sentence else [each, by]
    computed = amount((whole.value / by.value).quantize(Decimal("0.01")), each)
    sources = [] if place is sentence else [desk.place_in(place, whole.start, whole.end)]
    desk.say(
        sentence,
        (min(q.start for q in inside), max(q.end for q in inside)),
        Kind.OTHER,
        each.text,
        computed,
        verdict_on(each.value, whole.value / by.value, holds=holds),
        f"{whole.text} over {by.text} is {computed} each.",
        severity=severity_of(each.value, whole.value / by.value, each.half),
        assumptions=[f"The mean is {whole.text} over {by.text}."],
        sources=sources,
    )


def _check_multiple(sentence: Sentence, desk: Desk) -> None:
    """Judge `six times, from 5 to 29` and `doubled from 12 to 24`."""
    skeleton = sentence.skeleton
    match = _AS_MANY.search(skeleton.text)
    found = pairs(skeleton) if match else []
    if match is None or not found:
        return
    pair = min(found, key=lambda one: abs(one.start - match.start()))
    if abs(pair.start - match.start()) > 120 or pair.old.value <= 0:
        return
    quantity = skeleton.figures[match["times"]] if match["times"] else None
    if quantity in (pair.old, pair.new):
        return
    if _OF_ANOTHER.match(skeleton.text, match.start()):
        return
    stem = next((s for s in _WORDS if (match["word"] or "").startswith(s)), "")
    times = quantity.value if quantity else _WORDS[stem]
    exact = pair.new.value / pair.old.value
    if quantity is None and re.search(r"\bhalf\b", sentence.text):
        return
    holds = _times_fit(skeleton.text[: match.start()], times, exact, pair, quantity)
    if not holds and re.search(r"\b(?:each|every|per|average)\b", sentence.text, re.I):
        # "each child went missing 2.4 times" is a mean.
        return
    start, end = skeleton.origin(match.start()), skeleton.origin(match.end())
    desk.say(
        sentence,
        (min(start, pair.old.start, pair.new.start), max(end, pair.old.end, pair.new.end)),
        Kind.OTHER,
        quantity.text if quantity else match[0],
        f"{exact:.2f} times",
        verdict_on(times, exact, holds=holds),
        f"{pair.new.text} is {exact:.2f} times {pair.old.text}.",
        severity=Severity.MATERIAL,
    )


def _times_fit(
    before: str, times: Decimal, exact: Decimal, pair: Pair, quantity: Quantity | None
) -> bool:
    low = (pair.new.value - doubt(pair.new)) / (pair.old.value + doubt(pair.old))
    high = (pair.new.value + doubt(pair.new)) / max(
        pair.old.value - doubt(pair.old), Decimal("0.1")
    )
    hedge = _HEDGE.search(before)
    bound = Bound(next(k for k, v in hedge.groupdict().items() if v)) if hedge else Bound.EXACT
    if quantity is not None and quantity.bound is not Bound.EXACT:
        bound = quantity.bound
    half = times * Decimal("0.08")
    if quantity is not None and quantity.half < Decimal("0.5"):
        half = quantity.half
    elif quantity is not None:
        half = Decimal("0.5")
    return fits(times, half, bound, Span(low, high, exact))
