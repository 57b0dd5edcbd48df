"""
The quarter's figures: published files, what partners reported, the table as printed.
"""

import datetime as dt
from decimal import Decimal

from saferboard.demo import reading
from saferboard.domain.periods import parse_period
from saferboard.ledger.operations import SYSTEM
from saferboard.measures.hot_spots.operations import load_incidents
from saferboard.measures.operations import (
    Reported,
    RowCopied,
    copy_printed_table,
    load_file,
    report_figures,
)
from saferboard.places.boundaries import read_boundaries
from saferboard.places.csv_files import read_csv
from saferboard.places.lookups import read_lookup
from saferboard.places.operations import add_wards, load_lookup, load_outlines
from saferboard.places.queries import gazetteer

OPEN_DATA = reading.HERE / "open_data"
FILES = (
    # This one first: it gives the boroughs their ONS codes.
    ("ons-small-area-estimates", "mid-year-populations_2011-2022_from-small-areas.csv"),
    ("ons-mid-year-estimates", "mid-year-populations_2019-2024.csv"),
    ("mps-borough-old-scheme", "old-scheme_201004-202201.csv"),
    ("mps-borough-old-scheme", "old-scheme_202202-202401.csv"),
    # Believed for no month: the first of these runs a month further, and revises it.
    ("mps-borough-old-scheme", "old-scheme_202001-202112.csv"),
    ("mps-borough-new-scheme", "new-scheme_202001-202403_extract.csv"),
    ("mps-dashboard", "dashboard_202108-202507_extract.csv"),
)
LATER = ("mps-borough-old-scheme", "old-scheme_202103-202302.csv")
"""
An issue that revises four of the months October's pack was printed from: loaded after it, where
somebody wants to see what was revised since.
"""

WARD_FILES = (
    ("ons-ward-estimates", "mid-year-populations_2011-2022_wards.csv"),
    ("mps-ward-old-scheme", "ward_202109-202308_extract.csv"),
    ("mps-ward-new-scheme", "ward-new-scheme_201910-202401_extract.csv"),
)
LOOKUPS = (
    "lookup_lsoa11_lsoa21_extract.csv",
    "lookup_lsoa11_wd21_extract.csv",
    "lookup_lsoa21_wd24_extract.csv",
)
OUTLINES = "ward-boundaries_2024.geojson"
DRAWN_BY = (
    "Office for National Statistics, wards of 2024, generalised. Contains OS data © Crown copyright"
    " and database right 2024. Open Government Licence v3.0."
)
WARDS_SINCE = 2022
STREET = "street_202110-202209_extract.zip"
STREET_IS = "Burglary in Bromley’s small areas alone"
PARTNER_REPORTS = "partner-reports"


def load_open_data(at: dt.datetime) -> None:
    """Load every published file the demonstration carries."""
    for source, name in FILES:
        load_file(OPEN_DATA / name, source=source, by=SYSTEM, at=at)


def load_later_issue(at: dt.datetime) -> None:
    """Load the issue that came after the pack was printed."""
    source, name = LATER
    load_file(OPEN_DATA / name, source=source, by=SYSTEM, at=at)


def load_wards(at: dt.datetime) -> None:
    """Enter the wards and their outlines, and load what is published for them."""
    wards = reading.quarter_file("wards")["wards"]
    add_wards(wards, boundary_year=WARDS_SINCE, by=SYSTEM, at=at)
    load_outlines(read_boundaries(OPEN_DATA / OUTLINES), source=DRAWN_BY, by=SYSTEM, at=at)
    own = gazetteer().find(reading.quarter_file("board")["partnership"]["place"])
    for name in LOOKUPS:
        load_lookup(read_lookup(read_csv(OPEN_DATA / name), authority=own.code), by=SYSTEM, at=at)
    for source, name in WARD_FILES:
        load_file(OPEN_DATA / name, source=source, by=SYSTEM, at=at)


def load_street(at: dt.datetime) -> None:
    """Load the year of burglaries on the map."""
    load_incidents([OPEN_DATA / STREET], by=SYSTEM, at=at, note=STREET_IS)


def load_reported(at: dt.datetime) -> None:
    """Record the figures partners reported, and copy the crime table as the paper printed it."""
    board = reading.quarter_file("board")
    place = board["partnership"]["place"]
    report_figures(
        (reported(words, place) for words in reading.quarter_file("reported-figures")["figures"]),
        by=SYSTEM,
        at=at,
    )
    for name in ("crime-table", "first-time-entrants"):
        copy_table(reading.quarter_file(name)["table"], place, at)


def copy_table(table: reading.Words, place: str, at: dt.datetime) -> None:
    copy_printed_table(
        table["title"],
        paper=table["paper"],
        meeting_on=dt.date.fromisoformat(table["meeting"]),
        place=place,
        earlier_label=table["period_earlier_as_printed"],
        later_label=table["period_later_as_printed"],
        rows=[row_copied(row, table["also_stated"]) for row in table["rows"]],
        by=SYSTEM,
        at=at,
    )


def reported(words: reading.Words, place: str) -> Reported:
    day = dt.date.fromisoformat(words["meeting"])
    return Reported(
        measure=words["measure"],
        place=place,
        period=parse_period(words["period"]),
        value=Decimal(str(words["value"])),
        source=PARTNER_REPORTS,
        where=words["paper"],
        vintage=f"board of {day.day} {day:%B %Y}",
    )


def row_copied(row: reading.Words, also: list[reading.Words]) -> RowCopied:
    return RowCopied(
        label=row["label"],
        measure=row["measure"],
        earlier=row["earlier"],
        later=row["later"],
        stated=row["stated"],
        rag=row["rag_as_printed"] or "",
        also=tuple((a["text"], a["where"]) for a in also if a["measure"] == row["measure"]),
    )
