"""
The quarter's agendas: what stands on them, whose turn it is, and the next one being built.
"""

import datetime as dt

from saferboard.bodies.models import Body
from saferboard.demo import reading
from saferboard.domain.clocks import Bound
from saferboard.ledger.operations import SYSTEM
from saferboard.meetings.agendas.operations import start_agenda
from saferboard.meetings.agendas.proposing.operations import Proposed, propose
from saferboard.meetings.agendas.standing.operations import (
    RulesWanted,
    StandingWanted,
    add_standing,
    set_rules,
)
from saferboard.meetings.models import ItemKind, Meeting, ProposalKind
from saferboard.meetings.operations import call_meeting
from saferboard.meetings.queries import meeting as seen_meeting
from saferboard.partners.models import User
from saferboard.plans.models import TurnKind
from saferboard.plans.rotation.operations import TurnWanted, set_turns
from saferboard.questions.models import AskerKind
from saferboard.questions.operations import Asked, accept, ask


def load_agendas(at: dt.datetime) -> None:
    """Enter what stands on the board's agendas, begin the next one, and have it proposed for."""
    words = reading.quarter_file("agendas")
    body = Body.objects.get(code=words["next"]["body"])
    _enter_standing(body, words, at)
    meeting = Meeting.objects.filter(code=words["next"]["code"]).first()
    if meeting is None:
        meeting = call_meeting(reading.meeting(words["next"], {}), by=SYSTEM, at=at)
    start_agenda(meeting, by=SYSTEM, at=at)
    for one in words["proposals"]:
        kind = ProposalKind[one["kind"].upper()]
        proposed = Proposed(kind, one["title"], one["why"], post=one["post"])
        propose(meeting, proposed, by=User.objects.get(username=one["by"]), at=at)
    for one in words["questions"]:
        _ask(meeting, one, at)


def _ask(meeting: Meeting, words: reading.Words, at: dt.datetime) -> None:
    seen = seen_meeting(meeting.code)
    assert seen is not None, "a meeting that was called can be seen"
    asked = Asked(
        words["text"],
        words["name"],
        asker=AskerKind[words["asker"].upper()],
        email=f"{words['mailbox']}@demo.invalid",
        may_publish_name=words["may_publish_name"],
    )
    question = ask(seen, asked, at=at)
    if "answerer" in words:
        accept(question, answerer=words["answerer"], by=SYSTEM, at=at)


def _enter_standing(body: Body, words: reading.Words, at: dt.datetime) -> None:
    for one in words["standing"]:
        wanted = StandingWanted(
            one["title"],
            kind=ItemKind(one.get("kind", "").upper()),
            presenter=one.get("presenter", ""),
            verbal=one.get("verbal", False),
        )
        add_standing(body, wanted, by=SYSTEM, at=at)
    rules = words["rules"]
    set_rules(
        body,
        RulesWanted(
            bound=Bound[rules["bound"].upper()],
            question_days=rules["question_days"],
            report_question_days=rules["report_question_days"],
            questions_by=dt.time.fromisoformat(rules["questions_by"]),
            authority=rules["authority"],
        ),
        by=SYSTEM,
        at=at,
    )
    turns = [
        TurnWanted(one["quarter"], one["priority"], TurnKind[one["kind"].upper()])
        for one in words["turns"]
    ]
    set_turns(body, turns, by=SYSTEM, at=at)
