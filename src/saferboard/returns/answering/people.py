"""
Whose list it is, and who came to answer it: by an account, or by the link in a letter.
"""

import datetime as dt
from dataclasses import dataclass

from saferboard.domain.refusals import Refused
from saferboard.letters.operations import BY_LINK
from saferboard.partners.models import Actor, Post, User, ledger_name
from saferboard.returns.permissions import refusal_to_answer_for
from saferboard.returns.queries import RoundHead, round_at

BY_REPLY = "reply"
"""Whoever sends a filled template by mail: known to the ledger by the post that is asked."""


@dataclass(frozen=True)
class Giver:
    """Who answers, as the ledger names them, and the post they answer for."""

    hand: Actor | str
    post: str

    @property
    def name(self) -> str:
        return ledger_name(self.hand)

    def in_ledger(self) -> dict[str, Actor | str]:
        """An account's own posts are taken from it; a link or a reply is known by its post."""
        return {"by": self.hand, "post": self.post if self.hand in (BY_LINK, BY_REPLY) else ""}


@dataclass(frozen=True)
class Asked:
    """One post's list in one round.  `ref` is its place in addresses and in its link."""

    head: RoundHead
    post: Post

    @property
    def ref(self) -> str:
        return self.head.list_of(self.post.code)


def asked_at(ref: str) -> Asked | None:
    """Return the list at an address, `2022-23-q2.strategy.post`, or None."""
    address, _, code = ref.rpartition(".")
    head = round_at(address) if "." in address else None
    post = Post.objects.select_related("organisation").filter(code=code).first()
    if head is None or post is None or head.opened_at is None:
        return None
    return Asked(head, post)


def giver_of(user: User, asked: Asked, *, by_link: bool, on: dt.date) -> Giver:
    """
    Return who answers a list: the account, or else whoever came by the post's own link.

    :raises Refused: if neither may.
    """
    refusal = refusal_to_answer_for(user, asked.post, on=on)
    if refusal is None:
        return Giver(user, asked.post.code)
    if by_link:
        return Giver(BY_LINK, asked.post.code)
    raise Refused(refusal)


def colleagues(asked: Asked, *, on: dt.date) -> list[Post]:
    """Return the other posts of the organisation that somebody with an address holds."""
    others = Post.objects.select_related("organisation").filter(
        organisation=asked.post.organisation_id,
        holdings__since__lte=on,
        holdings__person__account__is_active=True,
    )
    held = others.exclude(pk=asked.post.pk).exclude(holdings__until__lt=on)
    return list(held.order_by("title", "id").distinct())
