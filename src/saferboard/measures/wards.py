"""
A measure in each ward of the partnership's own area, and where the wards lie.
"""

from dataclasses import dataclass

from saferboard.domain.chance import Chance
from saferboard.domain.figures import Figure
from saferboard.domain.funnels import Funnel, funnel
from saferboard.domain.periods import Period
from saferboard.domain.refusals import Refusal, Refused
from saferboard.measures.comparing import (
    chance_between,
    change,
    population,
    rated,
    reach,
    spread_of,
)
from saferboard.measures.definitions import Definition, Source, defined, sources
from saferboard.measures.queries import shelf_over
from saferboard.measures.recutting import counted_for_wards
from saferboard.measures.shelf import Shelf
from saferboard.places.queries import OutlineKnown, PlaceKnown, outlines


@dataclass(frozen=True)
class WardFigure:
    """A ward's figure, the same months a year before, and its rate."""

    place: PlaceKnown
    figure: Figure
    previous: Figure
    change: Figure
    rate: Figure
    people: int | None
    chance: Chance | None


@dataclass(frozen=True)
class ByWard:
    """
    A measure in every ward for one period.

    `whole` is the borough's own figure, from its own source, which counts records that are in no
    ward too.  `funnel` is None where none can be drawn: see `domain.funnels`.
    """

    definition: Definition
    source: Source
    period: Period
    wards: tuple[WardFigure, ...]
    whole: Figure
    funnel: Funnel | None
    outlines: tuple[OutlineKnown, ...]

    @property
    def together(self) -> int | None:
        """The wards' figures added up; None if one of them is missing."""
        known = [ward.figure.value for ward in self.wards]
        return None if None in known else int(sum(v for v in known if v is not None))

    @property
    def in_no_ward(self) -> int | None:
        """How many of the borough's stand in no ward; None if that cannot be told."""
        if self.together is None or self.whole.value is None:
            return None
        return int(self.whole.value) - self.together


class NotByWard(Refused):
    """Raised for a measure that is not counted for wards here."""


def by_ward(measure: str, place: str, period: Period) -> ByWard:
    """
    Return a measure in each ward, the wards by name; `place` is the borough they are in.

    The database is asked the same number of times whatever the number of wards.

    :raises UnknownMeasure: and :raises UnknownPlace: with the nearest names.
    :raises NotByWard: if no source held counts it for wards.
    """
    whole = defined(measure)
    definition = counted_for_wards(whole, period)
    if definition is None:
        words = f"{whole.title} is not counted for wards by any source that is held here."
        raise NotByWard(Refusal("not-by-ward", words))
    shelf = shelf_over([definition], reach(period))
    borough = shelf_over([whole], period)
    wards = tuple(_ward(shelf, definition, place, period) for place in shelf.places.wards)
    return ByWard(
        definition=definition,
        source=sources()[definition.counts.source],
        period=period,
        wards=wards,
        whole=borough.figure(whole, borough.places.find(place), period),
        funnel=_funnel(wards),
        outlines=outlines(),
    )


def _ward(shelf: Shelf, definition: Definition, place: PlaceKnown, period: Period) -> WardFigure:
    figure = shelf.figure(definition, place, period)
    previous = shelf.figure(definition, place, period.before)
    people = population(shelf, definition, place.slug, period)
    spread = spread_of(shelf, definition, place.slug, period)
    return WardFigure(
        place=place,
        figure=figure,
        previous=previous,
        change=change(definition, previous, figure),
        rate=rated(definition, figure, people),
        people=people.people if people else None,
        chance=chance_between(definition, previous, figure, spread),
    )


def _funnel(wards: tuple[WardFigure, ...]) -> Funnel | None:
    counted = {
        ward.place.slug: (int(ward.figure.value), ward.people)
        for ward in wards
        if ward.figure.value is not None and ward.people
    }
    return funnel(counted) if counted and len(counted) == len(wards) else None
