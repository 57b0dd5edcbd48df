"""
What was revised since a pack printed it, in words.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from django.urls import reverse

from saferboard.domain.figures import Figure
from saferboard.measures.narrative import where_href
from saferboard.measures.presenters.common import first_upper
from saferboard.measures.presenters.vintages import vintages_href
from saferboard.measures.revised import Beside
from saferboard.packs.revised.queries import PackBeside
from saferboard.ui.components import Cell, Link, Table
from saferboard.ui.figures import show, written
from saferboard.ui.words import counted, day


@dataclass(frozen=True)
class PackFigures:
    """One pack's figures: how many were revised, and the tables of those and of the others."""

    title: str
    lead: str
    revised: Table | None
    others: Table | None


def shown(packs: Sequence[PackBeside]) -> tuple[PackFigures, ...]:
    """Return each pack's figures, ready to print."""
    return tuple(_shown(one) for one in packs)


def in_short(code: str, packs: Sequence[PackBeside]) -> Link | None:
    """Return how many figures of a meeting's packs were revised; None if none was."""
    revised = sum(len(one.revised) for one in packs)
    if not revised:
        return None
    were = "was" if revised == 1 else "were"
    words = f"{counted(revised, 'figure')} of this meeting’s packs {were} revised since: see which"
    return Link(words, reverse("packs:figures", args=[code]))


def _shown(pack: PackBeside) -> PackFigures:
    title = f"Supplement {pack.number}" if pack.number else "The pack"
    issued = f"issued on {day(pack.issued_at)}"
    total, revised = len(pack.figures), len(pack.revised)
    if not total:
        lead = f"{title}, {issued}, prints no figure that is kept."
    elif not revised:
        lead = f"{title}, {issued}, prints {counted(total, 'figure')}. None was revised since."
    else:
        lead = (
            f"{title}, {issued}, prints {counted(total, 'figure')}; {revised} would be printed"
            " otherwise now. What was printed stands in the pack as it was."
        )
    others = [one for one in pack.figures if not one.revised]
    return PackFigures(
        title=f"{title}, {issued}",
        lead=lead,
        revised=_table("Revised since", pack.revised) if revised else None,
        others=_table("Not revised", others) if others else None,
    )


def _table(caption: str, figures: Sequence[Beside]) -> Table:
    return Table(
        caption=caption,
        head=("Figure", "Printed", "Now", "Difference", "Which issue said what"),
        rows=tuple(
            (
                Cell(f"{one.title}{_of(one.printed)}", below=first_upper(one.printed.period.label)),
                show(one.printed).cell(),
                _now(one),
                _difference(one),
                _issues(one),
            )
            for one in figures
        ),
        numeric=frozenset({1, 2, 3}),
    )


def _of(figure: Figure) -> str:
    if figure.unit == "%":
        return ", change on the year before"
    return f", {figure.unit}" if figure.unit.startswith("per ") else ""


def _now(one: Beside) -> Cell:
    if one.now is None:
        return Cell("No measure of this name now")
    below = "read from another issue" if one.reread and not one.revised else ""
    return Cell(show(one.now).text, href=where_href(one.now), below=below)


def _difference(one: Beside) -> str:
    if one.now is None or one.now.value is None or one.printed.value is None:
        return "–"
    apart = one.now.value - one.printed.value
    if not one.revised:
        return "none"
    said = written(abs(apart), one.now.unit).lstrip("+")
    said = said.replace("%", " points")
    return f"{'+' if apart > 0 else '−'}{said}"


def _issues(one: Beside) -> Cell:
    if one.now is None:
        return Cell("–")
    return Cell("Each issue", href=vintages_href(one.now))
