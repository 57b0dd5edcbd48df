"""
Asking where actions stand: one with its history, a person's, a body's, a post's.
"""

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass

from django.db.models import F, Q, QuerySet
from django.utils import timezone

from saferboard.domain.actions import StepKind, is_near, is_overdue
from saferboard.domain.states import ActionState, MeetingState
from saferboard.meetings.actions.permissions import owned_by
from saferboard.meetings.models import ActionCourse, ActionStep, Meeting, MinuteAction
from saferboard.meetings.sight import actions_visible
from saferboard.partners.models import Holding, Post, User

ON_A_PAGE = 50
NOT_DONE = Q(course__isnull=True) | ~Q(course__state=ActionState.DONE)


@dataclass(frozen=True)
class OwnerSeen:
    """An owner: as printed, the post it means if that is known, and whether anybody holds it."""

    as_printed: str
    post: str
    post_code: str
    vacant: bool

    @property
    def words(self) -> str:
        return self.post or self.as_printed

    @property
    def words_today(self) -> str:
        """Who it is, and that nobody holds the post where nobody does."""
        return f"{self.words} (vacant)" if self.vacant else self.words


@dataclass(frozen=True)
class ActionSeen:
    """An action and where it stands on a day."""

    id: int
    meeting: str
    minuted_on: dt.date
    body: str
    body_code: str
    handling: str
    minute: str
    minute_id: int
    minute_title: str
    resolution: str
    text: str
    owners: tuple[OwnerSeen, ...]
    all_partners: bool
    due: dt.date | None
    due_in_minutes: dt.date | None
    next_meeting: bool
    state: ActionState
    sent_at: dt.datetime | None
    overdue: bool
    near: bool

    @property
    def what(self) -> str:
        """What is to be done; where the minutes do not say, what the minute is about."""
        return self.text or self.minute_title

    @property
    def owners_minuted(self) -> list[str]:
        """Whom the minutes name."""
        return self._everybody + [owner.words for owner in self.owners]

    @property
    def owners_today(self) -> list[str]:
        """Whom the minutes name, and which of their posts are vacant."""
        return self._everybody + [owner.words_today for owner in self.owners]

    @property
    def _everybody(self) -> list[str]:
        return ["All partners"] if self.all_partners else []


@dataclass(frozen=True)
class StepSeen:
    """One thing said or done about an action."""

    kind: StepKind
    at: dt.datetime
    post: str
    by_link: bool
    text: str
    old_due: dt.date | None
    new_due: dt.date | None


@dataclass(frozen=True)
class ActionsPage:
    """One page of actions, and how many there are."""

    actions: tuple[ActionSeen, ...]
    total: int
    page: int
    pages: int


def seen(found: QuerySet[MinuteAction], *, on: dt.date) -> list[ActionSeen]:
    """Return actions as they stand on a day, in four queries, in the order they come in."""
    rows = list(
        found.select_related("minute__meeting__body", "course").prefetch_related("owners__post")
    )
    sittings = _sittings({row.minute.meeting.body_id for row in rows})
    held = held_posts({o.post_id for row in rows for o in row.owners.all() if o.post_id}, on=on)
    return [_seen(row, sittings, held, on) for row in rows]


def _seen(
    row: MinuteAction, sittings: dict[int, list[dt.date]], held: set[int], on: dt.date
) -> ActionSeen:
    meeting, course = row.minute.meeting, getattr(row, "course", None)
    state = ActionState(course.state) if course else ActionState.OPEN
    in_minutes = _in_minutes(row, sittings.get(meeting.body_id, []))
    due = course.moved_to if course and course.moved_to else in_minutes
    return ActionSeen(
        id=row.pk,
        meeting=meeting.code,
        minuted_on=timezone.localtime(meeting.starts).date(),
        body=meeting.body.name,
        body_code=meeting.body.code,
        handling=meeting.body.handling,
        minute=row.minute.number,
        minute_id=row.minute_id,
        minute_title=row.minute.title,
        resolution=row.minute.resolution,
        text=row.text,
        owners=tuple(
            OwnerSeen(
                owner.owner_as_printed,
                owner.post.title if owner.post else "",
                owner.post.code if owner.post else "",
                owner.post_id is not None and owner.post_id not in held,
            )
            for owner in row.owners.all()
        ),
        all_partners=row.all_partners,
        due=due,
        due_in_minutes=in_minutes,
        next_meeting=row.next_meeting,
        state=state,
        sent_at=timezone.localtime(course.sent_at) if course and course.sent_at else None,
        overdue=is_overdue(due, state, on=on),
        near=is_near(due, state, on=on),
    )


def _sittings(bodies: Iterable[int]) -> dict[int, list[dt.date]]:
    """Return the days on which bodies meet, in order: what "the next meeting" is counted by."""
    found: dict[int, list[dt.date]] = {}
    days = (
        Meeting.objects.filter(body__in=set(bodies))
        .exclude(state=MeetingState.CANCELLED)
        .order_by("starts", "id")
        .values_list("body", "starts")
    )
    for body, starts in days:
        found.setdefault(body, []).append(timezone.localtime(starts).date())
    return found


def _in_minutes(row: MinuteAction, sittings: list[dt.date]) -> dt.date | None:
    if row.due or not row.next_meeting:
        return row.due
    meeting = row.minute.meeting
    held = timezone.localtime(meeting.starts).date()
    following = next((day for day in sittings if day > held), None)
    if following is None and meeting.next_meeting:
        return timezone.localtime(meeting.next_meeting).date()
    return following


def held_posts(posts: set[int], *, on: dt.date) -> set[int]:
    """Return which of some posts somebody holds on a day."""
    now = Q(until__isnull=True) | Q(until__gte=on)
    return set(
        Holding.objects.filter(now, post__in=posts, since__lte=on)
        .order_by()
        .values_list("post", flat=True)
    )


def due_of(action: MinuteAction) -> dt.date | None:
    """Return the day an action is due: as it was moved, or as the minutes say, or None."""
    course = ActionCourse.objects.filter(action=action).first()
    if course is not None and course.moved_to:
        return course.moved_to
    body = action.minute.meeting.body_id
    return _in_minutes(action, _sittings({body}).get(body, []))


def one(pk: int, *, on: dt.date) -> ActionSeen | None:
    """Return one action, or None."""
    return next(iter(seen(MinuteAction.objects.filter(pk=pk), on=on)), None)


def steps(pk: int) -> list[StepSeen]:
    """Return what was said and done about an action, oldest first."""
    found = ActionStep.objects.filter(action=pk).select_related("post").order_by("id")
    return [
        StepSeen(
            StepKind(step.kind),
            timezone.localtime(step.at),
            step.post.title if step.post else "",
            step.by_link,
            step.text,
            step.old_due,
            step.new_due,
        )
        for step in found
    ]


def asked_until(pk: int) -> dt.date | None:
    """Return the day an owner last asked for, or None."""
    return (
        ActionStep.objects.filter(action=pk, kind=StepKind.MORE_TIME_ASKED)
        .order_by("-id")
        .values_list("new_due", flat=True)
        .first()
    )


def of_posts(
    posts: Iterable[Post],
    *,
    on: dt.date,
    by_link: bool = False,
    among: QuerySet[MinuteAction] | None = None,
) -> list[ActionSeen]:
    """Return what some posts are still to do, the soonest due first; `among` some actions."""
    found = owned_by(posts, by_link=by_link).filter(NOT_DONE)
    if among is not None:
        found = found.filter(pk__in=among.order_by().values("pk"))
    return sorted(seen(found.order_by("pk"), on=on), key=_soonest)


def count_of(user: User, *, on: dt.date) -> int:
    """Return how many actions the posts of an account are still to do, of those it may open."""
    found = owned_by(user.posts(on=on), by_link=False).filter(NOT_DONE)
    return found.filter(pk__in=actions_visible(user, on).order_by().values("pk")).count()


def waiting_for_clerk(user: User, *, on: dt.date) -> QuerySet[MinuteAction]:
    """Return the actions an account may open of which the clerk is to decide something."""
    return actions_visible(user, on).filter(
        course__state__in=[state for state in ActionState if state.waits_for_clerk]
    )


def to_settle(user: User, *, on: dt.date) -> list[ActionSeen]:
    """Return those actions, the soonest due first."""
    return sorted(seen(waiting_for_clerk(user, on=on).order_by("pk"), on=on), key=_soonest)


def of_body(code: str, *, on: dt.date, done: bool = False, page: int = 1) -> ActionsPage:
    """Return a page of a body's actions: those not done, or those done, the newest first."""
    found = MinuteAction.objects.filter(minute__meeting__body__code=code)
    found = found.exclude(NOT_DONE) if done else found.filter(NOT_DONE)
    total = found.count()
    pages = max(1, -(-total // ON_A_PAGE))
    page = max(1, min(page, pages))
    ordered = found.order_by(
        F("minute__meeting__starts").desc(), "minute__position", "position", "pk"
    )
    first = (page - 1) * ON_A_PAGE
    return ActionsPage(tuple(seen(ordered[first : first + ON_A_PAGE], on=on)), total, page, pages)


def _soonest(action: ActionSeen) -> tuple[dt.date, int]:
    return action.due or dt.date.max, action.id
