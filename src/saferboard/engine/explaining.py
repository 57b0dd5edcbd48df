"""
Saying what is wrong with a file of street crime, row by row: slowly, and only when something is.
"""

import csv
import math
import re
from collections.abc import Iterator
from pathlib import Path
from typing import TextIO

from saferboard.engine.problems import BadIncidents

CELLS = 12
SHOWN = 40
AS_PUBLISHED = "Get the file again and give it as published."


def explain(path: Path, name: str, month: str) -> BadIncidents:
    """Return what is wrong with the file at `path`, which was refused."""
    wrong: list[str] = []
    try:
        wrong.extend(_ends(path))
        with path.open(encoding="utf-8-sig", newline="") as opened:
            wrong.extend(_rows(opened, month))
    except UnicodeDecodeError:
        wrong.append(f": It is not UTF-8 text. {AS_PUBLISHED}")
    if not wrong:
        # The two readers differ on what only one of them can read, such as a line of megabytes.
        wrong.append(f": It is not CSV as data.police.uk writes it. {AS_PUBLISHED}")
    return BadIncidents(name, wrong)


def _ends(path: Path) -> Iterator[str]:
    """A file cut short mostly ends in the middle of a line."""
    if ends_mid_line(path):
        yield f": It was cut short: its last line does not end. {AS_PUBLISHED}"


def ends_mid_line(path: Path) -> bool:
    """Return whether a file has something in it and does not end with the end of a line."""
    with path.open("rb") as opened:
        size = opened.seek(0, 2)
        opened.seek(max(size - 1, 0))
        return size > 0 and opened.read(1) != b"\n"


def _rows(opened: TextIO, month: str) -> Iterator[str]:
    reader = csv.reader(opened, strict=True)
    others: dict[str, list[int]] = {}
    rows = 0
    try:
        next(reader, None)
        for row in reader:
            rows += 1
            line = reader.line_num
            if len(row) != CELLS:
                yield f", row {line}: The row has {len(row)} cells, not {CELLS}. {AS_PUBLISHED}"
                continue
            if row[1] != month:
                others.setdefault(row[1], []).append(line)
            yield from _cells(row, line)
    except csv.Error as error:
        yield f", row {reader.line_num}: This is not CSV ({error}). {AS_PUBLISHED}"
    if not rows:
        yield f": It holds no rows. {AS_PUBLISHED}"
    for other, lines in sorted(others.items()):
        yield _other_month(other, lines, month)


def _other_month(other: str, lines: list[int], month: str) -> str:
    said = f"of {other}" if re.fullmatch(r"\d{4}-\d{2}", other) else f"of “{other[:SHOWN]}”"
    many = f"{len(lines):,} rows are" if len(lines) > 1 else "1 row is"
    return (
        f", row {lines[0]}, column Month: {many} {said} in a file of {month}. Give each month in"
        " a file of its own."
    )


def _cells(row: list[str], line: int) -> Iterator[str]:
    if not row[3]:
        yield f", row {line}, column Falls within: There is no force. {AS_PUBLISHED}"
    if not row[9]:
        yield f", row {line}, column Crime type: There is no kind of crime. {AS_PUBLISHED}"
    elif len(row[9]) > 100:
        yield f", row {line}, column Crime type: It has more than 100 letters. {AS_PUBLISHED}"
    yield from _point(row[4], row[5], line)


def _point(lon: str, lat: str, line: int) -> Iterator[str]:
    if not lon and not lat:
        return
    where = f", row {line}, columns Longitude and Latitude"
    if not lon or not lat:
        yield f"{where}: One of the two is empty. Give both or neither."
        return
    try:
        x, y = float(lon), float(lat)
    except ValueError:
        yield f"{where}: They are not numbers. {AS_PUBLISHED}"
        return
    inside = math.isfinite(x) and math.isfinite(y) and -9 <= x <= 2.1 and 49.5 <= y <= 61
    if not inside:
        yield f"{where}: The point is outside England, Wales and Northern Ireland. {AS_PUBLISHED}"
