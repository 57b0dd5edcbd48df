"""
What can be looked at through the gate: each room offers its kinds, by name.

A room above this one registers a kind when it starts, so that access to one of its things can
be given, shut or taken in an emergency here, without this room knowing it.
"""

from collections.abc import Callable
from dataclasses import dataclass

from saferboard.domain.gate import Thing


@dataclass(frozen=True)
class KindOfThing:
    """
    A kind: its code, what one is called, how one is found by its reference, and its page.
    """

    code: str
    words: str
    find: Callable[[str], Thing | None]
    href: Callable[[str], str]


_KINDS: dict[str, KindOfThing] = {}


def register(kind: KindOfThing) -> None:
    """Have a kind of thing known from now on."""
    _KINDS[kind.code] = kind


def kinds() -> list[KindOfThing]:
    """Return every kind there is, by its words."""
    return sorted(_KINDS.values(), key=lambda kind: (kind.words, kind.code))


def find(kind: str, ref: str) -> Thing | None:
    """Return a thing by its kind and reference, or None if there is none."""
    known = _KINDS.get(kind)
    return known.find(ref) if known else None


def words_of(kind: str) -> str:
    known = _KINDS.get(kind)
    return known.words if known else kind


def href_of(kind: str, ref: str) -> str:
    known = _KINDS.get(kind)
    return known.href(ref) if known else ""


def register_own() -> None:
    """Offer what this room itself keeps."""
    from saferboard.sharing.requests import offered

    register(offered.INTELLIGENCE)
    register(offered.REQUEST)
