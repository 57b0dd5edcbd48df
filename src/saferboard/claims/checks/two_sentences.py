"""
Pairs whose earlier figure stands a sentence after the later: `There were 3,700. … where offences
totalled 3,413 the year before`.
"""

import re
from dataclasses import dataclass
from decimal import Decimal

from saferboard.claims.grammar.moments import Kind as MomentKind
from saferboard.claims.grammar.pairs import ELSEWHERE, Pair
from saferboard.claims.grammar.quantities import Quantity, Unit
from saferboard.claims.text import Sentence


@dataclass(frozen=True)
class Known:
    """A pair of counts known from a sentence, for sentences after it to speak of."""

    sentence: Sentence
    pair: Pair


_OLDER = re.compile(
    r"^\s*(?:\d{1,2}(?:\.\d{1,2})*\s+)?(?:this|that|which)\s(?:is\s"
    r"|was\s)?compare[sd]?\s(?:to|with)\b"
    r"|\b(?:on|than|from|over|against)\sthe\s(?:[a-z]+\s){0,2}[\ue000-\ue0ff]\s(?:[a-z]+\s)"
    r"{0,2}(?:recorded|reported|seen|received|in|made|for)\b"
)


def from_two_sentences(before: Sentence | None, sentence: Sentence) -> Known | None:
    """Return the pair of `there were 3,700. … where offences totalled 3,413` the year before."""
    if (
        before is None
        or not 0 <= sentence.block - before.block <= 1
        or sentence.index - before.index > 2
    ):
        return None
    olds, news = counts_of(sentence), counts_of(before)
    earlier = [m for m in sentence.moments if m.kind is MomentKind.RELATIVE and m.order < 0]
    older = _OLDER.search(sentence.skeleton.text)
    if len(olds) != 1 or not (earlier or older) or ELSEWHERE.search(sentence.text.lower()):
        return None
    if sentence.block != before.block and not (older and older.start() == 0):
        return None
    if len(news) != 1 and older:
        news = _same_noun(olds[0], sentence, news, before)
    if len(news) != 1 or olds[0].unit is not news[0].unit or olds[0].value > 20 * news[0].value:
        return None
    return Known(before, Pair(olds[0], news[0], 0, 0, "two sentences"))


def _same_noun(
    old: Quantity, sentence: Sentence, news: list[Quantity], before: Sentence
) -> list[Quantity]:
    """Return the first count of the sentence before that counts the same thing."""
    words = re.match(r"\s(?:[a-z]+\s){0,1}?([a-z]{4,})", sentence.text[old.end :].lower())
    noun = words[1].rstrip("s") if words else ""
    for new in news:
        if noun and noun in before.text[new.end : new.end + 40].lower():
            return [new]
    first = re.match(r"\W*([a-z]{4,})", sentence.text.lower())
    for new in news:
        if first and first[1].rstrip("s") in before.text[new.end : new.end + 45].lower():
            return [new]
    return []


def counts_of(sentence: Sentence) -> list[Quantity]:
    """Return the whole counts and amounts of a sentence, the larger ones where there are any."""
    kinds = (Unit.COUNT, Unit.MONEY)
    whole = [q for q in sentence.quantities if q.unit in kinds and q.half >= Decimal("0.5")]
    return [q for q in whole if q.value >= 10] or whole
