"""
From draft to signed: checked, agreed at a later meeting, signed by the chair, and then fixed.
"""

import datetime as dt
import hashlib
import json
from collections.abc import Callable, Mapping, Sequence
from typing import Any

from django.db import transaction

from saferboard.bodies.models import SeatRole
from saferboard.domain.minuting import MinutesState
from saferboard.domain.refusals import Refusal, Refused, require
from saferboard.ledger.models import Kind
from saferboard.ledger.operations import record
from saferboard.measures.narrative import Narrative
from saferboard.meetings.findable import keep_minutes
from saferboard.meetings.minuted import MinutesSeen, minutes
from saferboard.meetings.models import Meeting, Minute, MinuteBook, MinuteNote
from saferboard.meetings.taking.permissions import refusal_to_go, refusal_to_sign, refusal_to_take
from saferboard.meetings.taking.queries import may_follow
from saferboard.partners.models import Actor, User
from saferboard.ui.words import day

NOTE = 4000


@transaction.atomic
def keep_check(
    meeting: Meeting,
    findings: Sequence[Mapping[str, Any]],
    *,
    open_: int,
    by: User,
    at: dt.datetime,
) -> MinuteBook:
    """
    Keep what a check of draft minutes found; with nothing open, they are checked.

    :raises Refused: if it is not theirs to do, or they are being taken or are agreed.
    """
    require(refusal_to_take(by, meeting, on=at.date()))
    book = MinuteBook.objects.select_for_update().get(meeting=meeting)
    if book.state != MinutesState.CHECKED:
        require(refusal_to_go(book, MinutesState.CHECKED))
    elif open_:
        raise AssertionError("checked minutes are not typed into, so nothing new is found in them")
    if not open_:
        book.state = MinutesState.CHECKED
    book.findings, book.checked_at = list(findings), at
    book.save(update_fields=["state", "findings", "checked_at"])
    record(
        Kind.MINUTES_CHECKED,
        subject=f"meeting {meeting.code}",
        by=by,
        at=at,
        findings=len(findings),
        open=open_,
    )
    return book


@transaction.atomic
def agree_minutes(
    meeting: Meeting, *, in_meeting: Meeting, by: User, at: dt.datetime
) -> MinuteBook:
    """
    Note that a later meeting of the body agreed the minutes.

    :raises Refused: if it is not theirs to do, they are not checked, or that meeting has not
        begun, or is of another body.
    """
    require(refusal_to_take(by, meeting, on=at.date()))
    book = MinuteBook.objects.select_for_update().get(meeting=meeting)
    require(refusal_to_go(book, MinutesState.AGREED))
    if in_meeting.pk not in [one.pk for one in may_follow(meeting, at=at)]:
        words = "Minutes are agreed by a later meeting of the same body that has begun."
        raise Refused(Refusal("not-that-meeting", words))
    book.state, book.agreed_in = MinutesState.AGREED, in_meeting
    book.save(update_fields=["state", "agreed_in"])
    record(
        Kind.MINUTES_AGREED,
        subject=f"meeting {meeting.code}",
        by=by,
        at=at,
        agreed_in=in_meeting.code,
    )
    return book


@transaction.atomic
def sign_minutes(
    meeting: Meeting, *, print_: Callable[[MinutesSeen], str], by: User, at: dt.datetime
) -> MinuteBook:
    """
    Sign agreed minutes.  From now on nothing of them changes.

    `print_` prints them as they are signed, keeps the print and returns its SHA-256.

    :raises Refused: if it is not theirs to do, or they are not agreed.
    """
    require(refusal_to_sign(by, meeting, on=at.date()))
    book = MinuteBook.objects.select_for_update().get(meeting=meeting)
    require(refusal_to_go(book, MinutesState.SIGNED))
    held = minutes(meeting.code)
    assert held is not None, f"the minutes of {meeting} are agreed, so they are held"
    content = frozen(held)
    book.state, book.signed_at = MinutesState.SIGNED, at
    book.signed_by = _signs_as(meeting, by, at.date())
    book.content, book.digest = content, digest(content)
    book.pdf_sha256 = print_(held)
    book.save()
    record(
        Kind.MINUTES_SIGNED,
        subject=f"meeting {meeting.code}",
        by=by,
        at=at,
        sha256=book.digest,
        pdf=book.pdf_sha256,
        minutes=len(held.minutes),
    )
    return book


def _signs_as(meeting: Meeting, by: User, on: dt.date) -> str:
    chairs = meeting.body.seats.filter(
        role__in=[SeatRole.CHAIR, SeatRole.VICE_CHAIR], post__in=by.posts(on=on)
    )
    return chairs.select_related("post").order_by("position").first().post.title


def frozen(held: MinutesSeen) -> dict[str, Any]:
    """Return minutes as plain values, every figure they speak of written out."""
    narrative = Narrative.of([text for one in held.minutes for text in one.paragraphs])
    return {
        "attendance": [[label, [list(p) for p in people]] for label, people in held.attendance],
        "declarations": [list(one) for one in held.declarations],
        "minutes": [
            {
                "number": one.number,
                "title": one.title,
                "paragraphs": [narrative.plain(text) for text in one.paragraphs],
                "clauses": list(one.clauses),
                "actions": [[a.owners, a.text, a.due] for a in one.action_rows],
            }
            for one in held.minutes
        ],
    }


def digest(content: Mapping[str, Any]) -> str:
    """Return the SHA-256 of what was signed, written one way."""
    said = json.dumps(content, sort_keys=True, ensure_ascii=False, separators=(",", ":"))
    return hashlib.sha256(said.encode()).hexdigest()


@transaction.atomic
def add_note(
    minute: Minute, text: str, *, on_day: dt.date, by: User, at: dt.datetime
) -> MinuteNote:
    """
    Add a post-meeting note under a minute, which itself stands as it is, signed or not.

    :raises Refused: if it is not theirs to do, the note is empty or too long, or its day is
        before the meeting or to come.
    """
    meeting = minute.meeting
    require(refusal_to_take(by, meeting, on=at.date()))
    words = " ".join(text.split())
    if not words or len(words) > NOTE:
        raise Refused(Refusal("no-note", f"Note: write it, in {NOTE:,} letters or fewer."))
    if not meeting.starts.date() <= on_day <= at.date():
        said = f"Day: give one from {day(meeting.starts)} to {day(at)}."
        raise Refused(Refusal("note-day", said))
    return keep_note(minute, words, on_day=on_day, by=by, at=at)


@transaction.atomic
def keep_note(
    minute: Minute, words: str, *, on_day: dt.date, by: Actor, at: dt.datetime
) -> MinuteNote:
    """Keep a note under a minute.  Whoever calls has asked whether it is `by`'s to do."""
    meeting = minute.meeting
    note = MinuteNote.objects.create(minute=minute, day=on_day, text=words, at=at)
    keep_minutes(meeting)
    record(
        Kind.MINUTE_NOTE_ADDED,
        subject=f"meeting {meeting.code}",
        by=by,
        at=at,
        minute=minute.number,
        day=on_day.isoformat(),
    )
    return note
