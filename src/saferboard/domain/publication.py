"""
What of a thing may be put in a paper of the board, or published.

Two permissions, field by field, from whose the thing is: to incorporate (“may be worked into
the partnership's own paper”) and to publish.  Neither follows from the other.  What is about a
private person needs that person's consent as well, and consent may be taken back.
"""

import datetime as dt
import enum
from collections.abc import Iterable
from dataclasses import dataclass

from saferboard.domain.gate import Decision, Thing, Verdict, Way


class Use(enum.StrEnum):
    INCORPORATE = "INCORPORATE"
    PUBLISH = "PUBLISH"

    @property
    def label(self) -> str:
        return {"INCORPORATE": "put in a paper of the board", "PUBLISH": "published"}[self.value]


@dataclass(frozen=True)
class Permitted:
    """That a field may be put to a use from a day; `until` is the last day it holds, if any."""

    field: str
    use: Use
    since: dt.date
    until: dt.date | None = None

    def stands(self, field: str, use: Use, on: dt.date) -> bool:
        return (
            (self.field, self.use) == (field, use)
            and self.since <= on
            and (self.until is None or on <= self.until)
        )


@dataclass(frozen=True)
class Consent:
    """That the person agreed to a use on a day, and the day they took it back, if they did."""

    use: Use
    given_on: dt.date
    withdrawn_on: dt.date | None = None

    def stands(self, use: Use, on: dt.date) -> bool:
        """From the day it is taken back there is none: that day too."""
        return (
            self.use is use
            and self.given_on <= on
            and (self.withdrawn_on is None or on < self.withdrawn_on)
        )


@dataclass(frozen=True)
class Publishable:
    """A thing with the permissions and consents there are of it."""

    thing: Thing
    permitted: tuple[Permitted, ...] = ()
    consents: tuple[Consent, ...] = ()
    about_a_person: bool = True


def may_incorporate(offered: Publishable, field: str, *, on: dt.date) -> Decision:
    """Return whether a field may be worked into a paper of the board on a day."""
    return _may(offered, field, Use.INCORPORATE, on)


def may_publish(offered: Publishable, field: str, *, on: dt.date) -> Decision:
    """Return whether a field may be published on a day."""
    return _may(offered, field, Use.PUBLISH, on)


def fields_for(offered: Publishable, use: Use, *, on: dt.date) -> frozenset[str]:
    """Return the fields that may be put to a use on a day."""
    return frozenset(f for f in offered.thing.fields if not _may(offered, f, use, on).is_refused)


def _may(offered: Publishable, field: str, use: Use, on: dt.date) -> Decision:
    thing = offered.thing
    if field not in thing.fields:
        return _no(thing, field, "no-such-field", "There is nothing of that name in it.")
    if not any(one.stands(field, use, on) for one in offered.permitted):
        words = f"Nobody has given permission for this to be {use.label}."
        return _no(thing, field, "no-permission", words)
    if offered.about_a_person and not _consented(offered.consents, use, on):
        words = (
            f"The person it is about has not agreed, or no longer agrees, to its being {use.label}."
        )
        return _no(thing, field, "no-consent", words)
    return Decision(Verdict.ALLOW, Way.OWN, fields=frozenset({field}))


def _consented(consents: Iterable[Consent], use: Use, on: dt.date) -> bool:
    return any(one.stands(use, on) for one in consents)


def _no(thing: Thing, field: str, code: str, words: str) -> Decision:
    return Decision(
        Verdict.REFUSE, Way.NONE, hidden=frozenset({field}), code=code, words=words, ask=thing.ask
    )
