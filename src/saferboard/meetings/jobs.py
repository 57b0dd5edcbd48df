"""
What is due of meetings: reminding those who sit.
"""

import datetime as dt

from saferboard.domain.jobs import Job
from saferboard.ledger.operations import SYSTEM
from saferboard.meetings.circulation.operations import remind_members
from saferboard.ui.words import counted


def remind(at: dt.datetime) -> str:
    """Remind the seats of meetings that are near, once each."""
    return f"{counted(remind_members(by=SYSTEM, at=at), 'reminder')} written"


JOBS = (Job("meeting-reminders", "Remind members of a meeting a week before it", remind),)
