"""
Past papers in words: what was read, what is doubted, and what keeping will come to.
"""

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.urls import reverse
from django.utils import timezone

from saferboard.meetings.bringing.parts import (
    LISTS,
    Part,
    doubts_by_part,
    papers_of,
    parts_of,
    thing_at,
)
from saferboard.meetings.models import BroughtIn, PastKind
from saferboard.papers.model import (
    Action,
    AgendaItem,
    Attendance,
    Matter,
    Minute,
    PastPaper,
    Person,
    Sitting,
    Unsure,
)
from saferboard.papers.reports import counts, doubt_words, where_words
from saferboard.ui.components import Cell, Link, Table
from saferboard.ui.crumbs import crumbs
from saferboard.ui.words import counted, day, listed

TITLE = "Bring in minutes or a pack"
NOT_STATED = "not stated"
KIND_WORDS = {PastKind.MINUTES: "Minutes", PastKind.PACK: "Pack"}


@dataclass(frozen=True)
class Line:
    key: str
    text: str


@dataclass(frozen=True)
class Section:
    """A part as it is read before it is kept."""

    anchor: str
    title: str
    href: str
    lines: tuple[Line, ...]
    doubts: tuple[str, ...]


@dataclass(frozen=True)
class DoubtShown:
    where: str
    words: str
    link: Link


@dataclass(frozen=True)
class PaperShown:
    title: str
    sections: tuple[Section, ...]
    adding: tuple[Link, ...]


def way(brought: BroughtIn | None = None) -> tuple[Link, ...]:
    steps: list[Any] = [("Meetings", "meetings:meetings")]
    if brought is not None:
        steps.append((TITLE, "meetings:past"))
    return crumbs(*steps)


def way_to(brought: BroughtIn) -> tuple[Link, ...]:
    return (*way(brought), Link(title_of(brought), address(brought)))


def address(brought: BroughtIn) -> str:
    return reverse("meetings:past-one", args=[brought.pk])


def title_of(brought: BroughtIn) -> str:
    return f"{KIND_WORDS[PastKind(brought.kind)]} brought in"


def waiting_table(waiting: Sequence[BroughtIn]) -> Table:
    """Every past paper that waits, with who brought it in."""
    return Table(
        caption="Read, and not kept yet",
        head=("File", "Body", "Brought in", "Corrected"),
        rows=tuple(
            (
                Cell(one.file_name, href=address(one), below=KIND_WORDS[PastKind(one.kind)]),
                one.body.name,
                _by(one.by, one.at),
                _by(one.changed_by, one.changed_at) if one.changed_at else "not yet",
            )
            for one in waiting
        ),
    )


def _by(user: Any, at: dt.datetime) -> str:
    who = f", by {user.person.name if user.person else user.username}" if user else ""
    return f"{day(timezone.localtime(at))}{who}"


def history(brought: BroughtIn) -> str:
    """Return who brought a past paper in and who last corrected it, and when."""
    said = f"Read from {brought.file_name}, brought in {_by(brought.by, brought.at)}"
    if brought.changed_at:
        said += f"; last corrected {_by(brought.changed_by, brought.changed_at)}"
    return f"{said}."


def counts_table(paper: PastPaper) -> Table:
    """How many of each thing were read, in this paper and in each it encloses."""
    papers = papers_of(paper)
    told = [counts(one) for one in papers]
    names = [name for name in told[0] if any(one[name] for one in told)]
    return Table(
        caption="What was read",
        head=("Kind", *(short_title(n, one) for n, one in enumerate(papers))),
        rows=tuple(
            (name.replace("_", " ").capitalize(), *(f"{one[name]:,}" for one in told))
            for name in names
        ),
        numeric=frozenset(range(1, len(papers) + 1)),
    )


def short_title(n: int, paper: PastPaper) -> str:
    if n == 0:
        return "This paper"
    when = paper.sitting.date
    return f"Minutes enclosed, {day(when)}" if when else "Minutes enclosed, day not stated"


def doubts_shown(brought: BroughtIn, paper: PastPaper) -> list[DoubtShown]:
    """Return every doubt with where it is, and the way to the part in which it stands."""
    found = doubts_by_part(paper)
    order = {part: n for n, part in enumerate(parts_of(paper))}
    return [
        DoubtShown(
            where_words(doubt.place),
            doubt_words(doubt),
            Link(_name(paper, part), part_href(brought, part)),
        )
        for part in sorted(found, key=lambda one: order.get(one, -1))
        for doubt in found[part]
    ]


def foreseen_words(unsure: Sequence[Unsure]) -> list[str]:
    """Return what keeping would leave "not stated", each said once."""
    return list(dict.fromkeys(f"{doubt_words(one)}, {where_words(one.place)}" for one in unsure))


def part_href(brought: BroughtIn, part: Part) -> str:
    return reverse("meetings:past-part", args=[brought.pk, part.address])


def papers_shown(
    brought: BroughtIn, paper: PastPaper, posts: Mapping[str, str]
) -> list[PaperShown]:
    """Return each paper with its parts; `posts` are the words of the posts by the names read."""
    doubts = doubts_by_part(paper)
    parts = parts_of(paper)
    found = []
    for n, one in enumerate(papers_of(paper)):
        sections = [
            Section(
                anchor=f"part-{part.address}",
                title=_name(paper, part),
                href=part_href(brought, part),
                lines=tuple(lines_of(thing_at(paper, part), posts)),
                doubts=tuple(doubt_words(d) for d in doubts.get(part, ())),
            )
            for part in parts
            if part.paper == n
        ]
        if sections:
            found.append(PaperShown(short_title(n, one), tuple(sections), _adding(brought, n, one)))
    return found


def _adding(brought: BroughtIn, n: int, paper: PastPaper) -> tuple[Link, ...]:
    wanted = {"item": bool(paper.agenda), "minute": bool(paper.minutes) or not paper.agenda}
    wanted["matter"] = bool(paper.matters)
    return tuple(
        Link(f"Add {'an' if kind == 'item' else 'a'} {kind} that was not read", href)
        for kind in LISTS
        if wanted[kind] and (href := part_href(brought, Part(n, kind)))
    )


def _name(paper: PastPaper, part: Part) -> str:
    thing = thing_at(paper, part)
    match thing:
        case Sitting():
            return "The meeting"
        case Attendance():
            return "Who was there"
        case AgendaItem():
            return f"Item {thing.number} {thing.title}"
        case Minute():
            return f"Minute {thing.number} {thing.title or 'without a heading'}"
        case Matter():
            return f"Matter arising from minute {thing.minute}"
    return f"A new {part.kind}"


def form_title(paper: PastPaper, part: Part) -> str:
    """Return what the form of a part is called, with whose minutes they are if enclosed."""
    name = _name(paper, part)
    if part.paper == 0:
        return name
    return f"{name} ({short_title(part.paper, papers_of(paper)[part.paper])})"


def lines_of(thing: Any, posts: Mapping[str, str]) -> list[Line]:
    """Return what stands in a part as lines to read."""
    match thing:
        case Sitting():
            return _of_sitting(thing)
        case Attendance():
            return _of_people(thing)
        case AgendaItem():
            return _of_item(thing, posts)
        case Minute():
            return _of_minute(thing, posts)
        case Matter():
            return [
                Line("Day of that minute", day(thing.date) if thing.date else NOT_STATED),
                Line("Matter", thing.matter or NOT_STATED),
                Line("Update", thing.update or NOT_STATED),
                Line("Owner", _owner(thing.owner, posts)),
            ]
    return []


def _of_sitting(one: Sitting) -> list[Line]:
    hours = [f"{time:%H.%M}" if time else NOT_STATED for time in (one.starts, one.ends)]
    following = [day(one.next_date)] if one.next_date else []
    following += [f"{one.next_time:%H.%M}"] if one.next_time else []
    return [
        Line("Body, as read", one.body or NOT_STATED),
        Line("Day", day(one.date) if one.date else NOT_STATED),
        Line("Began and ended", " and ".join(hours)),
        Line("Place", one.venue or NOT_STATED),
        Line("Next meeting", ", ".join(following) or NOT_STATED),
    ]


def _of_people(there: Attendance) -> list[Line]:
    lists = (
        ("Present", there.present),
        ("Also present", there.also_present),
        ("Apologies", there.apologies),
    )
    found = [
        Line(f"{key} ({len(people)})", "; ".join(map(_person, people)) or "nobody was read")
        for key, people in lists
    ]
    if there.substitutes:
        told = [f"{one.name} for {one.instead_of or NOT_STATED}" for one in there.substitutes]
        found.append(Line("Substitutes", "; ".join(told)))
    return found


def _person(one: Person) -> str:
    beside = ", ".join(part for part in (one.post, one.office) if part)
    return f"{one.name} ({beside})" if one.name and beside else one.name or beside


def _of_item(one: AgendaItem, posts: Mapping[str, str]) -> list[Line]:
    who = [_owner(person.name or person.post, posts) for person in one.presenters]
    pages = f"{one.pages[0]} to {one.pages[1]}" if one.pages else NOT_STATED
    found = [
        Line("Part of", f"item {one.part_of}" if one.part_of else ""),
        Line("Presented by", "; ".join(who) or one.presenter_note or NOT_STATED),
        Line("Pages", pages),
        Line("Paper", one.paper.value),
        Line("Note", one.note),
    ]
    return [line for line in found if line.text]


def _of_minute(one: Minute, posts: Mapping[str, str]) -> list[Line]:
    found = [Line("", text) for text in one.paragraphs]
    found += [Line("Resolved", clause.text) for clause in one.resolutions]
    found += [Line("Action", _action(action, posts)) for action in one.actions]
    found += [Line("Note after the meeting", note) for note in one.notes]
    return found or [Line("", "No words were read under it.")]


def _action(one: Action, posts: Mapping[str, str]) -> str:
    said = f"{_owner(one.owner, posts)}: {one.text or 'what is to be done is not stated'}"
    return f"{said}; due {one.due}" if one.due else said


def _owner(said: str, posts: Mapping[str, str]) -> str:
    if not said:
        return f"owner {NOT_STATED}"
    return f"{said} ({posts[said]})" if posts.get(said) else said


def left_over(paper: PastPaper) -> str:
    """Return what was read and is not kept, or nothing."""
    told = [
        (len(paper.commitments), "commitment"),
        (len(paper.updates), "update"),
    ]
    read = [counted(number, word) for number, word in told if number]
    if not read:
        return ""
    return (
        f"{listed(read)} were read and will not be kept: they belong to a strategy, which is"
        " entered whole."
    )
