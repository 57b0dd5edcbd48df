"""
Rates: with the population given, worked out; without, the populations they imply compared.
"""

import re
import statistics
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from saferboard.claims.checks.averages import check_average, check_product
from saferboard.claims.checks.otherwise import holds_otherwise
from saferboard.claims.desk import Desk
from saferboard.claims.grammar.pairs import pairs
from saferboard.claims.grammar.quantities import Quantity, Unit
from saferboard.claims.judging import Span, doubt, fits, severity_of, verdict_on
from saferboard.claims.model import Kind, Severity, Verdict
from saferboard.claims.text import Document, N, Sentence

_PER = r"per\s(?P<per>1,?000,?000|100,?000|10,?000|1,?000)"
_RATE_BEFORE = re.compile(
    rf"\brate[^\ue000-\ue0ff.;]{{0,30}}?(?:{_PER}[^\ue000-\ue0ff.;]{{0,30}}?)?\s?(?:of|is"
    rf"|was|at|to|stood\sat|sits\sat|equates\sto)\s(?:[a-z]+\s){{0,2}}?(?P<rate>{N})"
)
_RATE_MOVED = re.compile(
    rf"\brate\s{_PER}[^\ue000-\ue0ff.;]{{0,40}}?\bfrom\s{N}\sto\s(?P<rate>{N})"
)
_PER_ANYWHERE = re.compile(r"per\s(?:100,?000|10,?000|1,?000)\b|\bcrime\srate")
_PEOPLE = re.compile(
    rf"\b(?:population|residents|people\sliving"
    rf"|households)\b[^\ue000-\ue0ff.;]{{0,40}}?(?P<people>{N})"
    rf"|(?P<people2>{N})\s(?:[a-z0-9-]+\s){{0,3}}?(?:population|residents|households"
    rf"|inhabitants|people)\b"
)
_NEAR = 2
_MOST_COUNTED = 1000
_TOLERANCE = Decimal("0.015")
_FEWEST = 4
_ELSEWHERE = re.compile(
    r"\b(?:london|nation(?:al\w*)?|england|wales|region(?:al)?|country|average|neighbours?|similar"
    r"|comparators?|borough'?s? average)\b"
)
ALSO_A_RATE = re.compile(r"\s[a-z]+(?:\s[a-z]+)?\s(?:and|or)\s")
"""What joins two rates: `1,713 concerns and 545 enquiries per 100,000 adults`."""
_OF_A_WHOLE = re.compile(r"\s(?:out\s)?of\s(?:the\s)?\d")


@dataclass(frozen=True)
class Rate:
    """A rate, what it is per, and the count it is of; both may stand in different sentences."""

    sentence: Sentence
    rate: Quantity
    per: int
    count: Quantity
    counted_in: Sentence
    earlier: bool = False

    @property
    def people(self) -> Span:
        """Return the populations that fit count and rate as printed."""
        low, high = self.rate.value - self.rate.half, self.rate.value + self.rate.half
        room = doubt(self.count)
        return Span(
            (self.count.value - room) * self.per / high, (self.count.value + room) * self.per / low
        )


def check_rates(documents: Sequence[Document], desk: Desk) -> list[Rate]:
    """Hold rates against populations given with them; return those that only imply one."""
    implied: list[Rate] = []
    for document in documents:
        sentences = [s for s in document.sentences if s.quantities]
        for n, sentence in enumerate(sentences):
            check_average(sentence, desk)
            check_product(sentence, desk)
            if "rate" not in sentence.text.lower() and "per " not in sentence.text.lower():
                continue
            nearby = [s for s in sentences[max(n - _NEAR, 0) : n + _NEAR] if _together(s, sentence)]
            for rate in _rates(sentence, nearby):
                if not _check_given(rate, nearby, desk):
                    implied.append(rate)
    return implied


def _together(one: Sentence, other: Sentence) -> bool:
    return one.document == other.document and abs(one.block - other.block) <= 1


def _rates(sentence: Sentence, nearby: list[Sentence]) -> list[Rate]:
    """Return the rates of a sentence with the count each is of."""
    skeleton = sentence.skeleton
    found: list[tuple[Quantity, int, int]] = []
    for mark, quantity in skeleton.figures.items():
        if quantity.unit is Unit.RATE and quantity.per:
            found.append((quantity, quantity.per, skeleton.places[mark]))
    for match in (*_RATE_MOVED.finditer(skeleton.text), *_RATE_BEFORE.finditer(skeleton.text)):
        quantity = skeleton.figures[match["rate"]]
        per = int(match["per"].replace(",", "")) if match["per"] else 1000
        decimal = quantity.half < Decimal("0.5") and bool(_PER_ANYWHERE.search(skeleton.text))
        if (decimal or match["per"]) and all(quantity is not q for q, _, _ in found):
            found.append((quantity, per, match.start("rate")))
    rates = []
    for quantity, per, at in found:
        before = re.split(r"[,;.]\s", skeleton.text[max(at - 60, 0) : at])[-1]
        if quantity.value <= 0 or _ELSEWHERE.search(before):
            continue
        counted = _count_for(sentence, quantity, [q for q, _, _ in found], nearby)
        if counted:
            rates.append(Rate(sentence, quantity, per, *counted))
    return rates


def _count_for(
    sentence: Sentence, rate: Quantity, rates: list[Quantity], nearby: list[Sentence]
) -> tuple[Quantity, Sentence] | None:
    """Return the nearest count before a rate that it can be of; from further off, no part."""
    for other in [s for s in reversed(nearby) if s.index <= sentence.index]:
        olds = [pair.old for pair in pairs(other.skeleton)]
        counts = [
            q
            for q in other.quantities
            if q.unit is Unit.COUNT
            and q.half >= Decimal("0.5")
            and q.value >= 5
            and q not in rates
            and q.value < 50_000
            and not q.sign
            and q not in olds
        ]
        if other is sentence:
            inside = [q for q in counts if _in_bracket_after(sentence, rate, q)]
            if len(inside) == 1:
                return inside[0], sentence
            beside = [q for q in counts if q.end > rate.end and _counts_for(sentence, rate, q)]
            ahead = [q for q in counts if q.start < rate.start]
            if any(ALSO_A_RATE.fullmatch(sentence.text[q.end : rate.start]) for q in ahead):
                return None
            counts = ahead or beside
        else:
            counts = [q for q in counts if not _OF_A_WHOLE.match(other.text, q.end)]
        if counts:
            return (counts[-1] if len(counts) == 1 or other is sentence else counts[0]), other
    return None


def _in_bracket_after(sentence: Sentence, rate: Quantity, count: Quantity) -> bool:
    """Return whether a count stands alone in a bracket after a rate: `2.6 per 1,000 (88 fires)`."""
    between = sentence.text[rate.end : count.start]
    alone = re.match(r"(?:\s[A-Za-z]+){0,3}\s?\)", sentence.text[count.end :])
    return bool(alone and re.fullmatch(r"(?:\s[A-Za-z]+){0,6}\s?\(\s?", between))


_OF_THE = re.compile(
    rf"\s?(?:[a-z]+\s){{0,3}}(?:of|among|amongst|in|across|for|from)\s(?:the\s|its\s|our\s|a\s)?"
    rf"(?:[a-z]+\s){{0,2}}(?P<people>{N})"
)
_NO_PEOPLE = re.compile(r"against|compared|from|last|over|than|that|this|which|with")
"""Words that may follow “per 1,000” and name nobody."""


def _people_in(rate: Rate, sentence: Sentence) -> Quantity | None:
    """Return the population a sentence gives for a rate, by its words or the rate's own noun."""
    skeleton = sentence.skeleton
    if sentence is rate.sentence:
        mark = next((m for m, q in skeleton.figures.items() if q is rate.rate), "")
        after = _OF_THE.match(skeleton.text, skeleton.places[mark] + 1) if mark else None
        if after and skeleton.figures[after["people"]].value >= _MOST_COUNTED:
            return skeleton.figures[after["people"]]
    match = _PEOPLE.search(skeleton.text)
    if match is not None:
        return skeleton.figures[match["people"] or match["people2"]]
    noun = re.search(r"\d[\d,]{2,}\d\s([a-z]{4,})\b", rate.sentence.text[rate.rate.start :].lower())
    if noun is None or _NO_PEOPLE.fullmatch(noun[1]):
        return None
    named = re.compile(
        rf"(?P<a>{N})\s(?:[a-z0-9-]+\s){{0,3}}?{noun[1]}\b"
        rf"|\b{noun[1]}\b[^\ue000-\ue0ff.;]{{0,30}}?(?P<b>{N})"
    )
    for found in named.finditer(skeleton.text):
        people = skeleton.figures[found["a"] or found["b"]]
        if people.value >= _MOST_COUNTED and people not in (rate.rate, rate.count):
            return people
    return None


def _counts_for(sentence: Sentence, rate: Quantity, count: Quantity) -> bool:
    """Return whether a count stands behind a rate as what it is of: `1.2 per 1,000 (486 in …`."""
    between, after = sentence.text[rate.end : count.start], sentence.text[count.end :]
    return bool(
        re.fullmatch(r"(?:\s[a-z]+){0,3}(?:\sof\s(?:the\s|our\s)?[\d,]+)?\s?[(:,]\s?", between)
        and re.match(r"\s(?:[a-z]+\s){0,2}(?:in|of|out of|among|from|for)\b", after)
    )


def _check_given(rate: Rate, nearby: list[Sentence], desk: Desk) -> bool:
    """Judge a rate whose population is given nearby; return whether it was."""
    for sentence in [rate.sentence, *nearby]:
        people = _people_in(rate, sentence)
        if people is None or (
            people.value < 1000
            or people.value <= rate.count.value
            or people in (rate.count, rate.rate)
            or people.unit is not Unit.COUNT
        ):
            continue
        span = _worked_out(rate, people)
        holds = fits(rate.rate.value, rate.rate.half, rate.rate.bound, span)
        told = [q for s in (rate.sentence, *nearby) for q in s.quantities]
        if not holds and holds_otherwise(rate.rate, [people], told):
            continue
        computed = f"{span.middle:.3g}" if span.middle < 100 else f"{span.middle:,.1f}"
        off = abs(span.middle - rate.rate.value) / rate.rate.value
        quantities = (rate.count, rate.rate) if rate.counted_in is rate.sentence else (rate.rate,)
        desk.say(
            rate.sentence,
            (min(q.start for q in quantities), max(q.end for q in quantities)),
            Kind.RATE,
            rate.rate.text,
            computed,
            verdict_on(rate.rate.value, span.middle, holds=holds),
            f"{rate.count.text} over a population of {people.text} is {computed} per {rate.per:,}.",
            severity=Severity.MATERIAL
            if off > Decimal("0.02")
            else severity_of(rate.rate.value, span.middle, rate.rate.half),
            assumptions=[f"The rate is of the {rate.count.text} counted."],
            sources=[desk.place_in(sentence, people.start, people.end)],
        )
        return True
    return False


SPREAD = re.compile(
    r"\b(?:over|across|in|during)\s(?:the\s)?(?:last\s|past\s)?"
    r"(?P<years>two|three|four|five|[2-9])[\s-]years?\b",
    re.IGNORECASE,
)
_YEARS = {"two": 2, "three": 3, "four": 4, "five": 5}


def _worked_out(rate: Rate, people: Quantity) -> Span:
    """Return the rate a count and a population give: for each year, where it spans several."""
    room = doubt(people) or people.half
    spread = SPREAD.search(rate.counted_in.text)
    word = spread["years"].lower() if spread else "1"
    times = Decimal(rate.per) / (_YEARS.get(word) or int(word))
    count = rate.count.value
    return Span(
        count * times / (people.value + room),
        count * times / (people.value - room),
        count * times / people.value,
    )


def compare_rates(rates: list[Rate], desk: Desk) -> None:
    """Compare the populations that rates imply; one far from the rest is out."""
    groups: dict[int, list[Rate]] = defaultdict(list)
    for rate in rates:
        groups[rate.per].append(rate)
    for per, group in groups.items():
        centre = _centre(group)
        if centre is None:
            for rate in group:
                _say_unknown(rate, desk)
            continue
        for rate in group:
            _judge_implied(rate, centre, per, desk)


def _centre(group: list[Rate]) -> Decimal | None:
    """Return the population most rates agree on, or None where most do not agree."""
    if len(group) < _FEWEST:
        return None
    middle = statistics.median(rate.people.middle for rate in group)
    close = sum(_near(rate.people, middle) for rate in group)
    return middle if close * 2 > len(group) and close >= 3 else None


def _near(span: Span, middle: Decimal) -> bool:
    return span.low <= middle * (1 + _TOLERANCE) and span.high >= middle * (1 - _TOLERANCE)


def _judge_implied(rate: Rate, centre: Decimal, per: int, desk: Desk) -> None:
    span = rate.people
    off = abs(span.middle - centre) / centre
    holds = _near(span, centre)
    if not holds and off > Decimal("0.5") and rate.counted_in is not rate.sentence:
        _say_unknown(rate, desk)
        return
    quantity = rate.rate
    right = rate.count.value * per / centre
    desk.say(
        rate.sentence,
        _words(rate),
        Kind.RATE,
        quantity.text,
        f"{right:.2f}",
        Verdict.CONSISTENT if holds else Verdict.INCONSISTENT,
        f"{rate.count.text} at {quantity.text} means a population of {span.middle:,.0f}; "
        f"the other rates here mean about {centre:,.0f}"
        + ("." if holds else f", at which the rate is {right:.2f}."),
        severity=Severity.MATERIAL,
        assumptions=[
            "The rates are for one place and one year, per resident.",
            f"The rate is of the {rate.count.text} counted nearest before it.",
        ],
        sources=[desk.place_in(rate.counted_in, rate.count.start, rate.count.end)],
    )


def _words(rate: Rate) -> tuple[int, int]:
    """Return the words of a rate: `a rate of 20.26`."""
    before = rate.sentence.text[: rate.rate.start].lower()
    at = before.rfind("rate")
    return (at if 0 <= rate.rate.start - at < 40 and at >= 0 else rate.rate.start), rate.rate.end


def _say_unknown(rate: Rate, desk: Desk) -> None:
    desk.say(
        rate.sentence,
        _words(rate),
        Kind.RATE,
        rate.rate.text,
        None,
        Verdict.NOT_CHECKABLE,
        "No population is given, and too few rates here agree on one.",
    )
