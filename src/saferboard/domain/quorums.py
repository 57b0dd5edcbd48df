"""
How many members must be there: a number, a share of the seats, or a share and a least number.
"""

import re
from dataclasses import dataclass
from fractions import Fraction

from saferboard.domain.refusals import Refusal, Refused

_RULE = re.compile(
    r"(?:(?P<number>\d{1,3})|(?P<part>\d{1,2})\s*/\s*(?P<whole>\d{1,2})"
    r"(?:\s*,?\s*at least\s+(?P<least>\d{1,3}))?)",
    re.IGNORECASE,
)
HINT = "Write a number as 5, or a share of the seats as 1/4 or 1/4, at least 3."


@dataclass(frozen=True)
class Quorum:
    """A body's rule: `number` of members, or `share` of its seats and no fewer than `least`."""

    number: int = 0
    share: Fraction | None = None
    least: int = 0

    def needed(self, seats: int) -> int:
        """Return how many of so many seats must be filled; a share is rounded up."""
        if self.share is None:
            return self.number
        return max(-(-seats * self.share.numerator // self.share.denominator), self.least)


def read_quorum(words: str) -> Quorum | None:
    """
    Return the rule that words say, or None where there are none: it is not stated.

    :raises Refused: if they say none that can be counted.
    """
    said = words.strip()
    if not said:
        return None
    found = _RULE.fullmatch(said)
    if found is None:
        raise Refused(Refusal("no-quorum", f"The quorum cannot be read. {HINT}"))
    if found["number"]:
        if not int(found["number"]):
            raise Refused(Refusal("no-quorum", f"A quorum of nought is none. {HINT}"))
        return Quorum(number=int(found["number"]))
    part, whole = int(found["part"]), int(found["whole"])
    if not 0 < part <= whole:
        raise Refused(Refusal("no-quorum", f"The share is not between nought and one. {HINT}"))
    return Quorum(share=Fraction(part, whole), least=int(found["least"] or 0))
