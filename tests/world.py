"""
A small partnership, always the same, built by the operations that build a real one.

Three boroughs, four partners, one board, two meetings (one whose agenda is out and one whose
is not), a strategy of two priorities, one round of updates, and a few figures.
"""

import datetime as dt
from dataclasses import dataclass
from zoneinfo import ZoneInfo

from saferboard.bodies.models import Body, MentionKind, SeatRole
from saferboard.bodies.operations import (
    BodyDescribed,
    MentionWritten,
    describe_body,
    keep_mention,
)
from saferboard.domain.handling import Handling
from saferboard.domain.periods import Quarter
from saferboard.domain.rag import Status
from saferboard.domain.rights import Role
from saferboard.domain.states import MeetingState, UpdateState
from saferboard.meetings.calendars.planning.operations import plan_day
from saferboard.meetings.models import AttendanceState, Meeting, Pack, PaperKind
from saferboard.meetings.operations import (
    ActionWritten,
    ItemPlanned,
    MatterRaised,
    MeetingPlanned,
    MinuteWritten,
    Named,
    bring_back_matters,
    call_meeting,
    record_minutes,
)
from saferboard.meetings.taking.operations import begin_minutes
from saferboard.partners.handovers.operations import open_handover
from saferboard.partners.models import OrganisationKind, Post, User
from saferboard.partners.operations import (
    OrganisationDescribed,
    PostDescribed,
    describe_partnership,
    open_account,
)
from saferboard.partners.posts.operations import Somebody, make_caretaker
from saferboard.plans.models import Strategy
from saferboard.plans.operations import (
    CommitmentWritten,
    PriorityWritten,
    SectionWritten,
    StatusDeclared,
    adopt_strategy,
    declare_statuses,
)
from saferboard.returns.operations import UpdateGiven, open_round, record_updates
from tests.sharing_world import Shared, build_sharing
from tests.world_agendas import ask_questions, plan_agendas
from tests.world_drafting import draft_next
from tests.world_figures import load_figures
from tests.world_keeping import ask_to_correct, people_ask
from tests.world_library import keep_library, keep_text
from tests.world_past import put_by
from tests.world_promises import keep_promises
from tests.world_returns import ask_for_sheets, ask_for_updates

LONDON = ZoneInfo("Europe/London")
AT = dt.datetime(2022, 10, 18, 9, tzinfo=LONDON)
BY = "system"
PASSWORD = "correct horse"
ROLES = (
    *("clerk", "head", "analyst", "chair", "partner"),
    *("protection", "administrator", "neighbour", "coordinator"),
)
"""The accounts there are, each named for what its post does."""

SITE = {
    "name": "Safer Westhaven Partnership",
    "area": "Westhaven",
    "place": "westhaven",
    "demo": False,
}
ORGANISATIONS = (
    OrganisationDescribed("council", "Westhaven Council", "WC", OrganisationKind.COUNCIL, True),
    OrganisationDescribed("police", "Estuary Police", "EP", OrganisationKind.POLICE, True),
    OrganisationDescribed("fire", "Estuary Fire and Rescue", "EFR", OrganisationKind.FIRE, True),
    OrganisationDescribed("homes", "Haven Homes", "HH", OrganisationKind.HOUSING, False),
    OrganisationDescribed("next", "Eastmere Council", "EC", OrganisationKind.COUNCIL, False),
)
POSTS = (
    PostDescribed("director", "Director of Communities", "council", Role.CHAIR),
    PostDescribed("superintendent", "Superintendent", "police", Role.PARTNER),
    PostDescribed("station-manager", "Station Manager", "fire", ""),
    PostDescribed("housing-manager", "Housing Manager", "homes", Role.PARTNER),
    PostDescribed("head-of-safety", "Head of Community Safety", "council", Role.HEAD),
    PostDescribed("democratic-services", "Democratic Services Officer", "council", Role.CLERK),
    PostDescribed("data-analyst", "Community Safety Analyst", "council", Role.ANALYST),
    PostDescribed("protection-officer", "Data Protection Officer", "council", Role.DATA_PROTECTION),
    PostDescribed("systems-officer", "Systems Officer", "council", Role.ADMINISTRATOR),
    PostDescribed("eastmere-officer", "Community Safety Officer", "next", Role.NEIGHBOUR),
    PostDescribed("panel-coordinator", "Panel Coordinator", "council", Role.PANEL_COORDINATOR),
)
PEOPLE = {
    "clerk": ("Ines Faraday", "democratic-services"),
    "head": ("Morwen Achebe", "head-of-safety"),
    "analyst": ("Piotr Lindqvist", "data-analyst"),
    "chair": ("Oluchi Brandt", "director"),
    "partner": ("Sefton Aziz", "housing-manager"),
    "protection": ("Halima Overby", "protection-officer"),
    "administrator": ("Cassius Wren", "systems-officer"),
    "neighbour": ("Bettany Okoro", "eastmere-officer"),
    "coordinator": ("Rhiannon Sole", "panel-coordinator"),
}
PUBLISHED, UNPUBLISHED, EARLIER = "2022-10-27", "2023-01-04", "2022-08-17"
"""The codes of the three meetings: agenda out, agenda not yet out, and held with minutes."""
Q1, Q2 = Quarter(2022, 1), Quarter(2022, 2)


@dataclass(frozen=True)
class World:
    """What tests ask the small world for."""

    body: Body
    earlier: Meeting
    published: Meeting
    unpublished: Meeting
    strategy: Strategy
    users: dict[str, User]
    shared: Shared


def build() -> World:
    """Build the small world in the database of the test."""
    describe_partnership(
        SITE["name"],
        area=SITE["area"],
        place=SITE["place"],
        organisations=ORGANISATIONS,
        posts=POSTS,
        by=BY,
        at=AT,
    )
    body = describe_body(BOARD, by=BY, at=AT)
    plan_day(body, dt.date(2022, 12, 1), starts=dt.time(10, 30), by=BY, at=AT)
    keep_mention(AUTHORITIES, by=BY, at=AT)
    load_figures(at=AT)
    strategy = enter_strategy()
    keep_library(by=BY, at=AT)
    users = {role: account(role) for role in ROLES}
    ask_for_sheets(users, at=AT)
    people_ask(users["protection"], at=AT)
    shared = build_sharing(users, by=BY, at=AT)
    hand_over()
    called = call_meetings()
    begin_minutes(called["published"], by=shared.users["clerk"], at=AT)
    plan_agendas(body, called["unpublished"], shared.users, at=AT)
    return World(body=body, strategy=strategy, users=shared.users, shared=shared, **called)


def make_busy(world: World) -> World:
    """Give the small world one of each thing that waits: a round, a past paper, a correction."""
    ask_for_updates(world.users["head"], at=AT)
    keep_text(by=BY, at=AT)
    keep_promises(by=BY, at=AT, owner="head-of-safety")
    draft_next(by=BY, at=AT)
    ask_questions(world.published, world.users["clerk"], at=AT)
    put_by(world.body, world.users["clerk"], at=AT)
    ask_to_correct(world.users["partner"], world.users["protection"], at=AT)
    return world


def account(role: str) -> User:
    """Open the account of a role."""
    name, post = PEOPLE[role]
    since = dt.date(2022, 4, 1)
    return open_account(
        role,
        password=PASSWORD,
        name=name,
        post=post,
        since=since,
        email=f"{role}@westhaven.example",
        by=BY,
        at=AT,
    )


BOARD = BodyDescribed(
    code="board",
    name="Safer Westhaven Board",
    short="SWB",
    aliases=("Responsible Authorities Group",),
    purpose="Brings the partners together to make Westhaven safer.",
    rhythm="Quarterly",
    handling=Handling.PUBLIC,
    seats=(
        ("director", SeatRole.CHAIR),
        ("superintendent", SeatRole.VICE_CHAIR),
        ("station-manager", SeatRole.MEMBER),
        ("housing-manager", SeatRole.MEMBER),
        ("head-of-safety", SeatRole.MEMBER),
    ),
)


def hand_over() -> None:
    """Offer what the superintendent owes to the head, and have a vacant post looked after."""
    posts = {post.code: post for post in Post.objects.all()}
    giver, taker = posts["superintendent"], posts["head-of-safety"]
    open_handover(giver, taker, reason="A new command.", by=BY, at=AT)
    make_caretaker(
        posts["station-manager"],
        Somebody(name="Ottoline Crewe"),
        since=AT.date(),
        until=dt.date(2022, 10, 31),
        by=BY,
        at=AT,
    )


AUTHORITIES = MentionWritten("authorities", "Responsible authorities", MentionKind.CLASS)


def enter_strategy() -> Strategy:
    """Enter two priorities with five commitments, their statuses, and a round of updates."""
    strategy = adopt_strategy(
        "safer-westhaven",
        title="Safer Westhaven Strategy",
        first_year=2021,
        last_year=2024,
        priorities=PRIORITIES,
        by=BY,
        at=AT,
    )
    declare_statuses(strategy, quarter=Q2, declared=STATUSES, by=BY, at=AT)
    asked = open_round(strategy, quarter=Q2, by=BY, at=AT)
    record_updates(asked, updates=UPDATES, by=BY, at=AT)
    return strategy


PRIORITIES = (
    PriorityWritten(
        number=1,
        title="Safer streets",
        lead="head-of-safety",
        partners=("Estuary Police",),
        purpose=("Fewer break-ins.",),
        aims=("Every street lit.", "Cameras watched {cctv-incidents 2022-23 Q2} incidents."),
        outcomes=(("Cameras", ("All fourteen work.",)),),
        measures=("total-burglary",),
        sections=(
            SectionWritten(
                1,
                "Burglary",
                (
                    CommitmentWritten(
                        "W1.1",
                        "Visit every home burgled",
                        ("Visits within a week.", "- A leaflet", "- A lock"),
                        owner="superintendent",
                        measures=("total-burglary",),
                    ),
                    CommitmentWritten("W1.2", "Light the alleys", (), owner="head-of-safety"),
                ),
            ),
            SectionWritten(2, "Cameras", (CommitmentWritten("W1.3", "Watch the square", ()),)),
        ),
    ),
    PriorityWritten(
        number=2,
        title="Safe homes",
        lead="",
        sections=(
            SectionWritten(
                1,
                "Abuse",
                (
                    CommitmentWritten("W2.1", "Train every landlord", (), owner="housing-manager"),
                    CommitmentWritten("W2.2", "Open a refuge", ()),
                ),
            ),
        ),
    ),
)
STATUSES = (
    StatusDeclared("W1.1", Status.GREEN, "Green"),
    StatusDeclared("W1.2", Status.AMBER, "Amber", remark="Two alleys wait for a lamp."),
    StatusDeclared("W1.3", Status.ACHIEVED, "Achieved", facet="Day"),
    StatusDeclared("W1.3", Status.RED, "RED", facet="Night"),
    StatusDeclared("W2.1", Status.ACHIEVED, "Achieved"),
)
UPDATES = (
    UpdateGiven(
        1,
        UpdateState.ACCEPTED,
        ref="W1.1",
        contributor="police",
        account=("Visits follow {cctv-incidents 2022-23 Q2} camera incidents.",),
    ),
    UpdateGiven(1, UpdateState.NOT_PROVIDED, ref="W1.2"),
    UpdateGiven(1, UpdateState.NOT_REQUESTED, ref="W1.3"),
    UpdateGiven(2, UpdateState.ACCEPTED, strand="Refuges", account=("A site is found.",)),
)


def call_meetings() -> dict[str, Meeting]:
    """Call the three meetings, and keep the minutes of the first."""
    earlier = call_meeting(meeting_planned(EARLIER, MeetingState.HELD), by=BY, at=AT)
    record_minutes(
        earlier,
        attended=(
            (AttendanceState.PRESENT, "Oluchi Brandt", "Director of Communities"),
            (AttendanceState.APOLOGY, "Sefton Aziz", ""),
        ),
        minutes=(
            MinuteWritten("1", "Welcome", ("The chair welcomed members.",)),
            MinuteWritten(
                "2",
                "Street lights",
                ("The alleys are dark.",),
                clauses=("That the alleys be lit.",),
                actions=(ActionWritten((("Director of Communities", "director"),)),),
            ),
        ),
        by=BY,
        at=AT,
    )
    published = call_meeting(
        meeting_planned(
            PUBLISHED, MeetingState.CONFIRMED, agenda_published=dt.date(2022, 10, 19), items=ITEMS
        ),
        by=BY,
        at=AT,
    )
    bring_back_matters(
        published,
        matters=(MatterRaised(EARLIER, "2", "Light the alleys", "Half are lit", "director"),),
        header_number="WC22001",
        header_facts=[["", [["Report number", "WC22001"]]], ["Staff", [["Posts", "None"]]]],
    )
    unpublished = call_meeting(
        meeting_planned(UNPUBLISHED, MeetingState.PROPOSED, items=ITEMS[2:]), by=BY, at=AT
    )
    return {"earlier": earlier, "published": published, "unpublished": unpublished}


def meeting_planned(code: str, state: MeetingState, **more) -> MeetingPlanned:
    """Return a sitting of the board on the day of `code`, at half past ten."""
    return MeetingPlanned(
        code=code,
        body=BOARD.code,
        starts=dt.datetime.fromisoformat(f"{code} 10:30").replace(tzinfo=LONDON),
        state=state,
        place="Council Chamber",
        contact=Named("democratic-services", "Ines Faraday"),
        question_rules="Questions come in writing.",
        summons=(
            Named("director", "Oluchi Brandt", "Chair"),
            Named("housing-manager", "Sefton Aziz"),
        ),
        **more,
    )


ITEMS = (
    ItemPlanned(number="1", title="Matters arising", paper=PaperKind.MATTERS_ARISING),
    ItemPlanned(
        number="2",
        title="Minutes of 17 August 2022",
        paper=PaperKind.MINUTES,
        minutes_of=EARLIER,
    ),
    ItemPlanned(number="3", title="Questions from the public"),
    ItemPlanned(number="4", title="Progress", presenters=(Named("head-of-safety"),)),
    ItemPlanned(
        number="4a", parent="4", title="Safer streets", paper=PaperKind.PRIORITY, priority=1
    ),
    ItemPlanned(
        number="5",
        title="The next strategy",
        note="For discussion.",
        paper=PaperKind.DOCUMENT,
        document_title="Towards 2025",
        parts=[{"heading": "Groups"}, {"bullets": ["Streets", "Homes"]}, {"paragraph": "Why?"}],
    ),
)


def drafted(meeting: Meeting) -> str:
    """Return the digest of a meeting's newest pack, or none where none was made."""
    newest = Pack.objects.filter(meeting=meeting).order_by("-id").first()
    return newest.sha256 if newest else ""
