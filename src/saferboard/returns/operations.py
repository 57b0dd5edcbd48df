"""
Opening a round and keeping what came back.
"""

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass

from django.db import transaction

from saferboard.domain.periods import Quarter
from saferboard.domain.refusals import Refusal, Refused, require
from saferboard.domain.states import UpdateState
from saferboard.ledger.models import Kind
from saferboard.ledger.operations import record
from saferboard.measures.tokens import find
from saferboard.partners.models import Organisation, User
from saferboard.plans.models import Commitment, Priority, Strategy
from saferboard.plans.permissions import refusal_to_rewrite
from saferboard.plans.queries import code_of
from saferboard.returns.models import Round, Update
from saferboard.returns.queries import owner


@dataclass(frozen=True)
class UpdateGiven:
    """
    What one contributor said of one thing, or that nothing was asked or came.

    `ref` is a commitment's reference, empty for an update on the whole priority; `strand` a
    named part of either.  `account` holds texts and may refer to figures by token.
    """

    priority: int
    state: UpdateState
    ref: str = ""
    strand: str = ""
    contributor: str = ""
    account: Sequence[str] = ()
    see: str = ""


@transaction.atomic
def open_round(strategy: Strategy, *, quarter: Quarter, by: str, at: dt.datetime) -> Round:
    """
    Open the round of a quarter.

    :raises Refused: if that quarter already has one.
    """
    if Round.objects.filter(strategy=strategy, quarter=str(quarter)).exists():
        raise Refused(Refusal("round-open", f"There is already a round for {quarter.label}."))
    opened = Round.objects.create(strategy=strategy, quarter=str(quarter))
    record(Kind.ROUND_OPENED, subject=f"round {quarter}", by=by, at=at)
    return opened


@transaction.atomic
def record_updates(
    asked: Round, *, updates: Sequence[UpdateGiven], by: str, at: dt.datetime
) -> None:
    """
    Keep the updates of a round.

    :raises Refused: if one names a priority, commitment, organisation or figure nobody
        knows, or says it was provided and says nothing.
    """
    priorities = {p.number: p for p in Priority.objects.filter(strategy=asked.strategy)}
    commitments = {
        c.ref: c for c in Commitment.objects.filter(section__priority__strategy=asked.strategy)
    }
    organisations = {o.code: o for o in Organisation.objects.all()}
    Update.objects.bulk_create(
        Update(
            round=asked,
            priority=_known(given.priority, priorities, "priority"),
            commitment=_known(given.ref, commitments, "commitment"),
            strand=given.strand,
            contributor=_known(given.contributor, organisations, "organisation"),
            state=given.state,
            account=_account(given),
            see=given.see,
        )
        for given in updates
    )
    record(
        Kind.UPDATE_RECORDED,
        subject=f"round {asked.quarter}",
        by=by,
        at=at,
        updates=len(updates),
        provided=sum(given.state is UpdateState.PROVIDED for given in updates),
    )


def _known(name, things, kind: str):
    if name == "":
        return None
    if name not in things:
        raise Refused(Refusal(f"unknown-{kind}", f"There is no {kind} {name}."))
    return things[name]


def _account(given: UpdateGiven) -> list[str]:
    if given.state is UpdateState.PROVIDED and not given.account:
        about = given.ref or given.strand or f"priority {given.priority}"
        words = f"The update on {about} is marked as provided and says nothing. Add its text."
        raise Refused(Refusal("empty-update", words))
    for text in given.account:
        find(text)  # a figure nobody knows, found later, would shut every page that shows it
    return list(given.account)


@transaction.atomic
def rewrite_update(update: Update, texts: list[str], *, by: User, at: dt.datetime) -> None:
    """
    Correct the text of an update that was provided.

    :raises Refused: if it is not theirs to write, nothing was provided, or a text names a
        figure nobody knows.
    """
    require(refusal_to_rewrite(by, owner=code_of(owner(update)), on=at.date()))
    if update.state != UpdateState.PROVIDED:
        raise Refused(Refusal("nothing-provided", "Nothing was provided, so nothing is corrected."))
    for text in texts:
        find(text)
    update.account = texts
    update.save(update_fields=["account"])
    record(
        Kind.TEXT_CORRECTED,
        subject=f"update {update.pk}",
        by=by,
        at=at,
        texts=len(texts),
    )
