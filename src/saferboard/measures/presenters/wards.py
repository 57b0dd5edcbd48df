"""
A measure by ward: the map, the table beside it, and its rows for a file.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from urllib.parse import urlencode

from django.urls import reverse

from saferboard.domain.figures import Figure
from saferboard.domain.funnels import Standing
from saferboard.domain.periods import Month, Quarter
from saferboard.measures.narrative import where_href
from saferboard.measures.presenters.common import (
    HOW_CHANCE_IS_TOLD,
    NOTHING,
    chance_short,
    first_upper,
)
from saferboard.measures.wards import ByWard, WardFigure
from saferboard.ui.components import Cell, ChartFigure, Link, Table
from saferboard.ui.figures import arrow, show
from saferboard.ui.map import Area, map_figure

Row = tuple[str | int | float, ...]
WARD = " ward"
WARDS_SINCE = Month(2022, 5)


@dataclass(frozen=True)
class ByWardShown:
    title: str
    lead: str
    map: ChartFigure | None
    table: Table | None
    download: Link
    notes: tuple[str, ...]
    nothing: str
    quarters: tuple[Link, ...]


def shown(found: ByWard, *, as_at: Quarter, latest: Quarter) -> ByWardShown:
    """Return the page of a measure by ward for the rolling year to the quarter `as_at`."""
    definition = found.definition
    known = [ward for ward in found.wards if ward.figure.known]
    return ByWardShown(
        title=f"{definition.title} by ward",
        lead=f"{first_upper(found.period.label)}. {_adding_up(found)}".strip(),
        map=_map(found) if found.outlines and known else None,
        table=_table(found) if known else None,
        download=_download(found, as_at),
        notes=tuple(_notes(found)),
        nothing=_nothing(found, known),
        quarters=tuple(_quarters(definition.slug, as_at, latest)),
    )


def _nothing(found: ByWard, known: list[WardFigure]) -> str:
    if not found.wards:
        return "No ward is entered yet, so nothing can be counted for wards."
    if known:
        return ""
    return f"Nothing is published for the wards for {found.period.label}."


def _adding_up(found: ByWard) -> str:
    together, outside = found.together, found.in_no_ward
    if together is None or outside is None:
        return ""
    said = f"The wards add up to {together:,} and the whole borough has {show(found.whole).text}"
    if outside > 0:
        return f"{said}: {outside:,} have no exact place and are in no ward."
    if outside < 0:
        return f"{said}: the two files were published at different times."
    return f"{said}."


def name(ward: WardFigure) -> str:
    """Return a ward's name without the word."""
    return ward.place.name.removesuffix(WARD)


def _href(figure: Figure) -> str:
    return f"{where_href(figure)}&{urlencode({'place': figure.place})}"


def _table(found: ByWard) -> Table:
    changes = ("Year before", "Change") if _has_changes(found) else ()
    return Table(
        caption=f"Each ward, {found.period.label}",
        head=("Ward", "Count", "Rate", *changes, "Among the wards"),
        rows=tuple(_row(found, n, ward) for n, ward in enumerate(found.wards, start=1)),
        numeric=frozenset(range(1, 3 + len(changes))),
        note=HOW_CHANCE_IS_TOLD if changes else "",
    )


def _has_changes(found: ByWard) -> bool:
    return any(ward.previous.known for ward in found.wards)


def _row(found: ByWard, number: int, ward: WardFigure) -> tuple[Cell | str, ...]:
    return (
        f"{number}. {name(ward)}",
        show(ward.figure, _href(ward.figure)).cell(),
        show(ward.rate).cell() if ward.rate.known else NOTHING,
        *(_changes(ward) if _has_changes(found) else ()),
        _standing(found, ward),
    )


def _changes(ward: WardFigure) -> tuple[Cell, Cell]:
    if not ward.change.known:
        return show(ward.previous).cell(), Cell(NOTHING)
    moved = f"{arrow(ward.change)} {show(ward.change).text}".strip()
    below = chance_short(ward.chance, ward.change)
    return show(ward.previous).cell(), Cell(moved, below=below)


def _standing(found: ByWard, ward: WardFigure) -> str:
    if found.funnel is None:
        return NOTHING
    return first_upper(found.funnel.places[ward.place.slug].standing.label)


def _stands_out(found: ByWard, ward: WardFigure) -> bool:
    return bool(found.funnel) and (
        found.funnel.places[ward.place.slug].standing is not Standing.WITHIN
    )


def _map(found: ByWard) -> ChartFigure:
    rings = {one.place: one.rings for one in found.outlines}
    by_rate = all(ward.rate.known for ward in found.wards)
    areas = [
        Area(
            number=n,
            name=name(ward),
            rings=rings[ward.place.slug],
            value=_value(ward, by_rate=by_rate),
            shown=_said(ward),
            stands_out=_stands_out(found, ward),
        )
        for n, ward in enumerate(found.wards, start=1)
        if ward.place.slug in rings
    ]
    unit = found.wards[0].rate.unit if by_rate else found.definition.unit
    return map_figure(
        areas,
        ident="wards",
        title=f"{found.definition.title} by ward, {found.period.label}",
        unit=first_upper(f"{found.definition.unit} {unit}" if by_rate else unit),
        summary=_summary(found, by_rate=by_rate),
        notes=(
            "Shades are of equal breadth. The numbers are those of the table.",
            "A thick edge is a ward outside the limits that chance and the wards’ usual differences"
            " allow (95 times in 100). It is one to ask about, not for that a worse one: people who"
            " come to work, shop or go out are not in its population.",
            *dict.fromkeys(f"Outlines: {one.source}" for one in found.outlines),
        ),
    )


def _value(ward: WardFigure, *, by_rate: bool) -> float | None:
    value = ward.rate.value if by_rate else ward.figure.value
    return None if value is None else float(value)


def _said(ward: WardFigure) -> str:
    rate = f", {show(ward.rate).text} {ward.rate.unit}" if ward.rate.known else ""
    return f"{show(ward.figure).text}{rate}"


def _summary(found: ByWard, *, by_rate: bool) -> str:
    known = [(n, w) for n, w in enumerate(found.wards, start=1) if w.figure.known]
    ordered = sorted(known, key=lambda one: _value(one[1], by_rate=by_rate) or 0.0)
    (low_n, low), (high_n, high) = ordered[0], ordered[-1]
    told = (
        f"The highest is {name(high)} ({high_n}): {_said(high)}. The lowest is {name(low)}"
        f" ({low_n}): {_said(low)}."
    )
    out = [f"{name(w)} ({n})" for n, w in known if _stands_out(found, w)]
    if found.funnel is None:
        return f"{told} Too few are counted to say which wards stand out from chance."
    if not out:
        return f"{told} No ward lies outside what chance and the usual differences allow."
    return f"{told} Outside what chance and the usual differences allow: {', '.join(out)}."


def _notes(found: ByWard) -> Iterator[str]:
    yield found.source.about.strip()
    if found.wards and not _has_changes(found):
        yield (
            f"No change is given: for {found.period.before.label} nothing is held on these wards."
            " Counts on the wards before May 2022 are of other places, and are not compared."
        )
    elif found.source.recut and found.period.before.first < WARDS_SINCE:
        recut = found.source.recut.strip()
        yield f"Months before May 2022 are compared with those after: {recut}."
    yield found.source.attribution.strip()


def _download(found: ByWard, as_at: Quarter) -> Link:
    page = reverse("measures:wards-csv", args=[found.definition.slug])
    return Link("Download these numbers (CSV)", f"{page}?{_asked(as_at)}")


def _asked(quarter: Quarter) -> str:
    return urlencode({"quarter": str(quarter)})


def _quarters(measure: str, as_at: Quarter, latest: Quarter) -> Iterator[Link]:
    """The year to the quarter before, and to the one after if it is out."""
    page = reverse("measures:wards", args=[measure])
    yield Link(f"The year to {(as_at + -1).label}", f"{page}?{_asked(as_at + -1)}")
    if as_at < latest:
        yield Link(f"The year to {(as_at + 1).label}", f"{page}?{_asked(as_at + 1)}")


HEAD = (
    "measure", "ward_code", "ward", "first_month", "last_month", "count", "people", "rate", "per",
    "count_year_before", "change_percent", "standing",
)  # fmt: skip


def rows(found: ByWard) -> Iterator[Row]:
    """Return a measure by ward as the rows of a file, its heads first."""
    yield HEAD
    definition = found.definition
    for ward in found.wards:
        standing = _standing(found, ward)
        yield (
            definition.slug,
            ward.place.code,
            name(ward),
            str(found.period.first),
            str(found.period.last),
            _number(ward.figure),
            ward.people or "",
            _number(ward.rate, 4),
            definition.per or "",
            _number(ward.previous),
            _number(ward.change, 2),
            "" if standing == NOTHING else standing,
        )


def _number(figure: Figure, places: int = 0) -> str | int | float:
    """A value as a number; where there is none, the reason in words, never a nought."""
    if figure.value is None:
        return show(figure).text
    return round(float(figure.value), places) if places else int(figure.value)
