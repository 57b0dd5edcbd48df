"""
Who may do a thing, by the rights of the posts they hold that day.
"""

import datetime as dt

from saferboard.domain.refusals import Refusal
from saferboard.domain.rights import Right, Role, holders, rights_of
from saferboard.partners.models import User

NAMED_TO_ASK = 3
"""How many roles a refusal names before it says “and others”."""


def roles(user: User, *, on: dt.date) -> frozenset[Role]:
    """Return the roles of the posts an account's person holds on a day; none if signed out."""
    if not user.is_authenticated or not user.is_active:
        return frozenset()
    return frozenset(
        Role(role) for role in user.posts(on=on).values_list("role", flat=True) if role
    )


def rights(user: User, *, on: dt.date) -> frozenset[Right]:
    """Return what an account's person may do on a day, by every post they hold."""
    return rights_of(roles(user, on=on))


def is_partner(user: User, *, on: dt.date) -> bool:
    """Return whether an account may read what is for partners of the board on a day."""
    return Right.READ_PARTNERS in rights(user, on=on)


def refusal_without(user: User, right: Right, *, on: dt.date, to: str = "") -> Refusal | None:
    """
    Return why `user` may not do what `right` allows, or None if they may.

    `to` names the thing if it is narrower than the right's own words; the refusal says whose
    post it is, so that the person knows whom to ask.
    """
    if right in rights(user, on=on):
        return None
    thing, who = to or right.label, _who(right)
    if not user.is_authenticated:
        return Refusal("signed-out", f"Sign in as the {who} to {thing}.")
    return Refusal("not-your-post", f"Only the {who} may {thing}. Ask them to do it.")


def refusal_to_read_for_partners(user: User, *, on: dt.date, what: str = "") -> Refusal | None:
    """Return why `user` may not read what is for partners of the board, or None if they may."""
    if is_partner(user, on=on):
        return None
    thing = what or "This"
    if not user.is_authenticated:
        return Refusal("signed-out", f"{thing} is for partners of the board. Sign in to read it.")
    return Refusal(
        "not-a-partner",
        f"{thing} is for partners of the board, and no post you hold today is one."
        " Ask the clerk to the board.",
    )


def _who(right: Right) -> str:
    named = [role.label[0].lower() + role.label[1:] for role in holders(right)]
    if len(named) > NAMED_TO_ASK:
        return ", the ".join(named[:NAMED_TO_ASK]) + " or others with that right"
    return " or the ".join(named)
