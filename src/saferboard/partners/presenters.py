"""
Posts, who has them, and handovers in words.
"""

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass

from django.urls import reverse
from django.utils import timezone

from saferboard.domain.rights import Role
from saferboard.domain.states import HandedState, HandoverState
from saferboard.partners.answers import Held
from saferboard.partners.holders import Holder, How
from saferboard.partners.models import Organisation, Post
from saferboard.partners.register import HandedSeen, HandoverSeen, PostListed, PostSeen, Spell
from saferboard.ui.components import Cell, SummaryRow, Table, Tag
from saferboard.ui.words import counted, day, moment

NOT_STATED = "not stated"


def holder_words(holder: Holder) -> str:
    """Return who has a post, as one line."""
    match holder.how:
        case How.HELD:
            return f"{holder.name}, since {day(holder.since)}" if holder.since else holder.name
        case How.CARETAKEN:
            return f"{holder.name}, caretaker until {_day(holder.until)}"
        case How.VACANT:
            return f"nobody, since {_day(holder.since, 'a day not stated')}"
        case How.NOT_ENTERED:
            return "nobody is entered"


def holder_tag(holder: Holder) -> Tag | None:
    """Return the status of a post that nobody holds."""
    match holder.how:
        case How.CARETAKEN:
            return Tag("Caretaker", "blue")
        case How.VACANT:
            return Tag("Vacant", "amber")
        case _:
            return None


def _day(when: dt.date | None, otherwise: str = NOT_STATED) -> str:
    return day(when) if when else otherwise


def _tags(holder: Holder) -> tuple[Tag, ...]:
    tag = holder_tag(holder)
    return (tag,) if tag else ()


def posts_table(found: Sequence[PostListed], *, on: dt.date) -> Table:
    vacant = sum(one.holder.is_vacant for one in found)
    return Table(
        caption=f"{counted(len(found), 'post')}, {vacant} of them vacant on {day(on)}",
        head=("Post", "Organisation", "Who has it"),
        rows=tuple(
            (
                Cell(one.title, href=reverse("partners:post", args=[one.code])),
                one.organisation,
                Cell(holder_words(one.holder), tags=_tags(one.holder)),
            )
            for one in found
        ),
    )


@dataclass(frozen=True)
class PostShown:
    code: str
    title: str
    facts: tuple[SummaryRow, ...]
    heading: str
    held: Table | None
    history: Table | None
    day: str


def post_shown(post: PostSeen, held: Sequence[Held], *, on: dt.date) -> PostShown:
    """Return one post as it stands on a day, and what it holds or its vacancy holds up."""
    holder = post.holder
    role = Role(post.role).label if post.role else "no role here"
    return PostShown(
        code=post.code,
        title=post.title,
        facts=(
            SummaryRow("Organisation", post.organisation),
            SummaryRow("Role", role),
            SummaryRow(f"Who has it on {day(on)}", holder_words(holder), tags=_tags(holder)),
        ),
        heading=_heading(holder),
        held=_held(held, holder) if held else None,
        history=_history(post.spells) if post.spells else None,
        day=f"{on:%d %m %Y}",
    )


def _heading(holder: Holder) -> str:
    match holder.how:
        case How.VACANT:
            return "What waits while the post is vacant"
        case How.CARETAKEN:
            return "What its caretaker looks after"
        case _:
            return "What the post holds"


def _held(held: Sequence[Held], holder: Holder) -> Table:
    waits = holder.how is How.VACANT
    return Table(
        caption=counted(len(held), "thing"),
        head=("What", "Kind", "Stands"),
        rows=tuple(
            (
                Cell(one.words, href=one.href),
                one.kind,
                Cell(tags=(Tag("Held up", "red"),)) if waits and one.waits else "with the post",
            )
            for one in held
        ),
    )


def _history(spells: Sequence[Spell]) -> Table:
    return Table(
        caption="Who had it, newest first",
        head=("From", "Until", "How"),
        rows=tuple(
            (
                _day(one.since),
                _day(one.until, "now"),
                Cell(_spell(one), below=one.remark),
            )
            for one in spells
        ),
    )


def _spell(one: Spell) -> str:
    match one.how:
        case How.HELD:
            return f"held by {one.name}"
        case How.CARETAKEN:
            return f"looked after by {one.name}, as caretaker"
        case _:
            return "vacant"


def organisations_table(found: Sequence[Organisation], *, may_keep: bool) -> Table:
    return Table(
        caption=counted(len(found), "organisation"),
        head=("Organisation", "Kind", "Duty"),
        rows=tuple(
            (
                Cell(
                    one.name,
                    href=reverse("partners:change-organisation", args=[one.code])
                    if may_keep
                    else "",
                    below=one.short if one.short != one.name else "",
                ),
                one.get_kind_display(),
                "responsible authority" if one.responsible_authority else "none by section 5",
            )
            for one in found
        ),
    )


_STATES = {
    HandoverState.OPEN: "blue",
    HandoverState.COMPLETED: "green",
    HandoverState.WITHDRAWN: "grey",
}
_THINGS = {
    HandedState.OFFERED: "blue",
    HandedState.ACCEPTED: "green",
    HandedState.DECLINED: "amber",
    HandedState.SETTLED: "grey",
}


def handovers_table(found: Sequence[HandoverSeen]) -> Table:
    return Table(
        caption=counted(len(found), "handover"),
        head=("Handover", "Opened", "State", "Accepted"),
        rows=tuple(
            (
                Cell(
                    f"From the {one.giver} to the {one.taker}",
                    href=reverse("partners:handover", args=[one.number]),
                ),
                day(timezone.localtime(one.opened_at)),
                Cell(tags=(Tag(one.state.label, _STATES[one.state]),)),
                f"{one.accepted} of {one.of}",
            )
            for one in found
        ),
    )


@dataclass(frozen=True)
class HandedShown:
    """One thing that is handed over, and what may be done with it."""

    position: int
    words: str
    href: str
    kind: str
    offered_to: str
    tag: Tag
    said: str
    may_answer: bool
    may_offer: bool


@dataclass(frozen=True)
class HandoverShown:
    number: int
    title: str
    tag: Tag
    facts: tuple[SummaryRow, ...]
    things: tuple[HandedShown, ...]
    is_open: bool


def handover_shown(
    handover: HandoverSeen, *, mine: frozenset[str], may_keep: bool
) -> HandoverShown:
    """Return one handover; `mine` are the codes of the posts that whoever looks has today."""
    is_open = handover.state is HandoverState.OPEN
    return HandoverShown(
        number=handover.number,
        title=f"Handover from the {handover.giver} to the {handover.taker}",
        tag=Tag(handover.state.label, _STATES[handover.state]),
        facts=(
            SummaryRow("Why", handover.reason),
            SummaryRow("Opened", moment(timezone.localtime(handover.opened_at))),
            SummaryRow("Accepted by name", f"{handover.accepted} of {handover.of}"),
        ),
        things=tuple(
            _handed(one, is_open=is_open, mine=mine, may_keep=may_keep) for one in handover.things
        ),
        is_open=is_open,
    )


def _handed(one: HandedSeen, *, is_open: bool, mine: frozenset[str], may_keep: bool) -> HandedShown:
    waits = one.state in (HandedState.OFFERED, HandedState.DECLINED)
    said = f"{one.by}, {day(timezone.localtime(one.at))}" if one.by and one.at else ""
    return HandedShown(
        position=one.position,
        words=one.words,
        href=one.href,
        kind=one.kind,
        offered_to=one.taker,
        tag=Tag(one.state.label, _THINGS[one.state]),
        said=f"{said}: {one.reason}" if one.reason else said,
        may_answer=is_open and one.state is HandedState.OFFERED and one.taker_code in mine,
        may_offer=is_open and waits and may_keep,
    )


def post_choices(found: Sequence[Post]) -> list[tuple[str, str]]:
    """Return posts to choose from."""
    return [(post.code, f"{post.title}, {post.organisation.name}") for post in found]
