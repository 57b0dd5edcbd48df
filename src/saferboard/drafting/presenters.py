"""
The next strategy in words.
"""

import datetime as dt
from dataclasses import dataclass

from django.urls import reverse

from saferboard.domain.rag import NOT_STATED
from saferboard.domain.states import DraftState
from saferboard.drafting.models import OutputKind
from saferboard.drafting.queries import AskedSeen, DraftListed, DraftSeen, GroupSeen, StageSeen
from saferboard.measures.definitions import defined
from saferboard.ui.components import Cell, Link, SummaryRow, Table, Tag
from saferboard.ui.words import day, listed

TONES = {DraftState.SHAPING: "blue", DraftState.OFFERED: "amber", DraftState.ADOPTED: "green"}
KINDS = {
    OutputKind.PARAMETER: "Parameters",
    OutputKind.AIM: "Aims and objectives",
    OutputKind.TARGET: "Targets",
    OutputKind.ACTION: "Actions",
}


@dataclass(frozen=True)
class DraftShown:
    title: str
    facts: tuple[SummaryRow, ...]
    groups: Table
    decisions: Table | None
    stages: Table | None
    asked: tuple[tuple[str, Table | None, str], ...]
    questions: tuple[str, ...]
    links: tuple[Link, ...]


@dataclass(frozen=True)
class GroupShown:
    title: str
    facts: tuple[SummaryRow, ...]
    role: tuple[str, ...]
    bodies: tuple[tuple[str, str], ...]
    volunteers: Table | None
    outputs: tuple[Table, ...]
    stages: Table | None
    links: tuple[Link, ...]


def state_tag(state: DraftState) -> Tag:
    return Tag(state.label, TONES[state])


def drafts_table(found: list[DraftListed]) -> Table:
    return Table(
        caption="Strategies that are being drafted, or were",
        head=("Strategy", "Groups", "State"),
        rows=tuple(
            (
                Cell(one.title, href=reverse("drafting:draft", args=[one.code])),
                str(one.groups),
                Cell(tags=(state_tag(one.state),)),
            )
            for one in found
        ),
        numeric=frozenset({1}),
    )


def draft_shown(found: DraftSeen, *, on: dt.date, runs: bool, missing: list[str]) -> DraftShown:
    return DraftShown(
        title=found.title,
        facts=tuple(_facts(found, missing)),
        groups=_groups(found),
        decisions=_decisions(found),
        stages=stages_table(found.stages, on=on) if found.stages else None,
        asked=tuple(_asked(found, one, runs=runs) for one in found.asked),
        questions=found.questions,
        links=tuple(_links(found)) if runs else (),
    )


def _facts(found: DraftSeen, missing: list[str]):
    library = reverse("instruments:instrument", args=[found.instrument])
    yield SummaryRow("State", tags=(state_tag(found.state),))
    yield SummaryRow("Years", f"{found.first_year} to {found.last_year}")
    yield SummaryRow(
        "In the library", found.instrument_title, actions=(Link("See it", library, "the draft"),)
    )
    if found.supersedes:
        href = reverse("instruments:instrument", args=[found.supersedes])
        see = Link("See it", href, "what it takes the place of")
        yield SummaryRow("Takes the place of", found.supersedes_title, actions=(see,))
    if found.adopted_on:
        yield SummaryRow("Adopted", f"{day(found.adopted_on)}, {found.adopted_in}")
    elif missing:
        yield SummaryRow("Before it can be offered", "; ".join(missing))
    if not found.stages:
        yield SummaryRow("Timetable", NOT_STATED)


def _groups(found: DraftSeen) -> Table:
    return Table(
        caption="Task and finish groups",
        head=("Group", "Its part becomes", "Led by", "Joined by", "Put forward"),
        rows=tuple(
            (
                Cell(
                    f"{one.number}. {one.name}",
                    href=reverse("drafting:group", args=[found.code, one.number]),
                    below=f"Works with {listed(one.bodies)}" if one.bodies else "",
                ),
                "a priority" if one.makes_priority else "no priority",
                one.lead or NOT_STATED,
                str(one.volunteers),
                str(one.outputs),
            )
            for one in found.groups
        ),
        numeric=frozenset({3, 4}),
    )


def _decisions(found: DraftSeen) -> Table | None:
    if not found.decisions:
        return None
    return Table(
        caption="What was decided about the groups",
        head=("When", "What", "Groups then", "Where it is said"),
        rows=tuple(
            (
                day(one.day),
                one.says,
                Cell(str(len(one.groups)), below=listed(one.groups)),
                one.source,
            )
            for one in found.decisions
        ),
    )


def stages_table(stages: tuple[StageSeen, ...], *, on: dt.date) -> Table:
    return Table(
        caption="Timetable",
        head=("By", "What", "Whose", "Reached"),
        rows=tuple(
            (one.target_words, one.what, one.group or "All groups", _reached(one, on))
            for one in stages
        ),
    )


def _reached(one: StageSeen, on: dt.date) -> Cell | str:
    if one.reached_on:
        return day(one.reached_on)
    return Cell(tags=(Tag("Overdue", "red"),)) if one.target < on else "Not yet"


def _asked(found: DraftSeen, one: AskedSeen, *, runs: bool) -> tuple[str, Table | None, str]:
    table = Table(
        caption=f"Answers to “{one.text}”",
        head=("Who", "What they said", "How many", "What came of it"),
        rows=tuple(
            (given.who.label, given.text, str(given.said_by), given.came_of_it or NOT_STATED)
            for given in one.answers
        ),
        numeric=frozenset({2}),
    )
    may_answer = runs and found.state is not DraftState.ADOPTED
    href = reverse("drafting:answer", args=[found.code, one.id]) if may_answer else ""
    return one.text, table if one.answers else None, href


def _links(found: DraftSeen):
    if found.state is DraftState.ADOPTED:
        return
    for name, words in (
        ("decide", "Keep a decision about the groups"),
        ("plan", "Put a step into the timetable"),
        ("ask", "Add a question to the public"),
    ):
        yield Link(words, reverse(f"drafting:{name}", args=[found.code]))
    if any(one.reached_on is None for one in found.stages):
        yield Link("Note that a step is reached", reverse("drafting:reach", args=[found.code]))
    if found.state is DraftState.SHAPING:
        yield Link("Offer it to the board", reverse("drafting:offer", args=[found.code]))
    else:
        yield Link("Open it to its groups again", reverse("drafting:take-back", args=[found.code]))
        yield Link("Enter that it is adopted", reverse("drafting:adopt", args=[found.code]))


def group_shown(one: GroupSeen, *, on: dt.date, links: tuple[Link, ...]) -> GroupShown:
    return GroupShown(
        title=f"Group {one.number}: {one.name}",
        facts=(
            SummaryRow("Led by", one.lead or NOT_STATED),
            SummaryRow("Its part becomes", "a priority" if one.makes_priority else "no priority"),
        ),
        role=one.role,
        bodies=one.bodies,
        volunteers=_volunteers(one),
        outputs=tuple(_outputs(one, kind) for kind in KINDS),
        stages=stages_table(one.stages, on=on) if one.stages else None,
        links=links,
    )


def _volunteers(one: GroupSeen) -> Table | None:
    if not one.volunteers:
        return None
    return Table(
        caption="Who joined",
        head=("Post", "Since", "Note"),
        rows=tuple(
            (Cell(each.post, below=each.organisation), day(each.day), each.note or "none")
            for each in one.volunteers
        ),
    )


def _outputs(one: GroupSeen, kind: OutputKind) -> Table:
    found = [output for output in one.outputs if output.kind is kind]
    return Table(
        caption=KINDS[kind],
        head=("What", "Told by", "Whose"),
        rows=tuple(
            (
                each.text,
                defined(each.measure).title if each.measure else "no figure",
                each.owner or NOT_STATED,
            )
            for each in found
        ),
        note="" if found else "None is put forward yet.",
    )
