"""
Building an agenda item by item.
"""

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass, replace

from django.db import transaction
from django.utils import timezone

from saferboard.domain.days_said import refusal_of_weekdays
from saferboard.domain.exemption import refusal_to_exempt
from saferboard.domain.refusals import Refusal, Refused, require
from saferboard.domain.states import AgendaState, ProposalState
from saferboard.ledger.models import Kind
from saferboard.ledger.operations import record
from saferboard.meetings.agendas import ordering, permissions, rotation
from saferboard.meetings.agendas.following.operations import follow_meeting
from saferboard.meetings.agendas.proposing.operations import answer
from saferboard.meetings.agendas.suggesting import STANDING, Suggestion, suggestions
from saferboard.meetings.findable import keep_agenda
from saferboard.meetings.models import (
    Document,
    Item,
    ItemKind,
    LeftOut,
    Meeting,
    PaperKind,
    Part,
    Presenter,
    Proposal,
)
from saferboard.partners.models import Actor, Post, User


@dataclass(frozen=True)
class ItemWanted:
    """
    One item as the clerk wants it.  `parent` is the number of the item it is part of;
    `presenters` are posts' codes; an exempt one has its paragraph and reason.
    """

    title: str
    parent: str = ""
    note: str = ""
    presenters: Sequence[str] = ()
    presenter_note: str = ""
    expected_minutes: int | None = None
    verbal: bool = False
    paper: PaperKind = PaperKind.NONE
    minutes_of: str = ""
    priority: int | None = None
    exempt: bool = False
    exempt_paragraph: int | None = None
    exempt_reason: str = ""
    kind: ItemKind = ItemKind.ORDINARY
    recurs: bool = False


@transaction.atomic
def start_agenda(meeting: Meeting, *, by: Actor, at: dt.datetime) -> int:
    """
    Put on an agenda what always stands on it and whose turn it is; return how many items.

    :raises Refused: if it is not theirs to build, it is out, or nothing stands on it.
    """
    meeting = opened(meeting, by=by, at=at)
    offered = suggestions(meeting)
    standing = [one for one in offered if one.group == STANDING]
    if not standing and not meeting.items.exists():
        words = "The body has no standing items yet. Enter them, or add items one by one."
        raise Refused(Refusal("nothing-stands", words))
    wanted = [*standing, *(one for one in offered if one.priority is not None)]
    for one in wanted:
        _put_on(meeting, one)
    note_changed(meeting, f"put on {len(wanted)} items", by=by, at=at)
    return len(wanted)


@transaction.atomic
def bring(meeting: Meeting, origin: str, *, by: Actor, at: dt.datetime) -> Item:
    """
    Put on an agenda one thing it is offered, and return its item; a proposal is then taken.

    :raises Refused: if it is not offered any more.
    """
    meeting = opened(meeting, by=by, at=at)
    item = _put_on(meeting, _offered(meeting, origin))
    if origin.startswith("proposal-"):
        _take(origin, item, by=by, at=at)
    note_changed(meeting, f"put on item {item.number}", by=by, at=at)
    return item


def _offered(meeting: Meeting, origin: str) -> Suggestion:
    found = next((one for one in suggestions(meeting) if one.origin == origin), None)
    if found is None:
        words = "That is not offered any more: it is on the agenda, or was left out."
        raise Refused(Refusal("not-offered", words))
    return found


def _put_on(meeting: Meeting, one: Suggestion) -> Item:
    items = list(meeting.items.order_by("position", "id"))
    parent = next((i for i in items if one.under and i.kind == one.under and not i.parent_id), None)
    item = Item.objects.create(
        meeting=meeting,
        number=f"~{one.origin}"[:20],
        position=len(items) + 1,
        parent=parent,
        title=one.title[:300],
        note=one.note,
        paper=one.paper,
        minutes_of=one.minutes_of,
        priority=one.priority,
        expected_minutes=one.expected_minutes,
        verbal=one.verbal,
        kind=one.kind,
        origin=one.origin,
        recurs=one.recurs,
    )
    _presented_by(item, [one.presenter] if one.presenter else [])
    ends = one.group != STANDING and parent is None
    items.insert(ordering.before_the_end(items) if ends else len(items), item)
    ordering.renumber(meeting, items)
    return item


def _take(origin: str, item: Item, *, by: Actor, at: dt.datetime) -> None:
    proposal = Proposal.objects.get(pk=int(origin.removeprefix("proposal-")))
    answer(proposal, ProposalState.TAKEN, item=item, by=by, at=at)


@transaction.atomic
def leave_out(meeting: Meeting, origin: str, *, reason: str, by: User, at: dt.datetime) -> None:
    """
    Leave out of an agenda something it is offered, for a reason.

    :raises Refused: without a reason, or if it is not offered; a proposal is declined instead.
    """
    meeting = opened(meeting, by=by, at=at)
    if not reason.strip():
        raise Refused(Refusal("no-reason", "Say why it is left out."))
    if origin.startswith("proposal-"):
        raise Refused(Refusal("decline-it", "Decline the proposal, so that it is answered."))
    _offered(meeting, origin)
    LeftOut.objects.create(meeting=meeting, origin=origin, reason=reason.strip())
    note_changed(meeting, f"left out {origin}", by=by, at=at)


def item_of(meeting: Meeting, pk: int) -> Item:
    """
    Return an item of a meeting's agenda.

    :raises Refused: if it is not on it, or no more.
    """
    item = meeting.items.select_related("meeting").filter(pk=pk).first()
    if item is None:
        raise Refused(Refusal("no-such-item", "That item is not on the agenda any more."))
    return item


@transaction.atomic
def add_item(meeting: Meeting, wanted: ItemWanted, *, by: Actor, at: dt.datetime) -> Item:
    """
    Add an item to an agenda, before what always ends it, and return it.

    :raises Refused: if the agenda is out, or the item does not hold together.
    """
    meeting = opened(meeting, by=by, at=at)
    _hold_together(meeting, wanted, None)
    items = list(meeting.items.order_by("position", "id"))
    item = Item(meeting=meeting, number="~new", position=len(items) + 1)
    _write(item, wanted, items)
    place = len(items) if item.parent_id else ordering.before_the_end(items)
    items.insert(place, item)
    ordering.renumber(meeting, items)
    note_changed(meeting, f"added item {item.number}", by=by, at=at)
    return item


@transaction.atomic
def add_late_item(
    meeting: Meeting, wanted: ItemWanted, *, reason: str, by: Actor, at: dt.datetime
) -> Item:
    """
    Add an item to a published agenda, at its end, saying why it came late.

    Nothing else on the agenda changes.  An item that was not open to the public in time is only
    taken where the chair finds it urgent, for reasons the minutes give (Local Government Act
    1972, section 100B(4)(b)).

    :raises Refused: without a reason, before the agenda is out, or after the meeting.
    """
    require(permissions.refusal_to_build(by, on=timezone.localtime(at).date()))
    meeting = locked(meeting)
    require(permissions.refusal_to_add_late(meeting))
    if not reason.strip():
        raise Refused(Refusal("no-reason", "Say why the item is late, and why it cannot wait."))
    if wanted.parent:
        raise Refused(Refusal("late-part", "A late item stands at the end, and is part of none."))
    _hold_together(meeting, wanted, None)
    items = list(meeting.items.order_by("position", "id"))
    tops = sum(one.parent_id is None for one in items)
    item = Item(meeting=meeting, number=str(tops + 1), position=len(items) + 1)
    note = "\n".join(filter(None, (f"Late item: {reason.strip()}", wanted.note)))
    _write(item, replace(wanted, note=note), items)
    note_changed(meeting, f"added late item {item.number}", by=by, at=at)
    return item


@transaction.atomic
def change_item(item: Item, wanted: ItemWanted, *, by: Actor, at: dt.datetime) -> Item:
    """
    Write an item of an agenda anew.

    :raises Refused: if the agenda is out, or the item does not hold together.
    """
    meeting = opened(item.meeting, by=by, at=at)
    item = Item.objects.get(pk=item.pk)
    _hold_together(meeting, wanted, item)
    others = list(meeting.items.exclude(pk=item.pk).order_by("position", "id"))
    _write(item, wanted, others)
    ordering.renumber(meeting)
    item.refresh_from_db()
    note_changed(meeting, f"changed item {item.number}", by=by, at=at)
    return item


def _write(item: Item, wanted: ItemWanted, others: Sequence[Item]) -> None:
    item.parent = next((one for one in others if one.number == wanted.parent), None)
    item.title, item.note, item.kind = wanted.title, wanted.note, wanted.kind
    item.presenter_note, item.recurs = wanted.presenter_note, wanted.recurs
    item.expected_minutes, item.verbal = wanted.expected_minutes, wanted.verbal
    item.paper, item.priority = wanted.paper, wanted.priority
    item.minutes_of = Meeting.objects.filter(code=wanted.minutes_of).first()
    item.part = Part.EXEMPT if wanted.exempt else Part.OPEN
    item.exempt_paragraph = wanted.exempt_paragraph if wanted.exempt else None
    item.exempt_reason = wanted.exempt_reason.strip() if wanted.exempt else ""
    item.save()
    _presented_by(item, wanted.presenters)


def _presented_by(item: Item, codes: Sequence[str]) -> None:
    """Have posts present an item; one that did before keeps the name it was published under."""
    names = dict(item.presenters.values_list("post__code", "published_name"))
    posts = {post.code: post for post in Post.objects.filter(code__in=codes)}
    item.presenters.all().delete()
    Presenter.objects.bulk_create(
        Presenter(item=item, position=n, post=posts[code], published_name=names.get(code, ""))
        for n, code in enumerate(codes, start=1)
    )


def _hold_together(meeting: Meeting, wanted: ItemWanted, item: Item | None) -> None:
    """
    Stop where an item says two things at once, or names what is not there.

    :raises Refused: with what to do about it.
    """
    near = timezone.localtime(meeting.starts).date()
    require(refusal_of_weekdays(f"{wanted.title}\n{wanted.note}", near=near))
    if wanted.exempt:
        require(refusal_to_exempt(wanted.exempt_paragraph, wanted.exempt_reason))
    elif wanted.exempt_paragraph or wanted.exempt_reason.strip():
        words = "A paragraph and a reason are for an exempt item. Say that it is exempt, or clear."
        raise Refused(Refusal("not-exempt", words))
    if wanted.verbal and wanted.paper != PaperKind.NONE:
        words = "A verbal item has no paper. Choose “no paper”, or say that papers come with it."
        raise Refused(Refusal("verbal-with-a-paper", words))
    known = Post.objects.filter(code__in=wanted.presenters).count()
    if known != len(set(wanted.presenters)):
        raise Refused(Refusal("unknown-post", "Choose who presents from the list."))
    _paper_is_there(meeting, wanted, item)
    _place_is_there(meeting, wanted, item)


def _paper_is_there(meeting: Meeting, wanted: ItemWanted, item: Item | None) -> None:
    earlier = Meeting.objects.filter(
        code=wanted.minutes_of, body=meeting.body_id, starts__lt=meeting.starts
    )
    if (wanted.paper == PaperKind.MINUTES) != bool(wanted.minutes_of):
        words = "Choose the meeting whose minutes are the paper, or another kind of paper."
        raise Refused(Refusal("minutes-of-what", words))
    if wanted.minutes_of and not earlier.exists():
        words = "Minutes are of an earlier meeting of the same body. Choose one from the list."
        raise Refused(Refusal("minutes-of-what", words))
    numbers = {number for number, _ in rotation.priorities()}
    if wanted.paper == PaperKind.PRIORITY and wanted.priority not in numbers:
        raise Refused(Refusal("which-priority", "Choose the priority whose paper it is."))
    if wanted.paper == PaperKind.DOCUMENT and not (
        item and Document.objects.filter(item=item).exists()
    ):
        words = "Save the item with no paper yet, then choose “Write the paper” beside it."
        raise Refused(Refusal("not-written", words))


def _place_is_there(meeting: Meeting, wanted: ItemWanted, item: Item | None) -> None:
    if not wanted.parent:
        return
    tops = meeting.items.filter(parent__isnull=True, number=wanted.parent)
    if item is not None:
        tops = tops.exclude(pk=item.pk)
    if not tops.exists():
        raise Refused(Refusal("no-such-item", f"There is no item {wanted.parent} to be part of."))
    if item is not None and item.parts.exists():
        words = "The item has parts of its own, and cannot become a part. Move those first."
        raise Refused(Refusal("has-parts", words))


@transaction.atomic
def move_item(item: Item, *, up: bool, by: User, at: dt.datetime) -> Item:
    """
    Move an item one place up or down among those beside it, with its parts.

    :raises Refused: if there is no such place, or the agenda is out.
    """
    meeting = opened(item.meeting, by=by, at=at)
    items = list(meeting.items.order_by("position", "id"))
    ordering.renumber(meeting, ordering.moved(items, item, up=up))
    item.refresh_from_db()
    note_changed(meeting, f"moved an item to {item.number}", by=by, at=at)
    return item


@transaction.atomic
def remove_item(item: Item, *, by: User, at: dt.datetime) -> None:
    """
    Take an item off an agenda, with its parts and what was written for them.

    What it was built from is offered again; a proposal was answered, and stays so.
    """
    meeting = opened(item.meeting, by=by, at=at)
    number = item.number
    gone = [item.pk, *item.parts.values_list("pk", flat=True)]
    item.delete()
    keep_agenda(meeting, gone)
    ordering.renumber(meeting)
    note_changed(meeting, f"took off item {number}", by=by, at=at)


def opened(meeting: Meeting, *, by: Actor, at: dt.datetime) -> Meeting:
    """
    Return a meeting, locked, whose agenda may be changed; an approved one is a draft again.

    :raises Refused: if it is not theirs to build, or it is out.
    """
    require(permissions.refusal_to_build(by, on=timezone.localtime(at).date()))
    meeting = locked(meeting)
    require(permissions.refusal_to_change(meeting))
    if meeting.agenda_state == AgendaState.APPROVED:
        meeting.agenda_state = AgendaState.DRAFT
        meeting.save(update_fields=["agenda_state"])
    follow_meeting(meeting, by=by, at=at)
    return meeting


def locked(meeting: Meeting) -> Meeting:
    """Return a meeting that nobody else changes until this is done."""
    held = Meeting.objects.select_for_update(of=("self",)).select_related("body")
    return held.get(pk=meeting.pk)


def note_changed(meeting: Meeting, what: str, *, by: Actor, at: dt.datetime) -> None:
    """Leave the line of a changed agenda, and have its items found as they stand now."""
    keep_agenda(meeting)
    record(Kind.AGENDA_CHANGED, subject=f"meeting {meeting.code}", by=by, at=at, what=what)
