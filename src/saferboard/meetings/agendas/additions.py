"""
What rooms above have to put under an item of an agenda: questions that came, for one.

A room registers a function of a meeting's code when it starts; what it returns stands under the
item that is there for it.
"""

from collections.abc import Callable
from dataclasses import dataclass

from saferboard.meetings.models import ItemKind
from saferboard.meetings.seen import ItemSeen, MeetingSeen
from saferboard.ui.components import Link


@dataclass(frozen=True)
class Addition:
    """What one room puts under the items of a kind: of a meeting's code, links with their words."""

    kind: ItemKind
    links: Callable[[str], tuple[Link, ...]]


_ROOMS: dict[str, Addition] = {}


def register(room: str, addition: Addition) -> None:
    """Have a room asked from now on; again, it replaces its answer."""
    _ROOMS[room] = addition


def added(meeting: MeetingSeen, item: ItemSeen) -> tuple[Link, ...]:
    """Return what stands under an item beside its own words."""
    kind = ItemKind.QUESTIONS if item.is_for_questions else item.kind
    rooms = [_ROOMS[name] for name in sorted(_ROOMS) if _ROOMS[name].kind == kind]
    return tuple(link for room in rooms for link in room.links(meeting.code))
