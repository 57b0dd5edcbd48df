"""
Asking about posts, who has them, and handovers.
"""

import datetime as dt
from dataclasses import dataclass

from django.db.models import Count, Q

from saferboard.domain.states import HandedState, HandoverState
from saferboard.partners.holders import Holder, How, holders
from saferboard.partners.models import (
    Caretaking,
    Handed,
    Handover,
    Holding,
    Post,
    User,
    Vacancy,
)

EARLIEST = dt.date.min


@dataclass(frozen=True)
class PostListed:
    code: str
    title: str
    organisation: str
    holder: Holder


@dataclass(frozen=True)
class Spell:
    """Some days of a post: held, looked after or vacant; both days count."""

    how: How
    name: str
    since: dt.date | None
    until: dt.date | None
    remark: str = ""


@dataclass(frozen=True)
class PostSeen:
    """A post as it stands on a day, and who had it."""

    code: str
    title: str
    organisation: str
    role: str
    holder: Holder
    spells: tuple[Spell, ...]


def all_posts(*, on: dt.date, vacant_only: bool = False) -> list[PostListed]:
    """Return every post, or the vacant ones, by organisation and title, as it stands on a day."""
    kept = list(
        Post.objects.select_related("organisation").order_by("organisation__name", "title", "id")
    )
    held = holders([post.pk for post in kept], on=on)
    return [
        PostListed(post.code, post.title, post.organisation.name, held[post.pk])
        for post in kept
        if not vacant_only or held[post.pk].is_vacant
    ]


def post(code: str, *, on: dt.date) -> PostSeen | None:
    """Return one post as it stands on a day, or None if there is none."""
    found = Post.objects.select_related("organisation").filter(code=code).first()
    if found is None:
        return None
    return PostSeen(
        found.code,
        found.title,
        found.organisation.name,
        found.role,
        holders([found.pk], on=on)[found.pk],
        tuple(_spells(found)),
    )


def _spells(found: Post) -> list[Spell]:
    held = Holding.objects.filter(post=found).select_related("person").order_by("id")
    looked_after = Caretaking.objects.filter(post=found).select_related("person").order_by("id")
    spells = [Spell(How.HELD, one.person.name, one.since, one.until) for one in held]
    spells += [
        Spell(How.CARETAKEN, one.person.name, one.since, one.until, one.remark)
        for one in looked_after
    ]
    spells += [
        Spell(How.VACANT, "", one.since, one.until, one.remark)
        for one in Vacancy.objects.filter(post=found).order_by("id")
    ]
    return sorted(spells, key=lambda one: (one.since or EARLIEST, one.how), reverse=True)


@dataclass(frozen=True)
class HandedSeen:
    position: int
    kind: str
    words: str
    href: str
    taker: str
    taker_code: str
    state: HandedState
    by: str
    at: dt.datetime | None
    reason: str


@dataclass(frozen=True)
class HandoverSeen:
    """A handover, with its things where one is asked for; `of` counts what was not settled."""

    number: int
    giver: str
    taker: str
    state: HandoverState
    reason: str
    opened_at: dt.datetime
    accepted: int
    of: int
    things: tuple[HandedSeen, ...] = ()


def handovers(*, number: int | None = None) -> list[HandoverSeen]:
    """Return every handover, newest first, or the one of a number with its things."""
    kept = (
        Handover.objects.select_related("giver", "taker")
        .annotate(
            accepted=Count("things", filter=Q(things__state=HandedState.ACCEPTED)),
            of=Count("things", filter=~Q(things__state=HandedState.SETTLED)),
        )
        .order_by("-number")
    )
    if number is not None:
        kept = kept.filter(number=number)
    return [
        HandoverSeen(
            one.number,
            one.giver.title,
            one.taker.title,
            HandoverState(one.state),
            one.reason,
            one.opened_at,
            one.accepted,
            one.of,
            _things(one) if number is not None else (),
        )
        for one in kept
    ]


def _things(handover: Handover) -> tuple[HandedSeen, ...]:
    return tuple(
        HandedSeen(
            one.position,
            one.kind,
            one.words,
            one.href,
            one.taker.title,
            one.taker.code,
            HandedState(one.state),
            one.by.person.name if one.by else "",
            one.at,
            one.reason,
        )
        for one in handover.things.select_related("taker", "by__person").order_by("position")
    )


def offered_to(user: User, *, on: dt.date) -> list[tuple[int, int]]:
    """Return the open handovers that wait for somebody, by number, with how many things do."""
    waiting = Handed.objects.filter(
        state=HandedState.OFFERED,
        handover__state=HandoverState.OPEN,
        taker__in=user.posts(on=on),
    )
    counts = waiting.values("handover__number").annotate(things=Count("id"))
    return list(counts.order_by("handover__number").values_list("handover__number", "things"))
