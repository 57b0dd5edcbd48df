"""
Reading mid-year population estimates, in either form they come in.

Wide: a code and a name for each borough or ward and a column for each year (`LAD24CD, LAD24NM,
mid2011, …`, or `WD24CD, WD24NM, …`).  Tidy: a row for each borough and year (`borough, year,
population`).
"""

import re
from dataclasses import dataclass

from saferboard.places.csv_files import Complaints, CsvFile, name, whole_number

TIDY = ("borough", "year", "population")


@dataclass(frozen=True)
class Count:
    """How many people one row gives for a place and a year."""

    line: int
    code: str
    name: str
    year: int
    people: int


@dataclass(frozen=True)
class PopulationFile:
    """What a file of estimates says.  `boundary_year` is None where it does not say."""

    counts: tuple[Count, ...]
    boundary_year: int | None
    of_wards: bool = False

    @property
    def first_year(self) -> int:
        return min(count.year for count in self.counts)

    @property
    def last_year(self) -> int:
        return max(count.year for count in self.counts)

    @property
    def vintage(self) -> str:
        return f"mid-{self.first_year} to mid-{self.last_year}"


def read_populations(file: CsvFile) -> PopulationFile:
    """
    Return the estimates in `file`.

    :raises BadFile: with everything that is wrong with it.
    """
    wrong = Complaints(file.name)
    head = file.header
    wide = re.fullmatch(r"(LAD|WD)(\d\d)CD", head[0])
    of_wards = bool(wide and wide[1] == "WD")
    if wide and len(head) > 2 and head[1] == f"{wide[1]}{wide[2]}NM":
        counts = _wide(file, wrong)
        boundary_year = 2000 + int(wide[2])
    elif head == TIDY:
        counts, boundary_year = _tidy(file, wrong), None
    else:
        what = "The columns are not those of a population file."
        todo = (
            "Use borough,year,population, or LAD24CD,LAD24NM,mid2011 and so on; WD24CD for wards."
        )
        wrong.add(1, head[0], what, todo)
        counts, boundary_year = [], None
    _refuse_doubles(counts, wrong)
    _refuse_gaps(counts, wrong)
    wrong.stop_if_any()
    return PopulationFile(tuple(counts), boundary_year, of_wards)


def _wide(file: CsvFile, wrong: Complaints) -> list[Count]:
    years: list[tuple[int, int]] = []
    for n, head in enumerate(file.header[2:], start=2):
        year = re.fullmatch(r"mid(\d{4})", head)
        if year is None:
            wrong.add(1, head, f"“{head}” is not a year.", "Name the column mid2011 and so on.")
        else:
            years.append((n, int(year[1])))
    counts = []
    for line, cells in file.rows:
        if not re.fullmatch(r"[EW]\d{8}", cells[0]):
            what = f"“{cells[0]}” is not an ONS code."
            wrong.add(line, file.header[0], what, "Write a code such as E09000006.")
        name(cells[1], row=line, column=file.header[1], wrong=wrong)
        for n, year in years:
            people = whole_number(cells[n], row=line, column=file.header[n], wrong=wrong)
            if people is not None:
                counts.append(Count(line, cells[0], cells[1], year, people))
    return counts


def _tidy(file: CsvFile, wrong: Complaints) -> list[Count]:
    counts = []
    for line, (borough, year, written) in file.rows:
        people = whole_number(written, row=line, column="population", wrong=wrong)
        if not re.fullmatch(r"(19|20)\d\d", year):
            wrong.add(line, "year", f"“{year}” is not a year.", "Write it as 2022.")
        elif people is not None:
            counts.append(Count(line, "", borough, int(year), people))
    return counts


def _refuse_doubles(counts: list[Count], wrong: Complaints) -> None:
    seen: dict[tuple[str, int], int] = {}
    for count in counts:
        first = seen.setdefault((count.name, count.year), count.line)
        if first != count.line:
            what = f"{count.name} in {count.year} is given here and in row {first}."
            wrong.add(count.line, "", what, "Keep one of the two.")


def _refuse_gaps(counts: list[Count], wrong: Complaints) -> None:
    """A year that one place has and another lacks would be a rate for some and none for others."""
    years = {count.year for count in counts}
    if not years:
        return
    held: dict[str, set[int]] = {}
    for count in counts:
        held.setdefault(count.name, set()).add(count.year)
    for year in range(min(years), max(years) + 1):
        lacking = sorted(name for name, has in held.items() if year not in has)
        if lacking:
            others = f" and {len(lacking) - 3} more" if len(lacking) > 3 else ""
            what = f"There is no estimate for {year} of {', '.join(lacking[:3])}{others}."
            todo = "Get the whole file again: a year left out leaves its rates without people."
            wrong.add(0, "year", what, todo)
