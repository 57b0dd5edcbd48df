"""
Who may read what was done.
"""

import datetime as dt

from saferboard.domain.refusals import Refusal
from saferboard.domain.rights import Right
from saferboard.partners.models import User
from saferboard.partners.permissions import refusal_without


def refusal_to_read_ledger(user: User, *, on: dt.date) -> Refusal | None:
    """Return why `user` may not read the ledger, or None if they may."""
    return refusal_without(user, Right.READ_LEDGER, on=on)
