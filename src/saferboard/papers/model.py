"""
What an agenda, minutes or a pack hold, as read.
"""

import datetime as dt
import enum
from dataclasses import dataclass, field


@dataclass(frozen=True)
class Place:
    """Where in the source a thing stands."""

    line: int
    page: int | None = None


@dataclass(frozen=True)
class Unsure:
    """Something read that a person should look at: what it may be instead, and why."""

    place: Place
    read: str
    might_be: str
    why: str


@dataclass(frozen=True)
class Person:
    """A name as printed, with the post and organisation printed beside it."""

    name: str
    post: str = ""
    office: str = ""
    initials: str = ""
    role: str = ""
    place: Place = Place(0)


@dataclass(frozen=True)
class Substitute:
    name: str
    instead_of: str
    place: Place = Place(0)


@dataclass(frozen=True)
class Attendance:
    present: tuple[Person, ...] = ()
    also_present: tuple[Person, ...] = ()
    apologies: tuple[Person, ...] = ()
    substitutes: tuple[Substitute, ...] = ()

    @property
    def everyone(self) -> tuple[Person, ...]:
        return (*self.present, *self.also_present, *self.apologies)


class Paper(enum.StrEnum):
    """What comes to a meeting with an item."""

    VERBAL = "verbal"
    ENCLOSED = "with paper"
    NOT_STATED = "not stated"


@dataclass(frozen=True)
class AgendaItem:
    """A line of an agenda.  `part_of` is the number of the item it stands under, if any."""

    number: str
    title: str
    presenters: tuple[Person, ...] = ()
    presenter_note: str = ""
    pages: tuple[int, int] | None = None
    paper: Paper = Paper.NOT_STATED
    time: str = ""
    note: str = ""
    part_of: str = ""
    place: Place = Place(0)


@dataclass(frozen=True)
class Resolution:
    """One clause of what was resolved."""

    minute: str
    text: str
    place: Place = Place(0)


@dataclass(frozen=True)
class Action:
    """Something a meeting asked of somebody.  `owner` is as printed, and may be empty."""

    minute: str
    owner: str
    text: str = ""
    due: str = ""
    place: Place = Place(0)


@dataclass(frozen=True)
class Minute:
    number: str
    title: str
    paragraphs: tuple[str, ...] = ()
    resolutions: tuple[Resolution, ...] = ()
    actions: tuple[Action, ...] = ()
    notes: tuple[str, ...] = ()
    place: Place = Place(0)


@dataclass(frozen=True)
class Matter:
    """A row of a matters-arising report."""

    minute: str
    date: dt.date | None
    matter: str
    update: str
    owner: str = ""
    due: str = ""
    place: Place = Place(0)


@dataclass(frozen=True)
class Commitment:
    """Something a plan promised.  `status` is as printed, and may be empty."""

    priority: str
    section: str
    text: str
    status: str = ""
    detail: tuple[str, ...] = ()
    owner: str = ""
    due: str = ""
    place: Place = Place(0)


class UpdateState(enum.StrEnum):
    PROVIDED = "provided"
    NOT_REQUESTED = "not requested"
    NOT_PROVIDED = "not provided"


@dataclass(frozen=True)
class Update:
    """What was said of one quarter.  `commitment` is what it stands under, if anything."""

    quarter: str
    state: UpdateState
    text: str
    priority: str = ""
    commitment: str = ""
    place: Place = Place(0)


@dataclass(frozen=True)
class Sitting:
    """Which meeting it is.  Times are as on the clock, without a zone."""

    body: str = ""
    date: dt.date | None = None
    starts: dt.time | None = None
    ends: dt.time | None = None
    venue: str = ""
    chair: str = ""
    next_date: dt.date | None = None
    next_time: dt.time | None = None
    place: Place = Place(0)


@dataclass(frozen=True)
class PastPaper:
    """Everything read from one document, or from the minutes enclosed in one."""

    sitting: Sitting = Sitting()
    agenda: tuple[AgendaItem, ...] = ()
    minutes: tuple[Minute, ...] = ()
    attendance: Attendance = Attendance()
    matters: tuple[Matter, ...] = ()
    commitments: tuple[Commitment, ...] = ()
    updates: tuple[Update, ...] = ()
    unsure: tuple[Unsure, ...] = ()
    enclosed: tuple["PastPaper", ...] = field(default=())

    @property
    def resolutions(self) -> tuple[Resolution, ...]:
        return tuple(one for minute in self.minutes for one in minute.resolutions)

    @property
    def actions(self) -> tuple[Action, ...]:
        return tuple(one for minute in self.minutes for one in minute.actions)

    @property
    def items(self) -> tuple[AgendaItem, ...]:
        return tuple(item for item in self.agenda if not item.part_of)

    @property
    def sub_items(self) -> tuple[AgendaItem, ...]:
        return tuple(item for item in self.agenda if item.part_of)

    @property
    def is_empty(self) -> bool:
        """Whether no agenda, minutes or commitments were found, here or enclosed."""
        return not (self.agenda or self.minutes or self.commitments or self.matters) and all(
            one.is_empty for one in self.enclosed
        )


class NotRead(Exception):
    """Raised where a document is not what it was given as; says why, for whoever gave it."""
