"""
The catalogue of every measure in words.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from django.urls import reverse

from saferboard.measures.definitions import Definition
from saferboard.measures.groups import BETTER, GROUPS, PERIODS
from saferboard.measures.presenters.common import NOT_STATED
from saferboard.ui.components import Cell, Table, Tag
from saferboard.ui.words import counted


@dataclass(frozen=True)
class CatalogueShown:
    found: str
    tables: tuple[Table, ...]


def shown(definitions: Sequence[Definition]) -> CatalogueShown:
    """Return the measures found, a table for each group."""
    proposed = sum(d.proposed for d in definitions)
    said = counted(len(definitions), "measure")
    if proposed:
        said += f", {proposed} of them proposed"
    return CatalogueShown(
        found=said,
        tables=tuple(
            _table(title, [d for d in definitions if d.group == group])
            for group, title in GROUPS.items()
            if any(d.group == group for d in definitions)
        ),
    )


def _table(title: str, of: Iterable[Definition]) -> Table:
    return Table(
        caption=title,
        head=("Measure", "What it asks", "Period", "What would be better", "Definition"),
        rows=tuple(_row(d) for d in of),
    )


def _row(definition: Definition) -> tuple[Cell | str, ...]:
    return (
        Cell(definition.title, href=reverse("measures:measure", args=[definition.slug])),
        Cell(definition.question, below=definition.unit if definition.unit != NOT_STATED else ""),
        PERIODS[definition.period],
        BETTER[definition.better],
        Cell(tags=(state(definition),)),
    )


def state(definition: Definition) -> Tag:
    """Return whether a definition was checked, as a word with a colour."""
    return Tag("Proposed", "amber") if definition.proposed else Tag("Checked", "green")
