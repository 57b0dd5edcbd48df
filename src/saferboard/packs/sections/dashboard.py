"""
The crime dashboard as a paper: every measure that is published, counted when the paper is made.
"""

from collections.abc import Sequence

from saferboard.documents.blocks import Block, Bullets, Heading, Paper, Paragraph, Table, text
from saferboard.domain.periods import Period, Quarter
from saferboard.measures.presenters.common import CHANCE_IN_SHORT
from saferboard.measures.presenters.dashboard import TILES
from saferboard.measures.queries import Measured
from saferboard.meetings.queries import ItemSeen
from saferboard.packs.sections import crime_table, figures
from saferboard.packs.sections.cells import change_text, figure_text
from saferboard.packs.sections.figures import Gathered
from saferboard.ui.words import counted


def paper(item: ItemSeen, gathered: Gathered) -> Paper:
    """Return the paper: the quarters, the rolling year, the measures asked for first, sources."""
    rows = gathered.on_the_dashboard
    blocks: list[Block] = [Paragraph(text(_opening(rows, gathered)))]
    if gathered.printed is not None and gathered.printed.paper == item.number:
        blocks += crime_table.blocks(gathered.printed)
    blocks.append(Heading(1, "The quarters of this year"))
    blocks.append(_quarters(rows))
    blocks.append(Heading(1, "The rolling year"))
    blocks.append(figures.comparisons(rows, gathered))
    blocks.append(Bullets(tuple(text(f"{title}: {said}") for title, said in told(gathered))))
    blocks.append(Heading(1, "The measures a board asks about first"))
    for row in rows:
        if row.definition.slug in TILES and row.definition.counted:
            blocks += figures.monthly(row, gathered.meeting_on)
    blocks.append(Heading(1, "Where these figures come from"))
    blocks.append(figures.sources(rows))
    return Paper(key=item.number, number=item.number, title=item.title, blocks=tuple(blocks))


def told(gathered: Gathered) -> list[tuple[str, str]]:
    """Return each measure and its rolling year in words: what the figure checker reads."""
    return [
        (row.definition.title, figures.standing(row.year))
        for row in gathered.on_the_dashboard
        if row.year.figure.known
    ]


def _opening(rows: Sequence[Measured], gathered: Gathered) -> str:
    unknown = [row for row in rows if not row.year.figure.known]
    none = (
        f" {counted(len(unknown), 'measure')} of these {'has' if len(unknown) == 1 else 'have'} no"
        " figure for the year: the tables say why."
        if unknown
        else ""
    )
    return (
        f"{counted(len(rows), 'measure')}, read for {gathered.as_at.label} from what was published"
        f" when this paper was made. Nothing in it was typed; the last table names the file and"
        f" the rows of each figure.{none}"
    )


def _quarters(rows: Sequence[Measured]) -> Table:
    quarters = [_quarter(found.figure.period) for found in rows[0].quarters] if rows else []
    width = 2 * len(quarters)
    return Table(
        caption="Each quarter (Q1 is April to June), and its change on that of the year before",
        head=("Measure", *(head for label in quarters for head in (label, "Change"))),
        rows=tuple(
            (
                text(row.definition.title),
                *(
                    cell
                    for found in row.quarters
                    for cell in (
                        figure_text(found.figure),
                        change_text(found.change, found.chance),
                    )
                ),
            )
            for row in rows
        ),
        numeric=frozenset(range(1, width + 1)),
        widths=(9, *([5, 8] * len(quarters))),
        note=CHANCE_IN_SHORT,
    )


def _quarter(period: Period) -> str:
    return Quarter.of(period.first.first_day).label
