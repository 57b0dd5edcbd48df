"""
Reading the ledger.
"""

import datetime as dt
from dataclasses import dataclass

from saferboard.ledger.models import Entry
from saferboard.ledger.sentences import sentence


@dataclass(frozen=True)
class Line:
    """One act as a person reads it."""

    number: int
    at: dt.datetime
    said: str
    subject: str
    by: str
    post: str
    digest: str


def latest(count: int) -> list[Line]:
    """Return the newest `count` lines, newest first."""
    return [
        Line(e.id, e.at, sentence(e), e.subject, e.by, e.post, e.digest)
        for e in Entry.objects.order_by("-id")[:count]
    ]
