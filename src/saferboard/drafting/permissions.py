"""
Who may read a draft, who runs it, who writes a group's part, and who joins.
"""

import datetime as dt

from saferboard.domain.refusals import Refusal
from saferboard.domain.rights import Right
from saferboard.domain.states import DraftState
from saferboard.drafting.models import Draft, Group
from saferboard.ledger.operations import SYSTEM
from saferboard.partners.models import Actor, User
from saferboard.partners.permissions import (
    is_partner,
    refusal_to_read_for_partners,
    refusal_without,
    rights,
)


def refusal_to_read(user: User, *, on: dt.date) -> Refusal | None:
    """Return why `user` may not read a strategy while it is drafted, or None if they may."""
    return refusal_to_read_for_partners(user, on=on, what="A strategy that is being drafted")


def refusal_to_run(user: Actor, draft: Draft | None, *, on: dt.date) -> Refusal | None:
    """Return why `user` may not run the drafting: the head of community safety does."""
    if user != SYSTEM:
        refusal = refusal_without(user, Right.LEAD_STRATEGY, on=on, to="run the next strategy")
        if refusal is not None:
            return refusal
    return _refusal_once_adopted(draft)


def refusal_to_write(user: Actor, group: Group, *, on: dt.date) -> Refusal | None:
    """Return why `user` may not write a group's outputs: who joined it may, its lead, the head."""
    if user != SYSTEM and Right.LEAD_STRATEGY not in rights(user, on=on):
        held = set(user.posts(on=on).values_list("pk", flat=True)) if _known(user) else set()
        joined = set(group.volunteers.values_list("post_id", flat=True)) | {group.lead_id}
        if not held & joined:
            words = f"Only those who joined “{group.name}” may write what it puts forward."
            return Refusal("not-in-the-group", words)
    if group.draft.state != DraftState.SHAPING:
        return Refusal("not-shaped-now", "What groups put forward is closed to changes.")
    return None


def refusal_to_join(user: Actor, draft: Draft, *, on: dt.date) -> Refusal | None:
    """Return why `user` may not join a group: any partner of the board may, for their post."""
    if user != SYSTEM and not is_partner(user, on=on):
        return Refusal("not-a-partner", "Groups are for partners of the board. Ask the clerk.")
    return _refusal_once_adopted(draft)


def _refusal_once_adopted(draft: Draft | None) -> Refusal | None:
    if draft is not None and draft.state == DraftState.ADOPTED:
        return Refusal("adopted", "The strategy is adopted. What it came from stays as it was.")
    return None


def _known(user: User) -> bool:
    return bool(user.is_authenticated)
