"""
The board's table three ways, in words.
"""

from dataclasses import dataclass

from django.urls import reverse

from saferboard.domain.figures import Figure
from saferboard.domain.stated_changes import StatedChange
from saferboard.measures.board_table import RowBeside, Side, TableBeside
from saferboard.measures.fits import THE_RULE, cause_in_words, fit_in_words
from saferboard.measures.narrative import where_href
from saferboard.measures.presenters.common import (
    HOW_CHANCE_IS_TOLD,
    chance_short,
    change_cell,
    changed_cell,
    figure_cell,
    london_cell,
    rank_cell,
)
from saferboard.ui.components import Cell, SummaryRow, Table, Tag
from saferboard.ui.figures import PERCENT, show, written
from saferboard.ui.words import counted, day


@dataclass(frozen=True)
class BoardTableShown:
    heading: str
    facts: tuple[SummaryRow, ...]
    printed: Table
    published: Table
    current: Table
    elsewhere: Table | None


def shown(found: TableBeside) -> BoardTableShown:
    """Return the three tables as they are printed."""
    return BoardTableShown(
        heading=found.title,
        facts=_facts(found),
        printed=_printed(found),
        published=_published(found),
        current=_current(found),
        elsewhere=_elsewhere(found),
    )


def _facts(found: TableBeside) -> tuple[SummaryRow, ...]:
    stated = sum(row.judged is not None for row in found.rows)
    return (
        SummaryRow("Printed in", f"Paper {found.paper} of the meeting of {day(found.meeting_on)}"),
        SummaryRow("Its years", f"“{found.earlier_label}” and “{found.later_label}”"),
        SummaryRow(
            "How old it was on the day",
            f"{found.age_in_days} days: its later year ended in {found.later.last.label}",
        ),
        SummaryRow(
            "Changes that do not follow from its counts", f"{found.wrong} of the {stated} it states"
        ),
        SummaryRow("What could have been shown", f"Figures to {found.as_at.period.last.label}"),
    )


def _printed(found: TableBeside) -> Table:
    return Table(
        caption="As printed, and the change between its own two counts",
        head=(
            "Measure",
            found.earlier_label,
            found.later_label,
            "Stated change",
            "Change by its own counts",
            "Finding",
        ),
        rows=tuple(
            (
                row.label,
                f"{row.earlier.printed:,}",
                f"{row.later.printed:,}",
                row.stated,
                _computed(row),
                _finding(row.judged),
            )
            for row in found.rows
        ),
        numeric=frozenset({1, 2, 3, 4}),
        note=HOW_CHANCE_IS_TOLD,
    )


def _computed(row: RowBeside) -> Cell:
    """The change between the two counts printed, and whether it could be chance."""
    if row.judged is None:
        return Cell("–")
    chance = row.printed_chance
    below = chance.likelihood.short_label if chance and row.judged.computed else ""
    return Cell(written(row.judged.computed, PERCENT), below=below)


def _finding(judged: StatedChange | None) -> Cell:
    if judged is None:
        return Cell("No change is stated")
    if judged.holds:
        return Cell(tags=(Tag("Agrees", "green"),))
    return Cell(tags=(Tag("Does not agree", "red"),), below=cause_in_words(judged))


def _published(found: TableBeside) -> Table:
    return Table(
        caption="The counts as published for the years the table names",
        head=(
            "Measure",
            f"Published, year to {found.earlier.last.short_label}",
            f"Published, year to {found.later.last.short_label}",
            "Change as published",
            f"The printed {found.earlier_label}",
            f"The printed {found.later_label}",
        ),
        rows=tuple(
            (
                _measure(row),
                _published_cell(row.earlier.published),
                _published_cell(row.later.published),
                _published_change(row),
                _fit(row.earlier),
                _fit(row.later),
            )
            for row in found.rows
        ),
        numeric=frozenset({1, 2, 3}),
        note=f"{THE_RULE} {found.published_revised}".strip(),
    )


def _published_change(row: RowBeside) -> Cell:
    if not row.published_change.known:
        return Cell("–")
    below = chance_short(row.published_chance, row.published_change)
    return Cell(show(row.published_change).text, below=below)


def _measure(row: RowBeside) -> Cell:
    return Cell(row.label, href=reverse("measures:measure", args=[row.definition.slug]))


def _published_cell(figure: Figure) -> Cell:
    return show(figure, where_href(figure)).cell()


def _fit(side: Side) -> Cell:
    return Cell(f"{side.printed:,}", below=fit_in_words(side))


def _current(found: TableBeside) -> Table:
    quarters = tuple(quarter.label for quarter in found.quarters)
    return Table(
        caption=f"The same measures to {found.as_at.period.last.label}",
        head=(
            "Measure",
            *quarters,
            f"Year to {found.as_at.period.last.short_label}",
            "Year before",
            "Change",
            "The board was told",
            "Rank",
            "London’s change",
        ),
        rows=tuple(
            (
                _measure(row),
                *(changed_cell(quarter) for quarter in row.quarters),
                figure_cell(row.current),
                show(row.current.previous).cell(),
                change_cell(row.current),
                row.stated,
                rank_cell(row.current),
                london_cell(row.current),
            )
            for row in found.rows
        ),
        numeric=frozenset(range(1, len(quarters) + 7)),
        note=f"Rank 1 is the lowest rate of the 32 boroughs. {found.current_revised}".strip(),
    )


def _elsewhere(found: TableBeside) -> Table | None:
    rows = tuple(
        (
            row.label,
            row.stated,
            also.text,
            written(also.judged.computed, PERCENT) if also.judged else "–",
            _finding(also.judged),
            also.where,
        )
        for row in found.rows
        for also in row.also
    )
    if not rows:
        return None
    return Table(
        caption=f"{counted(len(rows), 'change')} stated otherwise in the same papers",
        head=("Measure", "In the table", "Elsewhere", "By the table’s counts", "Finding", "Where"),
        rows=rows,
        numeric=frozenset({1, 2, 3}),
    )
