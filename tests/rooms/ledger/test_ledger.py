"""
What the ledger keeps, and how it shows when somebody has been at it.
"""

import datetime as dt
from io import StringIO

import pytest
from django.core.management import CommandError, call_command
from django.db import DatabaseError, connection, connections, transaction

from saferboard.ledger.models import Entry, Kind
from saferboard.ledger.operations import FIRST, digest, record
from saferboard.ledger.proving import verify
from saferboard.ledger.queries import latest
from tests.rooms.ledger.conftest import lines as written
from tests.world import AT, BY

pytestmark = pytest.mark.django_db


def five_lines() -> list[Entry]:
    return written(5)


def test_each_line_holds_the_digest_of_the_one_before():
    lines = five_lines()
    assert lines[0].previous == FIRST
    assert [line.previous for line in lines[1:]] == [line.digest for line in lines[:-1]]
    assert verify().lines == 5
    assert verify().broken_at is None


def test_a_digest_is_the_same_in_any_time_zone():
    line = five_lines()[0]
    before = line.digest
    line.at = line.at.astimezone(dt.timezone(dt.timedelta(hours=9)))
    assert digest(line) == before
    line.refresh_from_db()
    assert digest(line) == before


@pytest.mark.parametrize("column", ["kind", "subject", "by", "post", "facts", "at"])
def test_a_line_altered_behind_the_guard_is_found(guard_down, column):
    line = five_lines()[2]
    altered = {"facts": {"pages": 99}, "at": AT + dt.timedelta(seconds=1)}
    Entry.objects.filter(pk=line.pk).update(**{column: altered.get(column, "ALTERED")})
    proof = verify()
    assert proof.broken_at == line.pk
    assert "does not say what it said" in proof.why


def test_a_line_taken_out_behind_the_guard_is_found(guard_down):
    lines = five_lines()
    Entry.objects.filter(pk=lines[2].pk).delete()
    proof = verify()
    assert proof.broken_at == lines[3].pk
    assert "does not follow" in proof.why


def test_a_line_altered_and_sealed_again_is_found_in_the_next(guard_down):
    lines = five_lines()
    lines[2].subject = "meeting of another day"
    Entry.objects.filter(pk=lines[2].pk).update(subject=lines[2].subject, digest=digest(lines[2]))
    assert verify().broken_at == lines[3].pk


@pytest.mark.parametrize(
    "statement", ["UPDATE ledger_entry SET subject = 'x'", "DELETE FROM ledger_entry"]
)
def test_the_database_itself_refuses(statement):
    five_lines()
    with (
        pytest.raises(DatabaseError, match="never"),
        transaction.atomic(),
        connection.cursor() as cursor,
    ):
        cursor.execute(statement)
    assert verify().lines == 5


def test_the_whole_of_it_cannot_be_emptied_at_a_stroke():
    if connection.vendor != "postgresql":
        pytest.skip("only PostgreSQL has a statement for it")
    five_lines()
    with (
        pytest.raises(DatabaseError, match="never"),
        transaction.atomic(),
        connection.cursor() as cursor,
    ):
        cursor.execute("TRUNCATE ledger_entry")
    assert verify().lines == 5


def test_an_act_undone_leaves_no_line():
    with transaction.atomic():
        five_lines()
        transaction.set_rollback(True)
    assert verify().lines == 0


def test_a_line_needs_the_transaction_of_its_act(monkeypatch):
    with monkeypatch.context() as outside:
        outside.setattr(connections["default"], "in_atomic_block", False)
        with pytest.raises(AssertionError, match="stand or fall together"):
            record(Kind.SIGNED_IN, subject="account 1", by=BY, at=AT)


def test_the_newest_lines_come_first_and_in_words():
    five_lines()
    lines = latest(2)
    assert [line.said for line in lines] == ["Made a pack of 4 pages", "Made a pack of 3 pages"]
    assert lines[0].number > lines[1].number


def test_the_command_says_that_the_ledger_is_whole():
    five_lines()
    said = StringIO()
    call_command("ledger", "verify", stdout=said)
    assert said.getvalue() == "5 lines, every one as it was written.\n"


def test_the_command_names_the_broken_line(guard_down):
    line = five_lines()[1]
    Entry.objects.filter(pk=line.pk).update(subject="x")
    with pytest.raises(CommandError, match=f"Line {line.pk}: it does not say what it said"):
        call_command("ledger", "verify")


def test_no_line_of_the_small_world_names_anybody(world):
    from tests.world import PEOPLE

    said = "".join(f"{e.subject} {e.by} {e.post} {e.facts}" for e in Entry.objects.all())
    assert not [name for name, _ in PEOPLE.values() if name in said]
    assert verify().broken_at is None
