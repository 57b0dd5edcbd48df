"""
Entering a strategy, and declaring the status of its commitments.
"""

import datetime as dt
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.db import transaction

from saferboard.domain.periods import Quarter
from saferboard.domain.rag import Status
from saferboard.domain.refusals import Refusal, Refused, require
from saferboard.ledger.models import Kind
from saferboard.ledger.operations import record
from saferboard.measures.tokens import find
from saferboard.partners.models import Post, User
from saferboard.plans import permissions
from saferboard.plans.models import Commitment, Priority, Rating, Section, Strategy
from saferboard.plans.queries import code_of
from saferboard.search import operations as search


@dataclass(frozen=True)
class CommitmentWritten:
    """A promise as somebody wrote it down; `owner` is a post's code or empty."""

    ref: str
    promise: str
    in_place: Sequence[str]
    owner: str = ""
    measures: Sequence[str] = ()


@dataclass(frozen=True)
class SectionWritten:
    number: int
    title: str
    commitments: Sequence[CommitmentWritten]


@dataclass(frozen=True)
class PriorityWritten:
    """A priority as somebody wrote it down; `outcomes` are (title, paragraphs)."""

    number: int
    title: str
    lead: str
    sections: Sequence[SectionWritten]
    partners: Sequence[str] = ()
    purpose: Sequence[str] = ()
    aims: Sequence[str] = ()
    outcomes: Sequence[tuple[str, Sequence[str]]] = ()
    measures: Sequence[str] = ()
    heading_as_printed: str = ""
    scale: str = ""


@dataclass(frozen=True)
class StatusDeclared:
    """A status a lead gave one commitment, or one facet of it."""

    ref: str
    status: Status
    as_printed: str
    facet: str = ""
    remark: str = ""
    completes: bool = False


@transaction.atomic
def adopt_strategy(
    code: str,
    *,
    title: str,
    first_year: int,
    last_year: int,
    priorities: Sequence[PriorityWritten],
    by: str,
    at: dt.datetime,
) -> Strategy:
    """
    Enter a strategy with its priorities, sections and commitments.

    :raises Refused: if a strategy of that code is held, or a post or a figure it speaks of
        is not known.
    """
    if Strategy.objects.filter(code=code).exists():
        raise Refused(Refusal("already-held", f"The strategy {code} is already held."))
    posts = {post.code: post for post in Post.objects.all()}
    strategy = Strategy.objects.create(
        code=code, title=title, first_year=first_year, last_year=last_year
    )
    for written in priorities:
        _enter_priority(strategy, written, posts)
    made = Commitment.objects.filter(section__priority__strategy=strategy)
    kept = list(made.values_list("pk", flat=True))
    search.keep("commitment", kept)
    record(Kind.STRATEGY_ADOPTED, subject=f"strategy {code}", by=by, at=at, commitments=len(kept))
    return strategy


def _enter_priority(
    strategy: Strategy, written: PriorityWritten, posts: Mapping[str, Post]
) -> None:
    for text in _texts(written):
        find(text)  # a figure nobody knows, found later, would shut every page that shows it
    priority = Priority.objects.create(
        strategy=strategy,
        number=written.number,
        title=written.title,
        lead=_post(written.lead, posts),
        partners=list(written.partners),
        purpose=list(written.purpose),
        aims=list(written.aims),
        outcomes=[{"title": title, "paragraphs": list(p)} for title, p in written.outcomes],
        measures=list(written.measures),
        heading_as_printed=written.heading_as_printed,
        scale=written.scale,
    )
    for part in written.sections:
        section = Section.objects.create(priority=priority, number=part.number, title=part.title)
        Commitment.objects.bulk_create(
            Commitment(
                section=section,
                ref=commitment.ref,
                position=position,
                promise=commitment.promise,
                in_place=list(commitment.in_place),
                owner=_post(commitment.owner, posts),
                measures=list(commitment.measures),
            )
            for position, commitment in enumerate(part.commitments, start=1)
        )


def _texts(written: PriorityWritten) -> Iterator[str]:
    """Yield every text of a priority that may speak of a figure."""
    yield from (*written.purpose, *written.aims)
    for _, paragraphs in written.outcomes:
        yield from paragraphs
    for section in written.sections:
        for commitment in section.commitments:
            yield from (commitment.promise, *commitment.in_place)


def _post(code: str, posts: Mapping[str, Post]) -> Post | None:
    if not code:
        return None
    if code not in posts:
        raise Refused(Refusal("unknown-post", f"There is no post {code}. List it first."))
    return posts[code]


@transaction.atomic
def declare_statuses(
    strategy: Strategy,
    *,
    quarter: Quarter,
    declared: Sequence[StatusDeclared],
    evidence: str = "",
    by: str,
    at: dt.datetime,
) -> None:
    """
    Keep the statuses that leads gave their commitments for a quarter in a paper, which is the
    `evidence` of each.

    :raises Refused: if one is for a commitment the strategy does not hold.
    """
    held = {c.ref: c for c in Commitment.objects.filter(section__priority__strategy=strategy)}
    for one in declared:
        if one.ref not in held:
            words = f"The strategy has no commitment {one.ref}."
            raise Refused(Refusal("unknown-commitment", words))
    kept = {"quarter": str(quarter), "evidence": evidence, "by": by, "at": at}
    Rating.objects.bulk_create(_rating(held[one.ref], one, kept) for one in declared)
    record(
        Kind.STATUS_DECLARED,
        subject=f"strategy {strategy.code}",
        by=by,
        at=at,
        quarter=str(quarter),
        statuses=len(declared),
    )


def _rating(commitment: Commitment, said: StatusDeclared, kept: dict[str, Any]) -> Rating:
    return Rating(
        commitment=commitment,
        facet=said.facet,
        status=said.status,
        as_printed=said.as_printed,
        remark=said.remark,
        completes=said.completes,
        **kept,
    )


@transaction.atomic
def rewrite_in_place(
    commitment: Commitment, texts: list[str], *, by: User, at: dt.datetime
) -> None:
    """
    Write anew what is in place for a commitment.

    :raises Refused: if it is not theirs to write, or a text names a figure nobody knows.
    """
    require(permissions.refusal_to_rewrite(by, owner=code_of(commitment.owner), on=at.date()))
    for text in texts:
        find(text)
    commitment.in_place = texts
    commitment.save(update_fields=["in_place"])
    search.keep("commitment", [commitment.pk])
    record(
        Kind.TEXT_CORRECTED,
        subject=f"commitment {commitment.ref}",
        by=by,
        at=at,
        texts=len(texts),
    )


@transaction.atomic
def rewrite_outcome(
    priority: Priority, number: int, texts: list[str], *, by: User, at: dt.datetime
) -> None:
    """
    Write anew one of the blocks reported beside a priority's commitments, counted from 1.

    :raises Refused: if it is not theirs to write, or a text names a figure nobody knows.
    """
    require(permissions.refusal_to_rewrite(by, owner=code_of(priority.lead), on=at.date()))
    for text in texts:
        find(text)
    outcomes = [dict(outcome) for outcome in priority.outcomes]
    outcomes[number - 1]["paragraphs"] = texts
    priority.outcomes = outcomes
    priority.save(update_fields=["outcomes"])
    record(
        Kind.TEXT_CORRECTED,
        subject=f"priority {priority.number}, outcome {number}",
        by=by,
        at=at,
        texts=len(texts),
    )
