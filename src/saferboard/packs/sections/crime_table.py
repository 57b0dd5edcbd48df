"""
The board's crime table: as printed, held against its own counts, against what is published,
and what the agenda asks for.
"""

from saferboard.documents.blocks import (
    Block,
    Heading,
    Inset,
    Paragraph,
    Run,
    Table,
    Text,
    tag,
    text,
)
from saferboard.domain.stated_changes import StatedChange
from saferboard.measures.board_table import RowBeside, Side, TableBeside
from saferboard.measures.fits import THE_RULE, cause_in_words, fit_in_words
from saferboard.measures.presenters.common import CHANCE_IN_SHORT
from saferboard.packs.sections.cells import change_text, figure_text
from saferboard.ui.figures import PERCENT, written
from saferboard.ui.words import counted, day


def blocks(table: TableBeside) -> list[Block]:
    """Return the table three times over, each difference named."""
    return [
        Heading(1, "The crime table"),
        Inset(text(_verdict(table))),
        _as_printed(table),
        *_stated_elsewhere(table),
        _against_published(table),
        Heading(2, f"What the agenda asks for: {table.as_at.label}"),
        Paragraph(text(_age(table))),
        _current(table),
    ]


def _verdict(table: TableBeside) -> str:
    return (
        f"{table.wrong} of the {counted(len(table.rows), 'printed change')} do not follow from"
        " the two counts printed beside them. Each is named below with the way it seems to have"
        " been worked out."
    )


def _age(table: TableBeside) -> str:
    return (
        f"On the day of the meeting, {day(table.meeting_on)}, the later year of the printed table"
        f" ({table.later_label}) had ended {table.age_in_days} days before. The agenda asks for"
        " the quarters of this year. The figures below are those, with the rolling year to the"
        " end of the quarter against the year before."
    )


def _as_printed(table: TableBeside) -> Table:
    return Table(
        caption="As printed, and the change its own counts give",
        head=(
            "Measure",
            table.earlier_label,
            table.later_label,
            "Printed change",
            "From the counts",
            "What is wrong",
        ),
        rows=tuple(_printed_row(row) for row in table.rows),
        numeric=frozenset({1, 2, 3, 4}),
        widths=(5, 3, 3, 3, 3, 6),
        note=CHANCE_IN_SHORT,
    )


def _printed_row(row: RowBeside) -> tuple[Text, ...]:
    return (
        text(row.label),
        text(f"{row.earlier.printed:,}"),
        text(f"{row.later.printed:,}"),
        text(row.stated),
        _computed(row),
        _judged(row.judged),
    )


def _computed(row: RowBeside) -> Text:
    if row.judged is None:
        return text("no percentage")
    change = text(written(row.judged.computed, PERCENT))
    chance = row.printed_chance
    if chance is None or not row.judged.computed:
        return change
    return (*change, Run(f"\n{chance.likelihood.short_label}"))


def _judged(judged: StatedChange | None) -> Text:
    if judged is None:
        return text("Cannot be checked")
    if judged.holds:
        return tag("Agrees", "green")
    return (*tag("Differs", "red"), Run(f"\n{cause_in_words(judged)}"))


def _stated_elsewhere(table: TableBeside) -> list[Block]:
    found = [(row, other) for row in table.rows for other in row.also]
    if not found:
        return []
    return [
        Table(
            caption="The same change as the paper states it elsewhere",
            head=("Measure", "In the table", "In the text", "Where", "Against the counts"),
            rows=tuple(
                (
                    text(row.label),
                    text(row.stated),
                    text(other.text),
                    text(other.where),
                    _judged(other.judged),
                )
                for row, other in found
            ),
            numeric=frozenset({1, 2}),
            widths=(4, 2, 2, 6, 5),
        )
    ]


def _against_published(table: TableBeside) -> Table:
    return Table(
        caption="The printed counts beside the published ones",
        head=("Measure", "Column", "Printed", "Published", "Which year the count fits"),
        rows=tuple(
            (
                text(row.label),
                text(label),
                text(f"{side.printed:,}"),
                _published(side),
                text(fit_in_words(side)),
            )
            for row in table.rows
            for label, side in (
                (table.earlier_label, row.earlier),
                (table.later_label, row.later),
            )
            if side.fit is not None
        ),
        numeric=frozenset({2, 3}),
        widths=(5, 4, 2, 2, 7),
        note=(
            f"{THE_RULE} Measures that no open source covers for those months are left out."
            f" {table.published_revised}"
        ).strip(),
    )


def _published(side: Side) -> Text:
    return figure_text(side.published)


def _current(table: TableBeside) -> Table:
    quarters = [quarter.label for quarter in table.quarters]
    numbers = len(quarters)
    return Table(
        caption=f"Reported crime to the end of {table.as_at.period.last.label}",
        head=(
            "Measure",
            *quarters,
            "Year",
            "Year before",
            "Change",
            "The board was told",
            "London’s change",
        ),
        rows=tuple(
            (
                text(row.label),
                *(figure_text(quarter.figure) for quarter in row.quarters),
                figure_text(row.current.figure),
                figure_text(row.current.previous),
                change_text(row.current.change, row.current.chance),
                text(row.stated),
                change_text(row.current.london.change, row.current.london.chance),
            )
            for row in table.rows
        ),
        numeric=frozenset(range(1, numbers + 6)),
        widths=(10, *([5] * numbers), 5, 5, 8, 6, 8),
        note=table.current_revised,
    )
