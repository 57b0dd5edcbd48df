"""
What is due of meetings: reminding those who sit, and those who were asked to act.
"""

import datetime as dt

from saferboard.domain.jobs import Job
from saferboard.ledger.operations import SYSTEM
from saferboard.meetings.actions.telling.operations import remind_owners
from saferboard.meetings.circulation.operations import remind_members
from saferboard.ui.words import counted


def remind(at: dt.datetime) -> str:
    """Remind the seats of meetings that are near, once each."""
    return f"{counted(remind_members(by=SYSTEM, at=at), 'reminder')} written"


def remind_of_actions(at: dt.datetime) -> str:
    """Write to owners of what is near or overdue, one letter a week for all of it."""
    return f"{counted(remind_owners(by=SYSTEM, at=at), 'letter')} written"


JOBS = (
    Job("meeting-reminders", "Remind members of a meeting a week before it", remind),
    Job("action-reminders", "Remind owners of actions near or overdue", remind_of_actions),
)
