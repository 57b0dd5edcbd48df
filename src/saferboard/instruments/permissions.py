"""
Who may read an instrument's files, and who may keep the library.
"""

import datetime as dt

from saferboard.domain.refusals import Refusal
from saferboard.domain.rights import Right
from saferboard.ledger.operations import SYSTEM
from saferboard.partners.models import Actor, User
from saferboard.partners.permissions import refusal_to_read_for_partners, refusal_without


def refusal_to_read_files(user: User, *, on: dt.date) -> Refusal | None:
    """Return why `user` may not open the text of an instrument, or None if they may."""
    return refusal_to_read_for_partners(user, on=on, what="The text of an instrument")


def refusal_to_keep(user: Actor, *, on: dt.date) -> Refusal | None:
    """Return why `user` may not enter or change an instrument, or None if they may."""
    if user == SYSTEM:
        return None
    return refusal_without(user, Right.WRITE_PAPERS, on=on, to="keep the library of plans")
