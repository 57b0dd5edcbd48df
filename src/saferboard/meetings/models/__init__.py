"""
Meetings: who was summoned, what is on the agenda, the papers, the pack, the minutes.

Published names appear here as the public papers print them, and nowhere else.
"""

from saferboard.meetings.models.agendas import (
    Document,
    Item,
    PaperKind,
    Part,
    Presenter,
    ReportHeader,
)
from saferboard.meetings.models.following import CalendarKey
from saferboard.meetings.models.issued import Pack
from saferboard.meetings.models.minutes import (
    ActionOwner,
    Attendance,
    AttendanceState,
    Matter,
    Minute,
    MinuteAction,
)
from saferboard.meetings.models.sittings import Meeting, Summons

__all__ = [
    "ActionOwner",
    "Attendance",
    "AttendanceState",
    "CalendarKey",
    "Document",
    "Item",
    "Matter",
    "Meeting",
    "Minute",
    "MinuteAction",
    "Pack",
    "PaperKind",
    "Part",
    "Presenter",
    "ReportHeader",
    "Summons",
]
