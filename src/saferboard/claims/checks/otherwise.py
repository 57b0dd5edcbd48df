"""
Whether a figure that does not fit the figures it was taken to be of fits others just as near.

A figure is only called wrong when it is sure what it is of.  One that holds between one of the
two and a third figure of the passage is most likely of those, and was misread.
"""

from collections.abc import Iterable, Iterator, Sequence
from decimal import Decimal

from saferboard.claims.grammar.quantities import Bound, Quantity, Unit
from saferboard.claims.judging import Span, fits, judge_change, judge_share
from saferboard.claims.text import Sentence

_KINDS = (Unit.COUNT, Unit.MONEY, Unit.PERCENT)
_COARSE = Decimal("0.4")
_REACH = 2
_SMALL = 5


def near(sentences: Sequence[Sentence], n: int, stated: Quantity) -> list[Quantity]:
    """
    Return the figures of a passage that a figure may be of.

    A whole per cent fits some two of many figures by chance, so fewer are asked for it.
    """
    reach = 1 if stated.half > _COARSE else _REACH
    own = sentences[n]
    around = [
        s
        for s in sentences[max(n - reach, 0) : n + 1]
        if s is own or own.block - s.block <= 1 or s.section.number == own.section.number
    ]
    return [q for s in around for q in s.quantities]


def holds_otherwise(
    stated: Quantity, used: Iterable[Quantity], others: Iterable[Quantity], way: int | None = None
) -> bool:
    """
    Return whether a figure holds between one of those `used` and another.

    `way` is the direction of a change, 0 where its words do not say; a share has none.
    """
    known = list(used)
    values = {q.value for q in known}
    rest = [q for q in others if q.value not in values and q.value != stated.value]
    return any(
        _holds(stated, one, other, way)
        for one in known
        for other in rest
        if other.unit is one.unit and other.unit in _KINDS and other.value >= _SMALL
    )


def _holds(stated: Quantity, one: Quantity, other: Quantity, way: int | None) -> bool:
    if stated.unit is Unit.PERCENT and stated.bound is Bound.EXACT:
        return any(_ways(stated, one, other, way))
    if stated.unit is Unit.RATE and stated.per:
        low, high = sorted((one.value, other.value))
        exact = low * stated.per / high if high else Decimal(0)
        return fits(stated.value, stated.half, stated.bound, Span(exact, exact))
    if stated.unit is one.unit or stated.unit is Unit.POINTS:
        return abs(one.value - other.value) == stated.value
    return False


def _ways(stated: Quantity, one: Quantity, other: Quantity, way: int | None) -> Iterator[bool]:
    for a, b in ((one, other), (other, one)):
        if way is None:
            judgement = judge_share(a, b, stated) if a.value <= b.value else None
        else:
            judgement = judge_change(a, b, stated, way)
        yield bool(judgement and judgement.holds)
