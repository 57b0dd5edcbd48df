"""
Offering a draft to the board, and its adoption: all of it or none.
"""

import datetime as dt

from django.db import transaction
from django.utils import timezone

from saferboard.domain.instruments import InstrumentState, RelationKind
from saferboard.domain.refusals import Refusal, Refused, require
from saferboard.domain.states import DRAFT_MOVES, DraftState, refusal_to_move
from saferboard.drafting import permissions
from saferboard.drafting.models import Draft, Group, Output, OutputKind
from saferboard.instruments.models import Relation
from saferboard.instruments.operations import add_version, move_instrument, relate
from saferboard.ledger.models import Kind
from saferboard.ledger.operations import record
from saferboard.partners.models import Actor
from saferboard.plans.models import Strategy
from saferboard.plans.operations import (
    CommitmentWritten,
    PriorityWritten,
    SectionWritten,
    adopt_strategy,
)
from saferboard.plans.queries import code_of

DONE_IN, TOLD_BY = "What will be done", "How we will know that we are on track"


def what_is_missing(draft: Draft) -> list[str]:
    """Return what each group whose part becomes a priority has not put forward yet."""
    groups = [one for one in draft.groups.prefetch_related("outputs") if one.makes_priority]
    if not groups:
        return ["a group whose outputs become a priority"]
    missing = []
    for group in groups:
        kinds = {output.kind for output in group.outputs.all()}
        lacks = [
            words
            for kind, words in (
                (OutputKind.AIM, "an aim"),
                (OutputKind.TARGET, "a target"),
                (OutputKind.ACTION, "an action"),
            )
            if kind not in kinds
        ]
        if lacks:
            missing.append(f"{group.name} lacks {', '.join(lacks)}")
    return missing


@transaction.atomic
def offer_draft(draft: Draft, *, by: Actor, at: dt.datetime) -> None:
    """
    Offer a draft to the board; what its groups put forward is closed to changes.

    :raises Refused: if it is not theirs to offer, it was offered, or a group's part is not whole.
    """
    held = _locked(draft, by=by, at=at)
    require(refusal_to_move(DRAFT_MOVES, DraftState(held.state), DraftState.OFFERED, thing="draft"))
    if missing := what_is_missing(held):
        raise Refused(Refusal("not-whole", f"Not whole yet: {'; '.join(missing)}."))
    _move(held, DraftState.OFFERED, by=by, at=at)


@transaction.atomic
def take_back(draft: Draft, *, by: Actor, at: dt.datetime) -> None:
    """
    Open a draft to its groups again, since the board wants it changed.

    :raises Refused: if it is not theirs to take back, or it is not with the board.
    """
    held = _locked(draft, by=by, at=at)
    require(refusal_to_move(DRAFT_MOVES, DraftState(held.state), DraftState.SHAPING, thing="draft"))
    _move(held, DraftState.SHAPING, by=by, at=at)


@transaction.atomic
def adopt_draft(
    draft: Draft, *, adopted_in: str, on: dt.date, by: Actor, at: dt.datetime
) -> Strategy:
    """
    Make the strategy that the board adopted: its priorities and commitments from what the groups
    put forward, its version in the library, and its taking the place of the one before.

    :raises Refused: if it is not theirs to enter, it was not offered, a part is not whole, or
        the day has not come.
    """
    held = _locked(draft, by=by, at=at)
    if on > timezone.localtime(at).date():
        raise Refused(Refusal("not-yet", "Day: give the day it was adopted, not one to come."))
    require(refusal_to_move(DRAFT_MOVES, DraftState(held.state), DraftState.ADOPTED, thing="draft"))
    if missing := what_is_missing(held):
        raise Refused(Refusal("not-whole", f"Not whole yet: {'; '.join(missing)}."))
    strategy = adopt_strategy(
        held.code,
        title=held.title,
        first_year=held.first_year,
        last_year=held.last_year,
        priorities=_priorities(held),
        by=by,
        at=at,
    )
    _supersede(held, adopted_in, on, by=by, at=at)
    held.strategy, held.adopted_in, held.adopted_on = strategy, adopted_in.strip(), on
    _move(held, DraftState.ADOPTED, by=by, at=at)
    return strategy


def _priorities(draft: Draft) -> list[PriorityWritten]:
    groups = draft.groups.filter(makes_priority=True).select_related("lead")
    found = groups.prefetch_related("outputs__owner").order_by("number")
    return [_priority(draft, number, group) for number, group in enumerate(found, start=1)]


def _priority(draft: Draft, number: int, group: Group) -> PriorityWritten:
    outputs = sorted(group.outputs.all(), key=lambda one: one.pk)
    actions = [one for one in outputs if one.kind == OutputKind.ACTION]
    targets = [one for one in outputs if one.kind == OutputKind.TARGET]
    told = [one for one in outputs if one.kind == OutputKind.PARAMETER]
    refs = (f"{draft.first_year % 100:02}P{number}-{n:02}" for n in range(1, 1000))
    return PriorityWritten(
        number=number,
        title=group.name,
        lead=code_of(group.lead),
        purpose=[f"{one.text}" for one in told],
        aims=[one.text for one in outputs if one.kind == OutputKind.AIM],
        measures=list(dict.fromkeys(one.measure for one in outputs if one.measure)),
        sections=[
            SectionWritten(1, DONE_IN, [_commitment(next(refs), one) for one in actions]),
            SectionWritten(2, TOLD_BY, [_commitment(next(refs), one) for one in targets]),
        ],
    )


def _commitment(ref: str, output: Output) -> CommitmentWritten:
    measures = [output.measure] if output.measure else []
    return CommitmentWritten(ref, output.text, (), code_of(output.owner), measures)


def _supersede(draft: Draft, adopted_in: str, on: dt.date, *, by: Actor, at: dt.datetime) -> None:
    """Give the new strategy its version in the library, and the old one its successor."""
    new, old = draft.instrument, draft.supersedes
    add_version(new, dated=on, changes=f"As adopted: {adopted_in.strip()}", by=by, at=at)
    if new.state != InstrumentState.IN_FORCE:
        move_instrument(new, to=InstrumentState.IN_FORCE, by=by, at=at)
        new.refresh_from_db()
    if old is None:
        return
    kind = RelationKind.SUPERSEDES
    if not Relation.objects.filter(one=new, kind=kind, other=old).exists():
        relate(new, kind, old, by=by, at=at)
    old.refresh_from_db()
    if old.state == InstrumentState.IN_FORCE:
        move_instrument(old, to=InstrumentState.SUPERSEDED, by=by, at=at)


def _locked(draft: Draft, *, by: Actor, at: dt.datetime) -> Draft:
    require(permissions.refusal_to_run(by, draft, on=timezone.localtime(at).date()))
    return Draft.objects.select_for_update().get(pk=draft.pk)


def _move(draft: Draft, to: DraftState, *, by: Actor, at: dt.datetime) -> None:
    draft.state = to
    draft.save()
    subject = f"draft {draft.code}"
    record(Kind.DRAFT_MOVED, subject=subject, by=by, at=at, state=to.label.lower())
