"""
Cut the two extracts beside this file from the publishers' whole files.

Run by hand when a newer file is wanted, with the whole files as they were published:

    python cut.py DASHBOARD.csv NEW-SCHEME.csv

The dashboard extract keeps the rows of boroughs that count offences of three kinds.  The
extract under the new offence names keeps every row and the months from January 2020 on.
"""

import csv
import sys
from pathlib import Path

HERE = Path(__file__).parent
KINDS = {
    ("Domestic Abuse", "Domestic Abuse"),
    ("Hate crime", "Hate crime"),
    ("Knife Crime", "Knife Crime"),
}
NOT_BOROUGHS = {
    "Aviation Security (SO18) (Legacy Only)",
    "N/K (Legacy Only)",
    "Non MET police force",
    "Unknown",
}
FROM = "202001"


def read(path: str) -> list[list[str]]:
    with open(path, encoding="utf-8-sig", newline="") as file:
        return list(csv.reader(file))


def write(name: str, rows: list[list[str]]) -> None:
    with open(HERE / name, "w", encoding="utf-8", newline="") as file:
        csv.writer(file, lineterminator="\n").writerows(rows)


def main(dashboard: str, new_scheme: str) -> None:
    head, *rows = read(dashboard)
    kept = [
        row
        for row in rows
        if (row[1], row[2]) in KINDS and row[3] == "Offences" and row[0] not in NOT_BOROUGHS
    ]
    first, last = min(row[4] for row in kept), max(row[4] for row in kept)
    name = f"dashboard_{first.replace('-', '')}-{last.replace('-', '')}_extract.csv"
    write(name, [head, *sorted(kept, key=lambda row: row[:5])])
    head, *rows = read(new_scheme)
    start = head.index(FROM)
    name = f"new-scheme_{FROM}-{head[-1]}_extract.csv"
    write(name, [row[:3] + row[start:] for row in [head, *rows]])


if __name__ == "__main__":
    main(*sys.argv[1:])
