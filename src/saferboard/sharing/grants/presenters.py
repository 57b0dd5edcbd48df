"""
Access and lists, in words.
"""

import datetime as dt
from collections.abc import Sequence

from django.urls import reverse

from saferboard.sharing import things
from saferboard.sharing.models import Grant, Listing
from saferboard.sharing.presenters import when
from saferboard.ui.components import Cell, SummaryRow, Table, Tag
from saferboard.ui.words import day


def grants_table(
    caption: str, found: Sequence[Grant], at: dt.datetime, *, with_reasons: bool = False
) -> Table:
    """Return access given, with a way to each reason for whoever may read them."""
    why = ("Why",) if with_reasons else ()
    return Table(
        caption=f"{caption} ({len(found)})",
        head=("Thing", "Who", "From", "To", "Given by", *why, "State"),
        rows=tuple(
            (
                f"{things.words_of(one.kind)} {one.ref}",
                one.account.person.name,
                when(one.since),
                when(one.ended_at or one.until),
                _given_by(one),
                *(_reason(one) for _ in why),
                _standing(one, at),
            )
            for one in found
        ),
        row_heads=True,
    )


def _given_by(one: Grant) -> str:
    return "Taken in an emergency" if one.emergency else one.given_by.person.name


def _reason(one: Grant) -> Cell:
    return Cell("Read the reason", href=reverse("sharing:reason", args=[one.pk]))


def grant_facts(one: Grant, at: dt.datetime) -> tuple[SummaryRow, ...]:
    return (
        SummaryRow("Thing", f"{things.words_of(one.kind)} {one.ref}"),
        SummaryRow("Who", one.account.person.name),
        SummaryRow("From", when(one.since)),
        SummaryRow("To", when(one.ended_at or one.until)),
        SummaryRow("Given by", _given_by(one)),
        SummaryRow("State", tags=_standing(one, at).tags),
    )


def _standing(one: Grant, at: dt.datetime) -> Cell:
    if one.ended_at is not None or one.until <= at:
        return Cell(tags=(Tag("Ended", "grey"),))
    tag = Tag("Emergency, open now", "red") if one.emergency else Tag("Open", "green")
    return Cell("End it", href=reverse("sharing:end-access", args=[one.pk]), tags=(tag,))


def listings_table(found: Sequence[Listing], on: dt.date) -> Table:
    return Table(
        caption=f"Let in and shut out ({len(found)})",
        head=("Thing", "Who", "What", "From", "To", "Whom to ring", "End it"),
        rows=tuple(
            (
                f"{things.words_of(one.kind)} {one.ref}",
                one.account.person.name,
                "Let in" if one.lets_in else "Shut out",
                day(one.since),
                day(one.until) if one.until else "No end",
                one.ring.title,
                Cell("End it", href=reverse("sharing:end-listing", args=[one.pk]))
                if one.until is None or one.until >= on
                else "Ended",
            )
            for one in found
        ),
    )
