"""
Workings that are written out: `14 + 29 + 43 = 86`, `£1.9m less £1.1m leaves £0.8m`,
`2.1 each (254 in 119)`, `1.7 per 1,000 (1,043 / 612,300)`.

Whoever writes a working out says which figures are meant, so it needs no guess.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal

from saferboard.claims.desk import Desk
from saferboard.claims.grammar.quantities import Quantity, Unit
from saferboard.claims.judging import (
    Span,
    amount,
    as_printed,
    doubt,
    fits,
    percent,
    severity_of,
    slip,
    verdict_on,
)
from saferboard.claims.model import Kind, Severity
from saferboard.claims.text import Document, N, P, Sentence

_A = "\ue000-\ue0ff\ue400-\ue6ff"
_W = rf"(?:\s(?!(?:while|but|compared|against|from)\b)[^{_A}\s,;:()]+){{0,4}}?"
_IS = (
    r"(?:is|was|are|were|=|→|equals|gives?|makes?|leaves?|left|comes?\sto|came\sto|works?\sout\s(?:at|as)"
    r"|which\s(?:is|makes|gives|leaves|comes\sto)|giving|making|leaving|or|being|that\sis)"
)
_LISTED = re.compile(
    rf"(?P<list>{N}(?:{_W}\s?(?:,\sand|,|\sand|\s?\+|\splus|;)\s?(?:{_W}\s)?{N}){{1,14}}){_W}\s?,?\s?"
    r"(?:\b(?:which\smakes?|that\smakes?|makes?|making|gives?|giving|hence|so|in\sall|together|totals?"
    r"|is|are|comes?\sto|adds?\s(?:up\s)?to)|=|→)"
    rf"\s(?:(?:a|the|that|in|all|total|of|up|to)\s){{0,3}}(?P<whole>{N})(?!\s?\+)"
)
_LESS = re.compile(
    rf"(?P<a>{N}){_W}\s(?:less|minus|take\saway|−|-|–)\s(?:the\s)?(?P<b>{N}){_W},?\s{_IS}\s"
    rf"(?:[a-z]+\s){{0,2}}?(?P<whole>{N})"
    rf"|(?P<a2>{N})\son\s(?:an?|the|our|its)\s(?:budget|plan|target|estimate|allocation)\sof\s(?P<b2>{N})"
    rf",?\s{_IS}\s(?P<whole2>{N})\s(?:over|under|above|below|more|less|short)"
)
_OF = re.compile(
    rf"(?P<a>{N}){_W}\s?(?:\sout\sof|\sof|/)\s?(?:the\s|all\s)?(?P<b>{N}){_W}\s{_IS}\s"
    rf"(?:[a-z]+\s){{0,2}}?(?P<share>{P})(?!\s(?:more|fewer|less|higher|lower|of|up|down))"
)
_EACH = re.compile(
    rf"(?P<a>{N}){_W}\s(?:between|among|amongst|over|across|by|for|÷|divided\s(?:by|between|among))\s"
    rf"(?:the\s)?(?P<b>{N}){_W},?\s{_IS}\s(?:[a-z]+\s){{0,2}}?(?P<whole>{N})"
)
_TIMES = re.compile(
    rf"(?P<a>{N}){_W}\s?(?:×|x|\stimes|\sat|\sof)\s?(?P<b>{N}){_W},?\s"
    rf"(?:is|=|equals|makes?|comes?\sto|came\sto|costs?|gives?)\s(?:[a-z]+\s){{0,2}}?(?P<whole>{N})"
)
_BRACKET = re.compile(
    rf"\(\s?(?P<a>{N})\s?(?P<how>out\sof|of|in|by|for|between|among|amongst|over|across|from|/|÷|divided\sby)"
    rf"\s?(?:the\s|all\s)?(?P<b>{N})(?:\s[a-z-]+){{0,3}}\s?\)"
)
_WITH_PEOPLE = re.compile(
    rf"\(\s?(?P<a>{N})(?:\s[a-z-]+){{0,3}},\s(?P<how>with|in|population|residents|a\spopulation)\s(?:a\s)?(?:population\s)?(?:of\s)?"
    rf"(?P<b>{N})(?:\s[a-z-]+){{0,2}}\s?\)"
)
_PER_BEFORE = re.compile(
    r"\b(?:per|for\s(?:each|every))\s(?P<per>1,?000(?:,000)?|10,?000|100,?000)\b", re.IGNORECASE
)
_HOMES = re.compile(
    rf"\(\s?(?:(?:per|for|with|from|of|in|a\spopulation\sof|population)\s)?(?P<b>{N})\s"
    r"(?:homes|people|residents|households|properties|dwellings|pupils)\s?\)"
)
_PER_HUNDRED = re.compile(r"\s(?:[a-z]+\s){0,2}?(?:per|in\severy|for\severy)\s(?:100|hundred)\b")
_ALL_OF = re.compile(r"\b(?:those|these|the|all)\s$", re.IGNORECASE)


@dataclass(frozen=True)
class Working:
    """What is stated, the figures it is worked out from, and what they give."""

    stated: Quantity
    parts: tuple[Quantity, ...]
    span: Span
    kind: Kind
    why: str


def check_workings(document: Document, desk: Desk) -> None:
    """Hold every working that a sentence writes out against its own figures."""
    for sentence in document.sentences:
        if len(sentence.quantities) < 3:
            continue
        for made in (*_sums(sentence), *_equations(sentence), *_brackets(sentence)):
            if not any(
                desk.is_judged(sentence, made.stated.start, holds=holds) for holds in (True, False)
            ):
                _judge(sentence, made, desk)


def _sums(sentence: Sentence) -> Iterator[Working]:
    figures = sentence.skeleton.figures
    for match in _LISTED.finditer(sentence.skeleton.text):
        whole = figures[match["whole"]]
        parts = [figures[m] for m in re.findall(N, match["list"])]
        parts = [
            q
            for q in parts
            if q.unit is whole.unit
            and not q.sign
            and not (q.in_words and _ALL_OF.search(sentence.text[: q.start]))
        ]
        if len(parts) < 2 or whole.unit not in (Unit.COUNT, Unit.MONEY):
            continue
        added = sum((q.value for q in parts), Decimal(0))
        room = sum((doubt(q) for q in parts), Decimal(0))
        ones = len(re.findall(r"\bone\b", match["list"]))
        if ones and added < whole.value <= added + ones:
            added = whole.value
        listed = " + ".join(q.text for q in parts)
        if any(q.value == whole.value for q in parts):
            continue
        if len(parts) == 2 and not re.search(r"\+|=|\bplus\b|hence|make|giv|total|all", match[0]):
            continue
        span = Span(added - room, added + room, added)
        yield Working(whole, tuple(parts), span, Kind.SUM, f"{listed} = {amount(added, whole)}.")


def _equations(sentence: Sentence) -> Iterator[Working]:
    figures = sentence.skeleton.figures
    text = sentence.skeleton.text
    for match in _LESS.finditer(text):
        marks = (match[name] or match[f"{name}2"] for name in ("a", "b", "whole"))
        a, b, whole = (figures[mark] for mark in marks)
        if a.unit is b.unit is whole.unit:
            yield _less(a, b, whole)
    for match in _OF.finditer(text):
        a, b, share = figures[match["a"]], figures[match["b"]], figures[match["share"]]
        if a.unit is b.unit and share.unit is Unit.PERCENT and a.value <= b.value:
            yield _ratio(a, b, share, Decimal(100), Kind.SHARE)
    for match in _EACH.finditer(text):
        a, b, whole = figures[match["a"]], figures[match["b"]], figures[match["whole"]]
        if a.unit is not whole.unit or b.unit is not Unit.COUNT or not 1 < b.value < a.value:
            continue
        if a.value / b.value / 12 <= whole.value <= a.value / b.value * 12:
            yield _ratio(a, b, whole, Decimal(1), Kind.OTHER)
    for match in _TIMES.finditer(text):
        a, b, whole = figures[match["a"]], figures[match["b"]], figures[match["whole"]]
        kinds = {a.unit, b.unit}
        if whole.value <= max(a.value, b.value) or kinds - {Unit.COUNT, Unit.MONEY}:
            continue
        if (whole.unit is Unit.MONEY) == (Unit.MONEY in kinds) and a.value > 1 and b.value > 1:
            exact = a.value * b.value
            room = a.value * doubt(b) + b.value * doubt(a)
            if exact / 12 <= whole.value <= exact * 12:
                why = f"{a.text} times {b.text} is {amount(exact, whole)}."
                yield Working(
                    whole, (a, b), Span(exact - room, exact + room, exact), Kind.OTHER, why
                )


def _brackets(sentence: Sentence) -> Iterator[Working]:
    """Yield the figures that stand before their working in brackets."""
    figures = sentence.skeleton.figures
    text = sentence.skeleton.text
    for match in (*_BRACKET.finditer(text), *_WITH_PEOPLE.finditer(text)):
        a, b = figures[match["a"]], figures[match["b"]]
        if a.unit not in (Unit.COUNT, Unit.MONEY) or not b.value or b.unit is not Unit.COUNT:
            continue
        lead = text[max(match.start() - 110, 0) : match.start()]
        lead = re.split(r"[;()]", lead)[-1]
        found = [figures[m] for m in re.findall(f"[{_A}]", lead)]
        shares = [q for q in found if q.unit is Unit.PERCENT]
        # "1% of traffic but over a quarter of casualties (79 of 291)" works out the quarter.
        found = [q for q in found if q not in shares[:-1]]
        made = [w for q in found if (w := _before_bracket(sentence, q, a, b, match["how"]))]
        held = [w for w in made if _fits(w)]
        if held or made:
            yield (held or made)[-1]
    for match in _HOMES.finditer(text):
        b = figures[match["b"]]
        lead = re.split(r"[;()]", text[max(match.start() - 110, 0) : match.start()])[-1]
        found = [figures[m] for m in re.findall(f"[{_A}]", lead)]
        if len(found) == 2 and found[1].unit is Unit.RATE and found[0].unit is Unit.COUNT:
            yield _ratio(found[0], b, found[1], Decimal(found[1].per or 1000), Kind.RATE)


def _before_bracket(
    sentence: Sentence, stated: Quantity, a: Quantity, b: Quantity, how: str
) -> Working | None:
    """Return what a figure before a bracket must be, given the two figures in it."""
    per = Decimal(stated.per or 0)
    ahead = _PER_BEFORE.search(sentence.text[max(stated.start - 90, 0) : stated.start])
    if not per and ahead and stated.half < Decimal("0.5") and stated.unit is Unit.COUNT:
        return _ratio(a, b, stated, Decimal(ahead["per"].replace(",", "")), Kind.RATE)
    if stated.unit is Unit.RATE and per:
        return _ratio(a, b, stated, per, Kind.RATE)
    if stated.unit is Unit.PERCENT and not stated.sign and a.value <= b.value and how != "by":
        if stated.in_words and "in" not in stated.text:
            return None
        return _ratio(a, b, stated, Decimal(100), Kind.SHARE)
    if stated.unit not in (Unit.COUNT, Unit.MONEY) or stated.value in (a.value, b.value):
        return None
    if _PER_HUNDRED.match(sentence.text[stated.end :].lower()):
        return _ratio(a, b, stated, Decimal(100), Kind.SHARE)
    shared = how in ("in", "by", "for", "between", "among", "amongst", "over", "across", "/", "÷")
    exact = a.value / b.value
    near = exact / 12 <= stated.value <= exact * 12
    if shared and near and stated.unit is a.unit and a.value > b.value:
        return _ratio(a, b, stated, Decimal(1), Kind.OTHER)
    return None


def _less(a: Quantity, b: Quantity, whole: Quantity) -> Working:
    exact = abs(a.value - b.value)
    room = doubt(a) + doubt(b)
    why = f"{a.text} less {b.text} is {amount(exact, whole)}."
    return Working(whole, (a, b), Span(exact - room, exact + room, exact), Kind.SUM, why)


def _ratio(a: Quantity, b: Quantity, stated: Quantity, times: Decimal, kind: Kind) -> Working:
    exact = a.value * times / b.value
    low = (a.value - doubt(a)) * times / (b.value + doubt(b))
    high = (a.value + doubt(a)) * times / max(b.value - doubt(b), Decimal("0.5"))
    shown = (
        percent(exact, stated, signed=False)
        if stated.unit is Unit.PERCENT
        else amount(exact.quantize(Decimal("0.001")), stated)
    )
    why = f"{a.text} over {b.text} is {shown}."
    return Working(stated, (a, b), Span(low, high, exact), kind, why)


def _fits(made: Working) -> bool:
    stated = made.stated
    half = stated.half
    if made.kind is Kind.SUM and doubt(stated) == 0:
        half = Decimal(0)
    elif stated.unit is Unit.MONEY:
        half = max(half, Decimal("0.5")) if stated.value == int(stated.value) else half
    return fits(stated.value, half, stated.bound, made.span)


def _judge(sentence: Sentence, made: Working, desk: Desk) -> None:
    holds = _fits(made)
    stated, exact = made.stated, made.span.middle
    cause = "" if holds else slip(stated.value, as_printed(exact, stated))
    every = [stated, *made.parts]
    severity = (
        Severity.MATERIAL
        if made.kind is Kind.SUM
        else severity_of(stated.value, exact, stated.half)
    )
    shown = made.why.rpartition(" is ")[2] or made.why.rpartition(" = ")[2]
    desk.say(
        sentence,
        (min(q.start for q in every), max(q.end for q in every)),
        made.kind,
        stated.text,
        shown.rstrip("."),
        verdict_on(stated.value, exact, holds=holds, cause=cause),
        made.why + (f" Probable cause: {cause}." if cause else ""),
        severity=severity,
    )
