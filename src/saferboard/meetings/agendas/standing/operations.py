"""
What always stands on a body's agendas, and the rules the body goes by.
"""

import datetime as dt
from dataclasses import asdict, dataclass

from django.db import transaction
from django.utils import timezone

from saferboard.bodies.models import Body
from saferboard.domain.clocks import Bound
from saferboard.domain.refusals import Refusal, Refused, require
from saferboard.ledger.models import Kind
from saferboard.ledger.operations import record
from saferboard.meetings.agendas.permissions import refusal_to_build
from saferboard.meetings.models import AgendaRules, ItemKind, StandingItem
from saferboard.partners.models import Actor, Post


@dataclass(frozen=True)
class StandingWanted:
    """One standing item; `presenter` is a post's code."""

    title: str
    kind: ItemKind = ItemKind.ORDINARY
    presenter: str = ""
    expected_minutes: int | None = None
    verbal: bool = False
    note: str = ""


@dataclass(frozen=True)
class RulesWanted:
    """What a body goes by: see `AgendaRules`."""

    bound: Bound = Bound.NOT_STATED
    agenda_clear_days: int | None = None
    papers_days: int | None = None
    minutes_days: int | None = None
    question_days: int = 10
    report_question_days: int = 2
    questions_by: dt.time = dt.time(17)
    takes_questions: bool = True
    authority: str = ""


@transaction.atomic
def add_standing(body: Body, wanted: StandingWanted, *, by: Actor, at: dt.datetime) -> StandingItem:
    """Add an item to those that stand on every agenda of a body, at the end."""
    _may(by, at)
    held = _locked(body)
    one = StandingItem(body=body, position=len(held) + 1)
    _write(one, wanted)
    _record(body, by=by, at=at, items=len(held) + 1)
    return one


def item_of(body: Body, pk: int) -> StandingItem:
    """
    Return a standing item of a body.

    :raises Refused: if it stands on its agendas no longer.
    """
    one = body.standing_items.select_related("body").filter(pk=pk).first()
    if one is None:
        raise Refused(Refusal("no-such-item", "That stands on the agendas no longer."))
    return one


@transaction.atomic
def change_standing(
    one: StandingItem, wanted: StandingWanted, *, by: Actor, at: dt.datetime
) -> None:
    """Write a standing item anew; agendas it is on already keep it as it was."""
    _may(by, at)
    _write(one, wanted)
    _record(one.body, by=by, at=at, items=one.body.standing_items.count())


@transaction.atomic
def move_standing(one: StandingItem, *, up: bool, by: Actor, at: dt.datetime) -> None:
    """
    Move a standing item one place up or down.

    :raises Refused: if there is no such place.
    """
    _may(by, at)
    held = _locked(one.body)
    here = [row.pk for row in held].index(one.pk)
    there = here - 1 if up else here + 1
    if not 0 <= there < len(held):
        words = f"It is the {'first' if up else 'last'} already."
        raise Refused(Refusal("no-further", words))
    held[here], held[there] = held[there], held[here]
    _in_order(held)
    _record(one.body, by=by, at=at, items=len(held))


@transaction.atomic
def remove_standing(one: StandingItem, *, by: Actor, at: dt.datetime) -> None:
    """Have an item stand on a body's agendas no longer."""
    _may(by, at)
    body = one.body
    one.delete()
    held = _locked(body)
    _in_order(held)
    _record(body, by=by, at=at, items=len(held))


@transaction.atomic
def set_rules(body: Body, wanted: RulesWanted, *, by: Actor, at: dt.datetime) -> AgendaRules:
    """Write down what a body goes by in publishing and in taking questions."""
    _may(by, at)
    rules, _ = AgendaRules.objects.update_or_create(body=body, defaults=asdict(wanted))
    record(
        Kind.AGENDA_RULES_CHANGED,
        subject=f"body {body.code}",
        by=by,
        at=at,
        bound=wanted.bound.label.lower(),
    )
    return rules


def _may(by: Actor, at: dt.datetime) -> None:
    require(refusal_to_build(by, on=timezone.localtime(at).date()))


def _locked(body: Body) -> list[StandingItem]:
    Body.objects.select_for_update().get(pk=body.pk)
    return list(body.standing_items.order_by("position", "id"))


def _write(one: StandingItem, wanted: StandingWanted) -> None:
    presenter = Post.objects.filter(code=wanted.presenter).first()
    if wanted.presenter and presenter is None:
        raise Refused(Refusal("unknown-post", "Choose who presents from the list."))
    one.title, one.kind, one.presenter = wanted.title, wanted.kind, presenter
    one.expected_minutes, one.verbal = wanted.expected_minutes, wanted.verbal
    one.note = wanted.note
    one.save()


def _in_order(held: list[StandingItem]) -> None:
    for position, one in enumerate(held, start=1):
        one.position = position
    StandingItem.objects.bulk_update(held, ["position"])


def _record(body: Body, *, by: Actor, at: dt.datetime, items: int) -> None:
    record(Kind.STANDING_ITEMS_CHANGED, subject=f"body {body.code}", by=by, at=at, items=items)
