"""
Asking about bodies and who sits on them.
"""

import datetime as dt
from dataclasses import dataclass

from django.db.models import Count

from saferboard.bodies.models import Body, SeatRole
from saferboard.bodies.permissions import refusal_to_read
from saferboard.domain.handling import Handling
from saferboard.partners.models import User


@dataclass(frozen=True)
class SeatSeen:
    """One seat: the post that holds it and the organisation it speaks for."""

    post: str
    organisation: str
    role: str
    is_office: bool
    responsible_authority: bool


@dataclass(frozen=True)
class BodySeen:
    """A body and all its seats, offices first."""

    code: str
    name: str
    short: str
    aliases: tuple[str, ...]
    purpose: str
    rhythm: str
    handling: str
    terms: str
    seats: tuple[SeatSeen, ...]
    why_shut: str = ""


@dataclass(frozen=True)
class BodyListed:
    code: str
    name: str
    rhythm: str
    handling: str
    seats: int | None
    is_open: bool


def name_outside(found: Body) -> str:
    """Return how a body is called in a letter, whose envelope anybody may see."""
    return "a body you sit on" if Handling(found.handling).is_restricted else found.name


def bodies(user: User, *, on: dt.date) -> list[BodyListed]:
    """
    Return every body that `user` may know of, by name.

    Of a restricted body, whoever has no seat on it learns its name and what it is for, and
    that only where the body says so; not its rhythm, nor how many sit on it.
    """
    seen = set(Body.objects.visible_to(user, on=on).values_list("pk", flat=True))
    found = Body.objects.annotate(seat_count=Count("seats")).order_by("name", "id")
    return [
        BodyListed(
            b.code,
            b.name,
            b.rhythm if b.pk in seen else "",
            b.get_handling_display(),
            b.seat_count if b.pk in seen else None,
            b.pk in seen,
        )
        for b in found
        if b.pk in seen or b.listed
    ]


def body(code: str, user: User, *, on: dt.date) -> BodySeen | None:
    """
    Return one body as `user` may read it, or None if there is none they may know of.

    Where they may not read it, its name and purpose are all there is.
    """
    found = Body.objects.filter(code=code).first()
    if found is None:
        return None
    why_shut = refusal_to_read(user, found, on=on)
    if why_shut:
        return _from_outside(found, str(why_shut)) if found.listed else None
    seats = tuple(
        SeatSeen(
            post=seat.post.title,
            organisation=seat.post.organisation.name,
            role=seat.get_role_display(),
            is_office=seat.role != SeatRole.MEMBER,
            responsible_authority=seat.post.organisation.responsible_authority,
        )
        for seat in found.seats.select_related("post__organisation").order_by("position", "id")
    )
    return BodySeen(
        found.code,
        found.name,
        found.short,
        tuple(found.aliases),
        found.purpose,
        found.rhythm,
        found.get_handling_display(),
        found.terms,
        seats,
    )


def _from_outside(found: Body, why_shut: str) -> BodySeen:
    return BodySeen(
        found.code,
        found.name,
        found.short,
        (),
        found.purpose,
        "",
        found.get_handling_display(),
        "",
        (),
        why_shut,
    )
