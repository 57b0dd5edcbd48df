"""
Asking about bodies, who sits on them, and what is named among them.
"""

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass, field

from django.db.models import Count
from django.urls import reverse

from saferboard.bodies.models import NOT_STATED, Body, BodyKind, Mention, Seat, SeatRole
from saferboard.bodies.permissions import refusal_to_read
from saferboard.domain.handling import Handling
from saferboard.domain.rhythms import Rhythm
from saferboard.partners.answers import Held
from saferboard.partners.holders import Holder, holders
from saferboard.partners.models import Post, User


@dataclass(frozen=True)
class SeatSeen:
    """One seat: the post that holds it and the organisation it speaks for."""

    post: str
    organisation: str
    role: str
    is_office: bool
    responsible_authority: bool
    substitute: str = ""


@dataclass(frozen=True)
class BodyNamed:
    """A body that another is under, or that is under it."""

    code: str
    name: str


@dataclass(frozen=True)
class BodySeen:
    """A body and all its seats, offices first; `standing` its members by organisation."""

    code: str
    name: str
    short: str
    aliases: tuple[str, ...]
    purpose: str
    rhythm: str
    handling: str
    terms: str
    quorum: str
    seats: tuple[SeatSeen, ...]
    why_shut: str = ""
    handling_because: str = ""
    is_days: bool = False
    recurs: Rhythm = field(default_factory=Rhythm)
    parent: BodyNamed | None = None
    children: tuple[BodyNamed, ...] = ()
    standing: tuple[str, ...] = ()
    remark: str = ""
    printed: bool = False


@dataclass(frozen=True)
class BodyListed:
    """A body as the register lists it; `seats` and `rhythm` only for whoever may read them."""

    code: str
    name: str
    rhythm: str
    handling: str
    seats: int | None
    is_open: bool
    aliases: tuple[str, ...] = ()
    standing: int = 0
    parent: str = ""
    is_days: bool = False


@dataclass(frozen=True)
class MentionSeen:
    code: str
    name: str
    aliases: tuple[str, ...]
    what: str
    words: str
    organisation: str
    day: dt.date | None


def name_outside(found: Body) -> str:
    """Return how a body is called in a letter, whose envelope anybody may see."""
    return "a body you sit on" if Handling(found.handling).is_restricted else found.name


def bodies(user: User, *, on: dt.date, named: str = "") -> list[BodyListed]:
    """
    Return every body that `user` may know of, by name; of a name, those that are so called.

    Of a restricted body, whoever has no seat on it learns its name and what it is for, and
    that only where the body says so; not how many sit on it, nor, unless a public paper
    prints it, how often it meets.
    """
    seen = set(Body.objects.visible_to(user, on=on).values_list("pk", flat=True))
    found = (
        Body.objects.select_related("parent")
        .annotate(
            seat_count=Count("seats", distinct=True),
            standing_count=Count("standing", distinct=True),
        )
        .order_by("name", "id")
    )
    return [
        _listed(b, may_read=b.pk in seen)
        for b in found
        if (b.pk in seen or b.listed) and _is_called(b, named, may_read=b.pk in seen or b.printed)
    ]


def _listed(found: Body, *, may_read: bool) -> BodyListed:
    told = may_read or found.printed
    parent = found.parent
    return BodyListed(
        found.code,
        found.name,
        found.rhythm if told else "",
        found.get_handling_display(),
        # That a body has no seats is said where everything about it is printed.
        found.seat_count if may_read or (told and not found.seat_count) else None,
        may_read,
        aliases=tuple(found.aliases) if told else (),
        standing=found.standing_count if told else 0,
        parent=parent.name if parent and told and (parent.listed or may_read) else "",
        is_days=found.kind == BodyKind.DAYS,
    )


def _is_called(found: Body, named: str, *, may_read: bool) -> bool:
    """Whether a name, or another name, has the words in it; one says YOS and means the YJS."""
    if not named:
        return True
    names = (found.name, found.short, *(found.aliases if may_read else ()))
    return any(named.casefold() in one.casefold() for one in names)


def mentions(*, named: str = "") -> list[MentionSeen]:
    """Return what is named among the bodies and is none, by name; or what is so called."""
    found = Mention.objects.select_related("organisation").order_by("name", "id")
    return [
        MentionSeen(
            one.code,
            one.name,
            tuple(one.aliases),
            one.get_kind_display(),
            one.words,
            one.organisation.name if one.organisation else "",
            one.day,
        )
        for one in found
        if not named or any(named.casefold() in n.casefold() for n in (one.name, *one.aliases))
    ]


def body(code: str, user: User, *, on: dt.date) -> BodySeen | None:
    """
    Return one body as `user` may read it, or None if there is none they may know of.

    Where they may not read it, its name and purpose are all there is, and what a public
    paper prints of it.
    """
    found = Body.objects.select_related("parent").filter(code=code).first()
    if found is None:
        return None
    why_shut = refusal_to_read(user, found, on=on)
    if why_shut:
        return _from_outside(found, str(why_shut)) if found.listed else None
    return _seen(found, seats=_seats(found))


def _seen(found: Body, *, seats: tuple[SeatSeen, ...], why_shut: str = "") -> BodySeen:
    parent = found.parent
    children = found.children.filter(listed=True).order_by("name", "id")
    return BodySeen(
        found.code,
        found.name,
        found.short,
        tuple(found.aliases),
        found.purpose,
        found.rhythm,
        found.get_handling_display(),
        found.terms,
        found.quorum or NOT_STATED,
        seats,
        why_shut,
        handling_because=found.handling_because,
        is_days=found.kind == BodyKind.DAYS,
        recurs=found.recurs,
        parent=BodyNamed(parent.code, parent.name) if parent and parent.listed else None,
        children=tuple(BodyNamed(one.code, one.name) for one in children),
        standing=tuple(found.standing.order_by("position", "id").values_list("words", flat=True)),
        remark=found.remark,
        printed=found.printed,
    )


def _seats(found: Body) -> tuple[SeatSeen, ...]:
    kept = found.seats.select_related("post__organisation", "substitute")
    return tuple(
        SeatSeen(
            post=seat.post.title,
            organisation=seat.post.organisation.name,
            role=seat.get_role_display(),
            is_office=seat.role != SeatRole.MEMBER,
            responsible_authority=seat.post.organisation.responsible_authority,
            substitute=seat.substitute.title if seat.substitute else "",
        )
        for seat in kept.order_by("position", "id")
    )


def _from_outside(found: Body, why_shut: str) -> BodySeen:
    if found.printed:
        return _seen(found, seats=(), why_shut=why_shut)
    return BodySeen(
        found.code,
        found.name,
        found.short,
        (),
        found.purpose,
        "",
        found.get_handling_display(),
        "",
        "",
        (),
        why_shut,
    )


@dataclass(frozen=True)
class SeatHeld:
    """A seat as those who keep the register see it: who holds its post, if anybody."""

    post: str
    title: str
    organisation: str
    role: str
    substitute: str
    holder: Holder


def held_by(post: Post, on: dt.date) -> Iterable[Held]:
    """Yield a post's seats; which restricted bodies it sits on is not told to every partner."""
    restricted = [one.value for one in Handling if one.is_restricted]
    kept = Seat.objects.filter(post=post).exclude(body__handling__in=restricted)
    for seat in kept.select_related("body").order_by("body__name", "id"):
        words = f"Sits on the {seat.body.name}: {seat.get_role_display().lower()}"
        href = reverse("bodies:body", args=[seat.body.code])
        yield Held("seat", seat.body.code, words, href, waits=False)


def seats_held(found: Body, *, on: dt.date) -> list[SeatHeld]:
    """Return the seats of a body in order, each with whoever holds its post on a day."""
    seats = list(
        Seat.objects.filter(body=found)
        .select_related("post__organisation", "substitute")
        .order_by("position", "id")
    )
    held = holders([seat.post_id for seat in seats], on=on)
    return [
        SeatHeld(
            seat.post.code,
            seat.post.title,
            seat.post.organisation.name,
            seat.get_role_display(),
            seat.substitute.title if seat.substitute else "",
            held[seat.post_id],
        )
        for seat in seats
    ]


def seated_twice(seats: list[SeatHeld]) -> list[tuple[str, tuple[str, ...]]]:
    """Return each person who holds more than one of some seats, with the posts: one too many."""
    found: dict[str, list[str]] = {}
    for seat in seats:
        if seat.holder.name:
            found.setdefault(seat.holder.name.casefold(), []).append(seat.title)
    names = {seat.holder.name.casefold(): seat.holder.name for seat in seats}
    return [(names[key], tuple(posts)) for key, posts in found.items() if len(posts) > 1]
