"""
Starting the making of a pack, and doing it.
"""

import datetime as dt
from collections.abc import Callable, Sequence

from django.db import transaction

from saferboard.domain.refusals import Refusal, Refused, require
from saferboard.domain.states import MAKING_MOVES, MakingState
from saferboard.ledger.models import Kind
from saferboard.ledger.operations import record
from saferboard.meetings.models import Meeting
from saferboard.meetings.permissions import refusal_to_bind
from saferboard.packs.makings.launching import launch
from saferboard.packs.makings.queries import STILL_FOR, UNDER_WAY, pages_to_bind
from saferboard.packs.models import Making
from saferboard.packs.operations import make_pack, make_supplement
from saferboard.packs.permissions import refusal_to_make_again, refusal_to_supplement
from saferboard.partners.models import User

DIED = "The process that made it ended before it was done. Make it again."
WENT_WRONG = "Something went wrong while it was made, and nothing was kept. Make it again."
EVERY = 10
"""Pages between two notes of how far it has come."""


@transaction.atomic
def start_making(
    meeting: Meeting, *, items: Sequence[str] = (), reason: str = "", by: User, at: dt.datetime
) -> Making:
    """
    Have a pack, or a supplement of `items`, made in a process of its own.

    :raises Refused: if it is not theirs to do, one is being made, or it could not be made.
    """
    require(refusal_to_bind(by, on=at.date()))
    # Two who ask at once would both find that nothing is being made.
    Meeting.objects.select_for_update().get(pk=meeting.pk)
    _end_the_dead(meeting, at=at)
    if Making.objects.filter(meeting=meeting, state__in=UNDER_WAY).exists():
        raise Refused(Refusal("being-made", "The pack is being made already. Wait until it is."))
    if items or reason:
        require(refusal_to_supplement(meeting, items, reason))
    else:
        require(refusal_to_make_again(meeting))
    pages = pages_to_bind(meeting, items)
    making = Making.objects.create(
        meeting=meeting,
        items=list(items),
        reason=reason.strip(),
        pages=pages,
        asked_by=by,
        asked_at=at,
        moved_at=at,
    )
    record(Kind.MAKING_STARTED, subject=f"meeting {meeting.code}", by=by, at=at, pages=pages)
    transaction.on_commit(lambda: launch(making.pk))
    return making


def _end_the_dead(meeting: Meeting, *, at: dt.datetime) -> None:
    dead = Making.objects.filter(meeting=meeting, state__in=UNDER_WAY, moved_at__lt=at - STILL_FOR)
    dead.update(state=MakingState.FAILED, why=DIED)


def work(making: int, *, now: Callable[[], dt.datetime]) -> None:
    """
    Make what a making asks for.  How it went is in its row; a refusal is kept there in words.

    Does nothing if another process has taken it.
    """
    if not _move(making, MakingState.WAITING, MakingState.WORKING, at=now()):
        return
    held = Making.objects.select_related("meeting", "asked_by").get(pk=making)
    done = 0

    def progress(pages: int) -> None:
        nonlocal done
        done += pages
        if done % EVERY == 0 or done == held.pages:
            Making.objects.filter(pk=making).update(done=done, moved_at=now())

    try:
        if held.items:
            make_supplement(
                held.meeting,
                held.items,
                reason=held.reason,
                by=held.asked_by,
                at=now(),
                progress=progress,
            )
        else:
            make_pack(held.meeting, by=held.asked_by, at=now(), progress=progress)
    except Refused as refused:
        _move(making, MakingState.WORKING, MakingState.FAILED, at=now(), why=str(refused))
    except Exception:
        _move(making, MakingState.WORKING, MakingState.FAILED, at=now(), why=WENT_WRONG)
        raise
    else:
        _move(making, MakingState.WORKING, MakingState.DONE, at=now())


def _move(
    making: int, now: MakingState, to: MakingState, *, at: dt.datetime, why: str = ""
) -> bool:
    assert to in MAKING_MOVES[now], f"a making does not go from {now} to {to}"
    held = Making.objects.filter(pk=making, state=now)
    return bool(held.update(state=to, moved_at=at, why=why))
