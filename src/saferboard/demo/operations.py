"""
Loading the quarter: the partnership, its figures, its promises and its meeting.

All of it or none, through the operations any partnership uses.
"""

import datetime as dt
from collections.abc import Callable
from dataclasses import dataclass, replace

from allauth.mfa.totp.internal.auth import TOTP, generate_totp_secret
from django.db import transaction

from saferboard.accounts.operations import note_factor_added
from saferboard.accounts.permissions import needs_second_factor
from saferboard.demo import (
    agendas,
    drafting,
    figures,
    instruments,
    oversight,
    promises,
    reading,
    register,
    sharing,
    sheets,
)
from saferboard.demo.past import bring_minutes_in
from saferboard.domain.periods import Quarter
from saferboard.ledger.operations import SYSTEM
from saferboard.meetings.actions.arranging.operations import leave_out
from saferboard.meetings.actions.matters import what_comes_back
from saferboard.meetings.calendars.changing.operations import move_meeting
from saferboard.meetings.models import Meeting, Minute
from saferboard.meetings.operations import (
    MeetingPlanned,
    bring_back_matters,
    call_meeting,
    record_minutes,
)
from saferboard.meetings.queries import pack
from saferboard.meetings.taking.operations import begin_minutes
from saferboard.packs.checking import check_pack
from saferboard.packs.operations import issue_pack, let_stand, make_pack
from saferboard.partners.models import Partnership, Post, User
from saferboard.partners.operations import describe_partnership, open_account
from saferboard.plans.models import Strategy
from saferboard.plans.operations import adopt_strategy, declare_statuses
from saferboard.returns.operations import open_round, record_updates
from saferboard.returns.rounds.operations import ask_also, open_next
from saferboard.returns.rounds.planning import plan_next

PASSWORD = "safer"  # noqa: S105 - printed on the demonstration's own sign-in page
ADDRESSES = "demo.invalid"
"""Where the invented people's letters would go: a name that no mail is ever delivered to."""
MEETING = "2022-10-27"
LANDLORD = "clarion-tenancy-specialist-manager"
AS_PRINTED = "The public paper of October 2022 printed this figure, and it is kept as printed."
ISSUED_ON = dt.date(2022, 10, 19)
"""The day the agenda was published: the demonstration's clock stands here."""

Say = Callable[[str], None]


@dataclass(frozen=True)
class Step:
    """One part of loading the quarter, and what to say while it runs."""

    words: str
    run: Callable[[dt.datetime], None]


def is_loaded() -> bool:
    """Return whether the quarter is in the database already."""
    return Partnership.objects.exists()


def is_bound() -> bool:
    """Return whether the October pack was issued: a loading that was cut short may lack it."""
    return pack(MEETING, issued_only=True) is not None


@transaction.atomic
def load_quarter(*, at: dt.datetime, say: Say) -> None:
    """Load the whole quarter, saying each step."""
    steps = [
        Step("The partnership, its posts and the board", load_partnership),
        Step("Published counts and populations", figures.load_open_data),
        Step("The wards, their outlines and what is published for them", figures.load_wards),
        Step("A year of burglaries, for the map of hexagons", figures.load_street),
        Step("Figures partners reported, and the crime table as printed", figures.load_reported),
        Step("Data sheets of Q1 and Q2 2022/23, from the papers", sheets.load_sheets),
        Step("Plans and protocols", instruments.load_instruments),
        Step("The strategy and its statuses", load_strategy),
        Step("Who does what by when, and what reviews recommend", promises.load_promises),
        Step("The next strategy, as its groups begin", drafting.load_draft),
        Step("Updates for Q1 and Q2 2022/23", load_updates),
        Step("The request for Q3 2022/23, not yet answered", ask_for_updates),
        Step("The meetings of 17 August and 27 October 2022", load_meetings),
        Step("The agenda of 4 January 2023, as it is being built", agendas.load_agendas),
        Step("Vacant posts, and a handover", register.load_posts),
        Step("What the data protection officer sees to", oversight.load_keeping),
        Step("Sharing agreements, requests and notes, all invented", sharing.load_sharing),
        Step("What a partner’s own words mean, invented", sheets.load_own_words),
        Step("Code apps for the accounts that need one", give_code_apps),
    ]
    for number, step in enumerate(steps, start=1):
        say(f"  {number} of {len(steps)}  {step.words}")
        step.run(at)


def bind_pack(*, at: dt.datetime) -> int:
    """
    Make the October pack, issue it, and return its pages.

    What the checker finds stands: these are the figures that the public papers printed.
    """
    meeting = Meeting.objects.get(code=MEETING)
    made = make_pack(meeting, by=SYSTEM, at=at)
    findings = check_pack(MEETING).open_findings
    if findings:
        let_stand(meeting, findings, reason=AS_PRINTED, by=SYSTEM, at=at)
    return issue_pack(meeting, sha256=made.sha256, by=SYSTEM, at=at).pages


def revise(*, at: dt.datetime) -> None:
    """Load what the police published after the pack, which revises figures that it prints."""
    figures.load_later_issue(at)


def load_partnership(at: dt.datetime) -> None:
    board = reading.quarter_file("board")
    described = board["partnership"]
    describe_partnership(
        described["name"],
        area=described["area"],
        place=described["place"],
        organisations=reading.organisations(board),
        posts=reading.posts(board),
        by=SYSTEM,
        at=at,
    )
    register.load_bodies(board, at=at)
    for person in board["demo_people"]:
        open_account(
            person["username"],
            password=PASSWORD,
            name=person["name"],
            post=person["post"],
            email=f"{person['username']}@{ADDRESSES}",
            since=dt.date(2022, 4, 1),
            by=SYSTEM,
            at=at,
        )


def give_code_apps(at: dt.datetime) -> None:
    """Give every account that needs a second factor a code app, which nobody holds."""
    for user in User.objects.filter(is_active=True).order_by("id"):
        if needs_second_factor(user, on=at.date()):
            TOTP.activate(user, generate_totp_secret())
            note_factor_added(user, kind="code app", at=at)


def load_strategy(at: dt.datetime) -> None:
    words = reading.quarter_file("strategy")
    head = words["strategy"]
    strategy = adopt_strategy(
        head["code"],
        title=head["title"],
        first_year=head["from"],
        last_year=head["to"],
        priorities=reading.priorities(words),
        by=SYSTEM,
        at=at,
    )
    declare_statuses(
        strategy,
        quarter=Quarter(2022, 2),
        declared=reading.statuses(words),
        evidence="The priority’s paper for the board of 27 October 2022.",
        by=SYSTEM,
        at=at,
    )


def load_updates(at: dt.datetime) -> None:
    words = reading.quarter_file("updates")
    strategy = Strategy.objects.get()
    for asked in words["rounds"]:
        opened = open_round(strategy, quarter=Quarter.parse(asked["quarter"]), by=SYSTEM, at=at)
        record_updates(opened, updates=reading.updates(words, asked["quarter"]), by=SYSTEM, at=at)


def call_moved(planned: MeetingPlanned, words: reading.Words, at: dt.datetime) -> Meeting:
    """Call a meeting for the day it was first on, and move it to the day it was held for."""
    first = replace(planned, starts=reading.moment(words["first_starts"]))
    meeting = call_meeting(first, by=SYSTEM, at=at)
    move_meeting(meeting, planned.starts, reason=words["moved_because"], by=SYSTEM, at=at)
    return Meeting.objects.get(pk=meeting.pk)


def ask_for_updates(at: dt.datetime) -> None:
    """
    Ask for the quarter that has begun, by last quarter's settings, a data sheet of whoever the
    papers name, and one landlord more about the Sanctuary Scheme, whose data came too late: acts
    of the invented people.
    """
    planned = plan_next(on=at.date())
    assert planned is not None, "the strategy was entered before"
    named = {
        one["sheet"]: one["post"]
        for one in reading.quarter_file("data-sheets")["asked"]
        if "post" in one
    }
    wanted = planned.changed(
        ask=frozenset(one.slug for one in planned.ticked),
        due=planned.due,
        rhythm=planned.rhythm,
        posts={one.slug: named[one.sheet] for one in planned.asking if one.sheet in named},
    )
    opened = open_next(wanted, by=SYSTEM, at=at)
    late = opened.updates.get(commitment__ref="P2-11")
    ask_also(late, Post.objects.get(code=LANDLORD), by=SYSTEM, at=at)


def load_meetings(at: dt.datetime) -> None:
    titles = {post.code: post.title for post in reading.posts(reading.quarter_file("board"))}
    paper = reading.quarter_file("task-and-finish")
    earlier, october = reading.quarter_file("meetings")["meetings"]
    held = call_meeting(reading.meeting(earlier, paper), by=SYSTEM, at=at)
    words = reading.quarter_file("minutes-2022-08-17")
    record_minutes(
        held,
        attended=reading.attended(words, titles),
        minutes=reading.minutes(words),
        by=SYSTEM,
        at=at,
    )
    bring_minutes_in(held, at=at)
    meeting = call_moved(reading.meeting(october, paper), october, at)
    arising = reading.quarter_file("matters-arising")
    report = arising["report"]
    bring_back_matters(
        meeting,
        matters=reading.matters(arising),
        header_number=report["number"],
        header_facts=reading.report_head(report, titles),
    )
    begin_minutes(meeting, by=User.objects.get(username="clerk"), at=at)
    leave_out_others(meeting, arising["left_out"], at=at)


def leave_out_others(meeting: Meeting, reason: str, *, at: dt.datetime) -> None:
    """Leave out of October's report what would come back and was not in the one that was sent."""
    printed = set(meeting.matters.values_list("minute", flat=True))
    for one in what_comes_back(meeting, on=at.date()):
        if one.minute_id not in printed:
            minute = Minute.objects.get(pk=one.minute_id)
            leave_out(meeting, minute, reason, by=SYSTEM, at=at)
