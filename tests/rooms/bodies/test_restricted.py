"""
A restricted body is for its seats: its page, its members and its meetings, through every door.
"""

import datetime as dt

import pytest
from django.contrib.auth.models import AnonymousUser

from saferboard.bodies.models import Body, SeatRole
from saferboard.bodies.operations import BodyDescribed, describe_body
from saferboard.bodies.permissions import refusal_to_seat, sits_on
from saferboard.domain.handling import Handling
from saferboard.domain.states import MeetingState
from saferboard.ledger.models import Entry, Kind
from saferboard.meetings.operations import call_meeting
from saferboard.packs.operations import issue_pack, make_pack
from saferboard.partners.answers import sees_restricted
from saferboard.partners.models import Holding, Post
from tests.repo.doors import DOORS, READ, ROLES
from tests.repo.reading_html import read_whole
from tests.world import AT, BY, EARLIER, ITEMS, PUBLISHED, drafted, meeting_planned

PANEL, SITTING = "panel", "2022-10-25"
ON = AT.date()


@pytest.fixture(params=[Handling.RESTRICTED, Handling.NAMED])
def panel(world, request) -> Body:
    """A panel on which the coordinator and a neighbour's officer sit, and its sitting."""
    return seat_panel(handling=request.param)


def seat_panel(**changed) -> Body:
    described = BodyDescribed(
        **{
            "code": PANEL,
            "name": "High Harm Panel",
            "purpose": "Plans for people at high risk.",
            "rhythm": "Every second Tuesday",
            "handling": Handling.RESTRICTED,
            "seats": (
                ("panel-coordinator", SeatRole.CHAIR),
                ("eastmere-officer", SeatRole.MEMBER),
            ),
        }
        | changed
    )
    body = describe_body(described, by=BY, at=AT)
    planned = meeting_planned(
        SITTING, MeetingState.CONFIRMED, agenda_published=dt.date(2022, 10, 18), items=ITEMS[2:]
    )
    sitting = call_meeting(
        type(planned)(**vars(planned) | {"body": PANEL, "place": "Room 4"}), by=BY, at=AT
    )
    make_pack(sitting, by=BY, at=AT)
    return body


SEATED = {"coordinator", "neighbour"}
SHUT = (
    f"/meetings/{SITTING}/",
    f"/meetings/{SITTING}/pack.pdf",
    f"/meetings/{SITTING}/papers/4a/",
    f"/meetings/{SITTING}/papers/4a/word/",
)


def come(client, world, role):
    client.logout()
    if role != "visitor":
        client.force_login(world.users[role])
    return client


@pytest.mark.parametrize("address", SHUT)
def test_its_meetings_and_papers_are_for_its_seats(client, world, panel, address):
    found = {role for role in ROLES if come(client, world, role).get(address).status_code == 200}
    assert found == SEATED


def test_its_page_says_its_name_and_purpose_to_all_and_the_rest_to_its_seats(client, world, panel):
    for role in ROLES:
        page = come(client, world, role).get(f"/board/{PANEL}/").content.decode()
        assert "High Harm Panel" in page
        assert "Plans for people at high risk" in page
        assert ("Panel Coordinator, Westhaven" in page) == (role in SEATED), role
        assert ("Every second Tuesday" in page) == (role in SEATED)
        assert ("for the members of the body" in page) == (role not in SEATED)


def test_a_body_that_is_not_listed_is_not_there_for_others(client, world):
    seat_panel(listed=False)
    for role in ROLES:
        person = come(client, world, role)
        assert (person.get(f"/board/{PANEL}/").status_code == 200) == (role in SEATED)
        assert ("High Harm" in person.get("/board/").content.decode()) == (role in SEATED)


@pytest.mark.parametrize("address", ["/", "/meetings/", "/board/"])
def test_no_list_tells_when_it_meets(client, world, panel, address):
    for role in ROLES:
        if role not in SEATED:
            page = come(client, world, role).get(address).content.decode()
            assert "25 October 2022" not in page
            assert "Every second Tuesday" not in page


def test_its_minutes_are_for_its_seats(client, world):
    Body.objects.filter(pk=world.earlier.body_id).update(handling=Handling.RESTRICTED)
    seated = {"chair", "partner", "head"}
    address = f"/meetings/{EARLIER}/minutes/"
    found = {role for role in ROLES if come(client, world, role).get(address).status_code == 200}
    assert found == seated


@pytest.mark.parametrize("address", SHUT)
def test_each_look_at_its_papers_is_a_line_and_each_refusal(client, world, panel, address):
    looks = Entry.objects.filter(kind__in=(Kind.LOOKED, Kind.LOOK_REFUSED))
    for role, kind in (("coordinator", Kind.LOOKED), ("clerk", Kind.LOOK_REFUSED)):
        before = looks.count()
        come(client, world, role).get(address)
        assert looks.count() == before + 1
        line = looks.latest("id")
        assert (line.kind, line.by) == (kind, world.users[role].ledger_name)
        assert (line.subject, line.purpose) == (f"meeting {SITTING}", "meeting")
    assert looks.filter(kind=Kind.LOOKED).latest("id").shown == [SITTING]


def test_a_look_at_its_minutes_is_a_line_and_at_public_ones_none(client, world):
    come(client, world, "chair").get(f"/meetings/{EARLIER}/minutes/")
    assert not Entry.objects.filter(kind=Kind.LOOKED).exists()
    Body.objects.filter(pk=world.earlier.body_id).update(handling=Handling.RESTRICTED)
    come(client, world, "chair").get(f"/meetings/{EARLIER}/minutes/")
    assert Entry.objects.filter(kind=Kind.LOOKED).latest("id").subject == f"minutes {EARLIER}"


def test_a_seat_is_sight_on_its_days_only(client, world, panel):
    neighbour = world.users["neighbour"]
    assert sees_restricted(neighbour, on=ON)
    assert not sees_restricted(world.users["clerk"], on=ON)
    Holding.objects.filter(person=neighbour.person).update(until=ON - dt.timedelta(days=1))
    assert not sees_restricted(neighbour, on=ON)
    assert come(client, world, "neighbour").get(SHUT[0]).status_code == 403
    assert not Body.objects.filter(code=PANEL).visible_to(AnonymousUser(), on=ON).exists()


def test_a_seats_substitute_reads_what_the_seat_reads_and_gives_no_seats(client, world, panel):
    stands_in, page = world.users["chair"], SHUT[0]
    assert come(client, world, "chair").get(page).status_code == 403
    seat = panel.seats.get(post__code="eastmere-officer")
    seat.substitute = Post.objects.get(code="director")
    seat.save()
    for address in (page, f"/meetings/{SITTING}/", f"/meetings/{SITTING}/papers/4a/"):
        assert come(client, world, "chair").get(address).status_code == 200, address
    line = Entry.objects.filter(kind=Kind.LOOKED, by=stands_in.ledger_name).latest("id")
    assert line.shown
    assert sees_restricted(stands_in, on=ON)
    assert not sits_on(stands_in, PANEL, on=ON)
    assert refusal_to_seat(stands_in, panel, on=ON).code == "restricted-seat"
    seat.substitute = None
    seat.save()
    assert come(client, world, "chair").get(page).status_code == 403


def test_a_substitute_who_left_the_post_reads_nothing(client, world, panel):
    panel.seats.update(substitute=Post.objects.get(code="director"))
    chair = world.users["chair"]
    assert sees_restricted(chair, on=ON)
    Holding.objects.filter(person=chair.person).update(until=ON - dt.timedelta(days=1))
    assert not sees_restricted(chair, on=ON)
    assert come(client, world, "chair").get(SHUT[0]).status_code == 403


OWN = {name for name, door in DOORS.items() if {"neighbour", "partner"} <= door.opens_to} - {
    name for name, door in DOORS.items() if "visitor" in door.opens_to
}
"""What a neighbour's officer has as anybody signed in has: their own pages."""


def test_a_neighbour_sees_what_the_public_sees_and_their_own_pages(client, world):
    make_pack(world.published, by=BY, at=AT)
    issue_pack(world.published, sha256=drafted(world.published), by=BY, at=AT)
    for name, door in READ.items():
        # What is shared under an agreement is its parties', and shown by the gate alone.
        if "neighbour" in door.opens_to and name not in OWN and not name.startswith("sharing:"):
            assert "visitor" in door.opens_to, name


def test_a_seat_gives_a_neighbour_that_body_and_nothing_else(client, world, panel):
    person = come(client, world, "neighbour")
    assert person.get(SHUT[0]).status_code == 200
    assert person.get("/meetings/2023-01-04/").status_code == 403
    assert person.get(f"/meetings/{PUBLISHED}/pack/check/").status_code == 403
    assert read_whole(person.get(SHUT[1]))
