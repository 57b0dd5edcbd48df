"""
The personal records of this room: names that public papers printed.
"""

import datetime as dt
from collections.abc import Iterator

from django.db import models, transaction
from django.utils import timezone

from saferboard.domain.retention import Term
from saferboard.domain.states import MeetingState
from saferboard.meetings.agreeing.operations import keep_note
from saferboard.meetings.findable import keep_agenda
from saferboard.meetings.models import (
    ActionOwner,
    Attendance,
    Declaration,
    Matter,
    Meeting,
    MeetingChange,
    MinuteBook,
    Pack,
    PlannedDay,
    Presenter,
    ReportHeader,
    Summons,
)
from saferboard.partners.models import Actor
from saferboard.partners.record_kinds import Correctable, Found, RecordKind, Subject

PRINTED = (Meeting, Summons, PlannedDay, MeetingChange, Presenter, ReportHeader, Pack)
PRINTED += (Attendance, Declaration, ActionOwner, Matter, MinuteBook)

PUBLIC_RECORD = (
    "It is part of a public record that the law has kept and open:"
    " UK GDPR, article 17(3)(b) and (d)."
)


PRINTS: tuple[tuple[type[models.Model], str, str, str], ...] = (
    (Meeting, "contact_name", "code", "As the contact for a meeting"),
    (Summons, "published_name", "meeting__code", "As a member called to a meeting"),
    (Presenter, "published_name", "item__meeting__code", "As presenting an item"),
    (Attendance, "published_name", "meeting__code", "As attending, or sending apologies"),
    (Declaration, "published_name", "meeting__code", "As declaring an interest"),
    (ActionOwner, "owner_as_printed", "action__minute__meeting__code", "As owner of an action"),
)


def _about(subject: Subject) -> Iterator[Found]:
    name = subject.name.strip()
    for model, column, meeting, words in PRINTS:
        rows = model._base_manager.filter(**{f"{column}__iexact": name})
        meetings = sorted(set(rows.values_list(meeting, flat=True)))
        if meetings:
            yield Found(
                kind="published-names",
                ref=model._meta.model_name,
                title=words,
                facts=(("Name as printed", name), ("Meetings", ", ".join(meetings))),
                why_not=PUBLIC_RECORD,
            )


STANDS = (
    "The minutes of a meeting that was held stand as they were printed. A note with the right name"
    " is printed under the first of them."
)


def _correctable(subject: Subject) -> Iterator[Correctable]:
    name = subject.name.strip()
    named: set[str] = set()
    for model, column, meeting, _ in PRINTS:
        rows = model._base_manager.filter(**{f"{column}__iexact": name})
        named |= set(rows.values_list(meeting, flat=True))
    found = Meeting.objects.filter(code__in=named).select_related("body")
    for one in found.prefetch_related("minutes").order_by("code"):
        held = one.state == MeetingState.HELD
        if held and not one.minutes.all():
            continue
        when = f"{timezone.localtime(one.starts):%-d %B %Y}"
        yield Correctable(
            kind="published-names",
            ref=f"meeting {one.code}",
            field="name",
            label=f"Name in the papers of {one.body.name}, {when}",
            value=name,
            stands=STANDS if held else "",
        )


@transaction.atomic
def _correct(one: Correctable, value: str, by: Actor, at: dt.datetime) -> None:
    """Write a name anew where a meeting is still to come; note it in the minutes of one held."""
    meeting = Meeting.objects.get(code=one.ref.removeprefix("meeting "))
    if one.stands:
        first = meeting.minutes.order_by("position", "id").first()
        assert first is not None, "a meeting without minutes is not offered"
        words = f"Corrected at the person’s request: the name printed as “{one.value}” is {value}."
        keep_note(first, words, on_day=timezone.localtime(at).date(), by=by, at=at)
        return
    for model, column, of, _ in PRINTS:
        rows = model._base_manager.filter(**{f"{column}__iexact": one.value, of: meeting.code})
        rows.update(**{column: value})
    keep_agenda(meeting)


KINDS = (
    RecordKind(
        code="published-names",
        label="Names in agendas and minutes",
        controller="The council, as clerk to the board",
        purpose="Saying who was called, came, presented and was asked to act",
        basis="UK GDPR article 6(1)(c) and (e): Local Government Act 1972, sections 100A to 100K",
        people="Members of the board and officers, in their posts",
        data=("name as printed", "post", "meeting", "interest declared", "why a meeting moved"),
        recipients="Anyone, once published",
        kept=Term(),
        since="",
        authority="Minutes of a public body are its permanent record",
        tables=tuple(f"meetings.{model.__name__}" for model in PRINTED),
        about=_about,
        correctable=_correctable,
        correct=_correct,
        risks=(
            ("An old paper names somebody long after", "Posts come first; names only in print"),
        ),
    ),
)
