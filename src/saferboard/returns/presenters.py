"""
Rounds and updates in words.
"""

from dataclasses import dataclass

from django.urls import reverse

from saferboard.domain.periods import Quarter
from saferboard.domain.states import UpdateState
from saferboard.measures.definitions import defined
from saferboard.measures.narrative import Narrative, Told
from saferboard.plans.presenters import CommitmentShown, commitment_shown
from saferboard.returns.queries import Progress, RoundSeen, UpdateSeen
from saferboard.ui.components import Cell, SummaryRow, Table, Tag
from saferboard.ui.words import counted

TONES = {
    UpdateState.PROVIDED: "green",
    UpdateState.NOT_PROVIDED: "red",
    UpdateState.REQUESTED: "amber",
    UpdateState.NOT_REQUESTED: "grey",
}


@dataclass(frozen=True)
class UpdateShown:
    """One update, its figures filled in.  `told` is empty where nothing was provided."""

    quarter: str
    about: str
    contributor: str
    tag: Tag
    told: tuple[Told, ...]
    see: str
    edit_href: str


@dataclass(frozen=True)
class RoundShown:
    title: str
    facts: tuple[SummaryRow, ...]
    table: Table


@dataclass(frozen=True)
class ProgressShown:
    commitment: CommitmentShown
    section: str
    facts: tuple[SummaryRow, ...]
    updates: tuple[UpdateShown, ...]
    measures: tuple[tuple[str, str], ...]


def state_tag(state: UpdateState) -> Tag:
    return Tag(state.label.capitalize(), TONES[state])


def quarter_href(quarter: Quarter) -> str:
    return reverse("returns:round", args=[_in_address(quarter)])


def edit_href(update: UpdateSeen) -> str:
    return reverse("returns:edit-update", args=[_in_address(update.quarter), update.slug])


def _in_address(quarter: Quarter) -> str:
    return str(quarter).replace(" Q", "-q")


def rounds_table(rounds: list[RoundSeen]) -> Table:
    states = (UpdateState.PROVIDED, UpdateState.NOT_PROVIDED, UpdateState.NOT_REQUESTED)
    return Table(
        caption="Rounds of updates, newest first",
        head=("Quarter", *(state.label.capitalize() for state in states)),
        rows=tuple(
            (
                Cell(r.quarter.label, href=quarter_href(r.quarter), below=r.quarter.period.label),
                *(str(r.counts.get(state, 0)) for state in states),
            )
            for r in rounds
        ),
        numeric=frozenset({1, 2, 3}),
        caption_hidden=True,
    )


def round_shown(asked: RoundSeen, *, may_write: bool) -> RoundShown:
    """The round in words; those who may write every text are led to correct each update."""
    counts = asked.counts
    requested = len(asked.updates) - counts.get(UpdateState.NOT_REQUESTED, 0)
    provided = counts.get(UpdateState.PROVIDED, 0)
    narrative = Narrative.of([text for update in asked.updates for text in update.account])
    return RoundShown(
        title=f"Updates for {asked.quarter.label}",
        facts=(
            SummaryRow("Period", asked.quarter.period.label),
            SummaryRow("Provided", f"{provided} of {requested} asked for"),
            SummaryRow("Not asked for", str(counts.get(UpdateState.NOT_REQUESTED, 0))),
        ),
        table=Table(
            caption=f"{counted(len(asked.updates), 'update')}, by priority and commitment",
            head=("About", "State", "From", "What was said", *(["Text"] if may_write else [])),
            rows=tuple(_row(u, narrative, may_write=may_write) for u in asked.updates),
        ),
    )


def _row(update: UpdateSeen, narrative: Narrative, *, may_write: bool) -> tuple[Cell | str, ...]:
    said = narrative.joined(update.account) if update.account else ""
    correct = Cell("Correct", href=edit_href(update)) if update.account else Cell("Nothing")
    return (
        Cell(
            update.about,
            href=reverse("returns:commitment", args=[update.ref]) if update.ref else "",
            below=update.priority_title,
        ),
        Cell(tags=(state_tag(update.state),)),
        update.contributor or "not stated",
        Cell(said or "Nothing", below=f"See {update.see}" if update.see else ""),
        *([correct] if may_write else []),
    )


def progress_shown(progress: Progress) -> ProgressShown:
    commitment = progress.commitment
    texts = [commitment.promise, *commitment.in_place]
    texts += [text for update in progress.updates for text in update.account]
    narrative = Narrative.of(texts)
    return ProgressShown(
        commitment=commitment_shown(commitment, narrative),
        section=f"{commitment.section_number}. {commitment.section_title}",
        facts=(
            SummaryRow("Priority", f"{commitment.priority_number}. {commitment.priority_title}"),
            SummaryRow("Section", f"{commitment.section_number}. {commitment.section_title}"),
            SummaryRow("Owner", commitment.owner),
            SummaryRow("Target date", "not stated"),
            *(
                SummaryRow(
                    f"Status, {Quarter.parse(r.quarter).label}",
                    f"{r.facet}: " if r.facet else "",
                    tags=(Tag(r.status.label, r.status.tone),),
                )
                for r in commitment.ratings
            ),
        ),
        updates=tuple(_update(update, narrative) for update in progress.updates),
        measures=tuple(
            (defined(slug).title, reverse("measures:measure", args=[slug]))
            for slug in commitment.measures
        ),
    )


def _update(update: UpdateSeen, narrative: Narrative) -> UpdateShown:
    return UpdateShown(
        quarter=update.quarter.label,
        about=update.about,
        contributor=update.contributor,
        tag=state_tag(update.state),
        told=narrative.html_of(update.account),
        see=update.see,
        edit_href=edit_href(update),
    )
