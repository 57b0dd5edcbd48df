"""
Meetings, agendas and minutes in words.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from django.urls import reverse

from saferboard.bodies.models import NOT_STATED
from saferboard.domain.states import MeetingState
from saferboard.meetings.agendas.additions import added
from saferboard.meetings.agendas.permissions import OVER
from saferboard.meetings.agendas.presenters import exemption, manner
from saferboard.meetings.issuing.presenters import (
    PackShown,
    latest_by_item,
    packs_shown,
    pages_words,
)
from saferboard.meetings.issuing.queries import BoundSeen
from saferboard.meetings.models import Mark, PaperKind
from saferboard.meetings.queries import (
    ItemSeen,
    MeetingListed,
    MeetingSeen,
    NamedPost,
    PackSeen,
)
from saferboard.ui.components import Cell, Link, SummaryRow, Table
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
    mark: str = ""
    give_href: str = ""
    withdraw_href: str = ""
    untagged: bool = False
    manner: str = ""
    exempt: str = ""
    write_href: str = ""
    added: tuple[Link, ...] = ()


@dataclass(frozen=True)
class MeetingShown:
    code: str
    title: str
    body: str
    body_href: str
    facts: tuple[SummaryRow, ...]
    agenda: tuple[AgendaLine, ...]
    members: Table
    packs: tuple[PackShown, ...]
    question_rules: str
    deadlines: tuple[str, ...]


def meetings_table(found: list[MeetingListed], *, partner: bool) -> Table:
    """Every meeting; one whose agenda is not out leads only those signed in to its page."""
    return Table(
        caption="Meetings, newest first",
        head=("Meeting", "Where", "State", "Agenda", "Minutes"),
        rows=tuple(
            (
                Cell(
                    weekday(m.starts),
                    href=reverse("meetings:meeting", args=[m.code])
                    if (m.items and m.agenda_published) or partner
                    else "",
                    below=f"{m.body}, {hour(m.starts)}",
                ),
                m.place,
                m.state.label,
                _agenda_words(m),
                Cell("Minutes", href=reverse("meetings:minutes", args=[m.code]))
                if m.has_minutes
                else "not yet",
            )
            for m in found
        ),
        caption_hidden=True,
    )


def _agenda_words(one: MeetingListed) -> str:
    if one.agenda_published:
        return f"published {day(one.agenda_published)}"
    return "not held here" if one.state in OVER else "not published yet"


def title(meeting: MeetingSeen) -> str:
    return f"Meeting of {day(meeting.starts)}"


def shown(
    meeting: MeetingSeen,
    packs: Sequence[PackSeen],
    *,
    may_write: bool,
    sees_drafts: bool = True,
    sees_exempt: bool = False,
) -> MeetingShown:
    """
    Return a meeting ready to print, its papers as far as whoever asks may read them.
    """
    sight = Sight(may_write, sees_drafts, sees_exempt)
    return MeetingShown(
        code=meeting.code,
        title=title(meeting),
        body=meeting.body,
        body_href=reverse("bodies:body", args=[meeting.body_code]),
        facts=_facts(meeting),
        agenda=tuple(_line(meeting, item, packs, sight) for item in meeting.items),
        members=_members(meeting),
        packs=packs_shown(meeting.code, packs),
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


def where(place: str) -> str:
    """Where a meeting is held, among other words; plainly said where that is not stated."""
    return "place not stated" if place == NOT_STATED else place


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


@dataclass(frozen=True)
class Sight:
    """What whoever asks may do with a meeting's papers."""

    may_write: bool
    sees_drafts: bool
    sees_exempt: bool

    def reads(self, item: ItemSeen, bound: BoundSeen | None) -> bool:
        """Return whether a paper opens: to those outside only once it is issued."""
        if item.is_exempt and not self.sees_exempt:
            return False
        return item.paper != PaperKind.NONE if self.sees_drafts else bound is not None


def _line(
    meeting: MeetingSeen, item: ItemSeen, packs: Sequence[PackSeen], sight: Sight
) -> AgendaLine:
    bound = latest_by_item(packs).get(item.number, (None, None))[1]
    has_paper = sight.reads(item, bound)
    is_written = item.paper == PaperKind.DOCUMENT
    edit_href = reverse("meetings:edit-document", args=[meeting.code, item.number])
    return AgendaLine(
        number=item.number,
        title=item.title,
        is_part=item.is_part,
        presenter=presented_by(item),
        note=item.note,
        pages=pages_words(packs, item.number),
        href=reverse("packs:paper", args=[meeting.code, item.number]) if has_paper else "",
        word_href=reverse("packs:paper-word", args=[meeting.code, item.number])
        if has_paper
        else "",
        edit_href=edit_href if is_written and sight.may_write else "",
        mark=Mark(item.mark).label if item.mark else "",
        give_href=_give_href(meeting, item) if sight.may_write else "",
        withdraw_href=_withdraw_href(meeting, item, packs) if sight.may_write else "",
        untagged=bound is not None and not bound.tagged,
        manner=manner(item),
        exempt=exemption(item.exempt_paragraph, item.exempt_reason),
        write_href=_write_href(meeting, item) if sight.may_write else "",
        added=added(meeting, item),
    )


def _write_href(meeting: MeetingSeen, item: ItemSeen) -> str:
    """Where an item's report is written: always if it has one, else until the meeting is over."""
    is_open = item.paper == PaperKind.NONE and not item.verbal and not _is_over(meeting)
    if item.paper == PaperKind.DOCUMENT or is_open:
        return reverse("meetings:write-paper", args=[meeting.code, item.number])
    return ""


def _is_over(meeting: MeetingSeen) -> bool:
    return meeting.state in (MeetingState.HELD, MeetingState.CANCELLED)


def _give_href(meeting: MeetingSeen, item: ItemSeen) -> str:
    """Where a file is given: in the place of one always, a first one until the meeting is over."""
    is_open = item.paper == PaperKind.NONE and not _is_over(meeting)
    if item.paper != PaperKind.FILE and not is_open:
        return ""
    return reverse("packs:give", args=[meeting.code, item.number])


def _withdraw_href(meeting: MeetingSeen, item: ItemSeen, packs: Sequence[PackSeen]) -> str:
    is_out = any(pack.issued_at and item.number in pack.ranges for pack in packs)
    if item.paper != PaperKind.FILE or is_out:
        return ""
    return reverse("packs:withdraw", args=[meeting.code, item.number])


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
