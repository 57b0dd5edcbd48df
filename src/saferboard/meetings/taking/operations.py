"""
Taking minutes: beginning the book, typing into it, closing it.

What was typed is kept first and read second, so that nothing typed is lost for a fault in it.
"""

import datetime as dt
from dataclasses import dataclass

from django.conf import settings
from django.db import transaction

from saferboard.domain.minuting import (
    DraftState,
    MinutesState,
    last_number,
    municipal_year,
    run_on,
)
from saferboard.domain.refusals import Refusal, Refused, require
from saferboard.domain.states import MeetingState
from saferboard.ledger.models import Kind
from saferboard.ledger.operations import record
from saferboard.meetings.actions.retyping import rewrite_actions
from saferboard.meetings.findable import keep_minutes
from saferboard.meetings.models import Meeting, Minute, MinuteBook, MinuteDraft, MinuteHold
from saferboard.meetings.operations import note_held
from saferboard.meetings.taking import queries
from saferboard.meetings.taking.permissions import (
    refusal_to_go,
    refusal_to_minute,
    refusal_to_take,
    refusal_to_type,
)
from saferboard.meetings.taking.typed import Fault, MinuteTyped
from saferboard.partners.models import Post, User
from saferboard.search import operations as search

ONE_SITTING = dt.timedelta(seconds=60)
"""What the same person types within this is one draft, or a meeting would leave thousands."""


@dataclass(frozen=True)
class Saved:
    """
    What came of typing: whether it is the minute now, the version there is, and its faults.

    Set aside, `draft` is where the words wait.
    """

    kept: bool
    version: int
    draft: int
    faults: tuple[Fault, ...] = ()


@transaction.atomic
def begin_minutes(
    meeting: Meeting, *, first_number: int | None = None, by: User, at: dt.datetime
) -> MinuteBook:
    """
    Begin the minutes of a meeting: one minute for each line of its agenda, numbered on from
    the last of the municipal year unless `first_number` says otherwise.

    :raises Refused: if it is not theirs to do, the meeting is not one that is held, or its
        minutes are begun.
    """
    require(refusal_to_take(by, meeting, on=at.date()))
    Meeting.objects.select_for_update().get(pk=meeting.pk)
    require(refusal_to_minute(meeting))
    if MinuteBook.objects.filter(meeting=meeting).exists():
        raise Refused(Refusal("begun", "The minutes of this meeting are begun already."))
    book = MinuteBook.objects.create(meeting=meeting, state=MinutesState.TAKING, begun_at=at)
    items = list(meeting.items.order_by("position", "id"))
    after = first_number - 1 if first_number else number_before(meeting)
    numbers = run_on([item.parent_id is not None for item in items], after=after)
    Minute.objects.bulk_create(
        Minute(meeting=meeting, item=item, number=number, position=position, title=item.title)
        for position, (item, number) in enumerate(zip(items, numbers, strict=True), start=1)
    )
    keep_minutes(meeting)
    record(
        Kind.MINUTES_STARTED,
        subject=f"meeting {meeting.code}",
        by=by,
        at=at,
        minutes=len(items),
    )
    return book


def number_before(meeting: Meeting) -> int:
    """Return the last number that the body's minutes had in this municipal year, or nought."""
    first, following = municipal_year(meeting.starts.date(), starts=settings.MUNICIPAL_YEAR_STARTS)
    earlier = Minute.objects.filter(
        meeting__body=meeting.body_id,
        meeting__starts__date__gte=first,
        meeting__starts__date__lt=min(following, meeting.starts.date()),
    )
    return last_number(earlier.values_list("number", flat=True))


@transaction.atomic
def save_minute(
    minute: Minute, typed: MinuteTyped, *, base: int, settles: int = 0, by: User, at: dt.datetime
) -> Saved:
    """
    Keep what was typed into a minute over the version `base` that was before the typist.

    Where another has saved since, or the minutes are closed, the words are set aside with
    nothing overwritten.  `settles` is a draft set aside earlier, which these words answer.

    :raises Refused: if it is not theirs to do.
    """
    held = Minute.objects.select_for_update().select_related("meeting__body").get(pk=minute.pk)
    require(refusal_to_take(by, held.meeting, on=at.date()))
    book = MinuteBook.objects.get(meeting=held.meeting)
    now, _ = queries.typed_now(held)
    if typed.kept() == now.kept() and not settles:
        return Saved(True, held.version, 0, tuple(_read(held, typed).faults))
    if base != held.version or refusal_to_type(book):
        return Saved(False, held.version, _set_aside(held, typed, base, by, at).pk)
    draft = _keep_draft(held, typed, by, at)
    MinuteDraft.objects.filter(pk=settles, minute=held, by=by, state=DraftState.SET_ASIDE).update(
        state=DraftState.SETTLED
    )
    MinuteHold.objects.update_or_create(minute=held, defaults={"user": by, "at": at})
    read = _read(held, typed)
    if not read.faults:
        held.title, held.paragraphs, held.clauses = read.title, read.paragraphs, read.clauses
        posts = {post.code: post for post in Post.objects.all()}
        search.keep("action", rewrite_actions(held, read.actions, posts))
    held.save(update_fields=["version", "title", "paragraphs", "clauses"])
    search.keep("minute", [held.pk])
    return Saved(True, held.version, draft.pk, tuple(read.faults))


def _read(minute: Minute, typed: MinuteTyped):
    return queries.read(minute, typed, queries.desk(minute.meeting))


def _keep_draft(minute: Minute, typed: MinuteTyped, by: User, at: dt.datetime) -> MinuteDraft:
    """Keep a draft as the next version; the ledger has a line for each sitting at it."""
    base, minute.version = minute.version, minute.version + 1
    newest = minute.drafts.filter(state=DraftState.KEPT).order_by("-version").first()
    if newest and newest.version == base and newest.by_id == by.pk and at - newest.at < ONE_SITTING:
        newest.version, newest.typed = minute.version, typed.kept()
        newest.save(update_fields=["version", "typed"])
        return newest
    draft = MinuteDraft.objects.create(
        minute=minute,
        state=DraftState.KEPT,
        version=minute.version,
        base=base,
        typed=typed.kept(),
        by=by,
        at=at,
    )
    record(
        Kind.MINUTE_TYPED,
        subject=f"meeting {minute.meeting.code}",
        by=by,
        at=at,
        minute=minute.number,
        version=minute.version,
    )
    return draft


def _set_aside(
    minute: Minute, typed: MinuteTyped, base: int, by: User, at: dt.datetime
) -> MinuteDraft:
    """Keep words that were typed over others not seen; a later try of the same replaces them."""
    draft, _ = MinuteDraft.objects.update_or_create(
        minute=minute,
        by=by,
        base=base,
        state=DraftState.SET_ASIDE,
        defaults={"typed": typed.kept(), "at": at},
    )
    return draft


@transaction.atomic
def hold_minute(minute: Minute, *, by: User, at: dt.datetime) -> None:
    """
    Say that somebody has begun to type into a minute.  It shuts nobody out.

    :raises Refused: if it is not theirs to do, or the minutes are closed.
    """
    require(refusal_to_take(by, minute.meeting, on=at.date()))
    require(refusal_to_type(minute.meeting.minute_book))
    MinuteHold.objects.update_or_create(minute=minute, defaults={"user": by, "at": at})


@transaction.atomic
def add_minute(
    meeting: Meeting, title: str, *, after: int = 0, by: User, at: dt.datetime
) -> Minute:
    """
    Add a minute that the agenda does not have, at the end or after the minute `after`.

    :raises Refused: if it is not theirs to do, it has no heading, or the minutes are closed.
    """
    _require_typing(meeting, by, at)
    title = title.strip()
    if not title or len(title) > 300:
        words = "Heading: write what the new minute is called, in 300 letters or fewer."
        raise Refused(Refusal("no-heading", words))
    minutes = list(meeting.minutes.order_by("position", "id"))
    before = next((n for n, one in enumerate(minutes, start=1) if one.pk == after), len(minutes))
    added = Minute(meeting=meeting, number=f"new {len(minutes)}", position=0, title=title)
    added.save()
    _number(meeting, [*minutes[:before], added, *minutes[before:]], by=by, at=at)
    return added


@transaction.atomic
def leave_out(minute: Minute, *, by: User, at: dt.datetime) -> None:
    """
    Leave a minute out, and number those after it anew.

    :raises Refused: if it is not theirs to do, it has words, or the minutes are closed.
    """
    _require_typing(minute.meeting, by, at)
    if minute.drafts.exists():
        words = f"Minute {minute.number} has been typed into, and what is typed is not thrown away."
        raise Refused(Refusal("has-words", words))
    meeting, gone = minute.meeting, minute.pk
    asked = list(minute.actions.values_list("pk", flat=True))
    minute.delete()
    keep_minutes(meeting, [gone], asked)
    _number(meeting, list(meeting.minutes.order_by("position", "id")), by=by, at=at)


@transaction.atomic
def number_from(meeting: Meeting, first: int, *, by: User, at: dt.datetime) -> None:
    """
    Number a meeting's minutes on from `first`.

    :raises Refused: if it is not theirs to do, or the minutes are closed.
    """
    _require_typing(meeting, by, at)
    minutes = list(meeting.minutes.order_by("position", "id"))
    _number(meeting, minutes, first=first, by=by, at=at)


def _require_typing(meeting: Meeting, by: User, at: dt.datetime) -> None:
    require(refusal_to_take(by, meeting, on=at.date()))
    require(refusal_to_type(MinuteBook.objects.select_for_update().get(meeting=meeting)))


def _number(
    meeting: Meeting, minutes: list[Minute], *, first: int = 0, by: User, at: dt.datetime
) -> None:
    """Number minutes in the order given; first aside, since no number may stand twice."""
    kept = [last_number([one.number]) for one in minutes if one.number[:1].isdigit()]
    after = (first or min(kept, default=number_before(meeting) + 1)) - 1
    is_part = [one.item_id is not None and one.item.parent_id is not None for one in minutes]
    numbers = run_on(is_part, after=after)
    for position, one in enumerate(minutes, start=1):
        one.number, one.position = f"moved {position}", position
    Minute.objects.bulk_update(minutes, ["number", "position"])
    for one, number in zip(minutes, numbers, strict=True):
        one.number = number
    Minute.objects.bulk_update(minutes, ["number"])
    keep_minutes(meeting)
    record(
        Kind.MINUTES_NUMBERED,
        subject=f"meeting {meeting.code}",
        by=by,
        at=at,
        first=numbers[0] if numbers else "",
        minutes=len(numbers),
    )


@transaction.atomic
def close_minutes(
    meeting: Meeting, *, ended: dt.time | None, by: User, at: dt.datetime
) -> MinuteBook:
    """
    Close the taking of minutes: the meeting was held, and they are a draft from now on.

    :raises Refused: if it is not theirs to do, the meeting has not begun or ends before it
        does, nobody is marked as present, or a minute is empty or has a fault.
    """
    require(refusal_to_take(by, meeting, on=at.date()))
    book = MinuteBook.objects.select_for_update().get(meeting=meeting)
    require(refusal_to_go(book, MinutesState.DRAFT))
    require(_refusal_to_close(meeting, at))
    if ended is not None or meeting.state != MeetingState.HELD:
        _note_end(meeting, ended, by=by, at=at)
    book.state = MinutesState.DRAFT
    book.save(update_fields=["state"])
    MinuteHold.objects.filter(minute__meeting=meeting).delete()
    keep_minutes(meeting)
    record(
        Kind.MINUTES_CLOSED,
        subject=f"meeting {meeting.code}",
        by=by,
        at=at,
        minutes=meeting.minutes.count(),
    )
    return book


def _note_end(meeting: Meeting, ended: dt.time | None, *, by: User, at: dt.datetime) -> None:
    begun = queries.london(meeting.starts)
    ends = begun.replace(hour=ended.hour, minute=ended.minute) if ended else None
    if ends is not None and ends <= begun:
        words = f"Ended: the meeting began at {begun:%H.%M}. Give a later time."
        raise Refused(Refusal("ends-before", words))
    if meeting.state == MeetingState.HELD:
        meeting.ends = ends
        meeting.save(update_fields=["ends"])
    else:
        note_held(meeting, ends=ends, by=by.ledger_name, at=at)


def _refusal_to_close(meeting: Meeting, at: dt.datetime) -> Refusal | None:
    if refusal := refusal_to_minute(meeting):
        return refusal
    if at < meeting.starts:
        begun = queries.london(meeting.starts)
        words = (
            f"The meeting is on {begun.day} {begun:%B %Y} and has not been held. What you prepare"
            " is kept; close the minutes when it is over."
        )
        return Refusal("not-held", words)
    if not meeting.attendances.exists():
        return Refusal("nobody", "Say who was there before you close the minutes.")
    minutes = queries.typing(meeting)
    if not minutes:
        return Refusal("no-minutes", "There is no minute yet. Add one.")
    if wrong := [one.number for one in minutes if one.faults]:
        words = f"Put right what is marked in minute {', '.join(wrong)}, then close."
        return Refusal("faults", words)
    if empty := [one.number for one in minutes if one.is_empty]:
        words = f"Minute {', '.join(empty)} has no words. Write what was said, or leave it out."
        return Refusal("empty", words)
    return None


@transaction.atomic
def reopen_minutes(meeting: Meeting, *, by: User, at: dt.datetime) -> MinuteBook:
    """
    Open closed minutes again, to correct them; they are checked again afterwards.

    :raises Refused: if it is not theirs to do, or they are agreed.
    """
    require(refusal_to_take(by, meeting, on=at.date()))
    book = MinuteBook.objects.select_for_update().get(meeting=meeting)
    require(refusal_to_go(book, MinutesState.TAKING))
    book.state, book.checked_at, book.findings = MinutesState.TAKING, None, []
    book.save(update_fields=["state", "checked_at", "findings"])
    record(Kind.MINUTES_REOPENED, subject=f"meeting {meeting.code}", by=by, at=at)
    return book
