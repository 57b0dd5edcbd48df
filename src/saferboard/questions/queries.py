"""
Asking about questions: what may still be asked, what anyone may read, what waits for the clerk.
"""

import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass

from django.db.models import QuerySet
from django.urls import reverse
from django.utils import timezone

from saferboard.domain.handling import Handling
from saferboard.domain.states import QuestionState
from saferboard.meetings.models import Meeting
from saferboard.meetings.queries import public_meetings
from saferboard.meetings.seen import MeetingSeen
from saferboard.partners.answers import Held
from saferboard.partners.models import Post, User
from saferboard.questions.models import AnsweredIn, AskerKind, Question

ON_AGENDA = (QuestionState.ACCEPTED, QuestionState.ANSWERED, QuestionState.PUBLISHED)
AHEAD = 5
"""How many coming meetings the page for asking shows."""


@dataclass(frozen=True)
class QuestionSeen:
    """A question as anyone may read it: `by` says who asked only where they allow it."""

    number: int
    text: str
    by: str
    about: str
    answer: str
    answered_by: str
    answered_in: str


def coming(*, at: dt.datetime) -> list[MeetingSeen]:
    """Return the next meetings of public bodies, the soonest first."""
    return public_meetings(after=at, most=AHEAD)


def answered_meetings() -> list[tuple[str, dt.datetime, str]]:
    """Return the meetings some answer of which is published: code, when, body; newest first."""
    found = Meeting.objects.filter(
        questions__state=QuestionState.PUBLISHED, body__handling=Handling.PUBLIC
    ).distinct()
    return [
        (one.code, timezone.localtime(one.starts), one.body.name)
        for one in found.select_related("body").order_by("-starts", "-id")[:50]
    ]


def public_questions(code: str) -> list[QuestionSeen]:
    """Return the questions that stand on a meeting's agenda, with the answers that are out."""
    rows = Question.objects.filter(
        meeting__code=code, meeting__body__handling=Handling.PUBLIC, state__in=ON_AGENDA
    ).select_related("item", "answerer__organisation")
    return [_public(one) for one in rows.order_by("received_at", "id")]


def count_on_agenda(code: str) -> int:
    """Return how many questions stand on a meeting's agenda."""
    return Question.objects.filter(meeting__code=code, state__in=ON_AGENDA).count()


def _public(one: Question) -> QuestionSeen:
    out = one.state == QuestionState.PUBLISHED
    who = AskerKind(one.asker).label
    return QuestionSeen(
        number=one.pk,
        text=one.text,
        by=f"{one.name}, {who[0].lower()}{who[1:]}" if one.may_publish_name and one.name else who,
        about=f"Item {one.item.number}: {one.item.title}" if one.item else "",
        answer=one.answer if out else "",
        answered_by=f"{one.answerer.title}, {one.answerer.organisation.name}"
        if out and one.answerer
        else "",
        answered_in=AnsweredIn(one.answered_in).label if out and one.answered_in else "",
    )


def dealt_with(*, newest: int = 200) -> list[Question]:
    """Return the newest questions, those that wait for somebody first."""
    rows = Question.objects.select_related("meeting__body", "item", "answerer")
    found = list(rows.order_by("-received_at", "-id")[:newest])
    order = list(QuestionState)
    return sorted(found, key=lambda one: order.index(QuestionState(one.state)))


def waiting() -> int:
    """Return how many questions wait for the clerk: to be put on an agenda, or to be let out."""
    now = [QuestionState.RECEIVED, QuestionState.ANSWERED]
    return Question.objects.filter(state__in=now).count()


def question(number: int) -> Question | None:
    """Return one question with all that is known of it, or None."""
    rows = Question.objects.select_related("meeting__body", "item", "answerer__organisation")
    return rows.filter(pk=number).first()


def to_answer(post: Post, on: dt.date) -> Iterator[Held]:
    """Yield the questions that a post is to answer."""
    return _to_answer(Question.objects.filter(answerer=post))


def to_be_answered_by(user: User, *, on: dt.date) -> Iterator[Held]:
    """Yield the questions that the posts somebody holds on a day are to answer."""
    return _to_answer(Question.objects.filter(answerer__in=user.posts(on=on)))


def _to_answer(rows: QuerySet[Question]) -> Iterator[Held]:
    for one in rows.filter(state=QuestionState.ACCEPTED).order_by("received_at", "id"):
        href = reverse("questions:question", args=[one.pk])
        yield Held("question", f"question {one.pk}", f"Answer question {one.pk}", href)
