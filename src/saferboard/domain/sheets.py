"""
A data sheet: rows of fields, columns of months, and the checks that a return of it is held to.

A check is an error, which must be put right, or a query, which may be confirmed with a reason.
Each names its row and its column.
"""

import enum
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal

from saferboard.domain.entries import Entry, Unread
from saferboard.domain.figures import Absence
from saferboard.domain.periods import Period

ALL, WHOLE = "all", "whole"
"""The row of a field's total, and the column of the whole quarter."""
TIMES = 4
"""How many times last quarter's figure, or what part of it, asks for a word of explanation."""


class Severity(enum.StrEnum):
    ERROR = "ERROR"
    QUERY = "QUERY"


class CheckKind(enum.StrEnum):
    SUM = "sum"
    AT_MOST = "at-most"
    GOES_WITH = "goes-with"


@dataclass(frozen=True, order=True)
class Cell:
    """Where in a sheet something stands: the field, the term of its breakdown, the column."""

    field: str
    term: str
    column: str

    @property
    def key(self) -> str:
        return f"{self.field}.{self.term}.{self.column}"


@dataclass(frozen=True)
class FieldAsked:
    """One thing asked for.  `terms` are the codes it is broken down by, if it is."""

    code: str
    title: str
    unit: str
    by_month: bool = False
    terms: tuple[str, ...] = ()

    def columns(self, period: Period) -> tuple[str, ...]:
        return (*(str(month) for month in period), WHOLE) if self.by_month else (WHOLE,)

    def cells(self, period: Period) -> Iterable[Cell]:
        for term in (*self.terms, ALL):
            for column in self.columns(period):
                yield Cell(self.code, term, column)


@dataclass(frozen=True)
class Check:
    """
    One rule between fields.  `fields` are, of a sum, its total and then its parts; of the
    others, two: the first at most the second, or the first given only with the second.
    """

    code: str
    kind: CheckKind
    fields: tuple[str, ...]
    severity: Severity
    says: str


@dataclass(frozen=True)
class Finding:
    """One thing found in a return.  Never repeats what was typed: it may be personal."""

    code: str
    severity: Severity
    cell: Cell
    words: str

    @property
    def key(self) -> str:
        return f"{self.code}:{self.cell.key}"


Entries = Mapping[Cell, Entry]


def _completed(fields: Iterable[FieldAsked], entries: Entries, period: Period) -> dict[Cell, Entry]:
    found = dict(entries)
    for field in fields:
        months = [column for column in field.columns(period) if column != WHOLE]
        for term in (*field.terms, ALL):
            parts = [found.get(Cell(field.code, term, month)) for month in months]
            _put(found, Cell(field.code, term, WHOLE), parts)
        for column in field.columns(period):
            parts = [found.get(Cell(field.code, term, column)) for term in field.terms]
            _put(found, Cell(field.code, ALL, column), parts)
        parts = [found.get(Cell(field.code, ALL, month)) for month in months]
        _put(found, Cell(field.code, ALL, WHOLE), parts)
    return found


def _put(found: dict[Cell, Entry], cell: Cell, parts: Sequence[Entry | None]) -> None:
    total = _added(parts)
    if cell not in found and total is not None:
        found[cell] = Entry(total)


def _number(entry: Entry | None) -> Decimal | None:
    """What is not applicable adds nothing to a total, and keeps none from being known."""
    if entry is not None and entry.absence is Absence.NOT_APPLICABLE:
        return Decimal(0)
    return entry.value if entry is not None else None


def _added(parts: Sequence[Entry | None]) -> Decimal | None:
    if not any(part is not None and part.value is not None for part in parts):
        return None
    values = [value for part in parts if (value := _number(part)) is not None]
    return sum(values, Decimal(0)) if values and len(values) == len(parts) else None


@dataclass(frozen=True)
class Sheet:
    """What is asked for, and the checks between fields."""

    fields: tuple[FieldAsked, ...]
    checks: tuple[Check, ...] = ()

    def completed(self, entries: Entries, period: Period) -> dict[Cell, Entry]:
        """
        Return the entries with the totals that follow from them: a quarter from its months, a
        row of all from its parts, and a sum from its fields.  Where one of those is no number,
        no total follows.
        """
        found = _completed(self.fields, entries, period)
        known = {field.code: field for field in self.fields}
        for check in self.checks:
            if check.kind is CheckKind.SUM:
                for column in known[check.fields[0]].columns(period):
                    parts = [found.get(Cell(code, ALL, column)) for code in check.fields[1:]]
                    _put(found, Cell(check.fields[0], ALL, column), parts)
        return found

    def findings(
        self,
        read: Mapping[Cell, Entry | Unread | None],
        period: Period,
        *,
        before: Entries | None = None,
    ) -> list[Finding]:
        """
        Return everything found in a return, errors first and then by row.

        `before` is what the same partner gave for the quarter before, totals included.
        """
        found = [
            Finding(f"CELL-{one.code}", Severity.ERROR, cell, one.words)
            for cell, one in read.items()
            if isinstance(one, Unread)
        ]
        entries = {cell: one for cell, one in read.items() if isinstance(one, Entry)}
        unread = {finding.cell for finding in found}
        whole = self.completed(entries, period)
        for field in self.fields:
            found += _missing(field, whole, unread, period)
            found += _totals(field, entries, period)
            found += _history(field, whole, before or {})
        for check in self.checks:
            found += self._between(check, whole, period)
        place = {cell: n for n, cell in enumerate(c for f in self.fields for c in f.cells(period))}
        return sorted(
            found, key=lambda f: (f.severity is Severity.QUERY, place.get(f.cell, 0), f.code)
        )

    def _between(self, check: Check, entries: Entries, period: Period) -> Iterable[Finding]:
        known = {field.code: field for field in self.fields}
        first = known[check.fields[0]]
        for column in first.columns(period):
            cells = [Cell(code, ALL, column) for code in check.fields]
            values = [_number(entries.get(cell)) for cell in cells]
            if not _holds(check, values):
                yield Finding(check.code, check.severity, cells[0], check.says)


def _value(entries: Entries, cell: Cell) -> Decimal | None:
    entry = entries.get(cell)
    return entry.value if entry else None


def _holds(check: Check, values: Sequence[Decimal | None]) -> bool:
    first, rest = values[0], values[1:]
    match check.kind:
        case CheckKind.SUM:
            given = [value for value in rest if value is not None]
            return first is None or len(given) < len(rest) or first == sum(given)
        case CheckKind.AT_MOST:
            return first is None or rest[0] is None or first <= rest[0]
        case CheckKind.GOES_WITH:
            return not first or rest[0] is not None


def _missing(
    field: FieldAsked, whole: Entries, unread: set[Cell], period: Period
) -> Iterable[Finding]:
    """
    A row without its quarter says nothing: neither that there were none, nor why not.  Of a
    field that is broken down the total will do; with some of its rows, so will the rest.
    """
    total = Cell(field.code, ALL, WHOLE)
    if total in whole or any(cell.field == field.code for cell in unread):
        return
    begun = [
        t for t in field.terms if any(_at(field, t, c) in whole for c in field.columns(period))
    ]
    for term in (*(field.terms if begun else ()), ALL):
        if _at(field, term, WHOLE) in whole:
            continue
        words = "Write the number, nil, or why there is none."
        if any(_at(field, term, column) in whole for column in field.columns(period)):
            words = "Fill in the other months or the quarter, or say why there is none."
        elif term == ALL and begun:
            words = "Fill in the rows above that are left, or write the total here."
        yield Finding("ROW-empty", Severity.ERROR, _at(field, term, WHOLE), words)


def _at(field: FieldAsked, term: str, column: str) -> Cell:
    return Cell(field.code, term, column)


def _totals(field: FieldAsked, entries: Entries, period: Period) -> Iterable[Finding]:
    months = [column for column in field.columns(period) if column != WHOLE]
    for term in (*field.terms, ALL):
        total = _value(entries, Cell(field.code, term, WHOLE))
        given = [entries.get(Cell(field.code, term, month)) for month in months]
        yield from _unlike(
            Cell(field.code, term, WHOLE), total, given, "ROW-months", "The three months", "quarter"
        )
    for column in field.columns(period) if field.terms else ():
        total = _value(entries, Cell(field.code, ALL, column))
        given = [entries.get(Cell(field.code, term, column)) for term in field.terms]
        yield from _unlike(
            Cell(field.code, ALL, column), total, given, "ROW-parts", "The rows above", "total"
        )


def _unlike(
    cell: Cell,
    total: Decimal | None,
    parts: Sequence[Entry | None],
    code: str,
    which: str,
    whole: str,
) -> Iterable[Finding]:
    added = _added(parts)
    if total is None or not parts:
        return
    if added is not None and added != total:
        words = f"{which} come to {added:,} and the {whole} says {total:,}. Put one of them right."
        yield Finding(code, Severity.ERROR, cell, words)
        return
    some = sum((part.value or Decimal(0) for part in parts if part is not None), Decimal(0))
    if some > total:
        words = f"{which} come to more than the {whole}. Put one of them right."
        yield Finding(code, Severity.ERROR, cell, words)


def _history(field: FieldAsked, now: Entries, before: Entries) -> Iterable[Finding]:
    for term in (*field.terms, ALL):
        cell = Cell(field.code, term, WHOLE)
        new, old = _value(now, cell), _value(before, cell)
        if new is None or not old:
            continue
        if new >= old * TIMES or new * TIMES <= old:
            how = f"{TIMES} times last quarter’s, or more" if new > old else "a quarter of last"
            tail = "" if new > old else " quarter’s, or less"
            words = f"This is {how}{tail}. Confirm it and say why, or put it right."
            yield Finding("HISTORY", Severity.QUERY, cell, words)
