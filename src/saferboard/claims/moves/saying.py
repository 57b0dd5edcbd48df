"""
What a finding about two levels quotes, takes for granted and draws on.
"""

from dataclasses import dataclass

from saferboard.claims.desk import Desk
from saferboard.claims.model import Place
from saferboard.claims.moves.levels import Level
from saferboard.claims.text import Sentence


@dataclass(frozen=True)
class Between:
    """The stretch that is quoted, what is assumed of the two, and where those elsewhere stand."""

    span: tuple[int, int]
    assumptions: list[str]
    sources: list[Place]


def between(
    sentence: Sentence, span: tuple[int, int], old: Level, new: Level, desk: Desk
) -> Between:
    """Return how a sentence's move from one level to another is told, `span` being the move's."""
    here = [level.quantity for level in (old, new) if level.sentence is sentence]
    return Between(
        span=(
            min(span[0], *(one.start for one in here), span[0]),
            max(span[1], *(one.end for one in here), span[1]),
        ),
        assumptions=[
            f"{old.quantity.text} is the earlier figure and {new.quantity.text} the later."
        ],
        sources=[
            desk.place_in(level.sentence, level.quantity.start, level.quantity.end)
            for level in (old, new)
            if level.sentence is not sentence
        ],
    )
