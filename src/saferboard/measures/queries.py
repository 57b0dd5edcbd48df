"""
Asking for figures.

Every question asks the database a fixed number of times, whatever the number of measures,
places and months it is about.
"""

import datetime as dt
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from django.db.models import Max

from saferboard.domain.figures import Figure
from saferboard.domain.funnels import Funnel
from saferboard.domain.periods import Month, Period, Quarter, months_to, rolling_year
from saferboard.domain.rank_intervals import RankInterval
from saferboard.domain.refusals import Refusal, Refused
from saferboard.measures.charting import READ, Controlled, boroughs_in_funnel, controlled
from saferboard.measures.comparing import (
    SPREAD_OVER,
    BoroughRate,
    Comparison,
    compared,
    rates_with_ranks,
    reach,
)
from saferboard.measures.definitions import (
    Definition,
    Source,
    defined,
    definitions,
    sources,
)
from saferboard.measures.held import EditionHeld
from saferboard.measures.models import Edition
from saferboard.measures.shelf import Shelf, read_shelf
from saferboard.partners.models import Post
from saferboard.places.queries import PlaceKnown

YEAR = 12
FIRST_YEAR, LAST_YEAR = 1990, 2100
CHARTED = 36
"""How many months a measure's own chart shows: the last year and two to set it against."""

GLANCED = 24
"""How many months each of the dashboard's charts shows: a page of thirty is long enough."""


def figure(measure: str, place: str, period: Period) -> Figure:
    """
    Return one figure, or the reason there is none, with where it was read.

    :raises UnknownMeasure: and :raises UnknownPlace: with the nearest names.
    """
    definition = defined(measure)
    shelf = shelf_over([definition], period)
    return shelf.figure(definition, shelf.places.find(place), period)


def figures(asked: Iterable[tuple[str, Period]], place: str) -> dict[tuple[str, Period], Figure]:
    """Return many figures of one place at once, by measure and period."""
    wanted = {(measure, period): defined(measure) for measure, period in asked}
    if not wanted:
        return {}
    shelf = shelf_over(_once(wanted.values()), _span(period for _, period in wanted))
    where = shelf.places.find(place)
    return {
        (slug, period): shelf.figure(definition, where, period)
        for (slug, period), definition in wanted.items()
    }


def compare(measure: str, place: str, period: Period) -> Comparison:
    """
    Return a figure beside the same months before, its rate, its rank and London's.

    :raises UnknownMeasure: and :raises UnknownPlace: with the nearest names.
    """
    return compare_all([measure], place, period)[measure]


def compare_all(measures: Iterable[str], place: str, period: Period) -> dict[str, Comparison]:
    """Return the comparison of each of several measures for one place and period."""
    wanted = _once(defined(slug) for slug in measures)
    shelf = shelf_over(wanted, reach(period))
    where = shelf.places.find(place)
    return {d.slug: compared(shelf, d, where, period) for d in wanted}


@dataclass(frozen=True)
class Monthly:
    """Counts month by month; None where a month is not published."""

    definition: Definition
    place: PlaceKnown
    months: tuple[tuple[Month, int | None], ...]
    editions: tuple[EditionHeld, ...]


def monthly(measure: str, place: str, period: Period) -> Monthly:
    """Return the monthly counts of a measure that is counted from a published file."""
    definition = defined(measure)
    shelf = shelf_over([definition], period)
    return _monthly(shelf, definition, shelf.places.find(place), period)


def _monthly(shelf: Shelf, definition: Definition, place: PlaceKnown, period: Period) -> Monthly:
    if not definition.counted:
        return Monthly(definition, place, tuple((month, None) for month in period), ())
    counts: Sequence[int | None] = shelf.monthly(definition, place.slug, period)
    few = definition.suppress_below or 0
    shown = (None if count is not None and 0 < count < few else count for count in counts)
    editions = shelf.editions_used(definition, place.slug, period)
    months = tuple(zip(period, shown, strict=True))
    return Monthly(definition, place, months, tuple(editions))


@dataclass(frozen=True)
class Measured:
    """One row of the dashboard: each quarter of the year so far, the rolling year, the months."""

    quarters: tuple[Comparison, ...]
    year: Comparison
    monthly: Monthly

    @property
    def definition(self) -> Definition:
        return self.year.definition


@dataclass(frozen=True)
class ReportedMeasure:
    """A measure that partners report, and what they reported, the latest period first."""

    definition: Definition
    figures: tuple[Figure, ...]


@dataclass(frozen=True)
class Dashboard:
    """Every crime measure as it stands at the end of a quarter."""

    place: PlaceKnown
    as_at: Quarter
    quarters: tuple[Quarter, ...]
    rows: tuple[Measured, ...]
    reported: tuple[ReportedMeasure, ...]

    @property
    def period(self) -> Period:
        return rolling_year(self.as_at.period.last)


def dashboard(place: str, *, as_at: Quarter) -> Dashboard:
    """
    Return every measure that is not reported by partners: the quarters of the financial
    year so far and the rolling year to the end of `as_at`, each with the year before.
    """
    last = as_at.period.last
    shelf = shelf_over(definitions().values(), months_to(last, SPREAD_OVER))
    wanted = [d for d in definitions().values() if d.counted or d.counts.none_because]
    where = shelf.places.find(place)
    quarters = tuple(Quarter(as_at.year, n) for n in range(1, as_at.number + 1))
    rows = tuple(
        Measured(
            quarters=tuple(compared(shelf, d, where, quarter.period) for quarter in quarters),
            year=compared(shelf, d, where, rolling_year(last)),
            monthly=_monthly(shelf, d, where, months_to(last, GLANCED)),
        )
        for d in wanted
    )
    reported = tuple(
        ReportedMeasure(d, shelf.reported(d, where)) for d in definitions().values() if d.reported
    )
    return Dashboard(where, as_at, quarters, rows, reported)


def any_figures() -> bool:
    """Return whether anything has been loaded at all."""
    return Edition.objects.exists()


def latest_quarter(*, on: dt.date) -> Quarter:
    """
    Return the last quarter that had ended by the day `on` and is published.

    What counts as published is set by the source that most measures are counted from; with
    nothing loaded it is the last quarter that had ended.
    """
    ended = Quarter.of(on) + -1
    used = Counter(d.counts.source for d in definitions().values() if d.counted)
    lead = used.most_common(1)[0][0]
    reached = Edition.objects.filter(source=lead).aggregate(Max("last_month"))["last_month__max"]
    if reached is None:
        return ended
    # A quarter is whole only if the month after the last one held starts another.
    published = Quarter.of((Month.parse(reached) + 1).first_day) + -1
    return min(ended, published)


@dataclass(frozen=True)
class OneMeasure:
    """All that the page of one measure shows."""

    comparison: Comparison
    years: tuple[Comparison, ...]
    monthly: Monthly
    boroughs: tuple[BoroughRate, ...]
    reported: tuple[Figure, ...]
    posts: Mapping[str, str]
    controlled: Controlled | None
    funnel: Funnel | None

    @property
    def ranks(self) -> RankInterval | None:
        """The ranks the place may well hold among the boroughs this year."""
        slug = self.comparison.place.slug
        return next((one.ranks for one in self.boroughs if one.place.slug == slug), None)


def one_measure(measure: str, place: str, *, as_at: Quarter) -> OneMeasure:
    """
    Return a measure's rolling year, the years before it, its months and the boroughs; of a
    measure that partners report, every figure they gave.

    :raises UnknownMeasure: and :raises UnknownPlace: with the nearest names.
    """
    definition = defined(measure)
    last = as_at.period.last
    span = months_to(last, READ)
    shelf = shelf_over([definition], span)
    where = shelf.places.find(place)
    years = [rolling_year(last + -YEAR * back) for back in range(CHARTED // YEAR)]
    comparisons = tuple(compared(shelf, definition, where, year) for year in years)
    boroughs = rates_with_ranks(shelf, definition, years[0])
    return OneMeasure(
        comparison=comparisons[0],
        years=comparisons,
        monthly=_monthly(shelf, definition, where, months_to(last, CHARTED)),
        boroughs=boroughs,
        controlled=controlled(shelf, definition, where, last) if definition.counted else None,
        funnel=boroughs_in_funnel(boroughs) if definition.counted and definition.over else None,
        reported=shelf.reported(definition, where),
        posts=post_titles([definition]),
    )


def post_titles(of: Iterable[Definition]) -> dict[str, str]:
    """Return the titles of the posts some definitions name; one may be no post here."""
    codes = {code for d in of for code in (d.written_by, d.checked_by)}
    return dict(Post.objects.filter(code__in=codes).values_list("code", "title"))


@dataclass(frozen=True)
class FileHeld:
    """One file that has been loaded."""

    file_name: str
    sha256: str
    vintage: str
    period: Period
    rows: int
    loaded_at: dt.datetime


@dataclass(frozen=True)
class SourceHeld:
    """A source, the files held of it, and how many measures rest on it."""

    source: Source
    files: tuple[FileHeld, ...]
    measures: tuple[Definition, ...]


def sources_held() -> tuple[SourceHeld, ...]:
    """Return every source with the files held of it, in one query."""
    files: dict[str, list[FileHeld]] = {}
    for e in Edition.objects.order_by("source", "last_month", "id"):
        held = FileHeld(e.file_name, e.sha256, e.vintage, e.period, e.rows, e.loaded_at)
        files.setdefault(e.source, []).append(held)
    return tuple(
        SourceHeld(source, tuple(files.get(slug, ())), _resting_on(slug))
        for slug, source in sources().items()
    )


def _resting_on(source: str) -> tuple[Definition, ...]:
    return tuple(
        d
        for d in definitions().values()
        if source == d.counts.source or source in d.population_sources
    )


class OutOfReach(Refused):
    """Raised for a period so far off, or so long, that nobody can mean it."""


def shelf_over(wanted: Iterable[Definition], span: Period) -> Shelf:
    """
    Return the shelf for a span of months that somebody could mean.

    :raises OutOfReach: for another.
    """
    if not (span.first.year >= FIRST_YEAR and span.last.year <= LAST_YEAR):
        words = f"Figures are kept for {FIRST_YEAR} to {LAST_YEAR}. Ask for months in those years."
        raise OutOfReach(Refusal("out-of-reach", words))
    return read_shelf(wanted, span)


def _once(wanted: Iterable[Definition]) -> list[Definition]:
    return list({d.slug: d for d in wanted}.values())


def _span(periods: Iterable[Period]) -> Period:
    known = list(periods)
    return Period(min(p.first for p in known), max(p.last for p in known))
