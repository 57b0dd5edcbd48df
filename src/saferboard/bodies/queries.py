"""
Asking about bodies and who sits on them.
"""

from dataclasses import dataclass

from django.db.models import Count

from saferboard.bodies.models import Body, SeatRole
from saferboard.domain.handling import Handling


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


@dataclass(frozen=True)
class BodyListed:
    code: str
    name: str
    rhythm: str
    handling: str
    seats: int


def name_outside(found: Body) -> str:
    """Return how a body is called in a letter, whose envelope anybody may see."""
    return "a body you sit on" if Handling(found.handling).is_restricted else found.name


def bodies() -> list[BodyListed]:
    """Return every body, by name."""
    return [
        BodyListed(b.code, b.name, b.rhythm, b.get_handling_display(), b.seat_count)
        for b in Body.objects.annotate(seat_count=Count("seats")).order_by("name", "id")
    ]


def body(code: str) -> BodySeen | None:
    """Return one body with its seats, or None if there is none of that code."""
    found = Body.objects.filter(code=code).first()
    if found is None:
        return None
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
