"""
Cut one borough's months of street crime from a file of many months.

Run by hand when other months are wanted, with a CSV in the columns of data.police.uk:

    python cut_street.py Bromley metropolitan 2021-10 2022-09 STREET.csv

The rows whose small area is in the borough are kept, words as they stand, as an archive of months
such as the publisher's own.
"""

import csv
import io
import sys
import zipfile
from collections import defaultdict
from pathlib import Path

HERE = Path(__file__).parent
WRITTEN = (2022, 1, 1, 0, 0, 0)
"""The time that members bear, so that the same rows give the same archive."""


def main(borough: str, force: str, first: str, last: str, path: str) -> None:
    with open(path, encoding="utf-8-sig", newline="") as file:
        head, *rows = csv.reader(file)
    months = defaultdict(list)
    for row in rows:
        if first <= row[1] <= last and row[8].rpartition(" ")[0] == borough:
            months[row[1]].append(row)
    to = HERE / f"street_{first.replace('-', '')}-{last.replace('-', '')}_extract.zip"
    with zipfile.ZipFile(to, "w") as archive:
        for month, kept in sorted(months.items()):
            text = io.StringIO(newline="")
            csv.writer(text, lineterminator="\n").writerows([head, *kept])
            member = zipfile.ZipInfo(f"{month}/{month}-{force}-street.csv", WRITTEN)
            member.compress_type = zipfile.ZIP_DEFLATED
            archive.writestr(member, text.getvalue(), compresslevel=9)


if __name__ == "__main__":
    main(*sys.argv[1:])
