"""
Statuses on one scale, why there is no figure, and what may follow what.
"""

import enum
from decimal import Decimal

import pytest

from saferboard.domain import states
from saferboard.domain.figures import Absence, Figure
from saferboard.domain.periods import Month, Period
from saferboard.domain.rag import NOT_STATED, SCALE, Standing, Status
from saferboard.domain.refusals import Refusal, Refused, require
from tests.spec.tables import rows

STATUSES = rows("""
    a lead writes          | it stands | its colour | code
    -----------------------+-----------+------------+-------------------
    Achieved               | Done      | blue       | ACHIEVED
    Achieved and continues | Done      | blue       | ACHIEVED_CONTINUES
    Achieved and ongoing   | Done      | blue       | ACHIEVED_ONGOING
    Green                  | On track  | green      | GREEN
    Amber                  | At risk   | amber      | AMBER
    In process             | At risk   | amber      | IN_PROCESS
    Red                    | Off track | red        | RED
""")


@pytest.mark.parametrize("row", STATUSES, ids=lambda row: row["code"])
def test_two_languages_are_read_on_one_scale(row):
    status = Status(row["code"])
    assert status.label == row["a lead writes"]
    assert status.standing.label == row["it stands"]
    assert status.tone == row["its colour"]


def test_the_scale_is_whole():
    assert {row["code"] for row in STATUSES} == {status.value for status in Status}
    assert set(SCALE) == set(Status)
    assert {status.standing for status in Status} == set(Standing)
    assert NOT_STATED not in {status.label.lower() for status in Status}


REASONS = rows("""
    code           | said
    ---------------+-----------------------------------
    NOT_PUBLISHED | not published
    NOT_HELD      | no source held
    TOO_FEW       | too few to show
    NOT_SUPPLIED  | not supplied
    NOT_ASKED     | not asked for
    NO_POPULATION | no population estimate
    NO_BASE       | no earlier count to compare with
    SERIES_BROKEN  | not comparable: the series changed
    NOT_APPLICABLE | not applicable
    PARTNER_LACKS  | not held by the partner
    NOT_SHARED     | not shared by the partner
    NO_PERMISSION  | held, without permission to publish
""")


@pytest.mark.parametrize("row", REASONS, ids=lambda row: row["code"])
def test_each_reason_for_no_figure_is_said_in_its_own_words(row):
    assert Absence(row["code"]).label == row["said"]


def test_the_reasons_are_whole_and_none_is_nought():
    assert {row["code"] for row in REASONS} == {absence.value for absence in Absence}
    words = [absence.label for absence in Absence]
    assert len(words) == len(set(words))
    assert "0" not in words


def a_figure(value, absence):
    month = Period(Month(2022, 9), Month(2022, 9))
    return Figure("total-burglary", "bromley", month, "offences", value, absence)


def test_a_figure_is_a_value_or_a_reason():
    assert a_figure(Decimal(0), None).known
    assert not a_figure(None, Absence.NOT_PUBLISHED).known
    for value, absence in ((None, None), (Decimal(1), Absence.TOO_FEW)):
        with pytest.raises(AssertionError, match="never both and never neither"):
            a_figure(value, absence)


MEETINGS = rows("""
    from      | may become
    ----------+------------------------------
    PROPOSED  | CONFIRMED POSTPONED CANCELLED
    CONFIRMED | HELD POSTPONED CANCELLED
    POSTPONED | PROPOSED CANCELLED
    HELD      | .
    CANCELLED | .
""")
PLANNED = rows("""
    from      | may become
    ----------+----------------------
    PLANNED   | CALLED HELD CANCELLED
    CALLED    | .
    HELD      | .
    CANCELLED | .
""")
HANDOVERS = rows("""
    from      | may become
    ----------+--------------------
    OPEN      | COMPLETED WITHDRAWN
    COMPLETED | .
    WITHDRAWN | .
""")
HANDED = rows("""
    from     | may become
    ---------+--------------------------
    OFFERED  | ACCEPTED DECLINED SETTLED
    DECLINED | OFFERED SETTLED
    ACCEPTED | .
    SETTLED  | .
""")
PACKS = rows("""
    from     | may become
    ---------+----------------
    DRAFT    | ISSUED REPLACED
    ISSUED   | .
    REPLACED | .
""")
UPDATES = rows("""
    from          | may become
    --------------+--------------------------------------------------------------
    NOT_REQUESTED | REQUESTED
    REQUESTED     | RECEIVED DECLINED SEE_ELSEWHERE NOT_PROVIDED NOT_REQUESTED
    RECEIVED      | RECEIVED DECLINED SEE_ELSEWHERE ACCEPTED SENT_BACK
    SENT_BACK     | RECEIVED DECLINED SEE_ELSEWHERE NOT_PROVIDED
    ACCEPTED      | .
    NOT_PROVIDED  | RECEIVED DECLINED SEE_ELSEWHERE
    DECLINED      | RECEIVED DECLINED SEE_ELSEWHERE
    SEE_ELSEWHERE | RECEIVED DECLINED SEE_ELSEWHERE
""")
LETTERS = rows("""
    from      | may become
    ----------+---------------------------
    QUEUED    | SENT FAILED HELD CANCELLED
    SENT      | .
    FAILED    | QUEUED CANCELLED
    HELD      | QUEUED CANCELLED
    CANCELLED | .
""")
AGENDAS = rows("""
    from      | may become
    ----------+-------------------
    DRAFT     | APPROVED PUBLISHED
    APPROVED  | DRAFT PUBLISHED
    PUBLISHED | .
""")
PROPOSALS = rows("""
    from      | may become
    ----------+-------------------------
    WAITING   | TAKEN DECLINED WITHDRAWN
    TAKEN     | .
    DECLINED  | .
    WITHDRAWN | .
""")
QUESTIONS = rows("""
    from      | may become
    ----------+-------------------
    RECEIVED  | ACCEPTED DECLINED
    ACCEPTED  | ANSWERED DECLINED
    DECLINED  | .
    ANSWERED  | ANSWERED PUBLISHED
    PUBLISHED | .
""")
MAKINGS = rows("""
    from    | may become
    --------+---------------
    WAITING | WORKING FAILED
    WORKING | DONE FAILED
    DONE    | .
    FAILED  | .
""")
ACTIONS = rows("""
    from            | may become
    ----------------+-----------------------------------------------
    OPEN            | IN_PROGRESS MORE_TIME_ASKED REPORTED_DONE DONE
    IN_PROGRESS     | MORE_TIME_ASKED REPORTED_DONE DONE
    MORE_TIME_ASKED | IN_PROGRESS REPORTED_DONE DONE
    REPORTED_DONE   | IN_PROGRESS DONE
    DONE            | IN_PROGRESS
""")
UNDERTAKINGS = rows("""
    from     | may become
    ---------+------------------------
    MADE     | IN_HAND DECLINED CLOSED
    IN_HAND  | DECLINED CLOSED
    DECLINED | IN_HAND
    CLOSED   | IN_HAND
""")
DRAFTS = rows("""
    from    | may become
    --------+----------------
    SHAPING | OFFERED
    OFFERED | SHAPING ADOPTED
    ADOPTED | .
""")
TABLES = [
    (DRAFTS, states.DraftState, states.DRAFT_MOVES),
    (UNDERTAKINGS, states.UndertakingState, states.UNDERTAKING_MOVES),
    (ACTIONS, states.ActionState, states.ACTION_MOVES),
    (MEETINGS, states.MeetingState, states.MEETING_MOVES),
    (PLANNED, states.PlannedState, states.PLANNED_MOVES),
    (HANDOVERS, states.HandoverState, states.HANDOVER_MOVES),
    (HANDED, states.HandedState, states.HANDED_MOVES),
    (AGENDAS, states.AgendaState, states.AGENDA_MOVES),
    (PROPOSALS, states.ProposalState, states.PROPOSAL_MOVES),
    (QUESTIONS, states.QuestionState, states.QUESTION_MOVES),
    (PACKS, states.PackState, states.PACK_MOVES),
    (MAKINGS, states.MakingState, states.MAKING_MOVES),
    (UPDATES, states.UpdateState, states.UPDATE_MOVES),
    (LETTERS, states.LetterState, states.LETTER_MOVES),
]


@pytest.mark.parametrize(
    ("written", "kind", "moves"), TABLES, ids=[kind.__name__ for _, kind, _ in TABLES]
)
def test_what_may_follow_what(written, kind, moves):
    said = {row["from"]: set((row["may become"] or "").split()) for row in written}
    assert said == {state.value: {to.value for to in moves[state]} for state in kind}


def test_every_state_there_is_has_a_table_here():
    kinds = {
        thing
        for thing in vars(states).values()
        if isinstance(thing, type) and issubclass(thing, enum.Enum) and thing is not enum.StrEnum
    }
    assert kinds == {kind for _, kind, _ in TABLES}


def test_a_wrong_move_is_refused_in_words():
    refusal = states.refusal_to_move(
        states.PACK_MOVES, states.PackState.ISSUED, states.PackState.REPLACED, thing="pack"
    )
    assert str(refusal) == "The pack is issued and cannot be replaced."
    assert refusal.code == "not-from-here"
    may = states.refusal_to_move(
        states.UPDATE_MOVES,
        states.UpdateState.NOT_PROVIDED,
        states.UpdateState.RECEIVED,
        thing="update",
    )
    assert may is None


def test_a_refusal_is_raised_as_it_is_said():
    require(None)
    with pytest.raises(Refused, match="Ask the clerk") as refused:
        require(Refusal("ask", "Ask the clerk."))
    assert refused.value.refusal.code == "ask"


def test_states_are_said_in_plain_words():
    assert states.UpdateState.NOT_PROVIDED.label == "not provided"
    assert states.MeetingState.HELD.label == "Held"
