"""
What may follow what, for everything that has a state.

Each table is whole: a test holds every state in it.
"""

import enum
from collections.abc import Mapping
from typing import TypeVar

from saferboard.domain.refusals import Refusal


class MeetingState(enum.StrEnum):
    PROPOSED = "PROPOSED"
    CONFIRMED = "CONFIRMED"
    POSTPONED = "POSTPONED"
    HELD = "HELD"
    CANCELLED = "CANCELLED"

    @property
    def label(self) -> str:
        return self.value.capitalize()


MEETING_MOVES: dict[MeetingState, frozenset[MeetingState]] = {
    MeetingState.PROPOSED: frozenset(
        {MeetingState.CONFIRMED, MeetingState.POSTPONED, MeetingState.CANCELLED}
    ),
    MeetingState.CONFIRMED: frozenset(
        {MeetingState.HELD, MeetingState.POSTPONED, MeetingState.CANCELLED}
    ),
    # Put off without a day, until it is given one.
    MeetingState.POSTPONED: frozenset({MeetingState.PROPOSED, MeetingState.CANCELLED}),
    MeetingState.HELD: frozenset(),
    MeetingState.CANCELLED: frozenset(),
}


class PlannedState(enum.StrEnum):
    """Where a day in a body's year stands, until a meeting is called on it."""

    PLANNED = "PLANNED"
    CALLED = "CALLED"
    HELD = "HELD"
    CANCELLED = "CANCELLED"

    @property
    def label(self) -> str:
        return self.value.capitalize()


PLANNED_MOVES: dict[PlannedState, frozenset[PlannedState]] = {
    PlannedState.PLANNED: frozenset(
        {PlannedState.CALLED, PlannedState.HELD, PlannedState.CANCELLED}
    ),
    # From here on the meeting has the say.
    PlannedState.CALLED: frozenset(),
    PlannedState.HELD: frozenset(),
    PlannedState.CANCELLED: frozenset(),
}


class HandoverState(enum.StrEnum):
    OPEN = "OPEN"
    COMPLETED = "COMPLETED"
    WITHDRAWN = "WITHDRAWN"

    @property
    def label(self) -> str:
        return self.value.capitalize()


HANDOVER_MOVES: dict[HandoverState, frozenset[HandoverState]] = {
    HandoverState.OPEN: frozenset({HandoverState.COMPLETED, HandoverState.WITHDRAWN}),
    HandoverState.COMPLETED: frozenset(),
    HandoverState.WITHDRAWN: frozenset(),
}


class HandedState(enum.StrEnum):
    """Where one thing that is handed over stands."""

    OFFERED = "OFFERED"
    ACCEPTED = "ACCEPTED"
    DECLINED = "DECLINED"
    SETTLED = "SETTLED"

    @property
    def label(self) -> str:
        return self.value.capitalize()


HANDED_MOVES: dict[HandedState, frozenset[HandedState]] = {
    HandedState.OFFERED: frozenset(
        {HandedState.ACCEPTED, HandedState.DECLINED, HandedState.SETTLED}
    ),
    # What one post declines is offered to another.
    HandedState.DECLINED: frozenset({HandedState.OFFERED, HandedState.SETTLED}),
    HandedState.ACCEPTED: frozenset(),
    # Done, or moved in another way, while it waited.
    HandedState.SETTLED: frozenset(),
}


class AgendaState(enum.StrEnum):
    """Where the agenda of a meeting stands: built by the clerk, agreed by the chair, out."""

    DRAFT = "DRAFT"
    APPROVED = "APPROVED"
    PUBLISHED = "PUBLISHED"

    @property
    def label(self) -> str:
        return self.value.capitalize()


AGENDA_MOVES: dict[AgendaState, frozenset[AgendaState]] = {
    AgendaState.DRAFT: frozenset({AgendaState.APPROVED, AgendaState.PUBLISHED}),
    # What the chair approved is what they saw: a change makes it a draft again.
    AgendaState.APPROVED: frozenset({AgendaState.DRAFT, AgendaState.PUBLISHED}),
    AgendaState.PUBLISHED: frozenset(),
}


class ProposalState(enum.StrEnum):
    """Where something proposed for an agenda stands."""

    WAITING = "WAITING"
    TAKEN = "TAKEN"
    DECLINED = "DECLINED"
    WITHDRAWN = "WITHDRAWN"

    @property
    def label(self) -> str:
        return self.value.capitalize()


PROPOSAL_MOVES: dict[ProposalState, frozenset[ProposalState]] = {
    ProposalState.WAITING: frozenset(
        {ProposalState.TAKEN, ProposalState.DECLINED, ProposalState.WITHDRAWN}
    ),
    ProposalState.TAKEN: frozenset(),
    ProposalState.DECLINED: frozenset(),
    ProposalState.WITHDRAWN: frozenset(),
}


class QuestionState(enum.StrEnum):
    """Where a question of a councillor or of the public stands."""

    RECEIVED = "RECEIVED"
    ACCEPTED = "ACCEPTED"
    DECLINED = "DECLINED"
    ANSWERED = "ANSWERED"
    PUBLISHED = "PUBLISHED"

    @property
    def label(self) -> str:
        return {
            "RECEIVED": "Received",
            "ACCEPTED": "On the agenda",
            "DECLINED": "Not taken",
            "ANSWERED": "Answered",
            "PUBLISHED": "Answer published",
        }[self.value]


QUESTION_MOVES: dict[QuestionState, frozenset[QuestionState]] = {
    QuestionState.RECEIVED: frozenset({QuestionState.ACCEPTED, QuestionState.DECLINED}),
    QuestionState.ACCEPTED: frozenset({QuestionState.ANSWERED, QuestionState.DECLINED}),
    QuestionState.DECLINED: frozenset(),
    # An answer may be put right until it is out.
    QuestionState.ANSWERED: frozenset({QuestionState.ANSWERED, QuestionState.PUBLISHED}),
    QuestionState.PUBLISHED: frozenset(),
}


class PackState(enum.StrEnum):
    DRAFT = "DRAFT"
    ISSUED = "ISSUED"
    REPLACED = "REPLACED"


PACK_MOVES: dict[PackState, frozenset[PackState]] = {
    PackState.DRAFT: frozenset({PackState.ISSUED, PackState.REPLACED}),
    # What members have been sent is corrected by another paper, never by another pack.
    PackState.ISSUED: frozenset(),
    PackState.REPLACED: frozenset(),
}


class MakingState(enum.StrEnum):
    """How far the making of a pack in a process of its own has come."""

    WAITING = "WAITING"
    WORKING = "WORKING"
    DONE = "DONE"
    FAILED = "FAILED"


MAKING_MOVES: dict[MakingState, frozenset[MakingState]] = {
    MakingState.WAITING: frozenset({MakingState.WORKING, MakingState.FAILED}),
    MakingState.WORKING: frozenset({MakingState.DONE, MakingState.FAILED}),
    MakingState.DONE: frozenset(),
    # It is tried again by making another.
    MakingState.FAILED: frozenset(),
}


class UpdateState(enum.StrEnum):
    """
    Where one contributor's account of one quarter stands.  That it is late is no state: see
    `returns.lateness`.
    """

    NOT_REQUESTED = "NOT_REQUESTED"
    REQUESTED = "REQUESTED"
    RECEIVED = "RECEIVED"
    SENT_BACK = "SENT_BACK"
    ACCEPTED = "ACCEPTED"
    NOT_PROVIDED = "NOT_PROVIDED"
    DECLINED = "DECLINED"
    SEE_ELSEWHERE = "SEE_ELSEWHERE"

    @property
    def label(self) -> str:
        return self.value.replace("_", " ").lower()

    @property
    def waits_for_them(self) -> bool:
        """Whether the next step is the contributor's."""
        return self in (UpdateState.REQUESTED, UpdateState.SENT_BACK)

    @property
    def answered(self) -> bool:
        """Whether something came: a text, or where it stands instead."""
        return self in (UpdateState.RECEIVED, UpdateState.ACCEPTED, UpdateState.SEE_ELSEWHERE)


WAITS_FOR_THEM = tuple(state for state in UpdateState if state.waits_for_them)
"""Every state in which the next step is the contributor's."""

_ANSWERS = frozenset({UpdateState.RECEIVED, UpdateState.DECLINED, UpdateState.SEE_ELSEWHERE})
UPDATE_MOVES: dict[UpdateState, frozenset[UpdateState]] = {
    UpdateState.NOT_REQUESTED: frozenset({UpdateState.REQUESTED}),
    UpdateState.REQUESTED: _ANSWERS | {UpdateState.NOT_PROVIDED, UpdateState.NOT_REQUESTED},
    # A second text before anybody has judged the first takes its place.
    UpdateState.RECEIVED: _ANSWERS | {UpdateState.ACCEPTED, UpdateState.SENT_BACK},
    UpdateState.SENT_BACK: _ANSWERS | {UpdateState.NOT_PROVIDED},
    # What a board has read is corrected by another version, never moved back.
    UpdateState.ACCEPTED: frozenset(),
    # A late account is still an account.
    UpdateState.NOT_PROVIDED: _ANSWERS,
    UpdateState.DECLINED: _ANSWERS,
    UpdateState.SEE_ELSEWHERE: _ANSWERS,
}


class LetterState(enum.StrEnum):
    """Where a letter in the outbox stands."""

    QUEUED = "QUEUED"
    SENT = "SENT"
    FAILED = "FAILED"
    HELD = "HELD"
    CANCELLED = "CANCELLED"

    @property
    def label(self) -> str:
        return self.value.capitalize()


LETTER_MOVES: dict[LetterState, frozenset[LetterState]] = {
    LetterState.QUEUED: frozenset(
        {LetterState.SENT, LetterState.FAILED, LetterState.HELD, LetterState.CANCELLED}
    ),
    # A link goes out once, so a letter that was sent is followed by another letter.
    LetterState.SENT: frozenset(),
    LetterState.FAILED: frozenset({LetterState.QUEUED, LetterState.CANCELLED}),
    LetterState.HELD: frozenset({LetterState.QUEUED, LetterState.CANCELLED}),
    LetterState.CANCELLED: frozenset(),
}


class ActionState(enum.StrEnum):
    """
    Where an action stands.  That it is overdue is a fact beside it: see `domain.actions`.
    """

    OPEN = "OPEN"
    IN_PROGRESS = "IN_PROGRESS"
    MORE_TIME_ASKED = "MORE_TIME_ASKED"
    REPORTED_DONE = "REPORTED_DONE"
    DONE = "DONE"

    @property
    def label(self) -> str:
        return {
            "OPEN": "Open",
            "IN_PROGRESS": "In progress",
            "MORE_TIME_ASKED": "More time asked",
            "REPORTED_DONE": "Done, to be confirmed",
            "DONE": "Done",
        }[self.value]

    @property
    def waits_for_owner(self) -> bool:
        """Whether the next step is the owner's."""
        return self in (ActionState.OPEN, ActionState.IN_PROGRESS)

    @property
    def waits_for_clerk(self) -> bool:
        """Whether the next step is the clerk's."""
        return self in (ActionState.MORE_TIME_ASKED, ActionState.REPORTED_DONE)


_CLOSED = frozenset({ActionState.REPORTED_DONE, ActionState.DONE})
ACTION_MOVES: dict[ActionState, frozenset[ActionState]] = {
    ActionState.OPEN: _CLOSED | {ActionState.IN_PROGRESS, ActionState.MORE_TIME_ASKED},
    ActionState.IN_PROGRESS: _CLOSED | {ActionState.MORE_TIME_ASKED},
    ActionState.MORE_TIME_ASKED: _CLOSED | {ActionState.IN_PROGRESS},
    # The owner says it is done, and the clerk sees that it is.
    ActionState.REPORTED_DONE: frozenset({ActionState.DONE, ActionState.IN_PROGRESS}),
    # What turns out not to be done after all is opened again, with the reason.
    ActionState.DONE: frozenset({ActionState.IN_PROGRESS}),
}

State = TypeVar("State", bound=enum.StrEnum)


def refusal_to_move(
    moves: Mapping[State, frozenset[State]], now: State, to: State, *, thing: str
) -> Refusal | None:
    """Return why `thing` may not go from `now` to `to`, or None if it may."""
    if to in moves[now]:
        return None
    words = to.value.replace("_", " ").lower()
    return Refusal(
        "not-from-here",
        f"The {thing} is {now.value.replace('_', ' ').lower()} and cannot be {words}.",
    )


class UndertakingState(enum.StrEnum):
    """Where a recommendation, or a piece of work that a commitment needs, stands."""

    MADE = "MADE"
    IN_HAND = "IN_HAND"
    DECLINED = "DECLINED"
    CLOSED = "CLOSED"

    @property
    def label(self) -> str:
        return _UNDERTAKINGS[self]

    @property
    def is_open(self) -> bool:
        return self in (UndertakingState.MADE, UndertakingState.IN_HAND)


_UNDERTAKINGS = {
    UndertakingState.MADE: "Not answered yet",
    UndertakingState.IN_HAND: "In hand",
    UndertakingState.DECLINED: "Not taken up",
    UndertakingState.CLOSED: "Closed",
}

UNDERTAKING_MOVES: dict[UndertakingState, frozenset[UndertakingState]] = {
    UndertakingState.MADE: frozenset(
        {UndertakingState.IN_HAND, UndertakingState.DECLINED, UndertakingState.CLOSED}
    ),
    UndertakingState.IN_HAND: frozenset({UndertakingState.DECLINED, UndertakingState.CLOSED}),
    # What was settled too early, or is wanted after all, is taken in hand again.
    UndertakingState.DECLINED: frozenset({UndertakingState.IN_HAND}),
    UndertakingState.CLOSED: frozenset({UndertakingState.IN_HAND}),
}


class DraftState(enum.StrEnum):
    """Where a strategy that is being drafted stands."""

    SHAPING = "SHAPING"
    OFFERED = "OFFERED"
    ADOPTED = "ADOPTED"

    @property
    def label(self) -> str:
        return self.value.capitalize()


DRAFT_MOVES: dict[DraftState, frozenset[DraftState]] = {
    DraftState.SHAPING: frozenset({DraftState.OFFERED}),
    # The board may want it changed before it adopts it.
    DraftState.OFFERED: frozenset({DraftState.SHAPING, DraftState.ADOPTED}),
    DraftState.ADOPTED: frozenset(),
}
