"""
The report on matters arising: made of what was asked and what was said since, never typed twice.
"""

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass

from django.db.models import Exists, OuterRef, Q
from django.utils import timezone

from saferboard.domain.actions import StepKind
from saferboard.domain.states import ActionState, MeetingState
from saferboard.meetings.actions.queries import NOT_DONE, ActionSeen, seen
from saferboard.meetings.agendas.returning import last_meeting
from saferboard.meetings.models import (
    ActionStep,
    Matter,
    MatterLeftOut,
    Meeting,
    Minute,
    MinuteAction,
)
from saferboard.ui.words import day, listed

NOTHING_SAID = "No update has been given."
_SAID = (StepKind.PROGRESS, StepKind.MORE_TIME_ASKED, StepKind.REPORTED_DONE, StepKind.CONFIRMED)


@dataclass(frozen=True)
class Returning:
    """
    A minute that comes back to a meeting: what it asked, how that stands, who owns it, until when.

    `left_out` is the clerk's reason where it is not to be in the report.
    """

    minute_id: int
    meeting: str
    minute: str
    title: str
    minuted_on: dt.date
    matter: str
    update: str
    owner: str
    owner_post: int | None
    due: dt.date | None
    overdue: bool
    done: bool
    left_out: str = ""


def what_comes_back(meeting: Meeting, *, on: dt.date) -> list[Returning]:
    """
    Return the minutes of earlier meetings that come back to a meeting, oldest first.

    One comes back while an action of it is not done, and once more when it was done since the
    last meeting, so that the board is told.
    """
    actions = _actions(meeting)
    stand = {one.id: one for one in seen(actions, on=on)}
    said = _last_said(stand)
    by_minute: dict[int, list[ActionSeen]] = {}
    for one in stand.values():
        by_minute.setdefault(one.minute_id, []).append(one)
    minutes = Minute.objects.filter(pk__in=by_minute).order_by("meeting__starts", "position", "pk")
    left_out = dict(meeting.matters_left_out.values_list("minute", "reason"))
    posts, before = _posts(stand), _told_before(meeting, by_minute)
    return [
        _returning(
            minute,
            by_minute[minute.pk],
            said,
            posts,
            left_out=left_out.get(minute.pk, ""),
            before=before.get(minute.pk, ""),
        )
        for minute in minutes
    ]


def _told_before(meeting: Meeting, minutes: Iterable[int]) -> dict[int, str]:
    """Return how each minute's matter was put when it last came back to an earlier meeting."""
    rows = Matter.objects.filter(minute__in=set(minutes), meeting__starts__lt=meeting.starts)
    return dict(rows.order_by("meeting__starts", "pk").values_list("minute", "matter"))


def _actions(meeting: Meeting):
    last = last_meeting(meeting)
    since = ActionStep.objects.filter(
        action=OuterRef("pk"),
        kind=StepKind.CONFIRMED,
        at__gt=last.starts if last else meeting.starts,
    )
    return MinuteAction.objects.filter(
        NOT_DONE | Q(Exists(since)),
        minute__meeting__body=meeting.body_id,
        minute__meeting__state=MeetingState.HELD,
        minute__meeting__starts__lt=meeting.starts,
    ).order_by("pk")


def _last_said(actions: dict[int, ActionSeen]) -> dict[int, ActionStep]:
    """Return the last thing said of each action."""
    found = ActionStep.objects.filter(action__in=actions, kind__in=_SAID).exclude(text="")
    return {step.action_id: step for step in found.select_related("post").order_by("id")}


def _posts(actions: dict[int, ActionSeen]) -> dict[int, int]:
    """Return the first post that owns each action, if it is known."""
    rows = MinuteAction.objects.filter(pk__in=actions, owners__post__isnull=False)
    pairs = rows.order_by("-owners__position").values_list("pk", "owners__post")
    return dict(pairs)


def _returning(
    minute: Minute,
    actions: list[ActionSeen],
    said: dict[int, ActionStep],
    posts: dict[int, int],
    *,
    left_out: str,
    before: str,
) -> Returning:
    first = actions[0]
    dues = [one.due for one in actions if one.due and one.state is not ActionState.DONE]
    owners = dict.fromkeys(words for one in actions for words in one.owners_today)
    return Returning(
        minute_id=minute.pk,
        meeting=first.meeting,
        minute=minute.number,
        title=minute.title,
        minuted_on=first.minuted_on,
        matter=_matter(minute, actions, before),
        update="\n".join(dict.fromkeys(_update(one, said.get(one.id)) for one in actions)),
        owner=listed(list(owners))[:300],
        owner_post=next((posts[one.id] for one in actions if one.id in posts), None),
        due=min(dues, default=None),
        overdue=any(one.overdue for one in actions),
        done=all(one.state is ActionState.DONE for one in actions),
        left_out=left_out,
    )


def _matter(minute: Minute, actions: list[ActionSeen], before: str) -> str:
    """Return what was asked: in the actions' words, or the last report's, or as was resolved."""
    asked = [one.text for one in actions if one.text]
    return "\n".join(asked) or before or minute.resolution or minute.title


def _update(action: ActionSeen, step: ActionStep | None) -> str:
    if step is None:
        return f"{action.state.label}." if action.state is ActionState.DONE else NOTHING_SAID
    who = f"{step.post.title}, " if step.post else ""
    when = day(timezone.localtime(step.at))
    return f"{action.state.label}. {step.text} ({who}{when})"


@dataclass(frozen=True)
class Arranged:
    """The report as it is arranged: what comes back, and the rows that were made of it."""

    returning: tuple[Returning, ...]
    rows: dict[int, Matter]
    others: tuple[Matter, ...]
    """Rows of minutes that do not come back by themselves: brought back by hand."""

    @property
    def up_to_date(self) -> bool:
        """Whether each row is there that should be, and says what was said last."""
        wanted = [one for one in self.returning if not one.left_out]
        return self.rows.keys() == {one.minute_id for one in wanted} and all(
            row.corrected or (row.matter, row.update) == (one.matter, one.update)
            for one in wanted
            if (row := self.rows.get(one.minute_id))
        )


def arranged(meeting: Meeting, *, on: dt.date) -> Arranged:
    """Return the report on matters arising of a meeting, as far as it is made."""
    returning = what_comes_back(meeting, on=on)
    back = {one.minute_id for one in returning}
    rows = list(meeting.matters.select_related("minute__meeting", "owner").order_by("position"))
    return Arranged(
        tuple(returning),
        {row.minute_id: row for row in rows if row.minute_id in back},
        tuple(row for row in rows if row.minute_id not in back),
    )


def is_missing(meeting: Meeting) -> bool:
    """Return whether something comes back to a meeting and no report was made of it."""
    if meeting.matters.exists():
        return False
    out = meeting.matters_left_out.values("minute")
    return _actions(meeting).exclude(minute__in=out).exists()


def left_out(meeting: Meeting) -> list[MatterLeftOut]:
    """Return what the clerk left out of a meeting's report, with the reasons."""
    return list(meeting.matters_left_out.select_related("minute__meeting").order_by("pk"))
