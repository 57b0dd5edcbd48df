"""
Headings of columns that the text calls something else.
"""

from saferboard.claims.checks.spoken import Context
from saferboard.claims.model import Kind, Severity, Verdict


def check_headings(context: Context) -> None:
    """Say at the column's own heading that the text calls its period something else."""
    for (document, block, index), told in context.aliases.items():
        if len(told) < 2:
            continue
        grid = context.grids[document, block]
        timed = [c.index for c in grid.columns if c.moment and c.moment.period]
        head = next((h for h in grid.heads if h.cells[index].stretch.text), None)
        if head is None:
            continue
        names = sorted({moment.text for _, moment in told})
        context.desk.put(
            document,
            head.stretch,
            head.span(min(timed), max(timed)),
            Kind.LABEL,
            grid.columns[index].head,
            " or ".join(names),
            Verdict.INCONSISTENT,
            f"The text gives the counts of this column for {' and '.join(names)}.",
            severity=Severity.LABEL,
            sources=[context.desk.place_in(s, m.start, m.end) for s, m in told],
        )
