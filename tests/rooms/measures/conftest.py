"""
Small published files: three boroughs, two offences of burglary and one of robbery.
"""

import datetime as dt
from pathlib import Path

import pytest

from saferboard.domain.periods import Month, months_to
from saferboard.measures.operations import Loaded, load_file

AT = dt.datetime(2022, 10, 18, 9, tzinfo=dt.UTC)
OLD, NEW = "mps-borough-old-scheme", "mps-borough-new-scheme"
PEOPLE = """\
LAD24CD,LAD24NM,mid2020,mid2021,mid2022
E09000001,City of London,8000,8000,8000
E09000101,Ashford,100000,100000,200000
E09000102,Bexhill,50000,50000,50000
E09000103,Corfe,10000,10000,10000
"""
HOMES = ("Burglary", "Domestic Burglary")
SHOPS = ("Burglary", "Burglary Business and Community")
ROBBERY = ("Robbery", "Robbery of Personal Property")


class Files:
    """Writes files into a folder and loads them."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    def write(self, name: str, text: str) -> Path:
        path = self.folder / name
        path.write_text(text, encoding="utf-8")
        return path

    def wide(self, name: str, first: str, rows: dict, place_column="LookUp_BoroughName") -> Path:
        """Write a borough file; `rows` has counts by (group, offence, place)."""
        length = len(next(iter(rows.values())))
        months = months_to(Month.parse(first) + (length - 1), length)
        lines = [
            ["MajorText", "MinorText", place_column, *(f"{m.year}{m.number:02d}" for m in months)]
        ]
        lines += [[*key, *map(str, counts)] for key, counts in rows.items()]
        return self.write(name, "".join(",".join(line) + "\n" for line in lines))

    def load(self, path: Path, source: str = OLD) -> Loaded:
        return load_file(path, source=source, by="system", at=AT)


@pytest.fixture
def files(tmp_path):
    return Files(tmp_path)


@pytest.fixture
def people(db, files):
    """Three boroughs and the City, with their populations."""
    return files.load(files.write("people.csv", PEOPLE), "ons-mid-year-estimates")


def steady(**counts: int) -> dict:
    """Return 24 months for each borough, every month alike, of one offence of burglary."""
    return {(*HOMES, place): [count] * 24 for place, count in counts.items()}


@pytest.fixture
def two_years(people, files):
    """October 2020 to September 2022 in one file: homes, shops and robberies, all different."""
    rows = {}
    for n, place in enumerate(("Ashford", "Bexhill", "Corfe"), start=1):
        rows[*HOMES, place] = [n * 10 + month for month in range(24)]
        rows[*SHOPS, place] = [n + month % 3 for month in range(24)]
    rows[*ROBBERY, "Ashford"] = [1] * 24
    return files.load(files.wide("two-years.csv", "2020-10", rows))
