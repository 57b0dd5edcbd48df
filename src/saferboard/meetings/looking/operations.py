"""
Leaving a line of each look at a restricted body's meeting, or at an exempt paper.
"""

import datetime as dt
from collections.abc import Sequence
from typing import Any

from django.db import transaction

from saferboard.domain.refusals import Refusal, require
from saferboard.ledger.models import Kind, Outcome
from saferboard.ledger.operations import Look, record
from saferboard.sharing.operations import NOBODY

PURPOSE = "meeting"


@transaction.atomic
def note_look(
    what: str,
    refusal: Refusal | None,
    *,
    user: Any,
    at: dt.datetime,
    shown: Sequence[str] | None = None,
) -> None:
    """
    Leave a line that somebody opened `what`, named as the ledger names things, or was refused it.

    A seat is the reason for the look, and the meeting its purpose: no agreement is asked.  Of a
    list, `shown` are the references it showed.
    """
    showing = [what.partition(" ")[2]] if shown is None else list(shown)
    refused = refusal is not None
    record(
        Kind.LOOK_REFUSED if refused else Kind.LOOKED,
        subject=what,
        by=user if user.is_authenticated else NOBODY,
        at=at,
        look=Look(
            purpose=PURPOSE,
            outcome=Outcome.REFUSED if refused else Outcome.ALLOWED,
            shown=[] if refused else showing,
        ),
        seen=0 if refused else len(showing),
        refused=1 if refused else 0,
        **({"why": [refusal.code]} if refusal else {}),
    )


def require_a_look(
    what: str, refusal: Refusal | None, *, restricted: bool, user: Any, at: dt.datetime
) -> None:
    """
    Leave the line of a look at something, where it is restricted or exempt, and stop if refused.

    The line stays though the look is refused, so this is no part of a larger transaction.

    :raises Refused: if there is a refusal.
    """
    if restricted:
        note_look(what, refusal, user=user, at=at)
    require(refusal)
