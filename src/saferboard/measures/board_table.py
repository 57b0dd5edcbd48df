"""
A table as a paper printed it, the same table recomputed, and what it would say now.
"""

import datetime as dt
import re
from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal

from saferboard.domain.chance import Chance, chance_of
from saferboard.domain.figures import Figure
from saferboard.domain.periods import Period, Quarter, rolling_year
from saferboard.domain.stated_changes import StatedChange, judge_change, read_percentage
from saferboard.measures.comparing import (
    Comparison,
    chance_between,
    change,
    compared,
    reach,
    spread_of,
)
from saferboard.measures.definitions import Definition, defined
from saferboard.measures.models import PrintedRow, PrintedTable
from saferboard.measures.printed import REACH, Fit, best_fit
from saferboard.measures.revisions import Use, revised_since
from saferboard.measures.shelf import Shelf, read_shelf
from saferboard.places.queries import PlaceKnown

SENT_OUT = dt.timedelta(days=31)
"""How long before its meeting a paper may be read."""


@dataclass(frozen=True)
class StatedElsewhere:
    """The same change as the paper states it in another place, held against the same counts."""

    text: str
    where: str
    judged: StatedChange | None


@dataclass(frozen=True)
class Side:
    """One count as printed, what is published for the months it is labelled with, and its fit."""

    printed: int
    published: Figure
    fit: Fit | None

    @property
    def counted_fit(self) -> Decimal | None:
        """The published count it may have been copied from, where it fits one."""
        return self.fit.count if self.fit and self.fit.within else None


@dataclass(frozen=True)
class RowBeside:
    """
    One row three ways: as printed, recomputed from its own counts, and as published.

    `judged` is None where the print states no percentage.  `current` is what the measure says
    now.  `printed_chance` and `published_chance` are how easily each change comes about by
    chance.
    """

    label: str
    definition: Definition
    earlier: Side
    later: Side
    stated: str
    rag: str
    judged: StatedChange | None
    also: tuple[StatedElsewhere, ...]
    published_change: Figure
    current: Comparison
    quarters: tuple[Comparison, ...]
    printed_chance: Chance | None = None
    published_chance: Chance | None = None
    published_uses: tuple[Use, ...] = ()
    current_uses: tuple[Use, ...] = ()


@dataclass(frozen=True)
class TableBeside:
    """
    A printed table beside the computed one.

    `age_in_days` is how old its later year was on the day of the meeting.
    """

    title: str
    paper: str
    meeting_on: dt.date
    place: PlaceKnown
    earlier_label: str
    later_label: str
    earlier: Period
    later: Period
    age_in_days: int
    as_at: Quarter
    quarters: tuple[Quarter, ...]
    rows: tuple[RowBeside, ...]

    @property
    def wrong(self) -> int:
        """How many of the printed changes are not the change between their own counts."""
        return sum(row.judged is not None and not row.judged.holds for row in self.rows)

    @property
    def published_revised(self) -> str:
        """What to say of the published counts that are from a file later than the meeting."""
        return revised_since((u for row in self.rows for u in row.published_uses), self.meeting_on)

    @property
    def current_revised(self) -> str:
        """The same of the counts the table could have shown."""
        return revised_since((u for row in self.rows for u in row.current_uses), self.meeting_on)


def printed_beside_computed(table: PrintedTable, *, as_at: Quarter) -> TableBeside:
    """
    Return a printed table with each row recomputed, and the figures to the end of `as_at`.

    Seven queries, whatever the number of rows.
    """
    rows = list(table.rows.prefetch_related("also_stated").order_by("position"))
    wanted = list({row.measure: defined(row.measure) for row in rows}.values())
    shelf = read_shelf(wanted, _span(table, as_at))
    place = shelf.places.find(table.place.slug)
    quarters = tuple(Quarter(as_at.year, n) for n in range(1, as_at.number + 1))
    return TableBeside(
        title=table.title,
        paper=table.paper,
        meeting_on=table.meeting_on,
        place=place,
        earlier_label=table.earlier_label,
        later_label=table.later_label,
        earlier=table.earlier,
        later=table.later,
        age_in_days=table.later.age_in_days(table.meeting_on),
        as_at=as_at,
        quarters=quarters,
        rows=tuple(_beside(row, table, shelf, place, as_at, quarters) for row in rows),
    )


def latest_beside_computed(*, on: dt.date, as_at: Quarter) -> TableBeside | None:
    """
    Return the table of figures last put before a meeting, or about to be, beside the computed.

    A pack is sent out before its meeting, so a meeting within the month counts; None if no
    table has been copied.
    """
    table = (
        PrintedTable.objects.filter(meeting_on__lte=on + SENT_OUT)
        .select_related("place")
        .order_by("-meeting_on", "id")
        .first()
    )
    return printed_beside_computed(table, as_at=as_at) if table else None


def _span(table: PrintedTable, as_at: Quarter) -> Period:
    now = rolling_year(as_at.period.last)
    firsts = (table.earlier.first + -REACH, reach(now).first)
    lasts = (table.later.last + REACH, now.last)
    return Period(min(firsts), max(lasts))


def _beside(
    row: PrintedRow,
    table: PrintedTable,
    shelf: Shelf,
    place: PlaceKnown,
    as_at: Quarter,
    quarters: Iterable[Quarter],
) -> RowBeside:
    definition = defined(row.measure)
    earlier = _side(row.earlier, table.earlier, table.meeting_on, definition, shelf, place)
    later = _side(row.later, table.later, table.meeting_on, definition, shelf, place)
    fits = earlier.counted_fit, later.counted_fit
    current = compared(shelf, definition, place, rolling_year(as_at.period.last))
    spread = spread_of(shelf, definition, place.slug, table.later)
    return RowBeside(
        label=row.label,
        definition=definition,
        earlier=earlier,
        later=later,
        stated=row.stated,
        rag=row.rag,
        judged=_judged(row, row.stated, fits),
        also=tuple(
            StatedElsewhere(a.text, a.where, _judged(row, a.text, fits))
            for a in row.also_stated.all()
        ),
        printed_chance=_printed_chance(row, table, spread),
        published_chance=chance_between(definition, earlier.published, later.published, spread),
        published_change=change(definition, earlier.published, later.published),
        current=current,
        quarters=tuple(compared(shelf, definition, place, q.period) for q in quarters),
        published_uses=_uses(shelf, definition, place, _periods_published(earlier, later)),
        current_uses=_uses(
            shelf,
            definition,
            place,
            [f.period for f in (current.previous, current.figure) if f.known],
        ),
    )


def _printed_chance(row: PrintedRow, table: PrintedTable, spread: float | None) -> Chance | None:
    days = {"old_days": table.earlier.days, "new_days": table.later.days}
    return chance_of(row.earlier, row.later, dispersion=spread, **days)


def _periods_published(*sides: Side) -> list[Period]:
    periods = [side.published.period for side in sides if side.published.known]
    return periods + [side.fit.period for side in sides if side.fit]


def _uses(
    shelf: Shelf, definition: Definition, place: PlaceKnown, periods: Iterable[Period]
) -> tuple[Use, ...]:
    if not definition.counted:
        return ()
    return tuple(
        Use(edition, period)
        for period in periods
        for edition in shelf.editions_used(definition, place.slug, period)
    )


def _judged(
    row: PrintedRow, stated: str, fits: tuple[Decimal | None, Decimal | None]
) -> StatedChange | None:
    percentage = read_percentage(stated)
    if percentage is None:
        return None
    # A sentence says “a fall of 5.17%”: the sign is in words that are not kept here.
    if row.later < row.earlier and not re.search(r"[+\-−–]", stated):
        percentage = -percentage
    return judge_change(row.earlier, row.later, percentage, published=fits)


def _side(
    printed: int,
    labelled: Period,
    on: dt.date,
    definition: Definition,
    shelf: Shelf,
    place: PlaceKnown,
) -> Side:
    def published(period: Period) -> Decimal | None:
        total = shelf.total(definition, place.slug, period) if definition.counted else None
        return None if total is None else Decimal(total)

    fit = best_fit(printed, labelled, by=on, published=published)
    return Side(printed, shelf.figure(definition, place, labelled), fit)
