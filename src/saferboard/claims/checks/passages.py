"""
The passage a sentence stands in: what was said just before it, and where its figures recur.
"""

import re
from bisect import bisect_left
from collections.abc import Iterator
from decimal import Decimal

from saferboard.claims.grammar.pairs import pairs
from saferboard.claims.grammar.quantities import Quantity, Unit
from saferboard.claims.judging import Span
from saferboard.claims.text import Document, Sentence
from saferboard.claims.topics import GENERIC, STOP, stem

AMOUNTS = (Unit.COUNT, Unit.MONEY)
VOTES = re.compile(r"\bvot(?:es?|ed|ing)\b|\babst(?:ain|ention)", re.IGNORECASE)
"""Words of a division: its figures are told side by side, and are of one another's kin."""
_REACH = 2
_MOST = 6
_WORD = re.compile(r"[A-Za-z][A-Za-z'’&]*")


def before(sentences: list[Sentence], n: int, *, reach: int = _REACH) -> Iterator[Sentence]:
    """Yield the sentences with figures before sentence `n` in its passage, the nearest first."""
    own = sentences[n]
    for sentence in reversed(sentences[max(n - 12, 0) : n]):
        apart = own.block - sentence.block
        if apart > reach or sentence.section.number != own.section.number:
            return
        if sentence.quantities:
            yield sentence


def counts(sentence: Sentence) -> list[Quantity]:
    """Return the plain counts and amounts of a sentence, those of earlier periods left out."""
    olds = [pair.old for pair in pairs(sentence.skeleton)]
    return [
        q
        for q in sentence.quantities
        if q.unit in AMOUNTS and not q.sign and q not in olds and q.half >= Decimal("0.5")
    ]


def nouns(text: str) -> set[str]:
    """Return the telling words of a stretch, made comparable."""
    found = {stem(word) for word in _WORD.findall(text)}
    return {word for word in found if word not in STOP and word not in GENERIC and len(word) > 2}


def counted(sentence: Sentence, quantity: Quantity, *, words: int = 4) -> set[str]:
    """Return the telling words that name what a figure counts: those just after it."""
    return nouns(_after(sentence, quantity, words))


def is_of(sentence: Sentence, quantity: Quantity, noun: str) -> bool:
    """Return whether a figure counts what a noun names: `case` in `488 cases`."""
    return noun in {stem(w) for w in _WORD.findall(_after(sentence, quantity, 4))}


def _after(sentence: Sentence, quantity: Quantity, words: int) -> str:
    after = re.match(rf"(?:[\s'’-]*[A-Za-z'’-]+){{0,{words}}}", sentence.text[quantity.end :])
    assert after, "nothing at all also matches"
    return after[0]


class Figures:
    """All counts and amounts of a document in order of size: is one of them in a span?"""

    def __init__(self, document: Document) -> None:
        found = {
            q.value
            for sentence in document.sentences
            for q in sentence.quantities
            if q.unit in AMOUNTS and q.half >= Decimal("0.5")
        }
        for _, block, _ in document.tables:
            for row in block.table.rows if block.table else ():
                for cell in row:
                    plain = cell.text.replace(",", "").strip(" £*")
                    if plain.isdigit() and len(plain) < 12:
                        found.add(Decimal(plain))
        self._values = sorted(found)

    def within(self, span: Span) -> bool:
        at = bisect_left(self._values, span.low)
        return at < len(self._values) and self._values[at] <= span.high
