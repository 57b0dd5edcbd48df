"""
Figures as papers printed them, held against what would be printed now.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from saferboard.domain.figures import Absence, Figure
from saferboard.domain.periods import Period, parse_period
from saferboard.measures.comparing import change, population, rated, together
from saferboard.measures.definitions import Definition, UnknownMeasure, defined
from saferboard.measures.queries import shelf_over
from saferboard.measures.shelf import LONDON, Shelf
from saferboard.ui.figures import show

Kept = Mapping[str, Any]
"""One figure as an issued pack keeps it: see `Pack.figures`."""


@dataclass(frozen=True)
class Beside:
    """
    A figure as it was printed, and the same figure now; `now` is None where no measure is called
    so any more.  `reread` if it is read from another issue than it was.
    """

    title: str
    printed: Figure
    now: Figure | None
    reread: bool

    @property
    def revised(self) -> bool:
        """Whether it would be printed otherwise now: a change too small to print is none."""
        return self.now is None or show(self.now).text != show(self.printed).text


def beside(kept: Iterable[Kept]) -> tuple[Beside, ...]:
    """Return every kept figure beside what it is now, in a fixed number of queries."""
    printed = [(one, as_printed(one)) for one in kept]
    known = {figure.measure: _found(figure.measure) for _, figure in printed}
    wanted = [definition for definition in known.values() if definition is not None]
    if not wanted:
        return tuple(Beside(figure.measure, figure, None, False) for _, figure in printed)
    periods = [figure.period for _, figure in printed]
    first = min(min(p.first, p.before.first) for p in periods)
    shelf = shelf_over(wanted, Period(first, max(p.last for p in periods)))
    found = []
    for one, figure in printed:
        definition = known[figure.measure]
        now = _now(shelf, definition, figure) if definition else None
        was = {(source, vintage) for source, vintage, _ in one["origins"]}
        read = {(o.source, o.vintage) for o in now.origins} if now else was
        title = definition.title if definition else figure.measure
        found.append(Beside(title, figure, now, read != was))
    return tuple(found)


def as_printed(kept: Kept) -> Figure:
    """Return a figure that was kept as it was printed."""
    value = kept["value"]
    return Figure(
        kept["measure"],
        kept["place"],
        parse_period(kept["period"]),
        kept["unit"],
        None if value is None else Decimal(value),
        Absence(kept["absence"]) if kept["absence"] else None,
    )


def _found(measure: str) -> Definition | None:
    try:
        return defined(measure)
    except UnknownMeasure:
        return None


def _now(shelf: Shelf, definition: Definition, printed: Figure) -> Figure:
    """Return a figure, the change to it or its rate, by the unit in which it was printed."""
    period = printed.period
    if printed.place == LONDON:
        figure = shelf.london(definition, period)
        previous = shelf.london(definition, period.before)
    else:
        where = shelf.places.find(printed.place)
        figure = shelf.figure(definition, where, period)
        previous = shelf.figure(definition, where, period.before)
    if printed.unit == definition.unit:
        return figure
    if printed.unit == "%":
        return change(definition, previous, figure)
    if printed.place == LONDON:
        boroughs = shelf.places.boroughs
        people = together(population(shelf, definition, b.slug, period) for b in boroughs)
    else:
        people = population(shelf, definition, printed.place, period)
    return rated(definition, figure, people)
