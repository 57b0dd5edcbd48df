"""
The Metropolitan Police's ward file: a row for each offence and ward, a column a month.

It holds the wards of all London.  Those of the partnership's own area are kept, known by their
codes: a code belongs to one boundary, where a name may outlive it.
"""

from collections.abc import Mapping

from saferboard.domain.periods import Period
from saferboard.measures.definitions import Source
from saferboard.measures.loaders.months import months_in
from saferboard.measures.loaders.read import FileRead, SeriesRead
from saferboard.places.csv_files import SHOWN, Complaints, CsvFile, name, whole_number

COLUMNS = ("MajorText", "MinorText", "WardName", "WardCode", "LookUp_BoroughName")
FIXED = len(COLUMNS)
AGAIN = "Get the whole file again: what is left out would be counted as nought."


def read_ward_months(file: CsvFile, *, of: Source, wards: Mapping[str, str]) -> FileRead:
    """
    Return the counts in `file` of `wards`, given by code with the names they are kept under.

    `of` is the source of the boroughs' counts, whose offence names it is to use.

    :raises BadFile: with everything that is wrong with it.
    """
    wrong = Complaints(file.name)
    for n, head in enumerate(COLUMNS):
        found = file.header[n] if n < len(file.header) else ""
        if found != head:
            what = f"Column {n + 1} is “{found[:SHOWN]}” and should be {head}."
            wrong.add(1, found[:SHOWN], what, "Use the file as the London Datastore has it.")
    wrong.stop_if_any()
    months = months_in(file.header[FIXED:], wrong)
    if not wards:
        wrong.add(0, "", "No ward is known yet.", "Enter the wards of your area first.")
    wrong.stop_if_any()
    own = _own_rows(file, wards, wrong)
    _check_names(own, of, wrong)
    wrong.stop_if_any()
    series = tuple(_series(file, own, wards, wrong))
    wrong.stop_if_any()
    return FileRead(Period(months[0], months[-1]), series)


Row = tuple[int, tuple[str, ...]]


def _own_rows(file: CsvFile, wards: Mapping[str, str], wrong: Complaints) -> list[Row]:
    """The rows of the wards known; a complaint if the file is on another boundary, or cut."""
    own = [(line, cells) for line, cells in file.rows if cells[3] in wards]
    boroughs = {cells[4] for _, cells in own}
    for line, cells in file.rows:
        if cells[4] in boroughs and cells[3] not in wards:
            what = f"{cells[2][:SHOWN]} ({cells[3][:SHOWN]}) is not a ward of {cells[4][:SHOWN]}."
            todo = "Use an issue on the boundary of the wards that are held."
            wrong.add(line, "WardCode", what, todo)
    if not own:
        what = "No row is of a ward that is held: the file is of another area or boundary."
        wrong.add(0, "WardCode", what, "Use an issue on the boundary of the wards that are held.")
    for code in sorted(wards.keys() - {cells[3] for _, cells in own}) if own else ():
        wrong.add(0, "WardCode", f"No row is for {wards[code]} ({code}).", AGAIN)
    return own


def _check_names(own: list[Row], of: Source, wrong: Complaints) -> None:
    for line, cells in own:
        if cells[0] not in of.majors:
            what = f"“{cells[0][:SHOWN]}” is not an offence group of the {of.scheme} scheme."
            wrong.add(line, "MajorText", what, "Load it as a file of the scheme that it is under.")
            return


def _series(file: CsvFile, own: list[Row], wards: Mapping[str, str], wrong: Complaints):
    first_seen: dict[tuple[str, ...], int] = {}
    for line, cells in own:
        major, minor, ward, code = cells[: FIXED - 1]
        first = first_seen.setdefault((major, minor, code), line)
        if first != line:
            what = f"{major} / {minor} for {ward} is given here and in row {first}."
            wrong.add(line, "", what, "Keep one of the two rows.")
        name(minor, row=line, column="MinorText", wrong=wrong)
        counts = tuple(
            whole_number(written, row=line, column=month, wrong=wrong)
            for month, written in zip(file.header[FIXED:], cells[FIXED:], strict=True)
        )
        yield SeriesRead(wards[code], major, minor, line, line, counts)
