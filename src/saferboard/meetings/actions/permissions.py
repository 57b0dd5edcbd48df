"""
Who may read an action's page, report on it, and settle it.
"""

import datetime as dt
from collections.abc import Iterable

from django.db.models import Q, QuerySet

from saferboard.bodies.permissions import RESTRICTED
from saferboard.domain.refusals import Refusal
from saferboard.domain.rights import Right
from saferboard.meetings.actions.reporters import Reporter
from saferboard.meetings.models import MinuteAction
from saferboard.meetings.sight import IS_ASKED, Reader, actions_visible
from saferboard.partners.models import Post
from saferboard.partners.permissions import refusal_without


def owned_by(posts: Iterable[Post], *, by_link: bool) -> QuerySet[MinuteAction]:
    """
    Return the actions of some posts: those that name one, and those for all partners of a body
    on which one sits.  A link opens nothing of a restricted body.
    """
    codes = [post.pk for post in posts]
    mine = Q(owners__post__in=codes)
    everyones = Q(all_partners=True, minute__meeting__body__seats__post__in=codes)
    found = MinuteAction.objects.filter(
        IS_ASKED, pk__in=MinuteAction.objects.filter(mine | everyones).order_by().values("pk")
    )
    if by_link:
        found = found.exclude(minute__meeting__body__handling__in=RESTRICTED)
    return found


def refusal_to_read(reporter: Reporter, action: MinuteAction, *, on: dt.date) -> Refusal | None:
    """Return why somebody may not read an action's page, or None if they may."""
    if reporter.user is not None and may_see(reporter.user, action, on=on):
        return None
    if _owns(reporter, action, on=on):
        return None
    if reporter.user is None or not reporter.user.is_authenticated:
        words = "Actions are for partners of the board. Sign in, or use the link in your letter."
        return Refusal("signed-out", words)
    words = "This action is for partners of the board, and for those who sit on the body."
    return Refusal("not-a-partner", words)


def may_see(user: Reader, action: MinuteAction, *, on: dt.date) -> bool:
    """Return whether an account may open an action's page on a day."""
    return actions_visible(user, on).filter(pk=action.pk).exists()


def refusal_to_report(reporter: Reporter, action: MinuteAction, *, on: dt.date) -> Refusal | None:
    """Return why somebody may not say how an action stands, or None if they may."""
    if _owns(reporter, action, on=on):
        return None
    if reporter.user is not None and not refusal_to_settle(reporter.user, action, on=on):
        return None
    words = "Only the action’s owner and the clerk may say how it stands."
    return Refusal("not-your-action", words)


def refusal_to_settle(user: Reader, action: MinuteAction, *, on: dt.date) -> Refusal | None:
    """Return why somebody may not confirm an action or change its date, or None if they may."""
    refusal = refusal_to_keep_actions(user, on=on)
    if refusal or may_see(user, action, on=on):
        return refusal
    return Refusal("no-seat", "This action is of a body that no post you hold today sits on.")


def refusal_to_keep_actions(user: Reader, *, on: dt.date) -> Refusal | None:
    """Return why somebody may not keep the log of actions, or None if they may."""
    return refusal_without(user, Right.BIND_PACKS, on=on, to="keep the log of actions")


def _owns(reporter: Reporter, action: MinuteAction, *, on: dt.date) -> bool:
    posts = reporter.posts(on=on)
    owned = owned_by(posts, by_link=reporter.by_link)
    if not posts or not owned.filter(pk=action.pk).exists():
        return False
    # A post that owns an action of a restricted body sees it only with a seat on that body.
    restricted = action.minute.meeting.body.handling in RESTRICTED
    return not restricted or (reporter.user is not None and may_see(reporter.user, action, on=on))
