"""
Who is in the partnership, who holds what, and when their rights end.
"""

import datetime as dt

import pytest
from django.db import IntegrityError, transaction

from saferboard.domain.refusals import Refused
from saferboard.domain.rights import ROLES, Right, Role
from saferboard.ledger.models import Entry, Kind
from saferboard.partners.models import Holding, Organisation, Partnership, Person, Post, User
from saferboard.partners.operations import (
    PostDescribed,
    describe_partnership,
    open_account,
)
from saferboard.partners.permissions import (
    refusal_to_read_for_partners,
    refusal_without,
    roles,
)
from saferboard.partners.queries import myself, organisations, partnership
from tests.world import AT, BY, ORGANISATIONS, PASSWORD, POSTS, SITE

TODAY = dt.date(2022, 10, 19)


def describe(**changed):
    given = {
        "area": SITE["area"],
        "place": SITE["place"],
        "organisations": ORGANISATIONS,
        "posts": POSTS,
        "by": BY,
        "at": AT,
    }
    return describe_partnership(changed.pop("name", SITE["name"]), **given | changed)


def an_account(**changed):
    given = {
        "password": PASSWORD,
        "name": "Wren Castellan",
        "post": "superintendent",
        "since": dt.date(2022, 4, 1),
        "by": BY,
        "at": AT,
    }
    return open_account(changed.pop("username", "wren"), **given | changed)


def test_describing_again_corrects_what_was_there(world):
    posts = Post.objects.count()
    describe(name="Westhaven Together")
    assert Partnership.objects.count() == 1
    assert partnership().name == "Westhaven Together"
    assert Organisation.objects.count() == len(ORGANISATIONS)
    assert Post.objects.count() == posts


def test_organisations_come_by_name(world):
    assert [o.code for o in organisations()] == ["next", "fire", "police", "homes", "council"]


def test_a_post_in_an_organisation_not_listed_is_refused_and_nothing_kept(db):
    stray = PostDescribed("stray", "Stray", "nobody", "")
    with pytest.raises(Refused, match="stray names an organisation that is not listed: nobody"):
        describe(posts=[*POSTS, stray])
    assert not Organisation.objects.exists()
    assert not Entry.objects.exists()


def test_opening_an_account_fills_the_post_and_leaves_two_lines(world):
    user = an_account()
    assert user.check_password(PASSWORD)
    assert PASSWORD not in user.password
    assert [post.code for post in user.posts(on=TODAY)] == ["superintendent"]
    lines = Entry.objects.order_by("-id")[:2]
    assert [line.kind for line in lines] == [Kind.POST_FILLED, Kind.ACCOUNT_OPENED]
    assert lines[1].subject == f"account {user.pk}"


@pytest.mark.parametrize(
    ("changed", "words"),
    [
        ({"username": "clerk"}, "There is already an account called clerk"),
        ({"post": "mayor"}, "There is no post mayor"),
        ({"post": "director"}, "Director of Communities is already held"),
    ],
)
def test_an_account_is_refused(world, changed, words):
    before = (User.objects.count(), Person.objects.count(), Entry.objects.count())
    with pytest.raises(Refused, match=words):
        an_account(**changed)
    assert (User.objects.count(), Person.objects.count(), Entry.objects.count()) == before


def test_the_database_keeps_one_holder_at_a_time(world):
    post, person = Post.objects.get(code="director"), Person.objects.create(name="Another")
    with (
        pytest.raises(IntegrityError, match=r"a_post_has_one_holder|holding\.post_id"),
        transaction.atomic(),
    ):
        Holding.objects.create(post=post, person=person, since=TODAY)


def test_the_database_keeps_a_holding_from_ending_before_it_starts(world):
    post, person = Post.objects.get(code="superintendent"), Person.objects.create(name="Another")
    with pytest.raises(IntegrityError, match="ends_after_it_starts"), transaction.atomic():
        Holding.objects.create(
            post=post, person=person, since=TODAY, until=TODAY - dt.timedelta(days=1)
        )


@pytest.mark.parametrize(
    ("since", "until", "holds"),
    [
        ("2022-10-19", None, True),
        ("2022-10-20", None, False),
        ("2022-01-01", "2022-10-19", True),
        ("2022-01-01", "2022-10-18", False),
    ],
)
def test_rights_start_and_end_with_the_holding(world, since, until, holds):
    clerk = world.users["clerk"]
    Holding.objects.filter(person=clerk.person).update(since=since, until=until)
    assert roles(clerk, on=TODAY) == ({Role.CLERK} if holds else frozenset())
    refusal = refusal_without(clerk, Right.BIND_PACKS, on=TODAY)
    assert (refusal is None) == holds
    assert bool(myself(clerk, on=TODAY).posts) == holds


def test_a_closed_account_has_no_rights(world):
    clerk = world.users["clerk"]
    clerk.is_active = False
    assert roles(clerk, on=TODAY) == frozenset()


def test_a_refusal_says_whom_to_ask(world):
    said = refusal_without(world.users["partner"], Right.BIND_PACKS, on=TODAY)
    assert str(said) == (
        "Only the clerk to the board may make and issue the pack. Ask them to do it."
    )
    many = refusal_without(world.users["partner"], Right.READ_LEDGER, on=TODAY)
    assert "the clerk to the board or the head of community safety or the data prot" in str(many)


def test_a_neighbour_reads_nothing_that_is_for_partners(world):
    said = refusal_to_read_for_partners(world.users["neighbour"], on=TODAY, what="The draft")
    assert said.code == "not-a-partner"
    assert "Ask the clerk" in str(said)


def test_every_role_has_its_rights_in_the_table():
    assert set(ROLES) == set(Role)
    assert all(described.label and described.does for described in ROLES.values())
    assert {right for role in Role for right in role.rights} == set(Right)


def test_somebody_whose_post_ended_is_shut_out_at_once(client, world):
    clerk = world.users["clerk"]
    client.force_login(clerk)
    assert client.get("/home/ledger/").status_code == 200
    Holding.objects.filter(person=clerk.person).update(until=TODAY - dt.timedelta(days=1))
    answer = client.get("/home/ledger/")
    assert answer.status_code == 403
    assert "Only the clerk to the board" in answer.content.decode()


def test_an_address_belongs_to_one_account(world):
    describe()
    with pytest.raises(Refused, match="already an account with that address"):
        an_account(email="CLERK@westhaven.example")
    user = an_account(email="wren@westhaven.example")
    with pytest.raises(IntegrityError), transaction.atomic():
        User.objects.filter(pk=user.pk).update(email="Clerk@westhaven.example")


def test_a_post_left_on_a_day_is_filled_from_the_next(world):
    held = Holding.objects.get(post__code="democratic-services")
    held.until = dt.date(2022, 10, 20)
    held.save()
    with pytest.raises(Refused, match="already held"):
        an_account(post="democratic-services", since=held.until)
    assert an_account(post="democratic-services", since=dt.date(2022, 10, 21)).pk
