"""
Meetings: who was summoned, what is on the agenda, the papers, the pack, the minutes.

Published names appear here as the public papers print them, and nowhere else.
"""

from saferboard.meetings.models.actions import ActionCourse, ActionStep, MatterLeftOut
from saferboard.meetings.models.agendas import (
    Document,
    Item,
    ItemKind,
    PaperKind,
    Part,
    Presenter,
    ReportHeader,
)
from saferboard.meetings.models.bringing import BroughtIn, PastKind
from saferboard.meetings.models.building import (
    AgendaRules,
    LeftOut,
    Proposal,
    ProposalKind,
    StandingItem,
)
from saferboard.meetings.models.calendars import (
    ChangeKind,
    HeldCount,
    MeetingChange,
    PlannedDay,
)
from saferboard.meetings.models.following import CalendarKey
from saferboard.meetings.models.given import GivenPaper
from saferboard.meetings.models.issued import BoundPaper, Edition, Mark, Pack
from saferboard.meetings.models.minutes import (
    ActionOwner,
    Attendance,
    AttendanceState,
    Matter,
    Minute,
    MinuteAction,
)
from saferboard.meetings.models.sittings import Meeting, Summons
from saferboard.meetings.models.taking import (
    Declaration,
    MinuteBook,
    MinuteDraft,
    MinuteHold,
    MinuteNote,
)

__all__ = [
    "ActionCourse",
    "ActionOwner",
    "ActionStep",
    "AgendaRules",
    "Attendance",
    "AttendanceState",
    "BoundPaper",
    "BroughtIn",
    "CalendarKey",
    "ChangeKind",
    "Declaration",
    "Document",
    "Edition",
    "GivenPaper",
    "HeldCount",
    "Item",
    "ItemKind",
    "LeftOut",
    "Mark",
    "Matter",
    "MatterLeftOut",
    "Meeting",
    "MeetingChange",
    "Minute",
    "MinuteAction",
    "MinuteBook",
    "MinuteDraft",
    "MinuteHold",
    "MinuteNote",
    "Pack",
    "PaperKind",
    "Part",
    "PastKind",
    "PlannedDay",
    "Presenter",
    "Proposal",
    "ProposalKind",
    "ReportHeader",
    "StandingItem",
    "Summons",
]
