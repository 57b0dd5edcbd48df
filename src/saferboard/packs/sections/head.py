"""
The standard head of a council report: its first lines, and its further sections.
"""

from saferboard.documents.blocks import Block, Facts, Heading, text
from saferboard.meetings.queries import ReportSeen


def head(report: ReportSeen | None) -> tuple[Facts | None, list[Block]]:
    """Return what stands at the head of a report, and the sections that follow it."""
    if report is None or not report.facts:
        return None, []
    (_, first), *rest = report.facts
    blocks: list[Block] = []
    for heading, rows in rest:
        blocks.append(Heading(1, heading))
        blocks.append(Facts(tuple((label, text(value)) for label, value in rows)))
    return Facts(tuple((label, text(value)) for label, value in first)), blocks
