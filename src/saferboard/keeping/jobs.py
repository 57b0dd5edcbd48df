"""
What is due by night: listing records whose term is over, and deleting those approved.
"""

import datetime as dt

from saferboard.domain.jobs import Job
from saferboard.keeping import operations
from saferboard.ledger.operations import SYSTEM
from saferboard.ui.words import counted


def see_to_terms(at: dt.datetime) -> str:
    """Delete what was approved, then list what has newly fallen due."""
    deleted = operations.delete_approved(by=SYSTEM, at=at)
    listed = operations.list_due(by=SYSTEM, at=at)
    return f"{counted(deleted, 'record')} deleted, {listed} newly due"


JOBS = (Job("retention", "Delete approved records and list those due", see_to_terms),)
