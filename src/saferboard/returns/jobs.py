"""
What is due of returns: reminding whoever has not sent, and telling whoever asked.
"""

import datetime as dt

from saferboard.domain.jobs import Job
from saferboard.ledger.operations import SYSTEM
from saferboard.returns.rounds.reminding import remind
from saferboard.ui.words import counted


def run(at: dt.datetime) -> str:
    """Remind by each open round's rhythm, once for each of its days."""
    return f"{counted(remind(by=SYSTEM, at=at), 'reminder')} written"


JOBS = (Job("returns", "Remind posts of updates that have not come", run),)
