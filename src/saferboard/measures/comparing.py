"""
Setting a figure beside the same months before, the people it happened among, and other boroughs.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal

from saferboard.domain.chance import Chance, chance_of, dispersion
from saferboard.domain.comparisons import Rank, percent_change, rank, rate
from saferboard.domain.figures import Absence, Figure
from saferboard.domain.periods import Period, months_to
from saferboard.domain.rank_intervals import Counted, RankInterval, rank_interval
from saferboard.measures.definitions import Definition, sources
from saferboard.measures.shelf import LONDON, Shelf
from saferboard.places.queries import People, PlaceKnown

PERCENT = "%"
YEAR = 12
SPREAD_OVER = 36
"""How many months, at most, tell how widely a series spreads: three years of each month."""


@dataclass(frozen=True)
class PopulationUsed:
    """The people a rate was taken over: how many, in the middle of which year, and who says."""

    people: int
    year: int
    source: str
    title: str
    vintage: str

    @property
    def words(self) -> str:
        return f"{self.people:,} people in mid-{self.year} ({self.title}, {self.vintage})"


@dataclass(frozen=True)
class London:
    """The boroughs taken together.  `boroughs` is how many there are."""

    boroughs: int
    figure: Figure
    previous: Figure
    change: Figure
    rate: Figure
    population: PopulationUsed | None
    chance: Chance | None = None


@dataclass(frozen=True)
class Comparison:
    """
    A figure, the same months before (`Period.before`), and how it stands among the boroughs.

    `change` and `rate` are figures of their own: each has a value or the reason for none.
    `rank` is None where the place has no rate; 1 is the lowest rate.  `broken` is why the
    series cannot be compared with those months, where it cannot.  `chance` is how easily the
    change comes about by chance, where there are two counts.
    """

    definition: Definition
    place: PlaceKnown
    figure: Figure
    previous: Figure
    change: Figure
    rate: Figure
    population: PopulationUsed | None
    rank: Rank | None
    london: London
    broken: str = ""
    chance: Chance | None = None

    @property
    def change_percent(self) -> Decimal | None:
        return self.change.value


@dataclass(frozen=True)
class BoroughRate:
    """One borough's rate, the people it is over, and the ranks it may well hold."""

    place: PlaceKnown
    figure: Figure
    rate: Figure
    people: int | None = None
    dispersion: float | None = None
    ranks: RankInterval | None = None


def reach(period: Period) -> Period:
    """Return the months a shelf must hold for a period's whole comparison."""
    spread = months_to(period.last, SPREAD_OVER)
    return Period(min(period.before.first, spread.first), period.last)


def compared(shelf: Shelf, definition: Definition, place: PlaceKnown, period: Period) -> Comparison:
    """Return the comparison of one figure; `shelf` holds `reach(period)`."""
    figure = shelf.figure(definition, place, period)
    previous = shelf.figure(definition, place, period.before)
    people = population(shelf, definition, place.slug, period)
    standing = rates(shelf, definition, period)
    broken = definition.broken_between(period.before.first, period.last)
    return Comparison(
        definition=definition,
        place=place,
        figure=figure,
        previous=previous,
        change=change(definition, previous, figure),
        rate=rated(definition, figure, people),
        population=people,
        rank=rank(place.slug, {b.place.slug: b.rate.value for b in standing}),
        london=_london(shelf, definition, period),
        broken=broken.because if broken else "",
        chance=_chance(shelf, definition, place.slug, previous, figure),
    )


def _chance(
    shelf: Shelf, definition: Definition, place: str, previous: Figure, figure: Figure
) -> Chance | None:
    """Return how easily two counts differ by chance, by the spread the series itself shows."""
    if definition.broken_between(previous.period.first, figure.period.last):
        return None
    spread = spread_of(shelf, definition, place, figure.period)
    return chance_between(definition, previous, figure, spread)


def chance_between(
    definition: Definition, previous: Figure, figure: Figure, spread: float | None
) -> Chance | None:
    """Return how easily two figures differ by chance; None where they are not both counts."""
    old, new = previous.value, figure.value
    if not definition.is_count or old is None or new is None:
        return None
    if old % 1 or new % 1 or old < 0 or new < 0:
        return None
    return chance_of(
        int(old),
        int(new),
        old_days=previous.period.days,
        new_days=figure.period.days,
        dispersion=spread,
    )


def spread_of(shelf: Shelf, definition: Definition, place: str, period: Period) -> float | None:
    """
    Return the dispersion that up to three years of months to a period's end show.

    Only whole years without a gap or a break count; None with fewer than two.
    """
    if not definition.counted:
        return None
    years: list[Sequence[int]] = []
    for back in range(SPREAD_OVER // YEAR):
        year = months_to(period.last + -YEAR * back, YEAR)
        if year.first < shelf.span.first or definition.broken_between(year.first, period.last):
            break
        counts = shelf.monthly(definition, place, year)
        whole = [count for count in counts if count is not None]
        if len(whole) < YEAR:
            break
        years.append(whole)
    return dispersion(years)


def rates(shelf: Shelf, definition: Definition, period: Period) -> tuple[BoroughRate, ...]:
    """Return every borough's figure and rate for a period, in order of name."""
    found = []
    for place in shelf.places.boroughs:
        figure = shelf.figure(definition, place, period)
        people = population(shelf, definition, place.slug, period)
        found.append(
            BoroughRate(
                place, figure, rated(definition, figure, people), people.people if people else None
            )
        )
    return tuple(found)


def rates_with_ranks(
    shelf: Shelf, definition: Definition, period: Period
) -> tuple[BoroughRate, ...]:
    """Return every borough's rate with its spread and the ranks it may well hold."""
    found = [
        replace(one, dispersion=spread_of(shelf, definition, one.place.slug, period))
        for one in rates(shelf, definition, period)
    ]
    counted = {
        one.place.slug: Counted(int(one.figure.value), one.people, one.dispersion or 1.0)
        for one in found
        if one.figure.value is not None and one.people
    }
    return tuple(replace(one, ranks=rank_interval(one.place.slug, counted)) for one in found)


def change(definition: Definition, previous: Figure, figure: Figure) -> Figure:
    """Return the percent change from `previous`, or why there is none."""
    value, absence = None, figure.absence
    if figure.known:
        value = percent_change(previous.value, figure.value)
        absence = Absence.NO_BASE if value is None else None
    if definition.broken_between(previous.period.first, figure.period.last):
        value, absence = None, Absence.SERIES_BROKEN
    origins = figure.origins + tuple(o for o in previous.origins if o not in figure.origins)
    return Figure(figure.measure, figure.place, figure.period, PERCENT, value, absence, origins)


def rated(definition: Definition, figure: Figure, people: PopulationUsed | None) -> Figure:
    """Return the rate of a figure among `people`, or why there is none."""
    per = definition.per or 1000
    value = rate(figure.value, people.people if people else None, per=per)
    absence = None
    if value is None:
        absence = figure.absence or Absence.NO_POPULATION
    unit = f"per {per:,} people"
    return Figure(figure.measure, figure.place, figure.period, unit, value, absence, figure.origins)


def population(
    shelf: Shelf, definition: Definition, place: str, period: Period
) -> PopulationUsed | None:
    """
    Return the people of a place in the year the period's middle falls in.

    None where nobody has said, or the measure is not taken over people.
    """
    year = period.middle.year
    found = shelf.people.of(place, year, sources=definition.population_sources)
    return _used(found) if found else None


def _used(found: People) -> PopulationUsed:
    title = sources()[found.source].title
    return PopulationUsed(found.people, found.year, found.source, title, found.vintage)


def _london(shelf: Shelf, definition: Definition, period: Period) -> London:
    figure = shelf.london(definition, period)
    previous = shelf.london(definition, period.before)
    people = together(
        population(shelf, definition, place.slug, period) for place in shelf.places.boroughs
    )
    return London(
        boroughs=len(shelf.places.boroughs),
        figure=figure,
        previous=previous,
        change=change(definition, previous, figure),
        rate=rated(definition, figure, people),
        population=people,
        chance=_chance(shelf, definition, LONDON, previous, figure),
    )


def together(populations: Iterable[PopulationUsed | None]) -> PopulationUsed | None:
    """Return populations added up; None if there are none or one is missing."""
    known = list(populations)
    if not known or None in known:
        return None
    first = known[0]
    people = sum(one.people for one in known)
    return PopulationUsed(people, first.year, first.source, first.title, first.vintage)


__all__ = [
    "LONDON",
    "BoroughRate",
    "Comparison",
    "London",
    "PopulationUsed",
    "chance_between",
    "compared",
    "rates",
    "rates_with_ranks",
    "reach",
    "spread_of",
]
