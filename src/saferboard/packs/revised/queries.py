"""
The figures that issued packs printed, and what was revised since.
"""

import datetime as dt
import itertools
from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal

from django.urls import reverse
from django.utils import timezone

from saferboard.domain.figures import Absence
from saferboard.domain.handling import Handling
from saferboard.domain.periods import Period
from saferboard.domain.states import PackState
from saferboard.measures.printed_in import PrintedIn
from saferboard.measures.revised import Beside, beside
from saferboard.meetings.issuing.queries import PackSeen
from saferboard.meetings.models import Edition, Pack
from saferboard.ui.words import day


@dataclass(frozen=True)
class PackBeside:
    """One issued pack or supplement, and each figure it printed beside the same figure now."""

    number: int
    issued_at: dt.datetime
    figures: tuple[Beside, ...]

    @property
    def revised(self) -> tuple[Beside, ...]:
        return tuple(one for one in self.figures if one.revised)


def packs_beside(packs: Iterable[PackSeen]) -> tuple[PackBeside, ...]:
    """Return the issued ones of some packs, each figure beside what it is now."""
    issued = sorted(
        (one for one in packs if one.state is PackState.ISSUED), key=lambda one: one.number
    )
    ids = [one.id for one in issued]
    rows = dict(Pack.objects.filter(pk__in=ids).order_by("pk").values_list("pk", "figures"))
    # All at once: a meeting with more supplements asks the database no more often.
    figures = iter(beside(kept for pk in ids for kept in rows[pk]))
    found = []
    for one in issued:
        assert one.issued_at is not None, "an issued pack was issued some day"
        own = tuple(itertools.islice(figures, len(rows[one.id])))
        found.append(PackBeside(one.number, one.issued_at, own))
    return tuple(found)


def printed_in_packs(measure: str, place: str, period: Period, unit: str) -> tuple[PrintedIn, ...]:
    """Return each issued pack that anyone may read and that printed a figure, as it stood."""
    packs = (
        Pack.objects.filter(
            state=PackState.ISSUED,
            edition=Edition.PUBLIC,
            meeting__body__handling=Handling.PUBLIC,
        )
        .order_by("issued_at", "pk")
        .values_list("meeting__code", "meeting__starts", "number", "issued_at", "figures")
    )
    wanted = (measure, place, str(period), unit)
    return tuple(
        PrintedIn(
            where=f"the {_pack(number)} of the meeting of {day(timezone.localtime(starts))}",
            href=reverse("packs:figures", args=[code]),
            issued_on=timezone.localtime(issued_at).date(),
            value=None if one["value"] is None else Decimal(one["value"]),
            absence=Absence(one["absence"]) if one["absence"] else None,
        )
        for code, starts, number, issued_at, figures in packs
        for one in figures
        if (one["measure"], one["place"], one["period"], one["unit"]) == wanted
    )


def _pack(number: int) -> str:
    return f"supplement {number}" if number else "pack"
