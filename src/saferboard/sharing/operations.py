"""
What the gate leaves behind: one line for a look, however much was looked at.
"""

import datetime as dt
from collections.abc import Sequence
from typing import Any

from django.db import transaction

from saferboard.domain.gate import Decision, Thing, Way
from saferboard.ledger.models import Kind, Outcome
from saferboard.ledger.operations import PEOPLE, Look, record

NOBODY = "visitor"
"""How the ledger names somebody who is signed out."""


@transaction.atomic
def note_look(
    user: Any,
    things: Sequence[Thing],
    decisions: Sequence[Decision],
    *,
    purpose: str,
    at: dt.datetime,
    subject: str = "",
    people: Sequence[str] = (),
) -> None:
    """
    Leave a line that somebody looked at restricted things: the references shown and refused.

    Where nothing was shown the line says that the look was refused.  `people` are the marks of
    whom it was about, by which a look at one's own name is told from others.
    """
    looked = [
        (thing, decision)
        for thing, decision in zip(things, decisions, strict=True)
        if thing.handling.is_restricted
    ]
    if not looked:
        return
    shown = [thing.ref for thing, decision in looked if not decision.is_refused]
    agreements = sorted({ref for _, decision in looked for ref in decision.agreements})
    record(
        Kind.LOOKED if shown else Kind.LOOK_REFUSED,
        subject=subject or _subject(looked),
        by=user if user.is_authenticated else NOBODY,
        at=at,
        look=Look(
            purpose=purpose,
            agreement=", ".join(agreements)[:80],
            outcome=Outcome.ALLOWED if shown else Outcome.REFUSED,
            shown=shown,
        ),
        **_facts(looked),
        **({PEOPLE: sorted(set(people))} if people else {}),
    )


def _facts(looked: Sequence[tuple[Thing, Decision]]) -> dict[str, Any]:
    refused = [(thing.ref, decision.code) for thing, decision in looked if decision.is_refused]
    facts: dict[str, Any] = {"seen": len(looked) - len(refused), "refused": len(refused)}
    if refused:
        facts["refused_refs"] = [ref for ref, _ in refused]
        facts["why"] = sorted({code for _, code in refused})
    if any(decision.way is Way.EMERGENCY for _, decision in looked):
        facts["emergency"] = True
    return facts


def _subject(looked: Sequence[tuple[Thing, Decision]]) -> str:
    first = looked[0][0]
    if len(looked) == 1:
        return f"{first.kind} {first.ref}"
    return f"{len(looked)} of {first.kind}"
