"""
The arithmetic of a clause: a figure that was worked out, and the only two it can be of.

Other checks know the forms writers use.  Here the order of words does not matter: where a
clause holds one figure that says it was worked out and two figures of a kind, they belong
together, whichever comes first.
"""

import itertools
import re
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal

from saferboard.claims.checks.otherwise import holds_otherwise, near
from saferboard.claims.checks.passages import VOTES
from saferboard.claims.checks.rates import ALSO_A_RATE, SPREAD
from saferboard.claims.desk import Desk
from saferboard.claims.grammar.directions import changes
from saferboard.claims.grammar.quantities import Quantity, Unit
from saferboard.claims.grammar.share_forms import MEANS
from saferboard.claims.judging import (
    Judgement,
    Span,
    amount,
    as_printed,
    doubt,
    fits,
    is_far,
    judge_amount,
    judge_change,
    judge_share,
    point_moved,
    severity_of,
    slip,
)
from saferboard.claims.model import Kind
from saferboard.claims.text import Document, Sentence

_FIGURE = "[\ue000-\ue6ff]"
_BREAK = re.compile(
    r"[;.!?]\s|\s(?:while|whilst|whereas|but|although|though)\s|,\s(?:and|with)\s(?=[a-z])"
)
_OUT = re.compile(
    r"\b(?:targets?|plan|ambition|standard|average|nationally|national|england|wales|region\w*"
    r"|london|elsewhere|neighbours?|similar|comparators?|expected|forecast|interest|confidence"
    r"|inflation|together|combined|between\sthem|both)\b"
)
_OLD = re.compile(
    r"\b(?:than|on|from|over|above|below|under|off|since|against|with|to|baseline|previous|was"
    r"|were|been)\s(?:the\s|a\s|our\s|its\s)?(?:[a-z]+\s){0,3}?$"
)
_WHOLE_BEFORE = re.compile(
    r"\b(?:of|out\sof|in|over|from|among|amongst)\s(?:the\s|all\s|our\s|its\s|a\s|these\s|those\s"
    r"|total\s)*(?:[a-z'’-]+\s){0,4}?(?:of\s)?$"
)
_GAP_AFTER = re.compile(
    r"\s(?:(?!or\b|and\b|to\b|of\b|for\b|on\b|with\b|by\b|in\b)[a-z-]+\s){0,2}?(?:more|fewer|less|higher|lower|above|below|short|ahead|behind|inside"
    r"|beyond|off|extra|better|worse|under|over)\b(?!\s\d)"
)
_GAP_BEFORE = re.compile(
    r"\b(?:by|amounts?\sto|amounted\sto|(?:difference|gap|gain|loss|fall|rise|drop|increase|decrease"
    r"|reduction|growth|change|shortfall|surplus|underspend|overspend)\s(?:of|is|was))\s"
    r"(?:[a-z]+\s){0,2}$"
)
_EACH = re.compile(
    r"\s(?:(?!and\b|to\b|of\b)[a-z-]+\s){0,2}?(?:each\b|apiece\b|on\saverage\b|(?:an?|per|for\seach|for\severy)\s[a-z]+)"
)
_TIMES = re.compile(r"\stimes\s(?:the|that|our|their|its|as|what|more|higher)\b")
_MEAN = re.compile(r"\b(?:averag\w+|mean)\b[^\ue000-\ue6ff]{0,25}$")
_RATE_OF = re.compile(
    r"\b(?:an?|the)\s(?:[a-z-]+\s)?(?:rate|take-up|uptake|proportion|share|yield|turnout)\sof\s$"
)
_LINK = rf"(?:\(|that\s|which\s|{MEANS}\s|(?:a|an|the|some|about|just|in\snumber|namely)\s)*"
_MOVED = re.compile(
    r"\b(?:up|down|by|from|than|against|(?:rise|fall|increase|decrease|reduction)\sof)\s$"
)
_UNIT_OF_TIME = re.compile(
    r"(?:an?|per|for\seach|for\severy)\s(?P<unit>year|month|week|day|night|hour)\b"
)
_MOST_FIGURES = 6


@dataclass(frozen=True)
class Figure:
    """A figure of a sentence and where its mark stands in the skeleton."""

    quantity: Quantity
    at: int


@dataclass(frozen=True)
class Clause:
    """A stretch of a skeleton with the figures in it."""

    text: str
    start: int
    figures: tuple[Figure, ...]

    def before(self, figure: Figure) -> str:
        """Return the words between a figure and the one before it."""
        lead = self.text[: figure.at - self.start]
        return re.split(_FIGURE, lead)[-1]

    def after(self, figure: Figure) -> str:
        """Return the words between a figure and the one after it."""
        return re.split(_FIGURE, self.text[figure.at - self.start + 1 :])[0]


@dataclass(frozen=True)
class Solved:
    """How a figure was judged, the two it is of, and the working in words."""

    kind: Kind
    judgement: Judgement
    two: tuple[Quantity, Quantity]
    why: str


def check_clauses(document: Document, desk: Desk) -> None:
    """Hold each figure that no other check worked out against the only two it can be of."""
    for n, sentence in enumerate(document.sentences):
        if len(sentence.quantities) < 3 or VOTES.search(sentence.text):
            continue
        said = {c.quantity: c for c in changes(sentence.skeleton)}
        for clause in _clauses(sentence):
            if not 3 <= len(clause.figures) <= _MOST_FIGURES:
                continue
            for figure in clause.figures:
                if desk.is_settled(sentence, figure.quantity):
                    continue
                change = said.get(figure.quantity)
                if change and (change.against_others or change.elsewhere):
                    continue
                way = change.direction if change else None
                solved = _solve(clause, figure, way)
                if solved is None:
                    continue
                others = near(document.sentences, n, figure.quantity)
                if solved.judgement.holds or not holds_otherwise(
                    figure.quantity, solved.two, others, way
                ):
                    _say(sentence, figure.quantity, solved, desk)


def _clauses(sentence: Sentence) -> Iterator[Clause]:
    """Yield the clauses of a sentence, and the sentence itself where it has few figures."""
    skeleton = sentence.skeleton
    marks = sorted((skeleton.places[m], q) for m, q in skeleton.figures.items())
    cuts = [0, *(m.end() for m in _BREAK.finditer(skeleton.text)), len(skeleton.text)]
    for start, end in itertools.pairwise(cuts):
        inside = tuple(Figure(q, at) for at, q in marks if start <= at < end)
        yield Clause(skeleton.text[start:end], start, inside)
    if len(cuts) > 2 and len(marks) == 3:
        yield Clause(skeleton.text, 0, tuple(Figure(q, at) for at, q in marks))


def _operands(clause: Clause, figure: Figure) -> list[Figure]:
    """Return the figures of a clause that another may be worked out from, each value once."""
    found: dict[tuple[Unit, Decimal], Figure] = {}
    for one in clause.figures:
        q = one.quantity
        if one is figure or q.sign or q.like_a_year or q.value <= 0:
            continue
        if q.in_words and q.value < 13 and figure.quantity.unit is not Unit.COUNT:
            # "The two areas rose by 5%" counts areas.
            continue
        if q.unit in (Unit.COUNT, Unit.MONEY):
            found.setdefault((q.unit, q.value), one)
    return list(found.values())


def _solve(clause: Clause, figure: Figure, way: int | None) -> Solved | None:
    stated = figure.quantity
    two = _operands(clause, figure)
    if len(two) != 2:
        return None
    one, other = two
    if stated.unit is Unit.PERCENT:
        if sum(f.quantity.unit is Unit.PERCENT for f in clause.figures) > 1:
            return None
        if one.quantity.unit is not other.quantity.unit or _OUT.search(clause.text):
            return None
        if way is not None:
            return _as_change(clause, figure, (one, other), way)
        return None if stated.sign else _as_share(clause, figure, (one, other))
    if stated.unit is Unit.RATE:
        return _as_rate(clause, figure, (one, other))
    if stated.unit is Unit.COUNT and _TIMES.match(clause.after(figure)):
        return _as_times(figure, (one, other))
    if stated.unit in (Unit.COUNT, Unit.MONEY) and len(clause.figures) == 3:
        return _as_mean(clause, figure, (one, other)) or _as_gap(clause, figure, (one, other))
    return None


def _as_change(
    clause: Clause, figure: Figure, two: tuple[Figure, Figure], way: int
) -> Solved | None:
    stated = figure.quantity
    tried = [
        (a.quantity, b.quantity, judgement)
        for a, b in (two, two[::-1])
        if (judgement := judge_change(a.quantity, b.quantity, stated, way))
    ]
    held = [one for one in tried if one[2].holds]
    if not tried:
        return None
    if held:
        old, new, judgement = held[0]
    else:
        named = [n for n, f in enumerate(two) if _OLD.search(clause.before(f))]
        if len(named) != 1:
            return None
        old, new, judgement = tried[named[0]] if len(tried) == 2 else tried[0]
        if not _comparable(old, new):
            return None
    why = f"{old.text} to {new.text} is a change of {judgement.computed}."
    return Solved(Kind.PERCENT_CHANGE, judgement, (old, new), why)


def _comparable(one: Quantity, other: Quantity) -> bool:
    low, high = sorted((one.value, other.value))
    return high <= low * 5


def _as_share(clause: Clause, figure: Figure, two: tuple[Figure, Figure]) -> Solved | None:
    stated = figure.quantity
    part, whole = sorted(two, key=lambda f: f.quantity.value)
    judgement = judge_share(part.quantity, whole.quantity, stated)
    if judgement is None:
        return None
    if not judgement.holds:
        turned = judge_share(whole.quantity, part.quantity, stated)
        if turned and turned.holds:
            return None
        if not _is_share(clause, figure, part, whole):
            return None
    why = f"{part.quantity.text} of {whole.quantity.text} is {judgement.computed}."
    return Solved(Kind.SHARE, judgement, (part.quantity, whole.quantity), why)


def _is_share(clause: Clause, figure: Figure, part: Figure, whole: Figure) -> bool:
    """Return whether the words say that a percentage is one of the whole, or of part and whole."""
    if _RATE_OF.search(clause.before(figure)) and figure.at > max(part.at, whole.at):
        return True
    if not _WHOLE_BEFORE.search(clause.before(whole)):
        return False
    first, last = sorted((figure, part), key=lambda f: f.at)
    between = clause.text[first.at + 1 - clause.start : last.at - clause.start]
    if whole.at in range(first.at, last.at):
        # `28% of the 311, that is 87` and `87 of the 311 forms, 28%`
        ahead = clause.text[whole.at + 1 - clause.start : last.at - clause.start]
        return bool(re.fullmatch(rf"[^,(:–—]{{0,90}}(?:[,(:–—]|\s{MEANS})\s?{_LINK}", ahead))
    return bool(re.fullmatch(rf"[^,(:–—]{{0,40}}[,(:–—]?\s?{_LINK}", between))


def _as_rate(clause: Clause, figure: Figure, two: tuple[Figure, Figure]) -> Solved | None:
    stated = figure.quantity
    count, people = sorted((f.quantity for f in two), key=lambda q: q.value)
    if not stated.per or count.unit is not people.unit or people.value <= stated.per:
        return None
    if SPREAD.search(clause.text) or any(ALSO_A_RATE.fullmatch(clause.after(f)) for f in two):
        return None
    times = Decimal(stated.per)
    exact = count.value * times / people.value
    span = Span(
        (count.value - doubt(count)) * times / (people.value + people.half),
        (count.value + doubt(count)) * times / (people.value - people.half),
        exact,
    )
    if not exact / 12 <= stated.value <= exact * 12 or _OUT.search(clause.text):
        return None
    return Solved(
        Kind.RATE,
        _judged(stated, span),
        (count, people),
        f"{count.text} over {people.text} is {exact:.4g} per {stated.per:,}.",
    )


def _judged(stated: Quantity, span: Span) -> Judgement:
    exact = span.middle
    shown = amount(exact.quantize(Decimal("0.01")), stated)
    if fits(stated.value, stated.half, stated.bound, span):
        return Judgement(True, shown)
    cause = slip(stated.value, as_printed(exact, stated)) or point_moved(stated, exact)
    far = not cause and is_far(stated.value, exact)
    return Judgement(False, shown, severity_of(stated.value, exact, stated.half), cause, far)


def _as_mean(clause: Clause, figure: Figure, two: tuple[Figure, Figure]) -> Solved | None:
    stated = figure.quantity
    after = _EACH.match(clause.after(figure))
    if not after and not _MEAN.search(clause.before(figure)):
        return None
    if any(_MOVED.search(clause.before(f)) for f in (*two, figure)):
        return None
    if stated.in_words and any(f.quantity.in_words for f in two):
        # "Five referrals, two more than the three of last year" shares nothing out.
        return None
    whole, among = two if two[0].quantity.unit is stated.unit else two[::-1]
    a, b = whole.quantity, among.quantity
    if b.unit is not Unit.COUNT or a.unit is not stated.unit or not stated.value:
        return None
    timed = _UNIT_OF_TIME.search(after[0]) if after else None
    if timed and not re.match(rf"\s(?:[a-z]+\s)?{timed['unit']}", clause.after(among)):
        return None
    if a.unit is b.unit and a.value < b.value and stated.value >= 1:
        a, b = b, a
    exact = a.value / b.value
    if not stated.value / 12 <= exact <= stated.value * 12 or stated.value in (a.value, b.value):
        return None
    half = stated.half
    if stated.unit is Unit.MONEY and stated.value == int(stated.value):
        half = max(half, Decimal("0.5"))
    span = Span((a.value - doubt(a)) / b.value, (a.value + doubt(a)) / b.value, exact)
    holds = fits(stated.value, half, stated.bound, span)
    judgement = Judgement(True, amount(exact, stated)) if holds else _judged(stated, span)
    joined = re.search(
        r"\b(?:over|across|between|among|amongst|by|for|and|shared|with|in|from|to)\b", clause.text
    )
    if not holds and not joined:
        return None
    why = f"{a.text} over {b.text} is {judgement.computed}."
    return Solved(Kind.OTHER, judgement, (a, b), why)


def _as_times(figure: Figure, two: tuple[Figure, Figure]) -> Solved | None:
    """Judge `£158,400 is 4.4 times the median of £36,000`."""
    stated = figure.quantity
    part, whole = sorted((f.quantity for f in two), key=lambda q: q.value)
    between = two[0].at < figure.at < two[1].at or two[1].at < figure.at < two[0].at
    if part.unit is not whole.unit or not between or stated.value <= 1:
        return None
    exact = whole.value / part.value
    if not stated.value / 4 <= exact <= stated.value * 4:
        return None
    judgement = _judged(stated, Span(exact, exact))
    shown = amount(exact.quantize(Decimal("0.01")), stated)
    return Solved(
        Kind.OTHER, judgement, (whole, part), f"{whole.text} is {shown} times {part.text}."
    )


def _as_gap(clause: Clause, figure: Figure, two: tuple[Figure, Figure]) -> Solved | None:
    stated = figure.quantity
    one, other = (f.quantity for f in two)
    if (
        not stated.unit is one.unit is other.unit
        or stated.in_words != one.in_words != other.in_words
    ):
        return None
    if not _GAP_AFTER.match(clause.after(figure)) and not _GAP_BEFORE.search(clause.before(figure)):
        return None
    if stated.in_words and stated.value < 13 and one.in_words and other.in_words:
        return None
    apart = abs(one.value - other.value)
    judgement = judge_amount(stated, apart, parts=[one, other])
    if not judgement.holds:
        named = any(_OLD.search(clause.before(f)) for f in two)
        near = _comparable(one, other) and apart / 4 <= stated.value <= apart * 4
        if not named or not near or stated.value in (one.value, other.value):
            return None
    why = f"{one.text} and {other.text} differ by {amount(apart, one)}."
    return Solved(Kind.SUM, judgement, (one, other), why)


def _say(sentence: Sentence, stated: Quantity, solved: Solved, desk: Desk) -> None:
    every = (stated, *solved.two)
    first, last = min(q.start for q in every), max(q.end for q in every)
    desk.judged(
        sentence,
        (first, last),
        solved.kind,
        stated.text,
        solved.judgement,
        solved.why,
        assumptions=[
            f"{solved.two[0].text} and {solved.two[1].text} are the figures it is of: "
            "the clause gives no others."
        ],
    )
