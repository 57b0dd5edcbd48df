"""
Links in letters: spent by a form and never by looking, coded, limited, and never logged.
"""

import datetime as dt
import io
import logging
import re
from dataclasses import replace

import pytest
from django.core import mail
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from gunicorn.config import Config

from saferboard.config.redaction import SiteLogger, WithoutTokens, without_tokens
from saferboard.domain.handling import Handling
from saferboard.domain.refusals import Refused
from saferboard.ledger.models import Entry, Kind
from saferboard.letters import tokens
from saferboard.letters.kinds import LINKS, LinkKind
from saferboard.letters.models import Link
from saferboard.letters.operations import cancel_links, issue_link, send_letter, spend
from saferboard.partners.models import Post, User
from saferboard.ui import clock
from tests.repo.standing import changed, everything
from tests.world import BY, UNPUBLISHED

NOW = clock.now
NOTICE = LinkKind(
    "notice",
    purpose="This link opens a notice.",
    button="Read it",
    leads_to="meetings:meeting",
    opens=Handling.PUBLIC,
    days=14,
    uses=1,
    minutes=30,
)
"""A kind that asks for no code; what accounts send has links of their own room."""


@pytest.fixture(autouse=True)
def _a_kind_without_a_code(monkeypatch):
    monkeypatch.setitem(LINKS, NOTICE.code, NOTICE)


def issue(kind="papers", **changed_) -> str:
    given = {"post": Post.objects.get(code="director"), "thing": UNPUBLISHED, "by": BY, "at": NOW()}
    return re.sub(r"^https?://[^/]+", "", issue_link(kind, **given | changed_))


def code_sent() -> str:
    return re.search(r"^\d{6}$", mail.outbox[-1].body, re.M)[0]


def test_looking_spends_nothing_and_changes_nothing(world):
    path, before, lines = issue(), everything(), Entry.objects.count()
    before = everything()
    for _ in range(3):
        for ask in (Client().get, Client().head):
            answer = ask(path)
            assert answer.status_code == 200
    assert changed(before) == set()
    assert Entry.objects.count() == lines


def test_the_page_tells_nobody_where_it_was_come_from(world):
    path = issue()
    for answer in (Client().get(path), Client().post(path + "use/"), Client().get("/link/x/")):
        assert answer.headers["Referrer-Policy"] == "no-referrer"
        assert "no-store" in answer.headers["Cache-Control"]
        assert answer.headers["X-Robots-Tag"] == "noindex"


def test_a_browser_that_says_no_origin_is_believed_only_of_this_site(world):
    path, strict = issue("notice"), Client(enforce_csrf_checks=True)
    form = re.search(r'name="csrfmiddlewaretoken" value="(\w+)"', strict.get(path).content.decode())
    given = {"csrfmiddlewaretoken": form[1]}
    null = {"HTTP_ORIGIN": "null"}
    assert strict.post(path + "use/", given, **null).status_code == 403
    cross = null | {"HTTP_SEC_FETCH_SITE": "cross-site"}
    assert strict.post(path + "use/", given, **cross).status_code == 403
    same = null | {"HTTP_SEC_FETCH_SITE": "same-origin"}
    assert strict.post(path + "use/", {}, **same).status_code == 403
    assert strict.post(path + "use/", given, **same).status_code == 302


def test_only_hashes_of_a_token_and_a_code_are_kept(world):
    path = issue()
    Client().post(path + "code/")
    token, code = path.split("/")[2], code_sent()
    with connection.cursor() as cursor:
        cursor.execute("SELECT * FROM letters_link")
        kept = str(cursor.fetchall())
        cursor.execute("SELECT * FROM letters_letter")
        kept += str(cursor.fetchall())
    assert token not in kept
    assert f"'{code}'" not in kept
    assert tokens.hash_of(token) in kept


def test_five_wrong_codes_and_no_more(world):
    path = issue()
    Client().post(path + "code/")
    right = code_sent()
    wrong = "000000" if right != "000000" else "111111"
    statuses = [Client().post(path + "use/", {"code": wrong}).status_code for _ in range(6)]
    assert statuses == [400] * 5 + [429]
    assert Client().post(path + "use/", {"code": right}).status_code == 429
    refused = Entry.objects.filter(kind=Kind.LINK_REFUSED).values_list("facts__why", flat=True)
    assert list(refused) == ["wrong-code"] * 5 + ["code-tried-too-often"] * 2


def test_codes_are_asked_for_three_times_an_hour(world):
    path = issue()
    statuses = [Client().post(path + "code/").status_code for _ in range(4)]
    assert statuses == [302] * 3 + [429]
    link = Link.objects.get()
    link.codes_since = NOW() - dt.timedelta(hours=1)
    link.save()
    assert Client().post(path + "code/").status_code == 302


def test_a_code_ends_after_ten_minutes_and_is_for_one_use(world):
    path = issue()
    Client().post(path + "code/")
    code = code_sent()
    Link.objects.update(code_until=NOW())
    answer = Client().post(path + "use/", {"code": code})
    assert (answer.status_code, "That code has ended" in answer.content.decode()) == (400, True)
    Client().post(path + "code/")
    code = code_sent()
    assert Client().post(path + "use/", {"code": f"{code[:3]} {code[3:]}"}).status_code == 302
    assert Client().post(path + "use/", {"code": code}).status_code == 400


def test_links_nobody_sent_are_tried_thirty_times_from_one_network(world):
    statuses = [Client().get(f"/link/{n}/").status_code for n in range(32)]
    assert statuses == [404] * 30 + [429] * 2
    assert Client().get(issue()).status_code == 200


def test_whatever_is_wrong_with_a_link_costs_the_same_questions(world):
    paths = {"wrong": "/link/" + "A" * 43 + "/", "expired": issue(at=NOW() - dt.timedelta(days=99))}
    paths["spent"] = issue("notice")
    Client().post(paths["spent"] + "use/")
    paths["cancelled"] = issue(thing="2099-01-01")
    cancel_links("papers", thing="2099-01-01", by=BY, at=NOW())
    Client().get("/link/x/")  # the first from a network begins its count
    counts, said = {}, set()
    for why, path in paths.items():
        with CaptureQueriesContext(connection) as asked:
            answer = Client().get(path)
        assert answer.status_code == 404, why
        counts[why] = len(asked)
        said.add(re.search(r"This link [^<]*\.", answer.content.decode())[0])
    assert len(set(counts.values())) == 1, counts
    assert len(said) == 4


def test_a_link_leaves_lines_that_name_it_by_number(world):
    path = issue("notice")
    Client().post(path + "use/")
    lines = list(Entry.objects.filter(subject=f"link {Link.objects.get().pk}"))
    assert [line.kind for line in lines] == [Kind.LINK_ISSUED, Kind.LINK_SPENT]
    assert (lines[1].by, lines[1].post) == ("link", "director")
    assert path.split("/")[2] not in str([line.facts for line in lines])


def test_an_address_without_a_post_has_its_link_spent_once(world):
    path = issue("notice", post=None, address="new@westhaven.example")
    token = path.split("/")[2]
    opened = spend(token, by=User(), at=NOW())
    assert (opened.thing, opened.post, opened.address) == (
        UNPUBLISHED,
        None,
        "new@westhaven.example",
    )
    with pytest.raises(Refused, match="was used already"):
        spend(token, by=User(), at=NOW())


def test_a_kind_that_opens_what_is_restricted_cannot_be_defined():
    for handling in (Handling.RESTRICTED, Handling.NAMED):
        with pytest.raises(AssertionError, match="needs a sign-in"):
            replace(LINKS["papers"], opens=handling)
    with pytest.raises(AssertionError, match="permission to publish needs a sign-in"):
        replace(NOTICE, publishes=True)
    assert replace(NOTICE, opens=Handling.PARTNERS).asks_code


def test_a_letter_carries_a_link_only_where_its_kind_says_so(world):
    with pytest.raises(AssertionError, match="carries nothing"):
        send_letter(
            "papers-issued",
            to_post=Post.objects.get(code="director"),
            facts={"body": "x", "day": "y"},
            by=BY,
            at=NOW(),
            link="https://x/link/y/",
        )


TOKEN = "0Qh4-_vT0kenT0kenT0ken"


def test_no_log_of_django_holds_a_token(world):
    said = io.StringIO()
    handler = logging.StreamHandler(said)
    handler.addFilter(WithoutTokens())
    logger = logging.getLogger("django.request")
    logger.addHandler(handler)
    logging.disable(logging.NOTSET)
    try:
        Client().get(f"/link/{TOKEN}/")
        Client().get(f"/link/{TOKEN}/use/")
    finally:
        logger.removeHandler(handler)
    assert TOKEN not in said.getvalue()
    assert "Not Found: /link/[token]/" in said.getvalue()
    assert "/link/[token]/use/" in said.getvalue()


def test_the_settings_have_every_handler_leave_tokens_out(settings):
    for handler in settings.LOGGING["handlers"].values():
        assert "without tokens" in handler["filters"]


def test_no_access_log_of_the_web_server_holds_a_token():
    class Answer:
        status, sent, response_length, headers = "200 OK", 5, 5, ()

    class Asked:
        headers = (("REFERER", f"https://site.example/link/{TOKEN}/"),)

    environ = {
        "REQUEST_METHOD": "GET",
        "RAW_URI": f"/link/{TOKEN}/?x=1",
        "SERVER_PROTOCOL": "HTTP/1.1",
        "PATH_INFO": f"/link/{TOKEN}/",
        "HTTP_REFERER": f"https://site.example/calendar/{TOKEN}.ics",
    }
    config = Config()
    atoms = SiteLogger(config).atoms(Answer(), Asked(), environ, dt.timedelta(seconds=1))
    line = config.access_log_format % SiteLogger(config).atoms_wrapper_class(atoms)
    assert TOKEN not in str(atoms)
    assert TOKEN not in line
    assert "/link/[token]" in line


def test_what_is_no_token_is_left_as_it_is():
    assert without_tokens("GET /letters/?kind=link HTTP") == "GET /letters/?kind=link HTTP"
