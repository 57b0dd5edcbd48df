"""
How often each page asks the database: the same whatever there is to show.
"""

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from saferboard.meetings.models import Meeting
from saferboard.partners.models import User
from saferboard.plans.models import Commitment
from tests.repo.doors import MEETING, READ
from tests.repo.growth import grow
from tests.repo.reading_html import read_whole

AT_MOST = 35
"""No page asks more often than this."""
ROLE = "clerk"
INSTEAD = {"packs:paper-word": (MEETING, "7a")}
"""A Word file of a thousand commitments takes half a minute to write, not to ask for."""


@pytest.mark.parametrize("role", ["visitor", ROLE])
def test_no_page_asks_more_when_there_is_more(demo_world, role):
    client = Client()
    pages = READ if role != "visitor" else {n: d for n, d in READ.items() if role in d.opens_to}
    if role != "visitor":
        client.force_login(User.objects.get(username=role))
    before = counted(client, pages)
    grow()
    assert (Commitment.objects.count(), Meeting.objects.count()) == (3400, 201)
    after = counted(client, pages)
    grown = {name: (before[name], after[name]) for name in pages if before[name] != after[name]}
    assert grown == {}
    assert {name: count for name, count in after.items() if count > AT_MOST} == {}


def counted(client: Client, pages) -> dict[str, int]:
    """Return how often each page asked, having opened it once before."""
    found = {}
    for name in pages:
        address = reverse(name, args=INSTEAD.get(name, pages[name].demo))
        with CaptureQueriesContext(connection) as captured:
            answer = client.get(address)
            read_whole(answer)
        assert answer.status_code == 200, address
        found[name] = len(captured)
    return found
