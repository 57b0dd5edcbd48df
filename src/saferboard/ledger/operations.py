"""
Writing in the ledger, and proving it whole.
"""

import datetime as dt
import hashlib
import json
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, Protocol

from django.db import connection, transaction

from saferboard.ledger.models import Entry, Kind, Outcome

FIRST = "0" * 64
"""What the first line names as the digest before it."""

SYSTEM = "system"
_LOCK = 5_147_203
"""The number of the lock that lets one writer at a time add to the chain on PostgreSQL."""


class Hand(Protocol):
    """Whoever does a thing, as the ledger needs to know them: an account, in this house."""

    origin: str

    @property
    def ledger_name(self) -> str: ...

    def ledger_posts(self, at: dt.datetime) -> str: ...


@dataclass(frozen=True)
class Look:
    """
    What makes a look at restricted things accountable, or a disclosure of them.

    `shown` are the references that were shown, never what they say; `recipient` names the
    organisation or post that something was given to.
    """

    purpose: str
    agreement: str = ""
    outcome: Outcome = Outcome.ALLOWED
    shown: Sequence[str] = ()
    recipient: str = ""


_NO_LOOK = Look(purpose="")


def record(
    kind: Kind,
    *,
    subject: str,
    by: "Hand | str",
    at: dt.datetime,
    post: str = "",
    look: Look = _NO_LOOK,
    **facts: Any,
) -> Entry:
    """
    Add one line for an act or a look, in the transaction of the act itself.

    `by` is an account, or the name of what acts by itself; an account's posts and where it
    acts from are taken from it.  `facts` holds strings, numbers, booleans and lists of them:
    short values, never a narrative and never anything about a private person.
    """
    assert transaction.get_connection().in_atomic_block, (
        "an act and its line stand or fall together"
    )
    _wait_for_the_end_of_the_chain()
    previous = Entry.objects.order_by("-id").values_list("digest", flat=True).first() or FIRST
    entry = Entry(
        kind=kind,
        subject=subject,
        at=at,
        facts=facts,
        previous=previous,
        purpose=look.purpose,
        agreement=look.agreement,
        outcome=look.outcome,
        recipient=look.recipient,
        shown=list(look.shown),
        **_who(by, post, at),
    )
    entry.digest = digest(entry)
    entry.save(force_insert=True)
    return entry


def _who(by: Hand | str, post: str, at: dt.datetime) -> dict[str, str]:
    if isinstance(by, str):
        return {"by": by, "post": post, "origin": ""}
    return {"by": by.ledger_name, "post": post or by.ledger_posts(at), "origin": by.origin}


def _wait_for_the_end_of_the_chain() -> None:
    """Two lines written at once would both follow the same one; SQLite has one writer anyway."""
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute("SELECT pg_advisory_xact_lock(%s)", [_LOCK])


_LATER = {
    "purpose": "",
    "agreement": "",
    "origin": "",
    "outcome": Outcome.ALLOWED,
    "recipient": "",
    "shown": [],
}
"""What lines have said since looks are recorded, and what stands for nothing said: a line
written before that keeps its digest."""


def digest(entry: Entry) -> str:
    """Return the SHA-256 of all a line says and of the digest before it, in hexadecimal."""
    said: list[Any] = [
        entry.kind,
        entry.subject,
        entry.by,
        entry.post,
        entry.at.astimezone(dt.UTC).isoformat(),
        entry.facts,
        entry.previous,
    ]
    later = {name: getattr(entry, name) for name in _LATER}
    if later != _LATER:
        said.append(later)
    return hashlib.sha256(json.dumps(said, sort_keys=True).encode()).hexdigest()


@dataclass(frozen=True)
class Proof:
    """How many lines were read, and the first that is not as it was written, if any."""

    lines: int
    broken_at: int | None = None
    why: str = ""


def verify() -> Proof:
    """Read the ledger from its first line and return whether every line is as written."""
    previous, lines = FIRST, 0
    for entry in Entry.objects.order_by("id").iterator(chunk_size=2000):
        lines += 1
        if entry.previous != previous:
            return Proof(lines, entry.id, "it does not follow the line before it")
        if digest(entry) != entry.digest:
            return Proof(lines, entry.id, "it does not say what it said when it was written")
        previous = entry.digest
    return Proof(lines)
