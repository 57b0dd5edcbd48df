"""
A body's year: planned from its rhythm, held against planned, and what a day clashes with.
"""

import datetime as dt

import pytest
from django.contrib.auth.models import AnonymousUser

from saferboard.bodies.models import NOT_STATED, Body, BodyKind, SeatRole
from saferboard.bodies.operations import BodyDescribed, describe_body
from saferboard.domain.handling import Handling
from saferboard.domain.periods import Quarter
from saferboard.domain.refusals import Refused
from saferboard.domain.rhythms import Rhythm, RhythmKind
from saferboard.domain.states import MeetingState, PlannedState
from saferboard.ledger.models import Entry, Kind
from saferboard.meetings.calendars.bank_holidays import bank_holidays, warning_of
from saferboard.meetings.calendars.changing.operations import (
    cancel_meeting,
    move_meeting,
    place_meeting,
    postpone_meeting,
)
from saferboard.meetings.calendars.clashes import clashes
from saferboard.meetings.calendars.planning.operations import (
    call_from_seats,
    cancel_day,
    count_days,
    move_day,
    note_day_held,
    plan_day,
    plan_year,
)
from saferboard.meetings.calendars.years import year_of_body, years
from saferboard.meetings.models import Meeting, MeetingChange, PlannedDay
from tests.rooms.meetings.test_calendars import events_of
from tests.world import AT, BY, LONDON, PUBLISHED, UNPUBLISHED

ON = AT.date()
NOBODY = AnonymousUser()
THREE = Rhythm(RhythmKind.TIMES_A_YEAR, 3)


@pytest.fixture
def forum(world) -> Body:
    """A forum that meets three times a year, on which the chair of the board sits too."""
    seats = (("director", SeatRole.CHAIR), ("data-analyst", SeatRole.MEMBER))
    return describe_body(
        BodyDescribed("forum", "Repeat Victims Forum", meets=THREE, seats=seats), by=BY, at=AT
    )


@pytest.fixture
def impact_days(world) -> Body:
    described = BodyDescribed(
        "impact-days",
        "Impact days",
        kind=BodyKind.DAYS,
        handling=Handling.PUBLIC,
        meets=Rhythm(RhythmKind.TIMES_A_YEAR, 12),
    )
    return describe_body(described, by=BY, at=AT)


def test_a_rhythm_makes_a_years_days_once(world, forum):
    first = dt.date(2022, 4, 28)
    assert plan_year(forum, first=first, starts=dt.time(10), by=BY, at=AT) == 3
    assert plan_year(forum, first=first, starts=dt.time(10), by=BY, at=AT) == 0
    days = list(forum.planned_days.values_list("day", flat=True))
    assert days == [dt.date(2022, 4, 28), dt.date(2022, 8, 25), dt.date(2022, 12, 22)]
    with pytest.raises(Refused, match="No days follow from “not stated”"):
        plan_year(world.body, first=first, starts=None, by=BY, at=AT)


@pytest.mark.parametrize(
    ("kind", "count", "second", "last"),
    [
        (RhythmKind.WEEKLY, 49, dt.date(2022, 5, 5), dt.date(2023, 3, 30)),
        (RhythmKind.MONTHLY, 12, dt.date(2022, 5, 26), dt.date(2023, 3, 23)),
    ],
)
def test_a_weekly_and_a_monthly_year_on_the_page(client, forum, world, kind, count, second, last):
    Body.objects.filter(pk=forum.pk).update(meets=kind, times=None)
    client.force_login(world.users["clerk"])
    page = "/meetings/year/forum/"
    client.post(f"{page}plan/", {"first": "28 04 2022", "starts": "10:00"})
    days = list(forum.planned_days.order_by("day").values_list("day", flat=True))
    assert (len(days), days[0], days[1], days[-1]) == (
        count,
        dt.date(2022, 4, 28),
        second,
        last,
    )
    assert len(days) == len(set(days))
    shown = client.get(f"{page}?year=2022").content.decode()
    assert shown.count("10am") >= count
    assert f"Thursday {last.day} March 2023" in shown
    assert kind.label in shown or str(count) in shown


def test_held_against_planned(world, impact_days):
    plan_year(impact_days, first=dt.date(2022, 4, 27), starts=None, by=BY, at=AT)
    count_days(impact_days, quarter=Quarter(2022, 1), count=3, said="A paper", by=BY, at=AT)
    note_day_held(PlannedDay.objects.get(body=impact_days, day="2022-07-27"), by=BY, at=AT)
    cancel_day(PlannedDay.objects.get(body=impact_days, day="2022-08-24"), by=BY, at=AT)
    found = {one.code: one for one in years(2022, NOBODY, on=ON)}["impact-days"]
    assert (found.a_year, found.planned, found.held, found.cancelled) == (12, 11, 4, 1)
    seen = year_of_body(impact_days, 2022, NOBODY, on=ON)
    assert (seen.held, seen.planned, len(seen.days)) == (4, 11, 12)


def test_a_day_that_is_to_come_was_not_held(world, impact_days):
    planned = plan_day(impact_days, dt.date(2022, 10, 26), by=BY, at=AT)
    with pytest.raises(Refused, match="still to come"):
        note_day_held(planned, by=BY, at=AT)
    move_day(planned, dt.date(2022, 10, 28), by=BY, at=AT)
    planned.refresh_from_db()
    assert (planned.day, planned.first) == (dt.date(2022, 10, 28), dt.date(2022, 10, 26))
    cancel_day(planned, by=BY, at=AT)
    with pytest.raises(Refused, match="The planned day is cancelled"):
        move_day(planned, dt.date(2022, 10, 29), by=BY, at=AT)


@pytest.mark.parametrize(
    ("day", "words"),
    [
        ("2022-12-26", "bank holiday in England and Wales: Boxing Day."),
        ("2022-12-27", "bank holiday in England and Wales: Christmas Day (substitute day)."),
        ("2023-01-02", "bank holiday in England and Wales: New Year’s Day (substitute day)."),
        ("2022-09-19", "State Funeral"),
        ("2022-10-29", "It is a Saturday."),
        ("2030-06-03", "Bank holidays are known here from 2019 to 2028 only"),
        ("2022-10-27", ""),
    ],
)
def test_days_one_is_warned_of(day, words):
    said = warning_of(dt.date.fromisoformat(day))
    assert (words in said) if words else said == ""


def test_the_file_of_bank_holidays_says_where_it_is_from_and_is_whole():
    known = bank_holidays()
    assert "GOV.UK" in known.source
    assert max(known.days) <= known.known_until
    counts = {year: sum(day.year == year for day in known.days) for year in range(2019, 2029)}
    assert {count for year, count in counts.items() if year not in (2022, 2023)} == {8}
    assert (counts[2022], counts[2023]) == (10, 9)


def test_a_day_clashes_with_days_of_action_and_with_members_other_meetings(
    world, forum, impact_days
):
    plan_day(impact_days, dt.date(2022, 10, 26), by=BY, at=AT)
    october = clashes(forum, dt.date(2022, 10, 1), dt.date(2022, 10, 31), seen_by=NOBODY, on=ON)
    assert october.on(dt.date(2022, 10, 26)) == ("Impact days: partners go out together that day.",)
    assert october.on(dt.date(2022, 10, 27)) == (
        "1 member also has the Safer Westhaven Board at 10.30am that day.",
    )
    assert october.on(dt.date(2022, 10, 25)) == ()
    Body.objects.filter(code="board").update(handling=Handling.RESTRICTED)
    hidden = clashes(forum, dt.date(2022, 10, 27), dt.date(2022, 10, 27), seen_by=NOBODY, on=ON)
    assert hidden.on(dt.date(2022, 10, 27)) == (
        "1 member also has another meeting at 10.30am that day.",
    )


def test_a_meeting_is_called_from_a_planned_day_with_the_seats_summoned(client, world, forum):
    plan_day(forum, dt.date(2022, 11, 3), starts=dt.time(14), by=BY, at=AT)
    client.force_login(world.users["clerk"])
    page = client.get("/meetings/year/forum/call/?day=2022-11-03").content.decode()
    assert 'value="03 11 2022"' in page
    assert 'value="14:00"' in page
    typed = {"day": "03 11 2022", "starts": "14:00", "place": "Room 2", "contact": "director"}
    assert client.post("/meetings/year/forum/call/", typed).url == "/meetings/2022-11-03/"
    meeting = Meeting.objects.get(code="2022-11-03")
    assert (meeting.state, meeting.place) == (MeetingState.PROPOSED, "Room 2")
    assert list(meeting.summonses.values_list("post__code", "published_name", "note")) == [
        ("director", "Oluchi Brandt", "Chair"),
        ("data-analyst", "Piotr Lindqvist", ""),
    ]
    assert meeting.planned.state == PlannedState.CALLED
    client.post("/meetings/2022-11-03/confirm/")
    meeting.refresh_from_db()
    assert meeting.state == MeetingState.CONFIRMED


def test_a_day_with_a_warning_is_taken_when_it_is_meant(client, world, forum, impact_days):
    plan_day(impact_days, dt.date(2022, 10, 26), by=BY, at=AT)
    client.force_login(world.users["clerk"])
    typed = {"day": "26 10 2022", "starts": "10:00", "place": "", "contact": ""}
    answer = client.post("/meetings/year/board/call/", typed)
    assert answer.status_code == 400
    assert "Impact days: partners go out together that day." in answer.content.decode()
    assert not Meeting.objects.filter(code="2022-10-26").exists()
    client.post("/meetings/year/board/call/", typed | {"anyway": "yes"})
    assert Meeting.objects.filter(code="2022-10-26", place="not stated").exists()


@pytest.mark.parametrize(
    ("code", "starts", "words"),
    [
        ("forum", dt.datetime(2022, 10, 1, 10, tzinfo=LONDON), "That time has passed"),
        ("empty", dt.datetime(2022, 11, 1, 10, tzinfo=LONDON), "nobody would be summoned"),
    ],
)
def test_a_meeting_that_cannot_be_called(world, forum, code, starts, words):
    describe_body(BodyDescribed("empty", "Empty Group"), by=BY, at=AT)
    with pytest.raises(Refused, match=words):
        call_from_seats(Body.objects.get(code=code), starts, place="", contact=None, by=BY, at=AT)


def test_two_bodies_meet_on_one_day_under_two_addresses(world, forum):
    starts = dt.datetime(2022, 10, 27, 15, tzinfo=LONDON)
    called = call_from_seats(forum, starts, place="", contact=None, by=BY, at=AT)
    assert called.code == "2022-10-27-forum"


def test_a_moved_meeting_keeps_when_it_was_why_and_by_whom(client, world):
    client.force_login(world.users["clerk"])
    typed = {"day": "03 11 2022", "starts": "11:00", "reason": "The chamber is taken."}
    client.post(f"/meetings/{PUBLISHED}/move/", typed)
    change = MeetingChange.objects.get()
    assert change.was == dt.datetime(2022, 10, 27, 10, 30, tzinfo=LONDON)
    assert change.now == dt.datetime(2022, 11, 3, 11, tzinfo=LONDON)
    page = client.get(f"/meetings/{PUBLISHED}/").content.decode()
    for words in ("Thursday 27 October 2022", "The chamber is taken.", "by Ines Faraday"):
        assert words in page
    client.logout()
    page = client.get(f"/meetings/{PUBLISHED}/").content.decode()
    assert "The chamber is taken." in page
    assert "by Ines Faraday" not in page
    events = {one["UID"]: one for one in events_of(client.get("/meetings/of/board.ics"))}
    october = events[f"meeting-{PUBLISHED}@localhost"]
    assert october["DTSTART;TZID=Europe/London"] == "20221103T110000"
    assert october["SEQUENCE"] == "1"
    assert "Moved from Thursday 27 October 2022" in october["DESCRIPTION"]


def test_a_place_is_given_and_changed_and_what_it_was_is_kept(client, world):
    client.force_login(world.users["clerk"])
    page = f"/meetings/{UNPUBLISHED}/place/"
    Meeting.objects.filter(code=UNPUBLISHED).update(place=NOT_STATED)
    client.post(page, {"place": "The Hall", "reason": ""})
    unsaid = client.post(page, {"place": "The Annexe", "reason": ""})
    assert unsaid.status_code == 400
    assert "Say why the place changes" in unsaid.content.decode()
    assert "The Annexe" in unsaid.content.decode()
    client.post(page, {"place": "The Annexe", "reason": "The hall is let."})
    same = client.post(page, {"place": "The Annexe", "reason": "Again."})
    assert "That is the place already" in same.content.decode()
    rows = list(MeetingChange.objects.values_list("kind", "was_place", "now_place", "reason"))
    assert rows == [
        ("PLACED", NOT_STATED, "The Hall", ""),
        ("PLACED", "The Hall", "The Annexe", "The hall is let."),
    ]
    shown = client.get(f"/meetings/{UNPUBLISHED}/").content.decode()
    for words in ("Place changed on", "no place was stated before", "The hall is let."):
        assert words in shown
    events = {one["UID"]: one for one in events_of(client.get("/meetings/of/board.ics"))}
    assert events[f"meeting-{UNPUBLISHED}@localhost"]["LOCATION"] == "The Annexe"
    assert Entry.objects.filter(kind=Kind.MEETING_PLACED).count() == 2
    cancel_meeting(world.unpublished, reason="Snow.", by=world.users["clerk"], at=AT)
    answer = client.post(page, {"place": "The Hall", "reason": "It is free."})
    assert "is held nowhere" in answer.content.decode()


def test_only_who_plans_says_where_a_meeting_is(world):
    with pytest.raises(Refused, match="plan and call meetings"):
        place_meeting(world.unpublished, "Here", by=world.users["partner"], at=AT)


def test_a_meeting_is_put_off_given_a_new_day_and_cancelled(client, world):
    clerk = world.users["clerk"]
    postpone_meeting(world.published, reason="Snow.", by=clerk, at=AT)
    events = {one["UID"]: one for one in events_of(client.get("/meetings/of/board.ics"))}
    assert events[f"meeting-{PUBLISHED}@localhost"]["STATUS"] == "CANCELLED"
    later = dt.datetime(2022, 11, 10, 10, 30, tzinfo=LONDON)
    move_meeting(world.published, later, reason="A new day.", by=clerk, at=AT)
    assert Meeting.objects.get(code=PUBLISHED).state == MeetingState.PROPOSED
    cancel_meeting(world.published, reason="Not needed.", by=clerk, at=AT)
    kinds = [line.kind for line in Entry.objects.order_by("-id")[:3]]
    assert kinds == [Kind.MEETING_CANCELLED, Kind.MEETING_MOVED, Kind.MEETING_POSTPONED]
    for do in (
        lambda: move_meeting(world.published, AT, reason="No.", by=clerk, at=AT),
        lambda: cancel_meeting(world.published, reason="No.", by=clerk, at=AT),
        lambda: postpone_meeting(world.earlier, reason="No.", by=clerk, at=AT),
    ):
        with pytest.raises(Refused, match="cannot be"):
            do()


def test_a_change_has_a_reason(client, world):
    client.force_login(world.users["clerk"])
    for page in ("put-off", "cancel"):
        answer = client.post(f"/meetings/{UNPUBLISHED}/{page}/", {"reason": ""})
        assert answer.status_code == 400
        assert "Why: write something" in answer.content.decode()
    with pytest.raises(Refused, match="Say why"):
        cancel_meeting(world.unpublished, reason=" ", by=BY, at=AT)


def test_a_calendar_shows_planned_days_whole_and_busy_where_restricted(client, world, forum):
    plan_day(forum, dt.date(2022, 11, 3), by=BY, at=AT)
    planned = [e for e in events_of(client.get("/meetings/of/forum.ics")) if "planned" in e["UID"]]
    assert planned[0]["DTSTART;VALUE=DATE"] == "20221103"
    assert planned[0]["STATUS"] == "TENTATIVE"
    assert planned[0]["SUMMARY"] == "Repeat Victims Forum (planned)"
    Body.objects.filter(code="forum").update(handling=Handling.NAMED)
    hidden = events_of(client.get("/meetings/of/forum.ics"))
    assert [one["SUMMARY"] for one in hidden] == ["Busy"]
    assert client.get("/meetings/year/forum/").status_code == 404


def test_who_plans(client, world, forum):
    for role, status in (("clerk", 200), ("head", 200), ("partner", 403), ("chair", 403)):
        client.force_login(world.users[role])
        assert client.get("/meetings/year/forum/plan/").status_code == status, role
    Body.objects.filter(code="forum").update(handling=Handling.RESTRICTED)
    for role, status in (("clerk", 404), ("chair", 200)):
        client.force_login(world.users[role])
        assert client.get("/meetings/year/forum/day/").status_code == status, role
