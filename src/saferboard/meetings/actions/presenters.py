"""
Actions, their history, and the report on matters arising, in words.
"""

from collections.abc import Iterable
from dataclasses import dataclass

from django.urls import reverse

from saferboard.domain.states import ActionState
from saferboard.meetings.actions.matters import Arranged, Returning
from saferboard.meetings.actions.queries import ActionSeen, ActionsPage, StepSeen
from saferboard.meetings.actions.telling.operations import Sent
from saferboard.meetings.actions.threads import Told
from saferboard.ui.components import Cell, Link, SummaryRow, Table, Tag
from saferboard.ui.words import counted, day, hour, listed

NOT_STATED = "not stated"
TONES = {
    ActionState.OPEN: "grey",
    ActionState.IN_PROGRESS: "blue",
    ActionState.MORE_TIME_ASKED: "amber",
    ActionState.REPORTED_DONE: "green",
    ActionState.DONE: "green",
}


def tags(action: ActionSeen) -> tuple[Tag, ...]:
    """How an action stands, and beside it that it is overdue."""
    late = (Tag("Overdue", "red"),) if action.overdue else ()
    return (Tag(action.state.label, TONES[action.state]), *late)


def owners(action: ActionSeen) -> str:
    return listed(action.owners_today) or NOT_STATED


def due(action: ActionSeen) -> str:
    """The day an action is due; where it was moved, the day in the minutes too."""
    if action.due is None:
        return "the next meeting" if action.next_meeting else NOT_STATED
    if action.due == action.due_in_minutes:
        return day(action.due)
    was = day(action.due_in_minutes) if action.due_in_minutes else NOT_STATED
    return f"{day(action.due)} (in the minutes: {was})"


NAMED_AT_MOST = 3


def sent_words(sent: Sent) -> str:
    """What came of sending a meeting's actions to their owners."""
    said = f"{counted(sent.letters, 'letter')} put in the outbox."
    if 0 < len(sent.vacant) <= NAMED_AT_MOST:
        said += f" Nobody holds {listed(sent.vacant)}: the letter waits until somebody does."
    elif sent.vacant:
        vacant = len(sent.vacant)
        said += f" Nobody holds {vacant} of the posts: those letters wait until somebody does."
    if sent.nobodys:
        names = "name" if sent.nobodys > 1 else "names"
        said += f" {counted(sent.nobodys, 'action')} {names} no post that is known here."
    return said


def in_one(words: str) -> str:
    """A short text that a narrow column may not break."""
    return NOT_STATED.replace(" ", "\u00a0") if words == NOT_STATED else words


def table(
    caption: str, actions: Iterable[ActionSeen], *, body: bool = True, hidden: bool = False
) -> Table:
    """Actions as a table, each leading to its page."""
    return Table(
        caption=caption,
        head=("Action", "Owner", "Due", "Stands"),
        rows=tuple(
            (
                Cell(
                    one.what,
                    href=reverse("meetings:action", args=[one.id]),
                    below=_from(one, body=body),
                ),
                owners(one),
                in_one(due(one)),
                Cell(tags=tags(one)),
            )
            for one in actions
        ),
        caption_hidden=hidden,
    )


def _from(action: ActionSeen, *, body: bool) -> str:
    whose = f"{action.body}, " if body else ""
    return f"Minute {action.minute}, {whose}{day(action.minuted_on)}"


@dataclass(frozen=True)
class BodysActions:
    """A page of a body's actions."""

    title: str
    body: str
    table: Table | None
    words: str
    links: tuple[Link, ...]
    previous: str
    next: str


def of_body(code: str, name: str, found: ActionsPage, *, done: bool) -> BodysActions:
    address = reverse("meetings:body-actions", args=[code])
    state = "?done=yes" if done else "?"
    kind = "done" if done else "not done"

    def at(page: int) -> str:
        return f"{address}{state}&page={page}" if 1 <= page <= found.pages else ""

    words = f"{counted(found.total, 'action')} {kind}."
    if found.pages > 1:
        words += f" Page {found.page} of {found.pages}."
    other = Link("Those not done", address) if done else Link("Those done", f"{address}?done=yes")
    return BodysActions(
        title=f"Actions of {name}",
        body=name,
        table=table(words, found.actions, body=False, hidden=True) if found.actions else None,
        words=words,
        links=(other,),
        previous=at(found.page - 1),
        next=at(found.page + 1),
    )


@dataclass(frozen=True)
class StepShown:
    """One thing that was said or done, ready to print."""

    title: str
    when: str
    by: str
    dates: str
    text: str


@dataclass(frozen=True)
class ActionShown:
    """An action's page."""

    id: int
    title: str
    caption: str
    facts: tuple[SummaryRow, ...]
    steps: tuple[StepShown, ...]
    minutes: Link
    history: Link


def action_shown(action: ActionSeen, steps: list[StepSeen]) -> ActionShown:
    sent = day(action.sent_at.date()) if action.sent_at else "not yet"
    resolved = [SummaryRow("Resolved", action.resolution)] if action.resolution else []
    facts = [
        *resolved,
        SummaryRow("Owner", owners(action)),
        SummaryRow("Due", due(action)),
        SummaryRow("Stands", tags=tags(action)),
        SummaryRow("Sent to its owner", sent),
    ]
    minutes = reverse("meetings:minutes", args=[action.meeting])
    return ActionShown(
        id=action.id,
        title=action.what,
        caption=_from(action, body=True),
        facts=tuple(facts),
        steps=tuple(_step(step) for step in steps),
        minutes=Link(
            f"Minute {action.minute}: {action.minute_title}", f"{minutes}#minute-{action.minute}"
        ),
        history=Link(
            "The history of this matter",
            reverse("meetings:matter-history", args=[action.meeting, action.minute]),
        ),
    )


def _step(step: StepSeen) -> StepShown:
    dates = ""
    if step.new_due:
        dates = f"Until {day(step.new_due)}"
        dates += f"; it was due on {day(step.old_due)}" if step.old_due else ""
    link = " (by the link in a letter)" if step.by_link else ""
    return StepShown(
        title=step.kind.label,
        when=f"{day(step.at)}, {hour(step.at)}",
        by=f"{step.post}{link}",
        dates=dates,
        text=step.text,
    )


@dataclass(frozen=True)
class MattersShown:
    """The clerk's page of a meeting's matters arising."""

    made: Table | None
    left_out: Table | None
    words: str
    may_change: bool


def matters_shown(code: str, found: Arranged, *, may_change: bool) -> MattersShown:
    inside = [one for one in found.returning if not one.left_out]
    outside = [one for one in found.returning if one.left_out]
    return MattersShown(
        made=_matters(code, found, inside),
        left_out=Table(
            caption=f"Left out ({len(outside)})",
            head=("Minute", "What was asked", "Why it is left out"),
            rows=tuple((_minute(code, one), one.matter, one.left_out) for one in outside),
        )
        if outside
        else None,
        words="The report says what is said here."
        if found.up_to_date
        else "The report has not been made of what is said here now.",
        may_change=may_change,
    )


def _matters(code: str, found: Arranged, inside: list[Returning]) -> Table | None:
    rows = []
    for one in inside:
        row = found.rows.get(one.minute_id)
        late = (Tag("Overdue", "red"),) if one.overdue else ()
        kept = row if row is not None and row.corrected else one
        rows.append(
            (
                _minute(code, one),
                kept.matter,
                kept.update,
                one.owner or NOT_STATED,
                Cell(in_one(day(one.due) if one.due else NOT_STATED), tags=late),
            )
        )
    rows += [
        (
            Cell(
                f"Minute {row.minute.number}",
                href=reverse("meetings:matter", args=[code, row.minute_id]),
                below="Brought back by hand",
            ),
            row.matter,
            row.update,
            row.owner_words or (row.owner.title if row.owner else NOT_STATED),
            day(row.due) if row.due else NOT_STATED,
        )
        for row in found.others
    ]
    if not rows:
        return None
    return Table(
        caption=f"In the report ({len(rows)})",
        head=("Minute", "What was asked", "What has been done since", "Owner", "Due"),
        rows=tuple(rows),
    )


def _minute(code: str, one: Returning) -> Cell:
    return Cell(
        f"Minute {one.minute}",
        href=reverse("meetings:matter", args=[code, one.minute_id]),
        below=f"{one.title}, {day(one.minuted_on)}",
    )


@dataclass(frozen=True)
class ToldShown:
    """One meeting's part in a matter, ready to print."""

    title: str
    caption: str
    href: str
    paragraphs: tuple[str, ...]
    resolution: str
    actions: Table | None
    came_back: tuple[tuple[str, str, str], ...]
    is_this: bool


def history_shown(found: list[Told], *, partner: bool) -> list[ToldShown]:
    """A matter, meeting by meeting; where its actions stand only for partners."""
    return [_told(one, partner=partner) for one in found]


def _told(one: Told, *, partner: bool) -> ToldShown:
    minutes = reverse("meetings:minutes", args=[one.meeting])
    return ToldShown(
        title=f"{one.minute} {one.title}",
        caption=day(one.held_on),
        href=f"{minutes}#minute-{one.minute}",
        paragraphs=one.paragraphs,
        resolution=one.resolution,
        actions=table("What it asked", one.actions, body=False)
        if partner and one.actions
        else _asked(one),
        came_back=tuple(
            (f"In the matters arising of {day(b.held_on)}", b.matter, b.update)
            for b in one.came_back
        ),
        is_this=one.is_this,
    )


def _asked(one: Told) -> Table | None:
    if not one.actions:
        return None
    return Table(
        caption="What it asked",
        head=("Action", "Owner"),
        rows=tuple((a.what, listed(a.owners_minuted) or NOT_STATED) for a in one.actions),
    )
