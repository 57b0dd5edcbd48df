"""
Which issue of a source said what of a figure, and when it came to be held.
"""

import datetime as dt
from dataclasses import dataclass
from decimal import Decimal

from saferboard.domain.figures import Absence, Figure
from saferboard.domain.periods import Month, Period
from saferboard.measures.definitions import Definition, defined
from saferboard.measures.held import EditionHeld
from saferboard.measures.models import Observation
from saferboard.measures.printed_in import PrintedIn, printed_in
from saferboard.measures.queries import shelf_over
from saferboard.measures.recutting import counted_for_wards
from saferboard.places.models import PlaceKind
from saferboard.places.queries import PlaceKnown


@dataclass(frozen=True)
class IssueSaid:
    """What one published file says of each month; `taken` are the months it is believed for."""

    edition: EditionHeld
    months: tuple[int | None, ...]
    taken: frozenset[Month]

    @property
    def total(self) -> int | None:
        """The months added up; None if the file does not have them all."""
        known = [count for count in self.months if count is not None]
        return sum(known) if len(known) == len(self.months) else None


@dataclass(frozen=True)
class ReportSaid:
    """What a partner reported: the value or the reason for none, where, and when."""

    value: Decimal | None
    absence: Absence | None
    where: str
    vintage: str
    recorded_at: dt.datetime


@dataclass(frozen=True)
class Vintages:
    """
    Every issue that says anything of a figure, the one that is believed last.

    `hidden` where its measure has a threshold: two issues side by side would tell small numbers.
    """

    definition: Definition
    place: PlaceKnown
    figure: Figure
    issues: tuple[IssueSaid, ...]
    reports: tuple[ReportSaid, ...]
    printed: tuple[PrintedIn, ...]
    hidden: bool = False


def vintages(measure: str, place: str, period: Period) -> Vintages:
    """
    Return what each issue held says of one figure, and the packs that printed it.

    :raises UnknownMeasure: and :raises UnknownPlace: with the nearest names.
    """
    definition = defined(measure)
    shelf = shelf_over([definition], period)
    where = shelf.places.find(place)
    by_ward = counted_for_wards(definition, period) if where.kind is PlaceKind.WARD else None
    if by_ward is not None:
        definition, shelf = by_ward, shelf_over([by_ward], period)
    hidden = definition.suppress_below is not None
    issues: tuple[IssueSaid, ...] = ()
    if definition.counted and not hidden:
        taken = shelf.counting(definition).editions.get(where.slug, [None] * len(period))
        issues = tuple(
            IssueSaid(
                edition,
                tuple(months),
                frozenset(m for m, one in zip(period, taken, strict=True) if one is edition),
            )
            for edition, months in shelf.by_edition(definition, where.slug, period)
        )
    return Vintages(
        definition=definition,
        place=where,
        figure=shelf.figure(definition, where, period),
        issues=issues,
        reports=() if hidden or definition.counted else _reports(definition, where, period),
        printed=printed_in(measure, where.slug, period, definition.unit),
        hidden=hidden,
    )


def _reports(definition: Definition, place: PlaceKnown, period: Period) -> tuple[ReportSaid, ...]:
    found = Observation.objects.filter(
        measure=definition.slug,
        place_id=place.id,
        first_month=str(period.first),
        last_month=str(period.last),
    ).order_by("id")
    return tuple(
        ReportSaid(
            None if one.value is None else one.value.normalize() + Decimal(0),
            Absence(one.absence) if one.absence else None,
            one.where,
            one.vintage,
            one.reported_at,
        )
        for one in found
    )
