"""
Taking a question, putting it on the agenda or not, answering it, and publishing the answer.
"""

import datetime as dt
from dataclasses import dataclass

from django.conf import settings
from django.db import transaction
from django.urls import reverse
from django.utils import timezone

from saferboard.domain.refusals import Refusal, Refused, require
from saferboard.domain.states import QUESTION_MOVES, QuestionState, refusal_to_move
from saferboard.ledger.models import Kind
from saferboard.ledger.operations import record
from saferboard.letters.operations import send_letter
from saferboard.meetings.models import PaperKind
from saferboard.meetings.seen import ItemSeen, MeetingSeen
from saferboard.partners.models import Actor, Post
from saferboard.partners.sealed import person_mark
from saferboard.questions import permissions
from saferboard.questions.models import AnsweredIn, AskerKind, Question
from saferboard.ui.words import day

ASKER = "visitor"
"""Whoever asks, to the ledger: who they are stands sealed in the question alone."""


@dataclass(frozen=True)
class Asked:
    """A question as it was sent; `item` is the number of the item whose report it is about."""

    text: str
    name: str
    asker: AskerKind = AskerKind.PUBLIC
    email: str = ""
    address: str = ""
    item: str = ""
    may_publish_name: bool = False


@transaction.atomic
def ask(meeting: MeetingSeen, asked: Asked, *, at: dt.datetime) -> Question:
    """
    Take a question to a meeting, and acknowledge it if an e-mail address was given.

    :raises Refused: if it comes too late, the meeting takes none, or nobody could be answered.
    """
    require(permissions.refusal_to_take_questions(meeting, at=at))
    item = _about(meeting, asked.item)
    require(permissions.refusal_to_ask(meeting, item, at=at))
    if not asked.email and not asked.address:
        words = "Give an e-mail address or a postal address, so that you can be answered."
        raise Refused(Refusal("no-address", words))
    question = Question.objects.create(
        meeting_id=meeting.id,
        item_id=item.id if item else None,
        text=asked.text,
        asker=asked.asker,
        name=asked.name,
        name_mark=person_mark(asked.name),
        may_publish_name=asked.may_publish_name,
        address=asked.address or None,
        email=asked.email or None,
        received_at=at,
    )
    _write_to_asker("question-received", question, by=ASKER, at=at)
    what = "about a report" if item else "on any matter"
    _record(Kind.QUESTION_RECEIVED, question, by=ASKER, at=at, what=what)
    return question


def reports_of(meeting: MeetingSeen) -> list[ItemSeen]:
    """Return the items that a question about a report can be about: open, and with a paper."""
    return [i for i in meeting.items if i.paper != PaperKind.NONE and not i.is_exempt]


def _about(meeting: MeetingSeen, number: str) -> ItemSeen | None:
    if not number:
        return None
    found = next((item for item in reports_of(meeting) if item.number == number), None)
    if found is None:
        raise Refused(Refusal("no-such-report", "Choose the report from the list."))
    return found


@transaction.atomic
def accept(question: Question, *, answerer: str, by: Actor, at: dt.datetime) -> None:
    """
    Put a question on the agenda, and ask a post, by its code, to answer it.

    :raises Refused: if it is not theirs to deal with, or it was dealt with already.
    """
    question = _held(question)
    require(permissions.refusal_to_deal(by, on=timezone.localtime(at).date()))
    _move(question, QuestionState.ACCEPTED)
    question.answerer = _post(answerer)
    question.decided_at = at
    question.save()
    send_letter(
        "question-to-answer",
        to_post=question.answerer,
        facts=_facts(question),
        by=by,
        at=at,
        about=str(question),
    )
    _record(Kind.QUESTION_ACCEPTED, question, by=by, at=at, answerer=question.answerer.code)


@transaction.atomic
def decline(question: Question, *, reason: str, by: Actor, at: dt.datetime) -> None:
    """
    Not take a question, for a reason that whoever asked it is told.

    :raises Refused: without a reason, or if it was answered already.
    """
    question = _held(question)
    require(permissions.refusal_to_deal(by, on=timezone.localtime(at).date()))
    said = " ".join(reason.split())
    if not said:
        raise Refused(Refusal("no-reason", "Say why the question is not taken."))
    _move(question, QuestionState.DECLINED)
    question.reason, question.decided_at = said, at
    question.save()
    _write_to_asker("question-declined", question, by=by, at=at, reason=said)
    _record(Kind.QUESTION_DECLINED, question, by=by, at=at)


@transaction.atomic
def answer(
    question: Question, *, words: str, answerer: str, how: AnsweredIn, by: Actor, at: dt.datetime
) -> None:
    """
    Keep a question's answer and the post it is from; until it is published it may be put right.

    :raises Refused: if it is not theirs to answer, or is not on the agenda.
    """
    question = _held(question)
    require(permissions.refusal_to_answer(by, question, on=timezone.localtime(at).date()))
    if not words.strip():
        raise Refused(Refusal("no-answer", "Write the answer."))
    _move(question, QuestionState.ANSWERED)
    question.answer, question.answered_in = words.strip(), how
    question.answerer, question.answered_at = _post(answerer), at
    question.save()
    _record(Kind.QUESTION_ANSWERED, question, by=by, at=at, answerer=question.answerer.code)


@transaction.atomic
def publish(question: Question, *, by: Actor, at: dt.datetime) -> None:
    """
    Publish an answer, at the meeting or after it, and send it to whoever asked.

    :raises Refused: before the meeting, or if there is no answer yet.
    """
    question = _held(question)
    require(permissions.refusal_to_deal(by, on=timezone.localtime(at).date()))
    if at < question.meeting.starts:
        words = "Answers are given at the meeting or after it. Publish it then."
        raise Refused(Refusal("before-the-meeting", words))
    _move(question, QuestionState.PUBLISHED)
    question.published_at = at
    question.save()
    _write_to_asker("question-answered", question, by=by, at=at, page=_page(question))
    _record(Kind.ANSWER_PUBLISHED, question, by=by, at=at)


def _page(question: Question) -> str:
    path = reverse("questions:meeting", args=[question.meeting.code])
    return f"{settings.SITE_ADDRESS}{path}#question-{question.pk}"


def _held(question: Question) -> Question:
    held = Question.objects.select_for_update(of=("self",)).select_related("meeting__body")
    return held.get(pk=question.pk)


def _move(question: Question, to: QuestionState) -> None:
    now = QuestionState(question.state)
    require(refusal_to_move(QUESTION_MOVES, now, to, thing="question"))
    question.state = to


def _post(code: str) -> Post:
    found = Post.objects.filter(code=code).first()
    if found is None:
        raise Refused(Refusal("unknown-post", "Choose the post that answers from the list."))
    return found


def _facts(question: Question) -> dict[str, str]:
    return {
        "number": str(question.pk),
        "body": question.meeting.body.name,
        "day": day(timezone.localtime(question.meeting.starts)),
    }


def _write_to_asker(
    kind: str, question: Question, *, by: Actor, at: dt.datetime, **more: str
) -> None:
    """Write to whoever asked; one who gave no e-mail address is written to by post."""
    if question.email:
        send_letter(
            kind,
            to_address=question.email,
            facts=_facts(question) | more,
            by=by,
            at=at,
            about=str(question),
        )


def _record(kind: Kind, question: Question, *, by: Actor, at: dt.datetime, **facts: str) -> None:
    meeting = question.meeting.code
    record(kind, subject=f"question {question.pk}", by=by, at=at, meeting=meeting, **facts)
