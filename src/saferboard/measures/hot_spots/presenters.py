"""
Incidents on a map of hexagons: the map, the table of hot spots beside it, its cells for a file.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from urllib.parse import urlencode

from django.urls import reverse

from saferboard.engine.hot_spots import FALSE
from saferboard.engine.spots import CellFound, Course, Spot
from saferboard.measures.hot_spots.queries import Against, Asked, HexMap
from saferboard.measures.presenters.common import NOTHING, first_upper
from saferboard.ui.components import Cell, ChartFigure, Link, Table, Tag
from saferboard.ui.hexagons import Hex, hexagon_figure
from saferboard.ui.words import counted, listed

Row = tuple[str | int | float, ...]
SHOWN = 25
"""How many hot spots the table lists; all are on the map and in the file."""
WARD = " ward"
COURSES = {
    Course.EMERGING: Tag("Emerging", "amber"),
    Course.FADING: Tag("Fading", "blue"),
}
PUBLISHER = (
    "Contains public sector information licensed under the Open Government Licence v3.0."
    " Source: data.police.uk."
)


@dataclass(frozen=True)
class HexMapShown:
    title: str
    lead: str
    warnings: tuple[str, ...]
    map: ChartFigure
    table: Table | None
    none: str
    download: Link
    how: tuple[str, ...]
    source: tuple[str, ...]
    parts: Table


def shown(found: HexMap) -> HexMapShown:
    """Return the page of a map of hexagons."""
    kind, period = found.asked.category, found.asked.period.label
    return HexMapShown(
        title=f"{kind} on a map: hot spots",
        lead=f"{found.place.name}, {period}. {_adding_up(found)}",
        warnings=tuple(_warnings(found)),
        map=_map(found),
        table=_table(found) if found.spots else None,
        none="" if found.spots else _none(found),
        download=Link("Download every hexagon (CSV)", _csv(found.asked)),
        how=tuple(_how(found)),
        source=tuple(_source(found)),
        parts=_parts(found),
    )


def _csv(asked: Asked) -> str:
    given = {
        "kind": asked.category,
        "to": str(asked.last),
        "months": asked.months,
        "size": asked.resolution,
        "against": str(asked.against),
    }
    return f"{reverse('measures:hot-spots-csv')}?{urlencode(given)}"


def _adding_up(found: HexMap) -> str:
    said = f"{counted(found.total, 'incident')}"
    apart = [
        words
        for number, words in (
            (found.unplaced, f"{found.unplaced:,} without a place"),
            (found.outside, f"{found.outside:,} outside the wards’ outlines"),
        )
        if number
    ]
    return f"{said}, of which {listed(apart)} are in no hexagon." if apart else f"{said}."


def _warnings(found: HexMap) -> Iterator[str]:
    if found.lacking:
        months = listed([month.label for month in found.lacking])
        yield f"No incident is held for {months}: these months are missing here, not quiet."
    notes = sorted({part.note for part in found.parts if part.note})
    for note in notes:
        yield f"Of these months not everything is held: {note[:1].lower()}{note[1:]}."


def _map(found: HexMap) -> ChartFigure:
    hexes = [
        Hex(one.hexagon.corners, one.count, _said(found, one), one.around, one.spot)
        for one in found.cells
        if one.count or one.spot
    ]
    return hexagon_figure(
        hexes,
        [one.rings for one in found.outlines],
        ident="hexagons",
        title=f"{found.asked.category} by hexagon, {found.asked.period.label}",
        unit="Incidents in a hexagon",
        summary=_summary(found),
        notes=(
            "Shades are of equal breadth; a hexagon without incidents is not drawn unless it is"
            " part of a hot spot.",
            "Hot hexagons have a thick edge; the number is the hot spot’s in the table below.",
            "Hexagons and wards are drawn in metres of the British National Grid. Hexagons may be"
            " some five metres off.",
            *dict.fromkeys(f"Outlines: {one.source}" for one in found.outlines),
        ),
    )


def _said(found: HexMap, one: CellFound) -> str:
    where = found.wards[one.wards[0]].removesuffix(WARD)
    spot = f", hot spot {one.spot}" if one.spot else ""
    return f"{where}: {one.count}{spot}"


def _summary(found: HexMap) -> str:
    if not found.spots:
        return _none(found)
    hot = sum(spot.count for spot in found.spots)
    expected = sum(spot.expected for spot in found.spots)
    many = counted(len(found.spots), "hot spot")
    holds = "holds" if len(found.spots) == 1 else "hold"
    return (
        f"{many} {holds} {hot:,} of the {sum(one.count for one in found.cells):,} incidents on the"
        f" map, where {_number(expected)} would be expected."
    )


def _none(found: HexMap) -> str:
    return "Nowhere are there more than chance brings: no hot spot is found."


def _table(found: HexMap) -> Table:
    listed_ = found.spots[:SHOWN]
    left = len(found.spots) - len(listed_)
    return Table(
        caption=f"Hot spots, {found.asked.period.label}",
        head=("Hot spot", "Incidents", "To expect", "Times", "Earlier, later half", "Course",
              "Points with most"),
        rows=tuple(_row(found, spot) for spot in listed_),
        numeric=frozenset({1, 2, 3, 4}),
        note=f"{left} smaller ones are on the map and in the file." if left else "",
    )  # fmt: skip


def _row(found: HexMap, spot: Spot) -> tuple[Cell | str, ...]:
    wards = [found.wards[ward].removesuffix(WARD) for ward in spot.wards]
    streets = [f"{_point(name)} ({number})" for name, number in spot.streets]
    return (
        Cell(f"{spot.number}. {listed(wards)}", below=counted(len(spot.cells), "hot hexagon")),
        f"{spot.count:,}",
        _number(spot.expected),
        f"{spot.count / spot.expected:.1f}" if spot.expected else NOTHING,
        f"{spot.earlier:,}, {spot.later:,}",
        _course(spot),
        ", ".join(streets),
    )


def _point(location: str) -> str:
    """What a point is called, without “On or near”, which every one of them is."""
    return location.removeprefix("On or near").strip() or "a street without a name"


def _course(spot: Spot) -> Cell | str:
    if spot.course in COURSES:
        return Cell(tags=(COURSES[spot.course],))
    return "Too few months" if spot.course is Course.NOT_TOLD else "No trend told"


def _number(expected: float) -> str:
    return f"{expected:,.0f}" if expected >= 10 else f"{expected:.1f}"


def _how(found: HexMap) -> Iterator[str]:
    if found.asked.against is Against.PEOPLE:
        yield (
            "A hexagon is expected to have as large a share of the incidents as of the people"
            f" (mid-{found.people_year}), who are taken to live evenly over their ward. Shops,"
            " stations and parks draw incidents where few live, and stand out for it."
        )
    else:
        yield (
            "A hexagon is expected to have as large a share of the incidents as of the land. Where"
            " nobody lives or works there is little to happen, so that built-up places stand out."
        )
    yield (
        "Around each hexagon it and its neighbours are tested exactly (binomial): how often would"
        " chance alone bring as many there? A hexagon is hot where that is too seldom, all hexagons"
        f" together: of those called hot about {FALSE:.0%} may be false, and where nothing is hot,"
        " at most 1 map in 20 shows any. A hot spot is hot hexagons and their"
        " neighbours, for which the table’s numbers stand."
    )
    yield (
        "Emerging: a larger share of the place’s incidents than of the whole area’s fell in the"
        " later half of the period, more than chance allows; fading: a smaller one. “No trend told”"
        " is not that there is none: a small number of incidents seldom shows one."
    )
    yield "Gi* (Getis and Ord), for those who know it, is in the file, and decides nothing here."


def _source(found: HexMap) -> Iterator[str]:
    yield (
        "The points are not where things happened: the publisher moves each to the nearest of a"
        " list of points that stand for at least eight addresses, and names no person. So nothing"
        " is hidden here that is published there, and no threshold is set."
    )
    if found.repeated:
        yield (
            f"{counted(found.repeated, 'row')} of these months’ files bear the crime ID of an"
            " earlier row, and are counted once."
        )
    yield PUBLISHER


def _parts(found: HexMap) -> Table:
    return Table(
        caption="The files these were counted from",
        head=("Month", "Force", "Issue", "Rows", "Fingerprint (SHA-256)"),
        rows=tuple(
            (part.month, first_upper(part.force), part.vintage, f"{part.rows:,}",
             f"{part.sha256[:12]}…")
            for part in found.parts
        ),
        numeric=frozenset({3}),
    )  # fmt: skip


HEAD = (
    "h3_cell", "latitude", "longitude", "easting", "northing", "ward", "kind", "first_month",
    "last_month", "incidents", "with_neighbours", "expected_with_neighbours", "chance", "gi_star",
    "hot_spot", "course",
)  # fmt: skip


def rows(found: HexMap) -> Iterator[Row]:
    """Return every hexagon as the rows of a file, its heads first."""
    yield HEAD
    period = found.asked.period
    for one in found.cells:
        corners = one.hexagon.corners
        yield (
            f"{one.hexagon.cell:x}",
            round(one.hexagon.lat, 6),
            round(one.hexagon.lon, 6),
            round(sum(x for x, _ in corners) / len(corners)),
            round(sum(y for _, y in corners) / len(corners)),
            found.wards[one.wards[0]].removesuffix(WARD),
            found.asked.category,
            str(period.first),
            str(period.last),
            one.count,
            one.around,
            round(one.expected, 3),
            f"{one.chance:.3g}",
            round(one.z, 3),
            one.spot or "",
            one.course.value if one.spot else "",
        )
