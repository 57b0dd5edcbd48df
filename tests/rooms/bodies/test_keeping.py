"""
Entering bodies, giving seats, saying what is no body, and who may.
"""

import pytest
from django.contrib.auth.models import AnonymousUser

from saferboard.bodies.models import Body, Mention, Seat, SeatRole
from saferboard.bodies.operations import (
    BodyDescribed,
    change_seat,
    describe_body,
    enter_body,
    give_seat,
)
from saferboard.bodies.queries import bodies, mentions, seated_twice, seats_held
from saferboard.domain.handling import Handling
from saferboard.domain.refusals import Refused
from saferboard.ledger.models import Entry, Kind
from saferboard.partners.holders import How
from saferboard.partners.models import Holding, Post
from tests.world import AT, BY

ON = AT.date()
TYPED = {
    "name": "Night Time Economy Forum",
    "code": "night-time",
    "short": "NTEF",
    "aliases": "Night Forum\nPubwatch",
    "kind": "BODY",
    "purpose": "",
    "parent": "board",
    "rhythm": "Three times a year",
    "meets": "TIMES_A_YEAR",
    "times": "3",
    "handling": "PARTNERS",
    "handling_because": "",
    "terms": "",
    "standing": "Licensees\nPolice | police",
    "listed": "yes",
    "printed": "yes",
    "remark": "",
}


def test_a_clerk_enters_a_body_and_gives_a_post_a_seat_on_it(client, world):
    client.force_login(world.users["clerk"])
    assert client.post("/board/new/", TYPED).url == "/board/night-time/"
    client.post(
        "/board/night-time/give-seat/",
        {"post": "superintendent", "role": "CHAIR", "substitute": "director"},
    )
    client.logout()
    page = client.get("/board/night-time/").content.decode()
    for words in (
        "not stated",
        "Night Forum and Pubwatch",
        "Three times a year (3 a year)",
        "Licensees",
        "Superintendent",
        "substitute: Director of Communities",
        "Partners of the board (proposed; the papers do not say)",
        "Under: ",
    ):
        assert words in page
    assert [b.code for b in bodies(AnonymousUser(), on=ON, named="pubwatch")] == ["night-time"]
    assert [e.kind for e in Entry.objects.order_by("-id")[:2]] == [
        Kind.SEAT_GIVEN,
        Kind.BODY_DESCRIBED,
    ]


@pytest.mark.parametrize(
    ("changed", "words"),
    [
        ({"code": "Night Time"}, "use small letters, digits and hyphens"),
        ({"code": "board"}, "under the short address board already"),
        ({"code": "named"}, "under the short address named already"),
        ({"name": "responsible authorities group"}, "as Safer Westhaven Board"),
        ({"times": ""}, "How many times a year: give a number"),
        ({"times": "400"}, "less than or equal to 366"),
        ({"standing": "Police | nobody"}, "on line 1, no organisation has that short address"),
        ({"aliases": "x" * 201}, "line 1 is longer than 200 letters"),
        ({"name": ""}, "Name: write something"),
    ],
)
def test_a_body_typed_wrong_comes_back_with_why_and_nothing_is_kept(client, world, changed, words):
    client.force_login(world.users["clerk"])
    answer = client.post("/board/new/", TYPED | changed)
    assert answer.status_code == 400
    assert words in answer.content.decode()
    assert not Body.objects.filter(code="night-time").exists()


def test_a_body_is_not_put_under_itself(world):
    under = BodyDescribed("lamps", "Lamps Group", parent="board")
    enter_body(under, by=world.users["head"], at=AT)
    with pytest.raises(Refused, match="cannot be under itself"):
        describe_body(BodyDescribed("board", "Safer Westhaven Board", parent="lamps"), by=BY, at=AT)


def test_a_post_sits_once_and_a_body_has_one_chair(world):
    clerk, post = world.users["clerk"], Post.objects.get(code="superintendent")
    with pytest.raises(Refused, match="has a seat on it already"):
        give_seat(world.body, post, role=SeatRole.MEMBER, by=clerk, at=AT)
    seat = Seat.objects.get(body=world.body, post=post)
    with pytest.raises(Refused, match="Director of Communities is the chair"):
        change_seat(seat, role=SeatRole.CHAIR, substitute=None, by=clerk, at=AT)
    with pytest.raises(Refused, match="cannot come in its own place"):
        change_seat(seat, role=SeatRole.MEMBER, substitute=post, by=clerk, at=AT)


def test_a_seat_is_changed_and_taken_away_on_the_page(client, world):
    client.force_login(world.users["administrator"])
    client.post("/board/board/seats/superintendent/", {"role": "MEMBER", "substitute": "director"})
    seat = Seat.objects.get(body=world.body, post__code="superintendent")
    assert (seat.role, seat.substitute.code) == ("MEMBER", "director")
    assert client.get("/board/board/seats/superintendent/away/").status_code == 405
    client.post("/board/board/seats/superintendent/away/")
    assert not Seat.objects.filter(pk=seat.pk).exists()
    assert Entry.objects.latest("id").facts == {"seat": "superintendent"}


def test_the_seats_page_says_who_holds_them_and_points_out_one_person_twice(client, world):
    held = {seat.post: seat.holder for seat in seats_held(world.body, on=ON)}
    assert (held["director"].how, held["director"].name) == (How.HELD, "Oluchi Brandt")
    assert held["superintendent"].how is How.NOT_ENTERED
    chair = world.users["chair"].person
    Holding.objects.create(post=Post.objects.get(code="superintendent"), person=chair, since=ON)
    twice = seated_twice(seats_held(world.body, on=ON))
    assert twice == [("Oluchi Brandt", ("Director of Communities", "Superintendent"))]
    client.force_login(world.users["clerk"])
    page = client.get("/board/board/seats/").content.decode()
    assert "Oluchi Brandt holds 2 seats on it: Director of Communities and Superintendent" in page


def panel(world) -> Body:
    return Body.objects.get(code="panel")


def test_a_seat_on_a_restricted_body_is_not_a_clerks_to_give_nor_ones_own(client, world):
    post = Post.objects.get(code="democratic-services")
    with pytest.raises(Refused, match="given by an administrator"):
        give_seat(panel(world), post, role=SeatRole.MEMBER, by=world.users["clerk"], at=AT)
    own = Post.objects.get(code="systems-officer")
    with pytest.raises(Refused, match="You hold that post"):
        give_seat(panel(world), own, role=SeatRole.MEMBER, by=world.users["administrator"], at=AT)
    give_seat(panel(world), post, role=SeatRole.MEMBER, by=world.users["administrator"], at=AT)
    client.force_login(world.users["head"])
    assert client.get("/board/panel/seats/").status_code == 403


def test_a_clerk_does_not_open_a_restricted_body_by_changing_its_handling(client, world):
    Body.objects.filter(code="panel").update(printed=True)
    client.force_login(world.users["clerk"])
    now = TYPED | {"name": "Panel", "parent": "", "handling": Handling.PUBLIC}
    answer = client.post("/board/panel/change/", now)
    assert answer.status_code == 400
    assert "given by an administrator" in answer.content.decode()
    assert Body.objects.get(code="panel").handling != Handling.PUBLIC


def test_what_is_named_and_is_no_body_is_kept_as_what_it_is(client, world):
    client.force_login(world.users["clerk"])
    typed = {
        "name": "Inspection meeting",
        "code": "inspection",
        "aliases": "HMIP",
        "kind": "MEETING",
        "words": "Held once.",
        "organisation": "",
        "day": "25 08 2022",
    }
    client.post("/board/named/new/", typed)
    assert [one.name for one in mentions(named="hmip")] == ["Inspection meeting"]
    client.post("/board/named/inspection/", typed | {"words": "Not held."})
    assert Mention.objects.get(code="inspection").words == "Not held."
    page = client.get("/board/").content.decode()
    assert "A single meeting, 25 August 2022" in page
