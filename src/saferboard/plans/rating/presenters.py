"""
What was declared, and what figures suggest, in words.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from django.urls import reverse
from django.utils import timezone

from saferboard.domain.rag import NOT_STATED, SCALES, Standing
from saferboard.measures.presenters.common import changed_cell, first_upper
from saferboard.plans.presenters import status_tags
from saferboard.plans.queries import RatingSeen
from saferboard.plans.rating.queries import DeclaredSeen, SuggestedSeen
from saferboard.ui.components import Cell, SummaryRow, Table, Tag
from saferboard.ui.words import day

TONES = {
    Standing.DONE: "blue",
    Standing.ON_TRACK: "green",
    Standing.AT_RISK: "amber",
    Standing.OFF_TRACK: "red",
}


@dataclass(frozen=True)
class RatedShown:
    """How a commitment stands: declared, suggested, and every status there was."""

    declared: SummaryRow
    suggested: Table | None
    history: Table | None


def standing_tag(standing: Standing) -> Tag:
    return Tag(standing.label, TONES[standing])


def rated_shown(
    standing: tuple[RatingSeen, ...],
    declared: Sequence[DeclaredSeen],
    suggestions: Sequence[SuggestedSeen],
) -> RatedShown:
    return RatedShown(
        declared=SummaryRow("Declared", tags=status_tags(standing)),
        suggested=_suggested(standing, suggestions) if suggestions else None,
        history=_history(declared) if declared else None,
    )


def _suggested(standing: tuple[RatingSeen, ...], found: Sequence[SuggestedSeen]) -> Table:
    says = Cell(tags=status_tags(standing))
    return Table(
        caption="Declared, and what the figures suggest, side by side",
        head=("Measure", "Figure, and its change on the year before", "Declared", "Suggested"),
        rows=tuple(
            (
                Cell(
                    one.title,
                    href=reverse("measures:measure", args=[one.measure]),
                    below=_period(one),
                ),
                changed_cell(one.comparison) if one.comparison else "No figures are held",
                says,
                _suggestion(one),
            )
            for one in found
        ),
        note=(
            "What is declared is the lead’s judgement; what is suggested rests on one measure"
            " alone. Neither is changed by the other."
        ),
    )


def _period(one: SuggestedSeen) -> str:
    return first_upper(one.comparison.figure.period.label) if one.comparison else ""


def _suggestion(one: SuggestedSeen) -> Cell:
    because = one.suggested.because[0].upper() + one.suggested.because[1:]
    if one.suggested.standing is None:
        return Cell("Nothing", below=because)
    return Cell(tags=(standing_tag(one.suggested.standing),), below=because)


def _history(found: Sequence[DeclaredSeen]) -> Table:
    return Table(
        caption="Every status declared, the newest first",
        head=("For", "Status", "Why", "Evidence", "By whom", "When"),
        rows=tuple(
            (
                one.quarter.label,
                Cell(tags=(_tag(one),), below=_beside(one)),
                Cell(one.why or one.remark or NOT_STATED, below=_although(one)),
                one.evidence or NOT_STATED,
                _by(one),
                day(timezone.localtime(one.at).date()) if one.at else NOT_STATED,
            )
            for one in found
        ),
    )


def _tag(one: DeclaredSeen) -> Tag:
    words = f"{one.facet}: {one.status.label}" if one.facet else one.status.label
    is_now = not one.is_old and not one.is_replaced
    return Tag(words, one.status.tone if is_now else "grey")


def _beside(one: DeclaredSeen) -> str:
    completes = "What was promised is done" if one.completes else ""
    return ". ".join(filter(None, [completes, "Replaced since" if one.is_replaced else ""]))


def _although(one: DeclaredSeen) -> str:
    return f"Achieved although something was open: {one.although}" if one.although else ""


def _by(one: DeclaredSeen) -> str:
    return "Entered from the papers" if one.from_papers else one.post or "A post no longer held"


def scales_table() -> Table:
    """Every word of every scale, and where it stands on the one scale that all are read on."""
    return Table(
        caption="The words leads use, read on one scale",
        head=("Scale", "A lead says", "It is read as"),
        rows=tuple(
            (
                scale.title,
                Cell(tags=(Tag(status.label, status.tone),)),
                Cell(tags=(standing_tag(status.standing),)),
            )
            for scale in SCALES.values()
            for status in scale.statuses
        ),
    )
