"""
The demonstration after the meeting: the minutes of 27 October 2022, numbered as they were printed.
"""

import io
from collections import Counter

import pytest
from django.core.management import call_command

from saferboard.config.demonstrating import (
    HELD,
    stand_after_the_meeting,
    stand_before_the_meeting,
)
from saferboard.config.environment import ENV_FILE, written_settings
from saferboard.meetings import queries
from saferboard.meetings.models import Attendance, Meeting, MinuteAction, MinuteDraft
from saferboard.partners.models import User

OCTOBER = "2022-10-27"


def demonstrate() -> str:
    """Return what `saferboard demo --held` says in a demonstration that is there."""
    said = io.StringIO()
    call_command("demo", no_serve=True, held=True, stdout=said)
    return said.getvalue()


@pytest.fixture
def after(demo_world, settings) -> str:
    settings.DEMO = True
    return demonstrate()


@pytest.fixture
def clerk(after, client, settings):
    settings.SAFERBOARD_SITE = {**settings.SAFERBOARD_SITE, "today": HELD}
    client.force_login(User.objects.get(username="clerk"))
    return client


def test_the_minutes_have_the_numbers_resolutions_and_actions_that_were_printed(after):
    assert "Kept: 17 minutes" in after
    minutes = queries.minutes(OCTOBER).minutes
    printed = "34 35 36 37 38 38a 38b 39 39a 40 41 42 43 44 45 46 47"
    assert [m.number for m in minutes] == printed.split()
    assert sum(len(m.clauses) for m in minutes) == 12
    assert sum(bool(m.clauses) for m in minutes) == 10
    actions = MinuteAction.objects.filter(minute__meeting__code=OCTOBER)
    found = actions.select_related("minute").order_by("minute__position", "position")
    assert [(one.minute.number, one.owner_words) for one in found] == [
        ("39a", "MMC"),
        ("41", "RV"),
        ("46", "LC"),
        ("46", "RV"),
    ]


def test_who_was_there_is_who_the_minutes_name(after):
    states = Attendance.objects.filter(meeting__code=OCTOBER).values_list("state", flat=True)
    assert Counter(states) == {
        "PRESENT": 18,
        "ALSO_PRESENT": 2,
        "APOLOGY": 13,
        "SUBSTITUTE": 3,
        "ABSENT": 8,
    }
    assert Meeting.objects.get(code=OCTOBER).state == "HELD"


def test_owners_whom_the_resolution_does_not_name_are_pointed_out(clerk):
    page = clerk.get(f"/meetings/{OCTOBER}/minutes/check/").content.decode()
    assert "RV is Head of Commercial Regulation and Trading Standards." in page
    assert "LC is Assistant Director for Housing." in page
    assert "MMC is" not in page
    assert "73 arrests" in page


def test_the_note_after_the_meeting_stands_under_its_minute(clerk):
    page = clerk.get(f"/meetings/{OCTOBER}/minutes/").content.decode()
    assert "The terms of reference were sent round on 3 November 2022." in page
    assert "These minutes are a draft until the next meeting agrees them." in page
    coming = clerk.get("/meetings/2023-01-04/matters/").content.decode()
    assert all(f"Minute {number}</a>" in coming for number in ("39a", "41", "46"))


def test_what_somebody_typed_is_left_as_it_is(after):
    kept = MinuteDraft.objects.count()
    assert "typed into already, and left as they are" in demonstrate()
    assert MinuteDraft.objects.count() == kept


def test_the_clock_stands_after_the_meeting_and_a_fresh_start_puts_it_back(tmp_path):
    settings = tmp_path / ENV_FILE
    settings.write_text("SAFERBOARD_TODAY=2022-10-19\nSAFERBOARD_DEMO=yes\n")
    stand_after_the_meeting(tmp_path)
    held = {"SAFERBOARD_DEMO": "yes", "SAFERBOARD_TODAY": "2022-11-04"}
    assert written_settings(tmp_path) == held
    stand_before_the_meeting(tmp_path)
    assert written_settings(tmp_path) == held | {"SAFERBOARD_TODAY": "2022-10-19"}
    settings.write_text("SAFERBOARD_TODAY=2023-01-04\n")
    stand_before_the_meeting(tmp_path)
    assert written_settings(tmp_path) == {"SAFERBOARD_TODAY": "2023-01-04"}
