"""
Filled templates that come by mail: from whom, what is taken, and what is written to whom.
"""

import io

import pytest
from django.core.management import CommandError, call_command

from saferboard.ledger.models import Entry, Kind
from saferboard.letters.models import Letter
from saferboard.returns.answering.operations import keep_draft
from saferboard.returns.answering.people import Giver
from saferboard.returns.models import Draft, Round, Update, Version
from saferboard.returns.rounds.operations import close_round
from tests.world import AT, BY
from tests.world_returns import ROUND, filled_template, mail_with

LIST = f"{ROUND}.housing-manager"


@pytest.fixture
def give(tmp_path, world):
    """Return what gives one mail to the command: what it says, and what it says of a refusal."""

    def given(mail: bytes) -> str:
        (tmp_path / "answer.eml").write_bytes(mail)
        said, faults = io.StringIO(), io.StringIO()
        try:
            call_command("reply", str(tmp_path / "answer.eml"), stdout=said, stderr=faults)
        except CommandError:
            assert faults.getvalue()
        return (said.getvalue() + faults.getvalue()).replace(f"{tmp_path}/", "")

    return given


@pytest.fixture
def filled(world) -> bytes:
    return filled_template(LIST, "Nine were trained.")


def letters() -> list[tuple[str, str]]:
    found = Letter.objects.filter(kind__startswith="returns-reply").order_by("id")
    return [(one.kind.removeprefix("returns-reply-"), one.post.code) for one in found]


def test_a_reply_fills_the_boxes_sends_nothing_and_tells_the_post(give, filled):
    assert give(mail_with(filled)) == f"answer.eml: 1 box filled in for {LIST}.\n"
    draft = Draft.objects.get()
    assert (draft.text, draft.via, draft.by) == ("Nine were trained.", "EXCEL", "reply")
    assert not Version.objects.filter(update=draft.update).exists()
    line = Entry.objects.get(kind=Kind.RETURNS_FILLED_IN)
    assert (line.by, line.post, line.facts["texts"]) == ("reply", "housing-manager", 1)
    assert letters() == [("taken", "housing-manager")]
    assert "1 box" in Letter.objects.get(kind="returns-reply-taken").subject


def test_what_is_typed_already_stays(world, give, filled):
    update = Update.objects.get(slug="w21-housing-manager")
    giver = Giver(world.users["partner"], "housing-manager")
    keep_draft(update, "Typed.", counter=0, giver=giver, at=AT)
    assert "0 boxes filled in" in give(mail_with(filled))
    assert Draft.objects.get().text == "Typed."


STRANGERS = ["nobody@elsewhere.example", "clerk@elsewhere.example", "chair@westhaven.example"]


@pytest.mark.parametrize("sender", STRANGERS)
def test_a_stranger_fills_in_nothing_and_is_not_answered(give, filled, sender):
    said = give(mail_with(filled, sender=sender))
    assert said == "answer.eml: not taken: it is from an address that may not answer the list.\n"
    assert not Draft.objects.exists()
    assert letters() == []


def test_an_address_is_the_same_in_capitals_and_with_a_name(give, filled):
    assert "1 box" in give(mail_with(filled, sender="Sefton Aziz <Partner@Westhaven.Example>"))


def test_a_spoilt_template_is_said_to_its_post_and_quoted_nowhere(give, world):
    spoilt = filled_template(LIST, "n/a")
    assert give(mail_with(spoilt)) == (
        "answer.eml: not taken: the file is not as the template was made.\n"
    )
    give(mail_with(spoilt))
    assert letters() == [("refused", "housing-manager")]
    assert not Draft.objects.exists()


def test_a_closed_round_takes_nothing(give, filled):
    close_round(Round.objects.last(), by=BY, at=AT)
    assert "the round is closed" in give(mail_with(filled))
    assert letters() == []


def two_senders(filled: bytes) -> bytes:
    return mail_with(filled, sender="partner@westhaven.example, other@westhaven.example")


WRONG = [
    (lambda filled: mail_with(), "it has not one filled template attached"),
    (lambda filled: mail_with(filled, filled), "it has not one filled template attached"),
    (two_senders, "it does not say whom it is from"),
    (lambda filled: b"\x00\xff not a mail", "it does not say whom it is from"),
    (lambda filled: mail_with(b"PK broken"), "the file is not as the template was made"),
]


@pytest.mark.parametrize(("mail", "words"), WRONG)
def test_what_is_no_reply_is_refused_in_words(give, filled, mail, words):
    assert give(mail(filled)) == f"answer.eml: not taken: {words}.\n"
    assert not Draft.objects.exists()
    assert letters() == []
