"""
Who may ask for returns, see who has sent what, and answer for a post.
"""

import datetime as dt

from saferboard.domain.refusals import Refusal
from saferboard.domain.rights import Right
from saferboard.ledger.operations import SYSTEM
from saferboard.partners.models import Actor, Post, User
from saferboard.partners.permissions import (
    is_partner,
    refusal_to_read_for_partners,
    refusal_without,
)
from saferboard.returns.queries import RoundHead


def refusal_to_ask(user: Actor, *, on: dt.date) -> Refusal | None:
    """Return why `user` may not open a round or judge what came, or None if they may."""
    if user == SYSTEM:
        return None
    return refusal_without(
        user, Right.LEAD_STRATEGY, on=on, to="ask for updates and judge what comes"
    )


def refusal_to_see_who_sent(user: User, *, on: dt.date) -> Refusal | None:
    """Return why `user` may not see who has sent what, or None if they may."""
    return refusal_to_read_for_partners(user, on=on, what="Who has sent what")


def refusal_to_answer_for(user: User, post: Post, *, on: dt.date) -> Refusal | None:
    """
    Return why `user` may not answer what a post is asked, or None if they may.

    Its holder may, and a colleague: whoever reads what is for partners by a post of the same
    organisation.  Whoever leads the strategy may, for somebody who answered by telephone.
    """
    if refusal_to_ask(user, on=on) is None:
        return None
    mine = user.posts(on=on) if user.is_authenticated else Post.objects.none()
    if mine.filter(pk=post.pk).exists():
        return None
    if mine.filter(organisation=post.organisation_id).exists() and is_partner(user, on=on):
        return None
    if not user.is_authenticated:
        words = "Sign in, or open this page with the link in your letter."
        return Refusal("signed-out", words)
    return Refusal(
        "not-your-list",
        f"This list is for the {post.title} and colleagues in {post.organisation.name}."
        " Ask them, or whoever asked for the updates.",
    )


def refusal_while(found: RoundHead) -> Refusal | None:
    """Return why a round takes no answers, or None if it does."""
    if found.is_open:
        return None
    quarter = found.quarter.label
    if found.closed_at is not None:
        words = f"The round for {quarter} was closed. Ask whoever asked for the updates to open it."
        return Refusal("round-closed", words)
    return Refusal("never-open", f"The round for {quarter} was read from papers and takes nothing.")
