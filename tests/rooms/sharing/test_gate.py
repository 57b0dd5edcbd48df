"""
Soft intelligence through the gate: what is kept, who sees what, and what the ledger says of it.
"""

import datetime as dt

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from saferboard.domain.gate import Thing, Verdict, Way
from saferboard.domain.handling import Handling
from saferboard.ledger.models import Entry, Kind, Outcome
from saferboard.partners.models import Holding
from saferboard.sharing import gate
from saferboard.sharing.agreements.operations import change, keep_the_calendar
from saferboard.sharing.requests.offered import intelligence_thing, request_thing
from tests.sharing_world import FIELDS, VIOLENCE
from tests.world import AT

LAST = dt.datetime(2022, 12, 31, 23, 30, tzinfo=dt.UTC)


def look(shared, who: str, thing: Thing | None = None, *, at=AT, purpose=VIOLENCE):
    thing = thing or intelligence_thing(shared.note)
    return gate.look(shared.users[who], [thing], purpose=purpose, at=at)[0]


def test_the_keeper_sees_all_of_a_note_and_the_panel_what_the_agreement_lists(shared):
    kept = look(shared, "social-care")
    assert (kept.way, kept.fields) == (Way.KEEPER, frozenset(shared.note.values))
    seen = look(shared, "sergeant")
    assert (seen.verdict, seen.fields) == (Verdict.REDACT, frozenset(FIELDS))
    assert seen.conditions == ("Nobody tells the person that it was shared.",)
    assert look(shared, "coordinator").way is Way.OWN
    assert look(shared, "head").code == "no-part"


def test_exactly_the_listed_fields_show_until_the_day_it_ends(shared):
    assert look(shared, "sergeant", at=LAST).fields == frozenset(FIELDS)
    after = look(shared, "sergeant", at=LAST + dt.timedelta(hours=1))
    assert after.fields == frozenset()
    assert after.said == "The agreement SA-1 ended on 31 December 2022. Ask the Head of" + (
        " Community Safety."
    )
    assert keep_the_calendar(at=LAST + dt.timedelta(hours=1)) == 1
    shared.live.refresh_from_db()
    assert shared.live.state == "ENDED"


def test_a_look_is_one_line_that_names_what_it_rested_on(shared):
    before = Entry.objects.count()
    look(shared, "sergeant")
    line = Entry.objects.latest("id")
    assert Entry.objects.count() == before + 1
    assert (line.kind, line.subject, line.outcome) == (Kind.LOOKED, "intelligence SI-1", "ALLOWED")
    assert (line.purpose, line.agreement, line.shown) == (VIOLENCE, "SA-1", ["SI-1"])
    assert line.by == shared.users["sergeant"].ledger_name
    assert line.post == "sergeant"


def test_a_look_that_is_refused_is_a_line_too(shared):
    change(shared.live, "end", reason="Done with", by=shared.users["head"], at=AT)
    look(shared, "sergeant")
    line = Entry.objects.latest("id")
    assert (line.kind, line.outcome, line.shown) == (Kind.LOOK_REFUSED, Outcome.REFUSED, [])
    assert (line.facts["refused_refs"], line.facts["why"]) == (["SI-1"], ["not-live"])


def test_the_ledger_says_nothing_of_the_person(shared):
    look(shared, "sergeant")
    said = " ".join(str(vars(line)) for line in Entry.objects.all())
    for word in ("Quentin", "Lark", "trainers", "Arches", "robberies", "Carries"):
        assert word not in said


def test_a_list_is_one_line_and_asks_the_same_whatever_its_length(shared):
    thing = intelligence_thing(shared.note)
    asked = {}
    for many in (3, 300):
        before = Entry.objects.count()
        with CaptureQueriesContext(connection) as captured:
            things = [
                Thing(**vars(thing) | {"ref": f"SI-{n}", "body": "panel" if n % 3 else ""})
                for n in range(many)
            ]
            decisions = gate.look(shared.users["sergeant"], things, purpose=VIOLENCE, at=AT)
        assert Entry.objects.count() == before + 1
        asked[many] = len(captured)
        line = Entry.objects.latest("id")
        assert line.shown == [f"SI-{n}" for n in range(many) if n % 3]
        assert line.facts["refused_refs"] == [f"SI-{n}" for n in range(many) if not n % 3]
        assert [d.is_refused for d in decisions] == [not n % 3 for n in range(many)]
    assert asked[3] == asked[300] <= 16


def test_what_is_not_restricted_leaves_no_line(shared):
    before = Entry.objects.count()
    open_thing = Thing(kind="paper", ref="P-1", handling=Handling.PARTNERS)
    assert not look(shared, "partner", open_thing).is_refused
    assert look(shared, "neighbour", open_thing).is_refused
    assert Entry.objects.count() == before


def test_whoever_leaves_the_post_sees_nothing_the_day_after(shared):
    person = shared.users["sergeant"].person
    Holding.objects.filter(person=person).update(until=AT.date())
    assert look(shared, "sergeant").fields
    assert look(shared, "sergeant", at=AT + dt.timedelta(days=1)).code == "no-part"


@pytest.mark.parametrize("purpose", ["", "curiosity"])
def test_a_purpose_that_is_not_on_the_list_opens_nothing(shared, purpose):
    assert look(shared, "sergeant", purpose=purpose).code == "no-purpose"
    assert look(shared, "social-care", purpose=purpose).code == "no-purpose"


def test_an_answer_is_seen_by_the_post_that_asked_and_the_post_that_gave(shared):
    thing = request_thing(shared.answered)
    assert look(shared, "sergeant", thing).fields == {"concern"}
    assert look(shared, "social-care", thing).way is Way.KEEPER
    for who in ("commander", "chair", "head", "neighbour", "protection"):
        assert look(shared, who, thing).is_refused, who
    change(shared.live, "suspend", reason="A breach", by=shared.users["commander"], at=AT)
    assert look(shared, "sergeant", thing).said.startswith("The agreement SA-1 is suspended.")
    change(shared.live, "resume", reason="Looked into", by=shared.users["head"], at=AT)
    assert look(shared, "sergeant", thing).fields == {"concern"}
