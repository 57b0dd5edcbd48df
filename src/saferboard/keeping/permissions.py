"""
Who may see to how long records are kept and to what people ask about their own.
"""

import datetime as dt

from saferboard.domain.refusals import Refusal
from saferboard.domain.rights import Right
from saferboard.ledger.operations import SYSTEM
from saferboard.partners.models import Actor, User
from saferboard.partners.permissions import refusal_without


def refusal_to_keep(user: User, *, on: dt.date) -> Refusal | None:
    """Return why `user` may not see to retention and people's requests, or None if they may."""
    return refusal_without(
        user, Right.OVERSEE, on=on, to="see to how long records are kept and what people ask"
    )


def refusal_to_delete(by: Actor, *, on: dt.date) -> Refusal | None:
    """Return why `by` may not delete what was approved, or None; the nightly tick may."""
    return None if by == SYSTEM else refusal_to_keep(by, on=on)
