"""
Shares that share one whole: what the others of a list are of, the odd one is of too.

`1,087 said yes (58.3%), 634 said no (34.0%) and 143 were not sure (7.7%)` are of one whole,
and so are the shares of a paragraph that goes on about the same 47 deaths.
"""

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal

from saferboard.claims.bases.entries import Entry, entries
from saferboard.claims.checks.otherwise import holds_otherwise, near
from saferboard.claims.checks.passages import VOTES, counts
from saferboard.claims.desk import Desk
from saferboard.claims.grammar.quantities import Quantity, Unit
from saferboard.claims.judging import Judgement, judge_share
from saferboard.claims.model import Kind, Place
from saferboard.claims.moves.levels import levels
from saferboard.claims.text import Document, Sentence

_BACK = 10
_ON = 4
_HEADLINE = 2
_BLOCKS = 4
_LEAST = 5
_CLOSE = Decimal(2)
_FAR = 3
_CLOSE_PART = Decimal("0.1")
_ALL = Decimal("98.5")


@dataclass(frozen=True, eq=False)
class Base:
    """A whole that shares of a passage bear out: how many, and how many of them close by."""

    value: Decimal
    words: str
    place: Place | None
    borne: int
    close: int


Headline = dict[tuple[Decimal, Unit], tuple[str, Place | None, int]]
"""The wholes that shares so far are of, each with its words, its place and how many they are."""


def check_share_groups(document: Document, desk: Desk) -> None:
    """Hold each share that no check has placed against the whole its neighbours are of."""
    sentences = document.sentences
    headline: Headline = {}
    for n, sentence in enumerate(sentences):
        if not sentence.quantities or VOTES.search(sentence.text):
            continue
        for entry in entries(sentence):
            bases = _bases(sentences, n, entry, headline, desk)
            if not desk.is_settled(sentence, entry.share):
                _judge(sentences, n, entry, bases, desk)
            _note(headline, entry, bases)


def _note(headline: "Headline", entry: Entry, bases: list["Base"]) -> None:
    """Remember the wholes that a share is of, for those further on."""
    for base in bases:
        judgement = _share(entry, base.value)
        if judgement and judgement.holds and base.place:
            _, _, borne = headline.get((base.value, entry.part.unit), ("", None, 0))
            headline[base.value, entry.part.unit] = base.words, base.place, borne + 1


def _passage(sentences: list[Sentence], n: int) -> Iterator[Sentence]:
    """Yield the sentences of the passage, the nearest before first, then those after."""
    own = sentences[n]
    for place in (*reversed(sentences[max(n - _BACK, 0) : n]), *sentences[n + 1 : n + 1 + _ON]):
        near_by = abs(place.block - own.block) <= _BLOCKS
        if near_by and place.section.number == own.section.number and place.quantities:
            yield place


def _judge(sentences: list[Sentence], n: int, entry: Entry, bases: list[Base], desk: Desk) -> None:
    judged = [(base, judgement) for base in bases if (judgement := _share(entry, base.value))]
    held = [one for one in judged if one[1].holds]
    if held:
        _say(entry, *max(held, key=lambda one: (one[0].close, one[0].borne)), desk)
        return
    others = near(sentences, n, entry.share)
    if not judged or holds_otherwise(entry.share, [entry.part], others):
        return
    meant = [one for one in judged if _is_meant(entry, *one)]
    meant.sort(key=lambda one: (one[0].close, one[0].borne), reverse=True)
    if meant and not any(_is_as_likely(one[0], meant[0][0]) for one in meant[1:]):
        _say(entry, *meant[0], desk)


def _is_as_likely(one: Base, other: Base) -> bool:
    return (one.close, one.borne) == (other.close, other.borne)


def _share(entry: Entry, whole: Decimal) -> Judgement | None:
    base = Quantity(0, 0, whole, entry.part.unit, Decimal("0.5"), text=f"{whole:,}")
    return judge_share(entry.part, base, entry.share)


def _is_meant(entry: Entry, base: Base, judgement: Judgement) -> bool:
    """Return whether a share that fails is surely of the whole that the others are of."""
    stated = entry.share.value
    exact = entry.part.value * 100 / base.value
    close = abs(stated - exact) <= max(_CLOSE, _CLOSE_PART * exact)
    if not judgement.cause and not exact / _FAR <= stated <= exact * _FAR:
        return False
    if base.close >= 2 or (base.close and base.borne >= 3):
        return True
    return (base.borne >= 2 or base.close >= 1) and (close or bool(judgement.cause))


def _is_then(entry: Entry) -> bool:
    """Return whether a share is of an earlier time: last year's part is of last year's whole."""
    return any(one.then for one in levels(entry.sentence) if one.quantity is entry.part)


def _bases(
    sentences: list[Sentence], n: int, entry: Entry, headline: Headline, desk: Desk
) -> list[Base]:
    """Return the wholes that a share may be of: those of the passage, and of the shares before."""
    own = sentences[n]
    told = [(own, one) for one in entries(own) if one is not entry]
    told += [(place, one) for place in _passage(sentences, n) for one in entries(place)]
    wholes: dict[Decimal, tuple[str, Place | None]] = {}
    for place in (own, *_passage(sentences, n)):
        for q in counts(place):
            if q.unit is entry.part.unit and q.value >= _LEAST and q is not entry.part:
                wholes.setdefault(q.value, (q.text, desk.place_in(place, q.start, q.end)))
    for value, words in _sums(own, entry):
        wholes.setdefault(value, (words, None))
    tally: dict[Decimal, list[bool]] = defaultdict(list)
    for value in wholes:
        for place, one in told:
            if one.part.unit is not entry.part.unit or one.part.value >= value:
                continue
            if _is_then(one) is not _is_then(entry):
                continue
            judgement = _share(one, value)
            if judgement and judgement.holds:
                tally[value].append(place is own)
    for lead in _leads(sentences, n, entry):
        wholes.setdefault(lead.value, (lead.text, None))
        tally[lead.value].append(True)
    found = [Base(v, *wholes[v], len(hits), sum(hits)) for v, hits in tally.items()]
    if not _is_then(entry):
        found += [
            Base(value, words, place, borne, 0)
            for (value, unit), (words, place, borne) in headline.items()
            if value not in tally and unit is entry.part.unit and borne >= _HEADLINE
        ]
    return [base for base in found if base.value > entry.part.value]


def _leads(sentences: list[Sentence], n: int, entry: Entry) -> Iterator[Quantity]:
    """Yield the one count that leads to a part: in its sentence, and in the one before."""
    own = sentences[n]
    known = {one.part.start for one in entries(own)}
    ahead = [
        level.quantity
        for level in levels(own)
        if level.quantity.unit is entry.part.unit
        and not level.aim
        and level.then is _is_then(entry)
        and level.quantity.start < entry.part.start
        and level.quantity.start not in known
    ]
    yield from ahead if len(ahead) == 1 else ()
    if n == 0 or sentences[n - 1].block != own.block or _is_then(entry):
        return
    before = [
        level.quantity
        for level in levels(sentences[n - 1])
        if level.quantity.unit is entry.part.unit and not level.then and not level.aim
    ]
    yield from before if len(before) == 1 else ()


def _sums(sentence: Sentence, entry: Entry) -> Iterator[tuple[Decimal, str]]:
    """Yield the sum of all parts of a sentence, where their shares make a whole."""
    every = entries(sentence)
    parts = [one.part for one in every]
    if len(parts) < 3 or any(part.unit is not entry.part.unit for part in parts):
        return
    yield sum((part.value for part in parts), Decimal(0)), " + ".join(p.text for p in parts)


def _say(entry: Entry, base: Base, judgement: Judgement, desk: Desk) -> None:
    part, share = entry.part, entry.share
    end = max(part.end, share.end)
    text = entry.sentence.text
    desk.judged(
        entry.sentence,
        (min(part.start, share.start), end + (text[end : end + 1] == ")")),
        Kind.SHARE,
        share.text,
        judgement,
        f"{part.text} of {base.words} is {judgement.computed}.",
        assumptions=[f"The whole is {base.words}, as it is for the shares beside it."],
        sources=[base.place] if base.place else [],
        sure=True,
    )
