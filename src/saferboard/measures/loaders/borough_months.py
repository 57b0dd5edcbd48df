"""
The Metropolitan Police's borough file: a row for each offence and borough, a column a month.

It is published under two schemes of offence names.  The counts of one are not those of the
other, so a file under the wrong scheme is refused by name rather than found wanting later.
"""

from collections.abc import Collection, Mapping

from saferboard.domain.periods import Period
from saferboard.measures.definitions import Source
from saferboard.measures.loaders.months import check_whole_months, months_in
from saferboard.measures.loaders.read import FileRead, KnownAreas, SeriesRead
from saferboard.measures.loaders.whole import check_whole
from saferboard.places.csv_files import SHOWN, Complaints, CsvFile, name, whole_number

MAJOR, MINOR = "MajorText", "MinorText"
PLACE = ("LookUp_BoroughName", "BoroughName")
FIXED = 3
"""How many columns stand before the months."""


def read_borough_months(
    file: CsvFile,
    *,
    source: Source,
    sources: Mapping[str, Source],
    areas: Collection[str],
    boroughs: Collection[str] = (),
) -> FileRead:
    """
    Return the counts in `file`, which is to be under the scheme of `source`.

    `areas` are the names it may use for places, `boroughs` those it ought to have.

    :raises BadFile: with everything that is wrong with it.
    """
    wrong = Complaints(file.name)
    _check_first_columns(file, wrong)
    months = months_in(file.header[FIXED:], wrong)
    wrong.stop_if_any()
    _check_scheme(file, source, sources, wrong)
    wrong.stop_if_any()
    check_whole(file, source, boroughs, wrong)
    series = _series(file, KnownAreas(areas, wrong), wrong)
    wrong.stop_if_any()
    check_whole_months(months, series, wrong)
    return FileRead(Period(months[0], months[-1]), tuple(series))


def _check_first_columns(file: CsvFile, wrong: Complaints) -> None:
    for n, names in enumerate(((MAJOR,), (MINOR,), PLACE)):
        found = file.header[n] if n < len(file.header) else ""
        if found not in names:
            what = f"Column {n + 1} is “{found[:SHOWN]}” and should be {' or '.join(names)}."
            wrong.add(1, found[:SHOWN], what, "Use the file as the London Datastore has it.")


def _check_scheme(
    file: CsvFile, source: Source, sources: Mapping[str, Source], wrong: Complaints
) -> None:
    strange = [(line, cells[0]) for line, cells in file.rows if cells[0] not in source.majors]
    if not strange:
        return
    line, major = strange[0]
    what = f"“{major[:SHOWN]}” is not an offence group of the {source.scheme} scheme."
    owner = next((s for s in sources.values() if major in s.majors), None)
    todo = (
        f"This is a file of the {owner.scheme} scheme: load it as {owner.slug}."
        if owner
        else f"Correct it, or list the group in the file of the source {source.slug}."
    )
    wrong.add(line, MAJOR, what, todo)


def _series(file: CsvFile, areas: KnownAreas, wrong: Complaints) -> list[SeriesRead]:
    first_seen: dict[tuple[str, ...], int] = {}
    series = []
    for line, cells in file.rows:
        key = major, minor, place = cells[:FIXED]
        first = first_seen.setdefault(key, line)
        if first != line:
            what = f"{major} / {minor} for {place} is given here and in row {first}."
            wrong.add(line, "", what, "Keep one of the two rows.")
        name(minor, row=line, column=MINOR, wrong=wrong)
        areas.check(place, row=line, column=file.header[FIXED - 1])
        counts = tuple(
            whole_number(written, row=line, column=month, wrong=wrong)
            for month, written in zip(file.header[FIXED:], cells[FIXED:], strict=True)
        )
        series.append(SeriesRead(place, major, minor, line, line, counts))
    return series
