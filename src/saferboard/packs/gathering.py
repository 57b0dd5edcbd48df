"""
Gathering what a meeting's papers are made from, and making each.

Everything is gathered first, in a number of questions that does not grow with the agenda,
and only then put into papers; nothing asks the database while it prints.
"""

import dataclasses
import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass
from typing import TypeVar

from saferboard.documents.blocks import Paper
from saferboard.domain.exemption import paragraph_words
from saferboard.domain.refusals import Refusal, Refused
from saferboard.measures.narrative import Narrative
from saferboard.meetings import queries as meetings
from saferboard.meetings.models import PaperKind
from saferboard.meetings.queries import ItemSeen, MeetingSeen
from saferboard.packs.given.queries import GivenSeen, given_papers
from saferboard.packs.sections import (
    dashboard,
    document,
    figures,
    given,
    groups,
    matters,
    minutes,
    priority,
)
from saferboard.plans import queries as plans
from saferboard.returns import queries as returns

Key = TypeVar("Key", int, str)
Thing = TypeVar("Thing")


UNDER_A_HEAD = {PaperKind.MATTERS_ARISING, PaperKind.DOCUMENT}
"""The papers that may stand under the head of a council report."""


@dataclass(frozen=True)
class Gathered:
    """All that a meeting's papers are made from."""

    minutes: dict[str, meetings.MinutesSeen]
    matters: list[meetings.MatterSeen]
    reports: dict[str, meetings.ReportSeen]
    documents: dict[str, meetings.DocumentSeen]
    given: dict[str, GivenSeen]
    priorities: dict[int, plans.PrioritySeen]
    updates: list[returns.UpdateSeen]
    narrative: Narrative
    figures: figures.Gathered | None
    drafted: groups.Drafted | None
    on: dt.date


def gather(meeting: MeetingSeen, items: tuple[ItemSeen, ...]) -> Gathered:
    """Return everything the papers of `items` need."""
    kinds = {item.paper for item in items}
    wanted = {item.priority for item in items if item.paper == PaperKind.PRIORITY}
    held = plans.strategy(on=meeting.starts.date()) if wanted else None
    priorities = {p.number: p for p in held.priorities if p.number in wanted} if held else {}
    updates = _updates(held, wanted, on=meeting.starts.date()) if held else []
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
        reports=meetings.report_headers(meeting.code) if kinds & UNDER_A_HEAD else {},
        documents=meetings.documents(meeting.code) if PaperKind.DOCUMENT in kinds else {},
        given=given_papers(meeting.code) if PaperKind.FILE in kinds else {},
        priorities=priorities,
        updates=updates,
        narrative=Narrative.of(texts),
        figures=figures.gather(
            priorities.values(),
            meeting_on=meeting.starts.date(),
            dashboard=PaperKind.DASHBOARD in kinds,
        ),
        drafted=groups.gather(meeting.starts.date()) if PaperKind.GROUPS in kinds else None,
        on=meeting.starts.date(),
    )


def _updates(
    held: plans.StrategySeen, wanted: set[int | None], *, on: dt.date
) -> list[returns.UpdateSeen]:
    """What was asked for the quarters that were over by a meeting: none is half told."""
    return [
        u
        for u in returns.updates(strategy=held.code)
        if u.priority in wanted and u.quarter.period.last.last_day < on
    ]


def paper_of(item: ItemSeen, gathered: Gathered) -> Paper:
    """
    Return an item's paper.

    :raises Refused: if what it is made from is not held.
    """
    made = _made(item, gathered)
    if item.is_exempt:
        made = dataclasses.replace(made, handling=exempt_words(item))
    return made


def _made(item: ItemSeen, gathered: Gathered) -> Paper:
    match item.paper:
        case PaperKind.MATTERS_ARISING:
            return matters.paper(item, gathered.matters, gathered.reports.get(item.number))
        case PaperKind.MINUTES:
            earlier = _needed(gathered.minutes, item.minutes_of, item)
            return minutes.paper(item, earlier, gathered.narrative)
        case PaperKind.DOCUMENT:
            held = _needed(gathered.documents, item.number, item)
            return document.paper(item, held, gathered.reports.get(item.number))
        case PaperKind.FILE:
            return given.paper(item, _needed(gathered.given, item.number, item))
        case PaperKind.DASHBOARD:
            assert gathered.figures is not None, "the dashboard's figures are gathered with it"
            return dashboard.paper(item, gathered.figures)
        case PaperKind.GROUPS:
            return groups.paper(item, gathered.drafted)
        case PaperKind.PRIORITY:
            found = _needed(gathered.priorities, item.priority, item)
            assert gathered.figures is not None, "a priority's figures are gathered with it"
            return priority.paper(
                item,
                found,
                [u for u in gathered.updates if u.priority == found.number],
                gathered.narrative,
                figures=figures.blocks(item.number, found.number, gathered.figures),
                on=gathered.on,
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


def compose_paper(meeting: MeetingSeen, number: str) -> Paper | None:
    """Return one item's paper, or None if it has none."""
    item = next((i for i in meeting.items if i.number == number), None)
    if item is None or item.paper == PaperKind.NONE:
        return None
    return paper_of(item, gather(meeting, (item,)))


def exempt_words(item: ItemSeen) -> str:
    """Return what stands at the head of an exempt paper: which part, and by which paragraph."""
    assert item.exempt_paragraph is not None, f"item {item.number} is exempt by no paragraph"
    return f"Part Two – Exempt ({paragraph_words(item.exempt_paragraph).partition(':')[0]})"
