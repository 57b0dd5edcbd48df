"""
Who does what by when, and what reviews recommend, in words.
"""

import datetime as dt
from dataclasses import dataclass

from django.urls import reverse
from django.utils import timezone

from saferboard.domain.rag import NOT_STATED
from saferboard.domain.states import UNDERTAKING_MOVES, UndertakingState
from saferboard.measures.definitions import defined
from saferboard.plans.keeping.queries import ChangeSeen, DueSeen, KeptSeen, UndertakingSeen
from saferboard.plans.models import ChangeKind
from saferboard.ui.components import Cell, Link, SummaryRow, Table, Tag
from saferboard.ui.words import day, listed

TONES = {
    UndertakingState.MADE: "amber",
    UndertakingState.IN_HAND: "blue",
    UndertakingState.DECLINED: "grey",
    UndertakingState.CLOSED: "green",
}
OVERDUE = Tag("Overdue", "red")
DONE = Tag("Done", "green")


@dataclass(frozen=True)
class UndertakingShown:
    """One undertaking on its page."""

    title: str
    text: str
    facts: tuple[SummaryRow, ...]
    history: Table | None
    links: tuple[Link, ...]


def state_tags(one: UndertakingSeen, *, on: dt.date) -> tuple[Tag, ...]:
    tags = (Tag(one.state.label, TONES[one.state]),)
    return (*tags, OVERDUE) if one.kept.is_overdue(on) else tags


def kept_facts(kept: KeptSeen, *, on: dt.date, href: str = "") -> tuple[SummaryRow, ...]:
    """Owner, contributors and target date; `href` leads to where the date is changed."""
    change = (Link("Change", href, hidden="the target date"),) if href else ()
    return (
        SummaryRow("Owner", kept.owner or NOT_STATED),
        SummaryRow("Contributors", listed(kept.contributors) or NOT_STATED),
        SummaryRow(
            "Target date",
            kept.target_words or NOT_STATED,
            tags=_course(kept, on=on),
            actions=change,
        ),
    )


def _course(kept: KeptSeen, *, on: dt.date) -> tuple[Tag, ...]:
    if kept.is_done and kept.target is not None:
        return (DONE,)
    return (OVERDUE,) if kept.is_overdue(on) else ()


def history_table(changes: tuple[ChangeSeen, ...]) -> Table | None:
    """Each change, the first first, or nothing where there was none."""
    if not changes:
        return None
    only_dates = all(one.kind is ChangeKind.TARGET for one in changes)
    caption = "Each change of the target date" if only_dates else "What changed"
    return Table(
        caption=caption,
        head=("What", "From", "To", "Why", "By whom", "When"),
        rows=tuple(
            (
                one.kind.label,
                one.was or NOT_STATED,
                one.now or NOT_STATED,
                one.reason or NOT_STATED,
                _by(one),
                day(timezone.localtime(one.at).date()),
            )
            for one in changes
        ),
    )


def _by(one: ChangeSeen) -> str:
    return "Entered from the papers" if one.from_papers else one.post or "A post no longer held"


def undertakings_table(
    found: list[UndertakingSeen], caption: str, *, on: dt.date, with_source: bool = True
) -> Table:
    """Undertakings, the open and the overdue told by words."""
    return Table(
        caption=caption,
        head=("Reference", "What", *(("Of",) if with_source else ()), "Owner", "Target", "State"),
        rows=tuple(
            (
                Cell(one.ref, href=address(one.number)),
                one.text,
                *((Cell(_of(one)),) if with_source else ()),
                one.kept.owner or NOT_STATED,
                one.kept.target_words or NOT_STATED,
                Cell(tags=state_tags(one, on=on)),
            )
            for one in found
        ),
    )


def _of(one: UndertakingSeen) -> str:
    return one.review or f"Commitment {one.commitment}"


def reviews_table(found: list[tuple[str, str, int, int]]) -> Table:
    return Table(
        caption="Reviews, and how many of their recommendations are open",
        head=("Review", "Open", "All"),
        rows=tuple(
            (
                Cell(
                    title,
                    href=reverse("instruments:instrument", args=[code]),
                    below="" if of_it else "None is entered",
                ),
                str(open_of_it),
                str(of_it),
            )
            for code, title, open_of_it, of_it in found
        ),
        numeric=frozenset({1, 2}),
    )


def due_table(found: list[DueSeen], *, on: dt.date) -> Table:
    return Table(
        caption="What has a target date and is not done, the earliest first",
        head=("Reference", "What", "Owner", "Target", "Late"),
        rows=tuple(
            (
                Cell(one.ref, href=_due_href(one)),
                one.words,
                one.owner or NOT_STATED,
                one.target_words,
                Cell(tags=(OVERDUE,)) if one.target < on else "No",
            )
            for one in found
        ),
    )


def _due_href(one: DueSeen) -> str:
    if one.is_undertaking:
        return address(int(one.ref[1:]))
    return reverse("returns:commitment", args=[one.ref])


def address(number: int) -> str:
    return reverse("plans:recommendation", args=[number])


def undertaking_shown(one: UndertakingSeen, *, on: dt.date, may_keep: bool) -> UndertakingShown:
    links = ()
    if may_keep:
        links = (
            Link("Change what is said of it", reverse("plans:change-work", args=[one.number])),
            Link("Say how it stands", reverse("plans:move-work", args=[one.number])),
        )
        if not UNDERTAKING_MOVES[one.state]:
            links = links[:1]
    target = reverse("plans:work-target", args=[one.number]) if may_keep else ""
    review = (
        SummaryRow(
            "Recommended by",
            one.review,
            actions=(
                Link(
                    "See it",
                    reverse("instruments:instrument", args=[one.review_code]),
                    hidden=one.review,
                ),
            ),
        )
        if one.review
        else SummaryRow("Recommended by", "no review: it is work that the commitment needs")
    )
    return UndertakingShown(
        title=f"Recommendation {one.ref}" if one.review else f"Still to do {one.ref}",
        text=one.text,
        facts=(
            SummaryRow("State", tags=state_tags(one, on=on)),
            review,
            _under(one),
            *kept_facts(one.kept, on=on, href=target),
            SummaryRow("Figures it bears on", _measures(one.measures) or "none"),
            SummaryRow("Where it is said", one.source or NOT_STATED),
        ),
        history=history_table(one.kept.changes),
        links=links,
    )


def _under(one: UndertakingSeen) -> SummaryRow:
    if not one.commitment:
        return SummaryRow("Commitment", "none")
    href = reverse("returns:commitment", args=[one.commitment])
    return SummaryRow(
        "Commitment",
        f"{one.commitment}: {one.promise}",
        actions=(Link("See it", href, hidden=one.commitment),),
    )


def _measures(slugs: tuple[str, ...]) -> str:
    return listed([defined(slug).title for slug in slugs])
