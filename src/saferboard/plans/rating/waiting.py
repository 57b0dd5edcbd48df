"""
What is open under a commitment, asked of this room and of the rooms above it.

Whoever declares it achieved while something is open is asked why.
"""

from collections.abc import Callable, Iterable

from saferboard.domain.periods import Quarter
from saferboard.domain.rag import Standing, Status, standing_of
from saferboard.domain.states import UndertakingState
from saferboard.plans.models import Commitment

ELSEWHERE: dict[str, Callable[[Commitment, Quarter], Iterable[str]]] = {}
"""What rooms above have open under a commitment for a quarter, by the room's name."""

_OPEN = [state for state in UndertakingState if state.is_open]


def open_under(commitment: Commitment, *, quarter: Quarter, facet: str) -> list[str]:
    """Return what is open under a commitment, or a facet of it, for a quarter, in words."""
    work = commitment.undertakings.filter(state__in=_OPEN).order_by("number")
    found = [f"{one.ref}, {one.text.rstrip('.')}" for one in work]
    if facet:
        found += _other_facets(commitment, quarter, facet)
    for room in sorted(ELSEWHERE):
        found += ELSEWHERE[room](commitment, quarter)
    return found


def _other_facets(commitment: Commitment, quarter: Quarter, facet: str) -> list[str]:
    ratings = commitment.ratings.filter(replaced=False, quarter__lte=str(quarter))
    return [
        f"{one.facet}, {Status(one.status).label.lower()}"
        for one in standing_of(list(ratings.order_by("quarter", "id")))
        if one.facet not in ("", facet) and Status(one.status).standing is not Standing.DONE
    ]
