"""
Composing a meeting's papers from what the partnership holds.

Everything is gathered first, in a number of questions that does not grow with the
agenda, and only then put into papers; nothing asks the database while it prints.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import TypeVar

from django.conf import settings

from saferboard.documents.blocks import (
    AgendaEntry,
    Block,
    Brand,
    Bullets,
    Facts,
    Heading,
    Pack,
    Paper,
    Paragraph,
    Run,
    text,
)
from saferboard.domain.refusals import Refusal, Refused
from saferboard.measures.narrative import Narrative
from saferboard.meetings import presenters as meeting_words
from saferboard.meetings import queries as meetings
from saferboard.meetings.models import PaperKind
from saferboard.meetings.queries import ItemSeen, MeetingSeen
from saferboard.packs.sections import document, figures, matters, minutes, priority
from saferboard.plans import queries as plans
from saferboard.returns import queries as returns
from saferboard.ui.words import day, hour, moment, weekday

Key = TypeVar("Key", int, str)
Thing = TypeVar("Thing")

COLOUR = "#12394a"
MARK = Path(__file__).parents[1] / "ui/static/ui/mark.svg"


@dataclass(frozen=True)
class Composed:
    """A pack ready to print, and every figure in it: key, value and source, as they stand."""

    pack: Pack
    figures: list[dict[str, str]]


@dataclass(frozen=True)
class Gathered:
    """All that a meeting's papers are made from."""

    minutes: dict[str, meetings.MinutesSeen]
    matters: list[meetings.MatterSeen]
    reports: dict[str, meetings.ReportSeen]
    documents: dict[str, meetings.DocumentSeen]
    priorities: dict[int, plans.PrioritySeen]
    updates: list[returns.UpdateSeen]
    narrative: Narrative
    figures: figures.Gathered | None


def compose(code: str) -> Composed:
    """
    Return the pack of a meeting, composed from what is held now.

    The document's date is the day the agenda was published.
    """
    meeting = meetings.meeting(code)
    assert meeting is not None, f"there is no meeting {code} to compose papers for"
    gathered = gather(meeting, meeting.items)
    papers = tuple(_paper(item, gathered) for item in meeting.items if item.paper != PaperKind.NONE)
    return Composed(
        pack=binding(meeting, papers=papers, agenda=_agenda(meeting), front=_front(meeting)),
        figures=figures.frozen(gathered.narrative, gathered.figures),
    )


def compose_paper(meeting: MeetingSeen, number: str) -> Paper | None:
    """Return one item's paper, or None if it has none."""
    item = next((i for i in meeting.items if i.number == number), None)
    if item is None or item.paper == PaperKind.NONE:
        return None
    return _paper(item, gather(meeting, (item,)))


def binding(
    meeting: MeetingSeen,
    *,
    papers: tuple[Paper, ...] = (),
    agenda: tuple[AgendaEntry, ...] = (),
    front: tuple[Block, ...] = (),
) -> Pack:
    """Return what goes round papers: the partnership's name and mark, the meeting, the date."""
    site = settings.SAFERBOARD_SITE
    return Pack(
        title=f"{meeting.body}: agenda and papers, {day(meeting.starts)}",
        partnership=site["name"],
        meeting_line=f"{moment(meeting.starts)}, {meeting.place}",
        issued=meeting.agenda_published or meeting.starts.date(),
        brand=Brand(name=site["name"], colour=COLOUR, logo_svg=_mark()),
        front=front,
        agenda=agenda,
        papers=papers,
    )


def gather(meeting: MeetingSeen, items: tuple[ItemSeen, ...]) -> Gathered:
    """Return everything the papers of `items` need."""
    kinds = {item.paper for item in items}
    wanted = {item.priority for item in items if item.paper == PaperKind.PRIORITY}
    held = plans.strategy() if wanted else None
    priorities = {p.number: p for p in held.priorities if p.number in wanted} if held else {}
    updates = _updates(held, wanted) if held else []
    earlier = {
        item.minutes_of: meetings.minutes(item.minutes_of)
        for item in items
        if item.paper == PaperKind.MINUTES
    }
    kept = {code: found for code, found in earlier.items() if found is not None}
    texts = [t for found in kept.values() for t in minutes.texts(found)]
    for number, found in priorities.items():
        texts += priority.texts(found, [u for u in updates if u.priority == number])
    return Gathered(
        minutes=kept,
        matters=meetings.matters(meeting.code) if PaperKind.MATTERS_ARISING in kinds else [],
        reports=meetings.report_headers(meeting.code) if PaperKind.MATTERS_ARISING in kinds else {},
        documents=meetings.documents(meeting.code) if PaperKind.DOCUMENT in kinds else {},
        priorities=priorities,
        updates=updates,
        narrative=Narrative.of(texts),
        figures=figures.gather(priorities.values(), meeting_on=meeting.starts.date()),
    )


def _updates(held: plans.StrategySeen, wanted: set[int | None]) -> list[returns.UpdateSeen]:
    return [u for u in returns.updates(strategy=held.code) if u.priority in wanted]


def _paper(item: ItemSeen, gathered: Gathered) -> Paper:
    match item.paper:
        case PaperKind.MATTERS_ARISING:
            return matters.paper(item, gathered.matters, gathered.reports.get(item.number))
        case PaperKind.MINUTES:
            earlier = _needed(gathered.minutes, item.minutes_of, item)
            return minutes.paper(item, earlier, gathered.narrative)
        case PaperKind.DOCUMENT:
            return document.paper(item, _needed(gathered.documents, item.number, item))
        case PaperKind.PRIORITY:
            found = _needed(gathered.priorities, item.priority, item)
            assert gathered.figures is not None, "a priority's figures are gathered with it"
            return priority.paper(
                item,
                found,
                [u for u in gathered.updates if u.priority == found.number],
                gathered.narrative,
                figures=figures.blocks(item.number, found.number, gathered.figures),
            )
    raise AssertionError(f"item {item.number} has no paper to compose")


def _needed(things: Mapping[Key, Thing], key: Key | None, item: ItemSeen) -> Thing:
    """
    Return what a paper is made from.

    :raises Refused: if it is not held: an agenda is often set out before its papers are.
    """
    if key is None or key not in things:
        words = (
            f"What item {item.number}, {item.title}, is to be made from has not been entered."
            " Enter it, or take the paper off the agenda."
        )
        raise Refused(Refusal("nothing-to-compose", words))
    return things[key]


def _agenda(meeting: MeetingSeen) -> tuple[AgendaEntry, ...]:
    return tuple(
        AgendaEntry(
            number=item.number,
            title=item.title,
            presenter=meeting_words.presented_by(item),
            note=" ".join([item.note, *_deadline_note(meeting, item)]).strip(),
            paper_key=item.number if item.paper != PaperKind.NONE else None,
            depth=1 if item.is_part else 0,
        )
        for item in meeting.items
    )


def _deadline_note(meeting: MeetingSeen, item: ItemSeen) -> tuple[str, ...]:
    return meeting_words.deadlines(meeting) if item.is_for_questions else ()


def _front(meeting: MeetingSeen) -> tuple[Block, ...]:
    facts = [("Date", text(moment(meeting.starts))), ("Place", text(meeting.place))]
    if meeting.agenda_published:
        facts.append(("Agenda published", text(weekday(meeting.agenda_published))))
    if meeting.contact:
        facts.append(("Contact", text(meeting_words.named(meeting.contact))))
    blocks: list[Block] = [Facts(tuple(facts))]
    if meeting.summons:
        blocks.append(Heading(1, f"To the {len(meeting.summons)} members of the Board"))
        names = tuple(
            (Run(m.published_name, bold=True), Run(f", {m.post}, {m.organisation}{_note(m.note)}"))
            for m in meeting.summons
        )
        blocks.append(Bullets(names, columns=2))
    when = f"{weekday(meeting.starts)} at {hour(meeting.starts)}"
    words = f"A meeting of the {meeting.body} will be held at {meeting.place} on {when}."
    blocks.append(Paragraph(text(words)))
    return tuple(blocks)


def _note(note: str) -> str:
    return f" ({note})" if note else ""


def _mark() -> str:
    return MARK.read_text(encoding="utf-8")
