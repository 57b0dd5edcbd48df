"""
Asking the ledger, which is itself a look and leaves its line.
"""

import datetime as dt
from dataclasses import replace

from django.db import transaction
from django.utils import timezone

from saferboard.domain.refusals import Refusal, Refused, require
from saferboard.ledger.models import Kind
from saferboard.ledger.operations import Look, record
from saferboard.oversight.permissions import refusal_to_oversee
from saferboard.oversight.queries import occurs
from saferboard.oversight.questions import Asked
from saferboard.partners.models import Actor


@transaction.atomic
def ask(asked: Asked, *, by: Actor, at: dt.datetime) -> Asked:
    """
    Leave a line that the ledger was asked, and return the question with that line's number.

    All pages and files of one question rest on its one line: they show what there was before it,
    so that turning a page shows nothing that the line does not cover.

    :raises Refused: if it is not theirs to ask, or what is asked about is no reference.
    """
    require(refusal_to_oversee(by, on=timezone.localtime(at).date()))
    for reference in asked.what:
        _require_reference(reference)
    line = record(
        Kind.LEDGER_ASKED,
        subject="ledger",
        by=by,
        at=at,
        look=Look(purpose="oversight"),
        question=asked.question.value,
        what=list(asked.what),
        since=asked.since.isoformat() if asked.since else "",
        until=asked.until.isoformat() if asked.until else "",
    )
    return replace(asked, number=line.pk)


def _require_reference(reference: str) -> None:
    """A name typed here by mistake would stay in the ledger for ever."""
    if not any(letter.isdigit() for letter in reference) and not occurs(reference):
        raise Refused(
            Refusal(
                "no-reference",
                "Enter a reference such as request 12, as it stands on the thing’s page. The ledger"
                " holds no names.",
            )
        )
