"""
The strategy in words.
"""

from dataclasses import dataclass

from django.urls import reverse

from saferboard.domain.rag import NOT_STATED, SCALE
from saferboard.measures.narrative import Narrative, Told
from saferboard.plans.queries import (
    OLD,
    SPLIT,
    CommitmentSeen,
    PrioritySeen,
    RatingSeen,
    StrategySeen,
)
from saferboard.ui.components import Cell, SummaryRow, Table, Tag
from saferboard.ui.words import counted, listed


@dataclass(frozen=True)
class PriorityTile:
    title: str
    href: str
    words: str
    counts: tuple[tuple[Tag, int], ...]
    commitments: Table


@dataclass(frozen=True)
class StrategyShown:
    title: str
    words: str
    counts: Table
    priorities: tuple[PriorityTile, ...]


@dataclass(frozen=True)
class CommitmentShown:
    """One commitment on its priority's page; its texts have their figures filled in."""

    ref: str
    href: str
    promise: str
    in_place: tuple[Told, ...]
    tags: tuple[Tag, ...]
    remarks: tuple[str, ...]
    owner: str


@dataclass(frozen=True)
class SectionShown:
    number: int
    title: str
    commitments: tuple[CommitmentShown, ...]


@dataclass(frozen=True)
class PriorityShown:
    number: int
    title: str
    facts: tuple[SummaryRow, ...]
    purpose: tuple[Told, ...]
    aims: tuple[Told, ...]
    sections: tuple[SectionShown, ...]
    outcomes: tuple[tuple[str, tuple[Told, ...]], ...]


def status_tags(ratings: tuple[RatingSeen, ...]) -> tuple[Tag, ...]:
    """Every status as a word with its colour; "not stated" where the paper gives none."""
    if not ratings:
        return (Tag(NOT_STATED, "grey"),)
    return tuple(rating_tag(rating) for rating in ratings)


def rating_tag(rating: RatingSeen) -> Tag:
    """One status; one of an earlier quarter names it, and has no colour of now."""
    words = f"{rating.facet}: {rating.status.label}" if rating.facet else rating.status.label
    if rating.is_old:
        return Tag(f"{words} ({rating.for_quarter}, not since)", "grey")
    return Tag(words, rating.status.tone)


def word_tag(word: str) -> Tag:
    """The tag for a word that statuses are counted under."""
    tones = {step.label: step.tone for step in SCALE.values()}
    return Tag(word, tones.get(word, "grey"))


def shown(strategy: StrategySeen, *, is_earlier: bool = False) -> StrategyShown:
    """A strategy whole; of an earlier one the priorities have no pages of their own."""
    total = len(strategy.commitments)
    return StrategyShown(
        title=strategy.title,
        words=(
            f"{counted(len(strategy.priorities), 'priority', 'priorities')},"
            f" {counted(total, 'commitment')}, {strategy.first_year} to {strategy.last_year}."
        ),
        counts=_counts(strategy, is_earlier=is_earlier),
        priorities=tuple(_tile(one, is_earlier=is_earlier) for one in strategy.priorities),
    )


def _href(priority: PrioritySeen, *, is_earlier: bool) -> str:
    return "" if is_earlier else reverse("plans:priority", args=[priority.number])


def _counts(strategy: StrategySeen, *, is_earlier: bool) -> Table:
    words = tuple(strategy.counts)
    rows = [
        (
            Cell(f"{p.number}. {p.title}", href=_href(p, is_earlier=is_earlier)),
            *(str(p.counts.get(word, 0)) for word in words),
            str(len(p.commitments)),
        )
        for p in strategy.priorities
    ]
    total = (
        "All four" if len(rows) == 4 else "All",
        *(str(strategy.counts[word]) for word in words),
        str(len(strategy.commitments)),
    )
    return Table(
        caption="How many commitments stand under each status",
        head=("Priority", *(word[0].upper() + word[1:] for word in words), "All"),
        rows=(*rows, total),
        numeric=frozenset(range(1, len(words) + 2)),
        note=(
            f"“{SPLIT}” is a commitment whose lead gave two statuses, one for each side of it."
            f" “{NOT_STATED.capitalize()}” is one whose paper prints none."
            + (
                f" “{OLD}” is one that was last rated before the quarter now heard."
                if OLD in words
                else ""
            )
        ),
    )


def _tile(priority: PrioritySeen, *, is_earlier: bool) -> PriorityTile:
    return PriorityTile(
        title=f"Priority {priority.number}: {priority.title}",
        href=_href(priority, is_earlier=is_earlier),
        words=counted(len(priority.commitments), "commitment"),
        counts=tuple((word_tag(word), count) for word, count in priority.counts.items()),
        commitments=Table(
            caption=f"Commitments of priority {priority.number}",
            head=("Reference", "Commitment", "Status", "Owner"),
            rows=tuple(_row(commitment) for commitment in priority.commitments),
            caption_hidden=True,
        ),
    )


def _row(commitment: CommitmentSeen) -> tuple[Cell | str, ...]:
    return (
        Cell(commitment.ref, href=reverse("returns:commitment", args=[commitment.ref])),
        commitment.promise,
        Cell(tags=status_tags(commitment.standing)),
        commitment.owner,
    )


def priority_shown(priority: PrioritySeen) -> PriorityShown:
    texts = [text for c in priority.commitments for text in (c.promise, *c.in_place)]
    texts += [text for _, paragraphs in priority.outcomes for text in paragraphs]
    narrative = Narrative.of([*texts, *priority.purpose, *priority.aims])
    return PriorityShown(
        number=priority.number,
        title=priority.title,
        facts=(
            SummaryRow("Led by", priority.lead),
            SummaryRow("Partners", listed(priority.partners) or NOT_STATED),
            SummaryRow("Commitments", str(len(priority.commitments))),
            SummaryRow("Statuses", tags=tuple(_counted(priority))),
        ),
        purpose=narrative.html_of(priority.purpose),
        aims=narrative.html_of(priority.aims),
        sections=tuple(
            SectionShown(
                section.number,
                section.title,
                tuple(commitment_shown(c, narrative) for c in section.commitments),
            )
            for section in priority.sections
        ),
        outcomes=tuple(
            (title, narrative.html_of(paragraphs)) for title, paragraphs in priority.outcomes
        ),
    )


def _counted(priority: PrioritySeen) -> list[Tag]:
    return [Tag(f"{word}: {count}", word_tag(word).tone) for word, count in priority.counts.items()]


def commitment_shown(commitment: CommitmentSeen, narrative: Narrative) -> CommitmentShown:
    return CommitmentShown(
        ref=commitment.ref,
        href=reverse("returns:commitment", args=[commitment.ref]),
        promise=narrative.html(commitment.promise),
        in_place=narrative.html_of(commitment.in_place),
        tags=status_tags(commitment.standing),
        remarks=tuple(r.remark for r in commitment.standing if r.remark),
        owner=", ".join(filter(None, (commitment.owner, commitment.owner_organisation))),
    )
