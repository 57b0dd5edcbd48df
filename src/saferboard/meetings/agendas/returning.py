"""
What comes back to the next agenda by itself: not reached, recurring, or with an open action.
"""

from dataclasses import dataclass

from django.db.models import Prefetch, Q
from django.utils import timezone

from saferboard.domain.states import MeetingState
from saferboard.meetings.actions.queries import NOT_DONE
from saferboard.meetings.models import Item, Meeting, Minute, MinuteAction
from saferboard.ui.words import day

OFF = [MeetingState.CANCELLED, MeetingState.POSTPONED]


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


def meeting_before(meeting: Meeting) -> Meeting | None:
    """Return the meeting of its body before this one, held or to be held, or None."""
    standing = Meeting.objects.filter(body=meeting.body_id, starts__lt=meeting.starts)
    standing = standing.exclude(state__in=OFF)
    return standing.order_by("-starts", "-id").first()


def coming_back(meeting: Meeting) -> list[Back]:
    """
    Return what comes back to a meeting's agenda: items, then minutes, the oldest first.

    All earlier meetings are looked through: what one of them did not bring up waits on.
    """
    items = _items_back(meeting)
    return [_of_item(item) for item in items] + [
        _of_minute(minute) for minute in with_open_actions(meeting)
    ]


def _items_back(meeting: Meeting) -> list[Item]:
    """Return the items that were not reached or recur, and that no later meeting has had since."""
    earlier = Item.objects.filter(
        meeting__body=meeting.body_id, meeting__starts__lt=meeting.starts
    ).exclude(meeting__state__in=OFF)
    had = set(earlier.filter(origin__startswith="item-").values_list("origin", flat=True))
    found = (
        earlier.filter(Q(not_reached=True) | Q(recurs=True), meeting__state=MeetingState.HELD)
        .select_related("meeting")
        .prefetch_related("presenters__post")
        .order_by("meeting__starts", "meeting_id", "position", "pk")
    )
    waiting = [item for item in found if f"item-{item.pk}" not in had]
    # One entered anew each time, instead of brought back, is still one thing.
    latest = {item.title: item.pk for item in waiting if item.recurs}
    return [i for i in waiting if not i.recurs or latest[i.title] == i.pk]


def with_open_actions(meeting: Meeting) -> list[Minute]:
    """Return the minutes of earlier meetings that asked for something that is not done."""
    open_ones = MinuteAction.objects.filter(
        NOT_DONE,
        minute__meeting__body=meeting.body_id,
        minute__meeting__state=MeetingState.HELD,
        minute__meeting__starts__lt=meeting.starts,
    )
    asked = Minute.objects.filter(pk__in=open_ones.order_by().values("minute"))
    waiting = MinuteAction.objects.filter(NOT_DONE).order_by("position", "pk")
    asked = asked.select_related("meeting").prefetch_related(
        Prefetch("actions", waiting, to_attr="waiting"), "waiting__owners__post"
    )
    return list(asked.order_by("meeting__starts", "meeting_id", "position", "pk"))


def _of_item(item: Item) -> Back:
    when = day(timezone.localtime(item.meeting.starts))
    return Back(
        f"item-{item.pk}",
        item.title,
        f"Item {item.number} of {when} was not reached"
        if item.not_reached
        else f"Comes to every meeting; it was item {item.number} of {when}",
        next((p.post.code for p in item.presenters.all()), ""),
        item.recurs,
    )


def _of_minute(minute: Minute) -> Back:
    when = day(timezone.localtime(minute.meeting.starts))
    owners = [
        owner.post.code for action in minute.waiting for owner in action.owners.all() if owner.post
    ]
    return Back(
        f"minute-{minute.pk}",
        minute.title,
        f"Minute {minute.number} of {when} has an open action",
        owners[0] if owners else "",
    )
