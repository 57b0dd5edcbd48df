"""
What one person needs to see first.
"""

import datetime as dt
from dataclasses import dataclass

from django.urls import reverse

from saferboard.domain.rights import Right
from saferboard.domain.states import UpdateState
from saferboard.ledger.queries import Line, latest
from saferboard.letters.queries import failed_letters
from saferboard.meetings.actions.queries import count_of, waiting_for_clerk
from saferboard.meetings.queries import MeetingListed, PackSeen, next_meeting, pack
from saferboard.meetings.taking.queries import Unfinished, unfinished
from saferboard.partners.answers import Held
from saferboard.partners.models import User
from saferboard.partners.queries import Self, myself
from saferboard.partners.register import offered_to
from saferboard.plans.queries import CommitmentSeen, strategy
from saferboard.questions.queries import to_be_answered_by, waiting
from saferboard.returns.answering.queries import ListListed, lists_for
from saferboard.returns.queries import (
    RoundHead,
    RoundSeen,
    UpdateSeen,
    newest_round,
    open_round_now,
)
from saferboard.returns.rounds.queries import waiting_to_judge
from saferboard.sheets.queries import ReturnListed, own_returns, to_judge
from saferboard.ui.words import counted

LINES = 100
"""How many lines of the ledger its page shows."""
MINUTES = 3
"""Of how many meetings, at most, it says that the minutes wait."""


@dataclass(frozen=True)
class Front:
    """The person, the next meeting and its pack, what their posts own, and what is wanting."""

    person: Self
    next_meeting: MeetingListed | None
    pack: PackSeen | None
    owned: tuple[CommitmentSeen, ...]
    without_status: tuple[CommitmentSeen, ...]
    off_track: tuple[CommitmentSeen, ...]
    not_provided: tuple[UpdateSeen, ...]
    latest_round: RoundSeen | None
    failed_letters: int
    asked_of_me: tuple[ListListed, ...]
    open_round: RoundHead | None
    to_judge: int
    actions: int
    offered: tuple[tuple[str, str], ...] = ()
    """Handovers that wait for the person: how much is offered, and where."""
    questions: int = 0
    to_settle: int = 0
    """Actions that wait for the clerk: more time asked for, or said to be done."""
    to_answer: tuple[Held, ...] = ()
    sheets_asked: tuple[ReturnListed, ...] = ()
    sheets_to_judge: tuple[ReturnListed, ...] = ()
    minutes: tuple[Unfinished, ...] = ()
    """Minutes that wait to be closed or checked, for whoever issues packs."""


def front(user: User, *, at: dt.datetime) -> Front:
    """Return what a person's front page says."""
    person = myself(user, on=at.date())
    coming = next_meeting(after=at, seen_by=user)
    held = strategy(on=at.date())
    commitments = held.commitments if held else ()
    newest, asking = newest_round(), open_round_now()
    leads = Right.LEAD_STRATEGY in person.rights
    return Front(
        person=person,
        next_meeting=coming,
        pack=pack(coming.code, issued_only=False) if coming else None,
        owned=tuple(c for c in commitments if c.owner in person.posts),
        without_status=tuple(c for c in commitments if not c.standing),
        off_track=tuple(
            c for c in commitments if any(r.status.tone in ("red", "amber") for r in c.standing)
        ),
        not_provided=tuple(
            u for u in (newest.updates if newest else ()) if u.state is UpdateState.NOT_PROVIDED
        ),
        latest_round=newest,
        actions=count_of(user, on=at.date()),
        offered=tuple(
            (counted(things, "thing"), reverse("partners:handover", args=[number]))
            for number, things in offered_to(user, on=at.date())
        ),
        sheets_asked=tuple(own_returns(user, on=at.date(), waiting=True)),
        sheets_to_judge=tuple(to_judge()) if Right.KEEP_FIGURES in person.rights else (),
        asked_of_me=tuple(lists_for(user, on=at.date())),
        open_round=asking,
        to_judge=waiting_to_judge(asking) if leads else 0,
        failed_letters=failed_letters() if Right.READ_LETTERS in person.rights else 0,
        to_settle=waiting_for_clerk(user, on=at.date()).count()
        if Right.BIND_PACKS in person.rights
        else 0,
        minutes=tuple(unfinished(at=at, most=MINUTES)) if Right.BIND_PACKS in person.rights else (),
        questions=waiting() if Right.BIND_PACKS in person.rights else 0,
        to_answer=tuple(to_be_answered_by(user, on=at.date())),
    )


def ledger() -> list[Line]:
    """Return the newest lines of the ledger."""
    return latest(LINES)
