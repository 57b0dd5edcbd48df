"""
Whoever opens a note or a request about their own name, or a colleague's, comes to notice by night.
"""

import datetime as dt

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from saferboard.bodies.models import Body
from saferboard.domain.oddities import Rule
from saferboard.ledger.models import Entry, Kind
from saferboard.ledger.operations import PEOPLE
from saferboard.oversight.jobs import look_for_oddities
from saferboard.oversight.models import Notice
from saferboard.partners.models import Post
from saferboard.partners.sealed import person_mark
from saferboard.sharing.requests.operations import note_intelligence
from saferboard.ui import clock
from tests.sharing_world import VIOLENCE, asked
from tests.world import AT

THEIRS = {Rule.OWN_NAME.value, Rule.COLLEAGUE.value}


def note_about(world, name: str, *, panel: bool = True) -> str:
    kept = note_intelligence(
        keeper=Post.objects.get(code="social-care"),
        subject=name,
        values={"concern": "Was seen at the Arches"},
        body=Body.objects.get(code="panel") if panel else None,
        by=world.users["social-care"],
        at=AT,
    )
    return reverse("sharing:note", args=[kept.ref, VIOLENCE])


def open_page(client, world, who: str, address: str) -> int:
    client.force_login(world.users[who])
    return client.get(address).status_code


def noticed(world, who: str) -> set[tuple[str, str]]:
    look_for_oddities(clock.now() + dt.timedelta(days=1))
    found = Notice.objects.filter(account=world.users[who].ledger_name, rule__in=THEIRS)
    return set(found.values_list("rule", "about"))


def test_a_note_about_ones_own_name_brings_a_notice_and_anothers_does_not(client, world):
    own, other = note_about(world, "MARSH, Ottilie"), note_about(world, "Lucian Sparrow")
    assert open_page(client, world, "police", other) == 200
    assert open_page(client, world, "coordinator", own) == 200
    assert noticed(world, "police") == set()
    assert open_page(client, world, "police", own) == 200
    assert noticed(world, "police") == {(Rule.OWN_NAME, "SI-3")}
    assert noticed(world, "coordinator") == set()


def test_a_look_that_was_refused_is_noticed_too(client, world):
    shut = note_about(world, "Ottilie Marsh", panel=False)
    assert open_page(client, world, "police", shut) == 403
    line = Entry.objects.filter(kind=Kind.LOOK_REFUSED).latest("id")
    assert line.facts[PEOPLE] == [person_mark("Ottilie Marsh")]
    assert noticed(world, "police") == {(Rule.OWN_NAME, "intelligence SI-3")}


def test_a_request_about_a_colleague_brings_a_notice(client, world):
    made = asked(world.users, at=AT, subject="Idris Vane")
    assert open_page(client, world, "police", reverse("sharing:request", args=[made.ref])) == 200
    assert noticed(world, "police") == {(Rule.COLLEAGUE, made.ref)}


def test_the_line_holds_a_mark_and_no_name_and_a_list_holds_none(client, world):
    own = note_about(world, "Ottilie Marsh")
    open_page(client, world, "police", own)
    line = Entry.objects.filter(kind=Kind.LOOKED).latest("id")
    assert line.facts[PEOPLE] == [person_mark("Ottilie Marsh")]
    assert "ottilie" not in str(vars(line)).casefold()
    open_page(client, world, "police", f"{reverse('sharing:notes')}?purpose={VIOLENCE}")
    assert PEOPLE not in Entry.objects.filter(kind=Kind.LOOKED).latest("id").facts


@pytest.mark.parametrize("page", ["note", "request"])
def test_the_mark_asks_nothing_of_the_database(client, world, page, monkeypatch):
    args = ["SI-1", VIOLENCE] if page == "note" else ["RI-1"]
    client.force_login(world.users["police"])
    counts = []
    for people_of in (None, lambda held: []):
        if people_of:
            monkeypatch.setattr("saferboard.sharing.requests.offered.people_of", people_of)
        with CaptureQueriesContext(connection) as captured:
            client.get(reverse(f"sharing:{page}", args=args))
        counts.append(len(captured))
    assert counts[0] == counts[1]
