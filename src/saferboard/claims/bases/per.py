"""
So much per something that is counted elsewhere: `26.4 per 100,000 population`, `£5.47 a visit`,
`60 for every 1,000 notices issued`, `2.59 accidents per 10,000 visits`.

What it is per names its whole: the one figure of the document that counts visits, or people.
What it is of stands just before it.
"""

import itertools
import re
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal

from saferboard.claims.checks.passages import VOTES
from saferboard.claims.checks.rates import ALSO_A_RATE
from saferboard.claims.desk import Desk
from saferboard.claims.grammar.quantities import Quantity, Unit
from saferboard.claims.grid import read_grids
from saferboard.claims.judging import (
    Judgement,
    Span,
    amount,
    as_printed,
    doubt,
    fits,
    point_moved,
    severity_of,
    slip,
)
from saferboard.claims.model import Kind, Place
from saferboard.claims.moves.levels import levels
from saferboard.claims.text import Document, N, Sentence
from saferboard.claims.topics import STOP, stem

_PER = re.compile(
    r"(?P<words>(?:\s(?!per\b|for\b|in\b|a\b|an\b|of\b|and\b|to\b)[a-z-]+){0,3}?)"
    r"\s(?:per|for\severy|for\seach|in\severy|an?)\s(?:(?P<times>\d[\d,]*)\s)?(?:of\s(?:the|our|all)\s)?(?P<what>[a-z-]+(?:\s(?!an?\b|per\b|each\b)[a-z-]+)?)",
    re.IGNORECASE,
)
_THEN_RATE = re.compile(
    r"\brate\s(?:per|for\severy)\s(?P<times>\d[\d,]*)\s(?:of\sthe\s)?(?P<what>[^.;]{0,45}?)"
    rf"\s(?:is|was|of|stands\sat|stood\sat)\s(?:therefore\s|thus\s|now\s)?(?P<rate>{N})"
)
_TIME = {
    "year",
    "month",
    "week",
    "day",
    "night",
    "hour",
    "minute",
    "second",
    "quarter",
    "time",
    "annum",
    "cent",
    "shift",
    "period",
    "session",
    "term",
}
_PEOPLE = {"population", "resident", "people", "person", "inhabitant", "head", "capita", "adult"}
_SAYS_PEOPLE = re.compile(
    r"\b(?:populations?|residents|inhabitants|people living|mid-year estimate)\b", re.I
)
_OUT = re.compile(
    r"\b(?:nationally|national|england|wales|scotland|london|region\w*|family\sgroup|similar|average\sof\sthe"
    r"|target|elsewhere|neighbour\w*|other\sareas|previous|last\syear|a\syear\sago|earlier)\b",
    re.I,
)
_NUMBER = re.compile(r"[£\d,.]*\d[a-z]?")
_A_WEEK = re.compile(r"\s(?:a|per|each|every)\s(?:day|week|month|year|hour)\b")
_RANGE = re.compile(r"\s?[–-]\s?\d")
_BACK = 5
_CLOSE = 1
_FEW = 3
_MOST = 60
_SPREAD = 12


@dataclass(frozen=True)
class Stated:
    """A figure per so many of something: the figure, the something and how many."""

    quantity: Quantity
    times: Decimal
    what: frozenset[str]


@dataclass(frozen=True)
class Found:
    """A figure and where it stands: in a sentence, or at a place in a table."""

    quantity: Quantity
    sentence: Sentence | None
    place: Place | None = None

    def source(self, desk: Desk) -> Place:
        """Return where the figure stands, quoted."""
        if self.place is not None:
            return self.place
        assert self.sentence, "a figure stands in a sentence or in a table"
        return desk.place_in(self.sentence, self.quantity.start, self.quantity.end)


def check_per(document: Document, desk: Desk) -> None:
    """Hold figures per something against what is counted of it anywhere in the document."""
    wholes: list[tuple[frozenset[str], Found]] | None = None
    for n, sentence in enumerate(document.sentences):
        if not sentence.quantities or VOTES.search(sentence.text):
            continue
        for stated in _stated(sentence):
            if desk.is_settled(sentence, stated.quantity):
                continue
            if wholes is None:
                wholes = [*_counted(document), *_tabled(document, desk)]
            _judge(document.sentences, n, stated, wholes, desk)


def _stated(sentence: Sentence) -> Iterator[Stated]:
    text = sentence.text
    aside = {one.quantity.start for one in levels(sentence) if one.then or one.elsewhere}
    for match in _THEN_RATE.finditer(sentence.skeleton.text):
        rate = sentence.skeleton.figures[match["rate"]]
        yield Stated(rate, _number(match["times"]), _words(match["what"]))
    for quantity in sentence.quantities:
        if quantity.unit not in (Unit.COUNT, Unit.MONEY, Unit.RATE) or quantity.start in aside:
            continue
        if quantity.sign or not quantity.value or quantity.text.endswith(("p", "pence")):
            continue
        per = _PER.match(text, _ends(quantity, text))
        if per is None or _OUT.search(text[max(quantity.start - 45, 0) : quantity.start]):
            continue
        what = _words(per["what"])
        if what and not what & _TIME and not _A_WEEK.match(text, per.end()):
            yield Stated(quantity, _number(per["times"] or "1"), what)


def _ends(quantity: Quantity, text: str) -> int:
    """Return where the number of a figure ends: a rate goes on with what it is per."""
    number = _NUMBER.match(text, quantity.start)
    return number.end() if number and quantity.unit is Unit.RATE else quantity.end


def _number(words: str) -> Decimal:
    return Decimal(words.replace(",", ""))


def _words(text: str) -> frozenset[str]:
    return frozenset(s for w in re.findall(r"[A-Za-z]{3,}", text) if (s := stem(w)) not in STOP)


def _counted(document: Document) -> Iterator[tuple[frozenset[str], Found]]:
    """Yield the counts of a document with the words for what they count."""
    for sentence in document.sentences:
        for level in levels(sentence):
            quantity = level.quantity
            if quantity.unit is not Unit.COUNT or quantity.value < 2 or level.then or level.aim:
                continue
            after = re.match(r"(?:[\s'’-]*[A-Za-z'’-]+){0,3}", sentence.text[quantity.end :])
            words = _words(after[0] if after else "")
            lead = sentence.text[max(quantity.start - 40, 0) : quantity.start]
            if _SAYS_PEOPLE.search(re.split(r"\d|[;.]\s", lead)[-1]):
                words |= {"population"}
            if words & _PEOPLE and quantity.value >= 1000:
                words |= {"population"}
            yield words, Found(quantity, sentence)


def _tabled(document: Document, desk: Desk) -> Iterator[tuple[frozenset[str], Found]]:
    """Yield the totals of tables, known by the words over their column."""
    for block_at, block, section in document.tables:
        for grid in read_grids(document.number, block_at, block, section):
            totals = [row for row in grid.rows if row.total]
            for row, column in itertools.product(totals, grid.having("count", "total")):
                quantity = row.quantity(column)
                if quantity and not (column.moment and column.moment.order < 0):
                    place = desk.place(grid.document, row.stretch, *row.span(0, column.index))
                    yield _words(column.head), Found(quantity, None, place)


def _wholes(
    stated: Stated, sentence: Sentence, counted: list[tuple[frozenset[str], Found]]
) -> list[Found]:
    """Return the figures that may be what another is per, those of its own sentence first."""
    people = bool(stated.what & _PEOPLE)
    named = [
        one
        for words, one in counted
        if (words & stated.what or (people and "population" in words))
        and one.quantity.value >= max(stated.times, Decimal(2))
        and one.quantity is not stated.quantity
    ]
    if people:
        named = [one for one in named if one.quantity.value >= 1000] or named
    own = [one for one in named if one.sentence is sentence]
    return own or named


def _tops(sentences: list[Sentence], n: int, stated: Stated, wholes: list[Found]) -> list[Found]:
    """Return the figures that another may be of, the nearest first."""
    money = stated.quantity.unit is Unit.MONEY
    known = {one.quantity.value for one in wholes}
    found: list[Found] = []
    for place in reversed(sentences[max(n - _BACK, 0) : n + 1]):
        if place.section.number != sentences[n].section.number:
            break
        for level in levels(place):
            quantity = level.quantity
            if quantity is stated.quantity or quantity.value in known or level.then or level.aim:
                continue
            if not money and quantity.half < Decimal("0.5"):
                continue
            if _RANGE.match(place.text, quantity.end) or place.text[
                quantity.start - 1 : quantity.start
            ] in ("–", "-"):
                continue
            if place is sentences[n] and ALSO_A_RATE.fullmatch(
                place.text[quantity.end : stated.quantity.start]
            ):
                return []
            if quantity.unit is (Unit.MONEY if money else Unit.COUNT) and not level.elsewhere:
                found.append(Found(quantity, place))
    return found


def _judge(
    sentences: list[Sentence],
    n: int,
    stated: Stated,
    counted: list[tuple[frozenset[str], Found]],
    desk: Desk,
) -> None:
    sentence = sentences[n]
    wholes = _wholes(stated, sentence, counted)
    tops = _tops(sentences, n, stated, wholes)
    if not wholes or not tops:
        return
    every = [(top, whole) for whole in wholes[:_SPREAD] for top in tops[:_SPREAD]]
    held = [two for two in every if _fits(stated, *two)]
    if held:
        _say(sentence, stated, *held[0], desk, holds=True)
        return
    one_whole = len({one.quantity.value for one in wholes}) == 1
    first = [one for one in tops if one.sentence is tops[0].sentence]
    likely = [(top, wholes[0]) for top in first if _cause(stated, top, wholes[0])]
    if one_whole and len(likely) == 1 and (len(first) == 1 or _is_exact(stated, *likely[0])):
        _say(sentence, stated, *likely[0], desk, holds=False)
        return
    close = [
        one
        for one in tops
        if one_whole or (one.sentence and sentence.index - one.sentence.index <= _CLOSE)
    ]
    named = [two for two in every if two[0] in close and _is_exact(stated, *two)]
    if len(named) == 1 and (one_whole or len(f"{stated.quantity.value}".replace(".", "")) >= _FEW):
        _say(sentence, stated, *named[0], desk, holds=False)


def _exact(stated: Stated, top: Found, whole: Found) -> Decimal:
    return top.quantity.value * stated.times / whole.quantity.value


def _fits(stated: Stated, top: Found, whole: Found) -> bool:
    room = max(
        doubt(top.quantity), top.quantity.half if top.quantity.unit is Unit.MONEY else Decimal(0)
    )
    less = doubt(whole.quantity)
    low = (top.quantity.value - room) * stated.times / (whole.quantity.value + less)
    high = (top.quantity.value + room) * stated.times / max(whole.quantity.value - less, Decimal(1))
    half = max(
        stated.quantity.half, Decimal("0.005") if stated.quantity.unit is Unit.MONEY else Decimal(0)
    )
    if stated.quantity.unit is Unit.MONEY and stated.quantity.value == int(stated.quantity.value):
        half = max(half, Decimal("0.5"))
    return fits(stated.quantity.value, half, stated.quantity.bound, Span(low, high))


def _cause(stated: Stated, top: Found, whole: Found) -> bool:
    """Return whether a figure is near what the two give, or wrong in a way that has a name."""
    exact = _exact(stated, top, whole)
    value = stated.quantity.value
    return bool(exact) and (not _is_off(value, exact) or _is_exact(stated, top, whole))


def _is_off(value: Decimal, exact: Decimal) -> bool:
    return abs(value - exact) > max(value, exact) / 4


def _is_exact(stated: Stated, top: Found, whole: Found) -> bool:
    exact = _exact(stated, top, whole)
    printed = as_printed(exact, stated.quantity)
    return bool(slip(stated.quantity.value, printed) or point_moved(stated.quantity, exact))


def _say(
    sentence: Sentence, stated: Stated, top: Found, whole: Found, desk: Desk, *, holds: bool
) -> None:
    quantity, exact = stated.quantity, _exact(stated, top, whole)
    cause = (
        ""
        if holds
        else slip(quantity.value, as_printed(exact, quantity)) or point_moved(quantity, exact)
    )
    per = f" per {stated.times:,}" if stated.times > 1 else " each"
    shown = amount(exact.quantize(Decimal("0.01")), quantity)
    places = [quantity, *(one.quantity for one in (top, whole) if one.sentence is sentence)]
    judgement = Judgement(holds, shown, severity_of(quantity.value, exact, quantity.half), cause)
    desk.judged(
        sentence,
        (min(q.start for q in places), max(q.end for q in places)),
        Kind.RATE,
        quantity.text,
        judgement,
        f"{top.quantity.text} over {whole.quantity.text} is {shown}{per}.",
        assumptions=[f"It is per so many of the {whole.quantity.text}, the only figure for them."],
        sources=[one.source(desk) for one in (top, whole) if one.sentence is not sentence],
        sure=True,
    )
