"""
Who may rewrite what a priority's paper says, and who sets whose turn it is.
"""

import datetime as dt

from saferboard.domain.refusals import Refusal
from saferboard.domain.rights import Right
from saferboard.ledger.operations import SYSTEM
from saferboard.partners.models import Actor, User
from saferboard.partners.permissions import refusal_without, rights


def refusal_to_rewrite(user: User, *, owner: str, on: dt.date) -> Refusal | None:
    """
    Return why `user` may not rewrite a text, or None if they may.

    The post that owns it may (`owner` is its code, or empty), the head of community safety,
    and the clerk.
    """
    if not user.is_authenticated:
        return Refusal("signed-out", "Sign in to correct this text.")
    if Right.WRITE_PAPERS in rights(user, on=on):
        return None
    if owner and user.posts(on=on).filter(code=owner).exists():
        return None
    return Refusal(
        "not-your-text",
        "Only the post that owns this text, the head of community safety or the clerk may"
        " correct it.",
    )


def refusal_to_rotate(user: Actor, *, on: dt.date) -> Refusal | None:
    """Return why `user` may not set whose turn it is, or None: head, clerk and system may."""
    if user == SYSTEM or Right.BIND_PACKS in rights(user, on=on):
        return None
    return refusal_without(user, Right.LEAD_STRATEGY, on=on, to="set whose turn it is")
