"""
Questions: until when they may be asked, what is shown of who asked, and how they are answered.
"""

import datetime as dt
from dataclasses import replace

import pytest
from django.db import connection

from saferboard.domain.handling import Handling
from saferboard.domain.refusals import Refused
from saferboard.domain.states import QuestionState
from saferboard.ledger.models import Entry
from saferboard.letters.models import Letter
from saferboard.meetings.models import Meeting
from saferboard.meetings.queries import meeting as seen_meeting
from saferboard.partners.answers import held_by
from saferboard.partners.models import Post
from saferboard.partners.record_kinds import Subject, kind
from saferboard.partners.sealed import person_mark
from saferboard.questions import guarding, operations, permissions, queries
from saferboard.questions.models import AnsweredIn, AskerKind, Question
from tests.world import BY, LONDON, PUBLISHED, UNPUBLISHED
from tests.world_agendas import ASKED

NAME, EMAIL, ADDRESS = ASKED.name, ASKED.email, ASKED.address
ANY = replace(ASKED, item="")


def moment(day: int, hour: int = 12, minute: int = 0) -> dt.datetime:
    return dt.datetime(2022, 10, day, hour, minute, tzinfo=LONDON)


AFTER = dt.datetime(2022, 10, 27, 12, tzinfo=LONDON)


@pytest.fixture
def asked(world) -> Question:
    return Question.objects.get()


@pytest.mark.parametrize(
    ("item", "at", "taken"),
    [
        ("", moment(13, 23, 59), True),
        ("", moment(14, 0, 1), False),
        ("4a", moment(19, 9), True),
        ("4a", moment(21, 17), True),
        ("4a", moment(21, 17, 1), False),
    ],
)
def test_deadlines_are_held_to(world, item, at, taken):
    """The agenda of Thursday 27 October is out on Wednesday 19 October."""
    meeting = seen_meeting(PUBLISHED)
    if taken:
        operations.ask(meeting, replace(ASKED, item=item), at=at)
    else:
        with pytest.raises(Refused, match="had to come by"):
            operations.ask(meeting, replace(ASKED, item=item), at=at)


def test_too_late_is_said_with_the_day(world):
    with pytest.raises(Refused, match="had to come by Thursday 13 October 2022"):
        operations.ask(seen_meeting(PUBLISHED), ANY, at=moment(20))
    with pytest.raises(Refused, match="by 5pm on Friday 21 October 2022"):
        operations.ask(seen_meeting(PUBLISHED), ASKED, at=moment(24))


def test_before_the_agenda_is_out_any_matter_may_be_asked(world):
    meeting = seen_meeting(UNPUBLISHED)
    assert operations.ask(meeting, ANY, at=moment(19)).item is None
    with pytest.raises(Refused, match="once the agenda is published"):
        operations.ask(meeting, ASKED, at=moment(19))


def test_a_day_put_off_is_kept_to(world):
    Meeting.objects.filter(code=PUBLISHED).update(questions_until=dt.date(2022, 10, 20))
    assert operations.ask(seen_meeting(PUBLISHED), ANY, at=moment(20)).pk


def test_nothing_is_asked_of_a_body_that_is_not_public(world):
    meeting = seen_meeting(PUBLISHED)
    for handling in set(Handling) - {Handling.PUBLIC}:
        closed = replace(meeting, handling=handling)
        refusal = permissions.refusal_to_take_questions(closed, at=moment(13))
        assert refusal.code == "takes-none"


def test_somebody_without_an_address_cannot_be_answered(world):
    with pytest.raises(Refused, match="e-mail address or a postal address"):
        operations.ask(seen_meeting(PUBLISHED), replace(ANY, email="", address=""), at=moment(12))


def test_a_question_is_about_an_open_report(world):
    with pytest.raises(Refused, match="Choose the report"):
        operations.ask(seen_meeting(PUBLISHED), replace(ASKED, item="3"), at=moment(19))


def test_it_is_acknowledged_and_nothing_of_the_asker_is_in_the_clear(asked):
    letter = Letter.objects.get(kind="question-received")
    assert letter.address == EMAIL
    assert f"It is question {asked.pk}." in letter.body
    with connection.cursor() as cursor:
        cursor.execute("SELECT * FROM questions_question")
        row = str(cursor.fetchall())
        cursor.execute("SELECT * FROM ledger_entry")
        lines = str(cursor.fetchall())
    for said in (NAME, EMAIL, ADDRESS):
        assert said not in row
        assert said not in lines
        assert said not in letter.body + letter.subject


def test_its_post_is_asked_to_answer_and_has_it_on_its_list(asked, world):
    assert Letter.objects.get(kind="question-to-answer").post.code == "head-of-safety"
    held = held_by(Post.objects.get(code="head-of-safety"), on=dt.date(2022, 10, 19))
    assert [one.ref for one in held if one.kind == "question"] == [f"question {asked.pk}"]


def test_an_answer_is_kept_by_its_post_and_out_only_at_the_meeting(asked, world):
    head, clerk = world.users["head"], world.users["clerk"]
    answer = {"answerer": "head-of-safety", "how": AnsweredIn.MEETING}
    with pytest.raises(Refused, match="deal with questions"):
        operations.answer(asked, words="No.", by=world.users["partner"], at=moment(20), **answer)
    operations.answer(asked, words="In March.", by=head, at=moment(20), **answer)
    operations.answer(asked, words="In April.", by=head, at=moment(21), **answer)
    with pytest.raises(Refused, match="at the meeting or after it"):
        operations.publish(asked, by=clerk, at=moment(26))
    assert queries.public_questions(PUBLISHED)[0].answer == ""
    operations.publish(asked, by=clerk, at=AFTER)
    [seen] = queries.public_questions(PUBLISHED)
    assert (seen.answer, seen.answered_in) == ("In April.", "At the meeting")
    assert seen.answered_by == "Head of Community Safety, Westhaven Council"
    told = Letter.objects.get(kind="question-answered")
    assert f"/questions/{PUBLISHED}/#question-{asked.pk}" in told.body
    with pytest.raises(Refused, match="cannot be answered"):
        operations.answer(asked, words="In May.", by=head, at=AFTER, **answer)


def test_a_name_is_shown_only_where_it_may_be(asked, world):
    assert queries.public_questions(PUBLISHED)[0].by == "A member of the public"
    Question.objects.update(may_publish_name=True)
    assert queries.public_questions(PUBLISHED)[0].by == f"{NAME}, a member of the public"


def test_a_question_not_taken_is_not_shown_and_its_asker_is_told_why(world):
    question = operations.ask(seen_meeting(PUBLISHED), ANY, at=moment(12))
    with pytest.raises(Refused, match="Say why"):
        operations.decline(question, reason=" ", by=BY, at=moment(13))
    operations.decline(question, reason="It is for\nanother body.", by=BY, at=moment(13))
    assert len(queries.public_questions(PUBLISHED)) == 1
    assert "It is for another body." in Letter.objects.get(kind="question-declined").body
    with pytest.raises(Refused, match="cannot be accepted"):
        operations.accept(question, answerer="director", by=BY, at=moment(13))


def test_whoever_gave_no_e_mail_is_not_written_to(world):
    Letter.objects.all().delete()
    question = operations.ask(
        seen_meeting(PUBLISHED), replace(ANY, email="", asker=AskerKind.COUNCILLOR), at=moment(12)
    )
    assert not Letter.objects.exists()
    assert question.address == ADDRESS


@pytest.mark.parametrize(
    ("age", "why"),
    [(1, "very quick"), (5, ""), (60 * 60 * 13, "open for long")],
)
def test_a_form_is_dated_when_it_is_opened(age, why):
    at = moment(19)
    refusal = guarding.refusal_of_stamp(guarding.stamp(at - dt.timedelta(seconds=age)), at=at)
    assert (why in str(refusal)) if why else refusal is None
    forged = guarding.refusal_of_stamp("1666170000:abc", at=at)
    assert forged.code == "no-stamp"


PAGE = f"/questions/{UNPUBLISHED}/ask/"


def typed(**more) -> dict[str, str]:
    at = moment(19, 0, 0)
    return {
        "about": "general",
        "text": "Who sweeps the square?",
        "asker": "PUBLIC",
        "name": NAME,
        "named": "no",
        "email": EMAIL,
        "address": "",
        "website": "",
        "opened": guarding.stamp(at),
    } | more


@pytest.fixture
def at_eight(monkeypatch):
    """It is 8 in the morning of 19 October 2022, whatever the time of day of the run."""
    monkeypatch.setattr("saferboard.ui.clock.now", lambda: moment(19, 8))


def test_anyone_asks_on_the_page(client, world, at_eight):
    before = Question.objects.count()
    answer = client.post(PAGE, typed())
    assert answer.status_code == 302
    assert "with the clerk" in client.get(answer.url).content.decode()
    assert Question.objects.count() == before + 1
    line = Entry.objects.filter(kind="QUESTION_RECEIVED").last()
    assert (line.by, line.facts["what"]) == ("visitor", "on any matter")


@pytest.mark.parametrize(
    ("wrong", "words"),
    [
        ({"website": "https://buy.example"}, "Leave the box"),
        ({"opened": ""}, "was not opened here"),
        ({"email": ""}, "Give an e-mail address or a postal address"),
        ({"email": "me"}, "write it as name@example.org"),
        ({"text": "a" * 2001}, "use up to 2,000 letters"),
        ({"named": ""}, "May your name be published"),
        ({"about": "9"}, "choose from the list"),
    ],
    ids=lambda value: value if isinstance(value, str) else "",
)
def test_what_is_wrong_is_said_and_nothing_typed_is_lost(client, world, at_eight, wrong, words):
    before = Question.objects.count()
    answer = client.post(PAGE, typed(**wrong))
    page = answer.content.decode()
    assert answer.status_code == 400
    assert words in page
    assert Question.objects.count() == before
    if "text" not in wrong:
        assert "Who sweeps the square?" in page


def test_a_flood_is_answered_429(client, world, at_eight):
    answers = [client.post(PAGE, typed(email=f"a{n}@b.example")).status_code for n in range(31)]
    assert answers[:30] == [302] * 30
    last = client.post(PAGE, typed(email="c@d.example"))
    assert (answers[30], last.status_code) == (429, 429)
    assert "This keeps the page for questions open" in last.content.decode()
    assert int(last.headers["Retry-After"]) > 0


def test_one_address_sends_ten_an_hour(client, world, at_eight):
    answers = [client.post(PAGE, typed()).status_code for _ in range(11)]
    assert answers == [302] * 10 + [429]


def test_the_public_pages_never_show_where_somebody_is(client, asked, world):
    Question.objects.update(may_publish_name=False)
    for page in (f"/questions/{PUBLISHED}/", f"/meetings/{PUBLISHED}/", "/questions/", "/"):
        shown = client.get(page).content.decode()
        assert not any(said in shown for said in (NAME, EMAIL, ADDRESS)), page
    assert "1 question on this agenda" in client.get(f"/meetings/{PUBLISHED}/").content.decode()


def test_the_post_that_answers_does_not_see_who_asked(client, asked, world):
    page = f"/questions/desk/{asked.pk}/"
    client.force_login(world.users["head"])
    assert EMAIL not in client.get(page).content.decode()
    client.force_login(world.users["clerk"])
    assert EMAIL in client.get(page).content.decode()


def test_questions_before_the_agenda_is_out_are_not_shown(client, world):
    question = operations.ask(seen_meeting(UNPUBLISHED), ANY, at=moment(19))
    operations.accept(question, answerer="director", by=BY, at=moment(19))
    assert question.text not in client.get(f"/questions/{UNPUBLISHED}/").content.decode()


def test_after_its_term_nothing_says_who_asked(asked, world):
    records = kind("question")
    assert not list(records.due(dt.date(2022, 10, 26)))
    assert [due.ref for due in records.due(dt.date(2022, 10, 27))] == [f"question {asked.pk}"]
    assert records.erase(f"question {asked.pk}", BY, AFTER) == 1
    asked.refresh_from_db()
    assert (asked.name, asked.email, asked.address, asked.name_mark) == (None, None, None, "")
    assert records.erase(f"question {asked.pk}", BY, AFTER) == 0
    assert queries.public_questions(PUBLISHED)[0].text == ASKED.text


def test_one_never_on_an_agenda_goes_whole(world):
    question = operations.ask(seen_meeting(PUBLISHED), ANY, at=moment(12))
    assert kind("question").erase(f"question {question.pk}", BY, AFTER) == 1
    assert not Question.objects.filter(pk=question.pk).exists()


def test_a_person_finds_their_questions(asked, world):
    [found] = kind("question").about(Subject(NAME, mark=person_mark(NAME)))
    assert dict(found.facts)["E-mail"] == EMAIL
    assert found.why_not == "It is not answered yet."
    assert asked.state == QuestionState.ACCEPTED
