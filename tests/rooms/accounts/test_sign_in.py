"""
Coming in and going out.
"""

import re

import pytest

from saferboard.demo.reading import account_names
from saferboard.ledger.models import Entry, Kind
from tests.world import PASSWORD

ADDRESS = "/sign-in/"
WRONG = "The account name and password do not go together."


def come_in(client, **typed):
    return client.post(ADDRESS, {"username": "clerk", "password": PASSWORD} | typed)


def kinds():
    return list(Entry.objects.order_by("id").values_list("kind", flat=True))


def test_coming_in_leads_home_and_leaves_a_line(client, world):
    answer = come_in(client)
    assert (answer.status_code, answer.url) == (302, "/home/")
    assert Entry.objects.latest("id").kind == Kind.SIGNED_IN
    assert Entry.objects.latest("id").by == world.users["clerk"].ledger_name
    page = client.get("/home/").content.decode()
    assert "Ines Faraday" in page


def test_a_page_that_needs_an_account_is_opened_after_signing_in(client, world):
    asked = client.get("/home/ledger/")
    assert asked.status_code == 302
    page = client.get(asked.url).content.decode()
    assert 'value="/home/ledger/"' in page
    answer = come_in(client, next="/home/ledger/")
    assert answer.url == "/home/ledger/"


@pytest.mark.parametrize(
    "elsewhere",
    [
        "https://elsewhere.example/",
        "//elsewhere.example/",
        "https:elsewhere.example",
        "\\\\elsewhere.example",
        "javascript:alert(1)",
        "http://testserver.elsewhere.example/",
        "",
    ],
)
def test_another_site_is_never_where_one_is_sent(client, world, elsewhere):
    assert come_in(client, next=elsewhere).url == "/home/"


@pytest.mark.parametrize("typed", [{"password": "wrong"}, {"username": "nobody"}])
def test_whatever_is_wrong_the_page_says_one_thing(client, world, typed):
    answer = come_in(client, **typed)
    page = answer.content.decode()
    assert answer.status_code == 400
    assert page.count(WRONG) == 1
    assert "<title>Error: Sign in" in page
    assert kinds()[-1] == Kind.SIGN_IN_REFUSED
    assert "_auth_user_id" not in client.session


def test_the_name_typed_is_kept_and_the_password_is_not(client, world):
    page = come_in(client, password="wrong secret").content.decode()
    assert 'value="clerk"' in page
    assert "wrong secret" not in page


def test_nothing_typed_is_asked_for_by_name(client, world):
    page = client.post(ADDRESS, {"username": "", "password": ""}).content.decode()
    assert "Enter your account name" in page
    assert "Enter your password" in page
    assert WRONG not in page


def test_a_closed_account_cannot_come_in(client, world):
    clerk = world.users["clerk"]
    clerk.is_active = False
    clerk.save()
    assert WRONG in come_in(client).content.decode()


def test_going_out_leaves_a_line_and_shuts_the_door(client, world):
    come_in(client)
    answer = client.post("/sign-out/")
    assert answer.url == "/"
    assert kinds()[-1] == Kind.SIGNED_OUT
    assert client.get("/home/").status_code == 302


def test_going_out_twice_is_no_fault_and_no_line(client, world):
    before = kinds()
    assert client.post("/sign-out/").status_code == 302
    assert kinds() == before


def test_the_key_of_a_session_changes_on_coming_in(client, world):
    session = client.session
    session["kept"] = "before"
    session.save()
    before = session.session_key
    come_in(client)
    assert client.session.session_key != before


def test_only_a_demonstration_prints_accounts(client, world, settings):
    assert "<code>safer</code>" not in client.get(ADDRESS).content.decode()
    settings.SAFERBOARD_SITE = {**settings.SAFERBOARD_SITE, "demo": True}
    assert "<code>safer</code>" in client.get(ADDRESS).content.decode()


def test_a_demonstration_lists_the_accounts_it_has(client, world, settings):
    settings.SAFERBOARD_SITE = {**settings.SAFERBOARD_SITE, "demo": True}
    page = client.get("/sign-in/").content.decode()
    listed = re.findall(r"<li><code>([\w-]+)</code>", page)
    assert sorted(listed) == sorted(account_names())
