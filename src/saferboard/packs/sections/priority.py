"""
A priority's paper: each promise, its status, what is in place, what each quarter brought.

Nothing of it is stored as a paper: it is made each time from the commitments, their
statuses, the updates and the figures.
"""

import datetime as dt
from collections.abc import Sequence

from saferboard.documents.blocks import (
    Block,
    Bullets,
    Facts,
    Heading,
    Inset,
    Paper,
    Paragraph,
    Run,
    Table,
    Text,
    tag,
    text,
)
from saferboard.domain.rag import NOT_STATED
from saferboard.domain.states import UpdateState
from saferboard.measures.narrative import Narrative
from saferboard.meetings.queries import ItemSeen
from saferboard.packs.sections import responses
from saferboard.plans.presenters import word_tag
from saferboard.plans.queries import CommitmentSeen, PrioritySeen
from saferboard.returns.presenters import TONES
from saferboard.returns.queries import UpdateSeen
from saferboard.ui.words import counted, listed


def texts(priority: PrioritySeen, updates: Sequence[UpdateSeen]) -> list[str]:
    """Return every text that may refer to a figure."""
    found = [*priority.purpose, *priority.aims]
    for commitment in priority.commitments:
        found += [commitment.promise, *commitment.in_place]
    for _, paragraphs in priority.outcomes:
        found += paragraphs
    for update in updates:
        found += update.account
    return found


def paper(
    item: ItemSeen,
    priority: PrioritySeen,
    updates: Sequence[UpdateSeen],
    narrative: Narrative,
    *,
    figures: Sequence[Block],
    on: dt.date,
) -> Paper:
    """
    Return the paper; `figures` are the blocks of the measures that belong to it, and `on` the
    day by which an update is late or is not.
    """
    blocks: list[Block] = [
        *_opening(priority, narrative),
        _summary(priority, note=responses.words(updates, on=on)),
    ]
    for section in priority.sections:
        blocks.append(Heading(1, f"{section.number}. {section.title}"))
        for commitment in section.commitments:
            about = [u for u in updates if u.ref == commitment.ref]
            blocks += _commitment(commitment, about, narrative)
    if priority.outcomes:
        blocks.append(Heading(1, "Also reported"))
        for title, paragraphs in priority.outcomes:
            blocks.append(Heading(2, title))
            blocks += narrative.blocks(paragraphs)
    apart = [u for u in updates if not u.ref]
    if apart:
        blocks.append(Heading(1, "Updates on the priority as a whole"))
        for update in apart:
            blocks += _update(update, narrative)
    blocks += figures
    return Paper(key=item.number, number=item.number, title=item.title, blocks=tuple(blocks))


def _opening(priority: PrioritySeen, narrative: Narrative) -> list[Block]:
    blocks: list[Block] = [
        Facts(
            (
                ("Led by", text(priority.lead)),
                ("Partners", text(listed(priority.partners) or NOT_STATED)),
            )
        ),
        *narrative.blocks(priority.purpose),
    ]
    if priority.aims:
        blocks.append(Heading(1, "Aims"))
        blocks.append(Bullets(tuple(narrative.runs(aim) for aim in priority.aims)))
    return blocks


def _summary(priority: PrioritySeen, *, note: str) -> Table:
    return Table(
        caption=f"The {counted(len(priority.commitments), 'commitment')} and their statuses",
        head=("Reference", "Section", "Status"),
        rows=tuple(
            (text(c.ref), text(c.section_title), _statuses(c)) for c in priority.commitments
        ),
        widths=(2, 9, 5),
        note=f"{'; '.join(f'{word} {count}' for word, count in priority.counts.items())}. {note}",
    )


def _statuses(commitment: CommitmentSeen) -> Text:
    if not commitment.standing:
        return tag(NOT_STATED, "grey")
    runs: list[Run] = []
    for rating in commitment.standing:
        if runs:
            runs.append(Run("\n"))
        if rating.facet:
            runs.append(Run(f"{rating.facet}: "))
        if rating.is_old:
            runs += tag(f"{rating.status.label} ({rating.for_quarter}, not since)", "grey")
        else:
            runs += tag(rating.status.label, word_tag(rating.status.label).tone)
    return tuple(runs)


def _commitment(
    commitment: CommitmentSeen, updates: Sequence[UpdateSeen], narrative: Narrative
) -> list[Block]:
    blocks: list[Block] = [
        Heading(2, commitment.ref),
        Paragraph(
            tuple(
                Run(r.text, bold=True, figure=r.figure) for r in narrative.runs(commitment.promise)
            )
        ),
        Paragraph((Run("Status: "), *_statuses(commitment))),
    ]
    blocks += [Inset(text(r.remark)) for r in commitment.standing if r.remark]
    blocks += narrative.blocks(commitment.in_place)
    for update in updates:
        blocks += _update(update, narrative)
    return blocks


def _update(update: UpdateSeen, narrative: Narrative) -> list[Block]:
    title = f"{update.quarter.label} update"
    if update.strand:
        title += f": {update.strand}"
    if update.state is not UpdateState.ACCEPTED:
        state = tag(update.state.label.capitalize(), TONES[update.state])
        told = (Run(f" {update.remark}"),) if update.remark else ()
        return [Paragraph((Run(f"{title}: ", bold=True), *state, *told))]
    first, *rest = narrative.blocks(update.account)
    opening = Run(f"{title}. ", bold=True)
    if isinstance(first, Paragraph):
        return [Paragraph((opening, *first.text)), *rest]
    return [Paragraph((opening,)), first, *rest]
