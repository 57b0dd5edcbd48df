"""
Telling the seats of a body that papers are ready, that a pack is issued, that a meeting is near.
"""

import datetime as dt

from django.db import transaction
from django.utils import timezone

from saferboard.bodies.queries import name_outside
from saferboard.domain.refusals import require
from saferboard.domain.states import MeetingState
from saferboard.ledger.models import Kind
from saferboard.ledger.operations import record
from saferboard.letters import operations as letters
from saferboard.meetings.models import Meeting
from saferboard.meetings.permissions import refusal_to_bind, refusal_to_circulate
from saferboard.partners.models import Actor
from saferboard.ui.words import day

REMINDED_BEFORE = dt.timedelta(days=7)
"""How long before a meeting its members are reminded of it."""


@transaction.atomic
def circulate_papers(meeting: Meeting, *, by: Actor, at: dt.datetime) -> int:
    """
    Write to every seat of the body that the papers are ready, with a link that opens them.

    Return how many letters were written.  A link sent for the same papers before is ended.

    :raises Refused: if it is not theirs to do, the meeting was held or cancelled, its body's
        papers are restricted, its pack is issued, or it has no agenda to read.
    """
    require(refusal_to_bind(by, on=at.date()))
    require(refusal_to_circulate(meeting))
    letters.cancel_links("papers", thing=meeting.code, by=by, at=at)
    seats = meeting.body.seats.select_related("post").order_by("position", "id")
    for seat in seats:
        letters.send_letter(
            "papers-ready",
            to_post=seat.post,
            facts=_told(meeting),
            by=by,
            at=at,
            about=f"meeting {meeting.code}",
            link=letters.issue_link("papers", post=seat.post, thing=meeting.code, by=by, at=at),
        )
    record(
        Kind.PAPERS_CIRCULATED,
        subject=f"meeting {meeting.code}",
        by=by,
        at=at,
        letters=len(seats),
    )
    return len(seats)


@transaction.atomic
def remind_members(*, by: Actor, at: dt.datetime) -> int:
    """Remind every seat of each meeting that begins within a week; return how many are new."""
    near = Meeting.objects.select_related("body").filter(
        state=MeetingState.CONFIRMED, starts__gt=at, starts__lte=at + REMINDED_BEFORE
    )
    count = 0
    for meeting in near.order_by("starts", "id"):
        for seat in meeting.body.seats.select_related("post").order_by("position", "id"):
            written = letters.send_letter(
                "meeting-reminder",
                to_post=seat.post,
                facts=_told(meeting),
                by=by,
                at=at,
                about=f"meeting {meeting.code}",
            )
            count += written.was_new
    return count


def tell_of_issue(meeting: Meeting, *, supplement: int, by: Actor, at: dt.datetime) -> None:
    """Write to every seat that the pack, or a supplement to it, is issued: a part of issuing."""
    more = {"supplement": str(supplement)} if supplement else {}
    for seat in meeting.body.seats.select_related("post").order_by("position", "id"):
        letters.send_letter(
            "supplement-issued" if supplement else "papers-issued",
            to_post=seat.post,
            facts=_told(meeting) | more,
            by=by,
            at=at,
            about=f"meeting {meeting.code}",
        )


def _told(meeting: Meeting) -> dict[str, str]:
    """Return what a letter may say of a meeting: a restricted body is not named in the mail."""
    starts = timezone.localtime(meeting.starts)
    return {"body": name_outside(meeting.body), "day": day(starts)}
