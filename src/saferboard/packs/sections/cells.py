"""
Figures as cells of a paper's tables.
"""

from saferboard.documents.blocks import Run, Text
from saferboard.domain.figures import Figure
from saferboard.measures.narrative import where_href
from saferboard.ui.figures import show


def figure_text(figure: Figure) -> Text:
    """Return a figure as it is printed, knowing where it came from."""
    shown = show(figure)
    if shown.absent:
        return (Run(shown.text, italic=True),)
    return (Run(shown.text, figure=where_href(figure)),)
