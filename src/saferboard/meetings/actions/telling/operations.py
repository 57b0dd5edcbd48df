"""
Sending owners what a meeting asked of them, and reminding them: one letter to one post for all.
"""

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass

from django.db import transaction
from django.utils import timezone

from saferboard.bodies.models import Seat
from saferboard.bodies.permissions import RESTRICTED
from saferboard.bodies.queries import name_outside
from saferboard.domain.actions import RHYTHM, StepKind
from saferboard.domain.minuting import MinutesState
from saferboard.domain.refusals import Refusal, Refused, require
from saferboard.domain.states import ActionState
from saferboard.ledger.models import Kind
from saferboard.ledger.operations import record
from saferboard.letters import operations as letters
from saferboard.letters.queries import posts_written_to
from saferboard.meetings.actions.permissions import refusal_to_keep_actions
from saferboard.meetings.actions.queries import NOT_DONE, held_posts, seen
from saferboard.meetings.models import ActionCourse, ActionStep, Meeting, MinuteAction, MinuteBook
from saferboard.partners.models import Actor, Post, User
from saferboard.ui.words import counted, day

KINDS = ("actions-given", "actions-due")


@dataclass(frozen=True)
class Sent:
    """What came of sending: letters written, posts nobody holds, actions of no known post."""

    letters: int
    vacant: tuple[str, ...]
    nobodys: int


def to_send(meeting: Meeting) -> list[MinuteAction]:
    """Return the actions of a meeting that were not sent yet and are not done."""
    unsent = MinuteAction.objects.filter(
        NOT_DONE, minute__meeting=meeting, course__sent_at__isnull=True
    )
    rows = (
        unsent.select_related("minute__meeting")
        .prefetch_related("owners__post")
        .order_by("minute__position", "position", "pk")
    )
    return list(rows)


def refusal_to_send(meeting: Meeting) -> Refusal | None:
    """Return why the actions of a meeting may not be sent to their owners, or None if they may."""
    if meeting.body.handling in RESTRICTED:
        words = "The actions of this body are restricted. Their owners sign in to read them."
        return Refusal("restricted-actions", words)
    if MinuteBook.objects.filter(meeting=meeting, state=MinutesState.TAKING).exists():
        return Refusal("being-taken", "The minutes are being taken. Finish the draft, then send.")
    if not to_send(meeting):
        return Refusal("nothing-to-send", "Every action of this meeting was sent, or is done.")
    return None


def may_send(code: str) -> bool:
    """Return whether the actions of the meeting of this code may be sent to their owners now."""
    return refusal_to_send(Meeting.objects.select_related("body").get(code=code)) is None


@transaction.atomic
def send_actions(meeting: Meeting, *, by: User, at: dt.datetime) -> Sent:
    """
    Write to each post what a meeting asked of it, with a link that opens all its actions.

    What was sent once is not sent again.

    :raises Refused: if it is not theirs to send, the body is restricted, everything was sent, or
        no action has an owner whose post is known.
    """
    require(refusal_to_keep_actions(by, on=at.date()))
    require(refusal_to_send(meeting))
    actions = to_send(meeting)
    given = _by_post(actions)
    if not given:
        words = "No action has an owner whose post is known. Name the owners' posts first."
        raise Refused(Refusal("no-owners", words))
    told = {"body": name_outside(meeting.body), "day": day(timezone.localtime(meeting.starts))}
    for post, theirs in given.items():
        count = counted(len(theirs), "action")
        _write("actions-given", post, {**told, "count": count}, meeting.code, by=by, at=at)
    _note_sent({action.pk for theirs in given.values() for action in theirs}, at=at)
    record(Kind.ACTIONS_SENT, subject=f"meeting {meeting.code}", by=by, at=at, letters=len(given))
    held = held_posts({post.pk for post in given}, on=at.date())
    return Sent(
        len(given),
        tuple(post.title for post in given if post.pk not in held),
        sum(not any(action in theirs for theirs in given.values()) for action in actions),
    )


def _note_sent(actions: set[int], *, at: dt.datetime) -> None:
    known = set(ActionCourse.objects.filter(action__in=actions).values_list("action", flat=True))
    ActionCourse.objects.filter(action__in=actions).update(sent_at=at)
    ActionCourse.objects.bulk_create(
        ActionCourse(action_id=pk, sent_at=at) for pk in sorted(actions - known)
    )
    ActionStep.objects.bulk_create(
        ActionStep(action_id=pk, kind=StepKind.SENT, at=at) for pk in sorted(actions)
    )


@transaction.atomic
def remind_owners(*, by: Actor, at: dt.datetime) -> int:
    """
    Write to each post of what is near or overdue, once a week at most; return how many letters.

    Only what was sent to its owner is reminded of, and what a link may open.
    """
    on = timezone.localtime(at).date()
    waiting = (ActionState.OPEN, ActionState.IN_PROGRESS, ActionState.MORE_TIME_ASKED)
    sent = MinuteAction.objects.filter(
        course__sent_at__isnull=False, course__state__in=waiting
    ).exclude(minute__meeting__body__handling__in=RESTRICTED)
    rows = sent.select_related("minute__meeting").prefetch_related("owners__post").order_by("pk")
    stand = {one.id: one for one in seen(sent.order_by("pk"), on=on)}
    pressing = [row for row in rows if stand[row.pk].near or stand[row.pk].overdue]
    written = posts_written_to(KINDS, since=at - RHYTHM)
    count = 0
    for post, theirs in _by_post(pressing).items():
        if post.pk in written:
            continue
        near = sum(stand[row.pk].near for row in theirs)
        overdue = sum(stand[row.pk].overdue for row in theirs)
        told = {"near": f"{near or 'none'} due within a week", "overdue": _overdue(overdue)}
        _write("actions-due", post, told, "", by=by, at=at)
        count += 1
    return count


def _overdue(count: int) -> str:
    return f"{count or 'none'} overdue"


def _by_post(actions: Iterable[MinuteAction]) -> dict[Post, list[MinuteAction]]:
    """Return actions by the posts that own them; one for all partners, by every seat's post."""
    actions = list(actions)
    bodies = {a.minute.meeting.body_id for a in actions if a.all_partners}
    seats: dict[int, list[Post]] = {}
    for seat in Seat.objects.filter(body__in=bodies).select_related("post").order_by("position"):
        seats.setdefault(seat.body_id, []).append(seat.post)
    found: dict[Post, list[MinuteAction]] = {}
    for action in actions:
        owners = [owner.post for owner in action.owners.all() if owner.post]
        if action.all_partners:
            owners += seats.get(action.minute.meeting.body_id, [])
        for post in dict.fromkeys(owners):
            found.setdefault(post, []).append(action)
    return dict(sorted(found.items(), key=lambda pair: pair[0].pk))


def _write(
    kind: str, post: Post, told: dict[str, str], meeting: str, *, by: Actor, at: dt.datetime
) -> None:
    letters.send_letter(
        kind,
        to_post=post,
        facts=told,
        by=by,
        at=at,
        about=f"meeting {meeting}" if meeting else f"post {post.code}",
        link=letters.issue_link("actions", post=post, thing=post.code, by=by, at=at),
    )
