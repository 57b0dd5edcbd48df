"""
What is due of search: whatever was brought in or taken out past the operations.
"""

import datetime as dt

from saferboard.domain.jobs import Job
from saferboard.search.operations import level
from saferboard.ui.words import counted


def put_right(at: dt.datetime) -> str:
    """Copy what search cannot find yet, and drop the copies of what is gone."""
    added, dropped = level()
    return f"{counted(added, 'thing')} copied, {dropped} dropped"


JOBS = (Job("search", "Put right what search can find", put_right),)
