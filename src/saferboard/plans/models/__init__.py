"""
What was promised, what stands beside it, and each status and each change of date.
"""

from saferboard.plans.models.strategies import (
    Commitment,
    Priority,
    Rating,
    Section,
    Strategy,
    Turn,
    TurnKind,
)
from saferboard.plans.models.undertakings import Change, ChangeKind, Undertaking

__all__ = [
    "Change",
    "ChangeKind",
    "Commitment",
    "Priority",
    "Rating",
    "Section",
    "Strategy",
    "Turn",
    "TurnKind",
    "Undertaking",
]
