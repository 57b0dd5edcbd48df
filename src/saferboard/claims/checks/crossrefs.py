"""
Cross-references: one fact given with two values, or one value with two periods.
"""

import datetime as dt
import re
from array import array
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from decimal import Decimal

from saferboard.claims.checks.stale import check_stale
from saferboard.claims.desk import Desk
from saferboard.claims.grammar.quantities import Bound, Unit
from saferboard.claims.judging import is_plain, judge_amount, slip
from saferboard.claims.mentions import (
    ENOUGH,
    Mention,
    Mentions,
    figure_of,
    find_mentions,
    is_close,
    same_time,
    score,
    shared_company,
)
from saferboard.claims.model import Kind, Severity, Verdict
from saferboard.claims.qualifiers import qualifiers
from saferboard.claims.text import Document
from saferboard.claims.topics import STOP, Vocabulary

_PART = re.compile(r"\b(?:of (?:these|those|which|whom|them)|out of)\b[^.]{0,60}$", re.I)
_A_YEAR = re.compile(r"\b(?P<n>\d{1,3}|twelve|six|four)\b times (?:a|per|each) year\b", re.I)
_WHOLE = Decimal("0.5")
_SAME_TIME = 1.2
_TIMES = {"twelve": 12, "six": 6, "four": 4}


Rhythm = tuple[Mention, str, int]
"""A mention that a stated rhythm bears out, the words of the rhythm, and its times a year."""


class CrossReferences:
    """The figures of all documents that may speak of one fact."""

    def __init__(self) -> None:
        self._mentions = Mentions()
        self._confirmed: list[Rhythm] = []
        self._figures, self._sentences = array("q"), array("q")

    def gather(self, documents: Sequence[Document], vocabulary: Vocabulary) -> None:
        """Note the figures of some documents with what they count."""
        found = find_mentions(documents, vocabulary)
        self._confirmed += _confirmed(found, documents)
        for mention in found:
            self._mentions.add(mention)
        for document in documents:
            for sentence in document.sentences:
                for quantity in sentence.quantities:
                    self._figures.append(figure_of(quantity))
                    self._sentences.append(sentence.index)

    def check(self, documents: Sequence[Document], vocabulary: Vocabulary, desk: Desk) -> None:
        """Hold figures that speak of one fact against each other."""
        dated = {d.number: (d.dated or dt.date.min, d.number) for d in documents}
        added = _added_up(self._mentions.kept, desk)
        confirmed = {_say_confirmed(rhythm, desk) for rhythm in self._confirmed}
        together = self._together()
        settled: dict[tuple[int, int], list[Mention]] = defaultdict(list)
        apart: list[tuple[Mention, Mention]] = []
        for one, other in self._mentions.pairs():
            if not _comparable(one, other):
                continue
            points = score(one, other, vocabulary)
            if points + _SAME_TIME < ENOUGH:
                continue
            if _equal(one, other):
                if points >= ENOUGH:
                    settled[one.key].append(other)
                    settled[other.key].append(one)
                    earlier, later = sorted((one, other), key=lambda m: dated[m.sentence.document])
                    _say_equal(earlier, later, desk)
                    check_stale(one, other, documents[later.sentence.document].dated, desk)
            elif {one.key, other.key} & added or _told_apart(one, other, together):
                continue
            elif points + _SAME_TIME * same_time(one, other) >= ENOUGH and is_close(
                one, other, vocabulary
            ):
                apart.append((one, other))
                if slip(one.quantity.value, other.quantity.value):
                    check_stale(one, other, documents[one.sentence.document].dated, desk)
        for first, second in _clashes(apart, settled, confirmed).values():
            _say_clash(first, second, desk)

    def _together(self) -> dict[int, set[int]]:
        """Return the sentences that the figures to be compared stand in."""
        found: dict[int, set[int]] = {m.figure: set() for m in self._mentions.kept}
        for figure, sentence in zip(self._figures, self._sentences, strict=True):
            if figure in found:
                found[figure].add(sentence)
        return found


def _told_apart(one: Mention, other: Mention, together: dict[int, set[int]]) -> bool:
    """
    Return whether one sentence gives both figures: they are then of two facts.

    `1,181 of the 1,936 searches` tells the searches for one reason from all of them.
    """
    return not together[one.figure].isdisjoint(together[other.figure])


def _added_up(found: Iterable[Mention], desk: Desk) -> set[tuple[int, int]]:
    """Return the mentions that are sums and hold: they are of all their parts, not of one."""
    sums: dict[tuple[int, str], list[tuple[int, int]]] = defaultdict(list)
    for claim, number in zip(desk.claims, desk.numbers, strict=True):
        if claim.kind is Kind.SUM and claim.verdict is Verdict.CONSISTENT:
            sums[number, claim.stated].append(claim.span)
    return {
        m.key
        for m in found
        if (spans := sums.get((m.sentence.document, m.quantity.text)))
        and (at := m.sentence.stretch.origin(m.sentence.start + m.quantity.start)) >= 0
        and any(start <= at < end for start, end in spans)
    }


def _listed(apart: list[tuple[Mention, Mention]]) -> set[tuple[int, int]]:
    """Return the mentions that differ from several others of their document, as lists do."""
    others: dict[tuple[int, int], set[Decimal]] = defaultdict(set)
    for one, other in apart:
        if one.sentence.document == other.sentence.document:
            others[one.key].add(other.quantity.value)
            others[other.key].add(one.quantity.value)
    return {key for key, values in others.items() if len(values) > 1}


Clashes = dict[tuple[int, Decimal, tuple[str, ...]], tuple[Mention, Mention]]


def _clashes(
    apart: list[tuple[Mention, Mention]],
    settled: dict[tuple[int, int], list[Mention]],
    confirmed: set[tuple[int, int]],
) -> Clashes:
    """
    Return the mentions that disagree, one for each document and value.

    A figure its own document gives twice is not the one in doubt there; and a figure that
    has its twin in another period is of that period.
    """
    clashes: Clashes = {}
    many = _listed(apart)
    for one, other in apart:
        if {one.key, other.key} & many:
            continue
        if any(
            same_time(twin, b) < 0
            for a, b in ((one, other), (other, one))
            for twin in settled[a.key]
        ):
            continue
        if same_time(one, other) < 0:
            continue
        for first, second in ((one, other), (other, one)):
            own = [
                twin
                for twin in settled[first.key]
                if twin.sentence.document == first.sentence.document
            ]
            same = first.sentence.document == second.sentence.document
            if first.key in confirmed or (own and same and not settled[second.key]):
                continue
            key = (first.sentence.document, first.quantity.value, first.head)
            if key not in clashes or not first.sentence.section.earlier_meeting:
                clashes[key] = (first, second)
    return clashes


def _comparable(one: Mention, other: Mention) -> bool:
    a, b = one.quantity, other.quantity
    if a.unit is not b.unit or (a.unit is Unit.COUNT and one.head[-1] != other.head[-1]):
        return False
    if (one.sentence.block, one.sentence.document) == (
        other.sentence.block,
        other.sentence.document,
    ):
        return False
    if a.bound is not Bound.EXACT and b.bound is not Bound.EXACT:
        return False
    if (a.half < _WHOLE) != (b.half < _WHOLE) and a.unit is Unit.COUNT:
        # An average of 8.0 is of other things than a count of 11.
        return False
    if max(a.value, b.value) > 2 * min(a.value, b.value) and not slip(a.value, b.value):
        return False
    if _joined(one) != _joined(other) or _purpose(one, other):
        return False
    if not _equal(one, other) and qualifiers(one.sentence, a) != qualifiers(other.sentence, b):
        return False
    for mention in (one, other):
        if _PART.search(mention.sentence.text[: mention.quantity.start]):
            return False
        if re.match(r"\s?(?:per cent|times|%)", mention.sentence.text[mention.quantity.end :]):
            return False
    return True


_EITHER = re.compile(r"\s[a-z]+\s(?:[a-z]+\s)?or\s[a-z]+")
_FOR = re.compile(r"\s(?:for|on)\s(?:the\s|new\s)?(?P<what>[a-z]{4,})")


def _joined(mention: Mention) -> bool:
    """Return whether a figure is of two things together: `421 killed or seriously injured`."""
    return bool(_EITHER.match(mention.sentence.text, mention.quantity.end))


def _purpose(one: Mention, other: Mention) -> bool:
    """Return whether one amount is for something that the other passage does not name."""
    if one.quantity.unit is not Unit.MONEY:
        return False
    for first, second in ((one, other), (other, one)):
        told = _FOR.match(first.sentence.text, first.quantity.end)
        if told and told["what"].rstrip("s") not in second.sentence.text.lower():
            return True
    return False


def _equal(one: Mention, other: Mention) -> bool:
    a, b = one.quantity, other.quantity
    if a.value == b.value:
        return True
    if abs(a.value - b.value) * 4 > max(a.value, b.value):
        # Hedged or rounded, two ways of saying one number are never so far apart.
        return False
    if is_plain(a) and is_plain(b):
        return False
    return judge_amount(a, b.value, parts=[b]).holds or judge_amount(b, a.value, parts=[a]).holds


def _confirmed(found: list[Mention], documents: Sequence[Document]) -> Iterator[Rhythm]:
    """Yield the mentions that a stated rhythm bears out: 3 in a quarter at 12 a year."""
    told = [
        (
            s.document,
            s.block,
            match[0],
            int(match["n"]) if match["n"].isdigit() else _TIMES[match["n"].lower()],
        )
        for d in documents
        for s in d.sentences
        if (match := _A_YEAR.search(s.text))
    ]
    for mention in found if told else []:
        sentence = mention.sentence
        if not any(m.quarter for m in sentence.moments):
            continue
        for document, block, words, times in told:
            near = document == sentence.document and 0 <= sentence.block - block <= 4
            if near and mention.quantity.value * 4 == times:
                yield mention, words, times


def _say_confirmed(rhythm: Rhythm, desk: Desk) -> tuple[int, int]:
    """Say that a rhythm bears a mention out, and return the mention's key."""
    mention, words, times = rhythm
    desk.say(
        mention.sentence,
        (mention.quantity.start, mention.quantity.end),
        Kind.SUM,
        mention.quantity.text,
        str(times // 4),
        Verdict.CONSISTENT,
        f"{words} is {times // 4} a quarter.",
    )
    return mention.key


def _words(mention: Mention) -> tuple[int, int]:
    """Return the figure with the words that name what it counts."""
    quantity, text = mention.quantity, mention.sentence.text
    if quantity.unit is Unit.MONEY:
        return quantity.start, quantity.end
    after = re.match(r"(?:\s[A-Za-z'’&-]+){1,3}", text[quantity.end :])
    words = after[0].split() if after else []
    count = 0
    for n, word in enumerate(words):
        if word.lower() in STOP and word.lower() != "and":
            break
        count = n + 1
    stretch = re.match(rf"(?:\s[A-Za-z'’&-]+){{{count}}}", text[quantity.end :])
    return quantity.start, quantity.end + (stretch.end() if stretch else 0)


def _say_equal(one: Mention, other: Mention, desk: Desk) -> None:
    """Say that two places, the earlier first, agree, or give the same figure two periods."""
    for first, second in ((one, other), (other, one)):
        start, end = _words(first)
        desk.say(
            first.sentence,
            (start, end),
            Kind.CROSS_REFERENCE,
            first.quantity.text,
            second.quantity.text,
            Verdict.CONSISTENT,
            "The same figure stands elsewhere.",
            sources=[desk.place_in(second.sentence, *_words(second))],
        )
    if same_time(one, other) < 0 and one.quantity.value == other.quantity.value:
        _say_periods(one, other, desk)


def _say_periods(earlier: Mention, later: Mention, desk: Desk) -> None:
    """Say that one figure is given two periods, where the passages agree in much else."""
    same = earlier.sentence.document == later.sentence.document
    if same or len(shared_company(earlier, later)) < 2 or later.quantity.value < 10:
        return
    told, said = earlier.period, later.period
    if (
        told is None
        or said is None
        or said.period == told.period
        or said not in later.sentence.moments
    ):
        return
    start, end = min(later.quantity.start, said.start), max(later.quantity.end, said.end)
    desk.say(
        later.sentence,
        (start, end),
        Kind.CROSS_REFERENCE,
        said.text,
        told.text,
        Verdict.INCONSISTENT,
        f"Elsewhere {earlier.quantity.text} is the figure for {told.text}, not for {said.text}.",
        severity=Severity.MATERIAL,
        assumptions=["Both passages speak of one figure: they share others too."],
        sources=[desk.place_in(earlier.sentence, *_words(earlier))],
    )


def _say_clash(first: Mention, second: Mention, desk: Desk) -> None:
    cause = slip(first.quantity.value, second.quantity.value)
    source = desk.place_in(second.sentence, *_words(second))
    desk.say(
        first.sentence,
        _words(first),
        Kind.CROSS_REFERENCE,
        first.quantity.text,
        second.quantity.text,
        Verdict.INCONSISTENT,
        f"{source.file}, line {source.line}, gives {second.quantity.text} for what reads "
        f"as the same fact." + (f" Probable cause: {cause}." if cause else ""),
        severity=Severity.MATERIAL,
        assumptions=["Both places speak of one fact, by what they count and the words round it."],
        sources=[source],
    )
