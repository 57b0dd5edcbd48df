"""
The paper on the groups that draft the next strategy: their roles, who is in them, what they put
forward, by when, and what the board is asked.
"""

import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass, replace

from django.urls import reverse

from saferboard.documents.blocks import (
    Block,
    Bullets,
    Facts,
    Heading,
    Paper,
    Paragraph,
    Table,
    Text,
    text,
)
from saferboard.domain.rag import NOT_STATED
from saferboard.domain.states import DraftState
from saferboard.drafting import queries
from saferboard.drafting.presenters import KINDS
from saferboard.drafting.queries import AskedSeen, DraftSeen, GroupSeen, OutputSeen
from saferboard.measures.checking import Typed
from saferboard.measures.definitions import defined
from saferboard.meetings.queries import ItemSeen
from saferboard.ui.words import counted, day, listed

NOBODY_DRAFTS = "No strategy is being drafted."
STANDING = {
    DraftState.SHAPING: "Discussion paper, draft proposal. It is still being shaped.",
    DraftState.OFFERED: "Draft strategy, offered to the board for adoption.",
    DraftState.ADOPTED: "Adopted.",
}


@dataclass(frozen=True)
class Drafted:
    """A drafted strategy as a meeting is told of it, with its groups whole."""

    draft: DraftSeen
    groups: tuple[GroupSeen, ...]


def gather(on: dt.date) -> Drafted | None:
    """
    Return what a meeting on a day is told of the next strategy, or None if none is drafted:
    of what was decided, and of who joined, only what was so before that day.
    """
    code = queries.drafted_for(on)
    draft = queries.draft(code) if code else None
    if draft is None:
        return None
    return Drafted(
        replace(draft, decisions=tuple(one for one in draft.decisions if one.day < on)),
        tuple(
            replace(group, volunteers=tuple(one for one in group.volunteers if one.day < on))
            for group in queries.groups(code)
        ),
    )


def paper(item: ItemSeen, drafted: Drafted | None) -> Paper:
    """Return the paper: each group and its part, then timetable, history, public, questions."""
    blocks: list[Block] = [Paragraph(text(NOBODY_DRAFTS))]
    if drafted is not None:
        draft = drafted.draft
        blocks = [Paragraph(text(_opening(draft)))]
        for group in drafted.groups:
            blocks += _group(group)
        blocks += [*_timetable(draft), *_history(draft), *_public(draft)]
        if draft.questions:
            blocks.append(Heading(1, "Questions for the board"))
            blocks.append(Bullets(tuple(text(one) for one in draft.questions)))
    return Paper(key=item.number, number=item.number, title=item.title, blocks=tuple(blocks))


def typed(drafted: Drafted | None) -> list[Typed]:
    """Return the texts that somebody typed of it, each with where it is corrected."""
    if drafted is None:
        return []
    draft = drafted.draft
    page = reverse("drafting:draft", args=[draft.code])
    said = [one.says for one in draft.decisions]
    said += [one.what for one in draft.stages]
    said += [words for one in draft.asked for words in (one.text, *_came_of(one))]
    found = [Typed(draft.title, page, (*said, *draft.questions))]
    for group in drafted.groups:
        href = reverse("drafting:group", args=[draft.code, group.number])
        texts = (*group.role, *(one.text for one in group.outputs))
        found.append(Typed(_title(group), href, texts))
    return found


def _opening(draft: DraftSeen) -> str:
    takes = f"; it takes the place of “{draft.supersedes_title}”" if draft.supersedes else ""
    years = f"“{draft.title}”, for {draft.first_year} to {draft.last_year}"
    return f"{STANDING[draft.state]} The strategy is {years}{takes}."


def _title(group: GroupSeen) -> str:
    return f"Group {group.number}: {group.name}"


def _group(group: GroupSeen) -> Iterator[Block]:
    yield Heading(1, _title(group))
    if group.role:
        yield Paragraph(text("Role", bold=True))
        yield Bullets(tuple(text(one) for one in group.role))
    yield Facts(tuple(_facts(group)))
    for kind, heading in KINDS.items():
        found = tuple(_output(one) for one in group.outputs if one.kind is kind)
        if found:
            yield Heading(2, heading)
            yield Bullets(found)


def _facts(group: GroupSeen) -> Iterator[tuple[str, Text]]:
    if not group.role:
        yield "Role", text(NOT_STATED)
    yield "Led by", text(group.lead or NOT_STATED)
    if group.bodies:
        yield "Works with", text(listed([name for name, _ in group.bodies]))
    joined = "; ".join(f"{one.post}, {one.organisation}" for one in group.volunteers)
    yield "Joined by", text(joined or "nobody yet")
    becomes = "a priority of the strategy" if group.makes_priority else "no priority: it helps"
    yield "Its part becomes", text(becomes)


def _output(one: OutputSeen) -> Text:
    told = f"told by {defined(one.measure).title}" if one.measure else ""
    beside = "; ".join(said for said in (told, one.owner) if said)
    return text(f"{one.text} ({beside})" if beside else one.text)


def _timetable(draft: DraftSeen) -> Iterator[Block]:
    yield Heading(1, "Timetable")
    if not draft.stages:
        yield Paragraph(text("No step of it is planned yet."))
        return
    yield Table(
        caption="What is to be done by when",
        head=("By", "What", "Whose", "Reached"),
        rows=tuple(
            (
                text(one.target_words),
                text(one.what),
                text(one.group or "All groups"),
                text(day(one.reached_on) if one.reached_on else "Not yet"),
            )
            for one in draft.stages
        ),
        widths=(4, 9, 5, 4),
    )


def _history(draft: DraftSeen) -> Iterator[Block]:
    if not draft.decisions:
        return
    yield Heading(1, "How the groups came to be")
    yield Table(
        caption="What was decided or proposed about the groups",
        head=("When", "What", "Groups then", "Where it is said"),
        rows=tuple(
            (
                text(day(one.day)),
                text(one.says),
                text(f"{len(one.groups)}: {listed(one.groups)}" if one.groups else "none"),
                text(one.source),
            )
            for one in draft.decisions
        ),
        widths=(4, 9, 8, 5),
    )


def _public(draft: DraftSeen) -> Iterator[Block]:
    """What the public said stays with partners; a paper says who, how many, what came of it."""
    if not draft.asked:
        return
    yield Heading(1, "What the public is asked")
    for one in draft.asked:
        if not one.answers:
            yield Paragraph(text(f"{one.text} No answer is kept yet."))
            continue
        yield Table(
            caption=f"Answers to “{one.text}”",
            head=("Who", "How many", "What came of it"),
            rows=tuple(
                (text(a.who.label), text(f"{a.said_by:,}"), text(a.came_of_it or NOT_STATED))
                for a in one.answers
            ),
            numeric=frozenset({1}),
            widths=(6, 3, 12),
            note=f"{counted(len(one.answers), 'answer')}. Partners read the words in the draft.",
        )


def _came_of(one: AskedSeen) -> Iterator[str]:
    for given in one.answers:
        if given.came_of_it:
            yield given.came_of_it
