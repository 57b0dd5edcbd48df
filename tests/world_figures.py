"""
The figures of the small world: three boroughs' people, four years of their counts, one report.
"""

import datetime as dt
from decimal import Decimal
from pathlib import Path
from tempfile import TemporaryDirectory

from saferboard.domain.periods import Month, Quarter, months_to
from saferboard.measures.operations import (
    Reported,
    RowCopied,
    copy_printed_table,
    load_file,
    report_figures,
)

BY = "system"
PLACE = "westhaven"


def load_figures(*, at: dt.datetime) -> None:
    """Load three boroughs' people and four years of their counts, and report one figure."""
    months = months_to(Month(2022, 9), 48)
    people = "LAD24CD,LAD24NM," + ",".join(f"mid{year}" for year in range(2018, 2025))
    for n, name in enumerate(BOROUGHS):
        people += f"\nE0900010{n},{name}," + ",".join([str(100_000 * (n + 1))] * 7)
    counts = "MajorText,MinorText,LookUp_BoroughName," + ",".join(
        f"{month.year}{month.number:02d}" for month in months
    )
    for n, name in enumerate(BOROUGHS):
        for major, minor in OFFENCES:
            each = ",".join(str(10 * (n + 1) + month.number) for month in months)
            counts += f"\n{major},{minor},{name},{each}"
    with TemporaryDirectory() as folder:
        _load(Path(folder), "people.csv", people, "ons-mid-year-estimates", at)
        _load(Path(folder), "counts.csv", counts, "mps-borough-old-scheme", at)
    report_figures([CCTV], by=BY, at=at)
    copy_printed_table(
        "Crime figures",
        paper="5a",
        meeting_on=dt.date(2022, 10, 27),
        place=PLACE,
        earlier_label="Rolling Year Jan 21",
        later_label="Rolling Year Jan 22",
        rows=[RowCopied("Total burglary", "total-burglary", 200, 230, "+14")],
        by=BY,
        at=at,
    )


BOROUGHS = ("Westhaven", "Eastmere", "Northmoor")
OFFENCES = (
    ("Burglary", "Burglary - Residential"),
    ("Burglary", "Burglary - Business and Community"),
    ("Vehicle Offences", "Theft or Taking of a Motor Vehicle"),
)
CCTV = Reported(
    measure="cctv-incidents",
    place=PLACE,
    period=Quarter(2022, 2).period,
    value=Decimal(412),
    source="partner-reports",
    where="Priority 1 paper",
    vintage="board of 27 October 2022",
)


def _load(folder: Path, name: str, text: str, source: str, at: dt.datetime) -> None:
    path = folder / name
    path.write_text(text + "\n", encoding="utf-8")
    load_file(path, source=source, by=BY, at=at)
