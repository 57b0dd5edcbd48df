"""
The open data the demonstration carries gives the figures that are known of it.
"""

import csv
import datetime as dt
import hashlib
import re
from decimal import Decimal
from pathlib import Path

import pytest
from django.db import transaction

import saferboard.demo
from saferboard.demo.figures import load_wards
from saferboard.domain.figures import Absence
from saferboard.domain.periods import Month, Quarter, parse_period, rolling_year
from saferboard.measures import queries
from saferboard.measures.operations import load_file
from saferboard.measures.wards import by_ward
from saferboard.places.csv_files import BadFile
from tests.spec.tables import rows, whole

HERE = Path(saferboard.demo.__file__).parent / "open_data"
AT = dt.datetime(2022, 10, 18, 9, tzinfo=dt.UTC)
FILES = (
    ("ons-small-area-estimates", "mid-year-populations_2011-2022_from-small-areas.csv"),
    ("ons-mid-year-estimates", "mid-year-populations_2019-2024.csv"),
    ("mps-borough-old-scheme", "old-scheme_201004-202201.csv"),
    ("mps-borough-old-scheme", "old-scheme_202202-202401.csv"),
    ("mps-borough-new-scheme", "new-scheme_202001-202403_extract.csv"),
    ("mps-dashboard", "dashboard_202108-202507_extract.csv"),
)

pytestmark = pytest.mark.django_db


@pytest.fixture(scope="module", autouse=True)
def _loaded(django_db_setup, django_db_blocker):
    """Load the files once for the module, and leave nothing behind."""
    with django_db_blocker.unblock(), transaction.atomic():
        for source, name in FILES:
            load_file(HERE / name, source=source, by="system", at=AT)
        yield
        transaction.set_rollback(True)


BROMLEY = rows("""
    measure                             | year to | count  | year before
    ------------------------------------+---------+--------+------------
    total-burglary                      | 2022-02 | 1,580  | 1,474
    total-burglary                      | 2022-01 | 1,552  | 1,628
    total-burglary                      | 2022-09 | 1,452  | 1,474
    theft-of-motor-vehicles             | 2021-01 | 951    | .
    theft-of-motor-vehicles             | 2022-01 | 1,051  | 951
    total-notifiable-offences           | 2022-01 | 22,952 | 21,360
    sexual-offences                     | 2022-02 | 601    | 476
    rape                                | 2022-02 | 204    | 151
    residential-burglary                | 2022-02 | 1,141  | 1,135
    violence-with-injury                | 2022-02 | 2,083  | 1,966
    total-notifiable-offences-new-names | 2022-01 | 22,728 | 20,911
    total-burglary-new-names            | 2022-02 | 1,563  | 1,440
    domestic-abuse                      | 2022-07 | 2,696  | .
    hate-crime                          | 2022-07 | 740    | .
""")


@pytest.mark.parametrize("row", BROMLEY, ids=lambda row: f"{row['measure']} {row['year to']}")
def test_bromley(row):
    found = queries.compare(row["measure"], "bromley", rolling_year(Month.parse(row["year to"])))
    assert found.figure.value == whole(row["count"])
    if row["year before"]:
        assert found.previous.value == whole(row["year before"])


def test_burglary_in_the_year_to_september_2022():
    found = queries.compare("total-burglary", "bromley", rolling_year(Month(2022, 9)))
    assert round(found.change_percent, 1) == Decimal("-1.5")
    assert (found.population.people, found.population.year) == (329930, 2022)
    assert (found.rank.position, found.rank.of) == (6, 32)
    assert found.london.figure.value == 53886
    assert [origin.vintage for origin in found.figure.origins] == [
        "months to January 2022",
        "months to January 2024",
    ]


OLD_FILE = "old-scheme_202202-202401.csv"
LOST = rows("""
    left out                                        | said
    ------------------------------------------------+----------------------------------------------
    ^Burglary,                                      | No row is of the offence group Burglary.
    ,Bexley,                                        | No row is for Bexley.
    ^Burglary,Domestic                              | No row is of Burglary / Domestic Burglary.
    ^Robbery,.*,Bromley,                            | Bromley has no row of Robbery, which other
    ^Historical Fraud and Forgery,                  | .
    ^Miscellaneous Crimes Against Society,Bigamy,   | .
    London Heathrow and London City Airports        | .
""")


@pytest.mark.parametrize("row", LOST, ids=lambda row: row["left out"])
def test_a_file_that_has_lost_a_group_or_a_borough_is_refused(tmp_path, row):
    lines = (HERE / OLD_FILE).read_text(encoding="utf-8").splitlines(keepends=True)
    kept = [line for line in lines if not re.search(row["left out"], line)]
    path = tmp_path / OLD_FILE
    path.write_text("".join([*kept, "\n"]), encoding="utf-8")
    if row["said"] is None:
        assert load_file(path, source="mps-borough-old-scheme", by="system", at=AT).rows
        return
    with pytest.raises(BadFile) as refused:
        load_file(path, source="mps-borough-old-scheme", by="system", at=AT)
    (problem,) = refused.value.problems
    assert (problem.file, problem.row) == (OLD_FILE, 1)
    assert row["said"] in str(problem)
    assert "Get the whole file again" in problem.todo


def test_london_is_the_boroughs_without_the_airports_or_the_city():
    found = queries.compare("total-notifiable-offences", "bromley", parse_period("2021"))
    total = 0
    with (HERE / "old-scheme_201004-202201.csv").open(encoding="utf-8") as file:
        for row in csv.DictReader(file):
            if "Airports" not in row["LookUp_BoroughName"]:
                total += sum(int(row[f"2021{month:02d}"]) for month in range(1, 13))
    assert found.london.figure.value == total
    assert found.london.boroughs == 32


def test_populations_before_2019_come_from_the_small_areas():
    found = queries.compare("total-burglary", "bromley", parse_period("2015"))
    assert (found.population.people, found.population.source) == (
        325653,
        "ons-small-area-estimates",
    )
    later = queries.compare("total-burglary", "bromley", parse_period("2022"))
    assert (later.population.people, later.population.source) == (329930, "ons-mid-year-estimates")


def test_knife_crime_before_it_was_published_is_absent_and_not_nought():
    found = queries.figure("knife-crime", "bromley", rolling_year(Month(2022, 1)))
    assert found.absence is Absence.NOT_PUBLISHED


def test_march_2024_is_not_compared_with_the_year_before():
    found = queries.compare("total-burglary-new-names", "bromley", parse_period("2024-03"))
    assert found.figure.known
    assert found.change.absence is Absence.SERIES_BROKEN
    february = queries.compare("total-burglary-new-names", "bromley", parse_period("2024-02"))
    assert february.change.known


def test_the_dashboard_agrees_with_each_measure_asked_alone():
    found = queries.dashboard("bromley", as_at=Quarter(2022, 2))
    for row in found.rows:
        assert row.year == queries.compare(row.definition.slug, "bromley", found.period)


def test_the_publishers_whole_files_are_as_they_were_published():
    known = {
        "old-scheme_201004-202201.csv": "6345105bf68b4416",
        "old-scheme_202202-202401.csv": "50c254ebbab12d16",
    }
    for name, start in known.items():
        assert hashlib.sha256((HERE / name).read_bytes()).hexdigest().startswith(start)


def test_the_wards_of_bromley_add_up_to_all_but_the_records_without_a_place():
    load_wards(AT)
    found = by_ward("residential-burglary", "bromley", rolling_year(Month(2022, 9)))
    assert (found.together, found.whole.value, found.in_no_ward) == (1052, 1064, 12)
    highest = max(found.wards, key=lambda ward: ward.rate.value)
    assert (highest.place.name, highest.figure.value) == ("St Mary Cray ward", 97)
    assert len(found.outlines) == 22
    assert not any(ward.change.known for ward in found.wards), "the wards before were others"
