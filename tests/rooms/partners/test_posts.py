"""
Posts entered on the screen, people put into them once, vacancies, and caretakers.
"""

import datetime as dt

import pytest

from saferboard.accounts.operations import put_in_post
from saferboard.domain.refusals import Refused
from saferboard.ledger.models import Entry, Kind
from saferboard.letters.queries import holder_of
from saferboard.partners import record_kinds
from saferboard.partners.holders import How, holders
from saferboard.partners.models import Caretaking, Person, Post, Vacancy
from saferboard.partners.permissions import rights
from saferboard.partners.posts.operations import (
    Somebody,
    end_caretaking,
    fill_post,
    leave_post,
    make_caretaker,
    note_vacancy,
)
from tests.world import AT, BY

ON = AT.date()
FIRST, LAST = dt.date(2022, 10, 20), dt.date(2022, 10, 30)
AFTER = LAST + dt.timedelta(days=1)


def post(code: str) -> Post:
    return Post.objects.get(code=code)


def how(code: str, on: dt.date) -> How:
    return holders([post(code).pk], on=on)[post(code).pk].how


def test_a_clerk_enters_an_organisation_a_post_and_who_holds_it(client, world):
    client.force_login(world.users["clerk"])
    kept = {"name": "Haven Trust", "code": "trust", "short": "", "kind": "VOLUNTARY"}
    client.post("/posts/organisations/new/", kept | {"responsible_authority": "no"})
    typed = {"title": "Manager", "code": "trust-manager", "organisation": "trust"}
    assert client.post("/posts/new/", typed).url == "/posts/of/trust-manager/"
    filled = {"person": "", "name": "Odalys Finch", "since": "01 10 2022"}
    client.post("/posts/of/trust-manager/fill/", filled)
    page = client.get("/posts/of/trust-manager/").content.decode()
    assert "Odalys Finch, since 1 October 2022" in page
    client.post("/posts/of/trust-manager/leave/", {"last": "18 10 2022"})
    page = client.get("/posts/of/trust-manager/").content.decode()
    assert "nobody, since 19 October 2022" in page
    kinds = [line.kind for line in Entry.objects.order_by("-id")[:4]]
    assert kinds == [
        Kind.HOLDING_ENDED,
        Kind.POST_FILLED,
        Kind.POST_ENTERED,
        Kind.ORGANISATION_ENTERED,
    ]


def test_a_person_is_entered_once(client, world):
    client.force_login(world.users["clerk"])
    typed = {"person": "", "name": "ottoline  crewe", "since": "01 11 2022"}
    answer = client.post("/posts/of/superintendent/fill/", typed)
    assert answer.status_code == 400
    assert "ottoline crewe is in the register already. Choose them" in answer.content.decode()
    crewe = Person.objects.get(name="Ottoline Crewe")
    client.post("/posts/of/superintendent/fill/", typed | {"name": "", "person": crewe.pk})
    assert post("superintendent").holdings.get().person == crewe
    assert Person.objects.filter(name="Ottoline Crewe").count() == 1


def test_a_clerk_gives_nobody_rights(client, world):
    clerk = world.users["clerk"]
    partner = Somebody(number=world.users["partner"].person_id)
    for do in (
        lambda: fill_post(post("superintendent"), partner, since=FIRST, by=clerk, at=AT),
        lambda: make_caretaker(
            post("superintendent"), partner, since=FIRST, until=LAST, by=clerk, at=AT
        ),
        lambda: leave_post(post("housing-manager"), last=LAST, by=clerk, at=AT),
    ):
        with pytest.raises(Refused, match="Only the administrator may open accounts"):
            do()
    client.force_login(clerk)
    assert 'name="role"' not in client.get("/posts/of/superintendent/change/").content.decode()
    administrator = world.users["administrator"]
    own = Somebody(number=administrator.person_id)
    with pytest.raises(Refused, match="You cannot put yourself"):
        fill_post(post("superintendent"), own, since=FIRST, by=administrator, at=AT)


def test_a_caretaker_has_the_posts_rights_on_its_days_and_no_longer(world):
    neighbour = world.users["neighbour"]
    who = Somebody(number=neighbour.person_id)
    leave_post(post("data-analyst"), last=ON, by=world.users["administrator"], at=AT)
    before = rights(neighbour, on=ON)
    make_caretaker(
        post("data-analyst"),
        who,
        since=FIRST,
        until=LAST,
        by=world.users["administrator"],
        at=AT,
    )
    for day, has in ((ON, False), (FIRST, True), (LAST, True), (AFTER, False)):
        assert neighbour.posts(on=day).filter(code="data-analyst").exists() == has, day
        assert (rights(neighbour, on=day) > before) == has
        assert (holder_of(post("data-analyst"), on=day) == neighbour) == has
    assert (how("data-analyst", FIRST), how("data-analyst", AFTER)) == (How.CARETAKEN, How.VACANT)


def test_a_caretaking_ends_when_somebody_comes_into_the_post(world):
    chair = world.users["chair"]
    who = Somebody(number=chair.person_id)
    kept = make_caretaker(post("superintendent"), who, since=ON, until=LAST, by=BY, at=AT)
    put_in_post(world.users["analyst"], post("superintendent"), since=FIRST, by=BY, at=AT)
    kept.refresh_from_db()
    assert kept.until == FIRST - dt.timedelta(days=1)
    assert not chair.posts(on=FIRST).filter(code="superintendent").exists()
    assert how("superintendent", FIRST) is How.HELD


@pytest.mark.parametrize(
    ("code", "since", "until", "words"),
    [
        ("housing-manager", FIRST, LAST, "Somebody holds the post of Housing Manager from 1 April"),
        ("superintendent", LAST, FIRST, "The last day is before the first"),
        ("station-manager", FIRST, LAST, "has a caretaker on some of those days"),
    ],
)
def test_days_on_which_nobody_can_be_caretaker(world, code, since, until, words):
    with pytest.raises(Refused, match=words):
        make_caretaker(
            post(code), Somebody(name="Wilf Arden"), since=since, until=until, by=BY, at=AT
        )
    assert not Person.objects.filter(name="Wilf Arden").exists()


def test_a_caretaking_is_ended_sooner(client, world):
    client.force_login(world.users["clerk"])
    client.post("/posts/of/station-manager/caretaker/end/", {"last": "24 10 2022"})
    assert Caretaking.objects.get().until == dt.date(2022, 10, 24)
    with pytest.raises(Refused, match="The last day is before the first"):
        end_caretaking(Caretaking.objects.get(), last=dt.date(2022, 10, 1), by=BY, at=AT)


def test_a_vacancy_ends_the_day_before_somebody_comes_in(world):
    note_vacancy(post("superintendent"), since=None, until=None, by=BY, at=AT)
    assert how("superintendent", dt.date(2020, 1, 1)) is How.VACANT
    fill_post(post("superintendent"), Somebody(name="Wilf Arden"), since=FIRST, by=BY, at=AT)
    assert Vacancy.objects.get().until == FIRST - dt.timedelta(days=1)
    with pytest.raises(Refused, match="so it is not vacant on all of those days"):
        note_vacancy(post("superintendent"), since=None, until=None, by=BY, at=AT)


def test_a_vacant_post_says_what_it_holds_up(client, world):
    note_vacancy(post("superintendent"), since=None, until=None, by=BY, at=AT)
    client.force_login(world.users["partner"])
    page = client.get("/posts/of/superintendent/").content.decode()
    for words in (
        "What waits while the post is vacant",
        "nobody, since a day not stated",
        "W1.1: Visit every home burgled",
        "Held up",
        "Sits on the Safer Westhaven Board: vice-chair",
    ):
        assert words in page
    table = client.get("/posts/?vacant=yes").content.decode()
    assert "Superintendent" in table
    assert "Housing Manager" not in table
    assert client.get("/posts/?day=31 02 2022").status_code == 200
    assert client.get("/posts/of/nobody/").status_code == 404


def test_who_has_no_account_is_forgotten_two_years_after_their_last_post(world):
    (kept,) = [one for one in record_kinds.kinds() if one.code == "post-holder"]
    assert list(kept.due(dt.date(2022, 10, 30))) == []
    (due,) = kept.due(dt.date(2022, 10, 31))
    crewe = Person.objects.get(name="Ottoline Crewe")
    assert (due.ref, due.began) == (f"person {crewe.pk}", dt.date(2022, 10, 31))
    assert (kept.erase(due.ref, BY, AT), kept.erase(due.ref, BY, AT)) == (1, 0)
    assert list(kept.due(dt.date(2022, 10, 31))) == []
