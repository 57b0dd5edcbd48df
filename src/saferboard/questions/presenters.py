"""
Questions in words.
"""

import datetime as dt
from dataclasses import dataclass

from django.urls import reverse
from django.utils import timezone

from saferboard.domain.states import QUESTION_MOVES, QuestionState
from saferboard.meetings.presenters import deadlines
from saferboard.meetings.seen import MeetingSeen
from saferboard.questions import permissions
from saferboard.questions.models import AskerKind, Question
from saferboard.questions.queries import count_on_agenda
from saferboard.ui.components import Cell, Link, SummaryRow, Table, Tag
from saferboard.ui.words import counted, day, hour, moment

TONES = {
    QuestionState.RECEIVED: "amber",
    QuestionState.ACCEPTED: "blue",
    QuestionState.DECLINED: "grey",
    QuestionState.ANSWERED: "amber",
    QuestionState.PUBLISHED: "green",
}


@dataclass(frozen=True)
class ComingShown:
    """A meeting that may be asked, until when, and where; `why_not` says why it may not."""

    title: str
    deadlines: tuple[str, ...]
    ask_href: str
    why_not: str
    questions_href: str


def coming_shown(meeting: MeetingSeen, *, at: dt.datetime) -> ComingShown:
    refusal = permissions.refusal_to_take_questions(meeting, at=at)
    return ComingShown(
        title=f"{meeting.body}, {moment(meeting.starts)}",
        deadlines=deadlines(meeting),
        ask_href="" if refusal else reverse("questions:ask", args=[meeting.code]),
        why_not=str(refusal or ""),
        questions_href=reverse("questions:meeting", args=[meeting.code]),
    )


def on_the_agenda(code: str) -> tuple[Link, ...]:
    """What stands under the agenda's item for questions."""
    number = count_on_agenda(code)
    words = f"{counted(number, 'question')} on this agenda" if number else "Questions and answers"
    return (
        Link(words, reverse("questions:meeting", args=[code])),
        Link("Ask a question", reverse("questions:front")),
    )


def questions_table(found: list[Question]) -> Table:
    return Table(
        caption="Questions to the board",
        head=("Question", "Meeting", "Received", "State"),
        rows=tuple(
            (
                Cell(
                    f"Question {one.pk}",
                    href=reverse("questions:question", args=[one.pk]),
                    below=shortened(one.text),
                ),
                f"{one.meeting.body.short or one.meeting.body.name},"
                f" {day(timezone.localtime(one.meeting.starts))}",
                day(timezone.localtime(one.received_at)),
                Cell(tags=(tag(one),)),
            )
            for one in found
        ),
        caption_hidden=True,
    )


def tag(one: Question) -> Tag:
    state = QuestionState(one.state)
    return Tag(state.label, TONES[state])


def shortened(text: str, most: int = 120) -> str:
    return text if len(text) <= most else f"{text[: most - 1].rstrip()}…"


@dataclass(frozen=True)
class DeskShown:
    """One question as whoever deals with it sees it, and what may be done."""

    number: int
    tag: Tag
    text: str
    answer: str
    facts: tuple[SummaryRow, ...]
    may_accept: bool
    may_decline: bool
    may_answer: bool
    may_publish: bool


def desk_shown(one: Question, *, deals: bool) -> DeskShown:
    """Return a question; who asked it, and where they are, is for the clerk alone."""
    to = QUESTION_MOVES[QuestionState(one.state)]
    return DeskShown(
        number=one.pk,
        tag=tag(one),
        text=one.text,
        answer=one.answer,
        facts=tuple(_facts(one, deals=deals)),
        may_accept=deals and QuestionState.ACCEPTED in to,
        may_decline=deals and QuestionState.DECLINED in to,
        may_answer=QuestionState.ANSWERED in to,
        may_publish=deals and QuestionState.PUBLISHED in to,
    )


def _facts(one: Question, *, deals: bool):
    starts, received = timezone.localtime(one.meeting.starts), timezone.localtime(one.received_at)
    yield SummaryRow("Asked of", f"{one.meeting.body.name}, {moment(starts)}")
    yield SummaryRow("About", f"Item {one.item.number}: {one.item.title}" if one.item else "Any")
    yield SummaryRow("Received", f"{day(received)} at {hour(received)}")
    yield SummaryRow("Asked by", AskerKind(one.asker).label)
    if deals:
        gone = "deleted" if one.erased_at else "none given"
        yield SummaryRow("Name", one.name or gone)
        yield SummaryRow("Name may be published", "Yes" if one.may_publish_name else "No")
        yield SummaryRow("E-mail", one.email or gone)
        yield SummaryRow("Address", one.address or gone)
    if one.answerer:
        yield SummaryRow("To answer", f"{one.answerer.title}, {one.answerer.organisation.name}")
    if one.reason:
        yield SummaryRow("Not taken because", one.reason)
