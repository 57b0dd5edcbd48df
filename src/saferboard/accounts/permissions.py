"""
Who manages accounts, and who needs a second factor.
"""

import datetime as dt

from saferboard.domain.refusals import Refusal
from saferboard.domain.rights import Right
from saferboard.partners import answers
from saferboard.partners.models import Actor, User
from saferboard.partners.permissions import refusal_without, rights


def refusal_to_manage(user: Actor, *, on: dt.date) -> Refusal | None:
    """Return why `user` may not open accounts and fill posts, or None if they may."""
    if not isinstance(user, str):
        return refusal_without(user, Right.MANAGE_ACCOUNTS, on=on)
    return None


def refusal_to_close(user: Actor, account: User, *, on: dt.date) -> Refusal | None:
    """
    Return why `user` may not close an account, or None if they may.

    Nobody closes their own: the last administrator would lock everybody out.
    """
    if user == account:
        return Refusal("ones-own", "You cannot close your own account. Ask another administrator.")
    return refusal_to_manage(user, on=on)


def needs_second_factor(user: User, *, on: dt.date) -> bool:
    """Return whether an account may do, or come to see, what a password alone must not open."""
    return any(right.needs_second_factor for right in rights(user, on=on)) or (
        answers.sees_restricted(user, on=on)
    )
