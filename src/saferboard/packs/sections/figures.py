"""
The figures of a priority's paper: comparisons, charts with their numbers, and sources.
"""

import calendar
import datetime as dt
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.conf import settings

from saferboard.documents.blocks import Block, Chart, Heading, Paragraph, Table, Text, text
from saferboard.domain.figures import Figure
from saferboard.domain.periods import Period, Quarter
from saferboard.measures import board_table, queries
from saferboard.measures.board_table import TableBeside
from saferboard.measures.comparing import Comparison
from saferboard.measures.narrative import Narrative
from saferboard.measures.presenters.common import (
    CHANCE_IN_SHORT,
    chance_sentence,
    first_upper,
    rank_among_boroughs,
)
from saferboard.measures.queries import Measured
from saferboard.measures.revisions import Use, revised_since
from saferboard.packs.sections import crime_table
from saferboard.packs.sections.cells import change_text, figure_text
from saferboard.plans.queries import PrioritySeen
from saferboard.ui.charts import monthly_chart
from saferboard.ui.figures import change_in_words, in_words, rank_in_words, with_unit

LAST_YEAR = 12
CHART_HEIGHT = 170
"""Lower than on a page, so that two measures with their numbers fit on one sheet."""


@dataclass(frozen=True)
class Gathered:
    """The figures of every priority's paper, looked up together."""

    as_at: Quarter
    rows: Mapping[str, Measured]
    of_priority: Mapping[int, tuple[str, ...]]
    printed: TableBeside | None
    meeting_on: dt.date
    shown: tuple[str, ...] = ()
    """The measures of the crime dashboard, where it is a paper too."""

    def measured(self, priority: int) -> list[Measured]:
        return [self.rows[slug] for slug in self.of_priority[priority] if slug in self.rows]

    @property
    def of_priorities(self) -> list[Measured]:
        return [row for number in self.of_priority for row in self.measured(number)]

    @property
    def on_the_dashboard(self) -> list[Measured]:
        return [self.rows[slug] for slug in self.shown]


def gather(
    priorities: Iterable[PrioritySeen], *, meeting_on: dt.date, dashboard: bool = False
) -> Gathered | None:
    """
    Return the figures of some priorities' papers and of the dashboard's, or None if neither is.

    They are read for the last quarter that had ended by the meeting, in a number of
    questions that does not grow with the measures.
    """
    of_priority = {p.number: p.measures for p in priorities}
    if not of_priority and not dashboard:
        return None
    as_at = queries.latest_quarter(on=meeting_on)
    held = queries.dashboard(settings.SAFERBOARD_SITE["place"], as_at=as_at)
    return Gathered(
        as_at=as_at,
        rows={row.definition.slug: row for row in held.rows},
        of_priority=of_priority,
        printed=board_table.latest_beside_computed(on=meeting_on, as_at=as_at),
        meeting_on=meeting_on,
        shown=tuple(row.definition.slug for row in held.rows) if dashboard else (),
    )


def blocks(item_number: str, priority: int, gathered: Gathered) -> list[Block]:
    """Return the figures of one priority's paper."""
    rows = gathered.measured(priority)
    found: list[Block] = []
    if gathered.printed is not None and gathered.printed.paper == item_number:
        found += crime_table.blocks(gathered.printed)
    if not rows:
        return found
    found.append(Heading(1, "Figures for this priority"))
    found.append(comparisons(rows, gathered))
    for row in rows:
        if row.definition.counted:
            found += monthly(row, gathered.meeting_on)
    found.append(Heading(1, "Where these figures come from"))
    found.append(sources(rows))
    return found


def comparisons(rows: Sequence[Measured], gathered: Gathered) -> Table:
    year = rows[0].year.figure.period
    return Table(
        caption=f"{first_upper(_called(year))} against the year before",
        head=("Measure", "Year", "Year before", "Change", "Per 1,000", "Rank", "London’s change"),
        rows=tuple(_comparison(row.year) for row in rows),
        numeric=frozenset({1, 2, 3, 4, 6}),
        widths=(9, 4, 5, 10, 4, 8, 10),
        note=(
            "Rank 1 is the lowest rate of the 32 boroughs. A rate’s population is the mid-year"
            f" estimate for the year in which the period’s middle falls. Read for"
            f" {gathered.as_at.label}. {CHANCE_IN_SHORT} {_revised(rows, gathered.meeting_on)}"
        ).strip(),
    )


def _revised(rows: Iterable[Measured], meeting_on: dt.date) -> str:
    """Return what is to be said of counts from a file later than the meeting, or nothing."""
    months = [(row, Period(row.monthly.months[0][0], row.monthly.months[-1][0])) for row in rows]
    uses = (Use(edition, period) for row, period in months for edition in row.monthly.editions)
    return revised_since(uses, meeting_on)


def _comparison(found: Comparison) -> tuple[Text, ...]:
    return (
        text(found.definition.title),
        figure_text(found.figure),
        figure_text(found.previous),
        change_text(found.change, found.chance),
        figure_text(found.rate),
        text(rank_in_words(found.rank)),
        change_text(found.london.change, found.london.chance),
    )


def monthly(row: Measured, meeting_on: dt.date) -> list[Block]:
    series = [(str(month), count) for month, count in row.monthly.months]
    title = row.definition.title
    chart = monthly_chart(
        series,
        ident=f"pack-{row.definition.slug}",
        title=title,
        y_label=row.definition.unit.capitalize(),
        highlight_from=len(series) - LAST_YEAR,
        missing="Not published",
        height=CHART_HEIGHT,
    )
    return [
        Heading(2, title),
        Chart(svg=chart.svg, alt=chart.alt),
        Paragraph(text(standing(row.year))),
        _numbers(row, meeting_on),
    ]


def _called(period: Period) -> str:
    """Return a period as it stands in a sentence: “the year to September 2022”."""
    return f"the {period.label}" if period.label.startswith("year") else period.label


def standing(year: Comparison) -> str:
    """Return a year in one paragraph: the count, its change, its rank and London's change."""
    period = year.figure.period
    clauses = [f"{with_unit(year.figure)} in {_called(period)}"]
    if year.figure.known and year.change.known:
        clauses[0] += f", {change_in_words(year.change)} on {period.before_label}"
    elif year.figure.known:
        clauses.append(change_in_words(year.change))
    if said := chance_sentence(year):
        clauses.append(said)
    clauses.append(rank_among_boroughs(year.rank))
    london = change_in_words(year.london.change)
    if year.london.chance and year.london.change.value:
        london += f", {year.london.chance.likelihood.short_label}"
    return f"{'; '.join(clauses)}. London: {london}."


def _numbers(row: Measured, meeting_on: dt.date) -> Table:
    """Return a chart's numbers, one rolling year a row."""
    months = row.monthly.months
    missing = "n/p: not published." if any(count is None for _, count in months) else ""
    years = [months[n : n + LAST_YEAR] for n in range(0, len(months), LAST_YEAR)]
    return Table(
        caption=f"{row.definition.title}: {row.definition.unit} by month",
        head=("Year to", *(calendar.month_abbr[m.number] for m, _ in years[0]), "Year"),
        rows=tuple(
            (
                text(year[-1][0].short_label),
                *(_count(count) for _, count in year),
                _count(_total([count for _, count in year])),
            )
            for year in reversed(years)
        ),
        numeric=frozenset(range(1, LAST_YEAR + 2)),
        widths=(4, *([2] * LAST_YEAR), 3),
        note=f"{missing} {_revised([row], meeting_on)}".strip(),
    )


def _total(counts: Sequence[int | None]) -> int | None:
    known = [count for count in counts if count is not None]
    return sum(known) if len(known) == len(counts) else None


def _count(count: int | None) -> Text:
    return text("n/p" if count is None else f"{count:,}")


def sources(rows: Sequence[Measured]) -> Table:
    return Table(
        caption="Source, vintage and rows of each figure of the year",
        head=("Figure", "Read from"),
        rows=tuple((text(row.definition.title), text(read_from(row.year.figure))) for row in rows),
        widths=(4, 12),
        note="The year before, and each month, are read from the same rows.",
    )


def read_from(figure: Figure) -> str:
    """Return where a figure was read, or why there is none."""
    if not figure.origins:
        return in_words(figure).capitalize()
    by_title: dict[str, list[str]] = {}
    for origin in figure.origins:
        by_title.setdefault(origin.title, []).append(f"{origin.where} ({origin.vintage})")
    return "; ".join(f"{title}: {'; '.join(found)}" for title, found in by_title.items())


def frozen(narrative: Narrative, gathered: Gathered | None) -> list[dict[str, Any]]:
    """Return every figure a pack prints with its value and source, as they stand now."""
    figures = list(narrative.figures.values())
    if gathered is not None:
        for row in (*gathered.of_priorities, *gathered.on_the_dashboard):
            figures += [row.year.figure, row.year.previous, row.year.change, row.year.rate]
        for row in gathered.on_the_dashboard:
            figures += [quarter.figure for quarter in row.quarters]
        if gathered.printed is not None:
            figures += [q.figure for row in gathered.printed.rows for q in row.quarters]
    kept = {(f.measure, str(f.period), f.unit): f for f in figures}
    return [
        {
            "measure": f.measure,
            "place": f.place,
            "period": str(f.period),
            "unit": f.unit,
            "value": None if f.value is None else str(f.value),
            "absence": f.absence,
            "origins": [[o.source, o.vintage, o.where] for o in f.origins],
        }
        for _, f in sorted(kept.items())
    ]
