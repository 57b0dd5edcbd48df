"""
Who was asked for a priority's updates and what came, quarter by quarter: silence is printed too.
"""

import datetime as dt
from collections.abc import Sequence

from saferboard.domain.periods import Quarter
from saferboard.domain.returns import Response, response
from saferboard.domain.states import UpdateState
from saferboard.returns.queries import UpdateSeen
from saferboard.ui.words import counted, listed


def words(updates: Sequence[UpdateSeen], *, on: dt.date) -> str:
    """Return the response of each quarter, each with what was asked for and has not come."""
    by_quarter: dict[Quarter, list[UpdateSeen]] = {}
    for update in updates:
        by_quarter.setdefault(update.quarter, []).append(update)
    return " ".join(_quarter(quarter, held, on) for quarter, held in by_quarter.items())


def _quarter(quarter: Quarter, held: list[UpdateSeen], on: dt.date) -> str:
    told = response([(u.state, u.is_late(on)) for u in held])
    said = f"Updates for {quarter.label}: {_response(told, not_asked=len(held) - told.asked)}"
    missing = [_missing(u, on=on) for u in held if _is_missing(u)]
    return f"{said} Not received: {'; '.join(missing)}." if missing else said


def _response(told: Response, *, not_asked: int) -> str:
    if told.percent is None:
        return f"nothing was asked for ({counted(not_asked, 'update')} not requested)."
    also = [
        f"{count} {word}"
        for count, word in (
            (told.late, "late"),
            (told.declined, "declined"),
            (told.not_provided, "not provided"),
            (not_asked, "not requested"),
        )
        if count
    ]
    said = f"{told.answered} of {told.asked} asked for came ({told.percent}%)"
    return f"{said}; {listed(also)}." if also else f"{said}."


def _is_missing(update: UpdateSeen) -> bool:
    return update.state is not UpdateState.NOT_REQUESTED and not update.state.answered


def _missing(update: UpdateSeen, *, on: dt.date) -> str:
    who = update.asked or update.contributor
    words = f"{update.about}, {who}" if who else update.about
    late = ", late" if update.is_late(on) else ""
    return f"{words} ({update.state.label}{late})"
