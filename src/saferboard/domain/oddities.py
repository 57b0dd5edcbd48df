"""
What is odd in how people look at restricted things: rules as data, for a person to judge.

Each rule has a number below which nothing is said.  Where a rule speaks of somebody's usual, it is
their own: how many times on a weekday of the four weeks before, and how likely so many more would
be by chance (Poisson).  What is brought to notice is no accusation.
"""

import datetime as dt
import enum
import math
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

USUAL_DAYS = 28
WEEKDAYS = 20
"""Weekdays in the four weeks that make somebody's usual."""
OPENS, CLOSES = 7, 20
"""Hours of a weekday outside which a look is out of hours."""


class Rule(enum.StrEnum):
    SURGE = "SURGE"
    OUT_OF_HOURS = "OUT_OF_HOURS"
    REFUSALS = "REFUSALS"
    OWN_NAME = "OWN_NAME"
    COLLEAGUE = "COLLEAGUE"
    STRANGERS = "STRANGERS"
    EMERGENCY = "EMERGENCY"


@dataclass(frozen=True)
class Limit:
    """A rule in words, how many make it speak, and how unlikely they must be by one's usual."""

    label: str
    at_least: int
    chance: float | None = None


RULES: dict[Rule, Limit] = {
    Rule.SURGE: Limit("Many more things looked at than usual", 20, 1e-6),
    Rule.OUT_OF_HOURS: Limit("Looks out of hours, and more than usual", 5, 1e-4),
    Rule.REFUSALS: Limit("Many refused looks in a day", 5, 1e-4),
    Rule.OWN_NAME: Limit("Looked at a person of their own name, or their own record", 1),
    Rule.COLLEAGUE: Limit("Looked at a person of a colleague’s name", 1),
    Rule.STRANGERS: Limit("Looked at by many who had not looked at it before", 5),
    Rule.EMERGENCY: Limit("Access taken in an emergency", 1),
}


class NoticeState(enum.StrEnum):
    NEW = "NEW"
    SEEN = "SEEN"
    EXPLAINED = "EXPLAINED"


MOVES: dict[NoticeState, frozenset[NoticeState]] = {
    NoticeState.NEW: frozenset({NoticeState.SEEN, NoticeState.EXPLAINED}),
    NoticeState.SEEN: frozenset({NoticeState.EXPLAINED}),
    # An explanation stands: another pattern is another notice.
    NoticeState.EXPLAINED: frozenset(),
}


@dataclass(frozen=True)
class Made:
    """
    One look, in the partnership's own time: by which account, at which references.

    `people` are keyed hashes of the names of whom it was about, where a room gives them.
    """

    account: str
    at: dt.datetime
    refs: tuple[str, ...] = ()
    refused: bool = False
    emergency: bool = False
    people: frozenset[str] = frozenset()


@dataclass(frozen=True)
class Looker:
    """Whoever has an account: their name's hash, their own references, colleagues' hashes."""

    mark: str = ""
    own: frozenset[str] = frozenset()
    colleagues: frozenset[str] = frozenset()


@dataclass(frozen=True)
class Odd:
    """One thing brought to notice: by which rule, of which account, about what, how many."""

    rule: Rule
    account: str
    about: str
    count: int
    usual: float = 0.0


@dataclass
class _Day:
    """What one account did on the day, and on the days before."""

    today: Counter[Rule] = field(default_factory=Counter)
    before: Counter[Rule] = field(default_factory=Counter)


def odd_on(day: dt.date, looks: Iterable[Made], lookers: Mapping[str, Looker]) -> list[Odd]:
    """Return what was odd on a day, given that day's looks and those of the four weeks before."""
    first = day - dt.timedelta(days=USUAL_DAYS)
    held = [look for look in looks if first <= look.at.date() <= day]
    found = _by_usual(day, held)
    for look in held:
        if look.at.date() == day:
            found += _by_itself(look, lookers.get(look.account, Looker()))
    return sorted(
        {*found, *_by_strangers(day, held)}, key=lambda odd: (odd.rule, odd.account, odd.about)
    )


def is_out_of_hours(at: dt.datetime) -> bool:
    """Return whether a moment is at a weekend, or before seven or from eight in the evening."""
    return at.weekday() >= 5 or not OPENS <= at.hour < CLOSES


def chance_of(count: int, usual: float) -> float:
    """Return how likely `count` or more would be where `usual` are expected."""
    term = math.exp(-usual)
    below = 0.0
    for n in range(count):
        below += term
        term *= usual / (n + 1)
    return max(0.0, 1.0 - below)


def _by_usual(day: dt.date, looks: list[Made]) -> list[Odd]:
    kept: dict[str, _Day] = defaultdict(_Day)
    for look in looks:
        one = kept[look.account]
        counts = one.today if look.at.date() == day else one.before
        counts[Rule.SURGE] += max(1, len(look.refs))
        counts[Rule.OUT_OF_HOURS] += is_out_of_hours(look.at)
        counts[Rule.REFUSALS] += look.refused
    found = []
    for account, one in kept.items():
        for rule, count in one.today.items():
            # Nobody's usual is nothing: the first look of a new account would be a surge.
            usual = max(one.before[rule] / WEEKDAYS, 0.5)
            limit = RULES[rule]
            assert limit.chance is not None, f"{rule} has no chance to be held against"
            if count >= limit.at_least and chance_of(count, usual) < limit.chance:
                found.append(Odd(rule, account, "", count, usual))
    return found


def _by_itself(look: Made, looker: Looker) -> list[Odd]:
    about = look.refs[0] if look.refs else ""
    found = []
    if look.emergency:
        found.append(Odd(Rule.EMERGENCY, look.account, about, 1))
    own = sorted(looker.own & set(look.refs))
    if own or (looker.mark and looker.mark in look.people):
        found.append(Odd(Rule.OWN_NAME, look.account, own[0] if own else about, 1))
    if looker.colleagues & look.people:
        found.append(Odd(Rule.COLLEAGUE, look.account, about, 1))
    return found


def _by_strangers(day: dt.date, looks: list[Made]) -> list[Odd]:
    today: dict[str, set[str]] = defaultdict(set)
    before: dict[str, set[str]] = defaultdict(set)
    for look in looks:
        for ref in look.refs:
            (today if look.at.date() == day else before)[ref].add(look.account)
    counts = {ref: len(accounts - before[ref]) for ref, accounts in today.items()}
    return [
        Odd(Rule.STRANGERS, "", ref, count)
        for ref, count in counts.items()
        if count >= RULES[Rule.STRANGERS].at_least and before[ref]
    ]
