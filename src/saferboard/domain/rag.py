"""
RAG statuses: two languages, one scale.

Leads write "Achieved and continues" for one priority and "Green" for another.  Both are
kept as written and both are read on one scale, so that a board can count them.
"""

import enum
from dataclasses import dataclass


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
