"""
Bodies in words.
"""

from dataclasses import dataclass

from django.urls import reverse

from saferboard.bodies.queries import BodyListed, BodySeen
from saferboard.ui.components import Cell, SummaryRow, Table, Tag
from saferboard.ui.words import counted, listed


@dataclass(frozen=True)
class BodyShown:
    name: str
    purpose: str
    facts: tuple[SummaryRow, ...]
    seats: Table | None
    why_shut: str = ""
    feed_href: str = ""


def bodies_table(found: list[BodyListed]) -> Table:
    return Table(
        caption="Bodies of the partnership",
        head=("Body", "Meets", "Seats", "Handling"),
        rows=tuple(
            (
                Cell(b.name, href=reverse("bodies:body", args=[b.code])),
                b.rhythm or "for its members",
                "for its members" if b.seats is None else str(b.seats),
                b.handling,
            )
            for b in found
        ),
        numeric=frozenset({2}),
        caption_hidden=True,
    )


def shown(body: BodySeen) -> BodyShown:
    if body.why_shut:
        return _from_outside(body)
    offices = tuple(
        SummaryRow(s.role, f"{s.post}, {s.organisation}") for s in body.seats if s.is_office
    )
    known_as = (SummaryRow("Also known as", listed(body.aliases)),) if body.aliases else ()
    return BodyShown(
        name=body.name,
        purpose=body.purpose,
        feed_href=reverse("meetings:body-feed", args=[body.code]),
        facts=(
            *known_as,
            SummaryRow("Meets", body.rhythm),
            SummaryRow("Handling", body.handling),
            SummaryRow("Terms of reference", body.terms),
            *offices,
            SummaryRow("Members", counted(len(body.seats), "seat")),
        ),
        seats=_seats(body),
    )


def _seats(body: BodySeen) -> Table:
    return Table(
        caption=f"The {len(body.seats)} seats, each held by a post",
        head=("Post", "Organisation", "Seat"),
        rows=tuple(
            (
                s.post,
                Cell(
                    s.organisation,
                    tags=(Tag("Responsible authority", "grey"),) if s.responsible_authority else (),
                ),
                s.role,
            )
            for s in body.seats
        ),
        note=(
            "A responsible authority has the duty in section 5 of the Crime and Disorder Act"
            " 1998 to work with the others."
        ),
    )


def _from_outside(body: BodySeen) -> BodyShown:
    """A restricted body as whoever has no seat on it may know it."""
    facts = (SummaryRow("Handling", body.handling),)
    return BodyShown(body.name, body.purpose, facts, None, body.why_shut)
