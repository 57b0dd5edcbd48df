"""
Calendars: what is in them, what is not, and that a program can read them.
"""

import re
from dataclasses import replace

import pytest

from saferboard.bodies.models import Body, SeatRole
from saferboard.bodies.operations import describe_body
from saferboard.domain.handling import Handling
from saferboard.domain.states import MeetingState
from saferboard.ledger.models import Entry, Kind
from saferboard.meetings.calendars.icalendar import fold, text
from saferboard.meetings.models import Meeting
from tests.world import AT, BOARD, BY, PUBLISHED

FEED = "/meetings/of/board.ics"


def lines_of(answer) -> list[str]:
    """Return a calendar's lines, unfolded, having held each against the format's rules."""
    content = answer.content
    assert content.endswith(b"\r\n")
    assert b"\n" not in content.replace(b"\r\n", b"")
    assert all(len(line) <= 75 for line in content.split(b"\r\n"))
    return content.decode().replace("\r\n ", "").split("\r\n")


def events_of(answer) -> list[dict[str, str]]:
    found, inside = [], None
    for line in lines_of(answer):
        if line == "BEGIN:VEVENT":
            inside = {}
        elif line == "END:VEVENT":
            found.append(inside)
            inside = None
        elif inside is not None:
            name, _, value = line.partition(":")
            inside[name] = value
    return found


def test_a_bodys_calendar_is_open_and_says_when_and_where(client, world):
    answer = client.get(FEED)
    assert answer.headers["Content-Type"] == "text/calendar; charset=utf-8"
    assert not answer.cookies
    lines = lines_of(answer)
    assert (lines[0], lines[-2]) == ("BEGIN:VCALENDAR", "END:VCALENDAR")
    assert "TZID:Europe/London" in lines
    events = {event["UID"]: event for event in events_of(answer)}
    october = events[f"meeting-{PUBLISHED}@localhost"]
    assert october["SUMMARY"] == "Safer Westhaven Board"
    assert october["DTSTART;TZID=Europe/London"] == "20221027T103000"
    assert october["LOCATION"] == "Council Chamber"
    assert october["STATUS"] == "CONFIRMED"
    assert october["URL"].endswith(f"/meetings/{PUBLISHED}/")
    assert events["meeting-2023-01-04@localhost"]["STATUS"] == "TENTATIVE"


def test_an_event_keeps_its_name_when_its_meeting_is_cancelled(client, world):
    before = {event["UID"] for event in events_of(client.get(FEED))}
    Meeting.objects.filter(code=PUBLISHED).update(state=MeetingState.CANCELLED)
    after = {event["UID"]: event["STATUS"] for event in events_of(client.get(FEED))}
    assert after.keys() == before
    assert after[f"meeting-{PUBLISHED}@localhost"] == "CANCELLED"


@pytest.mark.parametrize("handling", [Handling.RESTRICTED, Handling.NAMED])
def test_a_restricted_bodys_meetings_are_busy_and_nothing_more(client, world, handling):
    Body.objects.update(handling=handling)
    answer = client.get(FEED)
    for event in events_of(answer):
        assert event.keys() == {
            *("UID", "DTSTAMP", "DTSTART;TZID=Europe/London"),
            *("SUMMARY", "STATUS", "TRANSP", "CLASS", "SEQUENCE"),
        }
        assert (event["SUMMARY"], event["CLASS"]) == ("Busy", "PRIVATE")
        assert re.fullmatch(r"[0-9a-f]{32}@localhost", event["UID"])
    whole = answer.content.decode()
    assert "Westhaven" not in whole
    assert "Council Chamber" not in whole
    names = [event["UID"] for event in events_of(answer)]
    assert [event["UID"] for event in events_of(client.get(FEED))] == names
    Body.objects.update(listed=False)
    assert client.get(FEED).status_code == 404


def address_made(client) -> str:
    page = client.post("/meetings/calendar/renew/").content.decode()
    return re.search(r"https?://[^/]+(/meetings/calendar/[\w-]+\.ics)", page)[1]


def test_a_persons_calendar_has_the_meetings_of_their_seats(client, world):
    client.force_login(world.users["chair"])
    assert "Make an address" in client.get("/meetings/calendar/").content.decode()
    own = address_made(client)
    assert Entry.objects.latest("id").kind == Kind.CALENDAR_RENEWED
    assert own.split("/")[-1] not in client.get("/meetings/calendar/").content.decode()
    client.logout()
    answer = client.get(own)
    assert len(events_of(answer)) == 4
    assert not answer.cookies
    client.force_login(world.users["analyst"])
    assert events_of(client.get(address_made(client))) == []


def test_even_a_members_calendar_says_no_more_of_a_restricted_body_than_busy(client, world):
    panel = replace(
        BOARD, code="board", handling=Handling.RESTRICTED, seats=(("director", SeatRole.CHAIR),)
    )
    describe_body(panel, by=BY, at=AT)
    client.force_login(world.users["chair"])
    own = address_made(client)
    assert {event["SUMMARY"] for event in events_of(client.get(own))} == {"Busy"}


def test_a_new_address_ends_the_old_and_leaving_ends_both(client, world):
    chair = world.users["chair"]
    client.force_login(chair)
    first, second = address_made(client), address_made(client)
    assert client.get(first).status_code == 404
    assert client.get(second).status_code == 200
    chair.is_active = False
    chair.save()
    assert client.get(second).status_code == 404


def test_a_long_line_is_folded_within_no_letter():
    line = "SUMMARY:" + "Cymunedau Mwy Diogel – é" * 12
    folded = fold(line)
    assert folded.decode().replace("\r\n ", "") == line + "\r\n"
    assert all(len(part) <= 75 for part in folded.split(b"\r\n"))
    for part in folded.split(b"\r\n"):
        part.decode()


def test_commas_and_line_breaks_are_written_as_values():
    assert text("Room 4, Civic; Centre\\x\nFirst floor") == (
        "Room 4\\, Civic\\; Centre\\\\x\\nFirst floor"
    )
