"""
Making a long pack in a process of its own.
"""

import datetime as dt
import os
import subprocess
import sys

import pytest
from django.conf import settings
from django.db import IntegrityError, connection, transaction

from saferboard.domain.refusals import Refused
from saferboard.domain.states import MakingState, PackState
from saferboard.ledger.models import Entry, Kind
from saferboard.meetings.models import Pack
from saferboard.packs.makings import launching, operations
from saferboard.packs.makings.operations import DIED, WENT_WRONG, start_making, work
from saferboard.packs.makings.queries import AT_ONCE, STILL_FOR, latest
from saferboard.packs.models import Making
from tests.rooms.packs.giving import give, untagged_pdf
from tests.world import AT, PUBLISHED

MAKE = f"/meetings/{PUBLISHED}/pack/make/"
PAGE = f"/meetings/{PUBLISHED}/pack/making/"
LONG = AT_ONCE + 5


@pytest.fixture
def launched(monkeypatch) -> list[int]:
    """What would have been begun in a process of its own, in the order it was asked for."""
    begun: list[int] = []
    monkeypatch.setattr(operations, "launch", begun.append)
    return begun


@pytest.fixture
def long(world):
    give(world, "3", untagged_pdf(pages=LONG))
    return world


def now() -> dt.datetime:
    return AT


def start(world, *, at=AT) -> Making:
    return start_making(world.published, by=world.users["clerk"], at=at)


def test_a_long_pack_is_made_apart_and_the_page_says_how_far_it_is(
    client, long, launched, django_capture_on_commit_callbacks
):
    client.force_login(long.users["clerk"])
    with django_capture_on_commit_callbacks(execute=True):
        assert client.post(MAKE).url == PAGE
    making = Making.objects.get()
    assert launched == [making.pk]
    assert Entry.objects.latest("id").kind == Kind.MAKING_STARTED
    assert "It is about to begin." in client.get(PAGE).content.decode()
    Making.objects.update(state=MakingState.WORKING, done=10, moved_at=long.published.starts)
    page = client.get(PAGE).content.decode()
    assert f"10 of {LONG} given pages bound in." in page
    assert f'max="{LONG}" value="10"' in page
    Making.objects.update(state=MakingState.WAITING, done=0)
    work(making.pk, now=now)
    making.refresh_from_db()
    assert (making.state, making.done) == (MakingState.DONE, LONG)
    assert "The draft is made." in client.get(PAGE).content.decode()
    pack = Pack.objects.get()
    assert (pack.state, pack.made_by) == (PackState.DRAFT, long.users["clerk"].ledger_name)


def test_progress_is_written_down_as_pages_are_bound(long, launched, monkeypatch):
    making = start(long)
    noted = []
    kept = operations.Making.objects.filter

    def watching(**asked):
        rows = kept(**asked)
        update = rows.update

        def noting(**changed):
            if "done" in changed:
                noted.append(changed["done"])
            return update(**changed)

        rows.update = noting
        return rows

    monkeypatch.setattr(operations.Making.objects, "filter", watching)
    work(making.pk, now=now)
    assert noted == [10, 20, LONG]


def test_two_makings_do_not_run_side_by_side(long, launched):
    start(long)
    with pytest.raises(Refused, match="being made already"):
        start(long)
    with pytest.raises(IntegrityError), transaction.atomic():
        Making.objects.create(
            meeting=long.published, asked_by=long.users["clerk"], asked_at=AT, moved_at=AT
        )


def test_a_making_is_taken_by_one_process_alone(long, launched):
    making = start(long)
    work(making.pk, now=now)
    work(making.pk, now=now)
    assert Pack.objects.count() == 1


def test_one_whose_process_died_is_said_to_be_dead_and_gives_way(client, long, launched):
    making = start(long)
    after = AT + STILL_FOR + dt.timedelta(seconds=1)
    seen = latest(PUBLISHED, at=after)
    assert (seen.is_still, seen.is_under_way) == (True, False)
    again = start(long, at=after)
    making.refresh_from_db()
    assert (making.state, making.why) == (MakingState.FAILED, DIED)
    assert again.state == MakingState.WAITING


def test_a_refusal_is_kept_for_whoever_asked(long, launched):
    making = start(long)
    Pack.objects.create(
        meeting=long.published,
        state=PackState.ISSUED,
        issued_at=AT,
        made_at=AT,
        made_by="system",
        sha256="0" * 64,
        pages=1,
        size=1,
    )
    work(making.pk, now=now)
    making.refresh_from_db()
    assert making.state == MakingState.FAILED
    assert making.why == "The pack is issued and cannot be replaced."


def test_when_something_breaks_nothing_is_kept_and_the_page_says_so(long, launched, monkeypatch):
    making = start(long)

    def broken(*args, **kwargs):
        raise OSError("no room")

    monkeypatch.setattr(operations, "make_pack", broken)
    with pytest.raises(OSError, match="no room"):
        work(making.pk, now=now)
    making.refresh_from_db()
    assert (making.state, making.why) == (MakingState.FAILED, WENT_WRONG)
    assert not Pack.objects.exists()


def test_it_is_for_the_clerk(client, long, launched):
    client.force_login(long.users["head"])
    assert client.post(MAKE).status_code == 403
    assert client.get(PAGE).status_code == 403
    assert not Making.objects.exists()


def test_the_process_is_one_of_our_own_and_is_not_waited_for(monkeypatch):
    begun = []
    monkeypatch.setattr(subprocess, "Popen", lambda words, **more: begun.append((words, more)))
    launching.launch(7)
    ((words, more),) = begun
    assert words == [sys.executable, "-m", "saferboard.packs.makings.apart", "7"]
    assert more["start_new_session"] is True


def test_the_process_makes_the_pack(shared_world, monkeypatch):
    """The process itself, on a database that it and the test can both see."""
    world = shared_world
    give(world, "3", untagged_pdf(pages=LONG))
    monkeypatch.setattr(operations, "launch", lambda making: None)
    making = start(world)
    done = subprocess.run(
        [sys.executable, "-c", APART, str(making.pk)],
        capture_output=True,
        text=True,
        check=False,
        timeout=60,
        env={
            "PATH": os.defpath,
            "PYTHONPATH": os.pathsep.join(sys.path),
            "SAFERBOARD_DATA": str(settings.DATA_FOLDER),
            "SAFERBOARD_DEMO": "yes",
            "SAFERBOARD_TODAY": "2022-10-19",
            "SAFERBOARD_PLACE": settings.SAFERBOARD_SITE["place"],
            "SAFERBOARD_SECRET_KEY": "of no use outside this test",
            "SAFERBOARD_DATABASE_URL": address_of(connection.settings_dict),
        },
    )
    assert done.returncode == 0, done.stderr
    making.refresh_from_db()
    assert (making.state, making.done, making.why) == (MakingState.DONE, LONG, "")
    assert Pack.objects.get().state == PackState.DRAFT


APART = "import sys; from saferboard.packs.makings.apart import main; main(int(sys.argv[1]))"


def address_of(database: dict) -> str:
    if connection.vendor == "sqlite":
        return f"sqlite:///{database['NAME']}"
    from urllib.parse import quote

    host = quote(str(database["HOST"]), safe="")
    who = f"{database['USER']}:{database['PASSWORD']}" if database["PASSWORD"] else database["USER"]
    port = f":{database['PORT']}" if database["PORT"] else ""
    return f"postgres://{who}@{host}{port}/{database['NAME']}"
