"""
How far the making of a pack has come.
"""

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass

from saferboard.domain.states import MakingState
from saferboard.meetings.models import GivenPaper, Meeting
from saferboard.packs.models import Making

AT_ONCE = 20
"""Given pages up to which a pack is made while whoever asked waits: about a second."""
STILL_FOR = dt.timedelta(minutes=2)
"""A making that has not moved for so long has died with its process."""
UNDER_WAY = (MakingState.WAITING, MakingState.WORKING)


@dataclass(frozen=True)
class MakingSeen:
    state: MakingState
    done: int
    pages: int
    why: str
    is_still: bool

    @property
    def is_under_way(self) -> bool:
        return self.state in UNDER_WAY and not self.is_still


def pages_to_bind(meeting: Meeting, items: Sequence[str] = ()) -> int:
    """Return how many given pages a pack of the meeting, or of some of its items, would hold."""
    given = GivenPaper.objects.filter(item__meeting=meeting, replaced_at__isnull=True)
    if items:
        given = given.filter(item__number__in=items)
    return sum(len(shapes) for shapes in given.values_list("shapes", flat=True))


def latest(code: str, *, at: dt.datetime) -> MakingSeen | None:
    """Return the last making of a meeting's pack as it stands at a moment, or None."""
    found = Making.objects.filter(meeting__code=code).order_by("-id").first()
    if found is None:
        return None
    state = MakingState(found.state)
    is_still = state in UNDER_WAY and at - found.moved_at > STILL_FOR
    return MakingSeen(state, found.done, found.pages, found.why, is_still)
