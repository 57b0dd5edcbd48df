"""
Two clerks at once: each in a thread and on a connection of their own.
"""

import threading

import pytest
from django.db import connection, connections
from django.test.utils import CaptureQueriesContext

from saferboard.domain.refusals import Refused
from saferboard.domain.states import PackState
from saferboard.ledger.models import Entry, Kind
from saferboard.letters.models import Letter
from saferboard.meetings.models import Edition, Meeting, Pack
from saferboard.packs.operations import issue_pack, make_pack
from tests.rooms.packs.giving import exempt, give, untagged_pdf
from tests.world import AT, BY, PUBLISHED, drafted


def both_at_once(do) -> list[object]:
    """Do a thing in two threads that begin together; return what came of each."""
    gate = threading.Barrier(2)
    came: list[object] = []

    def one() -> None:
        try:
            meeting = Meeting.objects.get(code=PUBLISHED)
            gate.wait(timeout=20)
            came.append(do(meeting))
        except Refused as refused:
            came.append(str(refused))
        finally:
            connections.close_all()

    threads = [threading.Thread(target=one) for _ in range(2)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(timeout=60)
    return came


@pytest.fixture
def shared(shared_world):
    give(shared_world, "3", untagged_pdf())
    exempt(shared_world.published, "3")
    return shared_world


def test_whoever_issues_holds_the_meetings_row_first(world):
    make_pack(world.published, by=BY, at=AT)
    read = drafted(world.published)
    with CaptureQueriesContext(connection) as asked:
        issue_pack(world.published, sha256=read, by=BY, at=AT)
    touched = [q["sql"] for q in asked if '"meetings_' in q["sql"]]
    assert touched[0].startswith("SELECT")
    assert touched[0].endswith("FOR UPDATE") == connection.features.has_select_for_update
    assert '"meetings_pack"' not in touched[0]


def test_two_clerks_who_issue_at_once_issue_once(shared):
    make_pack(shared.published, by=BY, at=AT)
    read = drafted(shared.published)
    came = both_at_once(lambda meeting: issue_pack(meeting, sha256=read, by=BY, at=AT))
    assert sorted(type(one).__name__ for one in came) == ["Pack", "str"]
    assert "The pack is issued and cannot be issued." in came
    issued = Pack.objects.filter(state=PackState.ISSUED)
    assert {pack.edition for pack in issued} == {Edition.PUBLIC, Edition.FULL}
    assert issued.count() == 2
    assert Entry.objects.filter(kind=Kind.PACK_ISSUED).count() == 1
    assert Letter.objects.filter(kind="papers-issued").count() == 5


def test_two_clerks_who_make_at_once_leave_one_draft_with_its_papers(shared):
    came = both_at_once(lambda meeting: make_pack(meeting, by=BY, at=AT))
    assert [type(one).__name__ for one in came] == ["Pack", "Pack"]
    drafts = Pack.objects.filter(state=PackState.DRAFT)
    assert {pack.edition for pack in drafts} == {Edition.PUBLIC, Edition.FULL}
    assert drafts.count() == 2
    assert all(pack.papers.exists() for pack in drafts)
    assert Pack.objects.filter(state=PackState.REPLACED).count() == 2


def test_one_who_makes_while_another_issues_changes_nothing_that_is_out(shared):
    make_pack(shared.published, by=BY, at=AT)
    read = drafted(shared.published)
    turns = iter((True, False))
    lock = threading.Lock()

    def do(meeting):
        with lock:
            issues = next(turns)
        if issues:
            return issue_pack(meeting, sha256=read, by=BY, at=AT)
        return make_pack(meeting, by=BY, at=AT)

    both_at_once(do)
    states = sorted(Pack.objects.exclude(state=PackState.REPLACED).values_list("state", flat=True))
    # Whichever came first: two editions of one pack, both out or both not.
    assert states in (["ISSUED", "ISSUED"], ["DRAFT", "DRAFT"])
