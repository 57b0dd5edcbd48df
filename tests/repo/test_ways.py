"""
No page is reached by typing its address: every one is found by following links from the
front page, or from a person's own, and every link leads somewhere.
"""

from collections import Counter, deque
from dataclasses import dataclass, field
from urllib.parse import urldefrag, urljoin, urlsplit

import pytest
from django.test import Client
from django.urls import resolve

from saferboard.ledger.operations import anchor_ledger
from saferboard.partners.models import User
from tests.repo.doors import READ, ROLES
from tests.repo.reading_html import read, read_whole
from tests.world import AT

HOST = "testserver"
NOT_NEEDED = {"account_login", "accounts:forgotten", "account_reauthenticate", "mfa_activate_totp"}
"""What somebody signed in, with a second factor, need not be led to."""
NONE_OF = {
    *("drafting:remove-output", "drafting:take-back", "drafting:adopt"),
    "packs:full",
    "partners:end-caretaker",
    "sheets:send-back",
    "meetings:quorum",
    "plans:earlier",
}
"""
What the demonstration has none of: a pack with exempt papers, a post looked after, a sheet that
somebody else may judge, a panel whose minutes are taken, a strategy before the one in force, and of
the next strategy anything put forward or offered to the board.
"""
AFTER_A_FORM = {"questions:asked"}
"""What a form leads to once it is sent."""
EVERY, A_FEW = 100, 2
"""How many pages of one kind are opened: every commitment and measure, or some of each."""
SLOWER = {"measures:dashboard": 8}
"""There is a dashboard for every quarter since 2010, and each is a tenth of a second's work."""
WIDER = {
    *("bodies:body", "bodies:seats", "meetings:body-actions", "meetings:year-of-body"),
    "sheets:return",
}
"""Kinds of which the first few lead to less than others do, so that all are opened."""


@dataclass
class Walk:
    """What was seen on the way: kinds of page, and everything that was wrong."""

    seen: Counter = field(default_factory=Counter)
    anchors: dict[str, set[str]] = field(default_factory=dict)
    jumps: list[tuple[str, str, str]] = field(default_factory=list)
    wrong: list[str] = field(default_factory=list)

    def lost_jumps(self) -> list[str]:
        """Return the links to a place within a page that has no such place."""
        return [
            f"{page} leads to {target}#{anchor}, which is not there"
            for page, target, anchor in self.jumps
            if target in self.anchors and anchor not in self.anchors[target]
        ]


def walk(client: Client, start: str, *, of_each_kind: int) -> Walk:
    """Follow every link from `start`."""
    found, met, queue = Walk(), {start}, deque([(start, "the beginning")])
    while queue:
        address, came_from = queue.popleft()
        name = resolve(urlsplit(address).path).view_name
        enough = EVERY if name in WIDER else of_each_kind
        if found.seen[name] >= min(enough, SLOWER.get(name, enough)):
            continue
        found.seen[name] += 1
        answer = client.get(address)
        if answer.status_code != 200:
            found.wrong.append(f"{came_from} leads to {address}: {answer.status_code}")
            continue
        if not answer.headers["Content-Type"].startswith("text/html"):
            assert read_whole(answer), f"{address} is empty"
            continue
        page = read(answer.content.decode())
        found.anchors[address] = page.anchors
        found.wrong += [f"{address} has {fault}" for fault in page.faults]
        found.wrong += [f"{address} loads {url}" for url in page.loads if urlsplit(url).netloc]
        for link in page.links:
            target, anchor = urldefrag(urljoin(f"http://{HOST}{address}", link))
            parts = urlsplit(target)
            if parts.netloc != HOST or parts.scheme not in ("http", "https"):
                continue
            here = parts.path + (f"?{parts.query}" if parts.query else "")
            if anchor:
                found.jumps.append((address, here, anchor))
            if here not in met:
                met.add(here)
                queue.append((here, address))
    return found


def test_a_visitor_reaches_every_page_open_to_them(demo_world):
    found = walk(Client(), "/", of_each_kind=EVERY)
    assert found.wrong == []
    assert found.lost_jumps() == []
    assert (
        found.seen.keys()
        == {name for name, door in READ.items() if "visitor" in door.opens_to}
        - AFTER_A_FORM
        - NONE_OF
    )
    assert found.seen["returns:commitment"] == 68


@pytest.mark.parametrize("role", [role for role in ROLES if role != "visitor"])
def test_each_person_reaches_every_page_open_to_them(demo_world, settings, role):
    # Until the first night there is no anchor, and nothing to download.
    anchor_ledger(settings.LEDGER_ANCHORS, by="system", at=AT, secret=settings.LEDGER_SECRET)
    client = Client()
    client.force_login(User.objects.get(username=role))
    found = walk(client, "/home/", of_each_kind=A_FEW)
    assert found.wrong == []
    wanted = {name for name, door in READ.items() if role in door.opens_to}
    assert wanted - NOT_NEEDED - NONE_OF - AFTER_A_FORM <= found.seen.keys()
