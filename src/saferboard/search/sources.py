"""
What each room gives to be found, as the rooms themselves say it.

A room makes a `Source` for each kind of thing and registers it when it starts (its `apps.py`);
where an operation changes such a thing it says so with `search.operations.keep`.
"""

import datetime as dt
from collections.abc import Callable, Iterable
from dataclasses import dataclass

from django.contrib.auth.models import AnonymousUser
from django.db.models import QuerySet

from saferboard.partners.models import User

Seeker = User | AnonymousUser


@dataclass(frozen=True)
class Text:
    """One thing to be found: its number, what it is called, where it stands, what it says."""

    thing: int
    title: str
    place: str
    words: str
    href: str
    day: dt.date | None = None


@dataclass(frozen=True)
class Source:
    """
    One kind of thing.

    `things` are all there are; `texts` says what each of some holds, in a fixed number of
    queries; `visible` are those that somebody may open on a day, and nothing else is ever found.
    `restricted` are the references of those among some at which a look is to leave a line.
    """

    kind: str
    label: str
    things: Callable[[], QuerySet]
    texts: Callable[[QuerySet], Iterable[Text]]
    visible: Callable[[Seeker, dt.date], QuerySet]
    restricted: Callable[[Iterable[int]], Iterable[str]] | None = None


_SOURCES: dict[str, Source] = {}


def register(*sources: Source) -> None:
    """Have these searched from now on; again, they replace what was registered."""
    _SOURCES.update({source.kind: source for source in sources})


def sources() -> list[Source]:
    """Return every source, by its name."""
    return sorted(_SOURCES.values(), key=lambda source: (source.label, source.kind))


def source(kind: str) -> Source:
    return _SOURCES[kind]
