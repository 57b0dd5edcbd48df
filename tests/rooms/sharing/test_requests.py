"""
Asking another partner, and answering.
"""

import datetime as dt

import pytest

from saferboard.domain.publication import Use
from saferboard.domain.refusals import Refused
from saferboard.ledger.models import Entry, Kind
from saferboard.partners.models import Post
from saferboard.sharing.agreements.operations import change
from saferboard.sharing.models import InformationRequest
from saferboard.sharing.queries import publishable
from saferboard.sharing.requests.operations import (
    answer,
    note_consent,
    note_intelligence,
    permit,
    refuse,
    withdraw,
)
from tests.sharing_world import SOFT, asked
from tests.world import AT


def test_a_request_is_under_the_live_agreement_and_due_in_working_days(shared):
    assert shared.waiting.agreement == shared.live
    assert shared.waiting.due_on == dt.date(2022, 10, 25)  # Tuesday the 18th and five working days
    line = Entry.objects.filter(kind=Kind.REQUEST_MADE).latest("id")
    assert (line.agreement, line.purpose) == ("SA-1", "violence-reduction")


@pytest.mark.parametrize(
    ("changed", "words"),
    [
        ({"purpose": "hate-crime"}, "No agreement lets Estuary Police ask Westhaven Council"),
        ({"purpose": "curiosity"}, "Choose the purpose"),
        ({"data_class": "tenancy", "fields": ["address"]}, "No agreement lets"),
        ({"fields": ["concern", "household"]}, "does not list: Who lives in the household"),
        ({"fields": ["shoe-size"]}, "no such field"),
        ({"fields": []}, "at least one field"),
        ({"subject": " "}, "Say whom or what"),
        ({"why": ""}, "Say why you ask"),
    ],
)
def test_what_no_live_agreement_lists_is_not_asked(shared, changed, words):
    before = InformationRequest.objects.count()
    with pytest.raises(Refused, match=words):
        asked(shared.users, at=AT, **changed)
    assert InformationRequest.objects.count() == before


def test_without_a_live_agreement_the_asking_is_refused_and_logged(shared):
    change(shared.live, "end", reason="Done", by=shared.users["head"], at=AT)
    with pytest.raises(Refused, match="SA-1 has ended"):
        asked(shared.users, at=AT)
    line = Entry.objects.latest("id")
    assert (line.kind, line.outcome) == (Kind.LOOK_REFUSED, "REFUSED")
    assert line.subject == "soft-intelligence of council"
    assert line.facts["why"] == ["not-live"]


def test_one_asks_by_a_post_one_holds_and_not_ones_own_organisation(shared):
    with pytest.raises(Refused, match="This is for the Sergeant"):
        asked(shared.users, at=AT, by=shared.users["neighbour"])
    council = Post.objects.get(code="panel-coordinator")
    with pytest.raises(Refused, match="in your own organisation"):
        asked(shared.users, at=AT, by=shared.users["coordinator"], asking_post=council)
    with pytest.raises(Refused, match="may ask another partner"):
        asked(shared.users, at=AT, by=shared.users["chair"])


def test_an_answer_is_given_or_redacted_field_by_field(shared):
    kept = shared.answered
    assert (kept.state, kept.given) == ("ANSWERED", ["concern"])
    assert kept.answers == {"concern": "Carries for others"}
    assert kept.redactions == {"location": "It would give the source away"}
    line = Entry.objects.filter(kind=Kind.REQUEST_ANSWERED).latest("id")
    assert (line.recipient, line.shown) == ("Estuary Police", ["RI-1", "SI-1"])
    assert line.facts == {"given": ["concern"], "redacted": ["location"]}


@pytest.mark.parametrize(
    ("answers", "redactions", "words"),
    [
        ({"concern": "A"}, {}, "Where: write the answer, or the reason"),
        ({"concern": "A", "location": "B"}, {"location": "C"}, "not both"),
        ({}, {"concern": "A", "location": "B"}, "Refuse the request instead"),
    ],
)
def test_a_field_is_neither_left_out_nor_both(shared, answers, redactions, words):
    with pytest.raises(Refused, match=words):
        answer(
            shared.waiting,
            answers=answers,
            redactions=redactions,
            by=shared.users["social-care"],
            at=AT,
        )
    assert InformationRequest.objects.get(pk=shared.waiting.pk).state == "ASKED"


def test_only_the_post_that_is_asked_answers_and_only_under_the_agreement(shared):
    whole = {"answers": {"concern": "A", "location": "B"}, "redactions": {}, "at": AT}
    for who in ("sergeant", "head", "coordinator"):
        with pytest.raises(Refused, match="This is for the Social care"):
            answer(shared.waiting, **whole, by=shared.users[who])
    change(shared.live, "suspend", reason="A breach", by=shared.users["head"], at=AT)
    with pytest.raises(Refused, match="is suspended"):
        answer(shared.waiting, **whole, by=shared.users["social-care"])


def test_a_request_is_refused_or_taken_back_once(shared):
    with pytest.raises(Refused, match="Say a reason"):
        refuse(shared.waiting, reason="", by=shared.users["social-care"], at=AT)
    refuse(shared.waiting, reason="Not ours", by=shared.users["social-care"], at=AT)
    with pytest.raises(Refused, match="cannot be withdrawn"):
        withdraw(shared.waiting, by=shared.users["sergeant"], at=AT)
    again = asked(shared.users, at=AT)
    with pytest.raises(Refused, match="This is for the Sergeant"):
        withdraw(again, by=shared.users["social-care"], at=AT)
    withdraw(again, by=shared.users["sergeant"], at=AT)
    assert InformationRequest.objects.get(pk=again.pk).state == "WITHDRAWN"


def test_what_is_about_a_person_is_sealed_in_the_database(shared, django_assert_num_queries):
    from django.db import connection

    with connection.cursor() as cursor:
        cursor.execute("SELECT * FROM sharing_informationrequest")
        rows = str(cursor.fetchall())
        cursor.execute("SELECT * FROM sharing_intelligence")
        rows += str(cursor.fetchall())
    for word in ("Quentin", "Carries", "trainers", "robberies", "source away"):
        assert word not in rows


def test_a_note_is_kept_by_a_post_one_holds(shared):
    said = {"subject": "Somebody", "values": {"concern": "A"}, "body": None, "at": AT}
    post = Post.objects.get(code="social-care")
    with pytest.raises(Refused, match="This is for the Social care"):
        note_intelligence(keeper=post, by=shared.users["sergeant"], **said)
    with pytest.raises(Refused, match="may keep soft intelligence"):
        note_intelligence(keeper=post, by=shared.users["chair"], **said)
    with pytest.raises(Refused, match="no such field"):
        note_intelligence(
            keeper=post, by=shared.users["social-care"], **said | {"values": {"shoe-size": "9"}}
        )
    assert note_intelligence(keeper=post, by=shared.users["social-care"], **said).ref == "SI-3"
    assert asked(shared.users, at=AT).data_class == SOFT


def test_a_field_is_put_in_a_paper_by_permission_and_consent(shared):
    from saferboard.sharing.gate import may_incorporate, may_publish

    keeper, on = shared.users["social-care"], AT.date()

    def stands(may) -> bool:
        return not may(publishable(shared.note), "concern", on=on).is_refused

    assert not stands(may_incorporate)
    permit(shared.note, field="concern", use=Use.INCORPORATE, stands=True, by=keeper, at=AT)
    assert not stands(may_incorporate)
    note_consent(shared.note, use=Use.INCORPORATE, agreed=True, by=keeper, at=AT)
    assert stands(may_incorporate)
    assert not stands(may_publish)
    note_consent(shared.note, use=Use.INCORPORATE, agreed=False, by=keeper, at=AT)
    assert not stands(may_incorporate)
    with pytest.raises(Refused, match="This is for the Social care"):
        note_consent(shared.note, use=Use.PUBLISH, agreed=True, by=shared.users["sergeant"], at=AT)


def test_a_reference_that_was_deleted_is_not_given_again(shared):
    gone = shared.waiting.ref
    shared.waiting.delete()
    assert asked(shared.users, at=AT).ref == f"RI-{int(gone.removeprefix('RI-')) + 1}"
