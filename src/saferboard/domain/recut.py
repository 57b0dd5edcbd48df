"""
Carrying counts of old areas over to new ones.

An area can be carried whole if all of it lies in one new area.  One that was split between two
cannot: nobody knows which of its events fell on which side, and a share of them would be made up.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

Fits = Mapping[str, frozenset[str]]
"""For each old area by its code, every new area that some of it lies in."""


@dataclass(frozen=True)
class Carried:
    """Which new area each old one is wholly in; `split` are those that lie in several."""

    into: Mapping[str, str]
    split: tuple[str, ...]

    @property
    def new(self) -> frozenset[str]:
        """The new areas that are made of whole old ones, and of nothing else."""
        return frozenset(self.into.values()) - self.touched

    touched: frozenset[str] = frozenset()
    """The new areas that a part of a split area lies in: their sum would lack that part."""


def carried(fits: Fits) -> Carried:
    """Return what can be carried over."""
    split = tuple(sorted(code for code, new in fits.items() if len(new) > 1))
    return Carried(
        into={code: next(iter(new)) for code, new in sorted(fits.items()) if len(new) == 1},
        split=split,
        touched=frozenset(one for code in split for one in fits[code]),
    )


def joined(first: Fits, second: Fits) -> Fits:
    """
    Return the lookup from the old areas of `first` to the new ones of `second`, which goes on from
    where `first` ends.

    :raises KeyError: if `second` does not know an area that `first` leads to.
    """
    return {
        code: frozenset(one for middle in middles for one in second[middle])
        for code, middles in first.items()
    }


def fits_of(pairs: Iterable[tuple[str, str]]) -> Fits:
    """Return a lookup from its pairs of an old and a new area."""
    found: dict[str, set[str]] = {}
    for old, new in pairs:
        found.setdefault(old, set()).add(new)
    return {old: frozenset(new) for old, new in found.items()}
