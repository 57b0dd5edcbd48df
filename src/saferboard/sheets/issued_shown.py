"""
What partners shared, in words: values, what is hidden, and who is not in it.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from decimal import Decimal

from saferboard.domain.disclosure import TOTAL, Place
from saferboard.domain.sheets import WHOLE
from saferboard.domain.states import UpdateState
from saferboard.sheets.definitions import FieldDescribed
from saferboard.sheets.presenters import (
    column_label,
    row_label,
    state_tag,
    value_text,
)
from saferboard.sheets.queries import FieldIssued, ReturnListed
from saferboard.sheets.reading import Asked
from saferboard.sheets.showing import ELSEWHERE
from saferboard.ui.components import Cell, Table
from saferboard.ui.words import counted, listed

HIDDEN = "Hidden"


@dataclass(frozen=True)
class FieldShown:
    title: str
    definition: str
    said: str
    table: Table | None


def fields(asked: Asked, issued: Mapping[str, FieldIssued]) -> list[FieldShown]:
    """Return every field that several partners give, with what may be shown of it."""
    found = []
    for field in asked.defined.fields:
        one = issued.get(field.code)
        if one is not None:
            found.append(
                FieldShown(
                    field.title,
                    field.definition,
                    _said(one),
                    _table(asked, field, one) if one.cells else None,
                )
            )
    return found


def _said(one: FieldIssued) -> str:
    within = f"From {listed(list(one.partners))}." if one.partners else "From nobody yet."
    without = [f"{name} ({why.label})" for name, why in one.gaps]
    if not without:
        return within
    return f"{within} Not in it, and not counted as nought: {listed(without)}."


def _table(asked: Asked, field: FieldDescribed, one: FieldIssued) -> Table:
    rows = list(dict.fromkeys(row for row, _ in one.cells))
    columns = list(dict.fromkeys(column for _, column in one.cells))
    if len(columns) == 2:
        columns = [TOTAL]
    if len(rows) == 2:
        rows = [TOTAL]
    hidden = sum(one.cells[r, c] is None for r in rows for c in columns)
    note = ""
    if hidden:
        note = (
            f"{counted(hidden, 'number')} {'is' if hidden == 1 else 'are'} hidden: small numbers,"
            " and others from which those could be worked out."
        )
    return Table(
        caption=f"{field.title}, {field.unit}",
        head=("Where" if field.by == "ward" else "Which", *(_column(c) for c in columns)),
        rows=tuple(
            (
                _row(asked, field, row),
                *(_value(one.cells, (row, column), field.unit) for column in columns),
            )
            for row in rows
        ),
        numeric=frozenset(range(1, len(columns) + 1)),
        note=note,
        caption_hidden=True,
    )


def _column(column: str) -> str:
    if column == ELSEWHERE:
        return "In no one month"
    return column_label(column or WHOLE)


def _row(asked: Asked, field: FieldDescribed, row: str) -> str:
    if row == ELSEWHERE:
        return "Not broken down"
    return "All" if row == TOTAL else row_label(asked, field, row)


def _value(cells: Mapping[Place, Decimal | None], place: Place, unit: str) -> str:
    value = cells[place]
    return HIDDEN if value is None else value_text(value, unit)


def gaps_table(found: Iterable[ReturnListed]) -> Table | None:
    """Return every partner that was asked, and where its return stands; those silent too."""
    rows = tuple(
        (one.name, Cell(tags=(state_tag(one.state),)))
        for one in found
        if one.state is not UpdateState.NOT_REQUESTED
    )
    if not rows:
        return None
    return Table(caption="Who was asked", head=("Partner", "State"), rows=rows)
