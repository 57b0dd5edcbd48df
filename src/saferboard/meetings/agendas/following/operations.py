"""
Keeping what an agenda says of the meeting before it true while the calendar changes.
"""

import datetime as dt

from django.db import transaction
from django.utils import timezone

from saferboard.bodies.models import Body
from saferboard.domain.states import AgendaState
from saferboard.ledger.models import Kind
from saferboard.ledger.operations import record
from saferboard.meetings.agendas.returning import meeting_before
from saferboard.meetings.findable import keep_agenda
from saferboard.meetings.models import ChangeKind, Item, ItemKind, Meeting, PaperKind, StandingItem
from saferboard.partners.models import Actor
from saferboard.ui.words import day


def minutes_title(title: str, of: Meeting | None) -> str:
    """Return what an item is called that is there for the minutes of a meeting."""
    return title if of is None else dated(title, of.starts)


def dated(title: str, on: dt.datetime) -> str:
    """Return what an item is called that is there for the minutes of a day."""
    return f"{title} held on {day(timezone.localtime(on))}"


@transaction.atomic
def follow_calendar(body: Body, *, by: Actor, at: dt.datetime) -> None:
    """
    Have each agenda of a body that is not out name the minutes of the meeting before it.

    Part of changing the calendar or an agenda, whose right was asked for there.
    """
    open_ones = Meeting.objects.filter(body=body, starts__gt=at)
    for meeting in open_ones.exclude(agenda_state=AgendaState.PUBLISHED).order_by("starts", "pk"):
        follow_meeting(meeting, by=by, at=at)


def follow_meeting(meeting: Meeting, *, by: Actor, at: dt.datetime) -> None:
    """
    Have an agenda name the minutes of the meeting before it, where it names another's.

    An item that the clerk gave another title or another meeting is left as it is.
    """
    before = meeting_before(meeting)
    for item in meeting.items.filter(kind=ItemKind.MINUTES).select_related("minutes_of"):
        title = _standing_title(item)
        wanted = minutes_title(title, before)[:300]
        if (item.minutes_of, item.title) == (before, wanted) or not _follows(item, title):
            continue
        item.minutes_of, item.title = before, wanted
        item.paper = PaperKind.NONE if before is None else PaperKind.MINUTES
        item.save(update_fields=["minutes_of", "title", "paper"])
        if meeting.agenda_state == AgendaState.APPROVED:
            meeting.agenda_state = AgendaState.DRAFT
            meeting.save(update_fields=["agenda_state"])
        keep_agenda(meeting)
        what = f"named the minutes of another meeting in item {item.number}"
        record(Kind.AGENDA_CHANGED, subject=f"meeting {meeting.code}", by=by, at=at, what=what)


def _follows(item: Item, title: str) -> bool:
    """Return whether an item still says what it was begun with, of a meeting since moved too."""
    of = item.minutes_of
    if item.verbal or item.paper not in (PaperKind.NONE, PaperKind.MINUTES):
        return False
    if of is None or item.title == minutes_title(title, of):
        return item.title == minutes_title(title, of)
    moves = of.changes.filter(kind=ChangeKind.MOVED).values_list("was", flat=True)
    return item.title in {dated(title, was) for was in moves}


def _standing_title(item: Item) -> str:
    """Return what the item stands as on every agenda, or its own title where it stands on none."""
    kept = item.origin.removeprefix("standing-")
    if kept == item.origin:
        return item.title
    found = StandingItem.objects.filter(pk=int(kept)).values_list("title", flat=True).first()
    return item.title if found is None else found
