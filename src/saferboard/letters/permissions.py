"""
Who may read the outbox, and stop or repeat what is in it.
"""

import datetime as dt

from saferboard.domain.refusals import Refusal
from saferboard.domain.rights import Right
from saferboard.ledger.operations import SYSTEM
from saferboard.partners.models import Actor
from saferboard.partners.permissions import refusal_without


def refusal_to_read_letters(user: Actor, *, on: dt.date) -> Refusal | None:
    """Return why `user` may not read the outbox, or None if they may; the system may."""
    if user == SYSTEM:
        return None
    return refusal_without(user, Right.READ_LETTERS, on=on)


def refusal_to_handle_letters(user: Actor, *, on: dt.date) -> Refusal | None:
    """Return why `user` may not send a letter again or cancel it, or None if they may."""
    if user == SYSTEM:
        return None
    return refusal_without(user, Right.READ_LETTERS, on=on, to="send a letter again or cancel it")
