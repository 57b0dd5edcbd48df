"""
The same thing counted in two places: finding figures that speak of one fact.

No single sign is enough.  What is counted, the words round it, the period, and the other
figures of the passage each add to a score; a different place or period rules a match out.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property

from saferboard.claims.grammar.moments import Kind as MomentKind
from saferboard.claims.grammar.moments import Moment
from saferboard.claims.grammar.pairs import pairs
from saferboard.claims.grammar.quantities import Quantity, Unit
from saferboard.claims.judging import slip
from saferboard.claims.qualifiers import clause_words
from saferboard.claims.text import Document, Sentence
from saferboard.claims.topics import GENERIC as COMMON
from saferboard.claims.topics import STOP, Token, Vocabulary, words_of

GENERIC = COMMON | words_of(
    """
    notifiable person total child man woman resident patient member adult
    """
)
"""Words that name too much to tell one count from another."""
_VERBS = words_of(
    """
    became took made went came said left got began ran gave held led
    """
)
_LIMITS = words_of(
    """
    of for with by from against involving relating among in on at
    """
)
_MOST_IN_BUCKET = 24
_HEAD_WORDS = 5
_WINDOW = 2
ENOUGH = 3.4


class Figured:
    """A sentence with what its figures of ten or more are known by."""

    def __init__(self, sentence: Sentence) -> None:
        self.sentence = sentence
        self.figures = [figure_of(q) for q in sentence.quantities if q.value >= 10]
        self.alone = (sentence.index,)


@dataclass(frozen=True, slots=True)
class Passage:
    """The figures of a sentence and its neighbours, each with the sentences it stands in."""

    figures: dict[int, tuple[int, ...]]
    first: int
    last: int

    @classmethod
    def of(cls, sentences: Sequence[Figured]) -> "Passage":
        figures: dict[int, tuple[int, ...]] = {}
        for one in sentences:
            for figure in one.figures:
                told = figures.get(figure)
                figures[figure] = one.alone if told is None else told + one.alone
        return cls(figures, sentences[0].alone[0], sentences[-1].alone[0])


def figure_of(quantity: Quantity) -> int:
    """Return what figures of one value and one unit are known by."""
    return hash((quantity.value, quantity.unit))


@dataclass(frozen=True, eq=False)
class Mention:
    """
    A figure with what it counts (`head`), the words round it, its period and its passage.

    `names` are the proper names in the sentence; `tail` the words that limit what is
    counted, as "of rape" does; `said` is whether the sentence itself names the period.
    """

    sentence: Sentence
    quantity: Quantity
    head: tuple[str, ...]
    around: frozenset[str]
    period: Moment | None
    passage: Passage
    names: frozenset[str]
    tail: frozenset[str] = frozenset()
    said: bool = False

    @property
    def key(self) -> tuple[int, int]:
        return self.sentence.index, self.quantity.start

    @cached_property
    def words(self) -> frozenset[str]:
        return frozenset(self.head)

    @cached_property
    def bag(self) -> frozenset[str]:
        return self.around | self.words

    @cached_property
    def figure(self) -> int:
        return figure_of(self.quantity)

    def others(self, figure: int) -> tuple[int, ...]:
        """Return the sentences of the passage with a figure, this mention itself left out."""
        told = self.passage.figures[figure]
        if figure != self.figure:
            return told
        own = told.index(self.sentence.index)
        return told[:own] + told[own + 1 :]


def find_mentions(documents: Sequence[Document], vocabulary: Vocabulary) -> list[Mention]:
    """Return every count and amount of the documents with what it counts."""
    found: list[Mention] = []
    for document in documents:
        sentences = [Figured(s) for s in document.sentences if s.quantities]
        for n, one in enumerate(sentences):
            near = [
                s
                for s in sentences[max(n - _WINDOW, 0) : n + _WINDOW + 1]
                if abs(s.sentence.block - one.sentence.block) <= 2
            ]
            found.extend(_mentions_in(one.sentence, near, vocabulary))
    return found


def _mentions_in(
    sentence: Sentence, near: list[Figured], vocabulary: Vocabulary
) -> Iterator[Mention]:
    wanted = [
        q
        for q in sentence.quantities
        if q.unit in (Unit.COUNT, Unit.MONEY) and q.value >= 2 and not q.sign
    ]
    if not wanted:
        return
    tokens = vocabulary.tokens(sentence.text)
    olds = {pair.old for pair in pairs(sentence.skeleton)}
    names = _names(tokens, vocabulary)
    passage = Passage.of(near)
    for quantity in (q for q in wanted if q not in olds):
        head = _head(tokens, quantity, sentence.text)
        if quantity.unit is Unit.MONEY:
            head = _money_head(tokens, quantity)
        if not head:
            continue
        around = frozenset(_around(tokens, quantity)) - set(head)
        tail = frozenset(_tail(tokens, quantity, head, sentence.text))
        period = nearest_period(sentence, quantity)
        said = period in sentence.moments
        yield Mention(sentence, quantity, head, around, period, passage, names, tail, said)


def _names(tokens: list[Token], vocabulary: Vocabulary) -> frozenset[str]:
    """Return the proper names of a sentence that its document does not use everywhere."""
    most = 0.1 * vocabulary.sentences + 5
    return frozenset(s for t in tokens if t.proper for s in t.stems if vocabulary.common[s] < most)


def _tail(
    tokens: list[Token], quantity: Quantity, head: tuple[str, ...], text: str
) -> Iterator[str]:
    """Yield the words that follow what is counted, up to the next comma or figure."""
    at = quantity.end
    limits = False
    for token in (t for t in tokens if quantity.end <= t.start < quantity.end + 70):
        between = text[at : token.start]
        if between != " " and re.search(r"[,;.(\d]", between):
            return
        at = token.end
        if not limits and not set(token.stems) & set(head) and token.stems[0] != "and":
            limits = token.stems[0] in _LIMITS
            if not limits:
                return
        yield from (s for s in token.stems if s not in STOP and s not in GENERIC and s not in head)


def _head(tokens: list[Token], quantity: Quantity, text: str) -> tuple[str, ...]:
    """Return the words that name what is counted: those that follow the figure."""
    head: list[str] = []
    at = quantity.end
    for token in tokens:
        if token.start < quantity.end:
            continue
        between = text[at : token.start]
        if len(head) >= _HEAD_WORDS or (between != " " and re.search(r"[^\s'’()*-]", between)):
            break
        at = token.end
        word = token.stems[0]
        if len(token.stems) == 1 and word in STOP:
            if word == "and" and head and len(head) < 3:
                continue
            break
        if head and len(token.stems) == 1 and (word.endswith(("ed", "ing")) or word in _VERBS):
            break
        head.extend(token.stems)
    return tuple(head)


def _money_head(tokens: list[Token], quantity: Quantity) -> tuple[str, ...]:
    """Return the words that name an amount: those before it, `total savings of £5`."""
    before = [s for t in tokens if t.end <= quantity.start for s in t.stems if s not in STOP]
    after = [s for t in tokens if t.start >= quantity.end for s in t.stems if s not in STOP]
    return tuple(before[-4:] or after[:3])


def _around(tokens: list[Token], quantity: Quantity) -> Iterator[str]:
    for token in tokens:
        if abs(token.start - quantity.start) < 160:
            yield from (s for s in token.stems if s not in STOP and s not in GENERIC)


def nearest_period(sentence: Sentence, quantity: Quantity) -> Moment | None:
    """Return the period a figure is for, as its sentence or its section says."""
    periods = [
        m for m in sentence.moments if m.period or m.quarter or m.kind is MomentKind.RELATIVE
    ]
    if periods:
        return min(
            periods, key=lambda m: min(abs(m.start - quantity.end), abs(quantity.start - m.end))
        )
    return sentence.section.quarter


class Mentions:
    """
    The figures worth comparing: the same noun counted, or amounts of like digits.

    Of each sort so many are kept, so that a long document does not fill the memory.
    """

    def __init__(self) -> None:
        self.kept: dict[Mention, tuple[int, ...]] = {}
        self._buckets: list[list[Mention]] = []
        self._numbers: dict[object, int] = {}

    def add(self, mention: Mention) -> None:
        """Keep a mention where one of its sort is still wanted."""
        filed = []
        for key in _sorts(mention):
            number = self._numbers.setdefault(key, len(self._buckets))
            if number == len(self._buckets):
                self._buckets.append([])
            if len(self._buckets[number]) < _MOST_IN_BUCKET:
                self._buckets[number].append(mention)
                filed.append(number)
        if filed:
            self.kept[mention] = tuple(sorted(filed))

    def pairs(self) -> Iterator[tuple[Mention, Mention]]:
        """Yield those of one sort in pairs, each pair at the first sort the two share."""
        for number, bucket in enumerate(self._buckets):
            for n, one in enumerate(bucket):
                own = self.kept[one]
                for other in bucket[n + 1 :]:
                    its = self.kept[other]
                    if len(own) == 1 or number == next(sort for sort in own if sort in its):
                        yield one, other


def _sorts(mention: Mention) -> Iterator[object]:
    """Yield what a mention is filed under."""
    if mention.quantity.unit is not Unit.MONEY:
        yield from sorted(mention.words - GENERIC) or [mention.head[-1]]
        return
    digits = f"{int(mention.quantity.value)}"
    if len(digits) >= 4:
        # A slip may change the first digit, or only the order of them.
        for key in (digits[:1], "_" + digits[1:], "".join(sorted(digits))):
            yield "£", len(digits), key


def shared_company(one: Mention, other: Mention) -> frozenset[int]:
    """Return the figures both passages give; one sentence near to both gives none twice."""
    a, b = one.passage, other.passage
    known = a.figures.keys()
    if known.isdisjoint(b.figures):
        return frozenset()
    apart = a.last < b.first or b.last < a.first
    return frozenset(
        figure
        for figure in known & b.figures.keys()
        if (mine := one.others(figure)) and (its := other.others(figure))
        if apart or any(n != m for n in mine for m in its)
    )


def same_time(one: Mention, other: Mention) -> int:
    """
    Return 1 where two mentions are of one period, -1 of different ones, 0 if not known.

    A section's quarter can part two mentions, but not join them: not all it holds is of it.
    """
    found = _compared(one.period, other.period)
    named = all(m.said for m in (one, other) if m.period)
    return found if named else min(found, 0)


def _compared(a: Moment | None, b: Moment | None) -> int:
    if a is None or b is None:
        return 0
    if "part" in (a.label, b.label):
        return 0 if a.label == b.label else -1
    if a.kind is MomentKind.RELATIVE or b.kind is MomentKind.RELATIVE:
        return -1 if a.order != b.order else 0
    if a.period and b.period:
        return 1 if a.period == b.period else -1
    if a.quarter and b.quarter:
        return 1 if a.quarter == b.quarter else -1
    return -1


def score(one: Mention, other: Mention, vocabulary: Vocabulary) -> float:
    """Return how surely two mentions are of one fact, their periods and values apart."""
    if one.quantity.unit is Unit.COUNT and one.head[-1] != other.head[-1]:
        return 0.0
    shared = one.words & other.words
    told = shared - GENERIC
    points = min(len(told), 3) * 0.8 + (0.4 if shared else 0)
    apart = bool(one.names and other.names and not one.names & other.names)
    company = shared_company(one, other)
    known = not apart and (company or same_time(one, other) > 0)
    if not told and not known and not _slipped(one, other, vocabulary):
        return 0.0
    points += min(2.0, 2.4 * vocabulary.likeness(one.bag, other.bag))
    points += 1.3 * min(len(company), 3)
    if one.quantity.value >= 100 and slip(one.quantity.value, other.quantity.value):
        points += 0.8 if one.quantity.value < 1000 else 1.2 if one.quantity.value < 10_000 else 1.6
    if one.quantity.unit is Unit.COUNT:
        points -= 0.3 * len(one.words ^ other.words)
        if one.tail and other.tail and not one.tail & other.tail:
            points -= 1.0
    return points - 1.5 if apart and len(company) < 2 else points


def _slipped(one: Mention, other: Mention, vocabulary: Vocabulary) -> bool:
    """Return whether two long counts differ by a slip of the fingers in like surroundings."""
    if min(one.quantity.value, other.quantity.value) < 1000:
        return False
    if not slip(one.quantity.value, other.quantity.value) or one.head[-1] != other.head[-1]:
        return False
    shared = one.around & other.around
    return len(shared) >= 2 and vocabulary.likeness(one.around, other.around) >= 0.5


def _says_no_more(one: Mention, other: Mention) -> bool:
    """
    Return whether neither clause names anything that the other passage leaves out.

    `The ten thieves had 214 offences` is not of the 233 offences of shop theft.
    """
    told = ((a, clause_words(a.sentence, a.quantity), b) for a, b in ((one, other), (other, one)))
    slipped = bool(slip(one.quantity.value, other.quantity.value))
    return slipped or all(words - GENERIC <= b.bag for _, words, b in told)


def is_close(one: Mention, other: Mention, vocabulary: Vocabulary) -> bool:
    """
    Return whether two mentions with different values are surely of one fact.

    Amounts must differ by a slip of the fingers; counts must be of the same words, and the
    passages share a figure, a period or nearly all they say.
    """
    likeness = vocabulary.likeness(one.bag, other.bag)
    company = shared_company(one, other)
    when = same_time(one, other)
    if one.quantity.unit is Unit.MONEY:
        if min(len(f"{int(m.quantity.value)}".rstrip("0")) for m in (one, other)) < 3:
            # £3,000 and £4,000 differ by a digit and are two plain amounts.
            return False
        return bool(slip(one.quantity.value, other.quantity.value)) or (when > 0 and likeness > 0.8)
    if min(one.quantity.value, other.quantity.value) < 10 and (one.period is None) != (
        other.period is None
    ):
        return False
    if company and one.words & other.words - GENERIC:
        return True
    if _slipped(one, other, vocabulary):
        return True
    if not one.words - GENERIC:
        alike_round = vocabulary.likeness(one.around, other.around) >= 0.5
        shared = len(one.around & other.around) >= 2
        return alike_round and shared and bool(company) and _says_no_more(one, other)
    if one.words != other.words:
        return False
    told = len(one.words - GENERIC)
    unsaid = one.period is None and other.period is None
    one_period = _compared(one.period, other.period) > 0
    return (one_period and told >= 2) or likeness >= 0.6 or (unsaid and told >= 3)
