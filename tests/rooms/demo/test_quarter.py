"""
The quarter of October 2022, counted as the board's own papers count it.
"""

from collections import Counter

import pytest
from django.contrib.auth.models import AnonymousUser

from saferboard.bodies import queries as bodies
from saferboard.demo import operations
from saferboard.domain.periods import Quarter
from saferboard.domain.states import MeetingState, PackState, UpdateState
from saferboard.ledger.proving import verify
from saferboard.meetings import queries as meetings
from saferboard.meetings.models import PaperKind
from saferboard.packs.models import Override
from saferboard.partners.models import Organisation, Post, User
from saferboard.plans import queries as plans
from saferboard.returns import queries as returns

pytestmark = pytest.mark.usefixtures("demo_world")

OCTOBER, AUGUST = "2022-10-27", "2022-08-17"


def test_sixty_eight_commitments_stand_as_printed():
    held = plans.strategy()
    assert len(held.priorities) == 4
    assert len(held.commitments) == 68
    assert held.counts == {
        "Achieved": 38,
        "Achieved and continues": 2,
        "Achieved and ongoing": 1,
        "Green": 10,
        "Amber": 5,
        "Red": 1,
        "Split": 1,
        "not stated": 10,
    }


def test_two_rounds_of_updates_stand_as_they_came():
    first, second = (returns.round_of(Quarter(2022, n)).counts for n in (1, 2))
    assert first == {UpdateState.NOT_REQUESTED: 10, UpdateState.ACCEPTED: 6}
    assert second == {
        UpdateState.ACCEPTED: 13,
        UpdateState.NOT_PROVIDED: 2,
        UpdateState.SEE_ELSEWHERE: 2,
    }
    assert [str(one.quarter) for one in returns.rounds()] == [
        "2022-23 Q3",
        "2022-23 Q2",
        "2022-23 Q1",
    ]


def test_the_board_has_its_seats():
    board = bodies.body("sbpb", AnonymousUser(), on=operations.ISSUED_ON)
    assert len(board.seats) == 35
    assert [seat.role for seat in board.seats if seat.is_office] == ["Chair", "Vice-chair"]
    assert Organisation.objects.filter(responsible_authority=True).count() == 5


def test_the_agenda_of_october():
    meeting = meetings.meeting(OCTOBER)
    assert len(meeting.summons) == 35
    assert [i.number for i in meeting.items if not i.is_part] == [str(n) for n in range(1, 14)]
    assert [i.number for i in meeting.items if i.is_part] == ["5a", "5b", "5c", "5d", "7a"]
    papers = {i.number: i.paper for i in meeting.items if i.paper != PaperKind.NONE}
    assert Counter(papers.values()) == {
        PaperKind.MATTERS_ARISING: 1,
        PaperKind.MINUTES: 1,
        PaperKind.PRIORITY: 4,
        PaperKind.DOCUMENT: 1,
    }
    assert meeting.deadlines.general.isoformat() == "2022-10-13"
    assert f"{meeting.deadlines.about_reports:%a %d %b %Y %H:%M}" == "Fri 21 Oct 2022 17:00"


def test_the_minutes_of_august():
    minutes = meetings.minutes(AUGUST).minutes
    assert [m.number for m in minutes] == [str(n) for n in range(20, 34)]
    assert sum(bool(m.resolution) for m in minutes) == 7
    assert sum(len(m.actions) for m in minutes) == 8
    assert meetings.meeting(AUGUST).state is MeetingState.HELD


def test_two_matters_come_back_under_the_head_of_a_report():
    assert len(meetings.matters(OCTOBER)) == 2
    (report,) = meetings.report_headers(OCTOBER).values()
    labels = [label for _, rows in report.facts for label, _ in rows]
    headings = [heading for heading, _ in report.facts]
    assert labels[:8] == [
        "Report number",
        "Decision maker",
        "Date",
        "Decision type",
        "Title",
        "Contact officer",
        "Chief officer",
        "Ward",
    ]
    assert {"Reason for the report", "Recommendation", "Background documents"} <= set(labels)
    assert headings[2:] == [
        "Corporate policy",
        "Financial",
        "Staff",
        "Legal",
        "Customer impact",
        "Ward councillors’ views",
    ]


PEOPLE = {
    **{name: name.upper() for name in ("clerk", "head", "analyst", "partner", "chair")},
    **{name: name.upper() for name in ("administrator", "neighbour")},
    "protection": "DATA_PROTECTION",
    "coordinator": "PANEL_COORDINATOR",
    "vice-chair": "VICE_CHAIR",
    "police": "POLICE_OFFICER",
    "social-care": "SOCIAL_CARE",
    "probation-chief": "CHIEF_EXECUTIVE",
    "croydon-chief": "CHIEF_EXECUTIVE",
}
LEFT = {"former-officer"}


def test_each_invented_person_holds_a_post_of_their_role():
    people = {user.username: user for user in User.objects.exclude(username__in=LEFT)}
    roles = {name: user.posts(on=operations.ISSUED_ON).get().role for name, user in people.items()}
    assert roles == PEOPLE
    assert Post.objects.filter(code__endswith="analyst").count() == 1


def test_no_invented_person_is_one_the_papers_name():
    meeting = meetings.meeting(OCTOBER)
    named = {m.published_name for m in meeting.summons}
    named |= {name for _, people in meetings.minutes(AUGUST).attendance for name, _ in people}
    assert not named & {user.person.name for user in User.objects.all()}


def test_the_pack_is_issued():
    pack = meetings.pack(OCTOBER, issued_only=True)
    assert pack.state is PackState.ISSUED
    assert 40 <= pack.pages <= 60
    assert list(pack.ranges) == ["2", "3", "5a", "5b", "5c", "5d", "7a"]


def test_the_ledger_is_whole():
    proof = verify()
    assert proof.broken_at is None
    assert proof.lines > 20


def test_the_quarter_is_known_to_be_loaded():
    assert operations.is_loaded()


def test_what_the_figure_checker_finds_in_octobers_papers():
    kept = Override.objects.filter(meeting__code=OCTOBER).order_by("item", "quote")
    assert sorted(kept.values_list("item", "quote")) == [
        (
            "5a",
            "7,267 calls in 2021-22 against 13,620 in the same period of 2020-21, a fall of 46.7%",
        ),
        ("5a", "rose slightly in 2021-22, by 8.8% (1,452 to 1,577)"),
        ("5a", "£507,157"),
        ("5c", "15 community resolutions"),
        ("5c", "17 community resolutions"),
        ("5c", "9% reduction (from 48 down to 40)"),
        ("5c", "In quarter 4"),
        ("5c", "This report was presented in quarter 3"),
        ("5c", "latest figures available are for October 2020 to September 2021"),
        ("5d", "£507,127"),
    ]
