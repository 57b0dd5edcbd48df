"""
The report on matters arising is made of actions, and the history of a matter is one page.
"""

import datetime as dt

import pytest

from saferboard.domain.refusals import Refused
from saferboard.domain.states import MeetingState
from saferboard.meetings.actions import operations
from saferboard.meetings.actions.arranging import operations as arranging
from saferboard.meetings.actions.matters import arranged, what_comes_back
from saferboard.meetings.actions.reporters import Reporter
from saferboard.meetings.actions.threads import history, of_one_matter, telling
from saferboard.meetings.models import Matter, Meeting, Minute, MinuteAction
from saferboard.meetings.operations import (
    ActionWritten,
    MinuteWritten,
    call_meeting,
    note_held,
    record_minutes,
)
from saferboard.packs.operations import issue_pack, make_pack
from tests.world import AT, BY, EARLIER, PUBLISHED, UNPUBLISHED, meeting_planned

ON = AT.date()


@pytest.fixture
def clerk(world):
    return world.users["clerk"]


@pytest.fixture
def action(world) -> MinuteAction:
    found = MinuteAction.objects.select_related("minute__meeting__body").get()
    found.text, found.due = "Light the alleys", dt.date(2022, 10, 10)
    found.save()
    return found


@pytest.fixture
def january(world) -> Meeting:
    """The meeting of January, to which nothing was brought back yet."""
    return Meeting.objects.get(code=UNPUBLISHED)


def test_a_row_has_its_minute_matter_update_owner_and_day(world, action, january):
    chair = Reporter(user=world.users["chair"])
    operations.report_progress(action, "Half are lit.", by=chair, at=AT)
    (row,) = what_comes_back(january, on=ON)
    assert (row.minute, row.meeting, row.title) == ("2", EARLIER, "Street lights")
    assert row.matter == "Light the alleys"
    assert row.update == "In progress. Half are lit. (Director of Communities, 18 October 2022)"
    assert (row.owner, row.due, row.overdue) == (
        "Director of Communities",
        dt.date(2022, 10, 10),
        True,
    )


def test_where_nothing_was_said_and_no_words_were_minuted(world, january):
    (row,) = what_comes_back(january, on=ON)
    assert row.matter == "Light the alleys"  # as October's report put it
    Matter.objects.all().delete()
    (row,) = what_comes_back(january, on=ON)
    assert row.matter == "That the alleys be lit."
    assert (row.update, row.due) == ("No update has been given.", None)


def test_what_is_done_comes_back_once_to_be_told(world, clerk, action, january):
    operations.confirm_done(action, "All are lit.", by=clerk, at=AT)
    (row,) = what_comes_back(january, on=ON)
    assert row.done
    assert row.update.startswith("Done. All are lit. (Democratic Services Officer, 18 October")
    note_held(world.published, ends=None, by=BY, at=AT)
    assert what_comes_back(january, on=ON) == []


def test_an_open_action_comes_back_until_it_is_done(world, january, action):
    note_held(world.published, ends=None, by=BY, at=AT)
    assert [row.minute for row in what_comes_back(january, on=ON)] == ["2"]


def test_the_report_is_made_and_made_again_with_what_was_said_since(world, clerk, action, january):
    assert arranging.make_report(january, by=clerk, at=AT) == 1
    row = Matter.objects.get(meeting=january)
    assert (row.matter, row.owner.code, row.due) == (
        "Light the alleys",
        "director",
        dt.date(2022, 10, 10),
    )
    assert arranged(january, on=ON).up_to_date
    chair = Reporter(user=world.users["chair"])
    operations.report_progress(action, "Half are lit.", by=chair, at=AT)
    assert not arranged(january, on=ON).up_to_date
    assert arranging.make_report(january, by=clerk, at=AT) == 1
    row.refresh_from_db()
    assert "Half are lit." in row.update


def test_words_the_clerk_wrote_are_kept(world, clerk, action, january):
    minute = action.minute
    words = {"matter": "Lamps", "update": "To be told at the meeting."}
    arranging.put_in_words(january, minute, **words, by=clerk, at=AT)
    arranging.make_report(january, by=clerk, at=AT)
    row = Matter.objects.get(meeting=january)
    assert (row.matter, row.update) == ("Lamps", "To be told at the meeting.")
    assert row.due == dt.date(2022, 10, 10)


def test_left_out_with_a_reason_and_put_back(world, clerk, action, january):
    with pytest.raises(Refused, match="Say why"):
        arranging.leave_out(january, action.minute, " ", by=clerk, at=AT)
    arranging.make_report(january, by=clerk, at=AT)
    arranging.leave_out(january, action.minute, "Told by letter.", by=clerk, at=AT)
    assert not Matter.objects.filter(meeting=january).exists()
    assert arranging.make_report(january, by=clerk, at=AT) == 0
    (back,) = what_comes_back(january, on=ON)
    words = {"matter": back.matter, "update": back.update}
    arranging.put_in_words(january, action.minute, **words, by=clerk, at=AT)
    assert arranging.make_report(january, by=clerk, at=AT) == 1
    assert not Matter.objects.get(meeting=january).corrected


def test_once_the_pack_is_issued_the_report_stands(world, clerk, action):
    made = make_pack(world.published, by=BY, at=AT)
    issue_pack(world.published, sha256=made.sha256, by=BY, at=AT)
    for do in (
        lambda: arranging.make_report(world.published, by=clerk, at=AT),
        lambda: arranging.leave_out(world.published, action.minute, "Late.", by=clerk, at=AT),
    ):
        with pytest.raises(Refused, match="stands as it was sent"):
            do()


def test_only_the_clerk_arranges(world, action, january):
    with pytest.raises(Refused, match="Only the clerk"):
        arranging.make_report(january, by=world.users["partner"], at=AT)


def test_the_page_makes_leaves_out_and_says_what_is_wrong(client, clerk, action, january):
    client.force_login(clerk)
    address = f"/meetings/{UNPUBLISHED}/matters/"
    page = client.get(address).content.decode()
    assert "The report has not been made" in page
    assert "Overdue" in page
    said = client.post(address + "make/", follow=True).content.decode()
    assert "The report was made: 1 matter." in said
    row = f"{address}{action.minute_id}/"
    words = {"what": "leave-out", "matter": "Lamps", "update": "Lit", "reason": ""}
    answer = client.post(row, words)
    assert answer.status_code == 400
    assert "Why it is left out: write something" in answer.content.decode()
    assert client.post(row, {**words, "reason": "Told by letter."}).url == address
    assert "Left out (1)" in client.get(address).content.decode()


def test_both_rows_of_the_appendix_come_back_and_the_others_are_left_out(demo_world):
    october = Meeting.objects.get(code="2022-10-27")
    back = what_comes_back(october, on=ON)
    assert [row.minute for row in back] == ["23", "26", "29", "30", "31", "33"]
    assert [row.minute for row in back if not row.left_out] == ["26", "30"]
    kept = october.matters.order_by("position").values_list("minute__number", flat=True)
    assert list(kept) == ["26", "30"]


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ("Combating Drugs Partnership", "Update on the Combatting Drugs Partnership", True),
        ("Violence reduction plan: verbal update", "Violence Reduction Plan", True),
        ("Street lights", "Street lighting", True),
        ("Street lights", "Street parties", False),
        ("Crime performance dashboard", "Combating Drugs Partnership", False),
        ("Update", "Update", False),
    ],
)
def test_titles_of_one_matter(one, other, same):
    assert of_one_matter(telling(one), telling(other)) is same


def test_a_matter_is_followed_across_meetings_on_one_page(client, world, clerk, action):
    later = call_meeting(meeting_planned("2022-11-30", MeetingState.HELD), by=BY, at=AT)
    record_minutes(
        later,
        attended=(),
        minutes=(
            MinuteWritten("9", "Welcome", ("Hello.",)),
            MinuteWritten(
                "10",
                "Update on street lighting",
                ("All but one.",),
                actions=(ActionWritten(text="Light the last"),),
            ),
        ),
        by=BY,
        at=AT,
    )
    minute = Minute.objects.get(meeting=later, number="10")
    first, second = history(minute, seen_by=clerk, on=ON)
    assert (first.minute, second.minute, second.is_this) == ("2", "10", True)
    assert first.came_back[0].meeting == PUBLISHED
    # A visitor sees neither a draft, nor a report that is not issued, nor where actions stand.
    page = client.get("/meetings/2022-08-17/minutes/2/history/").content.decode()
    assert "That the alleys be lit." in page
    for hidden in ("Light the last", "Half are lit", "Overdue", "All but one"):
        assert hidden not in page
    assert client.get("/meetings/2022-11-30/minutes/10/history/").status_code == 404
    client.force_login(clerk)
    page = client.get("/meetings/2022-11-30/minutes/10/history/").content.decode()
    for shown in ("Light the last", "Half are lit", "Overdue", "All but one"):
        assert shown in page
    made = make_pack(meeting := Meeting.objects.get(code=PUBLISHED), by=BY, at=AT)
    issue_pack(meeting, sha256=made.sha256, by=BY, at=AT)
    client.logout()
    page = client.get("/meetings/2022-08-17/minutes/2/history/").content.decode()
    assert "Half are lit" in page
