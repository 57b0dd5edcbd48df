"""
A list and its boxes in words.
"""

import datetime as dt
from dataclasses import dataclass

from django.urls import reverse
from django.utils import timezone

from saferboard.domain.states import UpdateState
from saferboard.measures.definitions import defined
from saferboard.measures.narrative import Narrative, Told
from saferboard.returns.answering.checking import Pointed
from saferboard.returns.answering.queries import DraftSeen, ItemSeen, ListListed, ListSeen
from saferboard.returns.permissions import refusal_while
from saferboard.returns.presenters import state_tags
from saferboard.returns.queries import UpdateSeen
from saferboard.returns.words import things
from saferboard.ui.components import Cell, SummaryRow, Table, Tag
from saferboard.ui.texts import typed
from saferboard.ui.words import counted, day


def lists_table(found: list[ListListed]) -> Table:
    return Table(
        caption="Updates asked of you and your colleagues",
        head=("List", "Asked of", "Due", "Asked", "Still to send"),
        rows=tuple(
            (
                Cell(one.head.quarter.label, href=reverse("returns:list", args=[one.ref])),
                Cell(one.post.title, below="" if one.is_mine else "A colleague’s"),
                day(one.head.due) if one.head.due else "not stated",
                str(one.asked),
                str(one.waiting),
            )
            for one in found
        ),
        numeric=frozenset({3, 4}),
        caption_hidden=True,
    )


@dataclass(frozen=True)
class ListShown:
    title: str
    caption: str
    facts: tuple[SummaryRow, ...]
    table: Table
    closed: str
    send_all: str
    hrefs: dict[str, str]


def list_shown(found: ListSeen, *, on: dt.date) -> ListShown:
    head, ref = found.asked.head, found.asked.ref
    waiting = sum(item.update.state.waits_for_them for item in found.items)
    closed = refusal_while(head)
    return ListShown(
        title=f"Updates for {head.quarter.label}",
        caption=f"{found.asked.post.title}, {found.asked.post.organisation.name}",
        facts=(
            SummaryRow("Period", head.quarter.period.label),
            SummaryRow("Due", day(head.due) if head.due else "not stated"),
            SummaryRow("Still to send", f"{waiting} of {len(found.items)}"),
        ),
        table=Table(
            caption=things(item.update.sheet for item in found.items),
            head=("About", "What is promised", "State", "In your box"),
            rows=tuple(_row(item, ref, on=on) for item in found.items),
        ),
        closed=str(closed) if closed else "",
        send_all=f"Send {counted(found.typed, 'update')}" if found.typed and not closed else "",
        hrefs={
            name: reverse(f"returns:{door}", args=[ref])
            for name, door in (
                ("send_all", "send-all"),
                ("word", "template-word"),
                ("excel", "template-excel"),
                ("upload", "upload"),
                ("paste", "paste"),
                ("hand_on", "hand-on"),
            )
        },
    )


def _row(item: ItemSeen, ref: str, *, on: dt.date) -> tuple[Cell | str, ...]:
    update = item.update
    tags = state_tags(update, on=on)
    if item.correction_waits:
        tags = (*tags, Tag("A correction waits", "amber"))
    href = item.fill_href or reverse("returns:write", args=[ref, update.slug])
    return (
        Cell(update.about, href=href, below="Data sheet" if update.sheet else ""),
        Cell(update.promise or update.priority_title),
        Cell(tags=tags, below=update.reason if update.state is UpdateState.SENT_BACK else ""),
        "Kept, not sent" if item.sheet_typed else _in_box(item.draft),
    )


def _in_box(draft: DraftSeen | None) -> str:
    if draft is None or not draft.text.strip():
        return "Nothing"
    return f"Kept {_when(draft.at)}, not sent"


def _when(at: dt.datetime) -> str:
    local = timezone.localtime(at)
    return f"{day(local)} at {local:%H:%M}"


@dataclass(frozen=True)
class WriteShown:
    """A box, with last quarter beside it."""

    title: str
    caption: str
    promise: str
    tags: tuple[Tag, ...]
    sent_back: str
    last_title: str
    last_state: Tag | None
    last: tuple[Told, ...]
    figures: Table | None
    sent: tuple[Told, ...]
    sent_title: str
    kept: str
    closed: str
    locked: bool
    findings: tuple[Pointed, ...]
    theirs: tuple[str, ...]
    hrefs: dict[str, str]


def write_shown(
    item: ItemSeen,
    last: UpdateSeen | None,
    *,
    ref: str,
    findings: list[Pointed],
    theirs: str,
    on: dt.date,
) -> WriteShown:
    update = item.update
    figures = _figure_tokens(update)
    texts = [*(last.account if last else ()), *item.sent, *figures]
    narrative = Narrative.of(texts)
    closed = refusal_while(update.round)
    return WriteShown(
        title=f"{update.about}: {update.quarter.label}",
        caption=update.priority_title,
        promise=update.promise,
        tags=state_tags(update, on=on),
        sent_back=update.reason if update.state is UpdateState.SENT_BACK else "",
        last_title=(update.quarter + -1).label,
        last_state=state_tags(last, on=on)[0] if last else None,
        last=narrative.html_of(last.account) if last else (),
        figures=_figures(update, narrative),
        sent=narrative.html_of(item.sent),
        sent_title="A correction, not yet accepted" if item.correction_waits else "Sent",
        kept=f"Kept {_when(item.draft.at)}." if item.draft else "",
        closed=str(closed) if closed else "",
        locked=update.state is UpdateState.ACCEPTED,
        findings=tuple(findings),
        theirs=tuple(line for line in theirs.splitlines() if line.strip()),
        hrefs={
            "list": reverse("returns:list", args=[ref]),
            **{
                name: reverse(f"returns:{name}", args=[ref, update.slug])
                for name in ("keep", "decline", "elsewhere")
            },
        },
    )


def _figure_tokens(update: UpdateSeen) -> list[str]:
    quarters = (update.quarter + -1, update.quarter)
    return [f"{{{slug} {quarter}}}" for slug in update.measures for quarter in quarters]


def _figures(update: UpdateSeen, narrative: Narrative) -> Table | None:
    """The figures of the measures it bears on, last quarter's beside this one's."""
    if not update.measures:
        return None
    before, now = update.quarter + -1, update.quarter
    return Table(
        caption="Figures it bears on",
        head=("Measure", before.label, now.label),
        rows=tuple(
            (
                Cell(defined(slug).title, href=reverse("measures:measure", args=[slug])),
                narrative.plain(f"{{{slug} {before}}}"),
                narrative.plain(f"{{{slug} {now}}}"),
            )
            for slug in update.measures
        ),
        numeric=frozenset({1, 2}),
    )


def box(item: ItemSeen) -> str:
    """Return what stands in the box: what is typed, or what was sent and may be written anew."""
    if item.draft is not None:
        return item.draft.text
    return typed(item.sent)
