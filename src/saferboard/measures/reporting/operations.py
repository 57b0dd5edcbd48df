"""
Recording figures that partners report.
"""

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal

from django.db import transaction

from saferboard.domain.figures import Absence
from saferboard.domain.periods import Period
from saferboard.domain.refusals import Refusal, Refused
from saferboard.ledger.models import Kind
from saferboard.ledger.operations import record
from saferboard.measures.definitions import defined
from saferboard.measures.models import Observation
from saferboard.places.queries import gazetteer


@dataclass(frozen=True)
class Reported:
    """
    A figure somebody gave, or the reason it was not given.

    `source` is who gave it, `where` the paper or return it stands in, `vintage` which
    issue of that ("board of 27 October 2022").
    """

    measure: str
    place: str
    period: Period
    value: Decimal | None
    source: str
    where: str
    vintage: str
    absence: Absence | None = None


@transaction.atomic
def report_figures(figures: Iterable[Reported], *, by: str, at: dt.datetime) -> int:
    """
    Record figures that partners gave, and return how many are new.

    A figure given before in the same vintage and the same value changes nothing.

    :raises Refused: for a measure nobody reports, a figure with both a value and a reason
        for none (or neither), or another value in a vintage already recorded.
    """
    places, new = gazetteer(), 0
    for figure in figures:
        _refuse_unfit(figure)
        kept, created = Observation.objects.get_or_create(
            measure=figure.measure,
            place_id=places.find(figure.place).id,
            first_month=str(figure.period.first),
            last_month=str(figure.period.last),
            source=figure.source,
            vintage=figure.vintage,
            defaults={
                "value": figure.value,
                "absence": figure.absence or "",
                "where": figure.where,
                "reported_at": at,
            },
        )
        if not created and kept.value != figure.value:
            words = (
                f"{figure.measure} for {figure.period} is already recorded from"
                f" {figure.source}, {figure.vintage}. Record a correction as a later vintage."
            )
            raise Refused(Refusal("already-reported", words))
        new += created
    if new:
        record(Kind.FIGURE_REPORTED, subject="reported figures", by=by, at=at, figures=new)
    return new


def _refuse_unfit(figure: Reported) -> None:
    definition = defined(figure.measure)
    if not definition.reported:
        words = f"{definition.title} is not a measure that partners report."
        raise Refused(Refusal("not-reported", words))
    if definition.threshold_undecided and figure.value is not None:
        words = (
            f"{definition.title}: nobody has decided below what number it may not be shown. Decide"
            " it in the measure’s definition before recording a figure."
        )
        raise Refused(Refusal("threshold-undecided", words))
    if (figure.value is None) == (figure.absence is None):
        words = f"{figure.measure} for {figure.period}: give a value or the reason there is none."
        raise Refused(Refusal("value-or-reason", words))
