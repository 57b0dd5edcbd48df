"""
What each person sees first.
"""

import datetime as dt

import pytest

from saferboard.bodies.models import Body
from saferboard.domain.handling import Handling
from saferboard.domain.minuting import MinutesState
from saferboard.meetings.models import Meeting, MinuteBook
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


def test_the_clerk_is_told_of_minutes_that_wait_once_their_meeting_began(client, world, settings):
    book = MinuteBook.objects.get(meeting=world.published)
    assert book.state == MinutesState.TAKING
    assert "the minutes of 27 October 2022" not in front(client, world, "clerk")
    after = world.published.starts.date() + dt.timedelta(days=1)
    settings.SAFERBOARD_SITE = {**settings.SAFERBOARD_SITE, "today": after}
    take = '<a class="govuk-link" href="/meetings/2022-10-27/take/">Close the minutes of 27 Oct'
    assert take in front(client, world, "clerk")
    assert take not in front(client, world, "partner")
    book.state = MinutesState.DRAFT
    book.save()
    assert ">Check the minutes of 27 October 2022</a>" in front(client, world, "clerk")
    Body.objects.filter(pk=world.published.body_id).update(handling=Handling.RESTRICTED)
    assert "the minutes of 27 October 2022" not in front(client, world, "clerk")
    Body.objects.filter(pk=world.published.body_id).update(handling=Handling.PUBLIC)
    book.state = MinutesState.CHECKED
    book.save()
    assert "the minutes of 27 October 2022" not in front(client, world, "clerk")


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
