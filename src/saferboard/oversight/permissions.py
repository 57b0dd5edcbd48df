"""
Who may ask who has looked at what.
"""

import datetime as dt

from saferboard.domain.refusals import Refusal
from saferboard.domain.rights import Right
from saferboard.ledger.operations import SYSTEM
from saferboard.partners.models import Actor
from saferboard.partners.permissions import refusal_without


def refusal_to_oversee(by: Actor, *, on: dt.date) -> Refusal | None:
    """Return why `by` may not see who has looked at what, or None; a command on the machine may."""
    return None if by == SYSTEM else refusal_without(by, Right.OVERSEE, on=on)
