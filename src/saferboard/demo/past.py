"""
The file of minutes that were entered otherwise, brought in once more as a clerk would: read,
waiting to be looked through, and refused if it is kept, since its meeting has its minutes.
"""

import datetime as dt

from django.core.files.base import ContentFile

from saferboard.meetings.bringing.operations import bring_in
from saferboard.meetings.models import AttendanceState, Meeting, Minute, PastKind
from saferboard.partners.models import User

LISTS = (
    ("Present", AttendanceState.PRESENT),
    ("Also present", AttendanceState.ALSO_PRESENT),
    ("Apologies", AttendanceState.APOLOGY),
)


def bring_minutes_in(meeting: Meeting, *, at: dt.datetime) -> None:
    """Bring a meeting's minutes in as the text file they could have come as."""
    file = ContentFile(_printed(meeting).encode(), f"minutes-{meeting.code}.txt")
    clerk = User.objects.get(username="clerk")
    bring_in(file, body=meeting.body, kind=PastKind.MINUTES, by=clerk, at=at)


def _printed(meeting: Meeting) -> str:
    day = meeting.starts.date()
    lines = [meeting.body.name, "", f"Minutes of the meeting held on {day.day} {day:%B %Y}", ""]
    for heading, state in LISTS:
        people = meeting.attendances.filter(state=state).order_by("position")
        lines += [f"{heading}:", "", *(_person(one.published_name, one.seat) for one in people), ""]
    for minute in meeting.minutes.order_by("position"):
        lines.append(f"{minute.number}\t{minute.title.upper()}\tAction")
        lines += _rows(minute)
    return "\n".join(lines) + "\n"


def _person(name: str, seat: str) -> str:
    return f"{name} ({seat})" if seat else name


def _rows(minute: Minute) -> list[str]:
    """Return what a minute says, its owners in the action column beside its last rows."""
    said = [*minute.paragraphs]
    said += [f"RESOLVED {clause[:1].lower()}{clause[1:]}" for clause in minute.clauses]
    owners = [action.owner_words for action in minute.actions.order_by("position")]
    column = [*[""] * (len(said) - len(owners)), *owners]
    return [f"\t{text}\t{owner}" for text, owner in zip(said, column, strict=True)]
