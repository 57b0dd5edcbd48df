"""
Who may read what was done.
"""

import datetime as dt

from saferboard.domain.refusals import Refusal
from saferboard.partners.models import Role, User
from saferboard.partners.permissions import refusal_without_role


def refusal_to_read_ledger(user: User, *, on: dt.date) -> Refusal | None:
    """Return why `user` may not read the ledger, or None if they may."""
    return refusal_without_role(user, Role.CLERK, Role.HEAD, on=on, to="read the ledger")
