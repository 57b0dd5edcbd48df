"""
Who does what by when in the demonstration, and what reviews recommend, from the papers.
"""

import datetime as dt
from collections.abc import Mapping
from typing import Any

from saferboard.demo.reading import quarter_file
from saferboard.domain.states import UndertakingState
from saferboard.domain.targets import Target, read_target
from saferboard.ledger.operations import SYSTEM
from saferboard.plans.keeping.operations import (
    Assigned,
    UndertakingWritten,
    assign,
    enter_undertaking,
    move_undertaking,
    set_target,
)
from saferboard.plans.models import Commitment
from saferboard.plans.queries import code_of

Words = Mapping[str, Any]


def load_promises(at: dt.datetime) -> None:
    """Say who contributes, until when, and what is recommended or still to be done."""
    words = quarter_file("promises")
    held = {one.ref: one for one in Commitment.objects.select_related("owner")}
    for ref, partners in words["contributors"].items():
        kept = held[ref]
        assigned = Assigned(code_of(kept.owner), partners, kept.measures)
        assign(kept, assigned, by=SYSTEM, at=at)
    for said in words["targets"]:
        set_target(held[said["ref"]], target(said), "", by=SYSTEM, at=at)
    for said in words["undertakings"]:
        enter(said, at=at)


def enter(said: Words, *, at: dt.datetime) -> None:
    """Enter one undertaking, each date it was given in its turn, and that it is closed."""
    first, *later = [*said.get("targets", ()), None]
    made = enter_undertaking(
        UndertakingWritten(
            text=said["text"],
            review=said.get("review", ""),
            commitment=said.get("commitment", ""),
            source=said["source"],
            owner_as_stated=said.get("owner_as_stated", ""),
            assigned=Assigned(said.get("owner", "")),
            target=target(first) if first else None,
        ),
        state=UndertakingState(said.get("state", "MADE")),
        by=SYSTEM,
        at=at,
    )
    for one in later:
        if one:
            set_target(made, target(one), one["reason"], by=SYSTEM, at=at)
    if "closed" in said:
        move_undertaking(made, UndertakingState.CLOSED, said["closed"], by=SYSTEM, at=at)


def target(said: Words) -> Target:
    """Return a target date; a day is given where its words name none."""
    if "day" in said:
        return Target(said["day"], said["words"])
    return read_target(said["words"])
