"""
Every role of the inventory knocks: by itself, or as one with the very same rights.
"""

import re
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from django.db import transaction
from django.urls import reverse

from saferboard.domain.rights import Role
from saferboard.letters.models import Letter
from saferboard.letters.operations import send_letter
from saferboard.packs.operations import issue_pack, make_pack
from saferboard.partners.models import Organisation, Post, User
from saferboard.partners.operations import open_account
from tests.repo.doors import DOORS, PARTNERS, SIGNED_IN, arguments
from tests.repo.doors_of_roles import ALSO, ASKED_BY_NAME, KNOCKED_BY_ACCOUNTS, MEMBERS
from tests.repo.test_doors import ONCE_ISSUED, lets_in, opened
from tests.world import AT, BY, drafted

SOURCE = Path(__file__).parents[2] / "src/saferboard"


@contextmanager
def undone() -> Iterator[None]:
    """Have what is done within undone, so that no knock changes what the next one finds."""
    with transaction.atomic():
        yield
        transaction.set_rollback(True)


def holder(role: Role) -> User:
    """Open the account of a post of a role, without a seat on anything."""
    Post.objects.create(
        code="stands-in",
        title=role.label,
        organisation=Organisation.objects.get(code="fire"),
        role=role,
    )
    return open_account(
        "stands-in",
        password="correct horse",
        name="Evadne Thorpe",
        post="stands-in",
        since=AT.date(),
        by=BY,
        at=AT,
    )


def prepare(world, page: str) -> None:
    if page in ("letters:send-again", "letters:cancel"):
        letter = send_letter(
            "link-code", to_address="a@b.example", facts={}, by=BY, at=AT, code="1"
        )
        Letter.objects.filter(pk=letter.pk).update(id=DOORS[page].world[0])
    if page in (*ONCE_ISSUED, "packs:full", "packs:issue"):
        make_pack(world.published, by=BY, at=AT)
    if page in ONCE_ISSUED:
        issue_pack(world.published, sha256=drafted(world.published), by=BY, at=AT)


def knocks(client, world, user: User) -> Iterator[str]:
    """Yield each door that opens to somebody."""
    world.users["stands-in"] = user
    client.force_login(user)
    ticket = client.cookies.copy()
    for page in sorted(name for name in DOORS if not DOORS[name].by_letter):
        door = DOORS[page]
        with undone():
            prepare(world, page)
            address = reverse(page, args=arguments(door))
            if not door.opens_to:
                found = lets_in(client, world, "stands-in", address, door)
            else:
                client.cookies = ticket.copy()
                found = opened(client, address, post=door.post)
        if found:
            yield page


def expected(role: Role) -> set[str]:
    must = PARTNERS if role in MEMBERS else SIGNED_IN
    pages = {page for page, door in DOORS.items() if door.opens_to >= must and not door.by_letter}
    return pages | ALSO[role]


@pytest.mark.parametrize("role", ALSO, ids=str)
def test_a_role_without_a_seat_opens_what_its_rights_open_and_nothing_else(client, world, role):
    assert set(knocks(client, world, holder(role))) == expected(role)


@pytest.mark.parametrize("role", Role, ids=str)
def test_every_role_knocks_or_has_the_very_rights_of_one_that_does(role):
    knocking = KNOCKED_BY_ACCOUNTS | ALSO.keys()
    assert role in knocking or role.rights in [one.rights for one in knocking]


def test_two_roles_of_the_same_rights_are_the_same_at_the_doors():
    """What a door asks of is a right: nothing that decides who may open what names a role."""
    found = {
        str(path.relative_to(SOURCE))
        for path in SOURCE.rglob("*.py")
        if re.search(r"\bRole\.[A-Z]", path.read_text(encoding="utf-8"))
    }
    elsewhere = {name for name in found if name.split("/")[0] == "demo" or "migrations" in name}
    assert found - elsewhere - {"domain/rights.py"} == ASKED_BY_NAME.keys()


def test_the_accounts_that_knock_have_these_roles(world):
    held = Post.objects.filter(holdings__person__account__in=world.users.values())
    assert {Role(post.role) for post in held if post.role} >= KNOCKED_BY_ACCOUNTS


ALIKE = {
    Role.PARTNER: ("returns:grid", "sheets:return", "packs:full"),
    Role.TRADING_STANDARDS: ("sharing:ask", "sharing:notes", "returns:grid"),
    Role.COUNCILLOR: ("plans:strategy", "returns:grid"),
}


@pytest.mark.parametrize("like", ALIKE, ids=str)
def test_a_role_of_the_same_rights_is_answered_alike(client, world, like):
    user = holder(like)
    client.force_login(user)
    said = {}
    for role in (one for one in Role if one.rights == like.rights):
        Post.objects.filter(code="stands-in").update(role=role)
        said[role] = [
            client.get(reverse(page, args=arguments(DOORS[page]))).status_code
            for page in ALIKE[like]
        ]
    assert len({tuple(answers) for answers in said.values()}) == 1, said
