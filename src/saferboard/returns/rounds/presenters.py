"""
A round as its asker sees it: whom it would ask, who has sent what, and one text to judge.
"""

import datetime as dt
from dataclasses import dataclass
from typing import Any

from django.urls import reverse
from django.utils.html import format_html
from django.utils.safestring import SafeString, mark_safe

from saferboard.domain.returns import Response
from saferboard.domain.states import UpdateState
from saferboard.measures.checking import Found
from saferboard.measures.narrative import Narrative, Told
from saferboard.returns.data_sheets import return_href
from saferboard.returns.presenters import TONES, about_href, state_tags
from saferboard.returns.queries import RoundHead, UpdateSeen
from saferboard.returns.rounds import forms
from saferboard.returns.rounds.planning import Asking, RoundPlanned
from saferboard.returns.rounds.queries import SHOWN, Grid, Row, Square, VersionSeen
from saferboard.returns.words import things
from saferboard.ui.components import Cell, Link, SummaryRow, Table, Tag
from saferboard.ui.words import counted, day

LETTERS = {
    UpdateState.NOT_REQUESTED: "–",
    UpdateState.REQUESTED: "?",
    UpdateState.RECEIVED: "R",
    UpdateState.SENT_BACK: "B",
    UpdateState.ACCEPTED: "A",
    UpdateState.NOT_PROVIDED: "N",
    UpdateState.DECLINED: "D",
    UpdateState.SEE_ELSEWHERE: "E",
}
"""What stands in a square of the grid, since seventy words do not fit beside each other."""
LATE_MARK = "!"


@dataclass(frozen=True)
class AskingShown:
    """One line of the list of who is asked for what."""

    slug: str
    about: str
    promise: str
    who: str
    organisation: str
    can_be_asked: bool
    ticked: bool
    last: str
    choices: tuple[tuple[str, str, bool], ...] = ()
    """The posts of which one is asked, where it may be chosen: code, title, whether it is."""


@dataclass(frozen=True)
class PlannedShown:
    title: str
    facts: tuple[SummaryRow, ...]
    asking: tuple[AskingShown, ...]
    button: str
    last_head: str


def planned_shown(
    planned: RoundPlanned, ticked: frozenset[str], form: forms.OpenForm
) -> PlannedShown:
    """Who would be asked; `ticked` is what is ticked on the page now."""
    asked = [one for one in planned.asking if one.slug in ticked and one.can_be_asked]
    posts = len({one.asked_code for one in asked})
    like = planned.like.label if planned.like else ""
    return PlannedShown(
        title=f"Ask for {planned.quarter.label}",
        facts=(
            SummaryRow("Strategy", planned.strategy.title),
            SummaryRow("Period", planned.quarter.period.label),
            SummaryRow("As last quarter", like or "There was none: each commitment’s owner"),
            SummaryRow(
                "Asked", f"{counted(posts, 'post')} for {things(one.sheet for one in asked)}"
            ),
        ),
        asking=tuple(_asking(one, ticked, form) for one in planned.asking),
        button=f"Open the round and ask {counted(posts, 'post')}",
        last_head=f"In {like}" if like else "Last quarter",
    )


def _asking(one: Asking, ticked: frozenset[str], form: forms.OpenForm) -> AskingShown:
    chosen = form[forms.POST + one.slug].value() if one.others else ""
    return AskingShown(
        slug=one.slug,
        about=one.about,
        promise=one.promise,
        who=f"{one.asked}, {one.organisation}" if one.can_be_asked else "",
        organisation=one.organisation,
        can_be_asked=one.can_be_asked,
        ticked=one.slug in ticked and one.can_be_asked,
        last=one.last.label.capitalize() if one.last else "Not in the round",
        choices=tuple((code, title, code == chosen) for code, title in one.others),
    )


@dataclass(frozen=True)
class GridRow:
    """One contributor's line, its squares already markup: eight thousand of them are many."""

    who: str
    post: str
    squares: SafeString


@dataclass(frozen=True)
class GridShown:
    title: str
    facts: tuple[SummaryRow, ...]
    partners: Table
    heads: tuple[Link, ...]
    rows: tuple[GridRow, ...]
    caption: str
    key: tuple[tuple[str, Tag], ...]
    choices: tuple[tuple[str, str, bool], ...]
    priorities: tuple[tuple[str, str, bool], ...]
    filtered: bool
    may_ask: bool
    is_open: bool
    is_closed: bool
    close_href: str
    reopen_href: str


def grid_shown(
    found: Grid, *, may_ask: bool, show: str, priority: int | None, numbers: tuple[int, ...]
) -> GridShown:
    head = found.head
    marks = _Marks(head, may_ask=may_ask)
    return GridShown(
        title=f"Who has sent what for {head.quarter.label}",
        facts=_grid_facts(head, found.response),
        partners=_partners(found, may_ask=may_ask),
        heads=tuple(Link(c.about, about_href(head, c.ref, c.sheet)) for c in found.columns),
        rows=tuple(
            GridRow(
                row.organisation or "Not stated",
                row.post,
                marks.row([row.squares.get(c.about) for c in found.columns]),
            )
            for row in found.rows
        ),
        caption=(
            f"{counted(len(found.rows), 'contributor')} by"
            f" {counted(len(found.columns), 'thing')} asked about"
        ),
        key=tuple((LETTERS[s], Tag(s.label.capitalize(), TONES[s])) for s in UpdateState),
        choices=tuple((value, words, value == show) for value, words in SHOWN.items()),
        priorities=(
            ("", "All", priority is None),
            *((str(n), f"Priority {n}", n == priority) for n in numbers),
        ),
        filtered=bool(show) or priority is not None,
        may_ask=may_ask,
        is_open=head.is_open,
        is_closed=head.closed_at is not None,
        close_href=reverse("returns:close", args=[head.address]),
        reopen_href=reverse("returns:reopen", args=[head.address]),
    )


def _grid_facts(head: RoundHead, told: Response) -> tuple[SummaryRow, ...]:
    came = f"{told.answered} of {told.asked}"
    standing = "Open" if head.is_open else "Closed" if head.closed_at else "Read from papers"
    return (
        SummaryRow("Round", standing),
        SummaryRow("Due", day(head.due) if head.due else "not stated"),
        SummaryRow("Came", came if told.percent is None else f"{came} ({told.percent}%)"),
        SummaryRow("Late", str(told.late)),
        SummaryRow("Declined", str(told.declined)),
        SummaryRow("Not provided", str(told.not_provided)),
    )


def _partners(found: Grid, *, may_ask: bool) -> Table:
    """The same by contributor: what fits a telephone."""
    return Table(
        caption="By contributor, of those who were asked",
        head=("Contributor", "Asked", "Came", "Late", "Declined", "Not provided"),
        rows=tuple(
            _partner(row, found.head, may_ask=may_ask) for row in found.rows if row.response.asked
        ),
        numeric=frozenset({1, 2, 3, 4, 5}),
    )


def _partner(row: Row, head: RoundHead, *, may_ask: bool) -> tuple[Cell | str, ...]:
    told = row.response
    href = ""
    if may_ask and row.post_code and head.opened_at:
        href = reverse("returns:list", args=[head.list_of(row.post_code)])
    counts = (told.asked, told.answered, told.late, told.declined, told.not_provided)
    who = row.organisation or "Not stated"
    name = Cell(f"{who}: {row.post}" if row.post else who, href=href)
    return (name, *(str(count) for count in counts))


class _Marks:
    """Squares as markup, each kind of square made once."""

    def __init__(self, head: RoundHead, *, may_ask: bool) -> None:
        self.may_ask = may_ask
        self.head = head
        self.base = reverse("returns:review", args=[head.address, "x"])[: -len("x/")]
        self.known: dict[tuple[UpdateState, bool, bool], str] = {}

    def row(self, squares: list[Square | None]) -> SafeString:
        # Every piece was escaped when it was made, and a slug holds nothing to escape.
        return mark_safe("".join(self._one(square) for square in squares))  # noqa: S308

    def _one(self, square: Square | None) -> str:
        if square is None:
            return '<td role="cell"></td>'
        inside = self._inside(square)
        if not self.may_ask:
            return f'<td role="cell">{inside}</td>'
        return f'<td role="cell"><a href="{self._href(square)}">{inside}</a></td>'

    def _href(self, square: Square) -> str:
        """A sheet is judged on its own page; an address is made of codes, and needs no escape."""
        if square.sheet and square.partner:
            return return_href(square.sheet, self.head.quarter, square.partner)
        return f"{self.base}{square.slug}/"

    def _inside(self, square: Square) -> str:
        key = (square.state, square.late, square.corrected)
        if key not in self.known:
            mark = LETTERS[square.state] + (LATE_MARK if square.late else "")
            said = square.state.label + (", late" if square.late else "")
            if square.corrected:
                mark, said = f"{mark}+", f"{said}, a correction waits"
            self.known[key] = format_html(
                '<span class="sb-square sb-tag--{}" aria-hidden="true">{}</span>'
                '<span class="govuk-visually-hidden">{}</span>',
                "red" if square.late else TONES[square.state],
                mark,
                said,
            )
        return self.known[key]


@dataclass(frozen=True)
class VersionShown:
    title: str
    tag: Tag
    told: tuple[Told, ...]
    why: str


@dataclass(frozen=True)
class ReviewShown:
    """One update as whoever judges it sees it."""

    title: str
    caption: str
    promise: str
    tags: tuple[Tag, ...]
    facts: tuple[SummaryRow, ...]
    versions: tuple[VersionShown, ...]
    findings: tuple[Found, ...]
    last_title: str
    last_tags: tuple[Tag, ...]
    last: tuple[Told, ...]
    ask_also_href: str
    list_href: str
    correct_href: str


def review_shown(
    update: UpdateSeen,
    versions: tuple[VersionSeen, ...],
    *,
    last: UpdateSeen | None,
    findings: list[Any],
    on: dt.date,
) -> ReviewShown:
    head = update.round
    texts = [t for v in versions for t in v.account] + list(last.account if last else ())
    narrative = Narrative.of(texts)
    ref = head.list_of(update.asked_code) if update.asked_code else ""
    return ReviewShown(
        title=f"{update.about}: {head.quarter.label}",
        caption=update.priority_title,
        promise=update.promise,
        tags=state_tags(update, on=on),
        facts=_review_facts(update),
        versions=tuple(_version(v, narrative) for v in versions),
        findings=tuple(findings),
        last_title=last.quarter.label if last else "",
        last_tags=state_tags(last, on=on) if last else (),
        last=narrative.html_of(last.account) if last else (),
        ask_also_href=reverse("returns:ask-also", args=[head.address, update.slug])
        if head.is_open
        else "",
        list_href=reverse("returns:list", args=[ref]) if ref and head.opened_at else "",
        correct_href=reverse("returns:edit-update", args=[head.address, update.slug])
        if update.account
        else "",
    )


def _review_facts(update: UpdateSeen) -> tuple[SummaryRow, ...]:
    due = update.round.due
    who = f"{update.asked}, {update.contributor}" if update.asked else update.contributor
    facts = [
        SummaryRow("Asked of", who or "not stated"),
        SummaryRow("Due", day(due) if due else "not stated"),
        SummaryRow("Came", day(update.came) if update.came else "not yet"),
    ]
    if update.see:
        facts.append(SummaryRow("See", update.see))
    if update.reason:
        facts.append(SummaryRow("Reason", update.reason))
    return tuple(facts)


def _version(version: VersionSeen, narrative: Narrative) -> VersionShown:
    accepted = version.accepted_at is not None
    return VersionShown(
        title=f"Version {version.number}, {day(version.at)}, {version.via}",
        tag=Tag("Accepted", "green") if accepted else Tag("Not accepted", "amber"),
        told=narrative.html_of(version.account),
        why=version.why,
    )
