"""
Strategies, plans, protocols and whatever else a partnership works by: their kinds, where each
stands, how they stand to one another, and what ends or falls due for review.
"""

import datetime as dt
import enum
from collections.abc import Mapping
from dataclasses import dataclass

from saferboard.domain.refusals import Refusal

SOON = 365
"""Days in which an end or a review counts as near: twelve months."""


class InstrumentKind(enum.StrEnum):
    STRATEGY = "STRATEGY"
    ACTION_PLAN = "ACTION_PLAN"
    PROTOCOL = "PROTOCOL"
    TERMS_OF_REFERENCE = "TERMS_OF_REFERENCE"
    FRAMEWORK = "FRAMEWORK"
    REVIEW = "REVIEW"
    ASSESSMENT = "ASSESSMENT"
    AGREEMENT = "AGREEMENT"
    FUNDING = "FUNDING"
    LAW = "LAW"
    GUIDANCE = "GUIDANCE"

    @property
    def label(self) -> str:
        return _KINDS[self]


_KINDS = {
    InstrumentKind.STRATEGY: "Strategy",
    InstrumentKind.ACTION_PLAN: "Action plan",
    InstrumentKind.PROTOCOL: "Protocol",
    InstrumentKind.TERMS_OF_REFERENCE: "Terms of reference",
    InstrumentKind.FRAMEWORK: "Framework or scheme",
    InstrumentKind.REVIEW: "Outside review",
    InstrumentKind.ASSESSMENT: "Needs assessment",
    InstrumentKind.AGREEMENT: "Agreement or order",
    InstrumentKind.FUNDING: "Contract or funding",
    InstrumentKind.LAW: "Law or constitution",
    InstrumentKind.GUIDANCE: "Guidance or directory",
}


class InstrumentState(enum.StrEnum):
    PLANNED = "PLANNED"
    DRAFT = "DRAFT"
    IN_FORCE = "IN_FORCE"
    SUPERSEDED = "SUPERSEDED"
    ENDED = "ENDED"
    NOT_STATED = "NOT_STATED"

    @property
    def label(self) -> str:
        return _STATES[self]


_STATES = {
    InstrumentState.PLANNED: "To be written",
    InstrumentState.DRAFT: "Draft",
    InstrumentState.IN_FORCE: "In force",
    InstrumentState.SUPERSEDED: "Superseded",
    InstrumentState.ENDED: "Ended",
    InstrumentState.NOT_STATED: "not stated",
}

MOVES: dict[InstrumentState, frozenset[InstrumentState]] = {
    InstrumentState.NOT_STATED: frozenset(InstrumentState) - {InstrumentState.NOT_STATED},
    InstrumentState.PLANNED: frozenset({InstrumentState.DRAFT, InstrumentState.ENDED}),
    InstrumentState.DRAFT: frozenset({InstrumentState.IN_FORCE, InstrumentState.ENDED}),
    InstrumentState.IN_FORCE: frozenset({InstrumentState.SUPERSEDED, InstrumentState.ENDED}),
    InstrumentState.SUPERSEDED: frozenset(),
    InstrumentState.ENDED: frozenset(),
}


def refusal_to_become(now: InstrumentState, to: InstrumentState) -> Refusal | None:
    """Return why an instrument may not go from one state to another, or None if it may."""
    if to in MOVES[now]:
        return None
    words = f"It is {now.label.lower()}, which cannot become {to.label.lower()}."
    return Refusal("no-such-move", words)


class RelationKind(enum.StrEnum):
    """How one instrument stands to another, read from the first."""

    SUPERSEDES = "SUPERSEDES"
    CONTAINS = "CONTAINS"
    IMPLEMENTS = "IMPLEMENTS"
    ALIGNS_WITH = "ALIGNS_WITH"

    @property
    def label(self) -> str:
        return _RELATIONS[self][0]

    @property
    def inverse(self) -> str:
        """What the second is to the first."""
        return _RELATIONS[self][1]


_RELATIONS: Mapping[RelationKind, tuple[str, str]] = {
    RelationKind.SUPERSEDES: ("Supersedes", "Superseded by"),
    RelationKind.CONTAINS: ("Contains", "Contained in"),
    RelationKind.IMPLEMENTS: ("Implements", "Implemented by"),
    RelationKind.ALIGNS_WITH: ("Must align with", "Must align with"),
}


@dataclass(frozen=True)
class Near:
    """A day on which an instrument ends or is to be reviewed."""

    what: str
    on: dt.date

    def is_past(self, today: dt.date) -> bool:
        return self.on < today


def near(until: dt.date | None, review_on: dt.date | None, *, today: dt.date) -> list[Near]:
    """Return the end and the review that are within twelve months or past, earliest first."""
    limit = today + dt.timedelta(days=SOON)
    named = (("Review", review_on), ("End", until))
    found = [Near(what, day) for what, day in named if day is not None and day <= limit]
    return sorted(found, key=lambda one: (one.on, one.what))


def add_months(day: dt.date, months: int) -> dt.date:
    """Return the same day some months later, or the last day of a shorter month."""
    years, month = divmod(day.month - 1 + months, 12)
    year, month = day.year + years, month + 1
    first_after = dt.date(year + month // 12, month % 12 + 1, 1)
    return dt.date(year, month, min(day.day, (first_after - dt.timedelta(days=1)).day))
