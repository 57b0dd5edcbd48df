"""
The gate: who sees which parts of a thing, and why not.

One function, `decide`.  It is told everything and asks nothing, so that the same question has
the same answer whoever asks it again.  What it does not know, it refuses.
"""

import datetime as dt
import enum
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from saferboard.domain.agreements import Agreements, Line, nearest
from saferboard.domain.handling import Handling


class Verdict(enum.StrEnum):
    ALLOW = "ALLOW"
    REDACT = "REDACT"
    REFUSE = "REFUSE"


class Way(enum.StrEnum):
    """By which way a thing was opened, or that it was not."""

    PUBLIC = "PUBLIC"
    PARTNER = "PARTNER"
    KEEPER = "KEEPER"
    OWN = "OWN"
    AGREEMENT = "AGREEMENT"
    EMERGENCY = "EMERGENCY"
    NONE = "NONE"


@dataclass(frozen=True)
class PostHeld:
    """A post somebody holds that day, whose it is, and the bodies it sits on."""

    code: str
    organisation: str
    seats: frozenset[str] = frozenset()


@dataclass(frozen=True)
class Asking:
    """Who asks, by which posts, and what for.  No account: somebody signed out."""

    account: str
    posts: tuple[PostHeld, ...] = ()
    is_partner: bool = False
    purpose: str = ""


@dataclass(frozen=True)
class Listed:
    """An account on a thing's list of those allowed or denied.  Both days count."""

    account: str
    since: dt.date
    until: dt.date | None = None
    ring: str = ""
    """Whom somebody denied is to ring."""

    def stands(self, account: str, on: dt.date) -> bool:
        return (
            self.account == account
            and self.since <= on
            and (self.until is None or on <= self.until)
        )


@dataclass(frozen=True)
class Grant:
    """Access to one thing for a time: from a moment, to just before another."""

    account: str
    kind: str
    ref: str
    since: dt.datetime
    until: dt.datetime
    emergency: bool = False
    """Whether somebody broke the glass for it."""

    def stands(self, at: dt.datetime) -> bool:
        return self.since <= at < self.until


@dataclass(frozen=True)
class Thing:
    """
    Something to be looked at, as the room that keeps it offers it to the gate.

    `owner` is the organisation whose data it is, `keepers` the posts that keep it, `parts` the
    posts that take part in it, `body` the panel it is before, `named` the accounts named to it.
    `fields` are what it holds, of the class `data_class`; `ask` is the post to ask about it.
    """

    kind: str
    ref: str
    handling: Handling
    owner: str = ""
    data_class: str = ""
    fields: frozenset[str] = frozenset()
    body: str = ""
    keepers: frozenset[str] = frozenset()
    parts: frozenset[str] = frozenset()
    named: frozenset[str] = frozenset()
    allowed: tuple[Listed, ...] = ()
    denied: tuple[Listed, ...] = ()
    ask: str = ""


@dataclass(frozen=True)
class Decision:
    """
    What somebody may see of a thing.

    `fields` are shown and `hidden` are not.  Of a refusal: why, in words for the person, and
    whom to ask.  Of what was opened by agreement: which, and on what conditions.
    """

    verdict: Verdict
    way: Way
    fields: frozenset[str] = frozenset()
    hidden: frozenset[str] = frozenset()
    code: str = ""
    words: str = ""
    ask: str = ""
    agreements: tuple[str, ...] = ()
    conditions: tuple[str, ...] = ()

    @property
    def is_refused(self) -> bool:
        return self.verdict is Verdict.REFUSE

    @property
    def said(self) -> str:
        """The refusal with whom to ask."""
        return f"{self.words} Ask the {self.ask}." if self.ask else self.words


Grants = Mapping[tuple[str, str, str], tuple[Grant, ...]]
"""Grants by account, kind and reference."""


def by_thing(grants: Iterable[Grant]) -> Grants:
    """Return grants ready to be looked up."""
    found: dict[tuple[str, str, str], tuple[Grant, ...]] = {}
    for grant in grants:
        key = (grant.account, grant.kind, grant.ref)
        found[key] = (*found.get(key, ()), grant)
    return found


@dataclass(frozen=True)
class _Weighed:
    """What agreements give one person, and those that would have if they were live."""

    fields: set[str] = field(default_factory=set)
    given_by: dict[str, Line] = field(default_factory=dict)
    not_live: dict[str, Line] = field(default_factory=dict)


def decide(
    asking: Asking, thing: Thing, *, terms: Agreements, grants: Grants, at: dt.datetime
) -> Decision:
    """
    Return what somebody may see of a thing at a moment, which is in the partnership's own time.

    1. What is public is open.  2. A denial of the thing wins over everything else.  3. What is
    for partners of the board is open to them.  4. Breaking the glass opens one thing for its
    time.  5. Nothing else is looked at without a purpose.  6. The posts that keep a thing see
    it.  7. Anybody else must take part in it: by a seat on its panel, a part of their post,
    their name, an allowing or a grant; where it is for named people only, a seat or a part does
    not do.  8. Whoever takes part for the owning organisation sees it.  9. Whoever takes part
    for another sees the fields that live agreements with the owner list for that purpose.
    """
    on = at.date()
    if thing.handling is Handling.PUBLIC:
        return _whole(thing, Way.PUBLIC)
    if not asking.account:
        return _no(thing, "signed-out", "This is not public. Sign in.", ask="")
    for denial in thing.denied:
        if denial.stands(asking.account, on):
            return _no(thing, "denied", "You have been shut out of this.", ask=denial.ring)
    if thing.handling is Handling.PARTNERS and asking.is_partner:
        return _whole(thing, Way.PARTNER)
    opened = _standing(grants.get((asking.account, thing.kind, thing.ref), ()), at)
    if any(grant.emergency for grant in opened):
        return _whole(thing, Way.EMERGENCY)
    if not asking.purpose:
        return _no(thing, "no-purpose", "Say what you are looking for, and for what purpose.")
    if any(post.code in thing.keepers for post in asking.posts):
        return _whole(thing, Way.KEEPER)
    by_name = bool(opened) or _by_name(asking.account, thing, on)
    posts = tuple(post for post in asking.posts if by_name or _takes_part(post, thing))
    if not posts:
        return _without_a_part(thing)
    if any(post.organisation == thing.owner for post in posts):
        return _whole(thing, Way.OWN)
    return _by_agreement(posts, asking.purpose, thing, terms, on)


def _standing(grants: tuple[Grant, ...], at: dt.datetime) -> tuple[Grant, ...]:
    return tuple(grant for grant in grants if grant.stands(at))


def _by_name(account: str, thing: Thing, on: dt.date) -> bool:
    return account in thing.named or any(one.stands(account, on) for one in thing.allowed)


def _takes_part(post: PostHeld, thing: Thing) -> bool:
    if thing.handling is Handling.NAMED:
        return False
    return post.code in thing.parts or bool(thing.body and thing.body in post.seats)


def _without_a_part(thing: Thing) -> Decision:
    if thing.handling is Handling.NAMED:
        return _no(thing, "not-named", "This is for named people only, and you are not one.")
    return _no(
        thing, "no-part", "This is for those who take part in it, and no post of yours does."
    )


def _by_agreement(
    posts: tuple[PostHeld, ...], purpose: str, thing: Thing, terms: Agreements, on: dt.date
) -> Decision:
    found = _Weighed()
    for post in posts:
        for line in terms.between(post.organisation, thing.owner, purpose, thing.data_class):
            _weigh(line, post, found, on)
    shown = thing.fields & found.fields
    if not shown:
        return _without_an_agreement(thing, found, on)
    lines = found.given_by
    return Decision(
        Verdict.ALLOW if shown == thing.fields else Verdict.REDACT,
        Way.AGREEMENT,
        fields=shown,
        hidden=thing.fields - shown,
        agreements=tuple(sorted(lines)),
        conditions=tuple(words for ref in sorted(lines) for words in lines[ref].terms.conditions),
    )


def _weigh(line: Line, post: PostHeld, found: _Weighed, on: dt.date) -> None:
    terms = line.terms
    if not terms.is_live(on):
        found.not_live[terms.reference] = line
    elif not terms.panels or terms.panels & post.seats:
        found.fields.update(line.fields)
        found.given_by[terms.reference] = line


def _without_an_agreement(thing: Thing, found: _Weighed, on: dt.date) -> Decision:
    if found.given_by:
        words = "The agreement for this purpose lists none of what this holds."
        return _no(thing, "no-field", words)
    if found.not_live:
        terms = nearest(found.not_live.values())
        words = f"The agreement {terms.reference} {terms.standing(on)}."
        return _no(thing, "not-live", words, ask=terms.owner or thing.ask)
    words = "No live agreement lets your organisation see this for that purpose."
    return _no(thing, "no-agreement", words)


def _whole(thing: Thing, way: Way) -> Decision:
    return Decision(Verdict.ALLOW, way, fields=thing.fields)


def _no(thing: Thing, code: str, words: str, *, ask: str | None = None) -> Decision:
    return Decision(
        Verdict.REFUSE,
        Way.NONE,
        hidden=thing.fields,
        code=code,
        words=words,
        ask=thing.ask if ask is None else ask,
    )
