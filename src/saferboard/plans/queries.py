"""
Asking what was promised and where each promise stands.
"""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass

from django.db.models import Prefetch

from saferboard.domain.rag import NOT_STATED, Status
from saferboard.partners.models import Post
from saferboard.plans.models import Commitment, Priority, Rating, Strategy

SPLIT = "Split"
"""What a commitment with two facets counts as: neither of its two statuses is the whole."""


@dataclass(frozen=True)
class RatingSeen:
    """A status as declared for a quarter."""

    status: Status
    facet: str
    as_printed: str
    remark: str
    quarter: str


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
        """The statuses of the latest quarter that has any: two where its lead gave two."""
        latest = max((rating.quarter for rating in self.ratings), default="")
        return tuple(rating for rating in self.ratings if rating.quarter == latest)

    @property
    def counted_as(self) -> str:
        """The one word this commitment is counted under."""
        if not self.standing:
            return NOT_STATED
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
    order = [*(status.label for status in Status), SPLIT, NOT_STATED]
    return {word: counted[word] for word in order if counted[word]}


def strategy(code: str | None = None) -> StrategySeen | None:
    """Return one strategy whole, the latest if none is named, or None if there is none."""
    held = Strategy.objects.order_by("-first_year", "-id")
    found = (held.filter(code=code) if code else held).first()
    if found is None:
        return None
    seen = tuple(_priority(p) for p in _priorities().filter(strategy=found))
    return StrategySeen(found.code, found.title, found.first_year, found.last_year, seen)


def priority(number: int, *, strategy: str | None = None) -> PrioritySeen | None:
    """Return one priority of a strategy (the latest if none is named), or None."""
    held = Strategy.objects.order_by("-first_year", "-id")
    found = (held.filter(code=strategy) if strategy else held).first()
    first = _priorities().filter(strategy=found, number=number).first()
    return _priority(first) if first else None


def commitment(ref: str) -> CommitmentSeen | None:
    """Return one commitment, or None if there is none of that reference."""
    found = _commitments().filter(ref=ref).first()
    if found is None:
        return None
    return _commitment(found, found.section.priority, found.section)


def _commitments():
    return Commitment.objects.select_related(
        "owner__organisation", "section__priority__lead"
    ).prefetch_related(Prefetch("ratings", Rating.objects.order_by("quarter", "id")))


def _priorities():
    return (
        Priority.objects.select_related("lead")
        .prefetch_related(
            "sections",
            Prefetch("sections__commitments", _commitments().order_by("position", "id")),
        )
        .order_by("number")
    )


def _priority(found: Priority) -> PrioritySeen:
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
                tuple(_commitment(c, found, section) for c in section.commitments.all()),
            )
            for section in sorted(found.sections.all(), key=lambda s: s.number)
        ),
    )


def _commitment(found: Commitment, priority, section) -> CommitmentSeen:
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
            RatingSeen(Status(r.status), r.facet, r.as_printed, r.remark, r.quarter)
            for r in found.ratings.all()
        ),
    )
