"""
The open site switched off: nothing is read from outside but the way in.
"""

import pytest
from django.urls import reverse

from saferboard.packs.operations import issue_pack, make_pack
from tests.repo.doors import READ, arguments
from tests.world import AT, BY, PUBLISHED, drafted, make_busy

WAYS_IN = {"public:front", "public:accessibility", "account_login", "accounts:forgotten"}


@pytest.fixture
def closed(world, settings):
    settings.OPEN_SITE = False
    make_busy(world)
    make_pack(world.published, by=BY, at=AT)
    issue_pack(world.published, sha256=drafted(world.published), by=BY, at=AT)
    return world


def test_nothing_opens_from_outside_but_the_way_in(client, closed):
    addresses = {n: reverse(n, args=arguments(d)) for n, d in READ.items() if d.opens_to}
    opened = {name for name, address in addresses.items() if client.get(address).status_code == 200}
    assert opened == WAYS_IN


def test_the_front_page_says_who_publishes_and_leads_to_the_way_in(client, closed):
    page = client.get("/").content.decode()
    assert "are published by the council" in page
    assert "Next meeting" not in page
    assert reverse("account_login") in page


def test_a_shut_page_says_why(client, closed):
    answer = client.get(f"/meetings/{PUBLISHED}/")
    assert answer.status_code == 403
    assert "The council publishes its papers." in answer.content.decode()
    assert client.get(f"/meetings/{PUBLISHED}/pack.pdf").status_code == 403


def test_members_read_as_ever(client, closed):
    client.force_login(closed.users["partner"])
    assert client.get(f"/meetings/{PUBLISHED}/pack.pdf").status_code == 200


def test_whoever_came_by_a_link_reads(client, closed):
    session = client.session
    session["opened by link"] = {"papers": [1, PUBLISHED, AT.isoformat()]}
    session.save()
    assert client.get(f"/meetings/{PUBLISHED}/").status_code == 200
