"""
What more than one page says of a figure.
"""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date

from saferboard.domain.chance import UNUSUAL, Chance
from saferboard.domain.comparisons import Rank
from saferboard.domain.figures import Figure
from saferboard.domain.rank_intervals import RankInterval
from saferboard.measures.comparing import Comparison
from saferboard.measures.definitions import Definition
from saferboard.measures.narrative import where_href
from saferboard.measures.queries import YEAR, Monthly
from saferboard.ui.charts import monthly_figure
from saferboard.ui.components import Cell, ChartFigure
from saferboard.ui.figures import arrow, change_in_words, rank_in_words, show
from saferboard.ui.ranks import ordinal
from saferboard.ui.words import counted

NOT_STATED = "not stated"
NOTHING = "–"
"""What stands where another number that is missing leaves none to give."""


def first_upper(words: str) -> str:
    """Return words with a capital first letter, months and names left as they are."""
    return words[:1].upper() + words[1:]


def figure_cell(found: Comparison) -> Cell:
    """Return a figure as a cell that leads to where it is from."""
    return show(found.figure, where_href(found.figure)).cell()


def changed_cell(found: Comparison) -> Cell:
    """Return a figure with its change on the year before, where there is one, below it."""
    below = _signed(found) if found.change.known else ""
    if below and found.chance and found.change.value:
        below += f", {found.chance.likelihood.short_label}"
    return show(found.figure, where_href(found.figure)).cell(below)


def change_cell(found: Comparison) -> Cell:
    """Return a change as a cell: signed, with an arrow beside it, or why there is none."""
    if found.change.known:
        return Cell(_signed(found), below=chance_short(found.chance, found.change))
    return Cell(NOTHING, below=show(found.change).text if found.figure.known else "")


def _signed(found: Comparison) -> str:
    return f"{arrow(found.change)} {show(found.change).text}".strip()


def change_sentence(found: Comparison) -> str:
    """Return a change with the count it is from, for a sentence or a tile."""
    if found.change.value is None:
        return first_upper(change_in_words(found.change))
    mark = arrow(found.change)
    said = f"{change_in_words(found.change)} from {show(found.previous).text}"
    if found.chance and found.change.value:
        said += f": {found.chance.likelihood.label}"
    return f"{mark} {said}" if mark else first_upper(said)


def chance_short(chance: Chance | None, change: Figure) -> str:
    """Return whether a change could be chance, for under it; nothing where nothing changed."""
    return chance.likelihood.short_label if chance and change.value else ""


def chance_sentence(found: Comparison) -> str:
    """Return two counts with whether their difference could be chance, or nothing."""
    if found.chance is None:
        return ""
    was, now = show(found.previous).text, show(found.figure).text
    if was == now:
        return f"{was} to {now}: no change"
    return f"{was} to {now}: {found.chance.likelihood.label}"


CHANCE_IN_SHORT = (
    "“Could be chance”: with nothing changed as large a difference comes at least 1 time in 20;"
    " “unusual”, fewer than 1 in 20; “rare”, fewer than 1 in 100."
)
HOW_CHANCE_IS_TOLD = (
    f"{CHANCE_IN_SHORT} The two counts are tested exactly, given their sum, and allowing for how"
    " widely the series’ own months spread; where fewer than two years of months are held, only"
    " for the spread of independent events."
)
"""What a reader needs under a table that says what could be chance."""


def chance_of_several(found: Sequence[Chance]) -> str:
    """Return how many of some changes would look unusual though nothing had changed."""
    if not found:
        return ""
    unusual = sum(one.probability < UNUSUAL for one in found)
    return (
        f"Of the {counted(len(found), 'change')} of the year tested here {unusual} would be"
        f" unusual by chance; with nothing changed anywhere about {len(found) * UNUSUAL:.0f}"
        " would be."
    )


def rank_cell(found: Comparison) -> str:
    return f"{found.rank.position} of {found.rank.of}" if found.rank else NOTHING


def rank_sentence(found: Comparison) -> str:
    """Return a rank with what it is a rank of."""
    if found.rank is None:
        return ""
    return f"{found.place.name}’s rate is the {_among(found.rank)}{_level(found.rank)}"


def rank_among_boroughs(rank: Rank | None) -> str:
    """Return a rank as a clause: `6th lowest of 32 boroughs by rate, level with 2 others`."""
    if rank is None:
        return "not ranked among the boroughs"
    return f"{_among(rank)} by rate{_level(rank)}"


def _among(rank: Rank) -> str:
    return f"{rank_in_words(replace(rank, tied=0))} boroughs"


def _level(rank: Rank) -> str:
    return f", level with {counted(rank.tied, 'other')}" if rank.tied else ""


def interval_in_words(found: RankInterval | None) -> str:
    """Return the ranks a place may well hold: `3rd to 9th`, or one where it is sure."""
    if found is None:
        return ""
    if found.low == found.high:
        return ordinal(found.low)
    return f"{ordinal(found.low)} to {ordinal(found.high)}"


def london_cell(found: Comparison) -> Cell:
    london = found.london
    if not london.change.known:
        return Cell(NOTHING)
    return Cell(show(london.change).text, below=chance_short(london.chance, london.change))


def months_chart(found: Monthly, *, ident: str, title: str = "") -> ChartFigure | None:
    """Return the chart of a measure's months, or None where nothing is published of it."""
    if all(count is None for _, count in found.months):
        return None
    return monthly_figure(
        [(str(month), count) for month, count in found.months],
        ident=ident,
        title=title or f"{found.definition.title}, {found.place.name}",
        y_label=f"{first_upper(found.definition.unit)} in the month",
        highlight_from=len(found.months) - YEAR,
        missing="Not published",
    )


def overdue(definition: Definition, on: date) -> str:
    """Return a warning that a definition's review has passed, or nothing."""
    if definition.review_by >= on:
        return ""
    when = f"{definition.review_by.day} {definition.review_by:%B %Y}"
    return f"This definition was due for review by {when}."
