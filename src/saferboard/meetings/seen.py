"""
A meeting and its agenda as whoever asks is shown them.
"""

import datetime as dt
from dataclasses import dataclass, field
from functools import lru_cache

import holidays

from saferboard.domain.clocks import BoardRules
from saferboard.domain.handling import Handling
from saferboard.domain.questions import QuestionDeadlines, question_deadlines
from saferboard.domain.states import AgendaState, MeetingState
from saferboard.meetings.models import ItemKind, PaperKind


@lru_cache
def bank_holidays(year: int) -> frozenset[dt.date]:
    """Return the bank holidays in England of a year and of the years beside it."""
    return frozenset(
        holidays.country_holidays("GB", subdiv="ENG", years=(year - 1, year, year + 1))
    )


@dataclass(frozen=True)
class NamedPost:
    """A post, and the name a public paper printed with it, if it did."""

    post: str
    organisation: str
    published_name: str
    note: str = ""


@dataclass(frozen=True)
class ItemSeen:
    id: int
    number: str
    title: str
    is_part: bool
    note: str
    presenter_note: str
    presenters: tuple[NamedPost, ...]
    paper: PaperKind
    minutes_of: str
    priority: int | None
    expected_minutes: int | None = None
    verbal: bool = False
    is_exempt: bool = False
    exempt_paragraph: int | None = None
    exempt_reason: str = ""
    kind: ItemKind = ItemKind.ORDINARY
    mark: str = ""
    """How it came after the pack that went with the agenda, if it did: see `Mark`."""

    @property
    def is_for_questions(self) -> bool:
        """Whether questions are put under it; an agenda from elsewhere says so in its title."""
        return self.kind == ItemKind.QUESTIONS or self.title.lower().startswith("questions")


@dataclass(frozen=True)
class MeetingSeen:
    """A meeting with its agenda.  Times are in London."""

    id: int
    code: str
    body: str
    body_code: str
    handling: Handling
    starts: dt.datetime
    ends: dt.datetime | None
    place: str
    state: MeetingState
    agenda_published: dt.date | None
    contact: NamedPost | None
    next_meeting: dt.datetime | None
    question_rules: str
    summons: tuple[NamedPost, ...]
    items: tuple[ItemSeen, ...]
    agenda_state: AgendaState = AgendaState.DRAFT
    rules: BoardRules = field(default_factory=BoardRules)
    takes_questions: bool = True
    questions_until: dt.date | None = None
    report_questions_until: dt.date | None = None

    def is_published(self, *, on: dt.date) -> bool:
        """Return whether anyone may read the agenda on a day."""
        return self.agenda_published is not None and self.agenda_published <= on

    @property
    def deadlines(self) -> QuestionDeadlines | None:
        """When questions must have come, or None where the body takes none."""
        if not self.takes_questions:
            return None
        by = self.rules.questions
        until = self.report_questions_until
        return question_deadlines(
            self.starts.date(),
            self.agenda_published,
            holidays=bank_holidays(self.starts.year),
            rules=by,
        ).later(
            general=self.questions_until,
            about_reports=dt.datetime.combine(until, by.by) if until else None,
        )
