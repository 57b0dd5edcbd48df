"""
Telling members that papers are ready, and reading them with the link in the letter.
"""

import datetime as dt
import re

import pytest
from django.core import mail
from django.test import Client

from saferboard.bodies.models import Body
from saferboard.domain.handling import Handling
from saferboard.domain.refusals import Refused
from saferboard.ledger.models import Entry, Kind
from saferboard.letters.models import Letter, Link
from saferboard.letters.operations import cancel_links, send_due_letters
from saferboard.meetings.circulation.operations import circulate_papers, remind_members
from saferboard.packs.operations import issue_pack, make_pack
from saferboard.ui import clock
from tests.world import AT, BY, PUBLISHED, UNPUBLISHED, drafted

SEATS = 5


@pytest.fixture(autouse=True)
def _a_mail_server(settings):
    settings.EMAIL_HOST = "mail.westhaven.example"


def link_in(letter) -> str:
    return re.search(r"https?://[^/\s]+(/link/\S+)", letter.body)[1]


def come_in(client, path):
    client.post(path + "code/")
    code = re.search(r"^\d{6}$", mail.outbox[-1].body, re.M)[0]
    return client.post(path + "use/", {"code": code})


@pytest.fixture
def path(client, world) -> str:
    """The link that the chair was sent, by the clerk's button."""
    make_pack(world.unpublished, by=BY, at=AT)
    client.force_login(world.users["clerk"])
    page = client.get(f"/meetings/{UNPUBLISHED}/").content.decode()
    assert "Tell members the papers are ready" in page
    answer = client.post(f"/meetings/{UNPUBLISHED}/circulate/", follow=True)
    assert f"{SEATS} letters put in the outbox." in answer.content.decode()
    client.logout()
    send_due_letters(at=clock.now())
    return link_in(next(one for one in mail.outbox if one.to == ["chair@westhaven.example"]))


def test_a_member_without_signing_in_reads_what_the_public_may_not(world, path):
    member = Client()
    meeting, pack = f"/meetings/{UNPUBLISHED}/", f"/meetings/{UNPUBLISHED}/pack.pdf"
    paper = f"/meetings/{UNPUBLISHED}/papers/4a/"
    assert {member.get(one).status_code for one in (meeting, pack, paper)} == {403}
    answer = come_in(member, path)
    assert (answer.status_code, answer.url) == (302, meeting)
    assert {member.get(one).status_code for one in (meeting, pack, paper)} == {200}
    assert "You came by a link in a letter" in member.get(meeting).content.decode()


def test_the_link_opens_that_one_thing_to_read_and_nothing_else(world, path):
    member = Client()
    come_in(member, path)
    assert member.get("/home/").status_code == 302
    assert member.get("/letters/").status_code == 302
    assert member.get(f"/meetings/{UNPUBLISHED}/pack/check/").status_code == 302
    assert member.post(f"/meetings/{UNPUBLISHED}/pack/make/").status_code == 403
    make_pack(world.published, by=BY, at=AT)
    assert member.get(f"/meetings/{PUBLISHED}/pack.pdf").status_code == 404


def test_forwarded_without_the_code_it_opens_nothing(world, path):
    come_in(Client(), path)
    other = Client()
    assert other.get(path).status_code == 200
    assert other.post(path + "use/", {"code": "000000"}).status_code == 400
    assert other.get(f"/meetings/{UNPUBLISHED}/").status_code == 403


def test_what_it_opened_closes_by_itself_and_when_it_is_cancelled(world, path, settings):
    member = Client()
    come_in(member, path)
    site = settings.SAFERBOARD_SITE
    settings.SAFERBOARD_SITE = site | {"today": site["today"] + dt.timedelta(days=1)}
    assert member.get(f"/meetings/{UNPUBLISHED}/").status_code == 403
    settings.SAFERBOARD_SITE = site
    assert member.get(f"/meetings/{UNPUBLISHED}/").status_code == 200
    assert cancel_links("papers", thing=UNPUBLISHED, by=BY, at=clock.now()) == SEATS
    assert member.get(f"/meetings/{UNPUBLISHED}/").status_code == 403
    assert "was cancelled" in Client().get(path).content.decode()


def test_circulating_again_ends_the_links_sent_before(world, path):
    circulate_papers(world.unpublished, by=world.users["clerk"], at=clock.now())
    assert Client().get(path).status_code == 404
    assert Link.objects.filter(cancelled_at__isnull=True).count() == SEATS
    assert Entry.objects.latest("id").kind == Kind.PAPERS_CIRCULATED


def test_restricted_papers_are_never_sent_a_link_to(world):
    Body.objects.update(handling=Handling.RESTRICTED)
    world.unpublished.refresh_from_db()
    with pytest.raises(Refused, match="Its members sign in to read them"):
        circulate_papers(world.unpublished, by=BY, at=AT)
    assert not Letter.objects.exists()


def test_issuing_tells_every_seat_and_nothing_is_circulated_after(world, client):
    make_pack(world.published, by=BY, at=AT)
    issue_pack(world.published, sha256=drafted(world.published), by=BY, at=AT)
    assert Letter.objects.filter(kind="papers-issued", secret__isnull=True).count() == SEATS
    with pytest.raises(Refused, match="The pack is issued, and members were told"):
        circulate_papers(world.published, by=BY, at=AT)
    client.force_login(world.users["clerk"])
    page = client.get(f"/meetings/{PUBLISHED}/").content.decode()
    assert "Tell members" not in page


def test_only_the_clerk_circulates(world):
    with pytest.raises(Refused, match="Only the clerk"):
        circulate_papers(world.unpublished, by=world.users["head"], at=AT)


def test_members_are_reminded_once_a_week_before(world):
    week = world.published.starts - dt.timedelta(days=7)
    assert remind_members(by=BY, at=week - dt.timedelta(minutes=1)) == 0
    assert remind_members(by=BY, at=week) == SEATS
    assert remind_members(by=BY, at=week + dt.timedelta(days=3)) == 0


def test_a_letter_does_not_name_a_restricted_body(world):
    Body.objects.update(handling=Handling.RESTRICTED)
    remind_members(by=BY, at=world.published.starts - dt.timedelta(days=1))
    letter = Letter.objects.first()
    assert "Westhaven" not in letter.subject + letter.body
    assert letter.subject.startswith("Meeting of a body you sit on, ")
