"""
What of the returns may be shown: by permission, and with small numbers kept from being told.
"""

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal

from saferboard.domain.disclosure import TOTAL, Grid, Number, Place, hide_until, protected
from saferboard.domain.entries import Entry
from saferboard.domain.gate import Thing
from saferboard.domain.handling import Handling
from saferboard.domain.publication import Permitted, Publishable, Use, fields_for
from saferboard.domain.sheets import ALL, WHOLE, Cell, Entries
from saferboard.domain.withholding import kept_back
from saferboard.sheets.models import Version
from saferboard.sheets.reading import Asked

ELSEWHERE = "not-broken-down"
"""The row of what was given only in all, and the column of what was given for no one month."""


def permitted(version: Version, asked: Asked, use: Use, *, on: dt.date) -> frozenset[str]:
    """
    Return the fields of a return that may be put to a use, less those from which others that
    may not could be worked out.  Partners of the board see what everybody sees, and more.
    """
    codes = frozenset(field.code for field in asked.defined.fields)
    offered = Publishable(
        Thing("data return", str(version.data_return_id), Handling.PARTNERS, fields=codes),
        tuple(
            Permitted(field, one, version.at.date())
            for one, fields in (
                (Use.INCORPORATE, version.incorporate),
                (Use.PUBLISH, version.publish),
            )
            for field in fields
        ),
        about_a_person=False,
    )
    entries = asked.entries(version.typed)
    public = fields_for(offered, Use.PUBLISH, on=on)
    kept = _kept_back(codes - public, asked, entries, frozenset())
    if use is Use.PUBLISH:
        return codes - kept
    board = public | fields_for(offered, Use.INCORPORATE, on=on)
    return codes - _kept_back(codes - board, asked, entries, kept)


def _kept_back(
    withheld: frozenset[str], asked: Asked, entries: Entries, first: frozenset[str]
) -> frozenset[str]:
    kept = withheld
    for added in asked.defined.sums:
        field = asked.defined.field(added.total)
        months = [str(month) for month in asked.quarter.period] if field.months == "each" else []
        values = _values(entries, (added.total, *added.parts), [*months, WHOLE])
        by_month = months and all((added.total, month) in values for month in months)
        columns = tuple(months) if by_month else (WHOLE,)
        kept |= kept_back(kept, [added], values, columns, first=first)
    return kept


def _values(
    entries: Entries, fields: Iterable[str], columns: Iterable[str]
) -> dict[tuple[str, str], Decimal]:
    """A part of a sum that is nothing of the partner's, or not held, counts as nought."""
    found = {}
    for field in fields:
        for column in columns:
            entry = entries.get(Cell(field, ALL, column))
            if entry is not None:
                found[field, column] = entry.value or Decimal(0)
    return found


@dataclass(frozen=True)
class Given:
    """One partner's numbers of one field, as far as they may be shown."""

    partner: str
    entries: Entries


def combined(asked: Asked, field: str, given: Iterable[Given]) -> Grid:
    """
    Return the partners' numbers of a field added up, by term and month.

    What somebody gave only in all, or only for the quarter, has a row and a column of its own,
    so that every total is the sum of what stands beside it.
    """
    described = next(f for f in asked.sheet.fields if f.code == field)
    months = tuple(c for c in described.columns(asked.quarter.period) if c != WHOLE)
    inner: dict[Place, Decimal] = {}
    rows, columns = (*described.terms, ELSEWHERE), (*months, ELSEWHERE)
    for one in given:
        for place, value in _spread(one.entries, field, described.terms, months).items():
            inner[place] = inner.get(place, Decimal(0)) + value
    used = {place for place, value in inner.items() if value}
    rows = tuple(
        r for r in rows if r != ELSEWHERE or any(p[0] == r for p in used) or len(rows) == 1
    )
    columns = tuple(
        c for c in columns if c != ELSEWHERE or any(p[1] == c for p in used) or len(columns) == 1
    )
    filled = {(r, c): inner.get((r, c), Decimal(0)) for r in rows for c in columns}
    return Grid.of(filled, rows, columns)


def _spread(
    entries: Entries, field: str, terms: tuple[str, ...], months: tuple[str, ...]
) -> dict[Place, Decimal]:
    """Return one partner's numbers, each in one place only, none below nought."""

    def value(term: str, column: str) -> Decimal | None:
        entry: Entry | None = entries.get(Cell(field, term, column))
        return entry.value if entry else None

    by_month = _placed(value, terms, months)
    if min(by_month.values(), default=Decimal(0)) >= 0:
        return by_month
    # Wards are known for the quarter and months only in all: they cannot both be shown.
    return _placed(value, terms, ())


def _placed(value, terms: tuple[str, ...], months: tuple[str, ...]) -> dict[Place, Decimal]:  # type: ignore[no-untyped-def]
    found = {(t, m): value(t, m) or Decimal(0) for t in terms for m in months}
    for term in terms:
        whole = value(term, WHOLE)
        in_months = sum((found[term, m] for m in months), Decimal(0))
        found[term, ELSEWHERE] = Decimal(0) if whole is None else whole - in_months
    columns, left = (*months, ELSEWHERE), value(ALL, WHOLE)
    in_all = {m: value(ALL, m) for m in months}
    for column in columns:
        part = sum((found[t, column] for t in terms), Decimal(0))
        total = in_all.get(column)
        if column == ELSEWHERE and left is not None:
            known = [
                sum((found[t, m] for t in terms), Decimal(0)) if in_all[m] is None else in_all[m]
                for m in months
            ]
            total = left - sum((one for one in known if one is not None), Decimal(0))
        found[ELSEWHERE, column] = Decimal(0) if total is None else total - part
    return found


@dataclass(frozen=True)
class Before:
    """What a field was when it was last shown, and all of it that was ever hidden."""

    grid: Grid
    hidden: frozenset[Place]

    def since(self, grid: Grid) -> dict[Place, Number]:
        return {p: grid.cells[p] - self.grid.cells.get(p, 0) for p in grid.places}

    def only_grew(self, grid: Grid) -> bool:
        inner = {p for one in (grid, self.grid) for p in one.places if TOTAL not in p}
        return all(grid.cells.get(p, 0) >= self.grid.cells.get(p, 0) for p in inner)


def hidden_in(grid: Grid, below: int, before: Before | None) -> frozenset[Place]:
    """
    Return what to hide of a grid so that no small number in it is told, nor one of an earlier
    issue of it, nor one that came between the two.

    What was hidden once stays hidden.  Then what is shown of the two issues tells the earlier
    numbers and what came since each by itself, and each is guarded as a grid of its own; if
    more were shown later than before, the two together would tell what neither tells.
    """
    if not below:
        return frozenset()
    if before is None:
        return protected(grid, below)
    hidden = before.hidden & frozenset(grid.places)
    since = before.since(grid)
    small = frozenset(p for p in grid.places if 0 < abs(since[p]) < below)
    if before.only_grew(grid):
        change = Grid(grid.rows, grid.columns, since)
        return hide_until(change, hidden | small, small, width=below)
    # After a correction downwards what came since has no least number, and tells nothing more.
    small |= frozenset(p for p in grid.places if 0 < grid.cells[p] < below)
    return hide_until(grid, hidden | small, small, width=below)
