"""
Change, rate, share and rank.

Each returns None where no honest answer exists: a missing count gives a missing rate,
never a nought, and nothing is a percentage of nothing.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal

Number = int | Decimal


def percent_change(old: Number | None, new: Number | None) -> Decimal | None:
    """
    Return the change from `old` to `new` as a percentage of `old`.

    None where either is missing or `old` is not above nought: a rise from nought has no
    percentage, and a change from a negative number has no plain meaning.
    """
    if old is None or new is None or old <= 0:
        return None
    return (Decimal(new) - Decimal(old)) * 100 / Decimal(old)


def rate(count: Number | None, population: int | None, *, per: int) -> Decimal | None:
    """Return events per `per` people, or None where the count or the people are not known."""
    if count is None or not population:
        return None
    return Decimal(count) * per / population


def share(part: Number | None, whole: Number | None) -> Decimal | None:
    """Return `part` as a percentage of `whole`, or None where either is missing or `whole` is 0."""
    if part is None or not whole:
        return None
    return Decimal(part) * 100 / Decimal(whole)


@dataclass(frozen=True)
class Rank:
    """A position among `of` places, 1 the lowest; `tied` others share the same rate."""

    position: int
    of: int
    tied: int = 0


def rank(place: str, rates: Mapping[str, Decimal | None]) -> Rank | None:
    """
    Return where `place` stands among `rates`, the lowest rate being first.

    Places without a rate are not counted in `of`; None if `place` itself has none.  Equal
    rates share the better position.
    """
    own = rates.get(place)
    if own is None:
        return None
    known = [value for value in rates.values() if value is not None]
    below = sum(value < own for value in known)
    return Rank(position=below + 1, of=len(known), tied=known.count(own) - 1)
