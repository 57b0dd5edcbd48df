"""
Cut one borough's rows from the lookups and from the ward file under the new offence names.

Run by hand when newer files are wanted, with the whole files as they were published, as CSV:

    python cut_lookups.py E09000006 Bromley WARDS.csv LOOKUP.csv…

A lookup keeps its columns.  The ward file keeps the months from October 2019 that are whole, and
its columns are set in the order of the publisher's other ward files.
"""

import csv
import re
import sys
from pathlib import Path

HERE = Path(__file__).parent
HEAD = ("MajorText", "MinorText", "WardName", "WardCode", "LookUp_BoroughName")
FIRST, LAST = "201910", "202401"


def read(path: str) -> list[list[str]]:
    with open(path, encoding="utf-8-sig", newline="") as file:
        return list(csv.reader(file))


def write(name: str, rows: list[list[str]]) -> None:
    with open(HERE / name, "w", encoding="utf-8", newline="") as file:
        csv.writer(file, lineterminator="\n").writerows(rows)


def main(code: str, borough: str, wards: str, *lookups: str) -> None:
    head, *rows = read(wards)
    column = {name.lower(): n for n, name in enumerate(head)}
    kept = [column[name.lower()] for name in HEAD]
    months = [n for n, name in enumerate(head) if name.isdigit() and FIRST <= name <= LAST]
    own = [row for row in rows if row[column["lookup_boroughname"]] == borough]
    found = sorted(([row[n] for n in (*kept, *months)] for row in own), key=lambda row: row[:4])
    write(
        f"ward-new-scheme_{FIRST}-{LAST}_extract.csv",
        [[*HEAD, *(head[n] for n in months)], *found],
    )
    for path in lookups:
        head, *rows = read(path)
        codes = [one[:-2].lower() for one in head if re.fullmatch(r"(LSOA|WD)\d\dCD", one)]
        within = next(n for n, one in enumerate(head) if re.fullmatch(r"LAD\d\dCD", one))
        own = sorted((row for row in rows if row[within] == code), key=lambda row: row[:3])
        write(f"lookup_{'_'.join(codes)}_extract.csv", [head, *own])


if __name__ == "__main__":
    main(*sys.argv[1:])
