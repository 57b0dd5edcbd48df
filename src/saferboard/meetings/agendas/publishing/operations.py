"""
Having an agenda approved, publishing it, and noting what a meeting did not reach.
"""

import datetime as dt
from dataclasses import dataclass

from django.db import transaction
from django.utils import timezone

from saferboard.domain.days_said import refusal_of_weekdays
from saferboard.domain.refusals import Refusal, Refused, require
from saferboard.domain.states import AGENDA_MOVES, AgendaState, MeetingState, refusal_to_move
from saferboard.ledger.models import Kind
from saferboard.ledger.operations import record
from saferboard.meetings.agendas import permissions
from saferboard.meetings.agendas.operations import locked, note_changed
from saferboard.meetings.models import Item, Meeting
from saferboard.partners.models import Actor, User


@transaction.atomic
def approve_agenda(meeting: Meeting, *, by: User, at: dt.datetime) -> None:
    """
    Approve an agenda as it stands; a change makes it a draft again.

    :raises Refused: if they do not chair the body, or there is nothing to approve.
    """
    meeting = locked(meeting)
    require(permissions.refusal_to_approve(by, meeting, on=at.date()))
    _move(meeting, AgendaState.APPROVED)
    if not meeting.items.exists():
        raise Refused(Refusal("no-agenda", "The agenda has no items yet."))
    meeting.save(update_fields=["agenda_state"])
    record(Kind.AGENDA_APPROVED, subject=f"meeting {meeting.code}", by=by, at=at)


@dataclass(frozen=True)
class Publishing:
    """What goes out with an agenda: the words on questions, and deadlines that were put off."""

    question_rules: str = ""
    questions_until: dt.date | None = None
    report_questions_until: dt.date | None = None


@transaction.atomic
def publish_agenda(
    meeting: Meeting, publishing: Publishing, *, by: Actor, at: dt.datetime
) -> Meeting:
    """
    Publish an agenda, today; from now on it is not changed.

    :raises Refused: if it is not theirs to publish, it is out, the meeting is over, it has no
        items, or its words name a weekday that is not the day's own.
    """
    meeting = locked(meeting)
    on, day = timezone.localtime(at).date(), timezone.localtime(meeting.starts).date()
    require(permissions.refusal_to_build(by, on=on))
    _move(meeting, AgendaState.PUBLISHED)
    require(permissions.refusal_to_change(Meeting.objects.get(pk=meeting.pk)))
    if not meeting.items.exists():
        raise Refused(Refusal("no-agenda", "The agenda has no items yet. Add one first."))
    if on > day:
        raise Refused(Refusal("meeting-past", "The meeting's day is past. Change the meeting."))
    require(refusal_of_weekdays(publishing.question_rules, near=day))
    for until in (publishing.questions_until, publishing.report_questions_until):
        if until is not None and until > day:
            words = "A deadline for questions is not after the meeting. Give an earlier day."
            raise Refused(Refusal("deadline-after-meeting", words))
    meeting.agenda_published = on
    meeting.question_rules = publishing.question_rules
    meeting.questions_until = publishing.questions_until
    meeting.report_questions_until = publishing.report_questions_until
    if meeting.state == MeetingState.PROPOSED:
        meeting.state = MeetingState.CONFIRMED
    meeting.save()
    items = meeting.items.count()
    record(Kind.AGENDA_PUBLISHED, subject=f"meeting {meeting.code}", by=by, at=at, items=items)
    return meeting


@transaction.atomic
def note_reached(item: Item, *, reached: bool, by: User, at: dt.datetime) -> None:
    """
    Note whether a meeting reached an item; one it did not reach comes back to the next agenda.

    :raises Refused: before the meeting was held.
    """
    meeting = locked(item.meeting)
    require(permissions.refusal_to_build(by, on=timezone.localtime(at).date()))
    if meeting.state != MeetingState.HELD:
        raise Refused(Refusal("not-held", "Say so once the meeting is noted as held."))
    item.not_reached = not reached
    item.save(update_fields=["not_reached"])
    words = "reached" if reached else "not reached"
    note_changed(meeting, f"item {item.number} {words}", by=by, at=at)


def _move(meeting: Meeting, to: AgendaState) -> None:
    require(refusal_to_move(AGENDA_MOVES, AgendaState(meeting.agenda_state), to, thing="agenda"))
    meeting.agenda_state = to
