"""
Which table row a sentence speaks of.
"""

import itertools
from bisect import bisect_left
from collections import defaultdict
from dataclasses import dataclass, field
from decimal import Decimal

from saferboard.claims.desk import Desk
from saferboard.claims.facts import MOST_ROWS, Fact, Older, Tables, Total
from saferboard.claims.grammar.moments import Kind as MomentKind
from saferboard.claims.grammar.moments import Moment
from saferboard.claims.grammar.quantities import Quantity, Unit
from saferboard.claims.grid import Column, Grid
from saferboard.claims.text import Sentence
from saferboard.claims.topics import Vocabulary, mentions

NEAR_BLOCKS = 25

Named = list[tuple[Fact, list[tuple[int, int]]]]


@dataclass
class Context:
    """
    What is known while a document is read.

    `by_word` has the rows of tables by their most telling word, `totals` those that are the
    total of a table by document, `asides` older changes by document and count, `grids` the
    tables by where they stand.
    """

    vocabulary: Vocabulary
    desk: Desk
    by_word: dict[str, list[Fact]] = field(default_factory=lambda: defaultdict(list))
    totals: dict[int, list[Total]] = field(default_factory=lambda: defaultdict(list))
    asides: dict[tuple[int, Decimal], list[Older]] = field(
        default_factory=lambda: defaultdict(list)
    )
    grids: dict[tuple[int, int], Grid] = field(default_factory=dict)
    aliases: dict[tuple[int, int, int], list[tuple[Sentence, Moment]]] = field(
        default_factory=lambda: defaultdict(list)
    )

    def forget(self) -> None:
        """Let go of the tables, once no sentence is left to be held against them."""
        for kept in (self.by_word, self.totals, self.asides, self.grids, self.aliases):
            kept.clear()


def topics_of(sentence: Sentence, context: Context) -> Named:
    """Return the table rows a sentence names, the most exact of them only."""
    words = context.vocabulary.words(sentence.text)
    told = sorted(words & context.by_word.keys())
    if not told:
        return []
    tokens = context.vocabulary.tokens(sentence.text)
    # Many rows have one topic: a table is often printed again each quarter.
    spans: dict[frozenset[str], list[tuple[int, int]]] = {}
    found: list[Fact] = []
    for word in told:
        for fact in context.by_word[word]:
            if fact.topic not in spans:
                named = fact.topic <= words
                spans[fact.topic] = (
                    mentions(context.vocabulary, tokens, fact.topic) if named else []
                )
            if spans[fact.topic]:
                found.append(fact)
    narrower = {
        topic
        for topic in spans
        for other, its in spans.items()
        if topic < other and any(a <= s and e <= b for s, e in spans[topic] for a, b in its)
    }
    return [(fact, spans[fact.topic]) for fact in found if fact.topic not in narrower]


def speaks(sentence: Sentence, quantity: Quantity, fact: Fact, context: Context) -> bool:
    """Return whether the topic stands close to the figure, with no other figure between."""
    tokens = context.vocabulary.tokens(sentence.text)
    spans = mentions(context.vocabulary, tokens, fact.topic)
    for start, end in spans:
        first, last = (end, quantity.start) if end <= quantity.start else (quantity.end, start)
        between = sentence.text[first:last]
        words = between.split()
        if (
            len(words) <= 9
            and not any(
                first <= q.start < last and q.unit is not Unit.PERCENT for q in sentence.quantities
            )
            and ";" not in between
        ):
            return not any(
                w in between.lower() for w in (" of which", " of these", "including", "target")
            )
    return False


def same_period(moment: Moment | None, column: Column) -> bool:
    if moment is None or column.moment is None:
        return False
    if moment.period and column.moment.period:
        return moment.period == column.moment.period
    return bool(moment.quarter) and moment.quarter == column.moment.quarter


def gather(tables: Tables, vocabulary: Vocabulary, desk: Desk) -> Context:
    """Return the rows of tables where sentences will look for them."""
    context = Context(vocabulary, desk)
    for fact in tables.facts(vocabulary):
        rows = context.by_word[max(sorted(fact.topic), key=vocabulary.weight)]
        if len(rows) < MOST_ROWS:
            rows.append(fact)
            context.grids[fact.grid.document, fact.grid.block] = fact.grid
    for total in tables.totals:
        context.totals[total.document].append(total)
    for older in tables.asides:
        context.asides[older.document, older.new.value].append(older)
    return context


def totals_near(sentence: Sentence, context: Context) -> list[Total]:
    """Return the totals of the tables that stand near a sentence."""
    totals = context.totals.get(sentence.document, [])
    first = bisect_left(totals, sentence.block - NEAR_BLOCKS, key=lambda total: total.block)
    last = sentence.block + NEAR_BLOCKS
    return list(itertools.takewhile(lambda total: total.block <= last, totals[first:]))


def is_near(sentence: Sentence, fact: Fact) -> bool:
    return (
        sentence.document == fact.grid.document
        and abs(sentence.block - fact.grid.block) <= NEAR_BLOCKS
    )


def moment_for(sentence: Sentence, quantity: Quantity) -> Moment | None:
    """Return the period nearest to a figure in its sentence."""
    periods = [
        m for m in sentence.moments if m.period or m.quarter or m.kind is MomentKind.RELATIVE
    ]
    return min(
        periods,
        key=lambda m: min(abs(m.start - quantity.end), abs(quantity.start - m.end)),
        default=None,
    )
