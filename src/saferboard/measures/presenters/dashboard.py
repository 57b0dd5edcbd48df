"""
The crime dashboard in words.
"""

from dataclasses import dataclass

from django.urls import reverse

from saferboard.domain.periods import Quarter
from saferboard.measures.narrative import where_href
from saferboard.measures.presenters.common import (
    HOW_CHANCE_IS_TOLD,
    chance_of_several,
    chance_sentence,
    change_cell,
    change_sentence,
    changed_cell,
    figure_cell,
    first_upper,
    london_cell,
    months_chart,
    rank_cell,
    rank_sentence,
)
from saferboard.measures.queries import Dashboard, Measured, ReportedMeasure
from saferboard.ui.components import Cell, ChartFigure, Link, Table, Tile
from saferboard.ui.figures import show

TILES = (
    "total-notifiable-offences",
    "violence-with-injury",
    "total-burglary",
    "theft-of-motor-vehicles",
    "knife-crime",
    "sexual-offences",
    "domestic-abuse",
    "hate-crime",
)
"""The measures that open the page: the ones a board asks about first."""

LOOKED_BACK = 8
"""How many quarters back the page leads, one at a time; an older one may still be asked for."""


@dataclass(frozen=True)
class Charted:
    """One measure's chart with the way to its page."""

    ident: str
    chart: ChartFigure
    standing: str
    link: Link


@dataclass(frozen=True)
class DashboardShown:
    heading: str
    period: str
    tiles: tuple[Tile, ...]
    table: Table
    charts: tuple[Charted, ...]
    reported: Table | None
    earlier: Link | None
    later: Link | None


def shown(found: Dashboard, *, latest: Quarter) -> DashboardShown:
    """Return the dashboard as it is printed; `latest` is the last quarter there is to see."""
    rows = {row.definition.slug: row for row in found.rows}
    before, after = found.as_at + -1, found.as_at + 1
    return DashboardShown(
        heading=f"Crime figures for {found.place.name}",
        period=f"To the end of {found.as_at.label}, {found.period.last.label}",
        tiles=tuple(_tile(rows[slug]) for slug in TILES if slug in rows),
        table=_table(found),
        charts=tuple(one for row in found.rows if (one := _charted(row)) is not None),
        reported=_reported(found.reported),
        earlier=_link("before", before) if before >= latest + -LOOKED_BACK else None,
        later=_link("after", after) if after <= latest else None,
    )


def _link(which: str, quarter: Quarter) -> Link:
    address = f"{reverse('measures:dashboard')}?quarter={str(quarter).replace(' ', '+')}"
    return Link(f"The quarter {which}, {quarter.label}", address)


def _tile(row: Measured) -> Tile:
    year = row.year
    value = show(year.figure)
    return Tile(
        label=row.definition.title,
        value=value.text,
        unit="" if value.absent else row.definition.unit,
        change=change_sentence(year),
        note=rank_sentence(year),
        href=where_href(year.figure),
        absent=value.absent,
    )


def _table(found: Dashboard) -> Table:
    quarters = tuple(quarter.label for quarter in found.quarters)
    end = found.period.last.short_label
    return Table(
        caption=f"Every measure, the year to {found.period.last.label} against the year before",
        head=(
            "Measure",
            *quarters,
            f"Year to {end}",
            "Year before",
            "Change",
            "Rate per 1,000",
            "Rank",
            "London’s change",
        ),
        rows=tuple(_row(row) for row in found.rows),
        numeric=frozenset(range(1, len(quarters) + 7)),
        note=(
            "Each count leads to where it is from. Below a quarter’s count stands its change on"
            " the same quarter a year before. Rank 1 is the lowest rate of the 32 boroughs; the"
            " airports and the City are not counted. A dash is a number that cannot be given"
            f" because another it rests on is missing. {HOW_CHANCE_IS_TOLD} "
            + chance_of_several([row.year.chance for row in found.rows if row.year.chance])
        ),
    )


def _row(row: Measured) -> tuple[Cell | str, ...]:
    year, definition = row.year, row.definition
    name = Cell(definition.title, href=reverse("measures:measure", args=[definition.slug]))
    return (
        name,
        *(changed_cell(quarter) for quarter in row.quarters),
        figure_cell(year),
        show(year.previous).cell(),
        change_cell(year),
        show(year.rate).text if year.rate.known else "–",
        rank_cell(year),
        london_cell(year),
    )


def _charted(row: Measured) -> Charted | None:
    slug = row.definition.slug
    chart = months_chart(row.monthly, ident=f"chart-{slug}", title=row.definition.title)
    if chart is None:
        return None
    link = Link(f"{row.definition.title} in full", reverse("measures:measure", args=[slug]))
    said = ". ".join(filter(None, (chance_sentence(row.year), rank_sentence(row.year))))
    return Charted(f"months-{slug}", chart, said, link)


def _reported(found: tuple[ReportedMeasure, ...]) -> Table | None:
    rows = tuple(
        (
            Cell(
                one.definition.title,
                href=reverse("measures:measure", args=[one.definition.slug]),
            ),
            first_upper(one.figures[0].period.label),
            show(one.figures[0], where_href(one.figures[0])).cell(),
        )
        for one in found
        if one.figures
    )
    if not rows:
        return None
    return Table(
        caption="Figures that partners reported, the latest of each",
        head=("Measure", "Period", "Figure"),
        rows=rows,
        numeric=frozenset({2}),
    )
