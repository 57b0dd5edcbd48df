"""
Claims against published figures: the value for the period named, or the period it really is.
"""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from decimal import Decimal

from saferboard.claims.desk import Desk
from saferboard.claims.grammar.quantities import Bound, Quantity, Unit
from saferboard.claims.grid import Grid
from saferboard.claims.judging import slip
from saferboard.claims.mentions import nearest_period
from saferboard.claims.model import Kind, Severity, Verdict
from saferboard.claims.published import FigureSource, PublishedFigure
from saferboard.claims.text import Document
from saferboard.claims.topics import Vocabulary, mentions, topic
from saferboard.documents.reading.stretches import Stretch
from saferboard.domain.periods import Period

Series = dict[Period, PublishedFigure]

NEARBY = 3
"""Months by which a label may be out before a count that fits another period is chance."""


class Published:
    """What was published: by its title, and by the words that tell it from the rest."""

    def __init__(self, source: FigureSource, vocabulary: Vocabulary) -> None:
        self.vocabulary = vocabulary
        self.by_title: dict[str, Series] = defaultdict(dict)
        for figure in source.figures():
            self.by_title[figure.measure.casefold()][figure.period] = figure
        self.measures = _told_apart(vocabulary, self.by_title)


def check_against(
    documents: Sequence[Document], grids: Iterable[Grid], published: Published, desk: Desk
) -> None:
    """Hold counts with a period, in tables and sentences, against what was published."""
    vocabulary, measures = published.vocabulary, published.measures
    for grid in grids:
        _check_grid(grid, published.by_title, measures, vocabulary, desk)
    for document in documents:
        for sentence in document.sentences:
            if not sentence.quantities or not sentence.moments:
                continue
            tokens = vocabulary.tokens(sentence.text)
            for name, series in measures.items():
                spans = mentions(vocabulary, tokens, name)
                near = [
                    q for q in sentence.quantities if spans and _counts(q) and _reaches(q, spans)
                ]
                for quantity in near:
                    moment = nearest_period(sentence, quantity)
                    if moment is not None and moment.period:
                        _judge(
                            desk,
                            (document.number, sentence.stretch),
                            (sentence.start + quantity.start, sentence.start + quantity.end),
                            quantity,
                            moment.period,
                            series,
                        )


def told(vocabulary: Vocabulary, label: str) -> frozenset[str]:
    """Return the topic of a label, "everything" spelt out so that text can name it."""
    found = topic(vocabulary, label)
    return frozenset(vocabulary.stems(label)) if found == {"everything"} else found


def _counts(quantity: Quantity) -> bool:
    return (
        quantity.unit in (Unit.COUNT, Unit.MONEY)
        and quantity.bound is Bound.EXACT
        and quantity.value >= 10
    )


def _reaches(quantity: Quantity, spans: list[tuple[int, int]]) -> bool:
    return any(
        min(abs(start - quantity.end), abs(quantity.start - end)) < 60 for start, end in spans
    )


def _told_apart(
    vocabulary: Vocabulary, by_title: dict[str, Series]
) -> dict[frozenset[str], Series]:
    """
    Return the series that can be known by their words alone.

    Theft of vehicles and theft from vehicles cannot: those need their title to the letter.
    """
    topics: dict[frozenset[str], list[Series]] = defaultdict(list)
    for title, series in by_title.items():
        topics[told(vocabulary, title)].append(series)
    return {words: found[0] for words, found in topics.items() if len(found) == 1}


def _check_grid(
    grid: Grid,
    by_title: dict[str, Series],
    measures: dict[frozenset[str], Series],
    vocabulary: Vocabulary,
    desk: Desk,
) -> None:
    for row in grid.rows:
        series = by_title.get(row.label.strip().casefold())
        series = series or measures.get(told(vocabulary, row.label))
        if not series:
            continue
        for column in grid.having("count", "total"):
            quantity = row.quantity(column)
            if quantity and _counts(quantity) and column.moment and column.moment.period:
                _judge(
                    desk,
                    (grid.document, row.stretch),
                    row.span(0, column.index),
                    quantity,
                    column.moment.period,
                    series,
                )


def _judge(
    desk: Desk,
    where: tuple[int, Stretch],
    span: tuple[int, int],
    quantity: Quantity,
    period: Period,
    series: Series,
) -> None:
    published = series.get(period)
    elsewhere = _fitting(quantity.value, period, series)
    if published is None and not any(_is_nearby(f, period) for f in elsewhere):
        return
    if published and not elsewhere and not _could_be(published.value, quantity.value):
        return
    if published and (
        _near(published.value, quantity.value)
        or abs(published.value - quantity.value) <= quantity.half
    ):
        desk.put(
            *where,
            span,
            Kind.CROSS_REFERENCE,
            quantity.text,
            f"{published.value:,}",
            Verdict.CONSISTENT,
            _source(published),
        )
        return
    _say_wrong(desk, (where, span), quantity, period, published, elsewhere)


def _fitting(value: Decimal, period: Period, series: Series) -> list[PublishedFigure]:
    """
    Return the published figures of other periods as long that a count could be, likeliest
    first: those within a hundredth that end within a few months, then the same number ever.
    """
    others = [f for f in series.values() if f.period != period and len(f.period) == len(period)]
    fits = [f for f in others if _is_nearby(f, period) and _near(f.value, value)]
    fits += [f for f in others if not _is_nearby(f, period) and f.value == value]
    return sorted(fits, key=lambda f: (not _is_nearby(f, period), abs(f.period.last - period.last)))


def _is_nearby(figure: PublishedFigure, period: Period) -> bool:
    """A label is a few months out by a slip; further off a like number is chance."""
    return abs(figure.period.last - period.last) <= NEARBY


def _could_be(published: Decimal, stated: Decimal) -> bool:
    """A count half or twice the published one is of something else, told in like words."""
    return published < 2 * stated and stated < 2 * published


def _near(published: Decimal, stated: Decimal) -> bool:
    """Two issues of the same months differ by under a hundredth (measured on this publisher's)."""
    return abs(published - stated) * 100 <= published


def _fits(quantity: Quantity, other: PublishedFigure) -> str:
    if other.value == quantity.value:
        return f"{quantity.text} is the figure for the {other.period.label}."
    return f"{quantity.text} fits the {other.period.label}, {other.value:,}."


def _say_wrong(
    desk: Desk,
    at: tuple[tuple[int, Stretch], tuple[int, int]],
    quantity: Quantity,
    period: Period,
    published: PublishedFigure | None,
    elsewhere: list[PublishedFigure],
) -> None:
    where, span = at
    cause = slip(quantity.value, published.value) if published else ""
    hint = f" {_fits(quantity, elsewhere[0])}" if elsewhere else ""
    said = (
        f"The published figure for the {period.label} is {published.value:,}."
        if published
        else f"The {period.label} has no published figure here."
    )
    desk.put(
        *where,
        span,
        Kind.CROSS_REFERENCE,
        quantity.text,
        f"{published.value:,}" if published else None,
        Verdict.INCONSISTENT,
        f"{said}{hint}" + (f" Probable cause: {cause}." if cause else ""),
        severity=Severity.LABEL if elsewhere else Severity.MATERIAL,
        assumptions=["The measure named is the one published.", _source(published or elsewhere[0])],
    )


def _source(figure: PublishedFigure) -> str:
    place = f", {figure.place}" if figure.place else ""
    source = f", from {figure.source}" if figure.source else ""
    return f"{figure.measure}{place}, {figure.period.label}: {figure.value:,}{source}."
