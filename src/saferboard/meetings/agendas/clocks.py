"""
The publication clocks of a meeting, in words.
"""

import datetime as dt
from dataclasses import dataclass

from saferboard.domain.clocks import LAW, Clock, Running, Standing, running
from saferboard.domain.states import MeetingState
from saferboard.meetings.models import PaperKind
from saferboard.meetings.seen import MeetingSeen, bank_holidays
from saferboard.ui.components import Tag
from saferboard.ui.words import counted, weekday


@dataclass(frozen=True)
class ClockShown:
    """One clock: what has to be out by when, how it stands, and what asks for it."""

    words: str
    tag: Tag
    rule: str


WHAT = {
    Clock.AGENDA_BY_LAW: "Agenda and papers published",
    Clock.AGENDA: "Agenda and papers published",
    Clock.PAPERS: "Papers reach the clerk",
    Clock.MINUTES: "Draft minutes out",
}
TONES = {
    Standing.KEPT: "green",
    Standing.LATE: "red",
    Standing.AHEAD: "grey",
    Standing.TODAY: "amber",
    Standing.OVERDUE: "red",
}


def clocks_of(
    meeting: MeetingSeen, *, on: dt.date, has_minutes: bool = False
) -> tuple[ClockShown, ...]:
    """Return the clocks of a meeting as they stand on a day; of one cancelled there are none."""
    if meeting.state is MeetingState.CANCELLED or not (meeting.items or meeting.starts.date() > on):
        return ()
    day = meeting.starts.date()
    papers = any(item.paper != PaperKind.NONE for item in meeting.items)
    found = running(
        meeting.rules,
        day,
        agenda_published=meeting.agenda_published,
        papers_in=min(on, day) if papers else None,
        minutes_out=on if has_minutes else None,
        holidays=bank_holidays(day.year),
    )
    wanted = [one for one in found if one.clock is not Clock.MINUTES or day <= on]
    return tuple(_shown(one, meeting, on) for one in wanted)


def _shown(one: Running, meeting: MeetingSeen, on: dt.date) -> ClockShown:
    papers = sum(item.paper != PaperKind.NONE for item in meeting.items)
    more = f": {counted(papers, 'paper')} in" if one.clock is Clock.PAPERS else ""
    tag = Tag(*_stands(one, on))
    return ClockShown(f"{WHAT[one.clock]} by {weekday(one.by)}{more}", tag, _rule(one, meeting))


def _stands(one: Running, on: dt.date) -> tuple[str, str]:
    # Nobody wrote down on which day papers came in or minutes went out, only that they did.
    if one.clock in (Clock.PAPERS, Clock.MINUTES) and one.done is not None:
        return "Done", "green"
    standing, over = one.standing(on=on), counted(one.days_over(on=on), "day")
    words = {
        Standing.KEPT: "Kept",
        Standing.LATE: f"{over} late",
        Standing.AHEAD: f"In {counted((one.by - on).days, 'day')}",
        Standing.TODAY: "Today",
        Standing.OVERDUE: f"Overdue by {over}",
    }
    return words[standing], TONES[standing]


def _rule(one: Running, meeting: MeetingSeen) -> str:
    if one.clock is Clock.AGENDA_BY_LAW:
        trust = " Whether this body is bound by it is not stated." if one.on_trust else ""
        return f"{counted(one.days, 'clear working day')}: {LAW}.{trust}"
    days = {
        Clock.AGENDA: f"{counted(one.days, 'clear working day')} before the meeting",
        Clock.PAPERS: f"{counted(one.days, 'working day')} before the meeting",
        Clock.MINUTES: f"{counted(one.days, 'working day')} after the meeting",
    }[one.clock]
    authority = f": {meeting.rules.authority}" if meeting.rules.authority else ""
    return f"{days}, by the body’s own rule{authority}."
