"""
Rounds of returns: when one is late, when a partner is reminded, how many answered.
"""

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass

from saferboard.domain.states import UpdateState

_WAITING = frozenset({UpdateState.REQUESTED, UpdateState.SENT_BACK, UpdateState.NOT_PROVIDED})
DUE_AFTER = dt.timedelta(days=14)
"""How long after its quarter a round is due, where no earlier round says."""
RHYTHM = (-7, -1, 1, 7)
"""The days, counted from the due day, on which whoever has not sent is reminded."""


def is_late(
    state: UpdateState,
    *,
    due: dt.date | None,
    came: dt.date | None,
    on: dt.date,
    stated: bool = False,
) -> bool:
    """
    Return whether an account is late: it came after the due day, or that day is over and it
    has not come; or a paper `stated` that it was.

    What was never asked for, or was declined, is not late; nor is anything without a due day.
    """
    if stated:
        return True
    if due is None or state in (UpdateState.NOT_REQUESTED, UpdateState.DECLINED):
        return False
    if state in _WAITING:
        return on > due
    return came is not None and came > due


def next_due(due: dt.date | None, *, quarter_ends: dt.date, earlier_ended: dt.date) -> dt.date:
    """
    Return when a quarter's accounts are due: as long after its end as the last quarter's were.
    """
    return quarter_ends + (due - earlier_ended if due is not None else DUE_AFTER)


def reminder_due(rhythm: Sequence[int], *, due: dt.date, on: dt.date) -> int | None:
    """
    Return the reminder of a rhythm that falls on a day or fell last before it, or None.

    A reminder is named by its days from the due day; one missed is made good, once, by the
    latest, so that a machine that was off for a week does not send four.
    """
    past = [days for days in rhythm if due + dt.timedelta(days=days) <= on]
    return max(past, default=None)


@dataclass(frozen=True)
class Response:
    """How many were asked, and what came of it."""

    asked: int
    answered: int
    late: int
    declined: int
    not_provided: int

    @property
    def percent(self) -> int | None:
        """The share that answered, in whole percent; None where nobody was asked."""
        return round(100 * self.answered / self.asked) if self.asked else None


def response(states: Sequence[tuple[UpdateState, bool]]) -> Response:
    """Return the response of some accounts, each with its state and whether it is late."""
    asked = [(state, late) for state, late in states if state is not UpdateState.NOT_REQUESTED]
    return Response(
        asked=len(asked),
        answered=sum(state.answered for state, _ in asked),
        late=sum(late for _, late in asked),
        declined=sum(state is UpdateState.DECLINED for state, _ in asked),
        not_provided=sum(state is UpdateState.NOT_PROVIDED for state, _ in asked),
    )
