"""
The year's rotation: which priority a body hears in which quarter, and what falls to one meeting.
"""

import datetime as dt
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from django.db import transaction
from django.utils import timezone

from saferboard.bodies.models import Body
from saferboard.domain.periods import Quarter
from saferboard.domain.refusals import Refusal, Refused, require
from saferboard.ledger.models import Kind
from saferboard.ledger.operations import record
from saferboard.meetings.agendas.rotation import Turn as Due
from saferboard.partners.models import Actor
from saferboard.plans.models import Priority, Strategy, Turn, TurnKind
from saferboard.plans.permissions import refusal_to_rotate
from saferboard.plans.queries import heard


@dataclass(frozen=True)
class TurnWanted:
    """That a priority, by its number, is heard in a quarter, 1 to 4."""

    quarter: int
    priority: int
    kind: TurnKind = TurnKind.SUBSTANTIVE


def quarter_heard(meeting: dt.date) -> Quarter:
    """Return the quarter that a meeting hears: see `heard`."""
    return heard(meeting)


@transaction.atomic
def set_turns(body: Body, turns: Sequence[TurnWanted], *, by: Actor, at: dt.datetime) -> None:
    """
    Set whose turn it is in each quarter of a body's year, over what was set.

    :raises Refused: if it is not theirs to set, or the strategy has no such priority.
    """
    require(refusal_to_rotate(by, on=timezone.localtime(at).date()))
    held = {priority.number: priority for priority in _priorities()}
    for wanted in turns:
        if wanted.priority not in held:
            words = f"The strategy has no priority {wanted.priority}."
            raise Refused(Refusal("unknown-priority", words))
    Turn.objects.filter(body=body).delete()
    Turn.objects.bulk_create(
        Turn(body=body, priority=held[one.priority], quarter=one.quarter, kind=one.kind)
        for one in dict.fromkeys(turns)
    )
    record(Kind.ROTATION_CHANGED, subject=f"body {body.code}", by=by, at=at, turns=len(set(turns)))


def _priorities() -> list[Priority]:
    newest = Strategy.objects.order_by("-first_year", "-id").first()
    return list(newest.priorities.select_related("lead").order_by("number")) if newest else []


def due_at(body: str, meeting: dt.date) -> Iterator[Due]:
    """Yield the priorities that a body's meeting hears, each with why, in their order."""
    heard = quarter_heard(meeting)
    turns = Turn.objects.filter(body__code=body, quarter=heard.number)
    found: dict[Priority, list[str]] = {}
    for turn in turns.select_related("priority__lead").order_by("priority__number", "-kind"):
        found.setdefault(turn.priority, []).append(turn.get_kind_display().lower())
    for priority, kinds in found.items():
        yield Due(
            priority.number,
            f"Priority {priority.number}: {priority.title}",
            priority.lead.code if priority.lead else "",
            f"Its turn for {heard.label}: {' and '.join(kinds)}",
        )


def numbers_and_titles() -> list[tuple[int, str]]:
    """Return the number and title of every priority of the newest strategy."""
    return [(priority.number, priority.title) for priority in _priorities()]


@dataclass(frozen=True)
class TurnSeen:
    quarter: int
    priority: int
    title: str
    kind: TurnKind


def turns_of(bodies: Iterable[Body]) -> dict[str, list[TurnSeen]]:
    """Return the turns of some bodies, by the code of each that has any."""
    found: dict[str, list[TurnSeen]] = {}
    rows = Turn.objects.filter(body__in=bodies).select_related("body", "priority")
    for one in rows.order_by("body__name", "body_id", "quarter", "priority__number", "-kind"):
        seen = TurnSeen(one.quarter, one.priority.number, one.priority.title, TurnKind(one.kind))
        found.setdefault(one.body.code, []).append(seen)
    return found
