"""
Who may add a measure, and who may check one.
"""

import datetime as dt

from saferboard.domain.refusals import Refusal
from saferboard.domain.rights import Right, Role
from saferboard.partners.models import Post, User
from saferboard.partners.permissions import refusal_without


def refusal_to_add(user: User, *, on: dt.date) -> Refusal | None:
    """Return why `user` may not add a measure, or None if they may."""
    return refusal_without(user, Right.KEEP_FIGURES, on=on, to="add and check measures")


def refusal_to_check(
    user: User, *, author: int | None, written_by: str, checked: bool, on: dt.date
) -> Refusal | None:
    """
    Return why `user` may not check a measure, or None if they may.

    `author` is the person who wrote it and `written_by` the post: neither may check it.
    """
    if refused := refusal_to_add(user, on=on):
        return refused
    if checked:
        return Refusal("checked", "Somebody has checked this definition already.")
    if author is not None and user.person_id == author:
        return Refusal("own-measure", "You wrote this definition. Ask somebody else to check it.")
    if post_keeping_figures(user, on=on) == written_by:
        return Refusal(
            "same-post", "Your post wrote this definition. Ask the holder of another to check it."
        )
    return None


def post_keeping_figures(user: User, *, on: dt.date) -> str:
    """Return the code of the first post by which `user` keeps figures that day, or nothing."""
    held: list[Post] = list(user.posts(on=on))
    for post in held:
        if post.role and Right.KEEP_FIGURES in Role(post.role).rights:
            return post.code
    return ""
