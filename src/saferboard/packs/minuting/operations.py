"""
Having minutes checked, letting a finding stand, and printing them as they are signed.
"""

import datetime as dt
from collections.abc import Collection, Sequence

from django.db import transaction

from saferboard.domain.minuting import MinutesState
from saferboard.domain.refusals import Refusal, Refused, require
from saferboard.ledger.models import Kind
from saferboard.ledger.operations import record
from saferboard.meetings.agreeing import operations as agreeing
from saferboard.meetings.minuted import MinutesSeen, minutes
from saferboard.meetings.models import Meeting, MinuteBook
from saferboard.meetings.taking.permissions import refusal_to_take
from saferboard.packs.files import keep
from saferboard.packs.minuting.checking import MinuteFinding, MinutesChecked, check_minutes
from saferboard.packs.minuting.printing import minutes_pdf
from saferboard.packs.models import Override
from saferboard.partners.models import User, ledger_name

REASON = 500


def have_checked(meeting: Meeting, *, by: User, at: dt.datetime) -> MinutesChecked:
    """
    Check draft minutes; with nothing left open, they are checked.

    The child process has its time before anything is locked.

    :raises Refused: if it is not theirs to do, or the minutes are no draft or cannot be read.
    """
    require(refusal_to_take(by, meeting, on=at.date()))
    found = _held(meeting)
    checked = check_minutes(meeting, found)
    agreeing.keep_check(
        meeting,
        [one.kept() for one in checked.findings],
        open_=len(checked.open_findings),
        by=by,
        at=at,
    )
    return checked


def _held(meeting: Meeting) -> MinutesSeen:
    found = minutes(meeting.code)
    if found is None or not found.minutes:
        raise Refused(Refusal("no-minutes", "There are no minutes of that meeting."))
    return found


@transaction.atomic
def let_findings_stand(
    meeting: Meeting, keys: Collection[str], *, reason: str, by: User, at: dt.datetime
) -> int:
    """
    Let findings in minutes stand, for a reason that the ledger keeps; return how many.

    :raises Refused: if it is not theirs to do, no reason is given, none is chosen, or the
        minutes are agreed.
    """
    require(refusal_to_take(by, meeting, on=at.date()))
    said = " ".join(reason.split())
    if not said or len(said) > REASON:
        raise Refused(Refusal("no-reason", f"Say why it stands, in {REASON:,} letters or fewer."))
    book = MinuteBook.objects.select_for_update().get(meeting=meeting)
    if book.state not in (MinutesState.DRAFT, MinutesState.CHECKED):
        raise Refused(Refusal("not-a-draft", "Only findings in draft minutes are answered."))
    chosen = [
        one for one in check_minutes(meeting, _held(meeting)).open_findings if one.key in keys
    ]
    if not chosen:
        raise Refused(Refusal("none-chosen", "Choose the findings that stand."))
    _keep(meeting, chosen, said, by, at)
    record(
        Kind.FINDINGS_PASSED,
        subject=f"meeting {meeting.code}",
        by=by,
        at=at,
        findings=len(chosen),
        reason=said,
        items=sorted({f"minute {one.minute}" for one in chosen}),
    )
    return len(chosen)


def _keep(
    meeting: Meeting, chosen: Sequence[MinuteFinding], reason: str, by: User, at: dt.datetime
) -> None:
    for one in chosen:
        Override.objects.get_or_create(
            meeting=meeting,
            finding=one.key,
            defaults={
                "item": f"minute {one.minute}"[:20],
                "quote": one.quote,
                "reason": reason,
                "by": ledger_name(by),
                "at": at,
            },
        )


def sign(meeting: Meeting, *, by: User, at: dt.datetime) -> MinuteBook:
    """
    Sign agreed minutes, and keep their print under its SHA-256, as packs are kept.

    :raises Refused: if it is not theirs to do, or they are not agreed.
    """
    return agreeing.sign_minutes(
        meeting, print_=lambda found: keep(minutes_pdf(meeting, found)), by=by, at=at
    )
