"""
Instruments in words.
"""

import datetime as dt
from collections.abc import Mapping, Sequence

from django.urls import reverse

from saferboard.domain.instruments import InstrumentState, Near
from saferboard.instruments.queries import InstrumentSeen, MatrixSeen, VersionSeen
from saferboard.ui.components import Cell, Link, SummaryRow, Table, Tag
from saferboard.ui.words import counted, day

NOT_STATED = "not stated"
TONES = {
    InstrumentState.PLANNED: "grey",
    InstrumentState.DRAFT: "amber",
    InstrumentState.IN_FORCE: "green",
    InstrumentState.SUPERSEDED: "grey",
    InstrumentState.ENDED: "grey",
    InstrumentState.NOT_STATED: "grey",
}


def address(code: str) -> str:
    return reverse("instruments:instrument", args=[code])


def state_tag(state: InstrumentState) -> Tag:
    return Tag(state.label, TONES[state])


def library_table(found: Sequence[InstrumentSeen]) -> Table:
    return Table(
        caption=f"Everything there is ({len(found)})",
        head=("Title", "Kind", "State", "Looked after by", "Period"),
        rows=tuple(
            (
                Cell(one.title, href=address(one.code), below=", ".join(one.aliases)),
                one.kind.label,
                Cell(tags=(state_tag(one.state),)),
                one.owner or NOT_STATED,
                one.period or NOT_STATED,
            )
            for one in found
        ),
    )


def due_table(found: Sequence[tuple[InstrumentSeen, Near]], today: dt.date) -> Table:
    return Table(
        caption="Ends or is to be reviewed within twelve months",
        head=("Title", "What", "Day", "Looked after by"),
        rows=tuple(
            (Cell(one.title, href=address(one.code)), near.what, _when(near, today), one.owner)
            for one, near in ((one, near) for one, near in found)
        ),
        note="" if found else "Nothing does.",
    )


def _when(near: Near, today: dt.date) -> Cell:
    if near.is_past(today):
        return Cell(day(near.on), tags=(Tag("Past", "red"),))
    return Cell(day(near.on), below=f"in {counted((near.on - today).days, 'day')}")


def facts(one: InstrumentSeen) -> tuple[SummaryRow, ...]:
    days = [day(value) if value else NOT_STATED for value in (one.since, one.until)]
    return (
        SummaryRow("Kind", one.kind.label),
        SummaryRow("State", tags=(state_tag(one.state),)),
        SummaryRow("Other names", ", ".join(one.aliases) or "None"),
        SummaryRow("Looked after by", one.owner or NOT_STATED),
        SummaryRow("Period", one.period or NOT_STATED),
        SummaryRow("First day", days[0]),
        SummaryRow("Last day", days[1]),
        SummaryRow("How often it is reviewed", one.rhythm or NOT_STATED),
        SummaryRow("Next review", day(one.review_on) if one.review_on else NOT_STATED),
    )


def relations_table(one: InstrumentSeen) -> Table | None:
    rows = tuple((said.words, Cell(said.title, href=address(said.code))) for said in one.relations)
    return Table("How it stands to others", ("It", "Which"), rows) if rows else None


def versions_table(one: InstrumentSeen, texts: Mapping[int, str]) -> Table | None:
    """Versions, each with the address of its text where whoever looks may open it."""
    rows = tuple(
        (
            str(version.number),
            _dated(version),
            version.changes,
            Cell("Open", href=texts[version.number])
            if version.number in texts
            else ("For partners: sign in" if version.file else "Not kept here"),
        )
        for version in one.versions
    )
    return Table("Versions", ("Version", "Dated", "What changed", "Text"), rows) if rows else None


def _dated(version: VersionSeen) -> str | Cell:
    if version.dated is None:
        return version.as_stated
    return Cell(day(version.dated), below=version.as_stated)


def matrix_table(found: MatrixSeen) -> Table:
    """Aspects down, instruments across; a gap is said in words."""
    places = len(found.rows) * len(found.instruments)
    return Table(
        caption=found.title,
        head=("Compared by", *(title for title, _ in found.instruments)),
        rows=tuple(
            (name, *(Cell(said) if said else Cell(tags=(Tag("Gap", "amber"),)) for said in row))
            for name, row in found.rows
        ),
        note=f"{counted(found.gaps, 'gap')} among {places} places.",
    )


def matrix_links(found: MatrixSeen) -> tuple[Link, ...]:
    return tuple(
        Link(title, reverse("instruments:fill", args=[found.code, code]))
        for title, code in found.instruments
    )
