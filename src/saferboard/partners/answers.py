"""
What this floor must ask of the rooms above it, without knowing them.

A room that has something to answer makes one `Answers` and registers it when it starts (its
`apps.py`); what it does not answer is left out.  Whoever asks goes through every room.
"""

import datetime as dt
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, replace

from saferboard.partners.models import Post, User


@dataclass(frozen=True)
class Held:
    """
    One thing a post holds or an agreement makes possible, with the page it is on.

    `room` is filled in by whoever asks; `waits` says that it stands still while nobody has
    the post, and `moves` that its room can give it to another post.
    """

    kind: str
    ref: str
    words: str
    href: str = ""
    room: str = ""
    waits: bool = True
    moves: bool = False


@dataclass(frozen=True)
class Answers:
    """
    One room's answers.

    `held_by`: what a post holds on a day, so that a handover can name it.
    `move`: give what `held_by` listed, by its kind and reference, from a post to another; returns
    whether the post had it still.
    `used_by`: what rests on the agreement of this reference.
    `sees_restricted`: whether an account may see restricted things on a day, through this room.
    `forget`: delete what is kept of an account that is emptied; returns how many rows.
    `reseal`: seal with the current key what this room keeps sealed in a table that is not its own;
    returns how many values it sealed anew, and how many had that key already.
    """

    room: str
    held_by: Callable[[Post, dt.date], Iterable[Held]] | None = None
    move: Callable[[str, str, Post, Post], bool] | None = None
    used_by: Callable[[str], Iterable[Held]] | None = None
    sees_restricted: Callable[[User, dt.date], bool] | None = None
    forget: Callable[[User], int] | None = None
    reseal: Callable[[], tuple[int, int]] | None = None


_ROOMS: dict[str, Answers] = {}


def register(answers: Answers) -> None:
    """Have a room asked from now on.  A room registers once; again, it replaces its answers."""
    _ROOMS[answers.room] = answers


def held_by(post: Post, *, on: dt.date) -> list[Held]:
    """Return everything a post holds on a day, room by room."""
    return [
        replace(held, room=room.room, moves=held.moves and room.move is not None)
        for room in _rooms()
        if room.held_by
        for held in room.held_by(post, on)
    ]


def move(room: str, kind: str, ref: str, *, giver: Post, taker: Post) -> bool:
    """Have a room give a thing from one post to another; return whether the giver had it."""
    answers = _ROOMS.get(room)
    assert answers, f"no room {room} answers"
    assert answers.move, f"{room} moves nothing"
    return answers.move(kind, ref, giver, taker)


def used_by(agreement: str) -> list[Held]:
    """Return everything that rests on an agreement, room by room."""
    return [held for room in _rooms() if room.used_by for held in room.used_by(agreement)]


def sees_restricted(user: User, *, on: dt.date) -> bool:
    """Return whether any room lets an account see restricted things on a day."""
    return any(room.sees_restricted(user, on) for room in _rooms() if room.sees_restricted)


def forget(user: User) -> int:
    """Have every room delete what it keeps of an account that is emptied."""
    return sum(room.forget(user) for room in _rooms() if room.forget)


def resealed() -> Iterator[tuple[str, int, int]]:
    """Have each room that must seal anew do so: its name, values changed, values left alone."""
    for room in _rooms():
        if room.reseal:
            yield room.room, *room.reseal()


def _rooms() -> list[Answers]:
    return [_ROOMS[name] for name in sorted(_ROOMS)]
