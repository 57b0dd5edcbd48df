"""
Moving a meeting or its place, putting it off, cancelling and confirming it: why, and by whom.
"""

import datetime as dt

from django.db import transaction
from django.utils import timezone

from saferboard.bodies.models import NOT_STATED
from saferboard.domain.refusals import Refusal, Refused, require
from saferboard.domain.states import MEETING_MOVES, MeetingState, refusal_to_move
from saferboard.ledger.models import Kind
from saferboard.ledger.operations import record
from saferboard.meetings.agendas.following.operations import follow_calendar
from saferboard.meetings.calendars.planning.operations import refusal_of_day, refusal_to_plan
from saferboard.meetings.findable import keep_agenda, keep_minutes
from saferboard.meetings.models import ChangeKind, Meeting, MeetingChange
from saferboard.partners.models import Actor, User


@transaction.atomic
def move_meeting(
    meeting: Meeting, to: dt.datetime, *, reason: str, by: Actor, at: dt.datetime
) -> None:
    """
    Move a meeting to another time, and keep when it was, why and by whom.

    One that was put off stands as proposed again.

    :raises Refused: if it is not theirs to do, it is held or cancelled, there is no reason,
        or the time is the same.
    """
    meeting = _locked(meeting, by, at)
    now = MeetingState(meeting.state)
    if now in (MeetingState.HELD, MeetingState.CANCELLED):
        words = f"The meeting is {now.lower()}, and cannot be moved. Call another."
        raise Refused(Refusal("not-from-here", words))
    require(refusal_of_day(to.date()))
    if to == meeting.starts and now is not MeetingState.POSTPONED:
        raise Refused(Refusal("same-time", "That is when it is already. Give another time."))
    was, meeting.starts = meeting.starts, to
    if meeting.ends is not None:
        meeting.ends += to - was
    if now is MeetingState.POSTPONED:
        meeting.state = MeetingState.PROPOSED
    meeting.save(update_fields=["starts", "ends", "state"])
    keep_agenda(meeting)
    keep_minutes(meeting)
    _keep(meeting, ChangeKind.MOVED, was, to, reason, by, at)
    record(
        Kind.MEETING_MOVED,
        subject=f"meeting {meeting.code}",
        by=by,
        at=at,
        was=_iso(was),
        now=_iso(to),
    )


@transaction.atomic
def place_meeting(
    meeting: Meeting, place: str, *, reason: str = "", by: Actor, at: dt.datetime
) -> None:
    """
    Say where a meeting is held, or elsewhere than was said, and keep where that was.

    An empty place is “not stated” again.

    :raises Refused: if it is not theirs to do, it is cancelled, the place is the same, or it
        was stated and there is no reason why it changes.
    """
    meeting = _locked(meeting, by, at)
    if meeting.state == MeetingState.CANCELLED:
        raise Refused(Refusal("not-from-here", "The meeting is cancelled, and is held nowhere."))
    was, meeting.place = meeting.place, place.strip() or NOT_STATED
    if was == meeting.place:
        raise Refused(Refusal("same-place", "That is the place already. Give another."))
    if was != NOT_STATED and not reason.strip():
        words = "Say why the place changes: members and the public will ask."
        raise Refused(Refusal("no-reason", words))
    meeting.save(update_fields=["place"])
    MeetingChange.objects.create(
        meeting=meeting,
        kind=ChangeKind.PLACED,
        was=meeting.starts,
        was_place=was,
        now_place=meeting.place,
        reason=reason.strip(),
        by=by if isinstance(by, User) else None,
        at=at,
    )
    record(Kind.MEETING_PLACED, subject=f"meeting {meeting.code}", by=by, at=at)


@transaction.atomic
def postpone_meeting(meeting: Meeting, *, reason: str, by: Actor, at: dt.datetime) -> None:
    """
    Put a meeting off without a new day.

    :raises Refused: if it is not theirs to do, it is over or put off already, or there is no
        reason.
    """
    meeting = _locked(meeting, by, at)
    _turn(meeting, MeetingState.POSTPONED, ChangeKind.POSTPONED, reason, by, at)
    record(
        Kind.MEETING_POSTPONED,
        subject=f"meeting {meeting.code}",
        by=by,
        at=at,
        was=_iso(meeting.starts),
    )


@transaction.atomic
def cancel_meeting(meeting: Meeting, *, reason: str, by: Actor, at: dt.datetime) -> None:
    """
    Cancel a meeting; it stays in every calendar as cancelled.

    :raises Refused: if it is not theirs to do, it is held or cancelled, or there is no reason.
    """
    meeting = _locked(meeting, by, at)
    _turn(meeting, MeetingState.CANCELLED, ChangeKind.CANCELLED, reason, by, at)
    record(
        Kind.MEETING_CANCELLED,
        subject=f"meeting {meeting.code}",
        by=by,
        at=at,
        was=_iso(meeting.starts),
    )


@transaction.atomic
def confirm_meeting(meeting: Meeting, *, by: Actor, at: dt.datetime) -> None:
    """
    Confirm a proposed meeting: its members are reminded of it.

    :raises Refused: if it is not theirs to do, or it is not proposed.
    """
    meeting = _locked(meeting, by, at)
    _turn(meeting, MeetingState.CONFIRMED, ChangeKind.CONFIRMED, "", by, at)
    record(
        Kind.MEETING_CONFIRMED,
        subject=f"meeting {meeting.code}",
        by=by,
        at=at,
        was=_iso(meeting.starts),
    )


def _locked(meeting: Meeting, by: Actor, at: dt.datetime) -> Meeting:
    Meeting.objects.select_for_update().get(pk=meeting.pk)
    kept = Meeting.objects.select_related("body").get(pk=meeting.pk)
    require(refusal_to_plan(by, kept.body, on=at.date()))
    return kept


def _turn(
    meeting: Meeting, to: MeetingState, kind: str, reason: str, by: Actor, at: dt.datetime
) -> None:
    now = MeetingState(meeting.state)
    require(refusal_to_move(MEETING_MOVES, now, to, thing="meeting"))
    meeting.state = to
    meeting.save(update_fields=["state"])
    _keep(meeting, kind, meeting.starts, None, reason, by, at)


def _keep(
    meeting: Meeting,
    kind: str,
    was: dt.datetime,
    now: dt.datetime | None,
    reason: str,
    by: Actor,
    at: dt.datetime,
) -> None:
    if kind != ChangeKind.CONFIRMED and not reason.strip():
        raise Refused(Refusal("no-reason", "Say why: members and the public will ask."))
    who = by if isinstance(by, User) else None
    MeetingChange.objects.create(
        meeting=meeting, kind=kind, was=was, now=now, reason=reason, by=who, at=at
    )
    if kind != ChangeKind.CONFIRMED:
        follow_calendar(meeting.body, by=by, at=at)


def _iso(when: dt.datetime) -> str:
    return f"{timezone.localtime(when):%Y-%m-%d %H:%M}"
