"""
Bodies in words.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from django.urls import reverse

from saferboard.bodies.models import NOT_STATED, Body
from saferboard.bodies.queries import (
    BodyListed,
    BodyNamed,
    BodySeen,
    MentionSeen,
    SeatHeld,
    seated_twice,
)
from saferboard.partners.presenters import holder_tag, holder_words
from saferboard.ui.components import Cell, Link, SummaryRow, Table, Tag
from saferboard.ui.words import counted, day, listed


@dataclass(frozen=True)
class BodyShown:
    name: str
    purpose: str
    facts: tuple[SummaryRow, ...]
    seats: Table | None
    standing: tuple[str, ...] = ()
    above: tuple[Link, ...] = ()
    below: tuple[Link, ...] = ()
    remark: str = ""
    why_shut: str = ""
    feed_href: str = ""
    year_href: str = ""
    change_href: str = ""
    seats_href: str = ""


def bodies_table(found: list[BodyListed]) -> Table:
    return Table(
        caption=counted(len(found), "body", "bodies"),
        head=("Body", "Meets", "Members", "Handling"),
        rows=tuple(
            (
                Cell(
                    b.name,
                    href=reverse("bodies:body", args=[b.code]),
                    below="; ".join(_below(b)),
                ),
                b.rhythm or "for its members",
                _members(b),
                b.handling,
            )
            for b in found
        ),
    )


def _below(b: BodyListed) -> list[str]:
    said = [f"also {listed(b.aliases)}"] if b.aliases else []
    if b.parent:
        said.append(f"under {b.parent}")
    if b.is_days:
        said.append("days of action, no body that sits")
    return said


def _members(b: BodyListed) -> str:
    if b.seats is None and not b.standing:
        return "for its members"
    said = [counted(b.seats, "seat")] if b.seats else []
    if b.standing:
        said.append(f"{b.standing} named by service")
    return ", ".join(said) or NOT_STATED


def mentions_table(found: list[MentionSeen], *, may_keep: bool) -> Table:
    """What the papers name among the bodies and is none."""
    return Table(
        caption=f"Named among them, and not bodies ({len(found)})",
        head=("Name", "What it is", "What is said of it"),
        rows=tuple(
            (
                Cell(
                    m.name,
                    href=reverse("bodies:change-mention", args=[m.code]) if may_keep else "",
                    below=f"also {listed(m.aliases)}" if m.aliases else "",
                ),
                f"{m.what}, {day(m.day)}" if m.day else m.what,
                m.words,
            )
            for m in found
        ),
    )


def shown(body: BodySeen, *, may_change: bool, may_seat: bool) -> BodyShown:
    told = _told(body) if body.printed or not body.why_shut else ()
    handling = SummaryRow("Handling", _handling(body, told=bool(told)))
    return BodyShown(
        name=body.name,
        purpose=body.purpose,
        year_href="" if body.why_shut else reverse("meetings:year-of-body", args=[body.code]),
        feed_href="" if body.why_shut else reverse("meetings:body-feed", args=[body.code]),
        facts=(*told[:2], handling, *told[2:]),
        seats=_seats(body) if body.seats else None,
        standing=body.standing,
        above=_links([body.parent] if body.parent else []),
        below=_links(body.children),
        remark=body.remark,
        why_shut=body.why_shut,
        change_href=reverse("bodies:change", args=[body.code]) if may_change else "",
        seats_href=reverse("bodies:seats", args=[body.code]) if may_seat else "",
    )


def _handling(body: BodySeen, *, told: bool) -> str:
    if not told or not body.handling_because:
        return body.handling
    if body.handling_because == NOT_STATED:
        return f"{body.handling} (proposed; the papers do not say)"
    return f"{body.handling}: {body.handling_because}"


def _told(body: BodySeen) -> tuple[SummaryRow, ...]:
    """What is told of a body beyond its name: the first two rows stand above its handling."""
    offices = tuple(
        SummaryRow(s.role, f"{s.post}, {s.organisation}") for s in body.seats if s.is_office
    )
    seats = () if body.why_shut else (SummaryRow("Members", _counted(body)),)
    a_year = body.recurs.a_year
    meets = f"{body.rhythm} ({a_year} a year)" if a_year else body.rhythm
    return (
        SummaryRow("Also known as", listed(body.aliases) if body.aliases else NOT_STATED),
        SummaryRow("Held" if body.is_days else "Meets", meets),
        SummaryRow("Terms of reference", body.terms),
        *(() if body.why_shut else (SummaryRow("Quorum", body.quorum),)),
        *offices,
        *seats,
    )


def _counted(body: BodySeen) -> str:
    said = [counted(len(body.seats), "seat")] if body.seats else []
    if body.standing:
        said.append(f"{len(body.standing)} named by organisation or service")
    return ", ".join(said) or NOT_STATED


def _links(found: Sequence[BodyNamed]) -> tuple[Link, ...]:
    return tuple(Link(one.name, reverse("bodies:body", args=[one.code])) for one in found)


def _seats(body: BodySeen) -> Table:
    return Table(
        caption=f"The {counted(len(body.seats), 'seat')}, each held by a post",
        head=("Post", "Organisation", "Seat"),
        rows=tuple(
            (
                s.post,
                Cell(
                    s.organisation,
                    tags=(Tag("Responsible authority", "grey"),) if s.responsible_authority else (),
                ),
                Cell(s.role, below=f"substitute: {s.substitute}" if s.substitute else ""),
            )
            for s in body.seats
        ),
        note=(
            "A responsible authority has the duty in section 5 of the Crime and Disorder Act"
            " 1998 to work with the others."
        ),
    )


@dataclass(frozen=True)
class SeatShown:
    """One seat, with the ways to change it."""

    title: str
    organisation: str
    role: str
    substitute: str
    holder: str
    tag: Tag | None
    change_href: str
    take_away_href: str


@dataclass(frozen=True)
class SeatsPage:
    name: str
    seats: tuple[SeatShown, ...]
    words: str
    pointed_out: tuple[str, ...]
    give_href: str
    back: str


def seats_page(body: Body, seats: list[SeatHeld]) -> SeatsPage:
    """Return the page on which a body's seats are given, changed and taken away."""
    vacant = sum(seat.holder.is_vacant for seat in seats)
    words = f"{counted(len(seats), 'seat')}, {vacant} of them held by a vacant post."
    return SeatsPage(
        name=body.name,
        seats=tuple(
            SeatShown(
                title=seat.title,
                organisation=seat.organisation,
                role=seat.role,
                substitute=seat.substitute,
                holder=holder_words(seat.holder),
                tag=holder_tag(seat.holder),
                change_href=reverse("bodies:change-seat", args=[body.code, seat.post]),
                take_away_href=reverse("bodies:take-seat-away", args=[body.code, seat.post]),
            )
            for seat in seats
        ),
        words=words,
        pointed_out=tuple(
            f"{name} holds {counted(len(posts), 'seat')} on it: {listed(posts)}. One person sits"
            " once; put somebody else into one of these posts, or take the seat away."
            for name, posts in seated_twice(seats)
        ),
        give_href=reverse("bodies:give-seat", args=[body.code]),
        back=reverse("bodies:body", args=[body.code]),
    )
