"""
Whose turn it is: asked of the rooms above, which know the strategy.

A room that has a rotation registers one `Rotation` when it starts; without one, no priority has
a turn and none can be chosen for a paper.
"""

import datetime as dt
from collections.abc import Callable, Iterable
from dataclasses import dataclass


@dataclass(frozen=True)
class Turn:
    """A priority whose turn it is at a meeting: its number and title, who leads it, and why."""

    priority: int
    title: str
    lead: str
    why: str


@dataclass(frozen=True)
class Rotation:
    """
    One room's answers: `due`, the turns of a body's meeting on a day; `priorities`, every
    priority there is, as number and title.
    """

    due: Callable[[str, dt.date], Iterable[Turn]]
    priorities: Callable[[], Iterable[tuple[int, str]]]


_ROOMS: dict[str, Rotation] = {}


def register(room: str, rotation: Rotation) -> None:
    """Have a room asked from now on; again, it replaces its answers."""
    _ROOMS[room] = rotation


def due(body: str, meeting: dt.date) -> list[Turn]:
    """Return the turns of a body's meeting on a day."""
    return [turn for name in sorted(_ROOMS) for turn in _ROOMS[name].due(body, meeting)]


def priorities() -> list[tuple[int, str]]:
    """Return every priority a paper can be made of."""
    return [one for name in sorted(_ROOMS) for one in _ROOMS[name].priorities()]
