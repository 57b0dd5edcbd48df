"""
RAG statuses: two languages, one scale.

Leads write "Achieved and continues" for one priority and "Green" for another.  Both are
kept as written and both are read on one scale, so that a board can count them.
"""

import enum
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Protocol, TypeVar

from saferboard.domain.chance import Likelihood
from saferboard.domain.periods import Quarter


class Standing(enum.StrEnum):
    """The one scale every status is read on, best first."""

    DONE = "DONE"
    ON_TRACK = "ON_TRACK"
    AT_RISK = "AT_RISK"
    OFF_TRACK = "OFF_TRACK"

    @property
    def label(self) -> str:
        return {
            Standing.DONE: "Done",
            Standing.ON_TRACK: "On track",
            Standing.AT_RISK: "At risk",
            Standing.OFF_TRACK: "Off track",
        }[self]


class Status(enum.StrEnum):
    """A status as a lead declares it.  The code is stored, never the label."""

    ACHIEVED = "ACHIEVED"
    ACHIEVED_CONTINUES = "ACHIEVED_CONTINUES"
    ACHIEVED_ONGOING = "ACHIEVED_ONGOING"
    IN_PROCESS = "IN_PROCESS"
    GREEN = "GREEN"
    AMBER = "AMBER"
    RED = "RED"

    @property
    def label(self) -> str:
        return SCALE[self].label

    @property
    def standing(self) -> Standing:
        return SCALE[self].standing

    @property
    def tone(self) -> str:
        """The colour that goes with the word: green, amber, red or blue."""
        return SCALE[self].tone


@dataclass(frozen=True)
class Step:
    """One word of a scale: what is printed, where it stands, the colour beside it."""

    label: str
    standing: Standing
    tone: str


SCALE: dict[Status, Step] = {
    Status.ACHIEVED: Step("Achieved", Standing.DONE, "blue"),
    Status.ACHIEVED_CONTINUES: Step("Achieved and continues", Standing.DONE, "blue"),
    Status.ACHIEVED_ONGOING: Step("Achieved and ongoing", Standing.DONE, "blue"),
    Status.IN_PROCESS: Step("In process", Standing.AT_RISK, "amber"),
    Status.GREEN: Step("Green", Standing.ON_TRACK, "green"),
    Status.AMBER: Step("Amber", Standing.AT_RISK, "amber"),
    Status.RED: Step("Red", Standing.OFF_TRACK, "red"),
}
"""Every status there is.  Where each stands on the one scale is docs/adr/0006."""

NOT_STATED = "not stated"
"""What is shown for a commitment whose paper gives no status: never a colour."""


@dataclass(frozen=True)
class Scale:
    """One language of statuses: its name, and its words, best first."""

    title: str
    statuses: tuple[Status, ...]


SCALES: dict[str, Scale] = {
    "achieved": Scale(
        "Achieved, or in process",
        (
            Status.ACHIEVED,
            Status.ACHIEVED_CONTINUES,
            Status.ACHIEVED_ONGOING,
            Status.IN_PROCESS,
        ),
    ),
    "rag": Scale("Red, amber, green", (Status.GREEN, Status.AMBER, Status.RED)),
}
"""The languages there are; a priority is rated in one of them, or in any where it names none."""


def words_of(scale: str) -> tuple[Status, ...]:
    """Return the statuses that a scale has; every status where no scale is named."""
    return SCALES[scale].statuses if scale in SCALES else tuple(Status)


class Rated(Protocol):
    """A status as it is kept: the quarter it was for, and the side of the promise it is of."""

    @property
    def quarter(self) -> str: ...
    @property
    def facet(self) -> str: ...


R = TypeVar("R", bound=Rated)


def standing_of(ratings: Sequence[R]) -> tuple[R, ...]:
    """
    Return the statuses that hold: of the whole, or the latest of each side.

    A status of the whole takes the place of what its sides had before, and the other way round.
    Quarters are written so that they sort, and of one quarter the one declared later holds.
    """
    holding: dict[str, R] = {}
    for rating in sorted(ratings, key=lambda one: one.quarter):
        if not rating.facet:
            holding.clear()
        holding.pop("", None)
        holding.pop(rating.facet, None)
        holding[rating.facet] = rating
    return tuple(holding.values())


def is_old(quarter: Quarter, *, as_at: Quarter) -> bool:
    """Return whether a status is of an earlier quarter than the one a board hears now."""
    return quarter < as_at


@dataclass(frozen=True)
class Suggested:
    """What a measure suggests beside what a lead declares: a standing, or why there is none."""

    standing: Standing | None
    because: str


def suggested(change: float | None, likelihood: Likelihood | None, better: str) -> Suggested:
    """
    Return what a change of a measure suggests; `better` is the way it should go.

    A change that could well be chance suggests neither that things go well nor that they do not.
    """
    if better not in ("up", "down"):
        return Suggested(None, "neither more nor fewer is better by itself")
    if change is None:
        return Suggested(None, "there is no change to go by")
    if likelihood is None:
        return Suggested(None, "its chance cannot be reckoned")
    if likelihood is Likelihood.COULD_BE_CHANCE or change == 0:
        return Suggested(Standing.AT_RISK, "no change that could not be chance")
    if (change > 0) == (better == "up"):
        return Suggested(Standing.ON_TRACK, "it goes the right way, by more than chance")
    return Suggested(Standing.OFF_TRACK, "it goes the wrong way, by more than chance")
