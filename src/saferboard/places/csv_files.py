"""
Reading a CSV file with complaints that point at the row and the column.

Open data comes through many hands: a file is refused whole if anything in it is wrong,
and the complaints come together, so that one reading is enough to put it right.
"""

import csv
import hashlib
import io
import re
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from saferboard.domain.refusals import Refusal, Refused

ENOUGH = 20
"""How many complaints are collected before reading stops."""

SHOWN = 40
"""How much of a value is repeated in a complaint."""

LONGEST_NAME = 100
"""How long the name of a place or an offence may be."""


@dataclass(frozen=True)
class Problem:
    """One thing wrong: where, what, and what to do.  `row` counts lines, the header being 1."""

    file: str
    row: int
    column: str
    what: str
    todo: str

    def __str__(self) -> str:
        where = [self.file, f"row {self.row}" if self.row else ""]
        where.append(f"column {self.column}" if self.column else "")
        return f"{', '.join(part for part in where if part)}: {self.what} {self.todo}"


class BadFile(Refused):
    """Raised for a file that may not be loaded, with up to twenty problems."""

    def __init__(self, problems: list[Problem]) -> None:
        super().__init__(Refusal("bad-file", "\n".join(map(str, problems))))
        self.problems = tuple(problems)


class Complaints:
    """Problems as they are found in one file."""

    def __init__(self, file: str) -> None:
        self.file = file
        self.problems: list[Problem] = []

    def add(self, row: int, column: str, what: str, todo: str) -> None:
        """
        Add one problem.

        :raises BadFile: when there are enough.
        """
        self.problems.append(Problem(self.file, row, column, what, todo))
        if len(self.problems) >= ENOUGH:
            self.stop_if_any()

    def stop_if_any(self) -> None:
        """
        Go on if nothing is wrong so far.

        :raises BadFile: if something is.
        """
        if self.problems:
            raise BadFile(self.problems)


@dataclass(frozen=True)
class CsvFile:
    """A file as text: its name, its fingerprint, its header, and its rows with their lines."""

    name: str
    sha256: str
    header: tuple[str, ...]
    rows: tuple[tuple[int, tuple[str, ...]], ...]

    def without(self, leave_out: Callable[[str], bool]) -> "CsvFile":
        """Return the file without the columns whose head `leave_out` says yes to."""
        kept = [n for n, head in enumerate(self.header) if not leave_out(head)]
        rows = tuple((line, tuple(cells[n] for n in kept)) for line, cells in self.rows)
        return CsvFile(self.name, self.sha256, tuple(self.header[n] for n in kept), rows)


def read_csv(path: Path) -> CsvFile:
    """
    Return the file at `path`, every row as long as its header.

    :raises BadFile: if it cannot be read, is empty, is not UTF-8, or has a ragged row.
    """
    wrong = Complaints(path.name)
    content, text = _text(path, wrong)
    reader = csv.reader(io.StringIO(text, newline=""), strict=True)
    rows: list[tuple[int, tuple[str, ...]]] = []
    try:
        for cells in reader:
            if any(cell.strip() for cell in cells):
                rows.append((reader.line_num, tuple(cell.strip() for cell in cells)))
    except csv.Error as error:
        wrong.add(reader.line_num, "", f"This is not CSV ({error}).", "Save it as CSV again.")
    wrong.stop_if_any()
    if len(rows) < 2:
        wrong.add(0, "", "The file holds no rows.", "Give the file as it was published.")
        wrong.stop_if_any()
    header = rows[0][1]
    for line, cells in rows[1:]:
        if len(cells) != len(header):
            what = f"The row has {len(cells)} cells and the header {len(header)}."
            wrong.add(line, "", what, "Add or take out cells so that they agree.")
    wrong.stop_if_any()
    return CsvFile(path.name, hashlib.sha256(content).hexdigest(), header, tuple(rows[1:]))


def _text(path: Path, wrong: Complaints) -> tuple[bytes, str]:
    try:
        content = path.read_bytes()
        return content, content.decode("utf-8-sig")
    except OSError as error:
        wrong.add(0, "", f"The file cannot be read ({error.strerror}).", "Check its name.")
    except UnicodeDecodeError as error:
        line = content.count(b"\n", 0, error.start) + 1
        wrong.add(line, "", "The file is not UTF-8 text.", "Save it as CSV UTF-8.")
    raise BadFile(wrong.problems)


def name(written: str, *, row: int, column: str, wrong: Complaints) -> str:
    """Return a name as it is written; with a complaint if it is empty or no name at all."""
    if not written:
        wrong.add(row, column, "There is no name.", "Write it as the publisher does.")
    elif len(written) > LONGEST_NAME:
        what = f"“{written[:SHOWN]}…” is {len(written)} letters long."
        wrong.add(row, column, what, f"Write a name of at most {LONGEST_NAME}.")
    return written


def whole_number(written: str, *, row: int, column: str, wrong: Complaints) -> int | None:
    """Return a count as a number; None, with a complaint, if it is not one."""
    # int() also takes underscores and other alphabets' digits, which no publisher means.
    if re.fullmatch(r"[0-9]{1,9}", written):
        return int(written)
    if not written:
        what = "There is no count."
        wrong.add(row, column, what, "Write 0 if nothing was recorded; else give the count.")
    elif re.fullmatch(r"-[0-9]+", written):
        what = f"A count cannot be below nought, and this is {written[:SHOWN]}."
        wrong.add(row, column, what, "Write the count as published.")
    else:
        what = f"“{written[:SHOWN]}” is not a whole number."
        wrong.add(row, column, what, "Write the count in figures, without commas or points.")
    return None
