"""
Whether a meeting is quorate now, by its body's rule.
"""

from dataclasses import dataclass

from saferboard.domain.quorums import read_quorum
from saferboard.domain.refusals import Refused
from saferboard.meetings.models import AttendanceState, Meeting
from saferboard.ui.words import counted


@dataclass(frozen=True)
class QuorumNow:
    """How many of how many are there, and how many are needed, if that is stated."""

    here: int
    seats: int
    needed: int | None

    @property
    def words(self) -> str:
        here = f"{counted(self.here, 'member')} of {self.seats} here"
        if self.needed is None:
            return f"{here}. The quorum is not stated."
        is_so = "Quorate" if self.here >= self.needed else "Not quorate"
        return f"{is_so}: {here}, {self.needed} needed."

    @property
    def tone(self) -> str:
        if self.needed is None:
            return "grey"
        return "green" if self.here >= self.needed else "red"

    @property
    def word(self) -> str:
        if self.needed is None:
            return "Not stated"
        return "Quorate" if self.here >= self.needed else "Not quorate"


def quorum_now(meeting: Meeting) -> QuorumNow:
    """
    Return the quorum of a meeting as it stands.

    A substitute fills the seat they came for; whoever left fills none.
    """
    seats = meeting.body.seats.count() or meeting.summonses.count()
    here = meeting.attendances.filter(
        state__in=[AttendanceState.PRESENT, AttendanceState.SUBSTITUTE], left__isnull=True
    ).count()
    try:
        rule = read_quorum(meeting.body.quorum)
    except Refused:
        rule = None
    return QuorumNow(here, seats, rule.needed(seats) if rule else None)
