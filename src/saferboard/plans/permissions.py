"""
Who may rewrite what a priority's paper says, who sets whose turn it is, and who keeps promises.
"""

import datetime as dt
from collections.abc import Collection

from saferboard.domain.refusals import Refusal
from saferboard.domain.rights import Right
from saferboard.ledger.operations import SYSTEM
from saferboard.partners.models import Actor, User
from saferboard.partners.permissions import (
    refusal_to_read_for_partners,
    refusal_without,
    rights,
)


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


def refusal_to_keep(user: Actor, *, posts: Collection[str], on: dt.date, to: str) -> Refusal | None:
    """
    Return why `user` may not change what is kept of a promise, or None if they may.

    The head of community safety may, and whoever holds one of `posts` (codes): the priority's
    lead, and the promise's own owner where it is theirs to say.
    """
    if isinstance(user, str) or Right.LEAD_STRATEGY in rights(user, on=on):
        return None
    named = [code for code in posts if code]
    if named and user.is_authenticated and user.posts(on=on).filter(code__in=named).exists():
        return None
    if not user.is_authenticated:
        return Refusal("signed-out", f"Sign in to {to}.")
    return Refusal(
        "not-yours-to-keep",
        f"Only the head of community safety and the posts it belongs to may {to}.",
    )


def refusal_to_read_undertakings(user: User, *, on: dt.date) -> Refusal | None:
    """
    Return why `user` may not read what reviews recommend, or None if they may.

    What a domestic homicide review recommends is not public before the Home Office agrees.
    """
    return refusal_to_read_for_partners(user, on=on, what="What reviews recommend")
