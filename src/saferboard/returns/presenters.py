"""
Rounds and updates in words.
"""

import datetime as dt
from dataclasses import dataclass
from urllib.parse import quote

from django.urls import reverse

from saferboard.domain.states import UpdateState
from saferboard.measures.definitions import defined
from saferboard.measures.narrative import Narrative, Told
from saferboard.partners.models import User
from saferboard.partners.permissions import is_partner
from saferboard.plans.keeping.presenters import history_table, kept_facts
from saferboard.plans.keeping.queries import KeptSeen
from saferboard.plans.permissions import refusal_to_keep
from saferboard.plans.presenters import CommitmentShown, commitment_shown
from saferboard.plans.queries import CommitmentSeen
from saferboard.returns.permissions import refusal_to_ask, refusal_to_see_who_sent
from saferboard.returns.queries import Progress, RoundHead, RoundSeen, UpdateSeen
from saferboard.returns.words import things
from saferboard.ui.components import Cell, Link, SummaryRow, Table, Tag
from saferboard.ui.words import day

TONES = {
    UpdateState.NOT_REQUESTED: "grey",
    UpdateState.REQUESTED: "blue",
    UpdateState.RECEIVED: "amber",
    UpdateState.SENT_BACK: "amber",
    UpdateState.ACCEPTED: "green",
    UpdateState.NOT_PROVIDED: "red",
    UpdateState.DECLINED: "red",
    UpdateState.SEE_ELSEWHERE: "green",
}
LATE = Tag("Late", "red")


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
    history: Table | None
    updates: tuple[UpdateShown, ...]
    measures: tuple[tuple[str, str], ...]


def state_tag(state: UpdateState) -> Tag:
    return Tag(state.label.capitalize(), TONES[state])


def state_tags(update: UpdateSeen, *, on: dt.date) -> tuple[Tag, ...]:
    """The state, and beside it that it is late, if it is."""
    return (state_tag(update.state), *((LATE,) if update.is_late(on) else ()))


def about_href(head: RoundHead, ref: str, sheet: str) -> str:
    """Return where what an update is about is told: a commitment's page, or a sheet's figures."""
    if sheet:
        return reverse("sheets:shown", args=[sheet, str(head.quarter).replace(" Q", "-q")])
    return reverse("returns:commitment", args=[ref]) if ref else ""


def round_href(found: RoundHead) -> str:
    return reverse("returns:round", args=[found.address])


def edit_href(update: UpdateSeen) -> str:
    return reverse("returns:edit-update", args=[update.round.address, update.slug])


def rounds_table(rounds: list[tuple[RoundHead, dict[UpdateState, int]]]) -> Table:
    return Table(
        caption="Rounds of updates, newest first",
        head=("Quarter", "Asked for", "Came", "Not provided", "Declined", "Not requested", "Open"),
        rows=tuple(_round_row(one, counts) for one, counts in rounds),
        numeric=frozenset({1, 2, 3, 4, 5}),
        caption_hidden=True,
    )


def _round_row(one: RoundHead, counts: dict[UpdateState, int]) -> tuple[Cell | str, ...]:
    came = sum(count for state, count in counts.items() if state.answered)
    not_asked = counts.get(UpdateState.NOT_REQUESTED, 0)
    return (
        Cell(one.quarter.label, href=round_href(one), below=one.strategy_title),
        str(sum(counts.values()) - not_asked),
        str(came),
        str(counts.get(UpdateState.NOT_PROVIDED, 0)),
        str(counts.get(UpdateState.DECLINED, 0)),
        str(not_asked),
        "Yes" if one.is_open else "No",
    )


def round_links(user: User, found: RoundHead | None, *, on: dt.date) -> tuple[Link, ...]:
    """Where somebody may go from the rounds, or from one: nothing for whoever only reads."""
    links = []
    if found is None and refusal_to_ask(user, on=on) is None:
        links.append(Link("Ask for the next quarter", reverse("returns:next")))
    if found is not None and refusal_to_see_who_sent(user, on=on) is None:
        links.append(Link("Who has sent what", reverse("returns:grid", args=[found.address])))
    if is_partner(user, on=on):
        links.append(Link("Updates asked of you", reverse("returns:lists")))
    return tuple(links)


def response_words(found: RoundSeen, *, on: dt.date) -> str:
    """How many of those asked have answered, in words."""
    told = found.response(on)
    if told.percent is None:
        return "Nobody was asked"
    return f"{told.answered} of {told.asked} asked for ({told.percent}%)"


def round_shown(asked: RoundSeen, *, may_write: bool, on: dt.date) -> RoundShown:
    """The round in words; those who may write every text are led to correct each update."""
    told, head = asked.response(on), asked.head
    narrative = Narrative.of([text for update in asked.updates for text in update.account])
    return RoundShown(
        title=f"Updates for {asked.quarter.label}",
        facts=(
            SummaryRow("Strategy", head.strategy_title),
            SummaryRow("Period", asked.quarter.period.label),
            SummaryRow("Due", day(head.due) if head.due else "not stated"),
            SummaryRow("Came", response_words(asked, on=on)),
            SummaryRow("Late", str(told.late) if head.due else "not stated"),
            SummaryRow("Not provided", str(told.not_provided)),
            SummaryRow("Declined", str(told.declined)),
            SummaryRow("Not asked for", str(asked.counts.get(UpdateState.NOT_REQUESTED, 0))),
        ),
        table=Table(
            caption=f"{things(u.sheet for u in asked.updates)}, by priority and commitment",
            head=("About", "State", "From", "What was said", *(["Text"] if may_write else [])),
            rows=tuple(_row(u, narrative, may_write=may_write, on=on) for u in asked.updates),
        ),
    )


def _row(
    update: UpdateSeen, narrative: Narrative, *, may_write: bool, on: dt.date
) -> tuple[Cell | str, ...]:
    said = narrative.joined(update.account) if update.account else ""
    if update.sheet and update.state.answered:
        said = "Its figures are on the sheet’s own page"
    correct = Cell("Correct", href=edit_href(update)) if update.account else Cell("Nothing")
    return (
        Cell(
            update.about,
            href=about_href(update.round, update.ref, update.sheet),
            below=update.priority_title,
        ),
        Cell(tags=state_tags(update, on=on)),
        Cell(update.contributor or "not stated", below=update.asked),
        Cell(said or "Nothing", below=update.remark),
        *([correct] if may_write else []),
    )


def progress_shown(
    progress: Progress, kept: KeptSeen, *, on: dt.date, target_href: str = ""
) -> ProgressShown:
    """A commitment in words; `target_href` leads to where its target date is changed."""
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
            *kept_facts(kept, on=on, href=target_href),
        ),
        history=history_table(kept.changes),
        updates=tuple(_update(update, narrative) for update in progress.updates),
        measures=tuple(
            (defined(slug).title, reverse("measures:measure", args=[slug]))
            for slug in commitment.measures
        ),
    )


@dataclass(frozen=True)
class CommitmentLinks:
    """Where whoever asks may change a commitment; each is empty where they may not."""

    who: str = ""
    target: str = ""
    work: str = ""
    status: str = ""


def commitment_links(user: User, seen: CommitmentSeen, *, on: dt.date) -> CommitmentLinks:
    def may(*posts: str) -> bool:
        return refusal_to_keep(user, posts=posts, on=on, to="change it") is None

    theirs = may(seen.lead_code, seen.owner_code)
    return CommitmentLinks(
        who=reverse("plans:assign", args=[seen.ref]) if may(seen.lead_code) else "",
        target=reverse("plans:target", args=[seen.ref]) if theirs else "",
        status=reverse("plans:declare", args=[seen.ref]) if theirs else "",
        work=f"{reverse('plans:add-work')}?commitment={quote(seen.ref)}" if may() else "",
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
