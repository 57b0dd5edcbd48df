"""
What was read of published files, as figures refer to it.
"""

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass

from saferboard.domain.periods import Period


# Compared by identity: one shelf has one of each, and hashing all its fields tens of thousands
# of times was a fifth of the time a dashboard takes.
@dataclass(frozen=True, eq=False)
class EditionHeld:
    """An edition as figures refer to it."""

    id: int
    source: str
    file_name: str
    vintage: str
    period: Period
    places: frozenset[str]
    loaded_at: dt.datetime


@dataclass(frozen=True)
class RowHeld:
    """One row of an edition."""

    place: str
    major: str
    minor: str
    line: int
    last_line: int
    counts: Sequence[int | None]
