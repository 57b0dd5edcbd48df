"""
What is kept for how long, what has fallen due, and what is held about one person.
"""

import datetime as dt
from dataclasses import dataclass
from itertools import chain

import holidays

from saferboard.domain.retention import (
    DisposalState,
    RequestKind,
    RequestState,
    Term,
    answer_due,
)
from saferboard.keeping.models import Disposal, SubjectRequest
from saferboard.keeping.operations import OPEN, term_of, terms_set
from saferboard.partners.models import User
from saferboard.partners.record_kinds import Found, RecordKind, Subject, kinds
from saferboard.partners.sealed import person_mark

SHOWN = 200
"""How many records that have fallen due the page shows; the oldest first."""


@dataclass(frozen=True)
class KindKept:
    """A kind of record, how long it is kept here and on whose authority."""

    kind: RecordKind
    term: Term
    authority: str
    set_here: bool


@dataclass(frozen=True)
class DisposalSeen:
    """A record that has fallen due, by its reference."""

    number: int
    kind: str
    ref: str
    due: dt.date
    state: DisposalState
    reason: str
    held_until: dt.date | None


@dataclass(frozen=True)
class Due:
    """The list of what has fallen due: those shown, and how many there are."""

    shown: tuple[DisposalSeen, ...]
    open_count: int
    deleted_count: int


@dataclass(frozen=True)
class RequestSeen:
    """What a person asked, when an answer is due, and whether it is late on the day asked."""

    code: str
    kind: RequestKind
    state: RequestState
    name: str
    contact: str
    asked: str
    account: int | None
    received: dt.date
    due: dt.date
    is_late: bool
    extended_because: str
    identified_how: str
    outcome: str
    closed_on: dt.date | None


def kept() -> list[KindKept]:
    """Return every kind of record with its term here, by name."""
    sets = terms_set()
    return [
        KindKept(
            kind=one,
            term=term_of(one, sets),
            authority=sets[one.code].authority if one.code in sets else one.authority,
            set_here=one.code in sets,
        )
        for one in kinds()
    ]


def due() -> Due:
    """Return what has fallen due and is not deleted yet, the longest due first."""
    labels = {one.code: one.label for one in kinds()}
    listed = Disposal.objects.filter(state__in=OPEN).order_by("due", "id")
    return Due(
        shown=tuple(
            DisposalSeen(
                number=one.pk,
                kind=labels.get(one.kind, one.kind),
                ref=one.ref,
                due=one.due,
                state=DisposalState(one.state),
                reason=one.reason,
                held_until=one.held_until,
            )
            for one in listed[:SHOWN]
        ),
        open_count=listed.count(),
        deleted_count=Disposal.objects.filter(state=DisposalState.DELETED).count(),
    )


def requests(*, on: dt.date) -> list[RequestSeen]:
    """Return what people have asked, the newest first."""
    return [_seen(one, on) for one in SubjectRequest.objects.order_by("-received", "-id")]


def request(code: str, *, on: dt.date) -> RequestSeen | None:
    """Return what one person asked, or None if there is no such request."""
    found = SubjectRequest.objects.filter(code=code).first()
    return _seen(found, on) if found else None


def _seen(one: SubjectRequest, on: dt.date) -> RequestSeen:
    day = answer_due(
        one.received, extended=bool(one.extended_because), holidays=_holidays(one.received.year)
    )
    return RequestSeen(
        code=one.code,
        kind=RequestKind(one.kind),
        state=RequestState(one.state),
        name=one.name,
        contact=one.contact,
        asked=one.asked,
        account=one.account_id,
        received=one.received,
        due=day,
        is_late=(one.closed_on or on) > day,
        extended_because=one.extended_because,
        identified_how=one.identified_how,
        outcome=one.outcome,
        closed_on=one.closed_on,
    )


def _holidays(year: int) -> frozenset[dt.date]:
    return frozenset(holidays.country_holidays("GB", subdiv="ENG", years=(year, year + 1)))


def about(asked: RequestSeen) -> list[Found]:
    """Return every record about the person who asked, room by room."""
    subject = Subject(name=asked.name, account=asked.account, mark=person_mark(asked.name))
    rooms = (one.about(subject) for one in kinds() if one.about is not None)
    return sorted(chain.from_iterable(rooms), key=lambda found: (found.kind, found.ref))


def account_named(username: str) -> User | None:
    """Return the account of that name, or None."""
    return User.objects.filter(username=username).first()
