"""
Doing whatever is due: each room's jobs, one after another, and never two rounds at once.
"""

import datetime as dt
import fcntl
import logging
from collections.abc import Iterator
from contextlib import contextmanager, nullcontext
from dataclasses import dataclass
from importlib import import_module
from importlib.util import find_spec

from django.apps import apps
from django.conf import settings
from django.db import connection, transaction

from saferboard.domain.jobs import Job
from saferboard.domain.refusals import Refused

log = logging.getLogger("saferboard.tick")
_LOCK = 5_147_204
"""The number of the lock that lets one round run at a time on PostgreSQL."""


@dataclass(frozen=True)
class Done:
    """What one job did, or that it failed and why."""

    job: Job
    said: str
    failed: bool = False


def jobs() -> list[Job]:
    """Return every job of the rooms that are installed, the lowest room's first."""
    found: list[Job] = []
    for app in apps.get_app_configs():
        if app.name.startswith("saferboard.") and find_spec(f"{app.name}.jobs"):
            found += import_module(f"{app.name}.jobs").JOBS
    names = [job.name for job in found]
    assert len(set(names)) == len(names), "two jobs have one name"
    return found


def tick(*, at: dt.datetime) -> list[Done] | None:
    """
    Do what is due, and return what each job did; None if another round is at it.

    One job's failure stops no other.
    """
    with _alone() as alone:
        return [_run(job, at) for job in jobs()] if alone else None


def _run(job: Job, at: dt.datetime) -> Done:
    try:
        with nullcontext() if job.apart else transaction.atomic():
            return Done(job, job.run(at))
    except Refused as refused:
        return Done(job, str(refused), failed=True)
    except Exception as error:
        # The error's own words may hold what a job was working on: only its kind is said.
        where = _where(error)
        log.error("The job %s failed: %s at %s", job.name, type(error).__name__, where)
        return Done(job, f"{type(error).__name__} at {where}", failed=True)


def _where(error: Exception) -> str:
    trace = error.__traceback__
    while trace is not None and trace.tb_next is not None:
        trace = trace.tb_next
    return f"{trace.tb_frame.f_code.co_name}, line {trace.tb_lineno}" if trace else "nowhere"


@contextmanager
def _alone() -> Iterator[bool]:
    """Hold the lock of this folder and, on PostgreSQL, of the database; say whether we have it."""
    settings.DATA_FOLDER.mkdir(parents=True, exist_ok=True)
    with (settings.DATA_FOLDER / "tick.lock").open("w") as file:
        try:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            yield False
            return
        if connection.vendor != "postgresql":
            yield True
            return
        # Two machines may work on one database, and a file is only one machine's.
        with connection.cursor() as cursor:
            cursor.execute("SELECT pg_try_advisory_lock(%s)", [_LOCK])
            alone = bool(cursor.fetchone()[0])
        try:
            yield alone
        finally:
            if alone:
                with connection.cursor() as cursor:
                    cursor.execute("SELECT pg_advisory_unlock(%s)", [_LOCK])
