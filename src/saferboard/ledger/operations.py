"""
Writing in the ledger, and proving it whole.
"""

import datetime as dt
import hashlib
import json
from dataclasses import dataclass
from typing import Any

from django.db import connection, transaction

from saferboard.ledger.models import Entry, Kind

FIRST = "0" * 64
"""What the first line names as the digest before it."""

SYSTEM = "system"
_LOCK = 5_147_203
"""The number of the lock that lets one writer at a time add to the chain on PostgreSQL."""


def record(
    kind: Kind, *, subject: str, by: str, at: dt.datetime, post: str = "", **facts: Any
) -> Entry:
    """
    Add one line for an act, in the transaction of the act itself.

    `facts` holds strings, numbers, booleans and lists of them: short values, never a
    narrative and never anything about a private person.
    """
    assert transaction.get_connection().in_atomic_block, (
        "an act and its line stand or fall together"
    )
    _wait_for_the_end_of_the_chain()
    previous = Entry.objects.order_by("-id").values_list("digest", flat=True).first() or FIRST
    entry = Entry(
        kind=kind, subject=subject, by=by, at=at, post=post, facts=facts, previous=previous
    )
    entry.digest = digest(entry)
    entry.save(force_insert=True)
    return entry


def _wait_for_the_end_of_the_chain() -> None:
    """Two lines written at once would both follow the same one; SQLite has one writer anyway."""
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute("SELECT pg_advisory_xact_lock(%s)", [_LOCK])


def digest(entry: Entry) -> str:
    """Return the SHA-256 of all a line says and of the digest before it, in hexadecimal."""
    said = [
        entry.kind,
        entry.subject,
        entry.by,
        entry.post,
        entry.at.astimezone(dt.UTC).isoformat(),
        entry.facts,
        entry.previous,
    ]
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
