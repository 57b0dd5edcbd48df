"""
Requests for information from one partner to another: where each stands, and its clock.
"""

import datetime as dt
import enum
from collections.abc import Set

from saferboard.domain.working_days import working_days_after


class RequestState(enum.StrEnum):
    ASKED = "ASKED"
    ANSWERED = "ANSWERED"
    REFUSED = "REFUSED"
    WITHDRAWN = "WITHDRAWN"

    @property
    def label(self) -> str:
        return self.value.capitalize()


REQUEST_MOVES: dict[RequestState, frozenset[RequestState]] = {
    RequestState.ASKED: frozenset(
        {RequestState.ANSWERED, RequestState.REFUSED, RequestState.WITHDRAWN}
    ),
    # What was given was given: a second thought is another request.
    RequestState.ANSWERED: frozenset(),
    RequestState.REFUSED: frozenset(),
    RequestState.WITHDRAWN: frozenset(),
}


def due_on(asked_on: dt.date, working_days: int, holidays: Set[dt.date]) -> dt.date:
    """Return the last day to answer: the day of asking is not counted."""
    return working_days_after(asked_on, working_days, holidays)


def is_overdue(state: RequestState, due: dt.date, *, on: dt.date) -> bool:
    """Return whether an answer is still owed and its last day has passed."""
    return state is RequestState.ASKED and on > due
