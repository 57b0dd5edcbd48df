"""
What one document retells of another: minutes of a paper, a summary of a plan.

A document that retells takes nearly all its figures from the other.  One of them that stands
nowhere there, beside words and figures that do, and much like a figure there that is retold
nowhere, is that figure copied wrongly.
"""

import re
from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from decimal import Decimal

from saferboard.claims.desk import Desk
from saferboard.claims.grammar.pairs import pairs
from saferboard.claims.grammar.quantities import Bound, Quantity, Unit
from saferboard.claims.grid import Grid
from saferboard.claims.judging import slip
from saferboard.claims.model import Kind, Place, Severity, Verdict
from saferboard.claims.qualifiers import qualifiers
from saferboard.claims.text import Document, Sentence
from saferboard.claims.topics import GENERIC, STOP, Vocabulary

_UNITS = (Unit.COUNT, Unit.MONEY, Unit.PERCENT, Unit.RATE, Unit.POINTS)
_FEWEST = 4
_PART = Decimal("0.5")
_NEAR = Decimal("0.3")
_MOST = 4000
_ENOUGH = 4.0
_SUMMARY = re.compile(
    r"(?:(?:executive |performance |key |main )?(?:summary|overview|highlights|headlines?)"
    r"|at a glance|in brief|key (?:points|facts|figures|findings|messages)|the year in numbers)\b",
    re.IGNORECASE,
)


@dataclass
class Told:
    """A figure of a document with the words and figures it stands among."""

    quantity: Quantity
    place: Place
    words: frozenset[str]
    close: frozenset[str]
    company: frozenset[Decimal]
    sentence: Sentence | None = None


@dataclass
class Book:
    """The figures a document tells, and how many times it tells each."""

    told: list[Told] = field(default_factory=list)
    values: dict[tuple[str, Decimal], list[Told]] = field(default_factory=lambda: defaultdict(list))

    _sorted: dict[str, list[Decimal]] = field(default_factory=dict)

    def add(self, told: Told) -> None:
        self.told.append(told)
        self.values[_class(told.quantity), told.quantity.value].append(told)

    def has(self, quantity: Quantity) -> bool:
        """Return whether the book tells a figure, as printed or more roughly."""
        kind = _class(quantity)
        if (kind, quantity.value) in self.values:
            return True
        if kind not in self._sorted:
            self._sorted[kind] = sorted(v for its, v in self.values if its == kind)
        known = self._sorted[kind]
        loose = quantity.bound is not Bound.EXACT
        room = max(quantity.half, quantity.value * Decimal("0.08") if loose else Decimal(0))
        widest = max(room, quantity.value / 20)
        at = bisect_left(known, quantity.value - widest)
        while at < len(known) and known[at] <= quantity.value + widest:
            half = self.values[kind, known[at]][0].quantity.half
            rough = loose or quantity.half > 1 or half > 1 or known[at] % 1
            if rough and abs(known[at] - quantity.value) <= max(room, half):
                return True
            at += 1
        return False


def _class(quantity: Quantity) -> str:
    """Return what a figure may be retold as: a rate may lose its "per 1,000"."""
    if quantity.unit in (Unit.PERCENT, Unit.POINTS):
        return "share"
    return "money" if quantity.unit is Unit.MONEY else "count"


def check_retold(
    documents: Sequence[Document], grids: Sequence[Grid], vocabulary: Vocabulary, desk: Desk
) -> None:
    """Hold the figures of each document, or summary, that retells another against it."""
    for document in documents:
        short, rest = _parted(document)
        if short:
            own = _book(document, short, [], vocabulary, desk)
            _hold(own, _book(document, rest, grids, vocabulary, desk), vocabulary, desk)
    if len(documents) < 2:
        return
    books = [_book(d, d.sentences, grids, vocabulary, desk) for d in documents]
    for n, own in enumerate(books):
        for m, other in enumerate(books):
            if n != m:
                _hold(own, other, vocabulary, desk)


def _parted(document: Document) -> tuple[list[Sentence], list[Sentence]]:
    """Return the sentences of a document's summary, and the others."""
    short: list[Sentence] = []
    rest: list[Sentence] = []
    leads = {
        (s.block) for s in document.sentences if s.start == 0 and _SUMMARY.match(s.text.strip())
    }
    for sentence in document.sentences:
        heads = sentence.section.headings
        told = sentence.block in leads or (
            heads and _SUMMARY.match(heads[-1].strip(" #*.:0123456789"))
        )
        (short if told else rest).append(sentence)
    return short, rest


def _hold(own: Book, other: Book, vocabulary: Vocabulary, desk: Desk) -> None:
    if _retells(own, other):
        _compare(own, other, vocabulary, desk)


def _retells(own: Book, other: Book) -> bool:
    large = [t for t in own.told if t.sentence and t.quantity.value >= 10]
    if not _FEWEST <= len(large) <= _MOST or len(own.told) > len(other.told) * 2:
        return False
    found = sum(other.has(t.quantity) for t in large)
    return found >= _FEWEST - 1 and found >= _PART * len(large)


def _book(
    document: Document,
    sentences: Sequence[Sentence],
    grids: Sequence[Grid],
    vocabulary: Vocabulary,
    desk: Desk,
) -> Book:
    book = Book()
    blocks: dict[int, set[Decimal]] = defaultdict(set)
    for sentence in sentences:
        blocks[sentence.block] |= {q.value for q in sentence.quantities if _is_telling(q)}
    for sentence in sentences:
        if len(book.told) > _MOST:
            break
        for told in _in_sentence(sentence, blocks[sentence.block], vocabulary, desk):
            book.add(told)
    for grid in (g for g in grids if g.document == document.number):
        for told in _in_table(grid, vocabulary, desk):
            if len(book.told) <= _MOST:
                book.add(told)
    return book


def _is_telling(quantity: Quantity) -> bool:
    """Return whether a figure is seldom given by chance: `2.6%`, `88`, not `3`."""
    return quantity.value >= 10 or quantity.half < _PART


def _in_sentence(
    sentence: Sentence, near: set[Decimal], vocabulary: Vocabulary, desk: Desk
) -> Iterator[Told]:
    if not sentence.quantities:
        return
    words = frozenset(_telling(vocabulary.words(sentence.text)))
    if len(words) < 6 and sentence.section.headings:
        words |= frozenset(_telling(vocabulary.words(sentence.section.headings[-1])))
    for quantity in sentence.quantities:
        if quantity.unit not in _UNITS or quantity.like_a_year:
            continue
        beside = sentence.text[max(quantity.start - 45, 0) : quantity.start]
        beside = re.split(r"[,;:.]\s|\d", beside)[-1]
        after = re.split(r"[,;:.(]\s?|\d", sentence.text[quantity.end : quantity.end + 45])[0]
        close = frozenset(_telling(vocabulary.words(f"{beside} {after}")))
        yield Told(
            quantity,
            desk.place_in(sentence, quantity.start, quantity.end),
            words,
            close,
            frozenset(near - {quantity.value}),
            sentence,
        )


def _in_table(grid: Grid, vocabulary: Vocabulary, desk: Desk) -> Iterator[Told]:
    for row in grid.rows:
        label = _telling(vocabulary.words(row.label))
        values = {q.value for c in grid.columns if (q := row.quantity(c)) and _is_telling(q)}
        for column in grid.columns:
            quantity = row.quantity(column)
            if quantity is None or column.role == "label":
                continue
            head = _telling(vocabulary.words(column.head))
            yield Told(
                quantity,
                desk.cell(grid, row, column),
                frozenset(label | head),
                frozenset(label | head),
                frozenset(values - {quantity.value}),
            )


def _telling(words: set[str]) -> set[str]:
    return {w for w in words if w not in STOP and len(w) > 2}


def _compare(own: Book, other: Book, vocabulary: Vocabulary, desk: Desk) -> None:
    """Say which figures of `own` are figures of `other` copied wrongly, each of those once."""
    lost = [t for t in other.told if not own.has(t.quantity)]
    found: list[tuple[float, Told, Told]] = []
    for told in own.told:
        sentence, quantity = told.sentence, told.quantity
        if sentence is None or quantity.bound is not Bound.EXACT or other.has(quantity):
            continue
        if not _is_telling(quantity) or _is_older(told) or _is_aim(told):
            continue
        if desk.is_judged(sentence, quantity.start, holds=True):
            continue
        scored = [
            (points, one)
            for one in (*lost, *(t for t in other.told if _is_long_slip(quantity, t.quantity)))
            if _alike(quantity, one.quantity)
            and not _of_part_and_whole(told, one)
            and not _set_apart(told, one)
            and (points := _score(told, one, vocabulary)) >= _ENOUGH
        ]
        if not scored:
            continue
        best = max(points for points, _ in scored)
        first = [one for points, one in scored if points >= best - 0.5]
        if len({one.quantity.value for one in first}) == 1:
            found.append((best, told, first[0]))
    taken: set[tuple[str, Decimal]] = set()
    for _, told, one in sorted(found, key=lambda each: -each[0]):
        key = (_class(one.quantity), one.quantity.value)
        if key not in taken:
            _say(told, one, desk)
        taken.add(key)


def _is_long_slip(one: Quantity, other: Quantity) -> bool:
    return (
        _class(one) == _class(other)
        and min(one.value, other.value) >= 1000
        and bool(slip(one.value, other.value))
    )


_AIM = re.compile(
    r"\b(?:target|standard|ambition|goal|ceiling|limit|expected|aim|threshold)\b", re.I
)


def _is_aim(told: Told) -> bool:
    assert told.sentence, "only figures in sentences are asked for"
    lead = told.sentence.text[max(told.quantity.start - 40, 0) : told.quantity.start]
    return bool(_AIM.search(re.split(r"[,;]\s", lead)[-1]))


def _is_older(told: Told) -> bool:
    """Return whether a figure is the earlier of a pair: a paper may leave it out."""
    assert told.sentence, "only figures in sentences are asked for"
    return any(pair.old is told.quantity for pair in pairs(told.sentence.skeleton))


def _alike(one: Quantity, other: Quantity) -> bool:
    """Return whether one figure may be another copied wrongly."""
    if _class(one) != _class(other) or not one.value or not other.value:
        return False
    if (one.half < _PART) != (other.half < _PART) and one.unit is Unit.COUNT:
        return False
    ratio = one.value / other.value
    if 1 - _NEAR <= ratio <= 1 + _NEAR or ratio in (1000, Decimal("0.001"), 10, Decimal("0.1")):
        return True
    return bool(slip(one.value, other.value)) and one.value >= 10


def _set_apart(one: Told, other: Told) -> bool:
    """Return whether two figures are narrowed otherwise, or of periods or things of their own."""
    assert one.sentence, "only figures in sentences are asked for"
    if other.sentence is None:
        return False
    if qualifiers(one.sentence, one.quantity) != qualifiers(other.sentence, other.quantity):
        return True
    mine, its = ({m.period for m in s.moments if m.period} for s in (one.sentence, other.sentence))
    if mine and its and not mine & its:
        return True
    return not slip(one.quantity.value, other.quantity.value) and _names_another(one, other)


def _names_another(one: Told, other: Told) -> bool:
    """
    Return whether what a figure counts is named otherwise than what another does.

    `The ten thieves had 214 offences` is not of the 233 offences of shop theft.
    """
    mine, its = one.close - GENERIC, other.close - GENERIC
    if not mine:
        return not its <= one.words
    if not its:
        return False
    return not mine & its or bool(mine - other.words and its - one.words)


_BASE = re.compile(r"\sof\s(?:the\s|all\s|our\s)?(?P<first>[a-z-]+)(?:\s(?P<second>[a-z-]+))?")


def _of_part_and_whole(one: Told, other: Told) -> bool:
    """Return whether one share is of a kind of what the other is of: `of domestic violence`."""
    if one.sentence is None or other.sentence is None:
        return False
    mine = _BASE.match(one.sentence.text, one.quantity.end)
    its = _BASE.match(other.sentence.text, other.quantity.end)
    if mine is None or its is None or _class(one.quantity) != "share":
        return False
    return mine["first"] == its["second"] or its["first"] == mine["second"]


def _score(one: Told, other: Told, vocabulary: Vocabulary) -> float:
    """Return how surely two figures are told of one thing."""
    a, b = one.quantity.value, other.quantity.value
    company = len(one.company & other.company)
    points = 1.5 * min(company, 2) + 0.35 * _weight(one.words & other.words, vocabulary)
    points += _weight(one.close & other.close, vocabulary)
    slipped = bool(slip(a, b)) or (a != b and a / b in (1000, Decimal("0.001")))
    if not (one.close & other.close) and not (company and (slipped or one.words & other.words)):
        return 0.0 if not _is_long_slip(one.quantity, other.quantity) else _ENOUGH
    if slipped:
        points += 2.5 if min(a, b) >= 100 or a % 1 else 1.0
    return points


def _weight(words: frozenset[str], vocabulary: Vocabulary) -> float:
    """Return how telling words are together; words like "figure" and "year" count half."""
    return sum(min(vocabulary.weight(w), 3.0) * (0.5 if w in GENERIC else 1.0) for w in words)


def _say(told: Told, other: Told, desk: Desk) -> None:
    assert told.sentence, "only figures in sentences are accused"
    cause = slip(told.quantity.value, other.quantity.value)
    desk.say(
        told.sentence,
        (told.quantity.start, told.quantity.end),
        Kind.CROSS_REFERENCE,
        told.quantity.text,
        other.quantity.text,
        Verdict.INCONSISTENT,
        f"{other.place.file}, line {other.place.line}, from which the other figures here are "
        f"taken, gives {other.quantity.text}." + (f" Probable cause: {cause}." if cause else ""),
        severity=Severity.MATERIAL,
        assumptions=["Both places speak of one fact, by the words and figures round it."],
        sources=[other.place],
    )
