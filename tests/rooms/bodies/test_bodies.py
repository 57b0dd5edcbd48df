"""
Bodies and the seats on them.
"""

from dataclasses import replace

import pytest
from django.contrib.auth.models import AnonymousUser
from django.db import IntegrityError, transaction

from saferboard.bodies.models import Body, Seat, SeatRole
from saferboard.bodies.operations import describe_body
from saferboard.bodies.queries import bodies, body
from saferboard.domain.refusals import Refused
from saferboard.ledger.models import Entry, Kind
from saferboard.partners.models import Post
from tests.world import AT, BOARD, BY


def test_seats_stand_in_the_order_they_were_given(world):
    seen = body("board", AnonymousUser(), on=AT.date())
    assert [seat.post for seat in seen.seats][:2] == ["Director of Communities", "Superintendent"]
    assert [seat.is_office for seat in seen.seats] == [True, True, False, False, False]
    assert [seat.responsible_authority for seat in seen.seats] == [True, True, True, False, True]
    assert [(b.code, b.seats) for b in bodies(AnonymousUser(), on=AT.date())] == [
        ("panel", None),
        ("board", 5),
    ]


def test_describing_again_seats_anew(world):
    fewer = replace(BOARD, seats=BOARD.seats[:2], name="Westhaven Board")
    describe_body(fewer, by=BY, at=AT)
    assert Body.objects.filter(code=BOARD.code).count() == 1
    assert body("board", AnonymousUser(), on=AT.date()).name == "Westhaven Board"
    assert Seat.objects.filter(body__code=BOARD.code).count() == 2
    line = Entry.objects.latest("id")
    assert (line.kind, line.subject, line.facts) == (
        Kind.BODY_DESCRIBED,
        "body board",
        {"seats": 2},
    )


@pytest.mark.parametrize(
    ("seat", "words"),
    [
        (("mayor", SeatRole.MEMBER), "There is no post mayor to seat"),
        (("director", SeatRole.MEMBER), "Director of Communities is listed twice"),
    ],
)
def test_a_seat_is_refused_and_the_body_stays_as_it_was(world, seat, words):
    with pytest.raises(Refused, match=words):
        describe_body(replace(BOARD, seats=[*BOARD.seats, seat]), by=BY, at=AT)
    assert Seat.objects.filter(body__code=BOARD.code).count() == 5


def test_the_database_keeps_one_chair(world):
    with pytest.raises(IntegrityError), transaction.atomic():
        Seat.objects.create(
            body=world.body,
            post=Post.objects.get(code="data-analyst"),
            role=SeatRole.CHAIR,
            position=6,
        )


def test_a_body_nobody_knows_is_none(world):
    assert body("nobody", AnonymousUser(), on=AT.date()) is None


def test_the_page_names_posts_and_never_people(client, world):
    page = client.get("/board/board/").content.decode()
    assert "Superintendent" in page
    assert "Responsible authority" in page
    assert "Oluchi Brandt" not in page
    assert client.get("/board/nobody/").status_code == 404
    assert "Safer Westhaven Board" in client.get("/board/").content.decode()
