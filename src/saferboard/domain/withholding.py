"""
What else must be kept back so that what a partner will not have shown cannot be worked out.

A field of a return may be a total of others.  With the total and all parts but one shown, the
one is told although nobody was permitted to tell it.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from decimal import Decimal

from saferboard.domain.disclosure import TOTAL, Grid, possible


@dataclass(frozen=True)
class Added:
    """A field that is the sum of others."""

    total: str
    parts: tuple[str, ...]


Values = Mapping[tuple[str, str], Decimal]
"""Each field's numbers by its code and column; only those of fields that have them all."""


def kept_back(
    withheld: Iterable[str],
    sums: Iterable[Added],
    values: Values,
    columns: tuple[str, ...],
    *,
    first: frozenset[str] = frozenset(),
) -> frozenset[str]:
    """
    Return the fields to keep back: those withheld, and as many more, whole, as leave every
    withheld number more than one that it may be.

    A field stands in one sum at most, so each sum can be looked at by itself.  Those of `first`
    are kept back before others: what some are shown then holds all that is shown to fewer.
    """
    kept = set(withheld)
    for added in sums:
        kept |= _of_one(frozenset(kept), added, values, columns, first)
    return frozenset(kept)


def _of_one(
    kept: frozenset[str],
    added: Added,
    values: Values,
    columns: tuple[str, ...],
    first: frozenset[str],
) -> set[str]:
    fields = (*added.parts, added.total)
    guarded = [field for field in fields if field in kept]
    if not guarded:
        return set()
    if any((field, column) not in values for field in fields for column in columns):
        # With a part unknown the sum may be open or not: nothing of it is shown.
        return set(fields)
    inner = {(part, c): values[part, c] for part in added.parts for c in columns}
    if any(sum(inner[part, c] for part in added.parts) != values[added.total, c] for c in columns):
        return set(fields)
    grid, found = Grid.of(inner, added.parts, columns), set(guarded)
    spare = sorted(
        (field for field in fields if field not in found),
        key=lambda f: (f not in first, sum(values[f, c] for c in columns), f),
    )
    while spare and not _open(grid, found, guarded, added, columns):
        found.add(spare.pop(0))
    return found


def _open(
    grid: Grid, found: set[str], guarded: list[str], added: Added, columns: tuple[str, ...]
) -> bool:
    every = (*columns, TOTAL)

    def row(field: str) -> str:
        return TOTAL if field == added.total else field

    hidden = frozenset((row(field), column) for field in found for column in every)
    for field in guarded:
        for column in every:
            least, most = possible(grid, hidden, (row(field), column))
            if least == most:
                return False
    return True
