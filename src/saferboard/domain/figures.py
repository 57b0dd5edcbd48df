"""
A figure: a value, or the reason there is none, and where it came from.

"Not published", "too few to show", "not supplied" and "not asked for" are four different
things, and none of them is nought.
"""

import enum
from dataclasses import dataclass
from decimal import Decimal

from saferboard.domain.periods import Period


class Absence(enum.StrEnum):
    """Why there is no figure.  The value is stored; the label is for people."""

    NOT_PUBLISHED = "NOT_PUBLISHED"
    NOT_HELD = "NOT_HELD"
    TOO_FEW = "TOO_FEW"
    NOT_SUPPLIED = "NOT_SUPPLIED"
    NOT_ASKED = "NOT_ASKED"
    NO_POPULATION = "NO_POPULATION"
    NO_BASE = "NO_BASE"
    SERIES_BROKEN = "SERIES_BROKEN"
    NOT_APPLICABLE = "NOT_APPLICABLE"
    PARTNER_LACKS = "PARTNER_LACKS"
    NOT_SHARED = "NOT_SHARED"
    NO_PERMISSION = "NO_PERMISSION"

    @property
    def label(self) -> str:
        return _WORDS[self]


_WORDS = {
    Absence.NOT_PUBLISHED: "not published",
    Absence.NOT_HELD: "no source held",
    Absence.TOO_FEW: "too few to show",
    Absence.NOT_SUPPLIED: "not supplied",
    Absence.NOT_ASKED: "not asked for",
    Absence.NO_POPULATION: "no population estimate",
    Absence.NO_BASE: "no earlier count to compare with",
    Absence.SERIES_BROKEN: "not comparable: the series changed",
    Absence.NOT_APPLICABLE: "not applicable",
    Absence.PARTNER_LACKS: "not held by the partner",
    Absence.NOT_SHARED: "not shared by the partner",
    Absence.NO_PERMISSION: "held, without permission to publish",
}


@dataclass(frozen=True, order=True)
class Origin:
    """
    Where a number was read: the source, which issue of it, and the place in it.

    `vintage` is the issue as the publisher would know it ("to January 2022"), so that a
    later revision of the same months is a different origin.  `where` names rows or a page.
    """

    source: str
    title: str
    vintage: str
    where: str = ""


@dataclass(frozen=True)
class Figure:
    """
    One value of a measure for a place and an exact period, or the reason for its absence.

    `unit` is what is counted ("offences", "£", "per 1,000 people", "%").
    """

    measure: str
    place: str
    period: Period
    unit: str
    value: Decimal | None
    absence: Absence | None = None
    origins: tuple[Origin, ...] = ()

    def __post_init__(self) -> None:
        assert (self.value is None) != (self.absence is None), (
            "a figure has a value or the reason there is none, never both and never neither"
        )

    @property
    def known(self) -> bool:
        return self.value is not None
