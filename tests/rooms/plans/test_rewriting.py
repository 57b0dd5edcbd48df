"""
Texts of the strategy's papers written anew, with the checker beside them.
"""

import pytest

from saferboard.domain.refusals import Refused
from saferboard.ledger.models import Entry, Kind
from saferboard.meetings.models import Document
from saferboard.meetings.operations import rewrite_document
from saferboard.plans.models import Commitment, Priority
from saferboard.plans.operations import rewrite_in_place, rewrite_outcome
from saferboard.returns.models import Update
from saferboard.returns.operations import rewrite_update
from tests.world import AT, PUBLISHED

WRONG = "Hate crime rose by 44% from 513 to 805."


def test_what_is_in_place_is_kept_and_the_ledger_says_by_whom(world):
    held = Commitment.objects.order_by("id").first()
    rewrite_in_place(held, ["New words."], by=world.users["head"], at=AT)
    held.refresh_from_db()
    assert held.in_place == ["New words."]
    line = Entry.objects.latest("id")
    assert (line.kind, line.subject) == (Kind.TEXT_CORRECTED, f"commitment {held.ref}")
    assert line.by == world.users["head"].ledger_name


def test_another_post_may_not_write_it(world):
    held = Commitment.objects.order_by("id").first()
    with pytest.raises(Refused, match="Only the post that owns this text"):
        rewrite_in_place(held, ["Mine."], by=world.users["analyst"], at=AT)


def test_the_post_that_owns_it_may(world):
    held = Commitment.objects.order_by("id").first()
    partner = world.users["partner"]
    held.owner = partner.posts(on=AT.date()).first()
    held.save()
    rewrite_in_place(held, ["Ours."], by=partner, at=AT)
    assert Commitment.objects.get(pk=held.pk).in_place == ["Ours."]


def test_a_text_that_names_no_known_figure_is_refused_and_nothing_is_lost(client, world):
    held = Commitment.objects.order_by("id").first()
    client.force_login(world.users["head"])
    page = f"/strategy/commitments/{held.ref}/edit/"
    typed = "Typed at length. {nonsense 2022-23 Q2}"
    answer = client.post(page, {"words": typed, "do": "save"})
    assert answer.status_code == 400
    assert typed in answer.content.decode()
    assert Commitment.objects.get(pk=held.pk).in_place == held.in_place


def test_findings_stand_beside_the_text_and_checking_keeps_nothing(client, world):
    held = Commitment.objects.order_by("id").first()
    client.force_login(world.users["head"])
    page = f"/strategy/commitments/{held.ref}/edit/"
    shown = client.post(page, {"words": WRONG, "do": "check"}).content.decode()
    assert WRONG in shown
    assert "+56.9%" in shown
    assert Commitment.objects.get(pk=held.pk).in_place == held.in_place
    assert client.post(page, {"words": WRONG, "do": "save"}).status_code == 302
    assert Commitment.objects.get(pk=held.pk).in_place == [WRONG]


def test_an_outcome_is_written_anew(world):
    priority = Priority.objects.order_by("number").first()
    priority.outcomes = [
        {"title": "One", "paragraphs": ["Old."]},
        {"title": "Two", "paragraphs": []},
    ]
    priority.save()
    rewrite_outcome(priority, 1, ["New."], by=world.users["head"], at=AT)
    priority.refresh_from_db()
    assert [o["paragraphs"] for o in priority.outcomes] == [["New."], []]


def test_an_update_is_corrected_only_if_one_was_accepted(world):
    accepted = Update.objects.filter(state="ACCEPTED").first()
    rewrite_update(accepted, ["Corrected."], by=world.users["clerk"], at=AT)
    assert Update.objects.get(pk=accepted.pk).account == ["Corrected."]
    silent = Update.objects.exclude(state="ACCEPTED").first()
    with pytest.raises(Refused, match="Nothing was accepted"):
        rewrite_update(silent, ["Words."], by=world.users["clerk"], at=AT)


def test_a_written_paper_is_written_anew_with_its_headings_and_lists(world):
    document = Document.objects.get(item__meeting__code=PUBLISHED)
    texts = ["## Part one", "Words.", "- a", "- b", "## Part two"]
    rewrite_document(document, texts, by=world.users["clerk"], at=AT)
    document.refresh_from_db()
    assert document.parts == [
        {"heading": "Part one"},
        {"paragraph": "Words."},
        {"bullets": ["a", "b"]},
        {"heading": "Part two"},
    ]
    with pytest.raises(Refused, match="Only the clerk"):
        rewrite_document(document, texts, by=world.users["partner"], at=AT)
