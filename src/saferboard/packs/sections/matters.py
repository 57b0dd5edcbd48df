"""
The matters-arising paper: what earlier meetings asked for, and what has been done since.
"""

from saferboard.documents.blocks import Block, Facts, Heading, Paper, Table, text
from saferboard.meetings.queries import ItemSeen, MatterSeen, ReportSeen
from saferboard.ui.words import day


def paper(item: ItemSeen, matters: list[MatterSeen], report: ReportSeen | None) -> Paper:
    """Return the paper: its report's head, then Appendix A."""
    blocks: list[Block] = []
    head = None
    if report is not None:
        (_, first), *rest = report.facts
        head = Facts(tuple((label, text(value)) for label, value in first))
        for heading, rows in rest:
            blocks.append(Heading(1, heading))
            blocks.append(Facts(tuple((label, text(value)) for label, value in rows)))
    blocks.append(Heading(1, "Appendix A: matters arising and outstanding"))
    blocks.append(_table(matters))
    return Paper(
        key=item.number,
        number=item.number,
        title=item.title,
        blocks=tuple(blocks),
        report=head,
    )


def _table(matters: list[MatterSeen]) -> Table:
    return Table(
        caption="Matters arising from earlier meetings",
        head=("Minute", "Matter", "Update", "Owner"),
        rows=tuple(
            (
                text(f"Minute {m.minute}\n{m.minute_title}\n{day(m.minuted_on)}"),
                text(m.matter),
                text(m.update),
                text(m.owner),
            )
            for m in matters
        ),
        widths=(3, 6, 5, 3),
    )
