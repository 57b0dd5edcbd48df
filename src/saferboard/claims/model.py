"""
A claim: a figure in a document, what it says, what it should say, and how that is known.
"""

import enum
from dataclasses import dataclass


class Kind(enum.StrEnum):
    PERCENT_CHANGE = "percent-change"
    SUM = "sum"
    SHARE = "share"
    RATE = "rate"
    RANK = "rank"
    CROSS_REFERENCE = "cross-reference"
    DATE = "date"
    LABEL = "label"
    OTHER = "other"


class Verdict(enum.StrEnum):
    CONSISTENT = "consistent"
    INCONSISTENT = "inconsistent"
    NOT_CHECKABLE = "not-checkable"


class Severity(enum.StrEnum):
    """How much a wrong figure matters, the worst first."""

    MATERIAL = "material"
    STALE = "stale"
    LABEL = "label"
    MINOR = "minor"
    ROUNDING = "rounding"


@dataclass(frozen=True, order=True, slots=True)
class Place:
    """Where something stands: the document, the line, the page if there are pages."""

    file: str
    line: int
    page: int | None
    quote: str


@dataclass(frozen=True, slots=True)
class Claim:
    """
    One figure or relation of figures, judged.

    `severity` is None unless the verdict is inconsistent.  `span` is the stretch of the
    source quoted, for reports that mark it.
    """

    place: Place
    kind: Kind
    stated: str
    recomputed: str | None
    verdict: Verdict
    why: str
    severity: Severity | None = None
    assumptions: tuple[str, ...] = ()
    sources: tuple[Place, ...] = ()
    span: tuple[int, int] = (0, 0)

    @property
    def wrong(self) -> bool:
        return self.verdict is Verdict.INCONSISTENT
