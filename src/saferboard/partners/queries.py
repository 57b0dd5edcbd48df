"""
Asking about the partnership and who holds what.
"""

import datetime as dt
from dataclasses import dataclass

from saferboard.domain.rights import Right, Role, rights_of
from saferboard.partners.models import Organisation, Partnership, User


@dataclass(frozen=True)
class Self:
    """The person signed in: their name and the posts they hold today."""

    name: str
    username: str
    posts: tuple[str, ...]
    post_codes: tuple[str, ...]
    organisations: tuple[str, ...]
    roles: frozenset[Role]

    @property
    def rights(self) -> frozenset[Right]:
        return rights_of(self.roles)


def myself(user: User, *, on: dt.date) -> Self:
    """Return who an account's person is on a day."""
    posts = list(user.posts(on=on).select_related("organisation"))
    return Self(
        name=user.person.name,
        username=user.username,
        posts=tuple(post.title for post in posts),
        post_codes=tuple(post.code for post in posts),
        organisations=tuple(post.organisation.name for post in posts),
        roles=frozenset(Role(post.role) for post in posts if post.role),
    )


def partnership() -> Partnership | None:
    """Return the partnership, or None before it has been described."""
    return Partnership.objects.first()


def organisations() -> list[Organisation]:
    """Return every organisation, by name."""
    return list(Organisation.objects.order_by("name", "id"))
