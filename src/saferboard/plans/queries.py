"""
Asking what was promised and where each promise stands.
"""

import datetime as dt
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass

from django.db.models import Prefetch

from saferboard.domain.periods import Quarter
from saferboard.domain.rag import NOT_STATED, Status, is_old, standing_of
from saferboard.partners.models import Post
from saferboard.plans.models import Commitment, Priority, Rating, Strategy

SPLIT = "Split"
"""What a commitment with two facets counts as: neither of its two statuses is the whole."""
OLD = "Of an earlier quarter"
"""What a commitment counts as whose status is of an earlier quarter: it is not how it stands."""


@dataclass(frozen=True)
class RatingSeen:
    """A status as declared for a quarter; `is_old` of an earlier one than a board hears."""

    status: Status
    facet: str
    as_printed: str
    remark: str
    quarter: str
    is_old: bool = False

    @property
    def for_quarter(self) -> str:
        return Quarter.parse(self.quarter).label


@dataclass(frozen=True)
class CommitmentSeen:
    """A promise, its section, its owner's post, and every status declared for it."""

    id: int
    ref: str
    priority_number: int
    priority_title: str
    lead_code: str
    section_number: int
    section_title: str
    promise: str
    in_place: tuple[str, ...]
    owner: str
    owner_code: str
    owner_organisation: str
    measures: tuple[str, ...]
    ratings: tuple[RatingSeen, ...]

    @property
    def standing(self) -> tuple[RatingSeen, ...]:
        """The statuses that hold: the latest of the whole, or of each of its sides."""
        return standing_of(self.ratings)

    @property
    def counted_as(self) -> str:
        """The one word this commitment is counted under."""
        if not self.standing:
            return NOT_STATED
        if all(rating.is_old for rating in self.standing):
            return OLD
        return SPLIT if len(self.standing) > 1 else self.standing[0].status.label


@dataclass(frozen=True)
class SectionSeen:
    number: int
    title: str
    commitments: tuple[CommitmentSeen, ...]


@dataclass(frozen=True)
class PrioritySeen:
    """A priority whole: what it is for, its sections, and what is reported beside them."""

    number: int
    title: str
    lead: str
    lead_code: str
    partners: tuple[str, ...]
    purpose: tuple[str, ...]
    aims: tuple[str, ...]
    outcomes: tuple[tuple[str, tuple[str, ...]], ...]
    measures: tuple[str, ...]
    heading_as_printed: str
    sections: tuple[SectionSeen, ...]

    @property
    def commitments(self) -> tuple[CommitmentSeen, ...]:
        return tuple(c for section in self.sections for c in section.commitments)

    @property
    def counts(self) -> dict[str, int]:
        return count_statuses(self.commitments)


@dataclass(frozen=True)
class StrategySeen:
    code: str
    title: str
    first_year: int
    last_year: int
    priorities: tuple[PrioritySeen, ...]

    @property
    def commitments(self) -> tuple[CommitmentSeen, ...]:
        return tuple(c for priority in self.priorities for c in priority.commitments)

    @property
    def counts(self) -> dict[str, int]:
        return count_statuses(self.commitments)


def code_of(post: Post | None) -> str:
    """Return a post's code, or nothing where no post is named."""
    return post.code if post else ""


def count_statuses(commitments: Iterable[CommitmentSeen]) -> dict[str, int]:
    """Return how many commitments stand under each word, in the scale's own order."""
    counted = Counter(commitment.counted_as for commitment in commitments)
    order = [*(status.label for status in Status), SPLIT, OLD, NOT_STATED]
    return {word: counted[word] for word in order if counted[word]}


def heard(on: dt.date) -> Quarter:
    """
    Return the quarter that a board hears on a day: the last that has ended.

    The board of 17 August 2022 heard quarter 1, that of 27 October quarter 2.
    """
    return Quarter.of(on) + -1


def strategy(code: str | None = None, *, on: dt.date | None = None) -> StrategySeen | None:
    """
    Return one strategy whole, the latest if none is named, or None if there is none.

    A status of an earlier quarter than a board hears on the day `on` is marked as old.
    """
    held = Strategy.objects.order_by("-first_year", "-id")
    found = (held.filter(code=code) if code else held).first()
    if found is None:
        return None
    as_at = heard(on) if on else None
    seen = tuple(_priority(p, as_at) for p in _priorities().filter(strategy=found))
    return StrategySeen(found.code, found.title, found.first_year, found.last_year, seen)


def earlier_strategies() -> list[tuple[str, str]]:
    """Return the code and title of every strategy before the latest, the newest first."""
    held = Strategy.objects.order_by("-first_year", "-id").values_list("code", "title")
    return list(held[1:])


def earlier_of(ref: str) -> str:
    """Return the code of the strategy of a commitment where it is not the latest, or nothing."""
    found = Strategy.objects.filter(priorities__sections__commitments__ref=ref)
    code = found.values_list("code", flat=True).first() or ""
    return code if code in dict(earlier_strategies()) else ""


def priority(
    number: int, *, strategy: str | None = None, on: dt.date | None = None
) -> PrioritySeen | None:
    """Return one priority of a strategy (the latest if none is named), or None."""
    held = Strategy.objects.order_by("-first_year", "-id")
    found = (held.filter(code=strategy) if strategy else held).first()
    first = _priorities().filter(strategy=found, number=number).first()
    return _priority(first, heard(on) if on else None) if first else None


def commitment(ref: str, *, on: dt.date | None = None) -> CommitmentSeen | None:
    """Return one commitment, or None if there is none of that reference."""
    found = _commitments().filter(ref=ref).first()
    if found is None:
        return None
    return _commitment(found, found.section.priority, found.section, heard(on) if on else None)


def _commitments():
    return Commitment.objects.select_related(
        "owner__organisation", "section__priority__lead"
    ).prefetch_related(Prefetch("ratings", _in_force()))


def _in_force():
    return Rating.objects.filter(replaced=False).order_by("quarter", "id")


def _priorities():
    return (
        Priority.objects.select_related("lead")
        .prefetch_related(
            "sections",
            Prefetch("sections__commitments", _commitments().order_by("position", "id")),
        )
        .order_by("number")
    )


def _priority(found: Priority, as_at: Quarter | None) -> PrioritySeen:
    return PrioritySeen(
        number=found.number,
        title=found.title,
        lead=found.lead.title if found.lead else NOT_STATED,
        lead_code=code_of(found.lead),
        partners=tuple(found.partners),
        purpose=tuple(found.purpose),
        aims=tuple(found.aims),
        outcomes=tuple((o["title"], tuple(o["paragraphs"])) for o in found.outcomes),
        measures=tuple(found.measures),
        heading_as_printed=found.heading_as_printed,
        sections=tuple(
            SectionSeen(
                section.number,
                section.title,
                tuple(_commitment(c, found, section, as_at) for c in section.commitments.all()),
            )
            for section in sorted(found.sections.all(), key=lambda s: s.number)
        ),
    )


def _commitment(found: Commitment, priority, section, as_at: Quarter | None) -> CommitmentSeen:
    return CommitmentSeen(
        id=found.id,
        ref=found.ref,
        priority_number=priority.number,
        priority_title=priority.title,
        lead_code=code_of(priority.lead),
        section_number=section.number,
        section_title=section.title,
        promise=found.promise,
        in_place=tuple(found.in_place),
        owner=found.owner.title if found.owner else NOT_STATED,
        owner_code=code_of(found.owner),
        owner_organisation=found.owner.organisation.name if found.owner else "",
        measures=tuple(found.measures),
        ratings=tuple(
            RatingSeen(
                Status(r.status),
                r.facet,
                r.as_printed,
                r.remark,
                r.quarter,
                is_old=as_at is not None and is_old(Quarter.parse(r.quarter), as_at=as_at),
            )
            for r in found.ratings.all()
        ),
    )
