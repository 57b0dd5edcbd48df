"""
What the data protection officer asks of the ledger, and what comes of it.
"""

import csv
import datetime as dt
import io

import pytest
from django.core.management import call_command
from django.db import connection
from django.test.utils import CaptureQueriesContext

from saferboard.domain.refusals import Refused
from saferboard.ledger.models import Entry, Kind, Outcome
from saferboard.ledger.operations import Look, record
from saferboard.oversight import queries
from saferboard.oversight.operations import ask
from saferboard.oversight.questions import Asked, Question
from tests.documents.reading_back import pages_text
from tests.repo.reading_html import read_whole
from tests.world import AT

DAY = dt.timedelta(days=1)


def looks(world) -> None:
    """Four looks, one of them refused and one a disclosure, and an emergency."""
    coordinator, chair = world.users["coordinator"], world.users["chair"]
    one = Look("safeguarding", "ISA-1", shown=["R-7"])
    record(Kind.LOOKED, subject="request R-7", by=coordinator, at=AT, look=one)
    many = Look("safeguarding", "ISA-1, ISA-2", shown=["R-7", "R-8"])
    record(Kind.LOOKED, subject="2 of request", by=chair, at=AT + DAY, look=many)
    refused = Look("prevention", outcome=Outcome.REFUSED)
    record(
        *(Kind.LOOK_REFUSED,),
        subject="3 of request",
        by=chair,
        at=AT + 2 * DAY,
        look=refused,
        refused_refs=["R-7", "R-9"],
    )
    given = Look("safeguarding", "ISA-1", shown=["R-8"], recipient="organisation homes")
    record(Kind.LOOKED, subject="request R-8", by=coordinator, at=AT + 3 * DAY, look=given)
    record(
        Kind.GLASS_BROKEN,
        subject="request R-9",
        by=chair,
        at=AT + 4 * DAY,
        look=Look("emergency", shown=["R-9"]),
    )


def asked(world, question, *what, **period) -> list[str]:
    at = AT + 5 * DAY
    put = ask(Asked(question, what, **period), by=world.users["protection"], at=at)
    return [line.subject for line in queries.whole(put)]


def test_who_has_seen_a_thing_finds_lists_and_refusals(world):
    looks(world)
    seen = ["3 of request", "2 of request", "request R-7"]
    assert asked(world, Question.SEEN, "request R-7") == seen
    assert asked(world, Question.SEEN, "R-7") == seen
    assert asked(world, Question.SEEN, "request R-1") == []


def test_what_an_account_looked_at(world):
    looks(world)
    found = asked(world, Question.BY, world.users["chair"].ledger_name)[:3]
    assert found == ["request R-9", "3 of request", "2 of request"]


def test_what_left_under_an_agreement_though_it_was_one_of_two(world):
    looks(world)
    assert asked(world, Question.UNDER, "ISA-1") == ["request R-8", "2 of request", "request R-7"]
    assert asked(world, Question.UNDER, "ISA-2") == ["2 of request"]


def test_refusals_and_emergencies(world):
    looks(world)
    assert asked(world, Question.REFUSED)[0] == "3 of request"
    assert asked(world, Question.EMERGENCY) == ["request R-9"]


def test_a_period_holds_both_its_days(world):
    looks(world)
    on = (AT + DAY).date()
    assert asked(world, Question.SEEN, "request R-7", since=on, until=on) == ["2 of request"]
    assert asked(world, Question.SEEN, "request R-7", until=AT.date()) == ["request R-7"]


def test_the_answers_are_those_of_a_slow_reading(world):
    looks(world)
    slow = [
        e.subject
        for e in Entry.objects.order_by("-id")
        if "R-8" in (*e.shown, *e.facts.get("refused_refs", ())) or e.subject == "request R-8"
    ]
    assert asked(world, Question.SEEN, "request R-8") == slow


def test_only_whose_post_it_is_may_ask(world):
    for role in ("clerk", "head", "administrator", "coordinator"):
        with pytest.raises(Refused):
            ask(Asked(Question.REFUSED), by=world.users[role], at=AT)
    assert Entry.objects.filter(kind=Kind.LEDGER_ASKED).count() == 1  # the world's own


@pytest.fixture
def officer(client, world):
    looks(world)
    client.force_login(world.users["protection"])
    return client


def put(officer, question, **typed):
    return officer.post(f"/oversight/ask/{question}/", {"since": "", "until": "", **typed})


def test_asking_is_one_line_and_turning_pages_none(officer, world, monkeypatch):
    monkeypatch.setattr(queries, "A_PAGE", 1)
    monkeypatch.setattr(queries.answer, "__kwdefaults__", {"before": None, "count": 1})
    before = Entry.objects.count()
    went = put(officer, "seen", what="request R-7")
    assert went.status_code == 302
    pages, address = [], went.url
    while address:
        shown = officer.get(address).content.decode()
        pages.append(shown)
        older = shown.partition('href="?before=')[2].partition('"')[0]
        address = f"{went.url}?before={older}" if older else ""
    assert len(pages) == 3
    assert Entry.objects.count() == before + 1
    assert Entry.objects.latest("id").facts["what"] == ["request R-7"]
    assert "R-7" not in went.url


def test_an_answer_shows_nothing_newer_than_its_question(officer, world):
    went = put(officer, "emergency")
    record(Kind.GLASS_BROKEN, subject="request R-99", by=world.users["chair"], at=AT + 6 * DAY)
    assert "request R-99" not in officer.get(went.url).content.decode()
    assert "request R-9" in officer.get(went.url).content.decode()


@pytest.mark.parametrize(
    ("question", "typed", "says"),
    [
        ("seen", {"what": ""}, "Enter a reference, such as request 12"),
        ("seen", {"what": "Oluchi Brandt"}, "The ledger holds no names"),
        ("seen", {"what": "me2@westhaven.example"}, "holds an e-mail address"),
        ("seen", {"what": "1,2,3,4,5,6,7,8,9,10,11"}, "Enter up to 10 references at a time"),
        ("account", {"what": "account 999999"}, "Choose an account from the list"),
        ("refused", {"since": "yesterday"}, "Enter a day, such as 27 10 2022"),
        ("refused", {"since": "2 10 2022", "until": "1 10 2022"}, "not before the first"),
    ],
)
def test_what_cannot_be_asked_gets_a_sentence_and_leaves_no_line(officer, question, typed, says):
    before = Entry.objects.count()
    answer = put(officer, question, **typed)
    assert answer.status_code == 400
    assert says in answer.content.decode()
    assert Entry.objects.count() == before


def test_anothers_question_is_not_opened(officer, world):
    assert officer.get("/oversight/asked/2/").status_code == 404
    assert officer.get("/oversight/asked/0/").status_code == 404
    assert officer.get("/oversight/asked/999999999999/").status_code == 404


def test_the_file_has_every_line_and_no_formula(officer, world):
    record(
        Kind.LOOKED, subject='=HYPERLINK("x")', by="system", at=AT, look=Look("p", shown=["R-7"])
    )
    went = put(officer, "seen", what="R-7")
    rows = list(csv.reader(io.StringIO(read_whole(officer.get(went.url + "lines.csv")).decode())))
    assert len(rows) == 1 + 4
    assert rows[0][:4] == ["line", "when", "what", "subject"]
    assert rows[1][3] == '\'=HYPERLINK("x")'
    assert not [one for row in rows for one in row if one.startswith(("=", "+", "-", "@"))]


def test_the_report_names_posts_and_nobody(officer, world, tmp_path):
    went = put(officer, "seen", what="request R-7")
    answer = officer.get(went.url + "report.pdf")
    said = " ".join(" ".join(pages_text(answer.content)).split())
    assert "Panel Coordinator" in said
    assert "Westhaven Council" in said
    assert "Rhiannon Sole" not in said
    assert "account" not in said
    assert answer.headers["Content-Disposition"] == 'attachment; filename="who-has-seen-it.pdf"'
    assert officer.get("/oversight/asked/1/report.pdf").status_code == 200


def test_only_who_has_seen_makes_a_report(officer):
    went = put(officer, "refused")
    assert officer.get(went.url + "report.pdf").status_code == 404


def test_the_command_prints_posts_and_leaves_its_line(world):
    looks(world)
    said = io.StringIO()
    call_command("ledger", "about", "request R-7", stdout=said)
    assert "Panel Coordinator" in said.getvalue()
    assert "Sole" not in said.getvalue()
    assert said.getvalue().endswith("3 lines.\n")
    assert Entry.objects.latest("id").kind == Kind.LEDGER_ASKED


def test_an_answer_asks_as_often_whatever_there_is(officer, world):
    went = put(officer, "seen", what="R-7")
    few = counted(officer, went.url)
    for n in range(300):
        record(
            Kind.LOOKED,
            subject=f"request {n}",
            by=world.users["chair"],
            at=AT,
            look=Look("safeguarding", shown=["R-7", f"R-{n}"]),
        )
    again = put(officer, "seen", what="R-7")
    assert counted(officer, again.url) == few


def counted(client, address) -> int:
    with CaptureQueriesContext(connection) as questions:
        assert client.get(address).status_code == 200
    return len(questions)
