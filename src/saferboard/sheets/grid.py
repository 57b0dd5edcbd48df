"""
A sheet as boxes to fill in: what stands in each, and what is found of it.
"""

from collections.abc import Mapping
from dataclasses import dataclass

from saferboard.domain.sheets import ALL, WHOLE, Cell, Finding, Severity
from saferboard.sheets.definitions import FieldDescribed
from saferboard.sheets.forms import WHY, SheetForm
from saferboard.sheets.models import OwnWord
from saferboard.sheets.presenters import BY_MONTH, cell_label, column_label, entry_text, row_label
from saferboard.sheets.reading import Asked
from saferboard.ui.words import listed


@dataclass(frozen=True)
class Reason:
    """A box for why a figure that looks odd is right."""

    name: str
    label: str
    value: str


@dataclass(frozen=True)
class Box:
    """One cell to fill in.  `wrong` are errors and `odd` are queries."""

    name: str
    label: str
    column: str
    value: str
    wrong: tuple[str, ...]
    odd: tuple[str, ...]
    reasons: tuple[Reason, ...]


@dataclass(frozen=True)
class Row:
    label: str
    below: str
    before: str
    boxes: tuple[Box, ...]


@dataclass(frozen=True)
class Part:
    """One field: what it counts, and its rows."""

    code: str
    title: str
    definition: str
    unit: str
    when: str
    head: tuple[str, ...]
    rows: tuple[Row, ...]


def parts(
    asked: Asked,
    form: SheetForm,
    findings: list[Finding],
    *,
    before: Mapping[str, str] | None,
    own: list[OwnWord],
) -> list[Part]:
    """Return every field with its boxes, what the form holds in them, and what is found."""
    at: dict[Cell, list[Finding]] = {}
    for finding in findings:
        at.setdefault(finding.cell, []).append(finding)
    earlier = None
    if before is not None:
        earlier = Asked(asked.defined, asked.quarter + -1, asked.wards).entries(before)
    known = {field.code: field for field in asked.sheet.fields}
    found = []
    for field in asked.defined.fields:
        columns = known[field.code].columns(asked.quarter.period)
        rows = tuple(
            Row(
                label=row_label(asked, field, term),
                below=_own_words(own, field, term),
                before=entry_text((earlier or {}).get(Cell(field.code, term, WHOLE)), field.unit),
                boxes=tuple(_box(asked, form, Cell(field.code, term, c), at) for c in columns),
            )
            for term in (*known[field.code].terms, ALL)
        )
        found.append(_part(asked, field, columns, rows))
    return found


def _part(
    asked: Asked, field: FieldDescribed, columns: tuple[str, ...], rows: tuple[Row, ...]
) -> Part:
    head = (
        "Row" if field.by else "Figure",
        *(column_label(column) for column in columns),
        (asked.quarter + -1).label,
    )
    when = BY_MONTH[field.months]
    return Part(field.code, field.title, field.definition, field.unit, when, head, rows)


def _own_words(own: list[OwnWord], field: FieldDescribed, term: str) -> str:
    words = [one.word for one in own if (one.breakdown, one.term) == (field.by, term)]
    return f"You call it {listed([f'“{word}”' for word in words])}" if words else ""


def _box(asked: Asked, form: SheetForm, cell: Cell, at: Mapping[Cell, list[Finding]]) -> Box:
    bound = form[cell.key]
    found = at.get(cell, [])
    reasons = [
        finding.key
        for finding in found
        if finding.severity is Severity.QUERY and finding.key not in form.reasons
    ]
    # A reason that was typed keeps its box though its query has gone: nothing typed is lost.
    reasons += [key for key in form.reasons if key.endswith(f":{cell.key}")]
    typed = form.reasons_so_far()
    label = cell_label(asked, cell)
    return Box(
        name=cell.key,
        label=label,
        column=column_label(cell.column),
        value=str(bound.value() or ""),
        wrong=(
            *bound.errors,
            *(one.words for one in found if one.severity is Severity.ERROR),
        ),
        odd=tuple(one.words for one in found if one.severity is Severity.QUERY),
        reasons=tuple(
            Reason(WHY + key, f"Why this is right: {label}", typed.get(key, "")) for key in reasons
        ),
    )
