"""
An agenda being built, in words.
"""

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass

from django.urls import reverse
from django.utils import timezone

from saferboard.bodies.models import Body
from saferboard.domain.exemption import paragraph_words
from saferboard.domain.states import AgendaState, ProposalState
from saferboard.meetings.agendas import permissions
from saferboard.meetings.agendas.suggesting import GROUPS, Suggestion
from saferboard.meetings.models import (
    Item,
    ItemKind,
    Meeting,
    PaperKind,
    Part,
    Proposal,
    StandingItem,
)
from saferboard.meetings.seen import ItemSeen
from saferboard.partners.models import User
from saferboard.ui.components import Cell, Link, Table, Tag
from saferboard.ui.words import counted, day, hour, listed

STATE_TONES = {
    AgendaState.DRAFT: "amber",
    AgendaState.APPROVED: "blue",
    AgendaState.PUBLISHED: "green",
}
ANSWER_TONES = {
    ProposalState.WAITING: "amber",
    ProposalState.TAKEN: "green",
    ProposalState.DECLINED: "grey",
    ProposalState.WITHDRAWN: "grey",
}


@dataclass(frozen=True)
class LineShown:
    """One item of an agenda being built, and what may be done with it."""

    pk: int
    number: str
    title: str
    is_part: bool
    presenter: str
    facts: str
    note: str
    exempt: str
    may_rise: bool
    may_sink: bool
    links: tuple[Link, ...]
    reached: str


MOST_OFFERED = 100
"""How many things of one kind are shown at once: an old board may have thousands that wait."""


@dataclass(frozen=True)
class OfferShown:
    """One thing an agenda is offered."""

    origin: str
    title: str
    why: str
    leave_href: str
    leave_words: str


@dataclass(frozen=True)
class BuildShown:
    """An agenda being built; `refusal` says why it cannot be changed."""

    code: str
    title: str
    state: Tag
    lines: tuple[LineShown, ...]
    offers: tuple[tuple[str, tuple[OfferShown, ...], str], ...]
    time: str
    refusal: str
    may_approve: bool
    is_draft: bool
    may_add_late: bool
    standing_href: str
    rules_href: str
    turns_href: str


def manner(item: ItemSeen) -> str:
    """How an item comes and how long it may take, as “Verbal, 10 minutes”."""
    parts = ["Verbal"] * item.verbal
    if item.expected_minutes:
        parts.append(counted(item.expected_minutes, "minute"))
    return ", ".join(parts)


def exemption(paragraph: int | None, reason: str) -> str:
    """Why an item is exempt, as one sentence; nothing where it is not."""
    return f"{paragraph_words(paragraph)}. {reason}" if paragraph else ""


def build_shown(meeting: Meeting, offered: Sequence[Suggestion], user: User, *, on: dt.date):
    """Return a meeting's agenda as whoever builds it sees it."""
    items = list(
        meeting.items.select_related("parent").prefetch_related("presenters__post__organisation")
    )
    items.sort(key=lambda item: (item.position, item.pk))
    refusal = permissions.refusal_to_change(meeting)
    state = AgendaState(meeting.agenda_state)
    chairs = permissions.refusal_to_approve(user, meeting, on=on) is None
    return BuildShown(
        code=meeting.code,
        title=f"Agenda of {day(timezone.localtime(meeting.starts))}",
        state=Tag(state.label, STATE_TONES[state]),
        lines=tuple(_line(one, items, meeting, changeable=refusal is None) for one in items),
        offers=_offers(meeting, offered) if refusal is None else (),
        time=_time(meeting, items),
        refusal=str(refusal or ""),
        may_approve=chairs and state is AgendaState.DRAFT and bool(items),
        is_draft=refusal is None,
        may_add_late=permissions.refusal_to_add_late(meeting) is None,
        standing_href=reverse("meetings:standing", args=[meeting.body.code]),
        rules_href=reverse("meetings:rules", args=[meeting.body.code]),
        turns_href=reverse("plans:turns", args=[meeting.body.code]),
    )


def _line(item: Item, items: list[Item], meeting: Meeting, *, changeable: bool) -> LineShown:
    beside = [one.pk for one in items if one.parent_id == item.parent_id]
    here = beside.index(item.pk)
    posts = [f"{p.post.title}, {p.post.organisation.short}" for p in item.presenters.all()]
    return LineShown(
        pk=item.pk,
        number=item.number,
        title=item.title,
        is_part=item.parent_id is not None,
        presenter=listed(posts),
        facts=_facts(item),
        note=item.note,
        exempt=exemption(item.exempt_paragraph, item.exempt_reason)
        if item.part == Part.EXEMPT
        else "",
        may_rise=changeable and here > 0,
        may_sink=changeable and here < len(beside) - 1,
        links=tuple(_links(item, meeting, changeable=changeable)),
        reached=_reached(item, meeting),
    )


def _facts(item: Item) -> str:
    if item.verbal:
        parts = ["Verbal"]
    elif item.paper:
        parts = [PaperKind(item.paper).label]
    else:
        parts = ["No paper"]
    if item.expected_minutes:
        parts.append(counted(item.expected_minutes, "minute"))
    parts += ["comes to every meeting"] * item.recurs
    return ", ".join(parts)


def _links(item: Item, meeting: Meeting, *, changeable: bool) -> list[Link]:
    found, here = [], [meeting.code, item.number]
    if changeable:
        found.append(Link("Change", reverse("meetings:change-item", args=here)))
    if item.paper == PaperKind.DOCUMENT or (changeable and not item.paper):
        words = "Write the paper anew" if item.paper else "Write the paper"
        found.append(Link(words, reverse("meetings:write-paper", args=here)))
    if changeable:
        found.append(Link("Take off", reverse("meetings:remove-item", args=here)))
    return found


def _reached(item: Item, meeting: Meeting) -> str:
    if meeting.state != "HELD":
        return ""
    return "It was reached after all" if item.not_reached else "It was not reached"


def _offers(meeting: Meeting, offered: Sequence[Suggestion]):
    groups = []
    for name in GROUPS:
        shown = tuple(_offer(meeting, one) for one in offered if one.group == name)
        more = len(shown) - MOST_OFFERED
        words = f"{counted(more, 'more thing')} not shown: answer these first." if more > 0 else ""
        if shown:
            groups.append((name, shown[:MOST_OFFERED], words))
    return tuple(groups)


def _offer(meeting: Meeting, one: Suggestion) -> OfferShown:
    if one.origin.startswith("proposal-"):
        number = int(one.origin.removeprefix("proposal-"))
        href = reverse("meetings:decline-proposal", args=[meeting.code, number])
        return OfferShown(one.origin, one.title, one.why, href, "Decline")
    href = reverse("meetings:leave-out", args=[meeting.code, one.origin])
    return OfferShown(one.origin, one.title, one.why, href, "Leave out")


def _time(meeting: Meeting, items: Sequence[Item]) -> str:
    """How long the items take together, beside how long the meeting is, where that is known."""
    said = sum(item.expected_minutes or 0 for item in items)
    if not said:
        return ""
    unsaid = sum(not item.expected_minutes for item in items)
    words = f"{counted(said, 'minute')} expected"
    if unsaid:
        words += f"; {counted(unsaid, 'item')} without a time"
    if meeting.ends:
        length = int((meeting.ends - meeting.starts).total_seconds() // 60)
        words += f". The meeting is {counted(length, 'minute')} long"
        if said > length:
            words += ": too short for this agenda"
    return f"{words}."


def proposals_table(found: Sequence[Proposal], code: str) -> Table:
    return Table(
        caption="What was proposed",
        head=("Proposed", "By", "When", "Answer"),
        rows=tuple(
            (
                Cell(one.title, below=one.why),
                f"{one.post.title}, {one.post.organisation.short}",
                f"{day(timezone.localtime(one.proposed_at))},"
                f" {hour(timezone.localtime(one.proposed_at))}",
                Cell(
                    below=one.reason or (f"Item {one.item.number}" if one.item else ""),
                    tags=(
                        Tag(
                            ProposalState(one.state).label,
                            ANSWER_TONES[ProposalState(one.state)],
                        ),
                    ),
                ),
            )
            for one in found
        ),
        caption_hidden=True,
    )


@dataclass(frozen=True)
class StandingShown:
    """One standing item and what may be done with it."""

    pk: int
    title: str
    facts: str
    change_href: str
    may_rise: bool
    may_sink: bool


def standing_shown(body: Body, held: Sequence[StandingItem]) -> tuple[StandingShown, ...]:
    return tuple(
        StandingShown(
            pk=one.pk,
            title=one.title,
            facts=_standing_facts(one),
            change_href=reverse("meetings:change-standing", args=[body.code, one.pk]),
            may_rise=n > 0,
            may_sink=n < len(held) - 1,
        )
        for n, one in enumerate(held)
    )


def _standing_facts(one: StandingItem) -> str:
    parts = [ItemKind(one.kind).label] * bool(one.kind)
    parts += [one.presenter.title] if one.presenter else []
    parts += ["Verbal"] * one.verbal
    if one.expected_minutes:
        parts.append(counted(one.expected_minutes, "minute"))
    return ". ".join(parts)
