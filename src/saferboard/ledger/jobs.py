"""
What is due by night: an anchor of the ledger.
"""

import datetime as dt

from django.conf import settings
from django.utils import timezone

from saferboard.domain.jobs import Job
from saferboard.domain.refusals import Refusal, Refused
from saferboard.ledger.anchors import NotAnAnchor, kept_in
from saferboard.ledger.operations import SYSTEM, anchor_ledger


def anchor_once_a_day(at: dt.datetime) -> str:
    """
    Anchor the ledger, unless the newest anchor is of the same day.

    :raises Refused: if the file of anchors cannot be read or written.
    """
    path = settings.LEDGER_ANCHORS
    try:
        kept = kept_in(path)
        if kept and timezone.localtime(kept[-1].at).date() >= timezone.localtime(at).date():
            return "anchored today already"
        made = anchor_ledger(path, by=SYSTEM, at=at, secret=settings.LEDGER_SECRET)
    except NotAnAnchor as wrong:
        raise Refused(Refusal("no-anchor", str(wrong))) from None
    except OSError as error:
        words = f"The file of anchors cannot be written ({error.strerror})."
        raise Refused(Refusal("no-anchor", words)) from None
    return f"{made.lines} lines anchored" if made else "nothing new to anchor"


JOBS = (Job("ledger-anchor", "Sign how the ledger stands, once a day", anchor_once_a_day),)
