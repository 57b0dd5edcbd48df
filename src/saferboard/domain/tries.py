"""
How often a secret may be tried before whoever tries has to wait.

Counted twice: for the one account, so that its password cannot be guessed from many places,
and for the network, so that one password cannot be tried on many accounts.
"""

import dataclasses
import datetime as dt
import enum
from collections.abc import Sequence


class Trying(enum.StrEnum):
    """What is tried."""

    SIGN_IN = "SIGN_IN"
    CODE = "CODE"
    LINK = "LINK"
    RESET = "RESET"
    QUESTION = "QUESTION"

    @property
    def protects(self) -> str:
        """What the limit is for, as whoever has to wait is told."""
        if self is Trying.QUESTION:
            return "This keeps the page for questions open for everybody."
        return "This protects accounts from people who guess."

    @property
    def label(self) -> str:
        return _LABELS[self]


_LABELS = {
    Trying.SIGN_IN: "sign in",
    Trying.CODE: "give a code",
    Trying.LINK: "open a link of a letter",
    Trying.RESET: "ask for a new password",
    Trying.QUESTION: "send a question",
}


@dataclasses.dataclass(frozen=True)
class Limit:
    """So many tries within a stretch of time."""

    tries: int
    within: dt.timedelta


@dataclasses.dataclass(frozen=True)
class Limits:
    """The two limits of one thing that is tried."""

    by_account: Limit
    by_network: Limit


_QUARTER, _HOUR = dt.timedelta(minutes=15), dt.timedelta(hours=1)

# A council's whole building is one network: it is allowed what a busy morning brings.
LIMITS: dict[Trying, Limits] = {
    Trying.SIGN_IN: Limits(Limit(5, _QUARTER), Limit(60, _QUARTER)),
    Trying.CODE: Limits(Limit(5, _QUARTER), Limit(60, _QUARTER)),
    Trying.LINK: Limits(Limit(10, _QUARTER), Limit(30, _QUARTER)),
    Trying.RESET: Limits(Limit(3, _HOUR), Limit(20, _HOUR)),
    Trying.QUESTION: Limits(Limit(10, _HOUR), Limit(30, _HOUR)),
}
LONGEST = _HOUR
"""The longest stretch that any limit looks back on: older tries are forgotten."""


def free_at(tried: Sequence[dt.datetime], limit: Limit, *, at: dt.datetime) -> dt.datetime | None:
    """
    Return the moment from which one more try is allowed, or None if it is allowed `at` once.

    A try after `at` does not count: a clock was set back.
    """
    counted = sorted(one for one in tried if at - limit.within < one <= at)
    if len(counted) < limit.tries:
        return None
    return counted[-limit.tries] + limit.within
