"""
Changes said in one place of counts that are given in another: a summary and its body.
"""

from collections.abc import Iterator, Sequence
from decimal import Decimal

from saferboard.claims.checks.changes import phrase
from saferboard.claims.desk import Desk
from saferboard.claims.grammar.directions import Change, changes
from saferboard.claims.grammar.pairs import Pair, pairs
from saferboard.claims.grammar.quantities import Quantity, Unit
from saferboard.claims.judging import judge_change
from saferboard.claims.model import Kind
from saferboard.claims.text import Document, Sentence
from saferboard.claims.topics import Vocabulary

_DISTINCT = 100
_MOST = 5
_REACH = 45
_ALIKE = 0.3
Known = dict[tuple[Decimal, Unit], list[tuple[Sentence, Pair]]]


class KnownPairs:
    """The changes that stand apart from their earlier count, and where both counts are given."""

    def __init__(self) -> None:
        self._known: Known = {}
        self._told: list[tuple[Sentence, Change, Quantity]] = []

    def gather(self, documents: Sequence[Document]) -> None:
        """Note the pairs of some documents, and the changes said without one."""
        for document in documents:
            for sentence in document.sentences:
                found = pairs(sentence.skeleton) if len(sentence.quantities) > 1 else []
                for pair in found:
                    plain = pair.new.unit in (Unit.COUNT, Unit.MONEY) and not pair.target
                    if plain and pair.new.value >= _DISTINCT:
                        known = self._known.setdefault((pair.new.value, pair.new.unit), [])
                        known += [(sentence, pair)] if len(known) < _MOST else []
                if sentence.quantities and not found:
                    self._told += _told(sentence)

    def check(self, vocabulary: Vocabulary, desk: Desk) -> None:
        """Hold `fell by 4.7% to 16,927` against the sentence that gives the earlier count too."""
        for sentence, change, new in self._told:
            known = self._known.get((new.value, new.unit), [])
            _judge(sentence, change, known, vocabulary, desk)


def _told(sentence: Sentence) -> Iterator[tuple[Sentence, Change, Quantity]]:
    for change in changes(sentence.skeleton):
        if change.direction and not (change.against_others or change.elsewhere):
            new = _reached(sentence, change)
            if new is not None:
                yield sentence, change, new


def _reached(sentence: Sentence, change: Change) -> Quantity | None:
    """Return the count a change is said with: `by 4.7% to 16,927`, `16,927, down 4.7%`."""
    if change.quantity.unit is not Unit.PERCENT:
        return None
    near = [
        q
        for q in sentence.quantities
        if q.unit in (Unit.COUNT, Unit.MONEY)
        and not q.sign
        and min(abs(q.start - change.quantity.end), abs(change.quantity.start - q.end)) <= _REACH
    ]
    return near[0] if len(near) == 1 else None


def _judge(
    sentence: Sentence,
    change: Change,
    told: list[tuple[Sentence, Pair]],
    vocabulary: Vocabulary,
    desk: Desk,
) -> None:
    own = vocabulary.words(sentence.text)
    for other, pair in told:
        if other is sentence or vocabulary.likeness(own, vocabulary.words(other.text)) < _ALIKE:
            continue
        judgement = judge_change(pair.old, pair.new, change.quantity, change.direction)
        if judgement is None:
            continue
        desk.judged(
            sentence,
            phrase(sentence, change),
            Kind.PERCENT_CHANGE,
            change.quantity.text,
            judgement,
            f"Elsewhere {pair.new.text} follows {pair.old.text}, a change of {judgement.computed}.",
            assumptions=["An equal count of the same thing is the same figure."],
            sources=[
                desk.place_in(
                    other, min(pair.old.start, pair.new.start), max(pair.old.end, pair.new.end)
                )
            ],
            sure=True,
        )
        return
