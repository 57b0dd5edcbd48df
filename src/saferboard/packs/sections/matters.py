"""
The matters-arising paper: what earlier meetings asked for, and what has been done since.
"""

from saferboard.documents.blocks import Heading, Paper, Table, text
from saferboard.meetings.queries import ItemSeen, MatterSeen, ReportSeen
from saferboard.packs.sections.head import head
from saferboard.ui.words import day


def paper(item: ItemSeen, matters: list[MatterSeen], report: ReportSeen | None) -> Paper:
    """Return the paper: its report's head, then Appendix A."""
    first, blocks = head(report)
    blocks.append(Heading(1, "Appendix A: matters arising and outstanding"))
    blocks.append(_table(matters))
    return Paper(
        key=item.number,
        number=item.number,
        title=item.title,
        blocks=tuple(blocks),
        report=first,
    )


def _table(matters: list[MatterSeen]) -> Table:
    if any(m.due for m in matters):
        return _table_with_dates(matters)
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


def _table_with_dates(matters: list[MatterSeen]) -> Table:
    return Table(
        caption="Matters arising from earlier meetings",
        head=("Minute", "Matter", "Update", "Owner", "Due"),
        rows=tuple(
            (
                text(f"Minute {m.minute}\n{m.minute_title}\n{day(m.minuted_on)}"),
                text(m.matter),
                text(m.update),
                text(m.owner),
                text(day(m.due).replace(" ", "\u00a0", 1) if m.due else "not\u00a0stated"),
            )
            for m in matters
        ),
        widths=(3, 5, 5, 3, 2),
    )
