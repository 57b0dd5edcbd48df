"""
The publication clocks of a meeting: by when what must be out, and whether it was.

Five clear days before a meeting of a principal council in England its agenda and reports are
open to the public (Local Government Act 1972, section 100B(3) and (4)(a), as amended by
SI 2002/715).  Clear days leave out the day of publication and the day of the meeting, and are
counted here in working days, on which the papers can be inspected at the council's offices.
A partnership's board is not a principal council: whether it holds itself bound is said for each
body, and so are its own rules.
"""

import datetime as dt
import enum
from collections.abc import Set
from dataclasses import dataclass, field

from saferboard.domain.questions import QuestionRules
from saferboard.domain.working_days import working_days_after, working_days_before

CLEAR_DAYS = 5
"""The clear days that section 100B asks of a principal council in England."""
LAW = "Local Government Act 1972, section 100B, as amended by SI 2002/715"


class Bound(enum.StrEnum):
    """Whether a body is bound by the rules on access to a principal council's meetings."""

    YES = "YES"
    NO = "NO"
    NOT_STATED = "NOT_STATED"

    @property
    def label(self) -> str:
        return {"YES": "Yes", "NO": "No", "NOT_STATED": "Not stated"}[self.value]


@dataclass(frozen=True)
class BoardRules:
    """
    What a body goes by: None is a thing it has no rule for.

    `agenda_clear_days` are its own, beside what the law asks; `authority` says where its rules
    are written.
    """

    bound: Bound = Bound.NOT_STATED
    agenda_clear_days: int | None = None
    papers_working_days: int | None = None
    minutes_working_days: int | None = None
    questions: QuestionRules = field(default_factory=QuestionRules)
    authority: str = ""


class Clock(enum.StrEnum):
    """What has to be out by a day."""

    AGENDA_BY_LAW = "AGENDA_BY_LAW"
    AGENDA = "AGENDA"
    PAPERS = "PAPERS"
    MINUTES = "MINUTES"


class Standing(enum.StrEnum):
    """How a clock stands on a day."""

    KEPT = "KEPT"
    LATE = "LATE"
    AHEAD = "AHEAD"
    TODAY = "TODAY"
    OVERDUE = "OVERDUE"


@dataclass(frozen=True)
class Running:
    """
    One clock of one meeting: the last day, the days it is counted in, the day it was done.

    `on_trust` says that nobody has stated whether the body is bound by it.
    """

    clock: Clock
    by: dt.date
    days: int
    done: dt.date | None
    on_trust: bool = False

    def standing(self, *, on: dt.date) -> Standing:
        """Return how the clock stands on a day."""
        if self.done is not None and self.done <= on:
            return Standing.KEPT if self.done <= self.by else Standing.LATE
        if on == self.by:
            return Standing.TODAY
        return Standing.AHEAD if on < self.by else Standing.OVERDUE

    def days_over(self, *, on: dt.date) -> int:
        """Return how many days after its last day a thing was done, or is still undone."""
        until = self.done if self.done is not None and self.done <= on else on
        return max(0, (until - self.by).days)


def last_day_to_publish(meeting: dt.date, clear_days: int, holidays: Set[dt.date]) -> dt.date:
    """Return the last day that leaves so many clear working days before the meeting's."""
    return working_days_before(meeting, clear_days + 1, holidays)


def running(
    rules: BoardRules,
    meeting: dt.date,
    *,
    agenda_published: dt.date | None,
    papers_in: dt.date | None,
    minutes_out: dt.date | None,
    holidays: Set[dt.date],
) -> tuple[Running, ...]:
    """Return the clocks that a body's rules, and the law where it may bind it, set going."""
    found: list[Running] = []
    if rules.bound is not Bound.NO:
        day = last_day_to_publish(meeting, CLEAR_DAYS, holidays)
        on_trust = rules.bound is Bound.NOT_STATED
        found.append(Running(Clock.AGENDA_BY_LAW, day, CLEAR_DAYS, agenda_published, on_trust))
    if (days := rules.papers_working_days) is not None:
        day = working_days_before(meeting, days, holidays)
        found.append(Running(Clock.PAPERS, day, days, papers_in))
    if (days := rules.agenda_clear_days) is not None:
        day = last_day_to_publish(meeting, days, holidays)
        found.append(Running(Clock.AGENDA, day, days, agenda_published))
    if (days := rules.minutes_working_days) is not None:
        day = working_days_after(meeting, days, holidays)
        found.append(Running(Clock.MINUTES, day, days, minutes_out))
    return tuple(found)
