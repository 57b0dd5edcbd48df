"""
What this room gives to be found: minutes, papers and actions.
"""

import datetime as dt
from collections.abc import Iterable, Iterator

from django.db.models import QuerySet
from django.urls import reverse
from django.utils import timezone

from saferboard.meetings.looking.references import (
    refs_of_actions,
    refs_of_items,
    refs_of_minutes,
)
from saferboard.meetings.models import Item, Meeting, Minute, MinuteAction, PaperKind
from saferboard.meetings.models.minutes import ALL_PARTNERS
from saferboard.meetings.sight import actions_visible, items_visible, minutes_visible
from saferboard.search import operations as search
from saferboard.search.sources import Source, Text


def _day(meeting: Meeting) -> dt.date:
    return timezone.localtime(meeting.starts).date()


def _minutes(found: QuerySet[Minute]) -> Iterator[Text]:
    rows = found.select_related("meeting__body").prefetch_related("notes")
    for minute in rows.order_by("pk"):
        meeting = minute.meeting
        yield Text(
            thing=minute.pk,
            title=f"Minute {minute.number}: {minute.title}",
            place=meeting.body.name,
            words="\n".join(
                [*minute.paragraphs, minute.resolution, *(note.text for note in minute.notes.all())]
            ),
            href=f"{reverse('meetings:minutes', args=[meeting.code])}#minute-{minute.number}",
            day=_day(meeting),
        )


def _items(found: QuerySet[Item]) -> Iterator[Text]:
    rows = found.select_related("meeting__body", "document").order_by("pk")
    for item in rows:
        meeting = item.meeting
        document = getattr(item, "document", None)
        said = [item.note, document.title if document else ""]
        said += _texts(document.parts) if document else []
        has_page = item.paper != PaperKind.NONE
        address = "packs:paper" if has_page else "meetings:meeting"
        args = [meeting.code, item.number] if has_page else [meeting.code]
        yield Text(
            thing=item.pk,
            title=f"Item {item.number}: {item.title}",
            place=f"{meeting.body.name}, agenda",
            words="\n".join(part for part in said if part),
            href=reverse(address, args=args),
            day=_day(meeting),
        )


def _texts(parts: list[dict]) -> list[str]:
    """Return the texts of a written paper, part by part."""
    found: list[str] = []
    for part in parts:
        for said in part.values():
            found += said if isinstance(said, list) else [said]
    return found


def _actions(found: QuerySet[MinuteAction]) -> Iterator[Text]:
    rows = found.select_related("minute__meeting__body").prefetch_related(
        "steps", "owners__post__organisation"
    )
    for action in rows.order_by("pk"):
        minute, meeting = action.minute, action.minute.meeting
        posts = [owner.post for owner in action.owners.all() if owner.post]
        whose = [ALL_PARTNERS] if action.all_partners else []
        whose += [f"{post.title}, {post.organisation.name}" for post in posts]
        said = [step.text for step in action.steps.all()]
        yield Text(
            thing=action.pk,
            title=action.text[:300] or f"Action of minute {minute.number}: {minute.title}",
            place=f"{meeting.body.name}, minute {minute.number}",
            words="\n".join(part for part in [action.text, *whose, *said] if part),
            href=reverse("meetings:action", args=[action.pk]),
            day=_day(meeting),
        )


SOURCES = (
    Source("minute", "Minutes", Minute.objects.all, _minutes, minutes_visible, refs_of_minutes),
    Source(
        "action", "Actions", MinuteAction.objects.all, _actions, actions_visible, refs_of_actions
    ),
    Source(
        "paper", "Papers and agenda items", Item.objects.all, _items, items_visible, refs_of_items
    ),
)


def keep_agenda(meeting: Meeting, gone: Iterable[int] = ()) -> None:
    """Have the items of a meeting found as they stand now, and those `gone` no more."""
    search.keep("paper", {*meeting.items.values_list("pk", flat=True), *gone})


def keep_minutes(
    meeting: Meeting, gone: Iterable[int] = (), actions_gone: Iterable[int] = ()
) -> None:
    """Have a meeting's minutes and actions found as they stand now, and those `gone` no more."""
    search.keep("minute", {*meeting.minutes.values_list("pk", flat=True), *gone})
    asked = MinuteAction.objects.filter(minute__meeting=meeting).order_by()
    search.keep("action", {*asked.values_list("pk", flat=True), *actions_gone})
