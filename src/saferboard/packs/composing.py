"""
Composing a meeting's pack, and supplements to it, from what the partnership holds.
"""

import dataclasses
import datetime as dt
import hashlib
import json
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from django.conf import settings

from saferboard.bodies.models import NOT_STATED
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
from saferboard.documents.layout import Encoder
from saferboard.domain.exemption import paragraph_words
from saferboard.meetings import presenters as meeting_words
from saferboard.meetings import queries as meetings
from saferboard.meetings.issuing.queries import as_issued, issued_papers, line_data
from saferboard.meetings.models import BoundPaper, Edition, Mark, PaperKind
from saferboard.meetings.models import Pack as PackRow
from saferboard.meetings.queries import ItemSeen, MeetingSeen
from saferboard.packs.gathering import Gathered, gather, paper_of
from saferboard.packs.given.queries import GivenSeen
from saferboard.packs.sections import figures
from saferboard.packs.sections.given import untagged_words
from saferboard.ui.words import day, hour, moment, weekday

COLOUR = "#12394a"
LOGO = Path(__file__).parents[1] / "ui/static/ui/mark.svg"
FULL_HANDLING = "Parts One and Two – Not for publication"


@dataclass(frozen=True)
class Supplement:
    """What is issued after the pack: which items, why, its number, and the day it is made."""

    number: int
    items: tuple[str, ...]
    reason: str
    on: dt.date

    @property
    def kept(self) -> dict[str, Any]:
        """What its pack keeps of it."""
        return {"items": list(self.items), "reason": self.reason, "on": self.on.isoformat()}


def supplement_of(pack: PackRow) -> Supplement | None:
    """Return what a pack kept of the supplement it is, or None for the agenda's own pack."""
    if not pack.number:
        return None
    kept = pack.supplement
    on = dt.date.fromisoformat(kept["on"])
    return Supplement(pack.number, tuple(kept["items"]), kept["reason"], on)


@dataclass(frozen=True)
class Bound:
    """One paper of a pack, with the PDF that is laid in it and how it stands to what is out."""

    paper: Paper
    is_exempt: bool
    given: GivenSeen | None
    mark: Mark = Mark.NONE
    reason: str = ""

    @property
    def tagged(self) -> bool:
        return self.given is None or self.given.tagged


@dataclass(frozen=True)
class Composed:
    """A pack ready to print, and every figure in it: key, value and source, as they stand."""

    pack: Pack
    figures: list[dict[str, str]]
    bound: tuple[Bound, ...]
    lines: list[dict[str, Any]]

    @property
    def files(self) -> dict[str, Path]:
        """Where each PDF is that is bound in, by its paper's key."""
        return {b.paper.key: b.given.path for b in self.bound if b.given and b.given.is_pdf}

    @property
    def declares(self) -> bool:
        """Whether the pack may say that it meets PDF/UA: nobody may say so for an untagged page."""
        return all(b.given.declares for b in self.bound if b.given and b.given.is_pdf)

    @property
    def sheets(self) -> int:
        return sum(len(b.paper.sheets) for b in self.bound)

    @property
    def source(self) -> str:
        """The digest of all it is printed from: the same makes the same file, byte for byte."""
        said = Encoder(lambda words: words).pack(self.pack)
        files = [b.given.sha256 if b.given else "" for b in self.bound]
        held = json.dumps([said, files, self.figures, self.lines], sort_keys=True)
        return hashlib.sha256(held.encode()).hexdigest()


def compose(code: str) -> Composed:
    """Return the public pack of a meeting, composed from what is held now."""
    return compose_editions(code)[Edition.PUBLIC]


def compose_editions(code: str, supplement: Supplement | None = None) -> dict[Edition, Composed]:
    """
    Return the pack of a meeting, or a supplement to it, as it is held now: the public one,
    and the full one where a paper is exempt.

    A pack's date is the day its agenda was published; a supplement's the day it was made.
    """
    meeting = meetings.meeting(code)
    assert meeting is not None, f"there is no meeting {code} to compose papers for"
    chosen = [i for i in meeting.items if supplement is None or i.number in supplement.items]
    issued = issued_papers(code, full=True) if supplement else {}
    asked = Asked(meeting, chosen, issued, supplement)
    has_exempt = any(item.is_exempt and item.paper != PaperKind.NONE for item in chosen)
    editions = [Edition.PUBLIC, Edition.FULL] if has_exempt else [Edition.PUBLIC]
    return {edition: _edition(edition, asked) for edition in editions}


@dataclass(frozen=True)
class Asked:
    """What is to be bound: of which meeting, which items, after which papers were issued."""

    meeting: MeetingSeen
    chosen: list[ItemSeen]
    issued: dict[str, BoundPaper]
    supplement: Supplement | None


def _edition(edition: Edition, asked: Asked) -> Composed:
    meeting, supplement = asked.meeting, asked.supplement
    kept = [i for i in asked.chosen if edition is Edition.FULL or not i.is_exempt]
    gathered = gather(meeting, tuple(kept))
    # What the public may not read stands last, so that both editions have the same pages.
    papered = sorted((i for i in kept if i.paper != PaperKind.NONE), key=lambda i: i.is_exempt)
    bound = tuple(_bound(item, gathered, asked) for item in papered)
    pack = binding(
        meeting,
        papers=tuple(b.paper for b in bound),
        agenda=tuple(_entry(item, bound, asked) for item in asked.chosen),
        front=_front(meeting),
    )
    if supplement is not None:
        title = f"supplement {supplement.number} to the agenda and papers, {day(meeting.starts)}"
        pack = dataclasses.replace(
            pack,
            title=f"{meeting.body}: {title}",
            issued=supplement.on,
            front=_supplement_front(meeting, supplement),
        )
    if edition is Edition.FULL:
        pack = dataclasses.replace(pack, handling=FULL_HANDLING)
    shown = figures.frozen(gathered.narrative, gathered.figures)
    return Composed(pack, shown, bound, _lines(asked))


def _bound(item: ItemSeen, gathered: Gathered, asked: Asked) -> Bound:
    bound = Bound(paper_of(item, gathered), item.is_exempt, gathered.given.get(item.number))
    if asked.supplement is None:
        return bound
    return dataclasses.replace(bound, mark=_mark_of(item, asked), reason=asked.supplement.reason)


def _mark_of(item: ItemSeen, asked: Asked) -> Mark:
    return Mark.CORRECTED if item.number in asked.issued else Mark.LATE


def _lines(asked: Asked) -> list[dict[str, Any]]:
    """Return the agenda as anyone may read it once this is issued."""
    meeting, supplement = asked.meeting, asked.supplement
    if supplement is None:
        return [line_data(item) for item in asked.chosen]
    before = {item.number: item for item in as_issued(meeting).items}
    lines = []
    for item in meeting.items:
        if item.number in supplement.items:
            mark = _mark_of(item, asked).value
            lines.append(line_data(dataclasses.replace(item, mark=mark)))
        elif item.number in before:
            lines.append(line_data(before[item.number]))
    standing = {item.number for item in meeting.items}
    return lines + [line_data(item) for number, item in before.items() if number not in standing]


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
        meeting_line=f"{moment(meeting.starts)}, {meeting_words.where(meeting.place)}",
        issued=meeting.agenda_published or meeting.starts.date(),
        brand=Brand(name=site["name"], colour=COLOUR, logo_svg=logo()),
        front=front,
        agenda=agenda,
        papers=papers,
    )


def _entry(item: ItemSeen, bound: tuple[Bound, ...], asked: Asked) -> AgendaEntry:
    paper = next((b for b in bound if b.paper.number == item.number), None)
    notes = [item.note, *_deadline_note(asked.meeting, item)]
    if asked.supplement is not None:
        notes.append(_after_words(item, asked.issued))
    if item.is_exempt and item.exempt_paragraph is not None:
        notes.append(f"{exempt_note(item)}.")
    if paper is not None and not paper.tagged and paper.given is not None:
        notes.append(untagged_words(paper.given.owner))
    return AgendaEntry(
        number=item.number,
        title=item.title,
        presenter=meeting_words.presented_by(item),
        note=" ".join(note for note in notes if note).strip(),
        paper_key=item.number if paper is not None else None,
        depth=1 if item.is_part else 0,
    )


def exempt_note(item: ItemSeen) -> str:
    """Return why the public may not read an item's paper."""
    assert item.exempt_paragraph is not None, f"item {item.number} is exempt by no paragraph"
    said = paragraph_words(item.exempt_paragraph)
    return f"Part 2, exempt from publication. {said}. {item.exempt_reason}".rstrip(".")


def _after_words(item: ItemSeen, issued: dict[str, BoundPaper]) -> str:
    before = issued.get(item.number)
    if before is None:
        return "Late: it was not in what was issued before."
    where = f"supplement {before.pack.number}" if before.pack.number else "the pack"
    pages = str(before.first) if before.first == before.last else f"{before.first}–{before.last}"
    return f"Corrected: it takes the place of the paper on page {pages} of {where}, which is kept."


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
    at = "" if meeting.place == NOT_STATED else f" at {meeting.place}"
    words = f"A meeting of the {meeting.body} will be held{at} on {when}."
    words += "" if at else " Where it is held is not stated."
    blocks.append(Paragraph(text(words)))
    return tuple(blocks)


def _supplement_front(meeting: MeetingSeen, supplement: Supplement) -> tuple[Block, ...]:
    facts = (
        ("Date of the meeting", text(moment(meeting.starts))),
        ("Place", text(meeting.place)),
        ("Supplement", text(f"{supplement.number}, made on {weekday(supplement.on)}")),
        ("Why it comes after the agenda", text(supplement.reason)),
    )
    words = "Its pages are numbered by themselves. What was issued before it stays as it was."
    return Facts(facts), Paragraph(text(words))


def _note(note: str) -> str:
    return f" ({note})" if note else ""


def logo() -> str:
    return LOGO.read_text(encoding="utf-8")
