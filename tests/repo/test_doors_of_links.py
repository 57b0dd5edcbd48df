"""
What each kind of link in a letter opens: without its code, with it, again, and too late.
"""

import re

import pytest
from django.core import mail
from django.test import Client

from saferboard.letters.kinds import LINKS as KINDS
from saferboard.letters.operations import issue_link
from saferboard.partners.models import Post
from saferboard.ui import clock
from tests.repo.other_doors import LINKS
from tests.world import BY, UNPUBLISHED

POST = "director"
CODE = re.compile(r"^\d{6}$", re.M)


@pytest.fixture(autouse=True)
def _a_mail_server(settings):
    settings.EMAIL_HOST = "mail.westhaven.example"


def test_every_kind_of_link_is_in_the_table():
    assert KINDS.keys() == LINKS.keys()


@pytest.mark.parametrize("kind", LINKS)
def test_the_table_says_what_the_kind_is(kind):
    described, door = KINDS[kind], LINKS[kind]
    assert (described.opens.value, described.asks_code) == (door.opens, door.asks_code)
    assert (described.uses, described.leads_to) == (door.uses, door.leads_to)


def issued(kind: str, world, *, at=None) -> str:
    """Issue a link to the director and return its path."""
    post = Post.objects.get(code=POST)
    address = issue_link(kind, post=post, thing=UNPUBLISHED, by=BY, at=at or clock.now())
    return re.sub(r"^https?://[^/]+", "", address)


def use(client, path: str, *, coded: bool):
    """Press the button of a link's page, after the code if it asks for one."""
    code = ""
    if coded:
        client.post(path + "code/")
        code = CODE.search(mail.outbox[-1].body)[0]
        assert mail.outbox[-1].to == ["chair@westhaven.example"]
    return client.post(path + "use/", {"code": code})


@pytest.mark.parametrize("kind", LINKS)
@pytest.mark.parametrize("role", ["visitor", "neighbour", "administrator"])
def test_a_link_opens_with_its_code_and_only_so(world, kind, role):
    client, path, door = Client(), issued(kind, world), LINKS[kind]
    if role != "visitor":
        client.force_login(world.users[role])
    for ask in (client.get, client.head, client.get):
        assert ask(path).status_code == 200
    if door.asks_code:
        assert use(client, path, coded=False).status_code == 400
    assert use(client, path, coded=door.asks_code).status_code == 302


@pytest.mark.parametrize("kind", LINKS)
def test_a_link_used_up_opens_nothing(world, kind, settings):
    path, door = issued(kind, world), LINKS[kind]
    for _ in range(min(door.uses, 3)):
        assert use(Client(), path, coded=door.asks_code).status_code == 302
    if door.uses <= 3:
        again = Client().post(path + "use/")
        assert (again.status_code, Client().get(path).status_code) == (404, 404)
        assert "was used already" in again.content.decode()
    else:
        # A code is for one use, whoever replays it.
        code = CODE.search(mail.outbox[-1].body)[0]
        assert Client().post(path + "use/", {"code": code}).status_code == 400


@pytest.mark.parametrize("kind", LINKS)
def test_a_link_ends_by_itself(world, kind):
    path = issued(kind, world, at=clock.now() - KINDS[kind].lives)
    for answer in (Client().get(path), Client().post(path + "use/"), Client().post(path + "code/")):
        assert answer.status_code == 404
        assert "This link has ended" in answer.content.decode()
