"""
The ledger: lines a second, each in a transaction of its own, and proving a million of them.

The database is a file of SQLite with the product's own settings.  Each figure stands beside the
same work without the chain: the same rows inserted, the same rows read.
"""

import datetime as dt
import os
import secrets
import statistics
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from typing import Any

RECORDED, ROUNDS = 1000, 3
LINES = 1_000_000
AT_ONCE = 10_000
AT = dt.datetime(2022, 10, 19, 9, tzinfo=dt.UTC)


def main(lines: int) -> int:
    with tempfile.TemporaryDirectory(prefix="saferboard-bench-") as folder:
        os.environ.update(
            SAFERBOARD_DATA=folder,
            SAFERBOARD_SECRET_KEY=secrets.token_urlsafe(50),
            DJANGO_SETTINGS_MODULE="saferboard.config.settings",
        )
        os.environ.pop("SAFERBOARD_DATABASE_URL", None)
        import django
        from django.core.management import call_command

        django.setup()
        call_command("migrate", verbosity=0)
        writing()
        proving(lines)
    return 0


def writing() -> None:
    """Time lines written by `record`, in turn with the same rows written plainly."""
    from django.db import transaction

    from saferboard.ledger.models import Entry, Kind, Outcome
    from saferboard.ledger.operations import SYSTEM, Look, record

    look = Look("safeguarding", "isa-2022-04", Outcome.ALLOWED, ["request 1", "request 2"])

    def with_chain(n: int) -> None:
        with transaction.atomic():
            record(Kind.SIGNED_IN, subject=f"request {n}", by=SYSTEM, at=AT, look=look, number=n)

    def without(n: int) -> None:
        with transaction.atomic():
            plain = Entry(kind=Kind.SIGNED_IN, subject=f"request {n}", by=SYSTEM, at=AT)
            plain.facts, plain.shown = {"number": n}, list(look.shown)
            plain.purpose, plain.agreement = look.purpose, look.agreement
            plain.previous, plain.digest = "0" * 64, f"plain {n}"
            plain.save(force_insert=True)

    rounds = []
    for turn in range(ROUNDS):
        start = turn * RECORDED
        rounds.append((timed(with_chain, start), timed(without, start)))
        call_emptied()
    (chained, own), (plain, _) = (
        [statistics.median(seconds) for seconds in zip(*column, strict=True)]
        for column in zip(*rounds, strict=True)
    )
    print(
        f"record: {RECORDED / chained:,.0f} lines a second, each in its own transaction;"
        f" the same rows without chain {RECORDED / plain:,.0f}:"
        f" {chained / plain:.2f} times the time"
    )
    print(f"of the process's own time a line takes {1000 * own / RECORDED:.2f} ms")


def timed(act: Callable[[int], None], start: int) -> tuple[float, float]:
    """Return the seconds of so many acts, and how many of them were the process's own."""
    began, own = time.perf_counter(), time.process_time()
    for n in range(start, start + RECORDED):
        act(n)
    return time.perf_counter() - began, time.process_time() - own


def call_emptied() -> None:
    """Begin with an empty ledger: its table goes with its triggers, as nothing else empties it."""
    from django.core.management import call_command

    call_command("migrate", "ledger", "zero", verbosity=0)
    call_command("migrate", "ledger", verbosity=0)


def proving(lines: int) -> None:
    """Time the proof of a whole ledger beside reading its rows."""
    from saferboard.ledger.proving import rows, verify

    fill(lines)
    began = time.perf_counter()
    read = sum(1 for _ in rows())
    reading = time.perf_counter() - began
    began = time.perf_counter()
    proof = verify()
    seconds = time.perf_counter() - began
    assert (proof.lines, proof.faults) == (read, ()), proof
    print(
        f"verify: {proof.lines:,} lines in {seconds:.1f} s;"
        f" to read the rows without proving {reading:.1f} s: {seconds / reading:.2f} times the time"
    )
    print(f"peak memory of the process: {peak()} MB")


def fill(lines: int) -> None:
    """Write a chain of lines such as a gate leaves, a few thousand at a time."""
    from saferboard.ledger.chain import FIRST, Said, digest
    from saferboard.ledger.models import Entry

    def chained() -> Iterator[Entry]:
        previous = FIRST
        for n in range(lines):
            at = AT + dt.timedelta(seconds=20 * n)
            entry = Entry(
                kind="SIGNED_IN",
                subject=f"request {n % 50_000}",
                by=f"account {n % 400}",
                post="panel-coordinator",
                at=at,
                facts={"field": n % 9, "list": "panel"},
                purpose="safeguarding",
                agreement=f"isa-{n % 40}",
                origin="web 10.1.2.0/24",
                outcome="ALLOWED",
                recipient="",
                shown=[f"request {n % 50_000}"],
                previous=previous,
            )
            entry.digest = previous = digest(
                Said(*(getattr(entry, name) for name in Said._fields))._replace(at=at.isoformat())
            )
            yield entry

    held: list[Entry] = []
    for entry in chained():
        held.append(entry)
        if len(held) == AT_ONCE:
            keep(held)
            held.clear()
    keep(held)


def keep(entries: list[Any]) -> None:
    """Insert rows in plain SQL: Django's own way would take most of the bench's time."""
    from django.db import connection, transaction

    from saferboard.ledger.models import Entry

    fields = [field for field in Entry._meta.fields if field.name != "id"]
    columns = ", ".join(f'"{field.column}"' for field in fields)
    rows = [
        [field.get_db_prep_save(getattr(entry, field.attname), connection) for field in fields]
        for entry in entries
    ]
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.executemany(
            f"INSERT INTO ledger_entry ({columns}) VALUES ({', '.join(['%s'] * len(fields))})", rows
        )


def peak() -> int:
    import resource

    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024


if __name__ == "__main__":
    raise SystemExit(main(int(sys.argv[1]) if len(sys.argv) > 1 else LINES))
