"""
The Metropolitan Police's ward and small area files: a row for each offence and area, a column a
month.

They hold the areas of all London.  Those of the partnership's own are kept, known by their codes:
a code belongs to one boundary, where a name may outlive it.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from saferboard.domain.periods import Period
from saferboard.measures.definitions import Source
from saferboard.measures.loaders.months import check_whole_months, months_in
from saferboard.measures.loaders.read import FileRead, SeriesRead
from saferboard.places.csv_files import SHOWN, Complaints, CsvFile, name, whole_number

AGAIN = "Get the whole file again: what is left out would be counted as nought."
OTHER = "Use an issue on the boundary of the {them} that are held."


@dataclass(frozen=True)
class Layout:
    """The heads of a file's first columns, and which of them says what."""

    heads: tuple[str, ...]
    major: int
    minor: int
    name: int
    code: int
    borough: int
    one: str
    them: str
    enter: str


WARDS = Layout(
    heads=("MajorText", "MinorText", "WardName", "WardCode", "LookUp_BoroughName"),
    major=0,
    minor=1,
    name=2,
    code=3,
    borough=4,
    one="ward",
    them="wards",
    enter="Enter the wards of your area first.",
)
SMALL_AREAS = Layout(
    heads=("lsoa_code", "lsoa_name", "borough", "major_category", "minor_category"),
    major=3,
    minor=4,
    name=1,
    code=0,
    borough=2,
    one="small area",
    them="small areas",
    enter="Load the lookup of your small areas to wards first.",
)


def read_area_months(
    file: CsvFile, layout: Layout, *, of: Source, areas: Mapping[str, str]
) -> FileRead:
    """
    Return the counts in `file` of `areas`, given by code with the names they are kept under.

    `of` is the source of the boroughs' counts, whose offence names it is to use.

    :raises BadFile: with everything that is wrong with it.
    """
    wrong, fixed = Complaints(file.name), len(layout.heads)
    for n, head in enumerate(layout.heads):
        found = file.header[n] if n < len(file.header) else ""
        if _plain(found) != _plain(head):
            what = f"Column {n + 1} is “{found[:SHOWN]}” and should be {head}."
            wrong.add(1, found[:SHOWN], what, "Use the file as the London Datastore has it.")
    wrong.stop_if_any()
    months = months_in(file.header[fixed:], wrong)
    if not areas:
        wrong.add(0, "", f"No {layout.one} is known yet.", layout.enter)
    wrong.stop_if_any()
    own = _own_rows(file, layout, areas, wrong)
    _check_names(own, layout, of, wrong)
    wrong.stop_if_any()
    series = tuple(_series(file, layout, own, areas, wrong))
    wrong.stop_if_any()
    check_whole_months(months, series, wrong)
    return FileRead(Period(months[0], months[-1]), series)


Row = tuple[int, tuple[str, ...]]


def _plain(head: str) -> str:
    """The publisher writes “LSOA Code” in one issue and lsoa_code in another."""
    return head.lower().replace(" ", "_")


def _own_rows(
    file: CsvFile, layout: Layout, areas: Mapping[str, str], wrong: Complaints
) -> list[Row]:
    """The rows of the areas known; a complaint if the file is on another boundary, or cut."""
    other, head = OTHER.format(them=layout.them), layout.heads[layout.code]
    own = [(line, cells) for line, cells in file.rows if cells[layout.code] in areas]
    boroughs = {cells[layout.borough] for _, cells in own}
    for line, cells in file.rows:
        borough, code = cells[layout.borough], cells[layout.code]
        if borough in boroughs and code not in areas:
            named = f"{cells[layout.name][:SHOWN]} ({code[:SHOWN]})"
            wrong.add(line, head, f"{named} is not a {layout.one} of {borough[:SHOWN]}.", other)
    if not own:
        what = f"No row is of a {layout.one} that is held: the file is of another area or boundary."
        wrong.add(0, head, what, other)
    for code in sorted(areas.keys() - {cells[layout.code] for _, cells in own}) if own else ():
        named = areas[code] if code in areas[code] else f"{areas[code]} ({code})"
        wrong.add(0, head, f"No row is for {named}.", AGAIN)
    return own


def _check_names(own: list[Row], layout: Layout, of: Source, wrong: Complaints) -> None:
    for line, cells in own:
        if cells[layout.major] not in of.majors:
            major = cells[layout.major][:SHOWN]
            what = f"“{major}” is not an offence group of the {of.scheme} scheme."
            todo = "Load it as a file of the scheme that it is under."
            wrong.add(line, layout.heads[layout.major], what, todo)
            return


def _series(
    file: CsvFile, layout: Layout, own: list[Row], areas: Mapping[str, str], wrong: Complaints
) -> Iterator[SeriesRead]:
    first_seen: dict[tuple[str, ...], int] = {}
    fixed = len(layout.heads)
    for line, cells in own:
        major, minor, code = cells[layout.major], cells[layout.minor], cells[layout.code]
        first = first_seen.setdefault((major, minor, code), line)
        if first != line:
            area = cells[layout.name]
            what = f"{major} / {minor} for {area} is given here and in row {first}."
            wrong.add(line, "", what, "Keep one of the two rows.")
        name(minor, row=line, column=layout.heads[layout.minor], wrong=wrong)
        counts = tuple(
            whole_number(written, row=line, column=month, wrong=wrong)
            for month, written in zip(file.header[fixed:], cells[fixed:], strict=True)
        )
        yield SeriesRead(areas[code], major, minor, line, line, counts)
