"""
Sharing agreements: where each stands, what it lets whom be given, and until when.
"""

import datetime as dt
import enum
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field


class AgreementState(enum.StrEnum):
    DRAFT = "DRAFT"
    OUT_FOR_SIGNATURE = "OUT_FOR_SIGNATURE"
    LIVE = "LIVE"
    SUSPENDED = "SUSPENDED"
    ENDED = "ENDED"
    WITHDRAWN = "WITHDRAWN"

    @property
    def label(self) -> str:
        return self.value.replace("_", " ").capitalize()

    @property
    def is_over(self) -> bool:
        """Whether nothing more comes of it."""
        return not AGREEMENT_MOVES[self]


AGREEMENT_MOVES: dict[AgreementState, frozenset[AgreementState]] = {
    AgreementState.DRAFT: frozenset({AgreementState.OUT_FOR_SIGNATURE, AgreementState.WITHDRAWN}),
    # What a party has read and signed is never edited: a change is another version.
    AgreementState.OUT_FOR_SIGNATURE: frozenset({AgreementState.LIVE, AgreementState.WITHDRAWN}),
    AgreementState.LIVE: frozenset({AgreementState.SUSPENDED, AgreementState.ENDED}),
    AgreementState.SUSPENDED: frozenset({AgreementState.LIVE, AgreementState.ENDED}),
    AgreementState.ENDED: frozenset(),
    AgreementState.WITHDRAWN: frozenset(),
}


@dataclass(frozen=True)
class Shared:
    """One class of data that a party gives the others, down to the fields."""

    data_class: str
    giver: str
    fields: frozenset[str]


@dataclass(frozen=True)
class Terms:
    """
    What one version of an agreement says, as far as the gate needs it.

    Organisations, purposes, classes and fields are codes.  Both its days count.  Where
    `panels` names any, only somebody whose seat is on one of them is given anything.
    """

    reference: str
    parties: frozenset[str]
    purposes: frozenset[str]
    shared: tuple[Shared, ...]
    since: dt.date
    until: dt.date | None
    state: AgreementState
    conditions: tuple[str, ...] = ()
    panels: frozenset[str] = frozenset()
    owner: str = ""
    """The title of the post that looks after it: whom to ask."""

    def is_live(self, on: dt.date) -> bool:
        """Return whether it gives anything on a day."""
        return (
            self.state is AgreementState.LIVE
            and self.since <= on
            and (self.until is None or on <= self.until)
        )

    def standing(self, on: dt.date) -> str:
        """Return, in words that go on from its name, why it gives nothing on a day."""
        assert not self.is_live(on), "a live agreement needs no excuse"
        match self.state:
            case AgreementState.LIVE if on < self.since:
                return f"begins on {_day(self.since)}"
            case AgreementState.LIVE:
                assert self.until is not None, "one without a last day does not run out"
                return f"ended on {_day(self.until)}"
            case AgreementState.DRAFT:
                return "is a draft that nobody has signed"
            case AgreementState.OUT_FOR_SIGNATURE:
                return "is not yet signed by every party"
            case AgreementState.SUSPENDED:
                return "is suspended"
            case AgreementState.ENDED:
                return "has ended"
            case AgreementState.WITHDRAWN:
                return "was withdrawn"


Key = tuple[str, str, str, str]
"""Who is given, who gives, for what purpose, what class of data."""


@dataclass(frozen=True)
class Line:
    """What one agreement lets one party be given by another."""

    terms: Terms
    fields: frozenset[str]


NEAREST = (
    AgreementState.LIVE,
    AgreementState.SUSPENDED,
    AgreementState.ENDED,
    AgreementState.OUT_FOR_SIGNATURE,
    AgreementState.DRAFT,
    AgreementState.WITHDRAWN,
)
"""Which of several agreements that give nothing a refusal names, the first first."""


def nearest(lines: Iterable[Line]) -> Terms:
    """Return the agreement, of some that are not live, whose name helps most in a refusal."""

    def rank(terms: Terms) -> tuple[int, dt.date, str]:
        return -NEAREST.index(terms.state), terms.since, terms.reference

    return max((line.terms for line in lines), key=rank)


@dataclass(frozen=True)
class Agreements:
    """Agreements, found by who is given what by whom for what: one look, however many there are."""

    lines: Mapping[Key, tuple[Line, ...]] = field(default_factory=dict)

    def between(self, given: str, giver: str, purpose: str, data_class: str) -> tuple[Line, ...]:
        """Return every line that bears on it, in whatever state; none where nothing is known."""
        return self.lines.get((given, giver, purpose, data_class), ())


def indexed(agreements: Iterable[Terms]) -> Agreements:
    """Return agreements ready to be looked up."""
    lines: dict[Key, list[Line]] = {}
    for terms in agreements:
        for shared in terms.shared:
            if shared.giver not in terms.parties:
                continue  # whoever has not signed gives nothing
            for party in terms.parties - {shared.giver}:
                for purpose in terms.purposes:
                    key = (party, shared.giver, purpose, shared.data_class)
                    lines.setdefault(key, []).append(Line(terms, shared.fields))
    return Agreements({key: tuple(found) for key, found in lines.items()})


@dataclass(frozen=True)
class Ahead:
    """A day that an agreement's owner should be told of."""

    what: str
    on: dt.date
    days_left: int


REVIEW, END = "review", "end"


def falls_due(
    terms_end: dt.date | None, review_on: dt.date, *, on: dt.date, within: int
) -> tuple[Ahead, ...]:
    """
    Return what falls due of an agreement within some days, the earliest first.

    A review whose day has passed is still due, with fewer than no days left; an end is not.
    """
    days = [Ahead(REVIEW, review_on, (review_on - on).days)]
    if terms_end is not None and terms_end >= on:
        days.append(Ahead(END, terms_end, (terms_end - on).days))
    return tuple(sorted((d for d in days if d.days_left <= within), key=lambda d: (d.on, d.what)))


def notice_due(days_left: int, notices: Iterable[int]) -> int | None:
    """
    Return the notice that stands with so many days left: the shortest one reached, or None.

    The clock may have stood still for a week: a notice passed over is given late, and only
    the one that is nearest to the day.
    """
    return min((n for n in notices if days_left <= n), default=None)


def _day(when: dt.date) -> str:
    return f"{when.day} {when:%B %Y}"
