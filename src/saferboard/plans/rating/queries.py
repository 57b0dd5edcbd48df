"""
Asking what was declared of a commitment, why, by whom, and what its measures suggest.
"""

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass

from saferboard.domain.periods import Quarter, rolling_year
from saferboard.domain.rag import Status, Suggested, is_old, suggested
from saferboard.ledger.operations import SYSTEM
from saferboard.measures.comparing import Comparison
from saferboard.measures.definitions import defined
from saferboard.measures.queries import any_figures, compare_all, latest_quarter
from saferboard.plans.models import Rating
from saferboard.plans.queries import heard


@dataclass(frozen=True)
class DeclaredSeen:
    """A status that was declared, what it rests on, and who declared it."""

    quarter: Quarter
    facet: str
    status: Status
    as_printed: str
    remark: str
    completes: bool
    why: str
    evidence: str
    although: str
    post: str
    from_papers: bool
    at: dt.datetime | None
    is_replaced: bool
    is_old: bool


@dataclass(frozen=True)
class SuggestedSeen:
    """What one measure suggests, by the change that it rests on; None where there is no figure."""

    measure: str
    title: str
    comparison: Comparison | None
    suggested: Suggested


def declared(ref: str, *, on: dt.date) -> list[DeclaredSeen]:
    """Return every status ever declared of a commitment, the newest first."""
    rows = Rating.objects.filter(commitment__ref=ref).select_related("post")
    return [
        DeclaredSeen(
            quarter=Quarter.parse(one.quarter),
            facet=one.facet,
            status=Status(one.status),
            as_printed=one.as_printed,
            remark=one.remark,
            completes=one.completes,
            why=one.why,
            evidence=one.evidence,
            although=one.although,
            post=one.post.title if one.post else "",
            from_papers=one.by == SYSTEM,
            at=one.at,
            is_replaced=one.replaced,
            is_old=is_old(Quarter.parse(one.quarter), as_at=heard(on)),
        )
        for one in rows.order_by("-quarter", "-id")
    ]


def suggestions(measures: Sequence[str], *, place: str, on: dt.date) -> list[SuggestedSeen]:
    """
    Return what each measure suggests by its year to the last quarter that is published, beside
    the year before; what partners report is compared by the quarter a board hears.
    """
    if not measures or not any_figures():
        return [
            SuggestedSeen(slug, defined(slug).title, None, Suggested(None, "no figures are held"))
            for slug in measures
        ]
    year = rolling_year(latest_quarter(on=on).period.last)
    reported = [slug for slug in measures if defined(slug).reported]
    counted = [slug for slug in measures if slug not in reported]
    found = compare_all(counted, place, year) if counted else {}
    if reported:
        found |= compare_all(reported, place, heard(on).period)
    return [_suggested(slug, found[slug]) for slug in measures]


def _suggested(slug: str, one: Comparison) -> SuggestedSeen:
    value = one.change_percent
    found = suggested(
        float(value) if value is not None else None,
        one.chance.likelihood if one.chance else None,
        one.definition.better,
    )
    return SuggestedSeen(slug, one.definition.title, one, found)


def quarters(on: dt.date) -> list[Quarter]:
    """Return the quarters a status may be declared for: this one and the four before it."""
    return [Quarter.of(on) + -back for back in range(5)]


def facets(ref: str) -> list[str]:
    """Return the facets a commitment has been rated in."""
    rows = Rating.objects.filter(commitment__ref=ref).exclude(facet="")
    return sorted(set(rows.order_by().values_list("facet", flat=True)))
