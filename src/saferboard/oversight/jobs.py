"""
What is due by night: bringing yesterday's oddities to notice, and today's so far.
"""

import datetime as dt

from django.utils import timezone

from saferboard.domain.jobs import Job
from saferboard.ledger.operations import SYSTEM
from saferboard.oversight.operations import notice_oddities
from saferboard.ui.words import counted


def look_for_oddities(at: dt.datetime) -> str:
    """Bring to notice what was odd yesterday, and what is today so far."""
    today = timezone.localtime(at).date()
    days = (today - dt.timedelta(days=1), today)
    new = sum(notice_oddities(day, by=SYSTEM, at=at) for day in days)
    return f"{counted(new, 'notice')} new"


JOBS = (Job("oddities", "Bring odd patterns of looking to notice", look_for_oddities),)
