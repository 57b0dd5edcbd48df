"""
What a post holds in this room: actions it owns, and items it is to present.

The minutes stand as they were printed; what moves is the post an action is now with.
"""

import datetime as dt
from collections.abc import Iterable

from django.db.models import QuerySet
from django.urls import reverse
from django.utils import timezone

from saferboard.domain.handling import Handling
from saferboard.domain.states import ActionState, MeetingState
from saferboard.meetings.models import ActionOwner, CalendarKey, Meeting, Presenter
from saferboard.partners.answers import Answers, Held
from saferboard.partners.models import Post, User
from saferboard.ui.words import day

OVER = (MeetingState.HELD, MeetingState.CANCELLED)
LONG = 120


def _held_by(post: Post, on: dt.date) -> Iterable[Held]:
    for owner in _open(post):
        yield _action(owner)
    coming = Presenter.objects.filter(post=post, item__meeting__starts__date__gte=on)
    kept = coming.exclude(item__meeting__state__in=OVER).select_related("item__meeting__body")
    for one in kept.order_by("item__meeting__starts", "item__position", "id"):
        meeting = one.item.meeting
        words = f"Presents item {one.item.number}, {one.item.title}, on {_on(meeting)}"
        if _is_restricted(meeting):
            words = f"Presents an item to a restricted body on {_on(meeting)}"
        href = reverse("meetings:meeting", args=[meeting.code])
        yield Held("presentation", str(one.pk), words, href, moves=True)


def _open(post: Post) -> QuerySet[ActionOwner]:
    """The actions of a post, in every meeting that was held, that are not done."""
    owned = ActionOwner.objects.filter(post=post)
    kept = owned.exclude(action__course__state=ActionState.DONE)
    kept = kept.select_related("action__minute__meeting__body", "action__course")
    return kept.order_by("action__minute__meeting__starts", "action_id", "id")


def _action(owner: ActionOwner) -> Held:
    minute = owner.action.minute
    meeting = minute.meeting
    if _is_restricted(meeting):
        words = f"An action of a restricted body, {_on(meeting)}"
        return Held("action", str(owner.pk), words, moves=True)
    said = owner.action.text or minute.title
    due = f", due {day(owner.action.due)}" if owner.action.due else ""
    words = f"Minute {minute.number} of {_on(meeting)}: {said[:LONG]}{due}"
    href = f"{reverse('meetings:minutes', args=[meeting.code])}#minute-{minute.number}"
    return Held("action", str(owner.pk), words, href, moves=True)


def _on(meeting: Meeting) -> str:
    return day(timezone.localtime(meeting.starts))


def _is_restricted(meeting: Meeting) -> bool:
    return Handling(meeting.body.handling).is_restricted


def _move(kind: str, ref: str, giver: Post, taker: Post) -> bool:
    if kind == "presentation":
        return bool(
            Presenter.objects.filter(pk=int(ref), post=giver).update(post=taker, published_name="")
        )
    owner = ActionOwner.objects.filter(pk=int(ref), post=giver).first()
    if owner is None:
        return False
    if ActionOwner.objects.filter(action=owner.action_id, post=taker).exists():
        # It owns the action already, beside the giver: an action has a post once.
        owner.post = None
    else:
        owner.post = taker
    owner.save(update_fields=["post"])
    return True


def _forget(user: User) -> int:
    """Delete the key of an emptied account's calendar: its feed answers nobody from now on."""
    return CalendarKey.objects.filter(user=user).delete()[0]


ANSWERS = Answers("meetings", held_by=_held_by, move=_move, forget=_forget)
