"""
The kinds of record that hold personal data, as each room declares its own.

Retention, a person's requests about their data, the register of processing and the draft
impact assessment are all made from these.  A room registers its kinds when it starts (its
`apps.py`); a kind without a term or an authority for it cannot be made.
"""

import datetime as dt
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field

from saferboard.domain.retention import Term
from saferboard.partners.models import Actor

GONE = "Deleted when its term was over."
"""What stands in the place of words that were deleted, where their row stays."""

LONGEST_TEXT = 20_000
"""How many letters a corrected text may have: as many as the longest that is typed anywhere."""


@dataclass(frozen=True)
class DueRecord:
    """One record whose term is over: its reference, never what it says, and when it began."""

    ref: str
    began: dt.date


@dataclass(frozen=True)
class Subject:
    """
    The person somebody asks about: their name, the account if they have one, and the mark by
    which sealed records of the same name are found.
    """

    name: str
    account: int | None = None
    mark: str = ""

    def is_named_in(self, text: str) -> bool:
        """Return whether a text holds their name, in any case."""
        return self.name.strip().casefold() in text.casefold()


@dataclass(frozen=True)
class Found:
    """One record about a person, as that person may read it."""

    kind: str
    ref: str
    title: str
    facts: tuple[tuple[str, str], ...]
    may_erase: bool = False
    why_not: str = ""
    withheld: str = ""
    """Why it is left out of the answer to the person unless the officer decides otherwise."""


@dataclass(frozen=True)
class Correctable:
    """
    One field about a person that may be corrected at their request: UK GDPR, article 16.

    `stands` says why what is written cannot be changed; then a note is printed beside it instead.
    """

    kind: str
    ref: str
    field: str
    label: str
    value: str
    stands: str = ""
    most: int = 200
    may_be_empty: bool = False


def passages(
    subject: Subject,
    texts: Mapping[str, tuple[str, str]],
    *,
    kind: str,
    ref: str,
    most: int = LONGEST_TEXT,
) -> Iterator[Correctable]:
    """Return those of a record's texts that name somebody: of each field its label and words."""
    for field_name, (label, words) in texts.items():
        if subject.is_named_in(words):
            yield Correctable(kind, ref, field_name, label, words, most=most)


@dataclass(frozen=True)
class RecordKind:
    """
    One kind of record.

    `kept` counts from what `since` names.  `due` takes the latest day a term may have begun;
    `erase` deletes one record by its reference from every table, and returns how many rows
    were deleted or emptied: 0 where it is gone already, so that it may be done again after a
    restore.
    """

    code: str
    label: str
    controller: str
    purpose: str
    basis: str
    people: str
    data: tuple[str, ...]
    recipients: str
    kept: Term
    since: str
    authority: str
    due: Callable[[dt.date], Iterable[DueRecord]] | None = None
    erase: Callable[[str, Actor, dt.datetime], int] | None = None
    about: Callable[[Subject], Iterable[Found]] | None = None
    tables: tuple[str, ...] = ()
    """The tables that hold it, as `room.Table`: what deleting one deletes or empties."""
    correctable: Callable[[Subject], Iterable[Correctable]] | None = None
    correct: Callable[[Correctable, str, Actor, dt.datetime], None] | None = None
    """Write a value in the place of one, or a note beside it; `Refused` where it will not do."""
    special: str = ""
    """What special category or criminal offence data it may hold, if any."""
    risks: tuple[tuple[str, str], ...] = field(default=())
    """What could go wrong for the people in it, each with what is done about it."""

    def __post_init__(self) -> None:
        assert self.authority, f"{self.code} is kept on nobody's authority"
        assert self.kept.ends or self.since == "", f"{self.code} is kept for good, since nothing"
        assert self.tables, f"{self.code} is kept in no table"
        assert bool(self.correctable) == bool(self.correct), f"{self.code} is corrected by halves"
        assert not self.kept.ends or self.erase, f"{self.code} falls due and cannot be deleted"


_KINDS: dict[str, RecordKind] = {}


def register(*kinds: RecordKind) -> None:
    """Have these kinds known from now on; again, they replace what was registered."""
    _KINDS.update({kind.code: kind for kind in kinds})


def kinds() -> list[RecordKind]:
    """Return every kind of record, by its name."""
    return sorted(_KINDS.values(), key=lambda kind: (kind.label, kind.code))


def kind(code: str) -> RecordKind | None:
    """Return the kind of record of that code, or None."""
    return _KINDS.get(code)
