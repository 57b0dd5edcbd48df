"""
What each person sees first.
"""

import pytest

from saferboard.meetings.models import Meeting
from saferboard.packs.operations import issue_pack, make_pack
from tests.world import AT, BY, PEOPLE, ROLES, drafted


def front(client, world, role) -> str:
    client.force_login(world.users[role])
    return client.get("/home/").content.decode()


SEES = {
    "Amber, red or in process": {"head", "chair"},
    "Commitments without a status": {"head", "chair"},
    "The ledger: what was done": {"head", "clerk", "protection"},
    "No update came on W1.2": {"head", "clerk"},
    "Make the pack": {"clerk"},
    "held against its own counts": {"head", "analyst"},
    "Light the alleys": {"head", "chair"},
    "Train every landlord": {"partner"},
}


@pytest.mark.parametrize("words", SEES)
def test_each_sees_what_is_theirs_to_do(client, world, words):
    assert {role for role in ROLES if words in front(client, world, role)} == SEES[words]


@pytest.mark.parametrize("role", ROLES)
def test_each_is_greeted_by_name_and_post(client, world, role):
    page = front(client, world, role)
    name, _ = PEOPLE[role]
    assert f'<h1 class="govuk-heading-l">{name}</h1>' in page
    assert world.users[role].posts(on=AT.date()).get().title in page


def test_the_clerks_work_moves_on_with_the_pack(client, world):
    assert "The pack has not been made." in front(client, world, "clerk")
    make_pack(world.published, by=BY, at=AT)
    page = front(client, world, "clerk")
    assert "not yet issued" in page
    assert ">Issue the pack</a>" in page
    issue_pack(world.published, sha256=drafted(world.published), by=BY, at=AT)
    page = front(client, world, "clerk")
    assert "The pack was issued on 18 October 2022" in page
    assert ">Issue the pack</a>" not in page


def test_with_nothing_arranged_the_page_says_so(client, world):
    Meeting.objects.update(state="CANCELLED")
    page = front(client, world, "neighbour")
    assert "No meeting is arranged." in page
    assert "Nothing is waiting for you." in page


def test_the_ledgers_page_names_accounts_by_number(client, world):
    client.force_login(world.users["head"])
    page = client.get("/home/ledger/").content.decode()
    assert "Opened an account" in page
    assert "account " in page
    assert not [name for name, _ in PEOPLE.values() if name in page and name != "Morwen Achebe"]
