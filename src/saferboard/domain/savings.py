"""
Savings that interventions are reckoned to have made, by stream.

Each stream has a saving in money that will not be lost, and one of health and quality of
life.  In every stream but one the second is a fixed share of the first.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal

POUND = Decimal(1)
NEAR = Decimal(1)
"""How many pounds a printed saving may be off what its share gives, by rounding."""


def health_saving(future: Decimal, share: Decimal) -> Decimal:
    """Return the saving of health that goes with a future saving, to the pound."""
    return (future * share).quantize(POUND, ROUND_HALF_UP)


def units_saving(units: int, each: Decimal) -> Decimal:
    """Return the future saving of some units, to the pound."""
    return (units * each).quantize(POUND, ROUND_HALF_UP)


@dataclass(frozen=True)
class StreamSaved:
    """
    One stream's two savings as reported.

    `share` is what the saving of health should be of the other, or None where it follows none.
    """

    title: str
    future: Decimal
    health: Decimal
    share: Decimal | None

    @property
    def whole(self) -> Decimal:
        return self.future + self.health

    @property
    def ratio(self) -> Decimal | None:
        """What share the saving of health is, as reported."""
        return self.health / self.future if self.future else None

    @property
    def follows(self) -> bool | None:
        """Whether the saving of health is the share it should be; None where it follows none."""
        if self.share is None:
            return None
        return abs(health_saving(self.future, self.share) - self.health) <= NEAR


@dataclass(frozen=True)
class Reckoned:
    """A total as stated beside the sum of the parts that were stated with it."""

    stated: Decimal
    parts: tuple[StreamSaved, ...]

    @property
    def summed(self) -> Decimal:
        return sum((part.whole for part in self.parts), Decimal(0))

    @property
    def remainder(self) -> Decimal:
        """What of the total has no stated part; nought where the parts give it."""
        return self.stated - self.summed


def reckoned(stated: Decimal, parts: Sequence[StreamSaved]) -> Reckoned:
    """Return a stated total with the parts that were stated with it."""
    return Reckoned(stated, tuple(parts))
