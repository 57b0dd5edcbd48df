"""
Writing in the ledger.
"""

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Protocol

from django.db import connection, transaction

from saferboard.ledger import chain
from saferboard.ledger.anchors import Anchor, add, kept_in, signed
from saferboard.ledger.chain import FIRST, Said, moment
from saferboard.ledger.models import Entry, Kind, Outcome
from saferboard.ledger.plain_facts import require_plain

SYSTEM = "system"
PEOPLE = "people"
"""The fact of a look in which a room gives the marks of whom it was about, never their names."""
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

    :raises Refused: if a value is a narrative, or has the shape of something personal.
    """
    assert transaction.get_connection().in_atomic_block, (
        "an act and its line stand or fall together"
    )
    _require_plain(subject, look, facts)
    previous = _end_of_the_chain()
    entry = Entry(
        kind=kind,
        subject=subject,
        at=at,
        facts=facts,
        previous=previous,
        **_looked(look),
        **_who(by, post, at),
    )
    entry.digest = digest(entry)
    entry.save(force_insert=True)
    _mention(_spoken_of(entry), entry.pk)
    return entry


def _looked(look: Look) -> dict[str, Any]:
    return {
        "purpose": look.purpose,
        "agreement": look.agreement,
        "outcome": look.outcome,
        "recipient": look.recipient,
        "shown": list(look.shown),
    }


def _require_plain(subject: str, look: Look, facts: dict[str, Any]) -> None:
    about = {"subject": subject, "purpose": look.purpose, "agreement": look.agreement}
    require_plain({**facts, **about, "recipient": look.recipient, "references shown": look.shown})


def _who(by: Hand | str, post: str, at: dt.datetime) -> dict[str, str]:
    if isinstance(by, str):
        return {"by": by, "post": post, "origin": ""}
    return {"by": by.ledger_name, "post": post or by.ledger_posts(at), "origin": by.origin}


def _end_of_the_chain() -> str:
    """
    Wait for the end of the chain, and return the digest it ends with.

    In plain SQL, as the next: to have the query made takes longer than to ask it, and every
    act of everybody waits here.
    """
    _wait_for_the_end_of_the_chain()
    with connection.cursor() as cursor:
        cursor.execute("SELECT digest FROM ledger_entry ORDER BY id DESC LIMIT 1")
        newest = cursor.fetchone()
    return newest[0] if newest else FIRST


def _spoken_of(entry: Entry) -> list[str]:
    """Return what a line is found by beside its subject: what was shown, and what was refused."""
    several = entry.agreement.split(", ") if ", " in entry.agreement else []
    refused = entry.facts.get("refused_refs", ())
    return [*entry.shown, *refused, *(f"agreement {name}" for name in several)]


def _mention(shown: Sequence[str], line: int) -> None:
    if not shown:
        return
    with connection.cursor() as cursor:
        cursor.executemany(
            "INSERT INTO ledger_mention (reference, line) VALUES (%s, %s)",
            [(reference, line) for reference in dict.fromkeys(shown)],
        )


def _wait_for_the_end_of_the_chain() -> None:
    """Two lines written at once would both follow the same one; SQLite has one writer anyway."""
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute("SELECT pg_advisory_xact_lock(%s)", [_LOCK])


def said(entry: Entry) -> Said:
    """Return what an entry says, as its digest is made from it."""
    return Said(
        entry.kind,
        entry.subject,
        entry.by,
        entry.post,
        moment(entry.at),
        entry.facts,
        entry.purpose,
        entry.agreement,
        entry.origin,
        entry.outcome,
        entry.recipient,
        entry.shown,
        entry.previous,
    )


def digest(entry: Entry) -> str:
    """Return the SHA-256 of all a line says and of the digest before it, in hexadecimal."""
    return chain.digest(said(entry))


@transaction.atomic
def anchor_ledger(path: Path, *, by: "Hand | str", at: dt.datetime, secret: str) -> Anchor | None:
    """
    Add an anchor of the ledger as it stands to a file, and return it.

    Nothing is added, and None returned, where nothing was written since the newest anchor but
    its own line: a ledger at rest needs no second anchor.

    :raises NotAnAnchor: if the file holds something else.
    """
    _wait_for_the_end_of_the_chain()
    newest = Entry.objects.order_by("-id").values_list("id", "kind", "digest").first()
    if newest is None:
        return None
    number, kind, line_digest = newest
    if kind == Kind.LEDGER_ANCHORED and kept_in(path):
        return None
    anchor = signed(Entry.objects.count(), number, line_digest, at, secret=secret)
    record(Kind.LEDGER_ANCHORED, subject=f"ledger line {number}", by=by, at=at, lines=anchor.lines)
    add(anchor, path)
    return anchor


@transaction.atomic
def note_protected(role: str, *, by: "Hand | str", at: dt.datetime) -> None:
    """Leave a line that a role of the database was left no right to alter the ledger."""
    record(Kind.LEDGER_PROTECTED, subject="ledger", by=by, at=at, role=role)
