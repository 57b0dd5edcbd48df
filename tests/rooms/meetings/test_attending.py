"""
Who is at a meeting: marked by two at once, with the quorum as it stands.
"""

import json

import pytest
from django.urls import reverse

from saferboard.meetings import queries
from saferboard.meetings.attending import operations as attending
from saferboard.meetings.models import Attendance, Meeting
from saferboard.meetings.taking.quorum import quorum_now
from tests.rooms.meetings.marking import HERE, lines, mark
from tests.world import PUBLISHED


@pytest.fixture
def clerk(world):
    return world.users["clerk"]


@pytest.fixture
def head(world):
    return world.users["head"]


def test_everyone_is_marked_as_they_were_there(world, clerk):
    marked = mark(
        world,
        lines(
            world,
            ("PRESENT", "10.45", "11.30 am", ""),
            ("APOLOGY", "", "", "Lee Marr"),
            others=[("Councillor Pim Ose", "Ward councillor", "ALSO_PRESENT")],
            interests=[("Oluchi Brandt", "4", "Her firm lights alleys", "on")],
        ),
        by=clerk,
    )
    assert marked.kept
    seen = queries.minutes(PUBLISHED)
    assert seen.attendance == (
        (
            "Present",
            (("Oluchi Brandt", "Director of Communities, arrived at 10.45am, left at 11.30am"),),
        ),
        ("Also present", (("Councillor Pim Ose", "Ward councillor"),)),
        ("Apologies", (("Sefton Aziz", "Housing Manager"),)),
        ("Substitutes", (("Lee Marr", "for Sefton Aziz"),)),
    )
    assert seen.declarations == (("Oluchi Brandt", "4", "Her firm lights alleys", True),)


def test_two_mark_at_once_and_only_what_both_changed_is_asked_about(world, clerk, head):
    nobody = {line.key: line.values for line in attending.lines_now(world.published)}
    assert mark(world, lines(world, HERE, ("", "", "", "")), seen=nobody, by=clerk).kept
    marked = mark(world, lines(world, ("", "", "", ""), HERE), seen=nobody, by=head)
    assert marked.kept
    assert Attendance.objects.filter(meeting=world.published, state="PRESENT").count() == 2
    marked = mark(world, lines(world, ("ABSENT", "", "", ""), HERE), seen=nobody, by=head)
    (clash,) = marked.clashes
    assert (clash.stands, clash.typed) == ("Present", "No apology given")
    assert Attendance.objects.filter(meeting=world.published, state="PRESENT").count() == 2


WRONG = [
    (("PRESENT", "late", "", ""), "arrived: write a time as 10.45"),
    (("APOLOGY", "10.45", "", ""), "mark who arrived late or left early as present"),
    (("PRESENT", "", "", "Lee Marr"), "marked as present, and somebody came instead"),
    (("GONE", "", "", ""), "choose from the list"),
    (("APOLOGY", "", "", "x" * 201), "make it 200 letters or fewer"),
]


@pytest.mark.parametrize(("values", "fault"), WRONG, ids=[fault for _, fault in WRONG])
def test_a_wrong_line_is_named_and_stays_typed(client, world, clerk, values, fault):
    client.force_login(clerk)
    post = world.published.summonses.order_by("position").first().post_id
    boxes = ("state", "arrived", "left", "substitute")
    data = {f"post-{post}-{box}": value for box, value in zip(boxes, values, strict=True)}
    answer = client.post(reverse("meetings:take-attendance", args=[PUBLISHED]), data)
    assert answer.status_code == 400
    assert fault in answer.content.decode()
    assert all(value in answer.content.decode() for value in values[1:])
    assert not Attendance.objects.filter(meeting=world.published).exists()


def test_the_quorum_follows_who_is_here(client, world, clerk):
    assert quorum_now(world.published).word == "Not stated"
    client.force_login(clerk)
    address = reverse("meetings:quorum", args=["board"])
    assert client.post(address, {"quorum": "most of them"}).status_code == 400
    assert client.post(address, {"quorum": "2"}).status_code == 302
    meeting = Meeting.objects.select_related("body").get(code=PUBLISHED)
    mark(world, lines(world, HERE, ("APOLOGY", "", "", "")), by=clerk)
    assert quorum_now(meeting).words.startswith("Not quorate: 1 member of")
    seen = {line.key: line.values for line in attending.lines_now(world.published)}
    mark(world, lines(world, HERE, ("APOLOGY", "", "", "Lee Marr")), seen=seen, by=clerk)
    assert quorum_now(meeting).word == "Quorate"
    seen = {line.key: line.values for line in attending.lines_now(world.published)}
    mark(world, lines(world, ("PRESENT", "", "11.10", "")), seen=seen, by=clerk)
    assert quorum_now(meeting).word == "Not quorate"


def test_an_item_whose_lead_sent_no_apology_is_pointed_out(client, world, clerk):
    item = world.published.items.get(number="4")
    item.presenters.create(position=9, post=world.published.summonses.get(position=2).post)
    mark(world, lines(world, HERE, ("ABSENT", "", "", "")), by=clerk)
    client.force_login(clerk)
    told = client.get(reverse("meetings:take", args=[PUBLISHED])).content.decode()
    assert "Sefton Aziz, Housing Manager, leads item 4, and is neither here nor has" in told


def test_seen_that_cannot_be_read_asks_before_it_overwrites(client, world, clerk):
    mark(world, lines(world, HERE), by=clerk)
    client.force_login(clerk)
    post = world.published.summonses.order_by("position").first().post_id
    address = reverse("meetings:take-attendance", args=[PUBLISHED])
    for seen in ("{", "[]", json.dumps({f"post-{post}": "PRESENT"})):
        answer = client.post(address, {f"post-{post}-state": "ABSENT", "seen": seen})
        assert answer.status_code == 409
        assert "Somebody else marked these too" in answer.content.decode()
