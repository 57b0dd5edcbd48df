"""
Figures as cells of a paper's tables.
"""

from saferboard.documents.blocks import Run, Text
from saferboard.domain.chance import Chance
from saferboard.domain.figures import Figure
from saferboard.measures.narrative import where_href
from saferboard.measures.presenters.common import chance_short
from saferboard.ui.figures import show


def figure_text(figure: Figure) -> Text:
    """Return a figure as it is printed, knowing where it came from."""
    shown = show(figure)
    if shown.absent:
        return (Run(shown.text, italic=True),)
    return (Run(shown.text, figure=where_href(figure)),)


def change_text(change: Figure, chance: Chance | None) -> Text:
    """Return a change as it is printed, and under it whether it could be chance."""
    said = chance_short(chance, change)
    return (*figure_text(change), Run(f"\n{said}")) if said else figure_text(change)
