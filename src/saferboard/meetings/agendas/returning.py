"""
What comes back to the next agenda by itself: not reached, recurring, or with an open action.
"""

from dataclasses import dataclass

from django.db.models import Q
from django.utils import timezone

from saferboard.domain.states import MeetingState
from saferboard.meetings.actions.queries import NOT_DONE
from saferboard.meetings.models import Item, Meeting, Minute, MinuteAction
from saferboard.ui.words import day


@dataclass(frozen=True)
class Back:
    """One thing that comes back: from what, under what title, and why."""

    origin: str
    title: str
    why: str
    presenter: str = ""
    recurs: bool = False


def last_meeting(meeting: Meeting) -> Meeting | None:
    """Return the meeting its body held last before this one, or None."""
    held = Meeting.objects.filter(
        body=meeting.body_id, state=MeetingState.HELD, starts__lt=meeting.starts
    )
    return held.order_by("-starts", "-id").first()


def coming_back(meeting: Meeting) -> list[Back]:
    """Return what comes back to a meeting's agenda, in the order it stood in."""
    last = last_meeting(meeting)
    if last is None:
        return []
    when = day(timezone.localtime(last.starts))
    items = (
        Item.objects.filter(Q(not_reached=True) | Q(recurs=True), meeting=last)
        .prefetch_related("presenters__post")
        .order_by("position")
    )
    found = [
        Back(
            f"item-{item.pk}",
            item.title,
            f"Item {item.number} of {when} was not reached"
            if item.not_reached
            else f"Comes to every meeting; it was item {item.number} of {when}",
            next((p.post.code for p in item.presenters.all()), ""),
            item.recurs,
        )
        for item in items
    ]
    return found + [_of_minute(minute, when) for minute in with_open_actions(last)]


def with_open_actions(last: Meeting) -> list[Minute]:
    """Return the minutes of a meeting that asked for something that is not done."""
    open_ones = MinuteAction.objects.filter(NOT_DONE, minute__meeting=last)
    asked = Minute.objects.filter(pk__in=open_ones.order_by().values("minute"))
    return list(asked.prefetch_related("actions__owners__post").order_by("position"))


def _of_minute(minute: Minute, when: str) -> Back:
    owners = [
        owner.post.code
        for action in minute.actions.all()
        for owner in action.owners.all()
        if owner.post
    ]
    return Back(
        f"minute-{minute.pk}",
        minute.title,
        f"Minute {minute.number} of {when} has an open action",
        owners[0] if owners else "",
    )
