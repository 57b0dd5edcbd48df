"""
An agreement from its draft to its end: who may do what to it, when, and what is kept.
"""

import datetime as dt

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from saferboard.domain.refusals import Refused
from saferboard.ledger.models import Entry, Kind
from saferboard.letters.models import Letter
from saferboard.partners.models import Post
from saferboard.sharing.agreements.operations import (
    GivenWritten,
    attach_document,
    change,
    draft_agreement,
    draft_new_version,
    keep_the_calendar,
    review,
    send_out,
    sign,
    write_terms,
)
from saferboard.sharing.jobs import keep_agreements
from saferboard.sharing.models import Agreement
from tests.world import AT


@pytest.fixture
def draft(shared) -> Agreement:
    owner = Post.objects.get(code="head-of-safety")
    return draft_agreement("A third", owner=owner, by=shared.users["head"], at=AT)


def written(shared, draft, **changed):
    terms = {
        "parties": ["council", "police"],
        "given": [GivenWritten("police", "incident", ["location", "incident-date"])],
        "purposes": ["violence-reduction"],
        "bases": ["cda-1998-s115", "ukgdpr-6-1-e"],
        "since": dt.date(2022, 11, 1),
        "review_on": dt.date(2023, 5, 1),
    }
    write_terms(draft, **terms | changed, by=shared.users["head"], at=AT)
    return draft


def test_it_is_live_when_every_party_has_signed_and_its_day_has_come(shared, draft):
    send_out(written(shared, draft), by=shared.users["head"], at=AT)
    draft.refresh_from_db()
    sign(draft, digest=draft.digest, by=shared.users["chair"], at=AT)
    sign(draft, digest=draft.digest, by=shared.users["commander"], at=AT)
    draft.refresh_from_db()
    assert draft.state == "OUT_FOR_SIGNATURE"  # its first day is 1 November
    assert keep_the_calendar(at=AT) == 0
    assert keep_the_calendar(at=AT.replace(month=11, day=1)) == 1
    draft.refresh_from_db()
    assert draft.state == "LIVE"
    did = [step.did for step in draft.steps.all()]
    assert did == ["Drafted", "Sent out for signature", "Signed", "Signed", "Became live"]


def test_what_is_signed_is_the_digest_of_the_terms(shared):
    line = Entry.objects.filter(kind=Kind.AGREEMENT_SIGNED).latest("id")
    assert line.facts == {"terms": shared.live.digest, "organisation": "Eastmere Council"}
    assert {party.digest for party in shared.live.parties.all()} == {shared.live.digest}
    with pytest.raises(Refused, match="terms have changed since you read them"):
        sign(shared.unsigned, digest=shared.live.digest, by=shared.users["chair"], at=AT)


@pytest.mark.parametrize(
    ("who", "words"),
    [
        ("eastmere", "your own organisation only"),
        ("head", "Only the chair, the vice-chair or the chief|may sign"),
        ("sergeant", "may sign a sharing agreement"),
    ],
)
def test_one_signs_for_ones_own_organisation_only(shared, who, words):
    with pytest.raises(Refused, match=words):
        sign(shared.unsigned, digest=shared.unsigned.digest, by=shared.users[who], at=AT)


def test_a_party_signs_once(shared):
    sign(shared.unsigned, digest=shared.unsigned.digest, by=shared.users["chair"], at=AT)
    with pytest.raises(Refused, match="Westhaven Council has signed already"):
        sign(shared.unsigned, digest=shared.unsigned.digest, by=shared.users["chair"], at=AT)


def test_terms_are_fixed_once_out_for_signature(shared):
    for agreement in (shared.unsigned, shared.live):
        with pytest.raises(Refused, match="are fixed"):
            write_terms(agreement, title="Other", by=shared.users["head"], at=AT)


def test_a_change_is_a_new_version_signed_again_and_the_old_one_holds_until_then(shared):
    newer = draft_new_version(shared.live, by=shared.users["head"], at=AT)
    assert (newer.name, newer.state, newer.digest) == ("SA-1 (version 2)", "DRAFT", "")
    write_terms(newer, conditions=["Kept for a year."], by=shared.users["head"], at=AT)
    send_out(newer, by=shared.users["head"], at=AT)
    newer.refresh_from_db()
    assert newer.digest != shared.live.digest
    for name in ("chair", "commander"):
        sign(newer, digest=newer.digest, by=shared.users[name], at=AT)
    assert Agreement.objects.get(pk=shared.live.pk).state == "LIVE"
    sign(newer, digest=newer.digest, by=shared.users["eastmere"], at=AT)
    assert Agreement.objects.get(pk=shared.live.pk).state == "ENDED"
    assert Agreement.objects.get(pk=newer.pk).state == "LIVE"


def test_a_new_version_of_what_is_out_for_signature_withdraws_it(shared):
    newer = draft_new_version(shared.unsigned, by=shared.users["head"], at=AT)
    assert Agreement.objects.get(pk=shared.unsigned.pk).state == "WITHDRAWN"
    assert [given.fields for given in newer.given.all()] == [["concern", "location"]]
    with pytest.raises(Refused, match="later version"):
        draft_new_version(shared.unsigned, by=shared.users["head"], at=AT)


@pytest.mark.parametrize(
    ("missing", "words"),
    [
        ({"parties": ["council"], "given": []}, "two parties"),
        ({"purposes": []}, "a purpose"),
        ({"bases": []}, "a legal basis"),
        ({"given": []}, "a class of data"),
        ({"since": None}, "its first day"),
        ({"review_on": None}, "a day to review it"),
    ],
)
def test_what_is_not_whole_is_not_sent_out(shared, draft, missing, words):
    with pytest.raises(Refused, match=words):
        send_out(written(shared, draft, **missing), by=shared.users["head"], at=AT)


@pytest.mark.parametrize(
    ("terms", "words"),
    [
        ({"purposes": ["curiosity"]}, "no purpose curiosity"),
        ({"bases": ["magna-carta"]}, "no legal basis magna-carta"),
        ({"panels": ["nowhere"]}, "no body of the partnership"),
        ({"until": dt.date(2022, 10, 1)}, "last day is before the first"),
        ({"review_on": dt.date(2022, 10, 1)}, "review is before the first day"),
        ({"parties": ["council", "mars"]}, "no organisation mars"),
        ({"given": [GivenWritten("fire", "incident", ["location"])]}, "not a party"),
        ({"given": [GivenWritten("police", "gossip", ["location"])]}, "no class of data"),
        ({"given": [GivenWritten("police", "incident", ["shoe-size"])]}, "no field shoe-size"),
    ],
)
def test_what_is_on_no_list_is_not_written_and_nothing_is(shared, draft, terms, words):
    with pytest.raises(Refused, match=words):
        written(shared, draft, **terms)
    kept = Agreement.objects.get(pk=draft.pk)
    assert (kept.since, kept.parties.count(), kept.given.count()) == (None, 0, 0)


@pytest.mark.parametrize("what", ["suspend", "end"])
def test_any_party_and_the_owner_may_stop_it_and_nobody_else(shared, what):
    for who in ("sergeant", "social-care", "analyst", "neighbour"):
        with pytest.raises(Refused, match="Ask them"):
            change(shared.live, what, reason="Why", by=shared.users[who], at=AT)
    with pytest.raises(Refused, match="Give a reason"):
        change(shared.live, what, reason=" ", by=shared.users["head"], at=AT)
    change(shared.live, what, reason="A breach", by=shared.users["eastmere"], at=AT)
    shared.live.refresh_from_db()
    last = shared.live.steps.latest("id")
    assert (last.reason, last.post) == ("A breach", "Eastmere director, Eastmere Council")
    assert Entry.objects.latest("id").subject == "agreement SA-1 version 1"


def test_what_is_not_suspended_is_not_resumed_and_what_has_ended_stays_so(shared):
    with pytest.raises(Refused, match="there is nothing to resume"):
        change(shared.unsigned, "resume", reason="Why", by=shared.users["chair"], at=AT)
    change(shared.live, "end", reason="Why", by=shared.users["chair"], at=AT)
    for what in ("resume", "suspend", "end"):
        with pytest.raises(Refused):
            change(shared.live, what, reason="Why", by=shared.users["chair"], at=AT)


def test_a_review_says_why_it_stands_and_when_next(shared):
    shared.live.noticed = "review 60"
    shared.live.save()
    day = dt.date(2023, 6, 1)
    review(shared.live, next_on=day, reason="Still needed", by=shared.users["head"], at=AT)
    shared.live.refresh_from_db()
    assert (shared.live.review_on, shared.live.noticed) == (day, "")
    with pytest.raises(Refused, match="a day to come"):
        review(shared.live, next_on=AT.date(), reason="x", by=shared.users["head"], at=AT)
    with pytest.raises(Refused, match="not in force"):
        review(shared.unsigned, next_on=day, reason="x", by=shared.users["head"], at=AT)


def test_only_the_right_drafts(shared, draft):
    owner = Post.objects.get(code="head-of-safety")
    for who in ("chair", "clerk", "neighbour", "social-care"):
        user = shared.users[who]
        with pytest.raises(Refused, match="draft sharing agreements"):
            draft_agreement("Mine", owner=owner, by=user, at=AT)
        with pytest.raises(Refused, match="draft sharing agreements"):
            write_terms(draft, title="Mine", by=user, at=AT)


def test_the_document_is_kept_with_the_draft_and_is_part_of_what_is_signed(shared, draft):
    written(shared, draft)
    one = draft_new_version(shared.unsigned, by=shared.users["head"], at=AT)
    file = SimpleUploadedFile("signed.txt", b"The parties agree.\n")
    attach_document(one, file, by=shared.users["head"], at=AT)
    send_out(one, by=shared.users["head"], at=AT)
    one.refresh_from_db()
    assert one.document.size == 19
    with pytest.raises(Refused, match="are fixed"):
        attach_document(shared.live, file, by=shared.users["head"], at=AT)


def test_owners_are_told_of_a_review_and_an_end_once_for_each_notice(shared):
    def told(day: dt.date) -> list[str]:
        before = set(Letter.objects.values_list("pk", flat=True))
        keep_agreements(dt.datetime.combine(day, dt.time(3), dt.UTC))
        found = Letter.objects.filter(kind="agreement-due").exclude(pk__in=before)
        return sorted(letter.subject for letter in found)

    review, end = "SA-1: its review is on 1 December 2022", "SA-1: its end is on 31 December 2022"
    assert told(dt.date(2022, 10, 1)) == []
    assert told(dt.date(2022, 10, 3)) == [review]
    assert told(dt.date(2022, 10, 4)) == []
    assert told(dt.date(2022, 11, 2)) == [end, review]
    assert told(dt.date(2022, 11, 2)) == []
    assert told(dt.date(2022, 12, 30)) == [end, review]
    owner = Post.objects.get(code="head-of-safety")
    assert set(Letter.objects.filter(kind="agreement-due").values_list("post", flat=True)) == {
        owner.pk
    }
