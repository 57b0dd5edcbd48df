"""
What is due by night: agreements that begin and end, and letters to whoever looks after them.
"""

import datetime as dt

from django.conf import settings

from saferboard.domain.jobs import Job
from saferboard.sharing.agreements import operations
from saferboard.ui.words import counted


def keep_agreements(at: dt.datetime) -> str:
    """Make live and end what is due, then write to owners whose review or end is near."""
    moved = operations.keep_the_calendar(at=at)
    told = operations.tell_owners(at=at, notices=settings.REVIEW_NOTICES)
    return f"{counted(moved, 'agreement')} begun or ended, {counted(told, 'letter')} to owners"


JOBS = (Job("agreements", "Begin and end agreements, and tell owners of reviews", keep_agreements),)
