"""
When a question to the board must have been received.

The notice periods are the council's own rules, not law, so they are handed in; the
defaults are those printed on the agenda the product was first built for.
"""

import datetime as dt
from collections.abc import Set
from dataclasses import dataclass

from saferboard.domain.working_days import working_days_after, working_days_before


@dataclass(frozen=True)
class QuestionRules:
    """
    How long before the meeting, and after the agenda, questions may come.

    Neither the meeting's day nor the agenda's day is itself counted.
    """

    general_working_days: int = 10
    about_reports_working_days: int = 2
    by: dt.time = dt.time(17)


@dataclass(frozen=True)
class QuestionDeadlines:
    """
    The last day for a question on any matter, and the last moment for one about a report.

    There is no such moment before the agenda has a day, for the reports are not out.
    """

    general: dt.date
    about_reports: dt.datetime | None

    def later(
        self, *, general: dt.date | None, about_reports: dt.datetime | None
    ) -> "QuestionDeadlines":
        """Return the deadlines with whichever were put off; none is ever brought forward."""
        moments = [one for one in (self.about_reports, about_reports) if one is not None]
        return QuestionDeadlines(
            max(self.general, general) if general else self.general,
            max(moments, default=None),
        )


def question_deadlines(
    meeting: dt.date,
    agenda_published: dt.date | None,
    *,
    holidays: Set[dt.date],
    rules: QuestionRules | None = None,
) -> QuestionDeadlines:
    """Return both deadlines, each always a working day."""
    rules = rules or QuestionRules()
    general = working_days_before(meeting, rules.general_working_days, holidays)
    if agenda_published is None:
        return QuestionDeadlines(general, None)
    day = working_days_after(agenda_published, rules.about_reports_working_days, holidays)
    return QuestionDeadlines(general, dt.datetime.combine(day, rules.by))
