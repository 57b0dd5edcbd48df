"""
What a measure's own charts show: its months or quarters held to limits, and the boroughs in a
funnel.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from saferboard.domain.control_charts import ControlChart, Rebase, control_chart
from saferboard.domain.funnels import Funnel, funnel
from saferboard.domain.periods import Month, Period, Quarter, months_to
from saferboard.domain.seasons import Season, season
from saferboard.measures.comparing import BoroughRate
from saferboard.measures.definitions import Definition
from saferboard.measures.shelf import Shelf
from saferboard.places.queries import PlaceKnown

READ = 60
"""How many months are read, drawn and held to limits: five years."""

LEAST = 18

MONTHLY = 5
"""How many events a month there must be for months to be drawn; below it, quarters are."""

QUARTERLY = 3


@dataclass(frozen=True)
class Controlled:
    """
    A measure's control chart, or why there is none.

    `season` is what the time of year makes of its counts, where enough years are held to say.
    """

    definition: Definition
    place: PlaceKnown
    by_month: bool
    chart: ControlChart | None
    season: Season | None = None
    refused: str = ""

    @property
    def step(self) -> str:
        return "month" if self.by_month else "quarter"

    @property
    def target(self) -> float | None:
        target = self.definition.target
        return float(target.value) if target and target.each == self.step else None


def controlled(shelf: Shelf, definition: Definition, place: PlaceKnown, last: Month) -> Controlled:
    """Return the control chart of a measure that is counted from a published monthly file."""
    months = _unbroken(shelf, definition, place, last)
    if len(months) < LEAST:
        words = (
            "Limits need eighteen months in a row without a gap or a break, and there are"
            f" {len(months)}."
        )
        return Controlled(definition, place, True, None, refused=words)
    few = definition.suppress_below
    if few and any(0 < count < few for _, count in months):
        words = "Some of its months are too few to show."
        return Controlled(definition, place, True, None, refused=words)
    by_month = _mean(months) >= MONTHLY
    counts = months if by_month else _quarters(months)
    if not by_month and _mean(counts) < QUARTERLY:
        words = f"Fewer than {QUARTERLY} a quarter are counted: limits would mean nothing."
        return Controlled(definition, place, False, None, refused=words)
    return _drawn(definition, place, counts, by_month=by_month)


def _drawn(
    definition: Definition,
    place: PlaceKnown,
    counts: Sequence[tuple[Period, int]],
    *,
    by_month: bool,
) -> Controlled:
    rebases = [Rebase(one.start, one.because) for one in definition.rebases]
    starts = [
        n
        for n in range(1, len(counts))
        if any(counts[n - 1][0].last < one.start <= counts[n][0].last for one in rebases)
    ]
    found = season([c for _, c in counts], cycle=12 if by_month else 4, starts=starts)
    factors = [found.at(n) if found else 1.0 for n in range(len(counts))]
    chart = control_chart(counts, factors=factors, rebases=rebases)
    return Controlled(definition, place, by_month, chart, found)


def _unbroken(
    shelf: Shelf, definition: Definition, place: PlaceKnown, last: Month
) -> list[tuple[Period, int]]:
    """Return the months to `last` back to the first gap or break, at most five years of them."""
    span = months_to(last, READ)
    counts = shelf.monthly(definition, place.slug, span)
    found: list[tuple[Period, int]] = []
    for month, count in zip(reversed(list(span)), reversed(counts), strict=True):
        if count is None or definition.broken_between(month, last):
            break
        found.append((Period(month, month), count))
    return found[::-1]


def _quarters(months: Sequence[tuple[Period, int]]) -> list[tuple[Period, int]]:
    """Return the whole financial quarters among some months in a row."""
    found = []
    held = {period.first: count for period, count in months}
    for month in held:
        period = Quarter.of(month.first_day).period
        if period.first == month and all(one in held for one in period):
            found.append((period, sum(held[one] for one in period)))
    return found


def _mean(counts: Sequence[tuple[Period, int]]) -> float:
    return sum(count for _, count in counts) / len(counts) if counts else 0.0


def boroughs_in_funnel(boroughs: Sequence[BoroughRate]) -> Funnel | None:
    """Return the funnel of the boroughs by name; None unless each has a count and people."""
    counted = {
        one.place.name: (int(one.figure.value), one.people)
        for one in boroughs
        if one.figure.value is not None and one.people and one.figure.value % 1 == Decimal(0)
    }
    return funnel(counted) if counted and len(counted) == len(boroughs) else None
