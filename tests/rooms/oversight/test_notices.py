"""
What was odd is brought to the data protection officer, who says what explains it.
"""

import datetime as dt

import pytest
from django.core import mail
from django.utils import timezone

from saferboard.domain.oddities import NoticeState, Rule
from saferboard.domain.refusals import Refused
from saferboard.ledger.anchors import kept_in
from saferboard.ledger.jobs import anchor_once_a_day
from saferboard.ledger.models import Entry, Kind
from saferboard.ledger.operations import PEOPLE, Look, record
from saferboard.letters.models import Letter
from saferboard.letters.operations import send_due_letters
from saferboard.oversight.jobs import look_for_oddities
from saferboard.oversight.models import Notice
from saferboard.oversight.operations import answer_notice, notice_oddities
from saferboard.partners.sealed import person_mark
from tests.world import AT, LONDON

DAY = AT.date()
NEXT = AT + dt.timedelta(days=1)
HOUR = dt.timedelta(hours=1)


def found() -> set[tuple[str, str]]:
    return set(Notice.objects.exclude(code="n-0001").values_list("rule", "about"))


def test_a_look_at_ones_own_name_and_at_a_colleagues_are_noticed(world):
    clerk = world.users["clerk"]
    for ref, name in (("R-1", "FARADAY, Ines"), ("R-2", "Morwen Achebe"), ("R-3", "Nobody Here")):
        record(
            *(Kind.LOOKED,),
            subject=f"request {ref}",
            by=clerk,
            at=AT,
            look=Look("prevention", shown=[ref]),
            **{PEOPLE: [person_mark(name)]},
        )
    assert notice_oddities(DAY, by="system", at=AT) == 2
    assert found() == {(Rule.OWN_NAME, "R-1"), (Rule.COLLEAGUE, "R-2")}


def test_run_twice_it_notices_once(world):
    record(Kind.GLASS_BROKEN, subject="request R-9", by=world.users["chair"], at=AT)
    assert look_for_oddities(NEXT) == "1 notice new"
    assert look_for_oddities(NEXT) == "0 notices new"
    assert found() == {(Rule.EMERGENCY, "request R-9")}


def test_a_notice_is_seen_and_then_explained_and_that_stands(client, world):
    client.force_login(world.users["protection"])
    address = "/oversight/notices/n-0001/"
    assert "Many refused looks in a day" in client.get(address).content.decode()
    none = client.post(address, {"reason": " ", "explained": "yes"})
    assert none.status_code == 400
    assert "Say what explains it." in none.content.decode()
    assert client.post(address, {"reason": "", "seen": "yes"}).status_code == 302
    assert client.post(address, {"reason": "A new post.", "explained": "yes"}).status_code == 302
    notice = Notice.objects.get(code="n-0001")
    assert (notice.state, notice.reason) == (NoticeState.EXPLAINED, "A new post.")
    again = client.post(address, {"reason": "Another.", "explained": "yes"})
    assert "has been answered" in again.content.decode()
    assert [e.facts for e in Entry.objects.filter(kind=Kind.NOTICE_ANSWERED)] == [
        {"state": "SEEN"},
        {"state": "EXPLAINED"},
    ]


def test_nobody_else_answers_a_notice(world):
    with pytest.raises(Refused):
        answer_notice("n-0001", to=NoticeState.SEEN, reason="", by=world.users["clerk"], at=AT)


def test_the_nightly_anchor_is_made_once_a_day(world, settings, tmp_path):
    settings.LEDGER_ANCHORS = tmp_path / "anchors.txt"
    assert anchor_once_a_day(AT).endswith("lines anchored")
    assert anchor_once_a_day(AT) == "anchored today already"
    assert anchor_once_a_day(NEXT) == "nothing new to anchor"
    assert len(kept_in(settings.LEDGER_ANCHORS)) == 1


def letters() -> list[Letter]:
    return list(Letter.objects.filter(kind="notice-waiting").order_by("id"))


def break_in(world, at: dt.datetime, ref: str = "R-9") -> None:
    record(Kind.GLASS_BROKEN, subject=f"request {ref}", by=world.users["chair"], at=at)


def test_whoever_oversees_is_written_to_once_for_a_morning(world, settings):
    settings.EMAIL_HOST = "mail.westhaven.example"
    break_in(world, AT)
    look_for_oddities(AT + HOUR)
    break_in(world, AT + HOUR, "R-10")
    assert look_for_oddities(AT + 2 * HOUR) == "1 notice new"
    look_for_oddities(AT + 3 * HOUR)
    [letter] = letters()
    assert letter.post.code == "protection-officer"
    assert timezone.localtime(letter.due) == dt.datetime(2022, 10, 19, 7, tzinfo=LONDON)
    for word in ("odd", "notice", "request", "R-9", "Brandt", "account"):
        assert word not in letter.subject + letter.body
    assert send_due_letters(at=AT + 3 * HOUR).sent == 0
    assert send_due_letters(at=letter.due).sent == 1
    assert mail.outbox[-1].to == ["protection@westhaven.example"]
    assert "Something new waits to be read" in mail.outbox[-1].body


def test_what_is_noticed_after_a_letter_went_out_is_told_the_next_morning(world, settings):
    settings.EMAIL_HOST = "mail.westhaven.example"
    break_in(world, AT + 9 * HOUR)
    look_for_oddities(AT + 9 * HOUR)
    morning = letters()[0].due
    assert send_due_letters(at=morning).sent == 1
    break_in(world, morning + HOUR, "R-10")
    look_for_oddities(morning + HOUR)
    assert [timezone.localtime(one.due).day for one in letters()] == [19, 20]


def test_where_nothing_is_new_nobody_is_written_to(world):
    assert look_for_oddities(NEXT) == "0 notices new"
    assert letters() == []
