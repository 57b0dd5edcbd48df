"""
Until when questions may be asked, and who deals with them.
"""

import datetime as dt

from django.conf import settings
from django.utils import timezone

from saferboard.domain.handling import Handling
from saferboard.domain.refusals import Refusal
from saferboard.domain.rights import Right
from saferboard.domain.states import MeetingState
from saferboard.ledger.operations import SYSTEM
from saferboard.meetings.seen import ItemSeen, MeetingSeen
from saferboard.partners.models import Actor, User
from saferboard.partners.permissions import refusal_without
from saferboard.questions.models import Question
from saferboard.ui.words import hour, weekday

NOT_HERE = "Questions cannot be sent from this page at present. Write to the clerk to the board."


def refusal_to_take_questions(meeting: MeetingSeen, *, at: dt.datetime) -> Refusal | None:
    """Return why nothing may be asked of a meeting any more, or None if something may."""
    if meeting.handling is not Handling.PUBLIC or meeting.deadlines is None:
        return Refusal("takes-none", "This body does not take questions from the public.")
    if meeting.state in (MeetingState.HELD, MeetingState.CANCELLED):
        return Refusal("meeting-over", "The meeting is over or cancelled. Ask of the next one.")
    if not settings.SEALING_KEYS:
        return Refusal("cannot-seal", NOT_HERE)
    general = refusal_to_ask(meeting, None, at=at)
    about_reports = refusal_to_ask_about_reports(meeting, at=at)
    if general is None or about_reports is None:
        return None
    # What passed last is what somebody who comes now has missed.
    return about_reports if about_reports.code == "too-late" else general


def refusal_to_ask(
    meeting: MeetingSeen, item: ItemSeen | None, *, at: dt.datetime
) -> Refusal | None:
    """Return why a question may not be asked, of any matter or about an item, or None."""
    if item is not None:
        return refusal_to_ask_about_reports(meeting, at=at)
    by = meeting.deadlines
    if by is None or timezone.localtime(at).date() > by.general:
        day = weekday(by.general) if by else ""
        words = f"A question on any matter had to come by {day}. Ask of the next meeting."
        return Refusal("too-late", words)
    return None


def refusal_to_ask_about_reports(meeting: MeetingSeen, *, at: dt.datetime) -> Refusal | None:
    """Return why a question may not be asked about a report on the agenda, or None if it may."""
    now = timezone.localtime(at)
    by = meeting.deadlines.about_reports if meeting.deadlines else None
    if by is None or not meeting.is_published(on=now.date()):
        words = "The reports are not out yet. Ask about them once the agenda is published."
        return Refusal("no-reports-yet", words)
    if now.replace(tzinfo=None) > by:
        words = (
            f"A question about a report had to come by {hour(by)} on {weekday(by)}."
            " Ask of the next meeting."
        )
        return Refusal("too-late", words)
    return None


def refusal_to_deal(user: Actor, *, on: dt.date) -> Refusal | None:
    """Return why `user` may not deal with questions, or None: the clerk and the system may."""
    if user == SYSTEM:
        return None
    return refusal_without(user, Right.BIND_PACKS, on=on, to="deal with questions to the board")


def refusal_to_answer(user: Actor, question: Question, *, on: dt.date) -> Refusal | None:
    """Return why `user` may not write an answer, or None: its post may, and the clerk."""
    is_signed_in = isinstance(user, User) and user.is_authenticated
    if is_signed_in and user.posts(on=on).filter(pk=question.answerer_id).exists():
        return None
    return refusal_to_deal(user, on=on)
