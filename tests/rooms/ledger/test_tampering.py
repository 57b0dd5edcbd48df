"""
Every way of being at the ledger, done in earnest with the guards down, and how it shows.
"""

import datetime as dt
from dataclasses import replace
from io import StringIO

import pytest
from django.core.management import CommandError, call_command
from django.db import connection

from saferboard.ledger.anchors import NotAnAnchor, kept_in, public_key, read_anchors, signed
from saferboard.ledger.chain import FIRST
from saferboard.ledger.guards import fallen
from saferboard.ledger.models import Entry, Kind
from saferboard.ledger.operations import anchor_ledger, digest, record
from saferboard.ledger.proving import verify
from tests.rooms.ledger.conftest import lines
from tests.world import AT, BY

pytestmark = pytest.mark.django_db

SECRET = "a secret of the small world"
KEY = public_key(SECRET)


@pytest.fixture
def path(tmp_path):
    return tmp_path / "kept elsewhere" / "anchors.txt"


def anchor(path, at=AT):
    return anchor_ledger(path, by=BY, at=at, secret=SECRET)


def whys(proof) -> dict[int, str]:
    return {fault.line: fault.why for fault in proof.faults}


def test_the_guards_are_there_after_all_migrations():
    assert fallen() == []


def test_a_guard_that_was_taken_down_is_named(guard_down):
    lines(1)
    with pytest.raises(CommandError, match="The database’s guard ledger_") as said:
        call_command("ledger", "verify")
    assert len(str(said.value).splitlines()) == len(fallen()) == 4


def test_a_line_removed_in_the_middle_is_named(guard_down):
    kept = lines(5)
    Entry.objects.filter(pk=kept[2].pk).delete()
    assert whys(verify()) == {
        kept[3].pk: f"it does not follow the line before it: line {kept[2].pk} was removed"
    }


def test_several_lines_removed_are_named(guard_down):
    kept = lines(6)
    Entry.objects.filter(pk__in=[kept[2].pk, kept[3].pk]).delete()
    assert f"{kept[2].pk} to {kept[3].pk} was removed" in whys(verify())[kept[4].pk]


def test_two_lines_that_changed_places_are_named(guard_down):
    kept = lines(5)
    one, other, free = kept[1].pk, kept[2].pk, kept[4].pk + 100
    for was, becomes in ((one, free), (other, one), (free, other)):
        Entry.objects.filter(pk=was).update(id=becomes)
    found = whys(verify())
    assert sorted(found) == [one, other, kept[3].pk]
    assert "the order was changed" in found[one]


def test_a_line_put_in_between_is_named(guard_down):
    kept = lines(3)
    forged = Entry(kind=Kind.PACK_MADE, subject="meeting 9", by=BY, at=AT, facts={})
    forged.previous = kept[1].previous
    forged.digest = digest(forged)
    Entry.objects.filter(pk=kept[1].pk).update(id=kept[2].pk + 50)
    forged.pk = kept[1].pk
    forged.save(force_insert=True)
    assert kept[2].pk in whys(verify())


def test_json_that_is_none_is_a_fault_and_not_a_failure(guard_down):
    kept = lines(3)
    if connection.vendor == "postgresql":
        Entry.objects.filter(pk=kept[1].pk).update(facts=["not", "facts"])
    else:
        with connection.cursor() as cursor:
            cursor.execute("PRAGMA ignore_check_constraints = ON")
            cursor.execute("UPDATE ledger_entry SET facts = '{' WHERE id = %s", [kept[1].pk])
            cursor.execute("PRAGMA ignore_check_constraints = OFF")
    assert list(whys(verify())) == [kept[1].pk]


def test_an_end_cut_off_shows_by_the_anchor_alone(guard_down, path):
    kept = lines(5)
    anchor(path)
    Entry.objects.filter(pk__gte=kept[3].pk).delete()
    assert verify().faults == ()
    [fault] = verify(kept_in(path)).faults
    assert fault.line == kept[4].pk
    assert "is there no more; the newest line now is" in fault.why


def test_a_whole_ledger_written_anew_shows_by_the_anchor_alone(guard_down, path):
    kept = lines(4)
    anchor(path)
    numbers = [entry.pk for entry in Entry.objects.order_by("id")]
    Entry.objects.all().delete()
    previous = FIRST
    for number in numbers:
        forged = Entry(pk=number, kind=Kind.PACK_MADE, subject="meeting 7", by=BY, at=AT, facts={})
        forged.previous = previous
        forged.digest = previous = digest(forged)
        forged.save(force_insert=True)
    assert verify().faults == ()
    [fault] = verify(kept_in(path)).faults
    assert fault.line == kept[3].pk
    assert "was written anew" in fault.why


def test_lines_taken_out_and_the_rest_sealed_again_show_by_the_anchors_count(guard_down, path):
    kept = lines(3)
    made = anchor(path)
    forged = replace(made, lines=made.lines + 1)
    assert not forged.is_true
    resigned = signed(made.lines + 1, kept[2].pk, kept[2].digest, AT, secret=SECRET)
    [fault] = verify([resigned], key=KEY).faults
    assert "3 lines end with it" in fault.why


def test_an_anchor_altered_or_signed_by_another_is_named(path):
    kept = lines(3)
    made = anchor(path)
    other = signed(3, kept[2].pk, kept[2].digest, AT, secret="another")
    assert "altered" in verify([replace(made, at=AT + dt.timedelta(days=1))], key=KEY).why
    assert "another key" in verify([other], key=KEY).why
    assert verify([made, replace(other)]).faults == ()


def test_an_anchor_holds_while_the_ledger_grows_and_a_second_is_added(path):
    lines(3)
    first = anchor(path)
    lines(2)
    second = anchor(path, at=AT + dt.timedelta(days=1))
    assert kept_in(path) == [first, second]
    assert (first.lines, second.lines) == (3, 6)
    proof = verify(kept_in(path), key=KEY)
    assert (proof.faults, proof.anchors) == ((), 2)


def test_a_ledger_at_rest_needs_no_second_anchor(path):
    lines(2)
    assert anchor(path) is not None
    assert anchor(path) is None
    assert Entry.objects.filter(kind=Kind.LEDGER_ANCHORED).count() == 1


def test_an_anchor_reads_back_as_written(path):
    lines(1)
    made = anchor(path)
    assert read_anchors(["# kept by the county", "", str(made)]) == [made]
    with pytest.raises(NotAnAnchor, match="Line 1 of the anchors is not an anchor"):
        read_anchors([str(made).replace("lines=1", "lines=one")])


def test_the_commands_anchor_and_hold_against_a_copy(settings, path, guard_down, monkeypatch):
    settings.LEDGER_ANCHORS = path
    monkeypatch.setattr("saferboard.config.management.commands.ledger.fallen", list)
    kept = lines(3)
    said = StringIO()
    call_command("ledger", "anchor", stdout=said)
    assert said.getvalue() == path.read_text()
    copy = path.with_name("copy.txt")
    copy.write_text(path.read_text())
    path.unlink()
    said = StringIO()
    call_command("ledger", "verify", "--anchors", str(copy), stdout=said)
    assert said.getvalue() == "4 lines, every one as it was written. 1 anchor held.\n"
    Entry.objects.filter(pk__gte=kept[2].pk).delete()
    with pytest.raises(CommandError, match=f"Line {kept[2].pk}: it was there when the anchor"):
        call_command("ledger", "verify", "--anchors", str(copy))
    with pytest.raises(CommandError, match=r"cannot be read\. Name a file of anchors"):
        call_command("ledger", "verify", "--anchors", str(path.parent))


def test_an_anchor_that_cannot_be_kept_leaves_no_line(settings, tmp_path):
    lines(1)
    settings.LEDGER_ANCHORS = tmp_path
    with pytest.raises(CommandError, match="Nothing was done"):
        call_command("ledger", "anchor")
    assert not Entry.objects.filter(kind=Kind.LEDGER_ANCHORED).exists()


def test_lines_with_looks_are_proved_too():
    from saferboard.ledger.models import Outcome
    from saferboard.ledger.operations import Look

    look = Look("safeguarding", "isa-1", Outcome.REFUSED, ("request 1", "request 2"), "post gp")
    moment = AT.replace(microsecond=120)
    record(Kind.SIGNED_IN, subject="request 1", by=BY, at=moment, look=look, field="Ünïcode", n=3)
    assert verify().faults == ()
