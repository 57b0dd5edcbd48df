"""
Whether a borough file is whole: no row at all counts as nought, so none may be lost on the way.
"""

from collections.abc import Collection

from saferboard.measures.definitions import Source
from saferboard.places.csv_files import Complaints, CsvFile

AGAIN = "Get the whole file again: what is left out would be counted as nought."


def check_whole(
    file: CsvFile, source: Source, boroughs: Collection[str], wrong: Complaints
) -> None:
    """
    Complain of each borough, offence group and offence that `file` ought to have and has not.

    Every borough has offences of every group in every issue, and every offence is somewhere in
    it, but for the groups (`Group`) and their offences (`Group/*`) that the source says are not
    in every file.  Only where exactly as many boroughs are known as the source
    covers can it be told that one is missing.
    """
    if not source.boroughs or len(boroughs) != source.boroughs:
        return
    expected = [major for major in source.majors if major not in source.not_in_every_file]
    offences = {cells[:2] for _, cells in file.rows}
    groups = {cells[0] for _, cells in file.rows}
    places = {cells[2] for _, cells in file.rows}
    met = {(cells[0], cells[2]) for _, cells in file.rows}
    major_column, place_column = file.header[0], file.header[2]
    for major in expected:
        if major not in groups:
            wrong.add(1, major_column, f"No row is of the offence group {major}.", AGAIN)
        elif f"{major}/*" not in source.not_in_every_file:
            for minor in source.offences.get(major, ()):
                if (major, minor) not in offences:
                    wrong.add(1, file.header[1], f"No row is of {major} / {minor}.", AGAIN)
    for place in sorted(boroughs):
        if place not in places:
            wrong.add(1, place_column, f"No row is for {place}.", AGAIN)
            continue
        for major in expected:
            if major in groups and (major, place) not in met:
                what = f"{place} has no row of {major}, which other boroughs have."
                wrong.add(1, place_column, what, AGAIN)
