"""
Who may fill a sheet in, who may read what stands in it, and who judges it.
"""

import datetime as dt

from saferboard.domain.refusals import Refusal
from saferboard.domain.rights import Right, Role
from saferboard.partners.models import Organisation, User
from saferboard.partners.permissions import (
    refusal_to_read_for_partners,
    refusal_without,
    rights,
)
from saferboard.sheets.models import Version


def refusal_to_read(user: User, *, on: dt.date) -> Refusal | None:
    """Return why `user` may not see who sent what, or None if they may."""
    return refusal_to_read_for_partners(user, on=on, what="What partners send")


def refusal_to_fill(user: User, organisation: Organisation, *, on: dt.date) -> Refusal | None:
    """Return why `user` may not fill in a sheet of a partner, or None if they may."""
    if refused := refusal_to_read(user, on=on):
        return refused
    if organisation.pk in organisations(user, on=on):
        return None
    words = f"Only somebody of {organisation.name} may fill this in. Ask them to do it."
    return Refusal("not-your-organisation", words)


def organisations(user: User, *, on: dt.date) -> frozenset[int]:
    """Return the organisations for which a person, by a post they hold, is a partner that day."""
    if not user.is_authenticated or not user.is_active:
        return frozenset()
    return frozenset(
        post.organisation_id
        for post in user.posts(on=on)
        if post.role and Right.READ_PARTNERS in Role(post.role).rights
    )


def refusal_to_judge(user: User, *, on: dt.date, version: Version | None = None) -> Refusal | None:
    """Return why `user` may not ask for, accept or send back a sheet, or None if they may."""
    if refused := refusal_without(user, Right.KEEP_FIGURES, on=on, to="judge what partners send"):
        return refused
    if version is not None and version.by == user.ledger_name:
        return Refusal("own-return", "You sent this yourself. Ask somebody else to judge it.")
    return None


def sees_all(user: User, organisation: int, *, on: dt.date) -> bool:
    """Whether `user` sees every figure of a return, whatever may be shown to others."""
    return organisation in organisations(user, on=on) or Right.KEEP_FIGURES in rights(user, on=on)
