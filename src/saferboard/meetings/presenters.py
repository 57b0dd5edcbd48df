"""
Meetings, agendas and minutes in words.
"""

from dataclasses import dataclass

from django.urls import reverse

from saferboard.domain.states import PackState
from saferboard.measures.narrative import Narrative, Told
from saferboard.meetings.models import PaperKind
from saferboard.meetings.queries import (
    ItemSeen,
    MeetingListed,
    MeetingSeen,
    MinutesSeen,
    NamedPost,
    PackSeen,
)
from saferboard.ui.components import Cell, SummaryRow, Table
from saferboard.ui.words import counted, day, hour, listed, moment, weekday


@dataclass(frozen=True)
class AgendaLine:
    """One line of an agenda, ready to print."""

    number: str
    title: str
    is_part: bool
    presenter: str
    note: str
    pages: str
    href: str
    word_href: str
    edit_href: str


@dataclass(frozen=True)
class PackShown:
    """The pack's download, said with its pages and size."""

    href: str
    words: str
    is_draft: bool
    fingerprint: str


@dataclass(frozen=True)
class MeetingShown:
    code: str
    title: str
    body: str
    body_href: str
    facts: tuple[SummaryRow, ...]
    agenda: tuple[AgendaLine, ...]
    members: Table
    pack: PackShown | None
    question_rules: str
    deadlines: tuple[str, ...]


@dataclass(frozen=True)
class MinuteShown:
    """One minute; its texts have their figures filled in."""

    number: str
    title: str
    paragraphs: tuple[Told, ...]
    resolution: str
    actions: str


@dataclass(frozen=True)
class MinutesShown:
    title: str
    when: str
    attendance: tuple[tuple[str, tuple[str, ...]], ...]
    minutes: tuple[MinuteShown, ...]


def meetings_table(found: list[MeetingListed], *, partner: bool) -> Table:
    """Every meeting; one whose agenda is not held leads only those signed in to its page."""
    return Table(
        caption="Meetings, newest first",
        head=("Meeting", "Where", "State", "Agenda", "Minutes"),
        rows=tuple(
            (
                Cell(
                    weekday(m.starts),
                    href=reverse("meetings:meeting", args=[m.code]) if m.items or partner else "",
                    below=f"{m.body}, {hour(m.starts)}",
                ),
                m.place,
                m.state.label,
                f"published {day(m.agenda_published)}" if m.agenda_published else "not held here",
                Cell("Minutes", href=reverse("meetings:minutes", args=[m.code]))
                if m.has_minutes
                else "not yet",
            )
            for m in found
        ),
        caption_hidden=True,
    )


def title(meeting: MeetingSeen) -> str:
    return f"Meeting of {day(meeting.starts)}"


def shown(meeting: MeetingSeen, pack: PackSeen | None, *, may_write: bool) -> MeetingShown:
    return MeetingShown(
        code=meeting.code,
        title=title(meeting),
        body=meeting.body,
        body_href=reverse("bodies:body", args=[meeting.body_code]),
        facts=_facts(meeting),
        agenda=tuple(_line(meeting, item, pack, may_write=may_write) for item in meeting.items),
        members=_members(meeting),
        pack=_pack(meeting, pack),
        question_rules=meeting.question_rules,
        deadlines=deadlines(meeting),
    )


def deadlines(meeting: MeetingSeen) -> tuple[str, ...]:
    """The last days for questions, worked out and never typed."""
    by = meeting.deadlines
    if by is None:
        return ()
    about = by.about_reports
    return (
        f"On any matter: by {weekday(by.general)}.",
        f"About a report on this agenda: by {hour(about)} on {weekday(about)}."
        if about
        else "About a report on the agenda: the day is worked out when the agenda is published.",
    )


def named(post: NamedPost) -> str:
    """A post with the name the agenda published."""
    return f"{post.published_name}, {post.post}" if post.published_name else post.post


def presented_by(item: ItemSeen) -> str:
    """Who presents an item, as one line."""
    names = listed([named(post) for post in item.presenters])
    return f"{names} ({item.presenter_note})" if item.presenter_note else names


def _facts(meeting: MeetingSeen) -> tuple[SummaryRow, ...]:
    facts = [
        SummaryRow("When", moment(meeting.starts)),
        SummaryRow("Where", meeting.place),
        SummaryRow("State", meeting.state.label),
    ]
    if meeting.agenda_published:
        facts.append(SummaryRow("Agenda published", weekday(meeting.agenda_published)))
    if meeting.contact:
        facts.append(SummaryRow("Contact", named(meeting.contact)))
    if meeting.next_meeting:
        facts.append(SummaryRow("Next meeting", moment(meeting.next_meeting)))
    return tuple(facts)


def _line(
    meeting: MeetingSeen, item: ItemSeen, pack: PackSeen | None, *, may_write: bool
) -> AgendaLine:
    has_paper = item.paper != PaperKind.NONE
    is_written = item.paper == PaperKind.DOCUMENT
    edit_href = reverse("meetings:edit-document", args=[meeting.code, item.number])
    return AgendaLine(
        number=item.number,
        title=item.title,
        is_part=item.is_part,
        presenter=presented_by(item),
        note=item.note,
        pages=_pages(item, pack),
        href=reverse("packs:paper", args=[meeting.code, item.number]) if has_paper else "",
        word_href=reverse("packs:paper-word", args=[meeting.code, item.number])
        if has_paper
        else "",
        edit_href=edit_href if is_written and may_write else "",
    )


def _pages(item: ItemSeen, pack: PackSeen | None) -> str:
    if pack is None or item.number not in pack.ranges:
        return ""
    first, last = pack.ranges[item.number]
    return f"Page {first}" if first == last else f"Pages {first} – {last}"


def _members(meeting: MeetingSeen) -> Table:
    return Table(
        caption=f"Summoned: {counted(len(meeting.summons), 'member')}",
        head=("Post", "Organisation", "Name on the agenda"),
        rows=tuple(
            (
                member.post,
                member.organisation,
                Cell(member.published_name, below=member.note),
            )
            for member in meeting.summons
        ),
        caption_hidden=True,
    )


def _pack(meeting: MeetingSeen, pack: PackSeen | None) -> PackShown | None:
    if pack is None:
        return None
    made = f"{counted(pack.pages, 'page')}, {pack.size / 1_000_000:.1f} MB"
    return PackShown(
        href=reverse("packs:pdf", args=[meeting.code]),
        words=f"PDF, {made}",
        is_draft=pack.state is PackState.DRAFT,
        fingerprint=pack.sha256,
    )


def minutes_shown(minutes: MinutesSeen) -> MinutesShown:
    until = f" to {hour(minutes.ends)}" if minutes.ends else ""
    narrative = Narrative.of([text for m in minutes.minutes for text in m.paragraphs])
    return MinutesShown(
        title=f"Minutes of {day(minutes.starts)}",
        when=f"{minutes.body}, {weekday(minutes.starts)}, {hour(minutes.starts)}{until}",
        attendance=tuple(
            (label, tuple(f"{name}, {seat}" if seat else name for name, seat in people))
            for label, people in minutes.attendance
        ),
        minutes=tuple(
            MinuteShown(
                m.number,
                m.title,
                narrative.html_of(m.paragraphs),
                m.resolution,
                "; ".join(m.actions),
            )
            for m in minutes.minutes
        ),
    )
