"""
Calling a meeting with its agenda, recording minutes, bringing matters back.
"""

import datetime as dt
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from django.db import transaction

from saferboard.bodies.models import Body
from saferboard.domain.minuting import MinutesState
from saferboard.domain.refusals import Refusal, Refused, require
from saferboard.domain.states import MEETING_MOVES, AgendaState, MeetingState
from saferboard.ledger.models import Kind
from saferboard.ledger.operations import record
from saferboard.measures.tokens import find
from saferboard.meetings.findable import keep_agenda, keep_minutes
from saferboard.meetings.models import (
    ActionOwner,
    Attendance,
    AttendanceState,
    Document,
    Item,
    ItemKind,
    Matter,
    Meeting,
    Minute,
    MinuteAction,
    MinuteBook,
    PaperKind,
    Presenter,
    ReportHeader,
    Summons,
)
from saferboard.meetings.permissions import refusal_to_write
from saferboard.partners.models import Actor, Post, User
from saferboard.search import operations as search


@dataclass(frozen=True)
class Named:
    """A post and the name a public paper printed with it."""

    post: str
    published_name: str = ""
    note: str = ""


@dataclass(frozen=True)
class ItemPlanned:
    """
    One line of an agenda.  `parent` is the number of the item it is part of; `parts` the
    written paper under it; `minutes_of` the code of an earlier meeting.
    """

    number: str
    title: str
    parent: str = ""
    note: str = ""
    presenter_note: str = ""
    presenters: Sequence[Named] = ()
    paper: PaperKind = PaperKind.NONE
    minutes_of: str = ""
    priority: int | None = None
    document_title: str = ""
    parts: Sequence[Mapping] = ()
    kind: ItemKind = ItemKind.ORDINARY
    verbal: bool = False


@dataclass(frozen=True)
class MeetingPlanned:
    code: str
    body: str
    starts: dt.datetime
    state: MeetingState
    ends: dt.datetime | None = None
    place: str = "not stated"
    agenda_published: dt.date | None = None
    contact: Named | None = None
    next_meeting: dt.datetime | None = None
    question_rules: str = ""
    summons: Sequence[Named] = ()
    items: Sequence[ItemPlanned] = ()


@dataclass(frozen=True)
class ActionWritten:
    """An entry of the action column; `owners` are (as printed, post code or empty)."""

    owners: Sequence[tuple[str, str]] = ()
    text: str = ""
    due: dt.date | None = None
    next_meeting: bool = False
    all_partners: bool = False


@dataclass(frozen=True)
class MinuteWritten:
    """One minute; `clauses` are what was resolved."""

    number: str
    title: str
    paragraphs: Sequence[str]
    clauses: Sequence[str] = ()
    actions: Sequence[ActionWritten] = ()


@dataclass(frozen=True)
class MatterRaised:
    """A minute of an earlier meeting, brought back with what has been done since."""

    meeting: str
    minute: str
    matter: str
    update: str
    owner: str = ""


@transaction.atomic
def call_meeting(planned: MeetingPlanned, *, by: Actor, at: dt.datetime) -> Meeting:
    """
    Call a meeting: summon its members and set out its agenda.

    :raises Refused: if it has been called already, or names a body, post or meeting nobody
        knows, or an item before the one it is part of.
    """
    if Meeting.objects.filter(code=planned.code).exists():
        raise Refused(Refusal("already-called", f"The meeting {planned.code} is already called."))
    posts = {post.code: post for post in Post.objects.all()}
    body = Body.objects.filter(code=planned.body).first()
    if body is None:
        raise Refused(Refusal("unknown-body", f"There is no body {planned.body}."))
    meeting = Meeting.objects.create(
        code=planned.code,
        body=body,
        starts=planned.starts,
        ends=planned.ends,
        place=planned.place,
        state=planned.state,
        agenda_state=AgendaState.PUBLISHED if planned.agenda_published else AgendaState.DRAFT,
        agenda_published=planned.agenda_published,
        contact=_post(planned.contact.post, posts) if planned.contact else None,
        contact_name=planned.contact.published_name if planned.contact else "",
        next_meeting=planned.next_meeting,
        question_rules=planned.question_rules,
    )
    _summon(meeting, planned.summons, posts)
    _set_out_agenda(meeting, planned.items, posts)
    keep_agenda(meeting)
    record(
        Kind.MEETING_CALLED,
        subject=f"meeting {meeting.code}",
        by=by,
        at=at,
        items=len(planned.items),
        summoned=len(planned.summons),
    )
    return meeting


def _summon(meeting: Meeting, members: Sequence[Named], posts: Mapping[str, Post]) -> None:
    Summons.objects.bulk_create(
        Summons(
            meeting=meeting,
            position=position,
            post=_post(named.post, posts),
            published_name=named.published_name,
            note=named.note,
        )
        for position, named in enumerate(members, start=1)
    )


def _set_out_agenda(
    meeting: Meeting, planned: Sequence[ItemPlanned], posts: Mapping[str, Post]
) -> None:
    earlier = {m.code: m for m in Meeting.objects.all()}
    items: dict[str, Item] = {}
    for position, one in enumerate(planned, start=1):
        items[one.number] = Item.objects.create(
            meeting=meeting,
            number=one.number,
            position=position,
            parent=_known(one.parent, items, "item") if one.parent else None,
            title=one.title,
            note=one.note,
            presenter_note=one.presenter_note,
            paper=one.paper,
            minutes_of=_known(one.minutes_of, earlier, "meeting") if one.minutes_of else None,
            priority=one.priority,
            kind=one.kind,
            verbal=one.verbal,
        )
        Presenter.objects.bulk_create(
            Presenter(
                item=items[one.number],
                position=place,
                post=_post(named.post, posts),
                published_name=named.published_name,
            )
            for place, named in enumerate(one.presenters, start=1)
        )
        if one.parts:
            Document.objects.create(
                item=items[one.number], title=one.document_title, parts=list(one.parts)
            )


@transaction.atomic
def note_held(meeting: Meeting, *, ends: dt.datetime | None, by: Actor, at: dt.datetime) -> None:
    """
    Note that a meeting was held, and when it ended if that is known.

    :raises Refused: if it was cancelled, or never confirmed.
    """
    if MeetingState.HELD not in MEETING_MOVES[MeetingState(meeting.state)]:
        words = f"The {meeting} is {meeting.state.lower()}, and cannot be noted as held."
        raise Refused(Refusal("cannot-be-held", words))
    meeting.state, meeting.ends = MeetingState.HELD, ends or meeting.ends
    meeting.save(update_fields=["state", "ends"])
    record(Kind.SITTING_NOTED, subject=f"meeting {meeting.code}", by=by, at=at)


@transaction.atomic
def record_minutes(
    meeting: Meeting,
    *,
    attended: Sequence[tuple[AttendanceState, str, str]],
    minutes: Sequence[MinuteWritten],
    by: Actor,
    at: dt.datetime,
) -> None:
    """
    Keep who was there, as (state, published name, seat as printed), and what was minuted: a
    draft, until it is checked and agreed here.

    :raises Refused: if the meeting was not held, has minutes already, or an action's post
        or a figure spoken of is not known.
    """
    if meeting.state != MeetingState.HELD:
        raise Refused(Refusal("not-held", "Minutes can only be kept of a meeting that was held."))
    if meeting.minutes.exists() or MinuteBook.objects.filter(meeting=meeting).exists():
        raise Refused(Refusal("already-minuted", f"The {meeting} has its minutes already."))
    posts = {post.code: post for post in Post.objects.all()}
    MinuteBook.objects.create(meeting=meeting, state=MinutesState.DRAFT, begun_at=at)
    Attendance.objects.bulk_create(
        Attendance(meeting=meeting, position=n, state=state, published_name=name, seat=seat)
        for n, (state, name, seat) in enumerate(attended, start=1)
    )
    for position, written in enumerate(minutes, start=1):
        _keep_minute(meeting, position, written, posts)
    keep_minutes(meeting)
    record(
        Kind.MINUTES_RECORDED,
        subject=f"meeting {meeting.code}",
        by=by,
        at=at,
        minutes=len(minutes),
    )


def _keep_minute(
    meeting: Meeting, position: int, written: MinuteWritten, posts: Mapping[str, Post]
) -> None:
    for text in written.paragraphs:
        find(text)  # a figure nobody knows, found later, would shut every page that shows it
    minute = Minute.objects.create(
        meeting=meeting,
        number=written.number,
        position=position,
        title=written.title,
        paragraphs=list(written.paragraphs),
        clauses=list(written.clauses),
    )
    for place, action in enumerate(written.actions, start=1):
        keep_action(minute, place, action, posts)


def keep_action(
    minute: Minute, position: int, written: ActionWritten, posts: Mapping[str, Post]
) -> None:
    """
    Keep one entry of a minute's action column.

    :raises Refused: if an owner's post is not known.
    """
    action = MinuteAction.objects.create(
        minute=minute,
        position=position,
        text=written.text,
        due=written.due,
        next_meeting=written.next_meeting,
        all_partners=written.all_partners,
    )
    keep_owners(action, written.owners, posts)


def keep_owners(
    action: MinuteAction, owners: Iterable[tuple[str, str]], posts: Mapping[str, Post]
) -> None:
    """Keep who is to do an action, as (as printed, the post's code or nothing)."""
    ActionOwner.objects.bulk_create(
        ActionOwner(
            action=action,
            position=n,
            owner_as_printed=printed,
            post=_post(post, posts) if post else None,
        )
        for n, (printed, post) in enumerate(owners, start=1)
    )


@transaction.atomic
def bring_back_matters(
    meeting: Meeting,
    *,
    matters: Sequence[MatterRaised],
    header_number: str,
    header_facts: Sequence,
) -> None:
    """
    List the matters arising for a meeting, under the head of its report.

    Part of setting out an agenda, and so within the line that says the meeting was called.

    :raises Refused: if the agenda has no item for them, or one names a minute or post nobody
        knows.
    """
    item = meeting.items.filter(paper=PaperKind.MATTERS_ARISING).first()
    if item is None:
        raise Refused(Refusal("no-item", "The agenda has no item for matters arising. Add one."))
    posts = {post.code: post for post in Post.objects.all()}
    held = {
        (minute.meeting.code, minute.number): minute
        for minute in Minute.objects.select_related("meeting")
    }
    Matter.objects.bulk_create(
        Matter(
            meeting=meeting,
            position=position,
            minute=_known((raised.meeting, raised.minute), held, "minute"),
            matter=raised.matter,
            update=raised.update,
            owner=_post(raised.owner, posts) if raised.owner else None,
            corrected=True,
        )
        for position, raised in enumerate(matters, start=1)
    )
    ReportHeader.objects.create(item=item, number=header_number, facts=list(header_facts))


@transaction.atomic
def rewrite_document(
    document: Document, texts: Sequence[str], *, by: User, at: dt.datetime
) -> None:
    """
    Write a paper anew from texts: a heading begins “## ”, an entry of a list “- ”.

    :raises Refused: if it is not theirs to write.
    """
    require(refusal_to_write(by, on=at.date()))
    document.parts = parts_of(texts)
    document.save(update_fields=["parts"])
    search.keep("paper", [document.item_id])
    meeting, number = document.item.meeting, document.item.number
    record(
        Kind.TEXT_CORRECTED,
        subject=f"meeting {meeting.code}, item {number}",
        by=by,
        at=at,
        texts=len(texts),
    )


def parts_of(texts: Sequence[str]) -> list[dict]:
    """Return a paper's parts from texts: a heading begins “## ”, an entry of a list “- ”."""
    parts: list[dict] = []
    for text in texts:
        if text.startswith("## "):
            parts.append({"heading": text.removeprefix("## ")})
        elif not text.startswith("- "):
            parts.append({"paragraph": text})
        elif parts and "bullets" in parts[-1]:
            parts[-1]["bullets"].append(text.removeprefix("- "))
        else:
            parts.append({"bullets": [text.removeprefix("- ")]})
    return parts


def _post(code: str, posts: Mapping[str, Post]) -> Post:
    return _known(code, posts, "post")


def _known(name, things, kind: str):
    if name not in things:
        raise Refused(Refusal(f"unknown-{kind}", f"There is no {kind} {name}. Enter it first."))
    return things[name]
