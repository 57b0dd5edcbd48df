"""
Changes said in one place of counts that are given in another: a summary and its body.
"""

from collections.abc import Sequence
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
_REACH = 45
_ALIKE = 0.3
Known = dict[tuple[Decimal, Unit], list[tuple[Sentence, Pair]]]


def check_known_pairs(documents: Sequence[Document], vocabulary: Vocabulary, desk: Desk) -> None:
    """Hold `fell by 4.7% to 16,927` against the sentence that gives the earlier count too."""
    known = _known(documents)
    for document in documents:
        for sentence in document.sentences:
            if not sentence.quantities or pairs(sentence.skeleton):
                continue
            told = [
                c
                for c in changes(sentence.skeleton)
                if c.direction and not (c.against_others or c.elsewhere)
            ]
            for change in told:
                new = _reached(sentence, change)
                if new is not None:
                    _judge(sentence, change, known.get((new.value, new.unit), []), vocabulary, desk)


def _known(documents: Sequence[Document]) -> Known:
    found: Known = {}
    for document in documents:
        for sentence in document.sentences:
            for pair in pairs(sentence.skeleton) if len(sentence.quantities) > 1 else []:
                plain = pair.new.unit in (Unit.COUNT, Unit.MONEY) and not pair.target
                if plain and pair.new.value >= _DISTINCT:
                    found.setdefault((pair.new.value, pair.new.unit), []).append((sentence, pair))
    return found


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
    for other, pair in told[:5]:
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
        )
        return
