"""
Saying how many members of a body must be there.
"""

import datetime as dt

from django.db import transaction

from saferboard.bodies.models import Body
from saferboard.domain.quorums import read_quorum
from saferboard.ledger.models import Kind
from saferboard.ledger.operations import record
from saferboard.partners.models import Actor


@transaction.atomic
def set_quorum(body: Body, words: str, *, by: Actor, at: dt.datetime) -> None:
    """
    Set a body's quorum; empty, it is not stated.

    :raises Refused: if the words say no number and no share.
    """
    read_quorum(words)
    body.quorum = " ".join(words.split())
    body.save(update_fields=["quorum"])
    record(Kind.QUORUM_STATED, subject=f"body {body.code}", by=by, at=at, quorum=body.quorum)
