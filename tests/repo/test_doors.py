"""
Who may open which page, found by knocking as each role rather than by reading decorators.
"""

import re

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import get_resolver, reverse

from saferboard.letters.models import Letter
from saferboard.letters.operations import send_letter
from saferboard.packs.operations import issue_pack, make_pack
from tests.repo.doors import DOORS, EVERYONE, PARTNERS, READ, ROLES, arguments
from tests.repo.reading_html import read_whole
from tests.world import AT, BY, PUBLISHED, UNPUBLISHED, drafted

SIGN_IN = "/sign-in/"


def named_pages(resolver, prefix=""):
    for pattern in resolver.url_patterns:
        if hasattr(pattern, "url_patterns"):
            space = f"{pattern.namespace}:" if pattern.namespace else ""
            yield from named_pages(pattern, prefix + space)
        else:
            yield prefix + (pattern.name or str(pattern.pattern))


def test_every_page_is_in_the_table():
    assert set(named_pages(get_resolver())) == DOORS.keys()


def opened(client, address: str, *, post: bool = False) -> bool:
    """Knock, and return whether the door opened; a page not found is neither yes nor no."""
    answer = client.post(address) if post else client.get(address)
    if answer.status_code == 403:
        return False
    if answer.status_code == 400:
        return post  # the form is shown again with what is wrong
    if answer.status_code == 302:
        return post and not answer.url.startswith(SIGN_IN)
    assert answer.status_code == 200, f"{address} answered {answer.status_code}"
    assert read_whole(answer), f"{address} is empty"
    return True


def knock(client, world, role: str, address: str, *, post: bool = False) -> bool:
    client.logout()
    if role != "visitor":
        client.force_login(world.users[role])
    return opened(client, address, post=post)


ONCE_ISSUED = {"packs:pdf", "packs:paper", "packs:paper-word", "packs:folder"}
"""What opens to those outside, or at all, only once the pack is issued."""


@pytest.mark.parametrize("page", sorted(name for name in DOORS if not DOORS[name].by_letter))
def test_door(client, world, page):
    door = DOORS[page]
    if page in ("letters:send-again", "letters:cancel"):
        letter = send_letter(
            "link-code", to_address="a@b.example", facts={}, by=BY, at=AT, code="1"
        )
        Letter.objects.filter(pk=letter.pk).update(id=door.world[0])
    if page in (*ONCE_ISSUED, "packs:full", "packs:issue"):
        make_pack(world.published, by=BY, at=AT)
    if page in ONCE_ISSUED:
        issue_pack(world.published, sha256=drafted(world.published), by=BY, at=AT)
    address = reverse(page, args=arguments(door))
    if not door.opens_to:
        assert not [role for role in ROLES if lets_in(client, world, role, address, door)]
        return
    found = {role for role in ROLES if knock(client, world, role, address, post=door.post)}
    assert found == door.opens_to


def lets_in(client, world, role: str, address: str, door) -> bool:
    """Whether a door that opens to nobody who merely knocks shows or does something after all."""
    client.logout()
    if role != "visitor":
        client.force_login(world.users[role])
    answer = client.post(address) if door.post else client.get(address)
    elsewhere = answer.status_code == 302 and answer.url.split("?")[0] != address
    return answer.status_code not in (403, 404) and not elsewhere


MEMBERS_ONLY = {
    "meetings:meeting": (UNPUBLISHED,),
    "packs:paper": (UNPUBLISHED, "4a"),
    "packs:paper-word": (UNPUBLISHED, "4a"),
    "packs:pdf": (UNPUBLISHED,),
}
"""What is shut to visitors until the agenda of its meeting is out."""


@pytest.mark.parametrize("page", MEMBERS_ONLY)
def test_an_agenda_not_yet_out_is_for_members(client, world, page):
    make_pack(world.unpublished, by=BY, at=AT)
    address = reverse(page, args=MEMBERS_ONLY[page])
    found = {role for role in ROLES if knock(client, world, role, address)}
    assert found == PARTNERS


@pytest.mark.parametrize("page", ["packs:paper", "packs:paper-word"])
def test_a_paper_is_for_members_until_it_is_issued(client, world, page):
    address = reverse(page, args=[PUBLISHED, "4a"])
    assert {role for role in ROLES if knock(client, world, role, address)} == PARTNERS


def test_a_draft_pack_is_for_members_though_its_agenda_is_out(client, world):
    make_pack(world.published, by=BY, at=AT)
    address = reverse("packs:pdf", args=[PUBLISHED])
    assert client.get(address).status_code == 404
    assert knock(client, world, "partner", address)
    issue_pack(world.published, sha256=drafted(world.published), by=BY, at=AT)
    assert {role for role in ROLES if knock(client, world, role, address)} == EVERYONE


@pytest.mark.parametrize("page", sorted(name for name in DOORS if DOORS[name].post))
def test_what_changes_something_is_never_asked_for_with_get(client, world, page):
    client.force_login(world.users["clerk"])
    assert client.get(reverse(page, args=arguments(DOORS[page]))).status_code == 405


@pytest.mark.parametrize("page", sorted(name for name in DOORS if DOORS[name].post))
def test_what_changes_something_needs_the_pages_own_form(world, page):
    strict = Client(enforce_csrf_checks=True)
    strict.force_login(world.users["clerk"])
    assert strict.post(reverse(page, args=arguments(DOORS[page]))).status_code == 403


WRITES = re.compile(r"\s*(INSERT INTO|UPDATE|DELETE FROM|REPLACE INTO)\s+\"?(\w+)", re.I)
MAY_GROW = {"ledger_entry"}
"""That somebody looked may be written down; nothing else comes of reading."""


SET_BY_ASKING = {"mfa_activate_totp": {"django_session"}, "mfa_add_webauthn": {"django_session"}}
"""Pages that ask a riddle, which is kept in the session of whoever asked for it."""


@pytest.mark.parametrize("page", sorted(READ))
def test_reading_changes_nothing(client, world, page):
    if page == "packs:pdf":
        make_pack(world.published, by=BY, at=AT)
    address = reverse(page, args=arguments(DOORS[page]))
    for role in ("visitor", "clerk"):
        client.logout()
        if role == "clerk":
            client.force_login(world.users[role])
        with CaptureQueriesContext(
            connection,
        ) as asked:
            read_whole(client.get(address))
        written = {m[2].lower() for q in asked if (m := WRITES.match(q["sql"]))}
        assert written <= MAY_GROW | SET_BY_ASKING.get(page, set())


def test_a_page_that_is_not_there_says_so(client, world):
    answer = client.get("/nowhere/")
    assert answer.status_code == 404
    assert "Page not found" in answer.content.decode()
