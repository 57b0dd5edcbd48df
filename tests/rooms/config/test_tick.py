"""
Whatever is due: one job's failure stops no other, and two rounds never run at once.
"""

import datetime as dt
import fcntl
import io

import pytest
from django.core.management import CommandError, call_command

from saferboard.config import ticking
from saferboard.domain.jobs import Job
from saferboard.domain.refusals import Refusal, Refused
from saferboard.ledger.models import Entry, Kind
from saferboard.ledger.operations import record
from tests.rooms.config.running import SECRET, saferboard

AT = dt.datetime(2022, 10, 25, 9, tzinfo=dt.UTC)


def given(monkeypatch, *jobs):
    monkeypatch.setattr(ticking, "jobs", lambda: list(jobs))


def write_then_fail(at):
    record(Kind.SIGNED_IN, subject="account 1", by="system", at=at)
    raise ValueError("Thaddeus Quill, 17 Mill Lane")


def refuse(at):
    raise Refused(Refusal("no", "There is nothing to do it with."))


def test_one_that_fails_stops_no_other_and_leaves_nothing_half_done(db, monkeypatch, caplog):
    given(
        monkeypatch,
        Job("breaks", "x", write_then_fail),
        Job("refuses", "x", refuse),
        Job("works", "x", lambda at: f"done at {at.hour}"),
    )
    done = ticking.tick(at=AT)
    assert [(one.job.name, one.failed) for one in done] == [
        ("breaks", True),
        ("refuses", True),
        ("works", False),
    ]
    assert done[0].said.startswith("ValueError at write_then_fail, line ")
    assert done[1].said == "There is nothing to do it with."
    assert done[2].said == "done at 9"
    assert not Entry.objects.exists()
    assert "Quill" not in caplog.text


def test_a_failure_is_the_commands_status(db, monkeypatch):
    given(monkeypatch, Job("breaks", "x", write_then_fail), Job("works", "x", lambda at: "done"))
    said = io.StringIO()
    with pytest.raises(CommandError, match="A job failed; the others were done"):
        call_command("tick", stdout=said)
    assert "works: done." in said.getvalue()
    assert "Quill" not in said.getvalue()


def test_a_round_beside_another_does_nothing(db, monkeypatch, data_folder):
    ran = []
    given(monkeypatch, Job("works", "x", lambda at: ran.append(at) or "done"))
    with (data_folder / "tick.lock").open("w") as file:
        fcntl.flock(file, fcntl.LOCK_EX)
        assert ticking.tick(at=AT) is None
        said = io.StringIO()
        call_command("tick", stdout=said)
    assert said.getvalue() == "Another round is running. Nothing was done.\n"
    assert ran == []
    assert ticking.tick(at=AT)
    assert ran == [AT]


def test_it_lists_what_there_is_to_do(db):
    said = io.StringIO()
    call_command("tick", "--list", stdout=said)
    assert "letters                 Send the letters that are due\n" in said.getvalue()


def test_it_asks_for_a_time_between_rounds(tmp_path):
    run = saferboard(*["tick", "--every", "0"], folder=tmp_path, SAFERBOARD_SECRET_KEY=SECRET)
    assert run.returncode == 2
    assert "0 is not a number of seconds from 1 to 86400" in run.stderr


def test_two_jobs_of_one_name_stop_it(db, monkeypatch):
    from saferboard.letters import jobs

    monkeypatch.setattr(jobs, "JOBS", (*jobs.JOBS, *jobs.JOBS))
    with pytest.raises(AssertionError, match="two jobs have one name"):
        ticking.jobs()
