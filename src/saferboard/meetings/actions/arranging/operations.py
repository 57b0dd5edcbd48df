"""
Making the report on matters arising, and what the clerk leaves out or puts in other words.
"""

import datetime as dt
from typing import Any

from django.db import transaction
from django.utils import timezone

from saferboard.domain.refusals import Refusal, Refused, require
from saferboard.domain.states import PackState
from saferboard.ledger.models import Kind
from saferboard.ledger.operations import record
from saferboard.meetings.actions.matters import Returning, what_comes_back
from saferboard.meetings.actions.permissions import refusal_to_keep_actions
from saferboard.meetings.models import Matter, MatterLeftOut, Meeting, Minute
from saferboard.partners.models import Actor, User

LONGEST_REASON = 500


def refusal_to_arrange(meeting: Meeting) -> Refusal | None:
    """Return why a meeting's matters arising may not be changed, or None if they may."""
    if meeting.packs.filter(state=PackState.ISSUED).exists():
        words = "The pack is issued, and the report on matters arising stands as it was sent."
        return Refusal("pack-issued", words)
    return None


@transaction.atomic
def make_report(meeting: Meeting, *, by: User, at: dt.datetime) -> int:
    """
    Make a meeting's report on matters arising; return how many rows it has.

    A row whose words the clerk wrote keeps them; one that comes back no more is taken out.

    :raises Refused: if it is not theirs to make, or the pack is issued.
    """
    _require(meeting, by, at)
    wanted = [one for one in _comes_back(meeting, at) if not one.left_out]
    held = {row.minute_id: row for row in meeting.matters.all()}
    kept = {one.minute_id for one in wanted}
    meeting.matters.filter(corrected=False).exclude(minute__in=kept).delete()
    others = [row for pk, row in held.items() if row.corrected and pk not in kept]
    new = []
    for position, one in enumerate(wanted, start=1):
        if one.minute_id not in held:
            new.append(Matter(meeting=meeting, position=position, **_facts(one, words=True)))
            continue
        row = held[one.minute_id]
        facts = _facts(one, words=not row.corrected)
        Matter.objects.filter(pk=row.pk).update(position=position, **facts)
    Matter.objects.bulk_create(new)
    for position, row in enumerate(others, start=len(wanted) + 1):
        Matter.objects.filter(pk=row.pk).update(position=position)
    _record(meeting, "made", by=by, at=at, rows=len(wanted) + len(others))
    return len(wanted) + len(others)


def _facts(one: Returning, *, words: bool) -> dict[str, Any]:
    """Return what a row of the report says; without its words, where the clerk wrote them."""
    said = {"matter": one.matter, "update": one.update, "owner_words": one.owner} if words else {}
    return {"minute_id": one.minute_id, "due": one.due, "owner_id": one.owner_post, **said}


@transaction.atomic
def leave_out(meeting: Meeting, minute: Minute, reason: str, *, by: Actor, at: dt.datetime) -> None:
    """
    Leave a minute that comes back out of a meeting's report, and say why.

    :raises Refused: if it is not theirs to do, there is no reason, or the pack is issued.
    """
    _require(meeting, by, at)
    if not reason.strip():
        raise Refused(Refusal("no-reason", "Say why it is left out."))
    if len(reason) > LONGEST_REASON:
        words = f"Give the reason in {LONGEST_REASON} characters or fewer."
        raise Refused(Refusal("too-long", words))
    MatterLeftOut.objects.update_or_create(
        meeting=meeting, minute=minute, defaults={"reason": reason.strip()}
    )
    meeting.matters.filter(minute=minute).delete()
    _record(meeting, "left out", by=by, at=at, minute=minute.number)


@transaction.atomic
def put_in_words(
    meeting: Meeting, minute: Minute, *, matter: str, update: str, by: User, at: dt.datetime
) -> None:
    """
    Put a minute into the report in these words; other words than its own are kept when it is
    made again.  One that was left out is left out no more.

    :raises Refused: if it is not theirs to do, a text is empty, or the pack is issued.
    """
    _require(meeting, by, at)
    if not matter.strip() or not update.strip():
        raise Refused(Refusal("nothing-said", "Write both the matter and the update."))
    one = next((o for o in _comes_back(meeting, at) if o.minute_id == minute.pk), None)
    said = (matter.strip(), update.strip())
    is_own = one is not None and said == (one.matter.strip(), one.update.strip())
    words = {"matter": said[0], "update": said[1], "corrected": not is_own}
    MatterLeftOut.objects.filter(meeting=meeting, minute=minute).delete()
    if one is not None:
        words |= {"due": one.due, "owner_id": one.owner_post, "owner_words": one.owner}
    row = meeting.matters.filter(minute=minute).first()
    if row is not None:
        Matter.objects.filter(pk=row.pk).update(**words)
    else:
        last = meeting.matters.order_by("-position").values_list("position", flat=True).first()
        Matter.objects.create(meeting=meeting, minute=minute, position=(last or 0) + 1, **words)
    _record(meeting, "put in words", by=by, at=at, minute=minute.number)


def _comes_back(meeting: Meeting, at: dt.datetime) -> list[Returning]:
    return what_comes_back(meeting, on=timezone.localtime(at).date())


def _require(meeting: Meeting, by: Actor, at: dt.datetime) -> None:
    if isinstance(by, User):
        require(refusal_to_keep_actions(by, on=at.date()))
    require(refusal_to_arrange(meeting))


def _record(meeting: Meeting, what: str, *, by: Actor, at: dt.datetime, **facts) -> None:
    subject = f"meeting {meeting.code}"
    record(Kind.MATTERS_ARRANGED, subject=subject, by=by, at=at, what=what, **facts)
