"""
Asking who does what by when, what changed and why, and what reviews recommend.
"""

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass

from django.db.models import Count, Q, QuerySet

from saferboard.domain.instruments import InstrumentKind
from saferboard.domain.rag import Standing, Status, standing_of
from saferboard.domain.states import UndertakingState
from saferboard.instruments.models import Instrument
from saferboard.ledger.operations import SYSTEM
from saferboard.partners.models import Organisation, Post
from saferboard.plans.models import Change, ChangeKind, Commitment, Undertaking


@dataclass(frozen=True)
class ChangeSeen:
    """One change: of what, from what, to what, why, and who said so."""

    kind: ChangeKind
    was: str
    now: str
    reason: str
    post: str
    from_papers: bool
    at: dt.datetime


@dataclass(frozen=True)
class KeptSeen:
    """Who does a commitment or an undertaking, by when, and each change of that."""

    owner: str
    contributors: tuple[str, ...]
    target: dt.date | None
    target_words: str
    is_done: bool
    changes: tuple[ChangeSeen, ...]

    def is_overdue(self, on: dt.date) -> bool:
        return self.target is not None and self.target < on and not self.is_done


@dataclass(frozen=True)
class UndertakingSeen:
    """What a review recommends or a commitment needs, and how it stands."""

    number: int
    text: str
    review: str
    review_code: str
    commitment: str
    promise: str
    source: str
    state: UndertakingState
    measures: tuple[str, ...]
    kept: KeptSeen

    @property
    def ref(self) -> str:
        return f"R{self.number}"


@dataclass(frozen=True)
class DueSeen:
    """A promise with a target date, or an undertaking with one, that is not done."""

    ref: str
    words: str
    owner: str
    target: dt.date
    target_words: str
    is_undertaking: bool


def kept(ref: str) -> KeptSeen | None:
    """Return who does a commitment and by when, or None if there is none of that reference."""
    found = (
        Commitment.objects.filter(ref=ref)
        .select_related("owner__organisation")
        .prefetch_related("contributors", "changes__post", "ratings")
        .first()
    )
    return _kept(found, is_done=is_done(found)) if found else None


def undertakings(
    *, ref: str | None = None, review: str | None = None, number: int | None = None
) -> list[UndertakingSeen]:
    """Return undertakings by number, narrowed to a commitment, a review, or one of them."""
    found: QuerySet[Undertaking] = Undertaking.objects.all()
    if ref is not None:
        found = found.filter(commitment__ref=ref)
    if review is not None:
        found = found.filter(review__code=review)
    if number is not None:
        found = found.filter(number=number)
    rows = found.select_related("review", "commitment", "owner__organisation").prefetch_related(
        "contributors", "changes__post"
    )
    return [_undertaking(one) for one in rows.order_by("number")]


def undertaking(number: int) -> UndertakingSeen | None:
    """Return one undertaking, or None."""
    return next(iter(undertakings(number=number)), None)


def reviews() -> list[tuple[str, str, int, int]]:
    """
    Return the code and title of every outside review, and of whatever else recommends
    something, with how many recommendations of it are open and how many there are.
    """
    found = Instrument.objects.annotate(
        of_it=Count("recommendations"),
        open_of_it=Count("recommendations", filter=Q(recommendations__state__in=_OPEN)),
    ).filter(Q(kind=InstrumentKind.REVIEW) | Q(of_it__gt=0))
    rows = found.order_by("title", "id").values_list("code", "title", "open_of_it", "of_it")
    return list(rows)


_OPEN = [state for state in UndertakingState if state.is_open]


def due(*, with_undertakings: bool) -> list[DueSeen]:
    """Return what has a target date and is not done, the earliest first."""
    promised = (
        Commitment.objects.filter(target__isnull=False)
        .select_related("owner")
        .prefetch_related("ratings")
    )
    found = [_due(one, one.promise, is_undertaking=False) for one in promised if not is_done(one)]
    if with_undertakings:
        open_ones = Undertaking.objects.filter(state__in=_OPEN, target__isnull=False)
        found += [
            _due(one, one.text, is_undertaking=True) for one in open_ones.select_related("owner")
        ]
    return sorted(found, key=lambda one: (one.target, one.is_undertaking, one.ref))


def without_target() -> int:
    """Return how many commitments that are not done have no target date."""
    rows = Commitment.objects.filter(target=None).prefetch_related("ratings")
    return sum(not is_done(one) for one in rows)


def is_done(commitment: Commitment) -> bool:
    """
    Return whether all its statuses that hold say that it is done, by their word or beside it;
    its ratings are at hand.
    """
    holding = standing_of([one for one in commitment.ratings.all() if not one.replaced])
    return bool(holding) and all(
        one.completes or Status(one.status).standing is Standing.DONE for one in holding
    )


def commitments_named() -> list[tuple[str, str]]:
    """Return the reference and promise of every commitment, for a form."""
    rows = Commitment.objects.order_by("section__priority__strategy_id", "ref", "id")
    return [(ref, f"{ref}: {promise}") for ref, promise in rows.values_list("ref", "promise")]


def partners_named() -> list[tuple[str, str]]:
    return list(Organisation.objects.order_by("name", "id").values_list("code", "name"))


def _due(one: Commitment | Undertaking, words: str, *, is_undertaking: bool) -> DueSeen:
    assert one.target is not None, "only what has a target date is asked for"
    return DueSeen(
        one.ref, words, _owner(one.owner, one), one.target, one.target_words, is_undertaking
    )


def _owner(post: Post | None, kept: Commitment | Undertaking) -> str:
    if post:
        return post.title
    return kept.owner_as_stated if isinstance(kept, Undertaking) else ""


def _undertaking(found: Undertaking) -> UndertakingSeen:
    state = UndertakingState(found.state)
    return UndertakingSeen(
        number=found.number,
        text=found.text,
        review=found.review.title if found.review else "",
        review_code=found.review.code if found.review else "",
        commitment=found.commitment.ref if found.commitment else "",
        promise=found.commitment.promise if found.commitment else "",
        source=found.source,
        state=state,
        measures=tuple(found.measures),
        kept=_kept(found, is_done=not state.is_open),
    )


def _kept(found: Commitment | Undertaking, *, is_done: bool) -> KeptSeen:
    names = [found.owner.title, found.owner.organisation.name] if found.owner else []
    if not names and isinstance(found, Undertaking):
        names = [found.owner_as_stated]
    return KeptSeen(
        owner=", ".join(filter(None, names)),
        contributors=tuple(sorted(str(one.short or one.name) for one in found.contributors.all())),
        target=found.target,
        target_words=found.target_words,
        is_done=is_done,
        changes=_changes(found.changes.all()),
    )


def _changes(found: Iterable[Change]) -> tuple[ChangeSeen, ...]:
    return tuple(
        ChangeSeen(
            kind=ChangeKind(one.kind),
            was=one.was,
            now=one.now,
            reason=one.reason,
            post=one.post.title if one.post else "",
            from_papers=one.by == SYSTEM,
            at=one.at,
        )
        for one in sorted(found, key=lambda one: one.pk)
    )
