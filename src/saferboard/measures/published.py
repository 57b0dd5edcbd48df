"""
The partnership's own figures, for the figure checker to hold documents against.
"""

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal

from saferboard.claims.published import PublishedFigure
from saferboard.domain.periods import Month, Period, Quarter
from saferboard.measures.definitions import Definition, definitions, sources
from saferboard.measures.local import local_measures
from saferboard.measures.models import Edition, Observation
from saferboard.measures.shelf import Shelf, read_shelf
from saferboard.places.queries import PlaceKnown

YEAR = 12


@dataclass(frozen=True)
class OwnFigures:
    """Every month, quarter and rolling year that is held for one place."""

    place: str

    def figures(self) -> Iterator[PublishedFigure]:
        """Return every figure held, counted from published files or reported by partners."""
        wanted = _main_series()
        span = _held({d.counts.source for d in wanted})
        if span is not None:
            shelf = read_shelf(wanted, span)
            place = shelf.places.find(self.place)
            for definition in wanted:
                yield from _counted(shelf, definition, place)
        yield from self._reported()

    def _reported(self) -> Iterator[PublishedFigure]:
        held = Observation.objects.filter(place__slug=self.place, value__isnull=False)
        known = {d.slug: d for one in local_measures() if (d := one.definition)} | definitions()
        for one in held.select_related("place").order_by("id"):
            definition = known[one.measure]
            title = sources()[definition.counts.source].title
            yield PublishedFigure(
                definition.title,
                one.place.name,
                Period(Month.parse(one.first_month), Month.parse(one.last_month)),
                one.value.normalize() + Decimal(0),
                f"{title}, {one.vintage}: {one.where}",
            )


def _main_series() -> list[Definition]:
    """
    Return the counted measures, of offences in one scheme only: the one most are counted in.

    The other scheme counts the same offences under other names, and is never mixed in.
    """
    counted = [d for d in definitions().values() if d.counted]
    lead = Counter(d.counts.source for d in counted).most_common(1)[0][0]
    others = {s.slug for s in sources().values() if s.scheme} - {lead}
    return [d for d in counted if d.counts.source not in others]


def _held(of: set[str]) -> Period | None:
    """The months that any file of some sources covers, or None if none is loaded."""
    months = [
        Month.parse(month)
        for pair in Edition.objects.filter(source__in=of).values_list("first_month", "last_month")
        for month in pair
    ]
    return Period(min(months), max(months)) if months else None


def _counted(shelf: Shelf, definition: Definition, place: PlaceKnown) -> Iterator[PublishedFigure]:
    title = sources()[definition.counts.source].title
    for period in _periods(shelf.span):
        count = shelf.total(definition, place.slug, period)
        if count is not None:
            yield PublishedFigure(definition.title, place.name, period, Decimal(count), title)


def _periods(span: Period) -> Iterator[Period]:
    """Return every month of a span, and every quarter and rolling year that ends in one."""
    for month in span:
        yield Period(month, month)
        quarter = Quarter.of(month.first_day).period
        if quarter.last == month and quarter.first >= span.first:
            yield quarter
        if month + (1 - YEAR) >= span.first:
            yield Period(month + (1 - YEAR), month)
