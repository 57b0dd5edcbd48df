"""
Building an agenda: what it is offered, what may stand on it, its order, and when it goes out.
"""

import datetime as dt
from dataclasses import replace

import pytest

from saferboard.domain.refusals import Refused
from saferboard.domain.states import AgendaState, MeetingState, ProposalState
from saferboard.ledger.models import Entry, Kind
from saferboard.letters.models import Letter
from saferboard.meetings import queries
from saferboard.meetings.agendas.operations import (
    ItemWanted,
    add_item,
    add_late_item,
    bring,
    change_item,
    leave_out,
    move_item,
    remove_item,
    start_agenda,
)
from saferboard.meetings.agendas.proposing.operations import Proposed, decline, propose, withdraw
from saferboard.meetings.agendas.publishing.operations import (
    Publishing,
    approve_agenda,
    note_reached,
    publish_agenda,
)
from saferboard.meetings.agendas.reports.operations import as_typed, write_report
from saferboard.meetings.agendas.suggesting import suggestions
from saferboard.meetings.models import (
    Item,
    ItemKind,
    Meeting,
    PaperKind,
    Proposal,
    ProposalKind,
)
from saferboard.meetings.operations import call_meeting
from tests.world import AT, BY, LONDON, UNPUBLISHED, meeting_planned

NEW = "2023-03-02"


@pytest.fixture
def new(world) -> Meeting:
    """A meeting of March with no agenda yet: the quarter it hears is Q3."""
    return call_meeting(meeting_planned(NEW, MeetingState.PROPOSED), by=BY, at=AT)


@pytest.fixture
def clerk(world):
    return world.users["clerk"]


def numbers(meeting) -> list[tuple[str, str]]:
    return list(Item.objects.filter(meeting=meeting).values_list("number", "title"))


def offered(meeting) -> dict[str, str]:
    return {one.origin: one.title for one in suggestions(meeting)}


def test_an_agenda_starts_with_what_stands_and_whose_turn_it_is(new, clerk):
    assert start_agenda(new, by=clerk, at=AT) == 8
    assert numbers(new) == [
        ("1", "Welcome"),
        ("2", "Matters arising"),
        ("3", "Minutes of the meeting held on 4 January 2023"),
        ("4", "Questions from the public"),
        ("5", "Progress"),
        ("5a", "Priority 2: Safe homes"),
        ("6", "Any other business"),
        ("7", "Date of the next meeting"),
    ]
    seen = queries.meeting(NEW)
    assert seen.items[0].verbal
    assert seen.items[0].presenters[0].post == "Director of Communities"
    assert (seen.items[2].paper, seen.items[2].minutes_of) == (PaperKind.MINUTES, UNPUBLISHED)
    assert (seen.items[5].paper, seen.items[5].priority) == (PaperKind.PRIORITY, 2)
    line = Entry.objects.filter(kind=Kind.AGENDA_CHANGED).last()
    assert (line.subject, line.facts["what"]) == (f"meeting {NEW}", "put on 8 items")


def test_starting_again_puts_on_only_what_is_not_there(new, clerk):
    start_agenda(new, by=clerk, at=AT)
    remove_item(new.items.get(number="1"), by=clerk, at=AT)
    assert start_agenda(new, by=clerk, at=AT) == 1
    assert new.items.count() == 8


def test_what_comes_back_is_offered_once_and_put_before_the_end(new, clerk, world):
    start_agenda(new, by=clerk, at=AT)
    minute = world.earlier.minutes.get(number="2")
    assert offered(new) == {f"minute-{minute.pk}": "Street lights"}
    item = bring(new, f"minute-{minute.pk}", by=clerk, at=AT)
    assert item.number == "6"
    assert item.note == "Minute 2 of 17 August 2022 has an open action."
    assert item.presenters.get().post.code == "director"
    assert offered(new) == {}
    with pytest.raises(Refused, match="not offered any more"):
        bring(new, f"minute-{minute.pk}", by=clerk, at=AT)


def test_an_item_not_reached_or_recurring_comes_back(new, clerk, world):
    Meeting.objects.filter(pk=world.published.pk).update(state=MeetingState.HELD)
    five, four = (world.published.items.get(number=n) for n in ("5", "4"))
    note_reached(five, reached=False, by=clerk, at=AT)
    Item.objects.filter(pk=four.pk).update(recurs=True)
    found = {one.origin: one for one in suggestions(new)}
    assert found[f"item-{five.pk}"].why == "Item 5 of 27 October 2022 was not reached"
    assert found[f"item-{four.pk}"].recurs
    note_reached(five, reached=True, by=clerk, at=AT)
    assert f"item-{five.pk}" not in offered(new)


def test_before_the_meeting_nobody_can_say_what_was_not_reached(world, clerk):
    with pytest.raises(Refused, match="once the meeting is noted as held"):
        note_reached(world.published.items.first(), reached=False, by=clerk, at=AT)


def test_what_is_left_out_needs_a_reason_and_is_offered_no_more(new, clerk, world):
    origin = f"minute-{world.earlier.minutes.get(number='2').pk}"
    with pytest.raises(Refused, match="Say why"):
        leave_out(new, origin, reason="  ", by=clerk, at=AT)
    leave_out(new, origin, reason="The lamps are lit.", by=clerk, at=AT)
    assert origin not in offered(new)
    assert new.left_out.get().reason == "The lamps are lit."


def test_an_item_moves_among_those_beside_it_and_takes_its_parts(new, clerk):
    start_agenda(new, by=clerk, at=AT)
    add_item(new, ItemWanted("Lamps", parent="5"), by=clerk, at=AT)
    part = new.items.get(number="5b")
    move_item(part, up=True, by=clerk, at=AT)
    assert ("5a", "Lamps") in numbers(new)
    moved = move_item(new.items.get(number="5"), up=True, by=clerk, at=AT)
    assert moved.number == "4"
    assert [n for n, _ in numbers(new)] == ["1", "2", "3", "4", "4a", "4b", "5", "6", "7"]
    with pytest.raises(Refused, match="Item 1 is the first already"):
        move_item(new.items.get(number="1"), up=True, by=clerk, at=AT)
    with pytest.raises(Refused, match="Item 7 is the last already"):
        move_item(new.items.get(number="7"), up=False, by=clerk, at=AT)


@pytest.mark.parametrize(
    ("wanted", "words"),
    [
        (ItemWanted("A", exempt=True, exempt_reason="Why"), "Choose the paragraph"),
        (ItemWanted("A", exempt=True, exempt_paragraph=7), "Say why the public interest"),
        (ItemWanted("A", exempt_paragraph=7), "are for an exempt item"),
        (ItemWanted("A", verbal=True, paper=PaperKind.MATTERS_ARISING), "verbal item has no paper"),
        (ItemWanted("A", paper=PaperKind.MINUTES), "Choose the meeting whose minutes"),
        (ItemWanted("A", paper=PaperKind.MINUTES, minutes_of="2030-01-01"), "an earlier meeting"),
        (ItemWanted("A", paper=PaperKind.PRIORITY, priority=9), "Choose the priority"),
        (ItemWanted("A", paper=PaperKind.DOCUMENT), "Write the paper"),
        (ItemWanted("A", parent="9"), "no item 9"),
        (ItemWanted("A", presenters=["mayor"]), "Choose who presents"),
        (ItemWanted("By Friday, 20th October 2022"), "20 October 2022 is a Thursday"),
    ],
    ids=lambda value: value if isinstance(value, str) else "",
)
def test_an_item_that_does_not_hold_together_is_refused(new, clerk, wanted, words):
    with pytest.raises(Refused, match=words):
        add_item(new, wanted, by=clerk, at=AT)
    assert not new.items.exists()


def test_an_exempt_item_has_its_paragraph_and_reason(new, clerk):
    wanted = ItemWanted(
        "An operation",
        exempt=True,
        exempt_paragraph=7,
        exempt_reason="It is under way.",
        expected_minutes=10,
    )
    item = add_item(new, wanted, by=clerk, at=AT)
    seen = queries.meeting(NEW).items[0]
    assert (seen.is_exempt, seen.exempt_paragraph, seen.exempt_reason, seen.expected_minutes) == (
        True,
        7,
        "It is under way.",
        10,
    )
    change_item(item, replace(wanted, exempt=False, exempt_paragraph=None, exempt_reason=""),
                by=clerk, at=AT)  # fmt: skip
    assert not queries.meeting(NEW).items[0].is_exempt


def test_an_item_with_parts_cannot_become_a_part(new, clerk):
    start_agenda(new, by=clerk, at=AT)
    with pytest.raises(Refused, match="has parts of its own"):
        change_item(new.items.get(number="5"), ItemWanted("Progress", parent="1"), by=clerk, at=AT)


def test_only_the_clerk_builds(new, world):
    for role in ("head", "chair", "partner"):
        with pytest.raises(Refused, match="Only the clerk to the board may build an agenda"):
            add_item(new, ItemWanted("A"), by=world.users[role], at=AT)


def test_a_change_makes_an_approved_agenda_a_draft_again(new, clerk, world):
    with pytest.raises(Refused, match="no items yet"):
        approve_agenda(new, by=world.users["chair"], at=AT)
    add_item(new, ItemWanted("A"), by=clerk, at=AT)
    with pytest.raises(Refused, match="The chair or the vice-chair"):
        approve_agenda(new, by=clerk, at=AT)
    approve_agenda(new, by=world.users["chair"], at=AT)
    new.refresh_from_db()
    assert new.agenda_state == AgendaState.APPROVED
    add_item(new, ItemWanted("B"), by=clerk, at=AT)
    new.refresh_from_db()
    assert new.agenda_state == AgendaState.DRAFT


def test_publishing_is_dated_and_the_agenda_then_stands(new, clerk):
    add_item(new, ItemWanted("A"), by=clerk, at=AT)
    on = dt.datetime(2023, 2, 22, 12, tzinfo=LONDON)
    publish_agenda(new, Publishing("In writing."), by=clerk, at=on)
    seen = queries.meeting(NEW)
    assert seen.agenda_published == dt.date(2023, 2, 22)
    assert seen.state is MeetingState.CONFIRMED
    assert f"{seen.deadlines.about_reports:%Y-%m-%d %H:%M}" == "2023-02-24 17:00"
    with pytest.raises(Refused, match="The agenda is published"):
        add_item(new, ItemWanted("B"), by=clerk, at=on)
    with pytest.raises(Refused, match="cannot be published"):
        publish_agenda(new, Publishing(), by=clerk, at=on)


def test_a_late_item_stands_at_the_end_with_its_reason(new, clerk):
    start_agenda(new, by=clerk, at=AT)
    late = ItemWanted("A flood")
    with pytest.raises(Refused, match="not out yet"):
        add_late_item(new, late, reason="It came today.", by=clerk, at=AT)
    publish_agenda(new, Publishing(), by=clerk, at=AT)
    with pytest.raises(Refused, match="Say why the item is late"):
        add_late_item(new, late, reason=" ", by=clerk, at=AT)
    before = numbers(new)
    item = add_late_item(new, late, reason="It came today.", by=clerk, at=AT)
    assert numbers(new) == [*before, ("8", "A flood")]
    assert item.note == "Late item: It came today."


@pytest.mark.parametrize(
    ("publishing", "words"),
    [
        (Publishing("By 5pm, Friday, 23rd February"), "23 February 2023 is a Thursday"),
        (Publishing(questions_until=dt.date(2023, 3, 3)), "not after the meeting"),
    ],
)
def test_a_wrong_deadline_stops_the_publishing(new, clerk, publishing, words):
    add_item(new, ItemWanted("A"), by=clerk, at=AT)
    with pytest.raises(Refused, match=words):
        publish_agenda(new, publishing, by=clerk, at=AT)
    assert queries.meeting(NEW).agenda_published is None


def test_an_empty_agenda_or_a_past_meeting_is_not_published(new, clerk):
    with pytest.raises(Refused, match="no items yet"):
        publish_agenda(new, Publishing(), by=clerk, at=AT)
    add_item(new, ItemWanted("A"), by=clerk, at=AT)
    late = dt.datetime(2023, 3, 3, 9, tzinfo=LONDON)
    with pytest.raises(Refused, match="day is past"):
        publish_agenda(new, Publishing(), by=clerk, at=late)


def test_what_is_proposed_is_taken_or_declined_and_the_post_is_told(world, clerk):
    meeting = world.unpublished
    first = Proposal.objects.get()
    item = bring(meeting, f"proposal-{first.pk}", by=clerk, at=AT)
    first.refresh_from_db()
    assert (first.state, first.item, item.title) == (ProposalState.TAKEN, item, "Stair lighting")
    second = propose(
        meeting,
        Proposed(ProposalKind.ISSUE, "Rents", "They rise.", post="housing-manager"),
        by=world.users["partner"],
        at=AT,
    )
    assert [s.title for s in suggestions(meeting) if s.origin == f"proposal-{second.pk}"] == [
        "Haven Homes: Rents"
    ]
    with pytest.raises(Refused, match="Say why it is declined"):
        decline(second, reason=" ", by=clerk, at=AT)
    decline(second, reason="It was heard in August.", by=clerk, at=AT)
    second.refresh_from_db()
    assert (second.state, second.reason) == (ProposalState.DECLINED, "It was heard in August.")
    told = Letter.objects.filter(kind="proposal-answered")
    assert told.count() == 2
    assert {letter.post.code for letter in told} == {"housing-manager"}
    assert not any("August" in letter.body or "Rents" in letter.body for letter in told)
    with pytest.raises(Refused, match="cannot be declined"):
        decline(second, reason="Again", by=clerk, at=AT)


def test_an_issue_goes_under_the_item_for_issues(new, clerk, world):
    issues = add_item(
        new, ItemWanted("Issues from partners", kind=ItemKind.ISSUES), by=clerk, at=AT
    )
    proposal = propose(
        new,
        Proposed(ProposalKind.ISSUE, "Rents", "They rise.", post="housing-manager"),
        by=world.users["partner"],
        at=AT,
    )
    item = bring(new, f"proposal-{proposal.pk}", by=clerk, at=AT)
    assert (item.parent, item.number) == (issues, "1a")


def test_one_proposes_as_a_post_one_holds_and_takes_it_back(world):
    meeting, mine = world.unpublished, world.users["partner"]
    what = Proposed(ProposalKind.ITEM, "A", "B", post="director")
    with pytest.raises(Refused, match="Choose a post that you hold"):
        propose(meeting, what, by=mine, at=AT)
    with pytest.raises(Refused, match="Members of the body and partners"):
        propose(meeting, what, by=world.users["administrator"], at=AT)
    with pytest.raises(Refused, match="proposed by another post"):
        withdraw(Proposal.objects.get(), by=world.users["chair"], at=AT)
    withdraw(Proposal.objects.get(), by=mine, at=AT)
    assert Proposal.objects.get().state == ProposalState.WITHDRAWN


def test_an_exception_is_reported_from_a_seat_on_the_subgroup(world):
    what = Proposed(ProposalKind.EXCEPTION, "A", "B", post="housing-manager", subgroup="panel")
    with pytest.raises(Refused, match="seat on the subgroup"):
        propose(world.unpublished, what, by=world.users["partner"], at=AT)
    with pytest.raises(Refused, match="Choose the subgroup"):
        propose(world.unpublished, replace(what, subgroup=""), by=world.users["partner"], at=AT)


SAID = {
    "title": "Lamps along the alley",
    "number": "WC23002",
    "contact": "head-of-safety",
    "recommendation": "That the report be noted.",
    "legal": "Legal requirement: none.\nCall-in:\n",
    "staff": "Number of staff: 7\n  and two more",
}


@pytest.fixture
def written(new, world) -> Item:
    """An item whose report the head of community safety has written."""
    item = add_item(new, ItemWanted("Lamps"), by=world.users["clerk"], at=AT)
    texts = ["## Where", "In the alley.", "- one", "- two"]
    write_report(item, SAID, texts, by=world.users["head"], at=AT)
    return item


def test_a_paper_is_written_under_the_councils_head(written):
    seen = queries.report_headers(NEW)["1"]
    assert seen.number == "WC23002"
    assert seen.facts == (
        (
            "",
            (
                ("Report number", "WC23002"),
                ("Decision maker", "Safer Westhaven Board"),
                ("Date", "2 March 2023"),
                ("Title", "Lamps along the alley"),
                ("Contact officer", "Head of Community Safety"),
            ),
        ),
        (
            "Reason and recommendation",
            (
                ("Recommendation", "That the report be noted."),
                (
                    "Sections that do not apply",
                    "Corporate policy, Financial, Customer impact, Ward councillors’ views",
                ),
            ),
        ),
        ("Staff", (("Number of staff", "7 and two more"),)),
        ("Legal", (("Legal requirement", "none."),)),
    )


def test_a_written_paper_is_written_anew_from_what_it_says(written, world):
    assert queries.documents(NEW)["1"].texts == ("## Where", "In the alley.", "- one", "- two")
    written.refresh_from_db()
    assert written.paper == PaperKind.DOCUMENT
    again = as_typed(written)
    assert (again["contact"], again["number"]) == ("head-of-safety", "WC23002")
    assert again["legal"] == "Legal requirement: none.\nCall-in:"
    with pytest.raises(Refused, match="write this paper"):
        write_report(written, SAID, ["A"], by=world.users["partner"], at=AT)


def test_an_item_with_another_paper_is_not_written(world):
    item = world.published.items.get(number="4a")
    with pytest.raises(Refused, match="another kind of paper"):
        write_report(item, {"title": "A"}, ["A"], by=world.users["clerk"], at=AT)
