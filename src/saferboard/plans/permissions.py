"""
Who may rewrite what a priority's paper says.
"""

import datetime as dt

from saferboard.domain.refusals import Refusal
from saferboard.domain.rights import Right
from saferboard.partners.models import User
from saferboard.partners.permissions import rights


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
