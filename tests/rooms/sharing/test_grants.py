"""
Access for a time, lists, and breaking the glass.
"""

import datetime as dt

import pytest
from django.db import IntegrityError, transaction

from saferboard.domain.gate import Way
from saferboard.domain.refusals import Refused
from saferboard.ledger.models import Entry, Kind
from saferboard.letters.models import Letter
from saferboard.partners.models import Post
from saferboard.sharing import gate
from saferboard.sharing.grants.operations import (
    ListingWritten,
    break_glass,
    end_access,
    give_access,
    put_on_list,
    take_off_list,
)
from saferboard.sharing.models import Grant
from saferboard.sharing.requests.offered import intelligence_thing
from tests.sharing_world import FIELDS, VIOLENCE
from tests.world import AT

HOUR, DAY = dt.timedelta(hours=1), dt.timedelta(days=1)
NOTE = {"kind": "intelligence", "ref": "SI-1"}


def sees(shared, who: str, *, at=AT, purpose=VIOLENCE):
    things = [intelligence_thing(shared.note)]
    return gate.look(shared.users[who], things, purpose=purpose, at=at)[0]


def given(shared, to: str, **changed) -> Grant:
    said = {"until": AT + DAY, "reason": "Stands in", "by": shared.users["coordinator"], "at": AT}
    return give_access(shared.users[to], **NOTE, **said | changed)


def test_access_ends_by_itself(shared):
    given(shared, "head")
    assert sees(shared, "head").way is Way.OWN
    assert sees(shared, "head", at=AT + DAY - HOUR).fields
    assert sees(shared, "head", at=AT + DAY).code == "no-part"
    line = Entry.objects.filter(kind=Kind.ACCESS_GRANTED).latest("id")
    assert line.facts["to"] == shared.users["head"].ledger_name


def test_access_ends_sooner_when_it_is_ended(shared):
    grant = given(shared, "head")
    end_access(grant, by=shared.users["protection"], at=AT + HOUR)
    assert sees(shared, "head", at=AT + HOUR).code == "no-part"
    with pytest.raises(Refused, match="ended already"):
        end_access(grant, by=shared.users["coordinator"], at=AT + 2 * HOUR)


def test_access_for_another_organisation_gives_what_its_agreement_lists_and_no_more(shared):
    given(shared, "commander")
    assert sees(shared, "commander").fields == frozenset(FIELDS)
    given(shared, "partner")
    assert sees(shared, "partner").code == "no-agreement"


@pytest.mark.parametrize(
    ("to", "changed", "words"),
    [
        ("coordinator", {}, "access to yourself"),
        ("head", {"reason": " "}, "Give a reason"),
        ("head", {"until": AT}, "some time to come"),
        ("head", {"until": AT + 100 * DAY}, "92 days at most"),
    ],
)
def test_access_is_given_by_somebody_else_for_a_reason_for_a_time(shared, to, changed, words):
    with pytest.raises(Refused, match=words):
        given(shared, to, **changed)
    assert not Grant.objects.filter(ref="SI-1").exists()


def test_whoever_may_not_give_gives_nothing_and_not_anothers(shared):
    for who in ("head", "sergeant", "social-care"):
        with pytest.raises(Refused, match="give somebody access"):
            given(shared, "analyst", by=shared.users[who])
    with pytest.raises(Refused, match="no note of soft intelligence with the reference SI-9"):
        give_access(
            shared.users["head"],
            kind="intelligence",
            ref="SI-9",
            until=AT + DAY,
            reason="x",
            by=shared.users["coordinator"],
            at=AT,
        )


def test_the_database_too_lets_nobody_grant_to_themselves(shared):
    me = shared.users["coordinator"]
    with pytest.raises(IntegrityError), transaction.atomic():
        Grant.objects.create(account=me, given_by=me, **NOTE, reason="x", since=AT, until=AT + DAY)


def listed(shared, whom: str, *, lets_in: bool, **changed):
    said = {
        "lets_in": lets_in,
        "since": AT.date(),
        "until": None,
        "ring": Post.objects.get(code="social-care"),
        "reason": "A cousin",
    }
    by = changed.pop("by", shared.users["coordinator"])
    line = ListingWritten(**said | changed)
    return put_on_list(shared.users[whom], **NOTE, line=line, by=by, at=AT)


def test_whoever_is_shut_out_is_told_whom_to_ring_whatever_else_they_have(shared):
    given(shared, "sergeant")
    listing = listed(shared, "sergeant", lets_in=False)
    assert sees(shared, "sergeant").said == "You have been shut out of this. Ask the Social care."
    with pytest.raises(Refused, match="in an emergency too"):
        break_glass(**NOTE, reason="Now", by=shared.users["sergeant"], at=AT)
    take_off_list(listing, by=shared.users["coordinator"], at=AT)
    assert sees(shared, "sergeant").fields


def test_nobody_takes_themselves_off(shared):
    listing = listed(shared, "coordinator", lets_in=False, by=shared.users["protection"])
    with pytest.raises(Refused, match="yourself"):
        take_off_list(listing, by=shared.users["coordinator"], at=AT)


def test_somebody_let_in_sees_it_from_a_day_to_a_day(shared):
    with pytest.raises(Refused, match="access to yourself"):
        listed(shared, "coordinator", lets_in=True)
    listed(shared, "head", lets_in=True, until=AT.date() + DAY)
    assert sees(shared, "head", at=AT + DAY).fields
    assert sees(shared, "head", at=AT + 2 * DAY).code == "no-part"


def test_breaking_the_glass_opens_one_thing_for_an_hour_and_says_so(shared):
    worker = shared.users["sergeant"]
    with pytest.raises(Refused, match="Give a reason"):
        break_glass(**NOTE, reason="", by=worker, at=AT)
    break_glass(**NOTE, reason="A child is missing", by=worker, at=AT)
    opened = sees(shared, "sergeant", purpose="", at=AT + HOUR / 2)
    assert (opened.way, opened.fields) == (Way.EMERGENCY, frozenset(shared.note.values))
    assert Entry.objects.latest("id").facts["emergency"] is True
    assert sees(shared, "sergeant", at=AT + HOUR).fields == frozenset(FIELDS)
    letter = Letter.objects.get(kind="glass-broken")
    assert letter.post.code == "protection-officer"
    assert "The Sergeant opened SI-1" in letter.body
    assert "missing" not in letter.body
    line = Entry.objects.get(kind=Kind.GLASS_BROKEN)
    assert "missing" not in str(vars(line))
    with pytest.raises(Refused, match="open a restricted thing in an emergency"):
        break_glass(**NOTE, reason="Now", by=shared.users["head"], at=AT)
