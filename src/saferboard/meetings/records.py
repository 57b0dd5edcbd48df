"""
The personal records of this room: names that public papers printed.
"""

from collections.abc import Iterator

from saferboard.domain.retention import Term
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
from saferboard.partners.record_kinds import Found, RecordKind, Subject

PRINTED = (Meeting, Summons, PlannedDay, MeetingChange, Presenter, ReportHeader, Pack)
PRINTED += (Attendance, Declaration, ActionOwner, Matter, MinuteBook)

PUBLIC_RECORD = (
    "It is part of a public record that the law has kept and open:"
    " UK GDPR, article 17(3)(b) and (d)."
)


def _about(subject: Subject) -> Iterator[Found]:
    name = subject.name.strip()
    printed = (
        (Meeting, "contact_name", "code", "As the contact for a meeting"),
        (Summons, "published_name", "meeting__code", "As a member called to a meeting"),
        (Presenter, "published_name", "item__meeting__code", "As presenting an item"),
        (Attendance, "published_name", "meeting__code", "As attending, or sending apologies"),
        (Declaration, "published_name", "meeting__code", "As declaring an interest"),
        (ActionOwner, "owner_as_printed", "action__minute__meeting__code", "As owner of an action"),
    )
    for model, column, meeting, words in printed:
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
        risks=(
            ("An old paper names somebody long after", "Posts come first; names only in print"),
        ),
    ),
)
