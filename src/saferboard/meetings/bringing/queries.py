"""
Past papers that wait, and what is needed to look through one.
"""

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from django.utils import timezone

from saferboard.bodies.models import Body
from saferboard.domain.minuting import MinutesState
from saferboard.meetings.bringing.parts import papers_of
from saferboard.meetings.models import BroughtIn, MinuteBook
from saferboard.meetings.owners import Posts
from saferboard.meetings.taking.permissions import bodies_to_take
from saferboard.papers.actions import owner_parts
from saferboard.papers.model import PastPaper, Person
from saferboard.partners.models import Post, User


def waiting(user: User, *, on: dt.date) -> list[BroughtIn]:
    """Return the past papers that wait to be kept, of the bodies whose minutes `user` takes."""
    held = BroughtIn.objects.filter(done_at=None, body__in=bodies_to_take(user, on=on))
    return list(held.select_related("body", "by__person", "changed_by__person").defer("reading"))


def minuted_already(paper: PastPaper, body: Body) -> list[dt.date]:
    """Return the days of a past paper whose meetings have minutes that were closed or kept."""
    days = {one.sitting.date for one in papers_of(paper) if one.minutes}
    books = MinuteBook.objects.exclude(state=MinutesState.TAKING).filter(meeting__body=body)
    starts = books.order_by("meeting__starts").values_list("meeting__starts", flat=True)
    held = [timezone.localtime(when).date() for when in starts]
    return sorted({day for day in held if day in days})


@dataclass(frozen=True)
class NameRead:
    """A name or initials that a past paper gives somebody who owns or presents something."""

    name: str
    read: str
    """The post they are taken to mean, as its code; nothing where no one post fits."""


def names_in(paper: PastPaper, body: Body, chosen: Mapping[str, str]) -> list[NameRead]:
    """Return everyone who owns or presents anything, as read, before any post was chosen."""
    posts = Posts(body)
    found: dict[str, str] = {}
    for one in papers_of(paper):
        people = one.attendance.everyone
        for owner in owners_in(one):
            found.setdefault(owner, posts.of_words(owner, people))
        for person in presenters_in(one):
            found.setdefault(person.name or person.post, posts.of_person(person))
    for name in chosen:
        found.setdefault(name, "")
    return [NameRead(name, found[name]) for name in sorted(found, key=str.casefold)]


def owners_in(paper: PastPaper) -> list[str]:
    """Return the owners of actions and matters, each as printed."""
    found = [part for one in paper.actions for part in owner_parts(one.owner) or [one.owner]]
    found += [matter.owner for matter in paper.matters]
    return [one for one in found if one and not one.casefold().startswith("all")]


def presenters_in(paper: PastPaper) -> Sequence[Person]:
    people = [person for item in paper.agenda for person in item.presenters]
    return [person for person in people if person.name or person.post]


def post_labels() -> dict[str, str]:
    """Return every post's title and organisation by its code, in the order of reading."""
    posts = Post.objects.select_related("organisation").order_by(
        "organisation__name", "title", "id"
    )
    return {post.code: f"{post.title}, {post.organisation.name}" for post in posts}
