"""
How a line is sealed to the one before it.

Nothing here may change what an existing line's digest is.
"""

import datetime as dt
import hashlib
import json
from collections.abc import Sequence
from typing import Any, NamedTuple

FIRST = "0" * 64
"""What the first line names as the digest before it."""

ALLOWED = "ALLOWED"


class Said(NamedTuple):
    """All that a line says, as its digest is made from it: texts, and lists already read."""

    kind: str
    subject: str
    by: str
    post: str
    at: str
    facts: dict[str, Any]
    purpose: str
    agreement: str
    origin: str
    outcome: str
    recipient: str
    shown: list[str]
    previous: str


# One encoder for every line: to make it anew each time takes longer than to use it.
_written = json.JSONEncoder(sort_keys=True).encode


def digest(said: Said) -> str:
    """
    Return the SHA-256 of all a line says and of the digest before it, in hexadecimal.

    What is said of looks is left out where nothing is: lines written before there were looks
    keep their digests.
    """
    words: list[Any] = [*said[:6], said.previous]
    if (
        said.purpose
        or said.agreement
        or said.origin
        or said.recipient
        or said.shown
        or said.outcome != ALLOWED
    ):
        words.append(
            {
                "purpose": said.purpose,
                "agreement": said.agreement,
                "origin": said.origin,
                "outcome": said.outcome,
                "recipient": said.recipient,
                "shown": said.shown,
            }
        )
    return hashlib.sha256(_written(words).encode()).hexdigest()


def moment(at: dt.datetime) -> str:
    """Return a moment as digests have it: in universal time, whatever zone it is given in."""
    return at.astimezone(dt.UTC).isoformat()


def read_moment(kept: Any) -> str:
    """Return a moment as a database gives it, as digests have it."""
    if isinstance(kept, str):  # SQLite keeps a text in universal time and without a zone
        return f"{kept.replace(' ', 'T', 1)}+00:00"
    return moment(kept)


def read_list(kept: Any) -> Any:
    """
    Return what a column of JSON holds, from its text.

    :raises ValueError: if it is none.
    """
    if kept == "{}":
        return {}
    if kept == "[]":
        return []
    return json.loads(kept) if isinstance(kept, str) else kept


def read_said(row: Sequence[Any]) -> Said:
    """
    Return what a row of the table says: its columns in the order of `Said`.

    :raises ValueError: if what should be JSON is none.
    """
    return Said(
        *row[:4], read_moment(row[4]), read_list(row[5]), *row[6:11], read_list(row[11]), row[12]
    )
