"""
What an owner says of an action, and what the clerk decides about it.
"""

import datetime as dt

from django.db import transaction

from saferboard.domain.actions import StepKind, refusal_to_put_off
from saferboard.domain.refusals import Refusal, Refused, require
from saferboard.domain.states import ACTION_MOVES, ActionState, refusal_to_move
from saferboard.ledger.models import Kind
from saferboard.ledger.operations import record
from saferboard.letters.operations import BY_LINK
from saferboard.meetings.actions.permissions import refusal_to_report, refusal_to_settle
from saferboard.meetings.actions.queries import due_of
from saferboard.meetings.actions.reporters import Reporter
from saferboard.meetings.models import ActionCourse, ActionStep, MinuteAction
from saferboard.partners.models import User
from saferboard.search import operations as search

LONGEST_TEXT = 4000


@transaction.atomic
def report_progress(action: MinuteAction, text: str, *, by: Reporter, at: dt.datetime) -> None:
    """
    Say how an action stands.

    :raises Refused: if it is not theirs to say, nothing is said, or the action is done.
    """
    require(refusal_to_report(by, action, on=at.date()))
    _require_words(text, "Say how the action stands.")
    course = _locked(action)
    if course.state == ActionState.DONE:
        raise Refused(
            Refusal("already-done", "The action is done. Ask the clerk to open it again.")
        )
    if course.state == ActionState.OPEN:
        course.state = ActionState.IN_PROGRESS
        course.save(update_fields=["state"])
    _note(action, StepKind.PROGRESS, by, at, text=text)
    _record(by, Kind.ACTION_REPORTED, _subject(action), at=at)


@transaction.atomic
def ask_for_more_time(
    action: MinuteAction, *, until: dt.date, reason: str, by: Reporter, at: dt.datetime
) -> None:
    """
    Ask that an action be due later, and say why.

    :raises Refused: if it is not theirs to ask, there is no reason, the day is past or no later
        than the one it has, or the action is done.
    """
    require(refusal_to_report(by, action, on=at.date()))
    _require_words(reason, "Say why more time is needed.")
    due = due_of(action)
    require(refusal_to_put_off(until, due=due, on=at.date()))
    course = _locked(action)
    # A second asking before the first is answered takes its place.
    if course.state != ActionState.MORE_TIME_ASKED:
        _move(course, ActionState.MORE_TIME_ASKED)
    _note(action, StepKind.MORE_TIME_ASKED, by, at, text=reason, old=due, new=until)
    _record(by, Kind.ACTION_MOVED, _subject(action), at=at, state=ActionState.MORE_TIME_ASKED.label)


@transaction.atomic
def report_done(action: MinuteAction, text: str, *, by: Reporter, at: dt.datetime) -> None:
    """
    Say that an action is done; the clerk confirms it.

    :raises Refused: if it is not theirs to say, nothing is said of what was done, or it was said.
    """
    require(refusal_to_report(by, action, on=at.date()))
    _require_words(text, "Say what was done.")
    _move(_locked(action), ActionState.REPORTED_DONE)
    _note(action, StepKind.REPORTED_DONE, by, at, text=text)
    _record(by, Kind.ACTION_MOVED, _subject(action), at=at, state=ActionState.REPORTED_DONE.label)


@transaction.atomic
def confirm_done(action: MinuteAction, text: str, *, by: User, at: dt.datetime) -> None:
    """
    Confirm that an action is done.

    :raises Refused: if it is not theirs to confirm, it is done already, or nobody has said what
        was done and `text` does not either.
    """
    require(refusal_to_settle(by, action, on=at.date()))
    course, clerk = _locked(action), Reporter(user=by)
    if course.state != ActionState.REPORTED_DONE:
        _require_words(text, "The owner has not said it is done. Say what was done.")
    _move(course, ActionState.DONE)
    _note(action, StepKind.CONFIRMED, clerk, at, text=text)
    _record(clerk, Kind.ACTION_MOVED, _subject(action), at=at, state=ActionState.DONE.label)


@transaction.atomic
def open_again(action: MinuteAction, reason: str, *, by: User, at: dt.datetime) -> None:
    """
    Open an action again that was said to be done, or was confirmed, and is not.

    :raises Refused: if it is not theirs to open, there is no reason, or it was not said to be done.
    """
    require(refusal_to_settle(by, action, on=at.date()))
    _require_words(reason, "Say why the action is opened again.")
    course, clerk = _locked(action), Reporter(user=by)
    if course.state not in (ActionState.DONE, ActionState.REPORTED_DONE):
        raise Refused(Refusal("not-done", "The action is open already."))
    _move(course, ActionState.IN_PROGRESS)
    _note(action, StepKind.OPENED_AGAIN, clerk, at, text=reason)
    _record(clerk, Kind.ACTION_MOVED, _subject(action), at=at, state=ActionState.IN_PROGRESS.label)


@transaction.atomic
def change_date(
    action: MinuteAction, *, until: dt.date, reason: str, by: User, at: dt.datetime
) -> None:
    """
    Give an action another day: the one its owner asked for, or another.

    :raises Refused: if it is not theirs to change, there is no reason, the day is past, or the
        action is done.
    """
    require(refusal_to_settle(by, action, on=at.date()))
    _require_words(reason, "Say why the date changes.")
    require(refusal_to_put_off(until, due=None, on=at.date()))
    course, clerk, due = _locked(action), Reporter(user=by), due_of(action)
    if course.state in (ActionState.DONE, ActionState.REPORTED_DONE):
        raise Refused(Refusal("already-done", "The action is done, so its date is not changed."))
    if course.state == ActionState.MORE_TIME_ASKED:
        _move(course, ActionState.IN_PROGRESS)
    course.moved_to = until
    course.save(update_fields=["moved_to"])
    _note(action, StepKind.DATE_CHANGED, clerk, at, text=reason, old=due, new=until)
    facts = {"old": due.isoformat()} if due else {}
    _record(
        clerk, Kind.ACTION_DATE_CHANGED, _subject(action), at=at, new=until.isoformat(), **facts
    )


@transaction.atomic
def refuse_more_time(action: MinuteAction, reason: str, *, by: User, at: dt.datetime) -> None:
    """
    Refuse the time that an owner asked for, and say why.

    :raises Refused: if it is not theirs to refuse, there is no reason, or none was asked for.
    """
    require(refusal_to_settle(by, action, on=at.date()))
    _require_words(reason, "Say why there is no more time.")
    course, clerk = _locked(action), Reporter(user=by)
    if course.state != ActionState.MORE_TIME_ASKED:
        raise Refused(Refusal("nothing-asked", "No more time was asked for."))
    _move(course, ActionState.IN_PROGRESS)
    _note(action, StepKind.MORE_TIME_REFUSED, clerk, at, text=reason)
    _record(clerk, Kind.ACTION_MOVED, _subject(action), at=at, state="More time refused")


def _locked(action: MinuteAction) -> ActionCourse:
    ActionCourse.objects.get_or_create(action=action)
    return ActionCourse.objects.select_for_update().get(action=action)


def _move(course: ActionCourse, to: ActionState) -> None:
    require(refusal_to_move(ACTION_MOVES, ActionState(course.state), to, thing="action"))
    course.state = to
    course.save(update_fields=["state"])


def _note(
    action: MinuteAction,
    kind: StepKind,
    by: Reporter,
    at: dt.datetime,
    *,
    text: str = "",
    old: dt.date | None = None,
    new: dt.date | None = None,
) -> None:
    ActionStep.objects.create(
        action=action,
        kind=kind,
        at=at,
        post=_speaks_as(by, action, on=at.date()),
        by_link=by.by_link,
        text=text.strip(),
        old_due=old,
        new_due=new,
    )
    search.keep("action", [action.pk])


def _record(by: Reporter, kind: Kind, subject: str, *, at: dt.datetime, **facts: str | int) -> None:
    if isinstance(by.user, User):
        record(kind, subject=subject, by=by.user, at=at, **facts)
    else:
        code = by.link_post.code if by.link_post else ""
        record(kind, subject=subject, by=BY_LINK, post=code, at=at, **facts)


def _speaks_as(by: Reporter, action: MinuteAction, *, on: dt.date):
    """Return the post somebody speaks as: one that owns the action if they hold one."""
    posts = by.posts(on=on)
    owners = set(action.owners.values_list("post", flat=True))
    return next((post for post in posts if post.pk in owners), posts[0] if posts else None)


def _require_words(text: str, sentence: str) -> None:
    if not text.strip():
        raise Refused(Refusal("nothing-said", sentence))
    if len(text) > LONGEST_TEXT:
        words = f"Use {LONGEST_TEXT:,} characters or fewer."
        raise Refused(Refusal("too-long", words))


def _subject(action: MinuteAction) -> str:
    return f"action {action.pk}"
