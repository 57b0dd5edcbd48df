"""
How often each page asks the database: the same whatever there is to show.
"""

from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from saferboard.measures.views import DASHBOARDS
from saferboard.meetings.models import Meeting, MinuteAction
from saferboard.partners.models import User
from saferboard.plans.models import Commitment
from tests.repo.doors import MEETING, READ, ROLES, Door
from tests.repo.growth import ACTIONS, grow
from tests.repo.reading_html import read_whole

AT_MOST = 50
"""No page asks more often than this."""
WHOLE_PACK = {"packs:check": 60}
"""What composes every paper of a pack anew, to check it, may ask a little more often."""
MORE_FOR_CLERKS = {"meetings:meeting", "packs:paper", "public:front"}
"""Pages that show or ask more when it is the clerk who looks."""
INSTEAD = {"packs:paper-word": (MEETING, "7a")}
"""A Word file of a thousand commitments takes half a minute to write, not to ask for."""


def test_no_page_asks_more_when_there_is_more(demo_world):
    before = counted()
    grow()
    assert (Commitment.objects.count(), Meeting.objects.count()) == (3400, 501)
    assert MinuteAction.objects.count() == ACTIONS
    after = counted()
    assert {
        page: (before[page], after[page]) for page in after if before[page] != after[page]
    } == {}
    asked = {page: n for page, n in after.items() if n > WHOLE_PACK.get(page[1], AT_MOST)}
    assert asked == {}


def counted() -> dict[tuple[str, str], int]:
    """Return how often each page asked the database, by who asked for it."""
    found = {}
    # A dashboard that is kept from before asks less than one that is made.
    DASHBOARDS.clear()
    clients = {role: Client() for role in ROLES}
    for name, door in READ.items():
        if not door.opens_to:
            continue
        role = who_asks(name, door)
        if role != "visitor":
            # A session older than a minute is touched by whichever page comes next.
            clients[role].force_login(User.objects.get(username=role))
        address = reverse(name, args=INSTEAD.get(name, door.demo))
        with CaptureQueriesContext(connection) as captured:
            answer = clients[role].get(address)
            read_whole(answer)
        assert answer.status_code == 200, address
        found[role, name] = len(captured)
    return found


def who_asks(name: str, door: Door) -> str:
    """A visitor where one may look and sees all there is; else the clerk, or whose page it is."""
    if "visitor" in door.opens_to and name not in MORE_FOR_CLERKS:
        return "visitor"
    return "clerk" if "clerk" in door.opens_to else min(door.opens_to)
