"""
What an agenda takes from the meetings before it, as the calendar and the meetings go on.
"""

import datetime as dt

import pytest

from saferboard.bodies.models import SeatRole
from saferboard.bodies.operations import BodyDescribed, describe_body
from saferboard.domain.states import AgendaState, MeetingState, ProposalState
from saferboard.ledger.models import Entry, Kind
from saferboard.letters.models import Letter
from saferboard.meetings.agendas.operations import (
    ItemWanted,
    add_item,
    bring,
    change_item,
    leave_out,
    start_agenda,
)
from saferboard.meetings.agendas.publishing.operations import (
    Publishing,
    approve_agenda,
    note_reached,
    publish_agenda,
)
from saferboard.meetings.agendas.suggesting import suggestions
from saferboard.meetings.calendars.changing.operations import cancel_meeting, move_meeting
from saferboard.meetings.calendars.planning.operations import call_from_seats
from saferboard.meetings.models import Item, ItemKind, Meeting, PaperKind, Proposal, ProposalKind
from saferboard.meetings.operations import call_meeting
from tests.world import AT, BY, EARLIER, LONDON, PUBLISHED, meeting_planned

NEW = "2023-03-02"


@pytest.fixture
def clerk(world):
    return world.users["clerk"]


@pytest.fixture
def new(world, clerk) -> Meeting:
    """A meeting of March whose agenda is begun: January's stands between it and October's."""
    meeting = call_meeting(meeting_planned(NEW, MeetingState.PROPOSED), by=BY, at=AT)
    start_agenda(meeting, by=clerk, at=AT)
    return meeting


@pytest.fixture
def bare(world) -> Meeting:
    """The same meeting with nothing on its agenda."""
    return call_meeting(meeting_planned(NEW, MeetingState.PROPOSED), by=BY, at=AT)


def third(meeting: Meeting) -> tuple[str, str]:
    item = meeting.items.get(number="3")
    return item.title.removeprefix("Minutes of the meeting held on "), item.minutes_of.code


def offered(meeting: Meeting) -> list[str]:
    return [one.origin for one in suggestions(meeting)]


def test_the_minutes_follow_the_meeting_before(new, world, clerk):
    assert third(new) == ("4 January 2023", world.unpublished.code)
    cancel_meeting(world.unpublished, reason="The hall is shut.", by=clerk, at=AT)
    assert third(new) == ("27 October 2022", PUBLISHED)
    starts = dt.datetime(2022, 12, 1, 10, 30, tzinfo=LONDON)
    called = call_from_seats(world.body, starts, place="", contact=None, by=clerk, at=AT)
    assert third(new) == ("1 December 2022", called.code)
    move_meeting(called, starts + dt.timedelta(days=7), reason="Snow.", by=clerk, at=AT)
    assert third(new) == ("8 December 2022", called.code)
    later = dt.datetime(2023, 3, 9, 10, 30, tzinfo=LONDON)
    move_meeting(called, later, reason="Too early.", by=clerk, at=AT)
    assert third(new) == ("27 October 2022", PUBLISHED)
    said = "named the minutes of another meeting in item 3"
    lines = Entry.objects.filter(kind=Kind.AGENDA_CHANGED, subject=f"meeting {NEW}")
    assert [line.facts["what"] for line in lines].count(said) == 4


def test_an_approved_agenda_that_follows_is_a_draft_again(new, world, clerk):
    approve_agenda(new, by=world.users["chair"], at=AT)
    cancel_meeting(world.unpublished, reason="The hall is shut.", by=clerk, at=AT)
    new.refresh_from_db()
    assert new.agenda_state == AgendaState.DRAFT


def test_what_the_clerk_chose_is_left_as_it_is(new, world, clerk):
    item = new.items.get(number="3")
    chosen = ItemWanted(item.title, kind=item.kind, paper=PaperKind.MINUTES, minutes_of=EARLIER)
    change_item(item, chosen, by=clerk, at=AT)
    cancel_meeting(world.unpublished, reason="The hall is shut.", by=clerk, at=AT)
    assert third(new) == ("4 January 2023", EARLIER)


def held_both(world) -> tuple[Item, Item]:
    """October's and January's meetings are held; October did not reach 4 and 5 recurs."""
    codes = [world.published.pk, world.unpublished.pk]
    Meeting.objects.filter(pk__in=codes).update(state=MeetingState.HELD)
    four, five = (world.published.items.get(number=n) for n in ("4", "5"))
    note_reached(four, reached=False, by=world.users["clerk"], at=AT)
    Item.objects.filter(pk=five.pk).update(recurs=True)
    return four, five


def test_what_waits_comes_back_from_every_earlier_meeting(new, world, clerk):
    four, five = held_both(world)
    minute = world.earlier.minutes.get(number="2")
    assert offered(new) == [f"item-{four.pk}", f"item-{five.pk}", f"minute-{minute.pk}"]
    assert [one.why for one in suggestions(new)] == [
        "Item 4 of 27 October 2022 was not reached",
        "Comes to every meeting; it was item 5 of 27 October 2022",
        "Minute 2 of 17 August 2022 has an open action",
    ]


def test_what_a_later_meeting_had_comes_back_from_that_one(new, world, clerk):
    four, five = (world.published.items.get(number=n) for n in ("4", "5"))
    Meeting.objects.filter(pk=world.published.pk).update(state=MeetingState.HELD)
    note_reached(four, reached=False, by=clerk, at=AT)
    Item.objects.filter(pk=five.pk).update(recurs=True)
    bring(world.unpublished, f"item-{four.pk}", by=clerk, at=AT)
    again = bring(world.unpublished, f"item-{five.pk}", by=clerk, at=AT)
    Meeting.objects.filter(pk=world.unpublished.pk).update(state=MeetingState.HELD)
    items = [origin for origin in offered(new) if origin.startswith("item")]
    assert items == [f"item-{again.pk}"]


def test_a_meeting_that_left_it_out_does_not_end_it(new, world, clerk):
    Meeting.objects.filter(pk=world.published.pk).update(state=MeetingState.HELD)
    four = world.published.items.get(number="4")
    note_reached(four, reached=False, by=clerk, at=AT)
    leave_out(world.unpublished, f"item-{four.pk}", reason="A full day.", by=clerk, at=AT)
    assert f"item-{four.pk}" not in offered(world.unpublished)
    assert f"item-{four.pk}" in offered(new)


def test_one_entered_anew_each_time_is_offered_once(new, world, clerk):
    for meeting in (world.published, world.unpublished):
        Meeting.objects.filter(pk=meeting.pk).update(agenda_state=AgendaState.DRAFT)
        add_item(meeting, ItemWanted("Prevent", recurs=True), by=clerk, at=AT)
    held = [world.published.pk, world.unpublished.pk]
    Meeting.objects.filter(pk__in=held).update(state=MeetingState.HELD)
    last = world.unpublished.items.get(title="Prevent")
    assert [o for o in offered(new) if o.startswith("item")] == [f"item-{last.pk}"]


def test_an_exception_goes_from_the_subgroups_seat_to_a_part_of_the_agenda(client, bare, world):
    seats = (("housing-manager", SeatRole.MEMBER),)
    described = BodyDescribed("streets", "Streets Group", parent="board", seats=seats)
    describe_body(described, by=BY, at=AT)
    wanted = ItemWanted("Exceptions", kind=ItemKind.EXCEPTIONS)
    heading = add_item(bare, wanted, by=world.users["clerk"], at=AT)
    client.force_login(world.users["partner"])
    page = f"/meetings/{NEW}/proposals/new/"
    assert "Streets Group" in client.get(page).content.decode()
    typed = {
        "kind": "EXCEPTION",
        "title": "Lamps are stolen faster than they are put up",
        "why": "Forty in a month.",
        "post": "housing-manager",
        "subgroup": "streets",
        "expected_minutes": "10",
        "manner": "papers",
    }
    assert client.post(page, typed | {"subgroup": ""}).status_code == 400
    client.post(page, typed)
    proposal = Proposal.objects.get(meeting=bare)
    assert (proposal.kind, proposal.subgroup.code) == (ProposalKind.EXCEPTION, "streets")
    client.force_login(world.users["clerk"])
    agenda = client.get(f"/meetings/{NEW}/agenda/").content.decode()
    assert "Exceptions that subgroups report" in agenda
    assert "Streets Group: Lamps are stolen faster than they are put up" in agenda
    assert "Housing Manager, HH: Forty in a month." in agenda
    client.post(f"/meetings/{NEW}/agenda/bring/", {"origin": f"proposal-{proposal.pk}"})
    item = bare.items.get(parent=heading)
    assert item.title == "Streets Group: Lamps are stolen faster than they are put up"
    assert (item.number, item.expected_minutes) == ("1a", 10)
    assert item.presenters.get().post.code == "housing-manager"
    proposal.refresh_from_db()
    assert (proposal.state, proposal.item) == (ProposalState.TAKEN, item)
    told = Letter.objects.get(kind="proposal-answered")
    assert told.post.code == "housing-manager"
    publish_agenda(bare, Publishing(), by=world.users["clerk"], at=AT)
    client.logout()
    assert item.title in client.get(f"/meetings/{NEW}/").content.decode()
