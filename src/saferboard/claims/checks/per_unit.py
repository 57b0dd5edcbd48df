"""
So many for each: a whole, a number among which it is shared, and what each has.

`14 inspectors completed 2,210 audits, an average of 158 each`; `488 cases involving 610
children, 1.25 children per case`; `486 attendances at £296 each come to £143,856`.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from decimal import Decimal

from saferboard.claims.checks.passages import AMOUNTS, before, is_of
from saferboard.claims.desk import Desk
from saferboard.claims.grammar.quantities import Bound, Quantity, Unit
from saferboard.claims.judging import Span, amount, doubt, fits, severity_of, verdict_on
from saferboard.claims.model import Kind
from saferboard.claims.text import Document, N, Sentence
from saferboard.claims.topics import stem

_TIME = (
    r"(?:year|month|week|day|night|hour|minute|second|quarter|time|total|annum|head|cent|shift"
    r"|visit)"
)
_FORMS = [
    re.compile(
        rf"\b(?:average|mean)\s(?:[a-z]+\s){{0,3}}?(?:of|was|is)\s(?:[a-z]+\s){{0,2}}?(?P<each>{N})"
        rf"(?:\s[a-z-]+){{0,3}}?(?:\s(?:an?|per|for\severy|for\seach|to\san?|to\seach)\s"
        rf"(?:of\s(?:the|our|its|these)\s{N}\s)?(?!{_TIME}\b)(?P<what>[a-z]+))?"
    ),
    re.compile(rf"(?:\b(?:averaging|averages|averaged|on\saverage),?\s)(?P<each>{N})"),
    re.compile(rf"(?P<each>{N})(?:\s[a-z-]+){{0,3}}?\s(?:each|apiece|on\saverage)\b"),
    re.compile(
        rf"(?P<each>{N})(?:\s[a-z-]+){{0,3}}?\s(?:an?|per|for\severy|for\seach|to\san?|to\seach|to\severy)\s"
        rf"(?:of\s(?:the|our|its|these)\s{N}\s)?(?!{_TIME}\b)(?P<what>[a-z]+)\b"
    ),
    re.compile(rf"\b(?:each|every)\s(?P<what>[a-z]+)(?:\s[a-z-]+){{1,4}}?\s(?P<each>{N})"),
]


@dataclass(frozen=True)
class Shared:
    """A whole and the number it is shared among; each may stand a sentence earlier."""

    whole: tuple[Quantity, Sentence]
    among: tuple[Quantity, Sentence]
    sure: bool


def check_per_unit(document: Document, desk: Desk) -> None:
    """Hold what each has against the whole and the number it is shared among."""
    for n, sentence in enumerate(document.sentences):
        if not sentence.quantities:
            continue
        done: set[int] = set()
        for form in _FORMS:
            for match in form.finditer(sentence.skeleton.text):
                each = sentence.skeleton.figures[match["each"]]
                judged = any(desk.is_judged(sentence, each.start, holds=h) for h in (True, False))
                if each.unit not in AMOUNTS or each.start in done or judged or not each.value:
                    continue
                done.add(each.start)
                what = stem(match.groupdict().get("what") or "")
                _check(document.sentences, n, each, what, desk)


def _check(sentences: list[Sentence], n: int, each: Quantity, what: str, desk: Desk) -> None:
    sentence = sentences[n]
    options = list(_shared(sentences, n, each, what))
    held = [one for one in options if _holds(one, each)]
    sure = [one for one in options if one.sure]
    sure = [one for one in sure if one.whole[1] is one.among[1] is sentence] or sure
    if held:
        _say(sentence, each, held[0], desk, holds=True)
    elif len({(s.whole[0].value, s.among[0].value) for s in sure}) == 1:
        _say(sentence, each, sure[0], desk, holds=False)


def _shared(sentences: list[Sentence], n: int, each: Quantity, what: str) -> Iterator[Shared]:
    """Yield the wholes and numbers that may lie behind a figure for each."""
    sentence = sentences[n]
    own = [(q, sentence) for q in _plain(sentence, each)]
    near = own + [(q, s) for s in list(before(sentences, n))[:2] for q in _plain(s, each)]
    for whole in near:
        for among in near:
            if among is whole or among[0].unit is not Unit.COUNT or among[0].value < 2:
                continue
            if whole[0].unit is not each.unit or among[0].half < Decimal("0.5"):
                continue
            exact = whole[0].value / among[0].value
            if not each.value / 4 <= exact <= each.value * 4 or whole[0].value == among[0].value:
                continue
            named = bool(what) and is_of(among[1], among[0], what)
            alone = not what and len(own) == 2 and whole[1] is among[1] is sentence
            yield Shared(whole, among, sure=(named or alone) and sentence in (whole[1], among[1]))


def _plain(sentence: Sentence, each: Quantity) -> list[Quantity]:
    found = {
        (q.unit, q.value): q
        for q in sentence.quantities
        if q is not each and q.unit in AMOUNTS and not q.sign and q.value != each.value
    }
    return list(found.values())


def _span(shared: Shared) -> Span:
    whole, among = shared.whole[0], shared.among[0]
    room = max(doubt(whole), whole.half if whole.unit is Unit.MONEY else Decimal(0))
    less = doubt(among)
    exact = whole.value / among.value
    low, high = whole.value - room, whole.value + room
    return Span(low / (among.value + less), high / max(among.value - less, Decimal(1)), exact)


def _holds(shared: Shared, each: Quantity) -> bool:
    half = each.half
    if each.unit is Unit.MONEY and each.value == int(each.value):
        half = max(half, Decimal("0.5"))
    if each.unit is Unit.MONEY and each.value >= 1000 and not each.value % 10:
        # "About £4,370 apiece" is printed to the nearest ten.
        half = max(half, Decimal(5))
    bound = Bound.ABOUT if each.bound is Bound.EXACT and each.in_words else each.bound
    return fits(each.value, half, bound, _span(shared))


def _say(sentence: Sentence, each: Quantity, shared: Shared, desk: Desk, *, holds: bool) -> None:
    whole, among = shared.whole[0], shared.among[0]
    inside = [each] + [q for q, s in (shared.whole, shared.among) if s is sentence]
    exact = whole.value / among.value
    computed = amount(exact.quantize(Decimal("0.01")), replace(each, half=Decimal(0)))
    desk.say(
        sentence,
        (min(q.start for q in inside), max(q.end for q in inside)),
        Kind.OTHER,
        each.text,
        computed,
        verdict_on(each.value, exact, holds=holds),
        f"{whole.text} over {among.text} is {computed} each.",
        severity=severity_of(each.value, exact, each.half),
        assumptions=[f"The figure for each is {whole.text} over {among.text}."],
        sources=[
            desk.place_in(s, q.start, q.end)
            for q, s in (shared.whole, shared.among)
            if s is not sentence
        ],
    )
