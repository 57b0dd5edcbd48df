"""
Counts read from a file that came after the board met: the publisher has revised them since.
"""

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass

from saferboard.domain.periods import Month, Period
from saferboard.measures.held import EditionHeld


@dataclass(frozen=True)
class Use:
    """An edition some counts were read from, and the months those counts are of."""

    edition: EditionHeld
    period: Period

    @property
    def first(self) -> Month:
        return max(self.edition.period.first, self.period.first)

    @property
    def last(self) -> Month:
        return min(self.edition.period.last, self.period.last)


def revised_since(uses: Iterable[Use], meeting_on: dt.date) -> str:
    """
    Return a sentence on the counts that are from a file later than the meeting.

    Empty where there are none.  A file is later if its last month had not ended by then.
    """
    later: dict[EditionHeld, list[Use]] = {}
    for use in uses:
        if use.edition.period.last.last_day > meeting_on:
            later.setdefault(use.edition, []).append(use)
    if not later:
        return ""
    parts = [
        (_months(min(u.first for u in of), max(u.last for u in of)), edition.period.last.label)
        for edition, of in sorted(later.items(), key=lambda pair: (pair[0].period, pair[0].id))
    ]
    months, end = parts[0]
    said = f"Counts {months} are from the file with months to {end}"
    for months, end in parts[1:]:
        said += f", and those {months} from the file with months to {end}"
    return f"{said}: the publisher has revised them since the meeting."


def _months(first: Month, last: Month) -> str:
    return f"of {last.label}" if first == last else f"from {first.label} to {last.label}"
