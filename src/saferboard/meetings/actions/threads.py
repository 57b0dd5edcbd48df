"""
The history of a matter: the minutes of one body that are about the same thing, meeting by meeting.
"""

import datetime as dt
import re
from dataclasses import dataclass

from django.db.models import QuerySet
from django.utils import timezone

from saferboard.meetings.actions.queries import ActionSeen, seen
from saferboard.meetings.models import Matter, Meeting, Minute, MinuteAction
from saferboard.meetings.sight import Reader, minutes_visible, reports_visible

ALIKE = 0.6
"""How many of the telling words of two titles must be shared for them to be of one matter."""
STEM = 5
_NOT_TELLING = frozenset(
    {"a", "an", "and", "any", "at", "by", "for", "from", "in", "of", "on", "or", "the", "to"}
    | {"update", "updates", "updated", "verbal", "report", "reports", "item", "quarter"}
    | {"q1", "q2", "q3", "q4", "meeting", "held", "all", "with", "its", "received"}
)


@dataclass(frozen=True)
class Told:
    """One meeting's part in a matter: its minute, what it asked, and where it came back."""

    meeting: str
    held_on: dt.date
    minute: str
    minute_id: int
    title: str
    paragraphs: tuple[str, ...]
    resolution: str
    actions: tuple[ActionSeen, ...]
    came_back: tuple["CameBack", ...]
    is_this: bool


@dataclass(frozen=True)
class CameBack:
    """A later meeting's agenda that a minute came back to, with the update it was given."""

    meeting: str
    held_on: dt.date
    matter: str
    update: str


def telling(title: str) -> frozenset[str]:
    """Return the words by which a title is known again, cut to what their forms share."""
    words = re.findall(r"[a-z]+|\d+", title.lower().replace("’", "'").replace("'", ""))
    return frozenset(word[:STEM] for word in words if word not in _NOT_TELLING)


def of_one_matter(one: frozenset[str], other: frozenset[str]) -> bool:
    """Return whether the telling words of two titles are of one matter."""
    return bool(one) and len(one & other) / max(len(one | other), 1) >= ALIKE


def history(minute: Minute, *, seen_by: Reader, on: dt.date) -> list[Told]:
    """
    Return the matter of a minute, meeting by meeting, oldest first, as somebody may read it.

    The number of queries does not grow with the minutes.
    """
    known = telling(minute.title)
    titles = (
        minutes_visible(seen_by, on)
        .filter(meeting__body=minute.meeting.body_id)
        .order_by()
        .values_list("pk", "title")
    )
    alike = {pk for pk, title in titles if of_one_matter(known, telling(title))} | {minute.pk}
    found = (
        Minute.objects.filter(pk__in=alike)
        .select_related("meeting")
        .order_by("meeting__starts", "meeting_id", "position", "pk")
    )
    actions = _actions(alike, on=on)
    back = _came_back(alike, reports_visible(seen_by, on))
    return [_told(one, actions, back, minute.pk) for one in found]


def _told(
    one: Minute,
    actions: dict[int, list[ActionSeen]],
    back: dict[int, list[CameBack]],
    this: int,
) -> Told:
    return Told(
        meeting=one.meeting.code,
        held_on=timezone.localtime(one.meeting.starts).date(),
        minute=one.number,
        minute_id=one.pk,
        title=one.title,
        paragraphs=tuple(one.paragraphs),
        resolution=one.resolution,
        actions=tuple(actions.get(one.pk, ())),
        came_back=tuple(back.get(one.pk, ())),
        is_this=one.pk == this,
    )


def _actions(minutes: set[int], *, on: dt.date) -> dict[int, list[ActionSeen]]:
    found: dict[int, list[ActionSeen]] = {}
    rows = MinuteAction.objects.filter(minute__in=minutes).order_by("position", "pk")
    for one in seen(rows, on=on):
        found.setdefault(one.minute_id, []).append(one)
    return found


def _came_back(minutes: set[int], among: QuerySet[Meeting]) -> dict[int, list[CameBack]]:
    found: dict[int, list[CameBack]] = {}
    seen_in = among.order_by().values("pk")
    rows = Matter.objects.filter(minute__in=minutes, meeting__in=seen_in).select_related("meeting")
    for row in rows.order_by("meeting__starts", "position", "pk"):
        found.setdefault(row.minute_id, []).append(
            CameBack(
                row.meeting.code,
                timezone.localtime(row.meeting.starts).date(),
                row.matter,
                row.update,
            )
        )
    return found
