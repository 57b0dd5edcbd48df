"""
Who may do a thing, by the roles of the posts they hold.
"""

import datetime as dt

from saferboard.domain.refusals import Refusal
from saferboard.partners.models import Role, User


def roles(user: User, *, on: dt.date) -> frozenset[Role]:
    """Return the roles of the posts an account's person holds on a day; none if signed out."""
    if not user.is_authenticated or not user.is_active:
        return frozenset()
    return frozenset(
        Role(role) for role in user.posts(on=on).values_list("role", flat=True) if role
    )


def refusal_without_role(user: User, *needed: Role, on: dt.date, to: str) -> Refusal | None:
    """Return why `user` may not do the thing named in `to`, or None if one of the roles fits."""
    if roles(user, on=on) & set(needed):
        return None
    who = " or the ".join(role.label.lower() for role in needed)
    if not user.is_authenticated:
        return Refusal("signed-out", f"Sign in as the {who} to {to}.")
    return Refusal("not-your-post", f"Only the {who} may {to}. Ask them to do it.")
