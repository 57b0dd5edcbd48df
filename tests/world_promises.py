"""
What stands beside the commitments of the small world: a recommendation, and its date.
"""

import datetime as dt
from dataclasses import replace

from saferboard.domain.states import UndertakingState
from saferboard.domain.targets import read_target
from saferboard.plans.keeping.operations import (
    Assigned,
    UndertakingWritten,
    enter_undertaking,
    set_target,
)

LOCKS = UndertakingWritten(
    text="Fit better locks",
    review="night-protocol",
    commitment="W1.1",
    source="Paragraph 4",
    assigned=Assigned("housing-manager", ("homes",), ("total-burglary",)),
    target=read_target("Q2 2022/23"),
)


def keep_promises(*, by: str, at: dt.datetime, owner: str = "housing-manager") -> None:
    """Have a recommendation in hand, whose date was put off once."""
    written = replace(LOCKS, assigned=replace(LOCKS.assigned, owner=owner))
    made = enter_undertaking(written, state=UndertakingState.IN_HAND, by=by, at=at)
    reason = "No locksmith could be found."
    set_target(made, read_target("Q4 2022/23"), reason, by=by, at=at)
