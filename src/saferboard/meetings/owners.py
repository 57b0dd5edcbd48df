"""
Finding the post that a past paper means by a name, initials or a title.

A post is found only where one fits and no other: what a paper does not say is not made up.
"""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from saferboard.bodies.models import Body, SeatRole
from saferboard.meetings.models import Presenter, Summons
from saferboard.papers.actions import fits, owner_parts
from saferboard.papers.model import Person
from saferboard.papers.people import is_initials, is_name, same_person
from saferboard.partners.models import Holding, Post, Role

_SMALL = {"the", "of", "for", "and", "service", "services", "lead"}
_ALIKE = 0.8
_CHAIR = re.compile(r"(?:the\s+)?(?P<vice>vice[- ]?|deputy )?chair(?:man|person|woman)?\.?$", re.I)
_CLERK = re.compile(r"(?:the\s+)?(?:clerk|secretary|secretariat|minute[- ]taker)\.?$", re.I)


@dataclass(frozen=True)
class _Known:
    code: str
    words: frozenset[str]


class Posts:
    """
    The posts known here, and who was printed with which.

    `chosen` are posts that a person chose, by the words of a paper; an empty one is none.
    """

    def __init__(self, body: Body, chosen: Mapping[str, str] | None = None) -> None:
        self._chosen = dict(chosen or {})
        posts = list(Post.objects.select_related("organisation").order_by("id"))
        self._titles = [_Known(post.code, _words(post.title)) for post in posts]
        self._organisations = {
            word.upper()
            for post in posts
            for word in (post.organisation.short, post.organisation.code)
            if word
        }
        self._clerks = [post.code for post in posts if post.role == Role.CLERK]
        self._seats = {seat.role: seat.post.code for seat in body.seats.select_related("post")}
        self._named = _printed_names()

    def of_person(self, person: Person) -> str:
        """Return the code of the post a person printed in a paper holds, or nothing."""
        if (said := person.name or person.post) in self._chosen:
            return self._chosen[said]
        by_name = {code for name, code in self._named if same_person(name, person.name)}
        if len(by_name) == 1:
            return by_name.pop()
        by_title = self._of_title(person.post) if person.post else ""
        if by_title or person.name:
            return by_title
        return self.of_words(person.post, ())

    def of_words(self, owner: str, people: Sequence[Person]) -> str:
        """Return the code of the one post that an owner, as printed, means; or nothing."""
        if owner in self._chosen:
            return self._chosen[owner]
        parts = owner_parts(owner)
        if len(parts) != 1:
            return ""
        said = parts[0]
        if found := _CHAIR.match(said):
            return self._seats.get(SeatRole.VICE_CHAIR if found["vice"] else SeatRole.CHAIR, "")
        if _CLERK.match(said):
            return self._clerks[0] if len(self._clerks) == 1 else ""
        if is_initials(said) or is_name(said):
            return self._of_name(said, people)
        return self._of_title(said)

    def _of_name(self, said: str, people: Sequence[Person]) -> str:
        meant = [person for person in people if person.initials == said] or [
            person
            for person in people
            if person.name in fits(said, [p.name for p in people])
            or (is_name(said) and same_person(said, person.name))
        ]
        codes = {code for person in meant if (code := self.of_person(person))}
        if len(meant) == 1 and len(codes) == 1:
            return codes.pop()
        by_name = {code for name, code in self._named if is_name(said) and same_person(name, said)}
        return by_name.pop() if len(by_name) == 1 and not meant else ""

    def _of_title(self, title: str) -> str:
        """Return the post whose title has the same words, organisations left out."""
        said = frozenset(w for w in _words(title) if w.upper() not in self._organisations)
        scored = sorted(
            ((_likeness(said, known.words), known.code) for known in self._titles), reverse=True
        )
        if not said or not scored or scored[0][0] < _ALIKE:
            return ""
        if len(scored) > 1 and scored[1][0] == scored[0][0]:
            return ""
        return scored[0][1]


def _printed_names() -> set[tuple[str, str]]:
    named = set(Summons.objects.values_list("published_name", "post__code"))
    named |= set(Presenter.objects.values_list("published_name", "post__code"))
    holdings = Holding.objects.filter(until__isnull=True).select_related("person", "post")
    named |= {(holding.person.name, holding.post.code) for holding in holdings}
    return {(name, code) for name, code in named if name}


def _words(title: str) -> frozenset[str]:
    words = re.findall(r"[a-z]+", title.replace("'", "").replace("’", "").lower())
    return frozenset(word for word in words if word not in _SMALL)


def _likeness(one: frozenset[str], other: frozenset[str]) -> float:
    return len(one & other) / max(len(one | other), 1)
