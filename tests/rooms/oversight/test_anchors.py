"""
Anchors are shown to whoever oversees, who takes a copy away that the ledger can be held against.
"""

import datetime as dt

import pytest
from django.core.management import call_command
from django.urls import reverse

from saferboard.ledger.anchors import kept_in, read_anchors
from saferboard.ledger.models import Kind
from saferboard.ledger.operations import anchor_ledger, record
from tests.world import AT

DAY = dt.timedelta(days=1)


def anchored(settings, times: int = 1) -> None:
    for n in range(times):
        # A ledger at rest gets no second anchor.
        record(Kind.SIGNED_IN, subject="account 1", by="system", at=AT)
        made = anchor_ledger(
            settings.LEDGER_ANCHORS, by="system", at=AT + n * DAY, secret=settings.LEDGER_SECRET
        )
        assert made is not None


def page(client, world, name: str, who: str = "protection"):
    client.force_login(world.users[who])
    return client.get(reverse(f"oversight:{name}"))


def test_the_newest_are_shown_and_every_one_is_downloaded(client, world, settings):
    anchored(settings, 22)
    kept = kept_in(settings.LEDGER_ANCHORS)
    shown = page(client, world, "anchors").content.decode()
    assert "The newest 20 of 22 anchors" in shown
    assert kept[-1].digest[:16] in shown
    assert kept[1].digest[:16] not in shown
    assert kept[-1].key in shown
    assert shown.count("True</strong>") == 20
    answer = page(client, world, "anchors-text")
    assert answer["Content-Disposition"] == 'attachment; filename="ledger-anchors.txt"'
    assert answer["Content-Type"].startswith("text/plain")
    assert read_anchors(answer.content.decode().splitlines()) == kept


def test_the_copy_taken_away_is_what_verify_reads(client, world, settings, tmp_path, capsys):
    anchored(settings)
    outside = tmp_path / "outside.txt"
    outside.write_bytes(page(client, world, "anchors-text").content)
    settings.LEDGER_ANCHORS.unlink()
    call_command("ledger", "verify", "--anchors", str(outside))
    assert "1 anchor held." in capsys.readouterr().out


def test_where_there_is_none_it_says_how(client, world):
    shown = page(client, world, "anchors").content.decode()
    assert "No anchor has been made yet" in shown
    for words in ("SAFERBOARD_LEDGER_ANCHORS", "saferboard ledger anchor", "saferboard tick"):
        assert words in shown
    text = page(client, world, "anchors-text").content.decode()
    assert "No anchor has been made yet" in text
    assert read_anchors(text.splitlines()) == []


def test_one_that_was_altered_is_said_to_be(client, world, settings):
    anchored(settings)
    file = settings.LEDGER_ANCHORS
    file.write_text(file.read_text().replace("lines=", "lines=1", 1))
    assert "Not as signed" in page(client, world, "anchors").content.decode()
    settings.LEDGER_SECRET = "another secret than that which signed"
    file.unlink()
    anchored(settings)
    settings.LEDGER_SECRET = "and a third, of a later year"
    assert "Another key’s" in page(client, world, "anchors").content.decode()


def test_a_file_of_something_else_is_said_to_be_no_anchors(client, world, settings):
    settings.LEDGER_ANCHORS.write_text("what is this\n")
    assert "is not an anchor as" in page(client, world, "anchors").content.decode()
    assert page(client, world, "anchors-text").status_code == 403


@pytest.mark.parametrize("name", ["anchors", "anchors-text"])
def test_nobody_else_sees_them(client, world, name):
    for who in ("clerk", "head", "chair", "administrator"):
        assert page(client, world, name, who).status_code == 403
    assert reverse("oversight:anchors") in page(client, world, "questions").content.decode()
