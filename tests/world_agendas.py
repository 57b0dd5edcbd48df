"""
What the small world's agendas are built from, and a question to its board.
"""

import datetime as dt
from zoneinfo import ZoneInfo

from saferboard.bodies.models import Body
from saferboard.ledger.operations import SYSTEM
from saferboard.meetings.agendas.proposing.operations import Proposed, propose
from saferboard.meetings.agendas.standing.operations import StandingWanted, add_standing
from saferboard.meetings.models import ItemKind, Meeting, ProposalKind
from saferboard.meetings.queries import meeting as seen_meeting
from saferboard.partners.models import User
from saferboard.plans.rotation.operations import TurnWanted, set_turns
from saferboard.questions.operations import Asked, accept, ask

LONDON = ZoneInfo("Europe/London")


def plan_agendas(body: Body, meeting: Meeting, users: dict[str, User], *, at: dt.datetime) -> None:
    """Say what stands on the board's agendas and whose turn it is; the partner proposes an item."""
    for wanted in STANDING:
        add_standing(body, wanted, by=SYSTEM, at=at)
    set_turns(body, [TurnWanted(2, 1), TurnWanted(3, 2), TurnWanted(4, 1)], by=SYSTEM, at=at)
    propose(meeting, PROPOSED, by=users["partner"], at=at)


def ask_questions(meeting: Meeting, clerk: User, *, at: dt.datetime) -> None:
    """Have a member of the public ask about a report; the head of safety is to answer."""
    asked = ask(seen_meeting(meeting.code), ASKED, at=dt.datetime(2022, 10, 19, 8, tzinfo=LONDON))
    accept(asked, answerer="head-of-safety", by=clerk, at=at)


ASKED = Asked(
    "When will the alley be lit?",
    "Perpetua Vane",
    email="p.vane@westhaven.example",
    address="1 Alley Cottages",
    item="4a",
)


STANDING = (
    StandingWanted("Welcome", presenter="director", expected_minutes=5, verbal=True),
    StandingWanted("Matters arising", kind=ItemKind.MATTERS_ARISING),
    StandingWanted("Minutes of the meeting", kind=ItemKind.MINUTES),
    StandingWanted("Questions from the public", kind=ItemKind.QUESTIONS),
    StandingWanted("Progress", kind=ItemKind.PRIORITIES, presenter="head-of-safety"),
    StandingWanted("Any other business"),
    StandingWanted("Date of the next meeting", kind=ItemKind.NEXT_MEETING),
)
PROPOSED = Proposed(
    ProposalKind.ITEM, "Stair lighting", "Tenants ask for it.", post="housing-manager"
)
