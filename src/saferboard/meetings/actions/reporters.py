"""
Who speaks of an action: somebody signed in, or whoever came with the link of a post's letter.
"""

import datetime as dt
from dataclasses import dataclass

from django.http import HttpRequest

from saferboard.letters.links import opened
from saferboard.meetings.sight import Reader
from saferboard.partners.models import Post, User


@dataclass(frozen=True)
class Reporter:
    """An account, or the post that a link was sent to."""

    user: Reader | None = None
    link_post: Post | None = None

    def posts(self, *, on: dt.date) -> list[Post]:
        """Return the posts they speak for on a day."""
        if isinstance(self.user, User) and self.user.is_active:
            return list(self.user.posts(on=on))
        return [self.link_post] if self.link_post else []

    @property
    def by_link(self) -> bool:
        return self.link_post is not None


def reporter(request: HttpRequest, *, at: dt.datetime) -> Reporter:
    """Return who asks: an account that is signed in, else the post whose link was opened here."""
    if request.user.is_authenticated:
        return Reporter(user=request.user)
    link = opened(request, "actions", at=at)
    return Reporter(user=request.user, link_post=link.post if link else None)
