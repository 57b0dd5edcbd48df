"""
What every answer carries, whoever asked: its headers, and nothing of anybody in its addresses.
"""

from urllib.parse import unquote, urlsplit

import pytest

from saferboard.partners.models import Person, User
from tests.repo.doors import READ, ROLES
from tests.repo.forms import address_of, come_as, forms_of
from tests.repo.reading_html import read, read_whole
from tests.repo.test_fuzz import ROOMS, in_room

ALWAYS = {
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
    "Cross-Origin-Resource-Policy": "same-origin",
}
POLICY = ("default-src 'self'", "object-src 'none'", "base-uri 'none'", "frame-ancestors 'none'")


def missing_from(answer, *, kept_by_nobody: bool) -> list[str]:
    """Return what is wrong with the headers of an answer."""
    told = answer.headers
    policy = told.get("Content-Security-Policy", "")
    wrong = [name for name, value in ALWAYS.items() if told.get(name) != value]
    # A file's own policy is stricter, and says less.
    wrong += [part for part in POLICY if part not in policy and "default-src 'none'" not in policy]
    wrong += [word for word in ("unsafe-inline", "unsafe-eval", "http:", "*") if word in policy]
    if told.get("Referrer-Policy") not in ("same-origin", "no-referrer"):
        wrong.append("Referrer-Policy")
    if "camera=()" not in told.get("Permissions-Policy", ""):
        wrong.append("Permissions-Policy")
    if kept_by_nobody and "no-store" not in told.get("Cache-Control", ""):
        wrong.append("Cache-Control without no-store")
    return wrong


def people() -> list[str]:
    """Return what names somebody: names, addresses, and whom notes and requests are about."""
    names = [*Person.objects.values_list("name", flat=True), "Quentin Lark"]
    told = [*names, *User.objects.exclude(email="").values_list("email", flat=True)]
    return [one.lower() for one in told if one]


def named_in(address: str, personal: list[str]) -> bool:
    """Whether an address names somebody, with spaces written in any of the usual ways."""
    plain = unquote(address).lower()
    for mark in "+-_":
        plain = f"{plain} {plain.replace(mark, ' ')}"
    return any(one in plain for one in personal)


def test_a_name_in_an_address_is_noticed():
    assert named_in("/people/?who=Quentin%20Lark", ["quentin lark"])
    assert named_in("/people/quentin-lark/", ["quentin lark"])
    assert not named_in("/people/12/", ["quentin lark"])


def wrong_in(address: str, answer, personal: list[str]) -> list[str]:
    """Return what is wrong with the addresses of a page."""
    content = read_whole(answer)
    moved = answer.headers.get("Location", "")
    if not answer.headers.get("Content-Type", "").startswith("text/html"):
        return ["a name in Location"] if named_in(moved, personal) else []
    html = content.decode()
    page = read(html)
    sent = [form.action for form in forms_of(address, html)]
    wrong = [f"loads {url}" for url in page.loads if urlsplit(url).netloc]
    wrong += [f"sends to {url}" for url in sent if urlsplit(url).netloc]
    here = [*page.links, *page.loads, *sent, moved]
    return wrong + ["a name in an address" for url in here if named_in(url, personal)]


@pytest.mark.parametrize("room", ROOMS)
def test_every_answer_is_guarded(client, world, room):
    personal, wrong = people(), []
    for role in ROLES:
        come_as(client, world, role)
        for name, door in in_room(READ, room).items():
            address = address_of(name, door, world)
            answer = client.get(address)
            of_one = role != "visitor" or room in ("accounts", "letters")
            kept_by_nobody = of_one and answer.status_code != 302
            found = missing_from(answer, kept_by_nobody=kept_by_nobody)
            found += wrong_in(address, answer, personal)
            wrong += [f"{address} as {role}: {fault}" for fault in found]
    assert not wrong, "\n".join(wrong)
