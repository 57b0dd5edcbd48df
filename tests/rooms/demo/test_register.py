"""
The register of the demonstration: every row of the inventory of bodies, as what it is.
"""

from collections import Counter

import pytest
from django.contrib.auth.models import AnonymousUser

from saferboard.bodies.models import Body, BodyKind, Mention, MentionKind
from saferboard.bodies.queries import bodies, body, mentions
from saferboard.demo.reading import quarter_file
from saferboard.meetings.calendars.years import years
from saferboard.partners.models import User
from tests.conftest import TODAY

NOT_BODIES = {2, 51, 54, 55, 57, 59}


def test_the_file_has_every_row_of_the_inventory_once_and_those_of_several_bodies_more_often():
    words = quarter_file("bodies")
    rows = Counter(one["row"] for one in words["bodies"])
    named = [one["row"] for one in words["named"] if "row" in one]
    assert set(rows) | set(named) | {1} == set(range(1, 60))
    assert set(named) == NOT_BODIES
    assert {row: count for row, count in rows.items() if count > 1} == {39: 2, 50: 6}


def test_every_body_is_listed_with_what_the_papers_say_or_not_stated(demo_world):
    words = quarter_file("bodies")
    codes = {one["code"] for one in words["bodies"]} | {"sbpb"}
    kept = {b.code: b for b in Body.objects.filter(kind=BodyKind.BODY)}
    assert codes == kept.keys() - {"exploitation-panel"}
    assert len(codes) == 59
    assert all(b.purpose and b.rhythm and b.handling for b in kept.values())
    assert kept["ttcg"].aliases == ["Tactical Targeting & Co-ordination Group"]
    assert (kept["london-drugs-forum"].purpose, kept["iom"].rhythm) == ("not stated", "not stated")
    assert kept["tf-data"].parent.code == "tf-steering"
    assert kept["tf-steering"].parent.code == "sbpb"


@pytest.mark.parametrize(
    ("code", "a_year"),
    [
        ("community-impact-days", 12),
        ("da-forum", 3),
        ("london-prevent-board", 4),
        ("london-prevent-network", 24),
        ("mega", 52),
        ("ttcg", 12),
        ("mappa", None),
    ],
)
def test_how_often_they_meet(demo_world, code, a_year):
    assert Body.objects.get(code=code).recurs.a_year == a_year


def test_the_board_has_35_seats_and_says_that_a_member_was_printed_twice(demo_world):
    board = body("sbpb", AnonymousUser(), on=TODAY)
    assert len(board.seats) == 35
    assert "on two lines" in board.remark


def test_a_restricted_panel_shows_what_the_papers_print_and_not_its_seats(client, demo_world):
    page = client.get("/board/mega/").content.decode()
    assert "Atlas team (Children&#x27;s Social Care)" in page
    assert "Weekly (52 a year)" in page
    assert "no post you hold" not in page
    assert "Gangs Lead" not in page


@pytest.mark.parametrize(
    ("named", "code"),
    [("VRAP", "vvap"), ("YOS", "youth-justice-service"), ("YOT", "youth-justice-service")],
)
def test_another_name_finds_the_one_thing(demo_world, named, code):
    assert [one.code for one in mentions(named=named)] == [code]


def test_two_names_of_one_body_find_it(demo_world):
    for named in ("TTCG", "Tactical Targeting", "tactical tasking"):
        assert [b.code for b in bodies(AnonymousUser(), on=TODAY, named=named)] == ["ttcg"]


def test_what_is_no_body_is_kept_as_what_it_is(demo_world):
    kinds = dict(Mention.objects.values_list("code", "kind"))
    assert kinds["responsible-authorities"] == MentionKind.CLASS
    assert kinds["strategy-day"] == kinds["hmip-meeting"] == MentionKind.MEETING
    assert kinds["youth-justice-board"] == kinds["london-councils"] == MentionKind.ORGANISATION
    assert kinds["national-scams-team"] == MentionKind.TEAM
    assert not Body.objects.filter(code__in=kinds).exists()


def test_held_against_planned_in_2022_23(client, demo_world):
    found = {one.code: one for one in years(2022, AnonymousUser(), on=TODAY)}
    impact = found["community-impact-days"]
    assert (impact.a_year, impact.held, impact.planned) == (12, 6, 1)
    assert found["sbpb"].held == 1
    page = client.get("/meetings/year/community-impact-days/").content.decode()
    assert "6 of 12" in page
    assert "the minutes of August count four" in page


def test_proposing_26_october_for_the_board_warns_of_the_community_impact_day(client, demo_world):
    client.force_login(User.objects.get(username="clerk"))
    typed = {"day": "26 10 2022", "starts": "10:00", "place": "", "contact": ""}
    answer = client.post("/meetings/year/sbpb/call/", typed)
    assert answer.status_code == 400
    assert "Community impact days: partners go out together that day." in answer.content.decode()
    page = client.get("/meetings/2022-10-27/").content.decode()
    assert "Wednesday 26 October 2022" in page
    assert "The 26th was a planned community impact day" in page


def test_the_empty_post_says_what_it_holds_up(client, demo_world):
    client.force_login(User.objects.get(username="clerk"))
    address = "/posts/of/lbb-domestic-abuse-strategic-lead/"
    empty = client.get(address, {"day": "1 10 2022"}).content.decode()
    assert "What waits while the post is vacant" in empty
    assert empty.count("Held up") >= 10
    filled = client.get(address, {"day": "10 10 2022"}).content.decode()
    assert "Held up" not in filled
    handover = client.get("/posts/handovers/1/").content.decode()
    assert "0 of 3" in handover
