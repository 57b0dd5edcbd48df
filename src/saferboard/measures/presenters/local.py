"""
Measures added here, in words.
"""

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass

from saferboard.measures.local import LocalHeld
from saferboard.measures.permissions import refusal_to_check
from saferboard.measures.presenters.catalogue import state
from saferboard.partners.models import User
from saferboard.ui.components import Tag
from saferboard.ui.words import day


@dataclass(frozen=True)
class LocalShown:
    """One measure added here; `refusal` is why the reader may not check it."""

    slug: str
    title: str
    question: str
    state: Tag
    when: str
    refusal: str


def shown(found: Sequence[LocalHeld], *, by: User, on: dt.date) -> list[LocalShown]:
    """Return every measure added here, and whether the reader may check it."""
    return [_one(held, by, on) for held in found]


def _one(held: LocalHeld, by: User, on: dt.date) -> LocalShown:
    definition = held.definition
    refused = refusal_to_check(
        by,
        author=held.author,
        written_by=definition.written_by,
        checked=not definition.proposed,
        on=on,
    )
    when = f"Written on {day(held.written_at)}"
    if held.checked_at:
        when += f", checked on {day(held.checked_at)}"
    return LocalShown(
        slug=definition.slug,
        title=definition.title,
        question=definition.question,
        state=state(definition),
        when=when,
        refusal=refused.words if refused else "",
    )
