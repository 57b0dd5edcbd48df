"""
What goes into the outbox, how it leaves, and what it never carries.
"""

import datetime as dt
import smtplib

import pytest
from django.core import mail
from django.db import IntegrityError, connection, transaction

from saferboard.domain.refusals import Refused
from saferboard.domain.states import LetterState
from saferboard.ledger.models import Entry, Kind
from saferboard.letters import sending
from saferboard.letters.kinds import LETTERS, WORDS, LetterKind, filled
from saferboard.letters.models import Letter
from saferboard.letters.operations import cancel_letter, send_again, send_due_letters, send_letter
from saferboard.partners.models import Holding, Post, User
from saferboard.partners.record_kinds import kind
from tests.world import AT, BY

LINK = "https://site.example/link/a-token/"
FACTS = {
    "partnership": "Safer Westhaven Partnership",
    "post": "Superintendent",
    "body": "Safer Westhaven Board",
    "day": "27 October 2022",
    "thing": "SI-1",
    "until": "Thursday 27 October 2022 at 10am",
    "agreement": "SA-1",
    "what": "review",
    "supplement": "1",
    "item": "5a",
    "outcome": "is taken",
    "number": "3",
    "reason": "It is about one household",
    "near": "1 due within a week",
    "overdue": "none overdue",
    "page": "https://site.example/questions/3/",
    "quarter": "Q2 2022/23",
    "count": "3 updates",
    "about": "W1.1",
    "came": "7",
    "asked": "9",
    "late": "2",
}
HOUR = dt.timedelta(hours=1)


def post(code="director") -> Post:
    return Post.objects.get(code=code)


def written(kind="papers-ready", **changed) -> Letter:
    described = LETTERS[kind]
    given = {
        "to_post": post() if described.to_post else None,
        "to_address": "" if described.to_post else "new@westhaven.example",
        "facts": {name: FACTS[name] for name in described.fields},
        "about": "meeting 2022-10-27",
        "by": BY,
        "at": AT,
    }
    if described.carries:
        given[described.carries] = {"link": LINK, "code": "123456"}[described.carries]
    return send_letter(kind, **given | changed)


def test_a_letter_waits_until_it_is_sent_and_leaves_two_lines(world):
    letter = written()
    assert mail.outbox == []
    assert send_due_letters(at=AT).sent == 1
    sent = mail.outbox[0]
    assert sent.to == ["chair@westhaven.example"]
    assert sent.subject == "The papers for Safer Westhaven Board on 27 October 2022 are ready"
    assert LINK in sent.body
    letter.refresh_from_db()
    assert (letter.state, letter.secret, letter.sent_at) == (LetterState.SENT, None, AT)
    kinds = Entry.objects.filter(subject=f"letter {letter.pk}").values_list("kind", flat=True)
    assert list(kinds) == [Kind.LETTER_QUEUED, Kind.LETTER_SENT]
    assert send_due_letters(at=AT + HOUR).sent == 0
    assert len(mail.outbox) == 1


def test_no_address_and_no_link_is_in_the_clear_anywhere(world):
    letter = written("invitation")
    kept = Letter.objects.filter(pk=letter.pk).values_list("body", "subject", "about", "why")
    assert "token" not in str(list(kept))
    assert "new@westhaven.example" not in str(list(kept))
    with connection.cursor() as cursor:
        cursor.execute("SELECT * FROM letters_letter")
        assert "token" not in str(cursor.fetchall())
    assert "westhaven.example" not in str(list(Entry.objects.values_list("facts", "subject")))


@pytest.mark.parametrize(
    ("error", "why", "state"),
    [
        (OSError("no route"), "The mail server did not answer as it should", LetterState.QUEUED),
        (
            smtplib.SMTPAuthenticationError(535, b"no"),
            "The mail server did not take our name and password",
            LetterState.QUEUED,
        ),
        (smtplib.SMTPDataError(451, b"busy"), "The mail server answered 451", LetterState.QUEUED),
        (
            smtplib.SMTPRecipientsRefused({"chair@westhaven.example": (550, b"who?")}),
            "The mail server does not take letters to that address",
            LetterState.FAILED,
        ),
    ],
)
def test_a_letter_that_did_not_go_says_why_without_the_address(
    world, monkeypatch, error, why, state
):
    def refuse(self, *args, **kwargs):
        raise error

    letter = written()
    monkeypatch.setattr(sending.EmailMessage, "send", refuse)
    send_due_letters(at=AT)
    letter.refresh_from_db()
    assert (letter.state, letter.why, letter.secret) == (state, why, LINK)
    assert "@" not in letter.why


def test_a_letter_is_tried_later_and_later_and_then_given_up(world, monkeypatch):
    def refuse(self, *args, **kwargs):
        raise OSError

    letter, at, waits = written(), AT, []
    monkeypatch.setattr(sending.EmailMessage, "send", refuse)
    while True:
        send_due_letters(at=at)
        letter.refresh_from_db()
        if letter.state == LetterState.FAILED:
            break
        waits.append(letter.next_try - at)
        assert send_due_letters(at=letter.next_try - dt.timedelta(seconds=1)).put_off == 0
        at = letter.next_try
    assert tuple(waits) == sending.BACKOFF
    assert letter.tries == len(sending.BACKOFF) + 1


def test_a_letter_given_up_is_sent_again_when_somebody_says_so(world):
    letter = written()
    Letter.objects.filter(pk=letter.pk).update(state=LetterState.FAILED, tries=6)
    send_again(letter, by=world.users["clerk"], at=AT)
    assert send_due_letters(at=AT).sent == 1


def test_a_letter_to_a_vacant_post_is_held_until_somebody_holds_it(world):
    letter = written(to_post=post("station-manager"))
    assert send_due_letters(at=AT).held == 1
    letter.refresh_from_db()
    assert letter.why == "Nobody with an account and an address holds the post"
    assert send_due_letters(at=AT + HOUR).sent == 0
    someone = User.objects.get(username="partner").person
    Holding.objects.create(post=post("station-manager"), person=someone, since=AT.date())
    assert send_due_letters(at=AT + HOUR).sent == 1
    assert mail.outbox[0].to == ["partner@westhaven.example"]


def test_a_letter_goes_to_whoever_holds_the_post_when_it_goes(world):
    written()
    held = Holding.objects.get(post=post())
    held.until = AT.date() - dt.timedelta(days=1)
    held.save()
    assert send_due_letters(at=AT).held == 1


def test_reminders_to_one_post_go_as_one_letter_in_the_morning(world):
    for day in ("27 October 2022", "4 January 2023"):
        written(
            "meeting-reminder", facts={"body": FACTS["body"], "day": day}, about=f"meeting {day}"
        )
    assert send_due_letters(at=AT + HOUR).sent == 0
    assert send_due_letters(at=AT + dt.timedelta(days=1)).sent == 2
    assert len(mail.outbox) == 1
    assert "27 October 2022" in mail.outbox[0].body
    assert "4 January 2023" in mail.outbox[0].body
    assert Letter.objects.values("message").distinct().count() == 1


def test_a_reminder_is_not_written_again_within_its_days(world):
    first = written("meeting-reminder")
    assert written("meeting-reminder", at=AT + 24 * HOUR) == first
    assert written("meeting-reminder", at=AT + 31 * 24 * HOUR) != first


def test_what_was_sent_cannot_be_cancelled_nor_sent_again(world):
    letter = written()
    send_due_letters(at=AT)
    with pytest.raises(Refused, match="The letter is sent and cannot be cancelled"):
        cancel_letter(letter, by=world.users["clerk"], at=AT)
    with pytest.raises(Refused, match="cannot be queued"):
        send_again(letter, by=world.users["clerk"], at=AT)


def test_a_cancelled_letter_forgets_what_it_carried_and_never_goes(world):
    letter = written()
    cancel_letter(letter, by=world.users["clerk"], at=AT)
    letter.refresh_from_db()
    assert (letter.state, letter.secret) == (LetterState.CANCELLED, None)
    assert send_due_letters(at=AT).sent == 0


def test_without_a_mail_server_letters_wait(world, settings):
    settings.EMAIL_HOST = ""
    letter = written()
    assert send_due_letters(at=AT).sent == 0
    letter.refresh_from_db()
    assert (letter.state, letter.tries) == (LetterState.QUEUED, 0)


def test_a_demonstration_keeps_its_letters_and_sends_none(world, settings, client):
    settings.SAFERBOARD_SITE = {**settings.SAFERBOARD_SITE, "demo": True}
    written()
    assert send_due_letters(at=AT).sent == 1
    assert mail.outbox == []
    client.force_login(world.users["clerk"])
    page = client.get("/letters/").content.decode()
    assert "Kept, not sent" in page
    assert "/link/a-token/" in page


def test_only_a_demonstration_shows_what_a_letter_carries(world, client):
    written()
    client.force_login(world.users["clerk"])
    page = client.get("/letters/").content.decode()
    assert "Queued" in page
    assert "a-token" not in page
    assert "kept sealed until it goes" in page


def test_the_outbox_is_narrowed_by_state_and_kind(world, client):
    written()
    written("invitation")
    client.force_login(world.users["clerk"])
    assert "2 letters, newest" in client.get("/letters/").content.decode()
    assert "1 letter, newest" in client.get("/letters/?kind=invitation").content.decode()
    assert "0 letters, newest" in client.get("/letters/?state=FAILED").content.decode()
    assert "2 letters, newest" in client.get("/letters/?state=x&kind=y").content.decode()
    assert "An address, kept sealed" in client.get("/letters/").content.decode()


def test_the_outbox_is_shown_in_pages_that_keep_what_was_asked_for(world, client):
    for _ in range(21):
        written("invitation")
    client.force_login(world.users["clerk"])
    first = client.get("/letters/?kind=invitation").content.decode()
    assert first.count('class="sb-letter"') == 20
    assert 'href="/letters/?kind=invitation&amp;page=2"' in first
    second = client.get("/letters/?kind=invitation&page=2").content.decode()
    assert second.count('class="sb-letter"') == 1
    assert "21 letters, newest first" in second


def test_a_letter_that_failed_is_told_on_the_page_and_sent_again_there(world, client):
    letter = written()
    Letter.objects.filter(pk=letter.pk).update(state=LetterState.FAILED, why="Nobody answered")
    client.force_login(world.users["clerk"])
    page = client.get("/letters/").content.decode()
    assert "1 letter could not be sent" in page
    assert "Nobody answered" in page
    client.post(f"/letters/{letter.pk}/again/")
    letter.refresh_from_db()
    assert letter.state == LetterState.QUEUED
    client.post(f"/letters/{letter.pk}/cancel/")
    letter.refresh_from_db()
    assert letter.state == LetterState.CANCELLED
    answer = client.post(f"/letters/{letter.pk}/again/", follow=True)
    assert "The letter is cancelled and cannot be queued" in answer.content.decode()


RESTRICTED = ("Ravensbourne panel", "Thaddeus Quill", "17 Mill Lane", "soft intelligence")


@pytest.mark.parametrize("kind", LETTERS)
def test_no_kind_of_letter_can_carry_what_is_restricted(world, kind):
    """Whatever is at hand when a letter is written, its words take the declared fields only."""
    described = LETTERS[kind]
    at_hand = {f"more_{n}": said for n, said in enumerate(RESTRICTED)}
    facts = {name: FACTS[name] for name in described.fields}
    with pytest.raises(AssertionError, match="takes"):
        written(kind, facts=facts | at_hand)
    subject, body = (filled(words, facts | at_hand) for words in described.words)
    assert not [said for said in RESTRICTED if said in subject + body]
    letter = written(kind)
    send_due_letters(at=AT + 24 * HOUR)
    assert not [said for said in RESTRICTED if said in mail.outbox[-1].body]
    assert letter.body


@pytest.mark.parametrize("kind", LETTERS)
def test_a_field_of_a_letter_is_no_paragraph(world, kind):
    for name in LETTERS[kind].fields:
        facts = {one: FACTS[one] for one in LETTERS[kind].fields}
        for said in ("x" * 201, "two\nlines"):
            with pytest.raises(AssertionError, match="short reference"):
                written(kind, facts=facts | {name: said})


def test_every_file_of_words_belongs_to_a_kind():
    assert {path.stem for path in WORDS.glob("*.md")} == LETTERS.keys()


def test_a_kind_must_declare_what_its_words_name():
    with pytest.raises(AssertionError, match="names"):
        LetterKind("papers-ready", "x", frozenset({"body"}), carries="link")
    with pytest.raises(AssertionError, match="a link goes alone"):
        LetterKind("papers-ready", "x", frozenset({"body", "day"}), carries="link", gathered=True)


def test_the_database_knows_a_letter_goes_to_a_post_or_an_address(world):
    letter = written()
    with pytest.raises(IntegrityError), transaction.atomic():
        Letter.objects.filter(pk=letter.pk).update(post=None)


def test_a_letter_is_due_for_deletion_a_year_after_it_was_written(world):
    letter = written("invitation")
    known = kind("letter")
    assert list(known.due(AT.date())) == []  # still waiting to go
    send_due_letters(at=AT)
    assert [one.ref for one in known.due(AT.date())] == [f"letter {letter.pk}"]
    assert list(known.due(AT.date() - dt.timedelta(days=1))) == []
    assert known.erase(f"letter {letter.pk}", BY, AT) == 1
    assert known.erase(f"letter {letter.pk}", BY, AT) == 0
    assert not Letter.objects.exists()
