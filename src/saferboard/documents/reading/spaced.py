"""
Reading a table that is set out with blanks.

Its columns are where its figures stand.  Headings stand over them, now to the left and now to
the right, and parted by two blanks where figures are parted by many; a label that wraps goes on
below, set in.
"""

import itertools
import re
from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from saferboard.documents.reading.building import is_number_cell

Span = tuple[int, int]
Cells = list[Span]
"""The pieces of the source that make one cell, none where it is empty."""
_PIECE = re.compile(r"\S+(?: \S+)*")
_BLANK = {"", "-", "–", "—", "*", "..", "n/a", "N/A"}
_RULER = re.compile(r"[\s+=-]*-{2,}[\s+=-]*$")
_FEWEST_ROWS = 2
_MOST_HEADINGS = 3
_NEAR = 6
_MOST_LINES = 400


@dataclass(frozen=True)
class _Line:
    """A line of a table: where it begins, and where its pieces stand in it."""

    start: int
    text: str
    pieces: tuple[Span, ...]

    def words(self, piece: Span) -> str:
        return self.text[piece[0] : piece[1]]

    @property
    def figured(self) -> bool:
        """Whether a label and nothing but figures stand on it."""
        rest = [self.words(piece) for piece in self.pieces[1:]]
        figures = sum(is_number_cell(words) for words in rest)
        return figures > 0 and figures + sum(words in _BLANK for words in rest) == len(rest)


def spaced_table(
    line: Callable[[int], Span | None], raw: str, at: int
) -> tuple[list[list[Cells]], int] | None:
    """
    Return the rows of the table that begins at line `at`, and the line after it.

    None where the lines there are no table, or one whose columns cannot be told apart.
    """
    if not any(one.figured for one in _run(line, raw, at, _MOST_HEADINGS + 1)):
        return None
    lines = _run(line, raw, at, _MOST_LINES)
    figured = [n for n, one in enumerate(lines) if one.figured]
    if len(figured) < _FEWEST_ROWS or figured[0] > _MOST_HEADINGS:
        return None
    last = figured[-1]
    while last + 1 < len(lines) and _goes_on(lines[last + 1], lines[figured[-1]]):
        last += 1
    columns = _columns([lines[n] for n in figured])
    if columns is None:
        return None
    rows: list[list[Cells]] = []
    for n, one in enumerate(lines[: last + 1]):
        if _RULER.match(one.text):
            continue
        if n > figured[0] and not one.figured and _goes_on(one, lines[figured[0]]):
            rows[-1][0].append(_in_source(one, one.pieces[0]))
            continue
        placed = _placed(one, columns)
        if placed is None:
            return None
        rows.append(placed)
    return rows, at + last + 1


def _run(line: Callable[[int], Span | None], raw: str, at: int, most: int) -> list[_Line]:
    """Return the lines from `at` that may be of one table."""
    found: list[_Line] = []
    while len(found) < most and (span := line(at + len(found))):
        text = raw[slice(*span)].rstrip()
        pieces = tuple(match.span() for match in _PIECE.finditer(text))
        if not pieces or "\t" in text or "|" in text or "<" in text:
            break
        if len(pieces) == 1 and not (text[0] == " " or _RULER.match(text)):
            break
        found.append(_Line(span[0], text, pieces))
    return found


def _goes_on(line: _Line, above: _Line) -> bool:
    """Return whether a line is the rest of the label above it."""
    inset = line.pieces[0][0] > above.pieces[0][0]
    return len(line.pieces) == 1 and inset and line.pieces[0][1] <= above.pieces[1][0]


def _columns(figured: Sequence[_Line]) -> list[Span] | None:
    """Return where the columns stand, or None where their figures do not stand clear."""
    width, times = Counter(len(one.pieces) for one in figured).most_common(1)[0]
    if times < _FEWEST_ROWS:
        return None
    full = [one.pieces for one in figured if len(one.pieces) == width]
    columns = [
        (min(row[n][0] for row in full), max(row[n][1] for row in full)) for n in range(width)
    ]
    return None if any(a[1] > b[0] for a, b in itertools.pairwise(columns)) else columns


def _placed(line: _Line, columns: Sequence[Span]) -> list[Cells] | None:
    """Return a cell for each column, or None where a piece stands under none or two under one."""
    if len(line.pieces) == len(columns):
        return [[_in_source(line, piece)] for piece in line.pieces]
    cells: list[Cells] = [[] for _ in columns]
    at = -1
    for piece in line.pieces:
        near = min(range(len(columns)), key=lambda n: _off(piece, columns[n]))
        if near <= at or _off(piece, columns[near]) > _NEAR:
            return None
        at = near
        cells[near] = [_in_source(line, piece)]
    return cells


def _off(piece: Span, column: Span) -> float:
    """Return how far a piece is from standing at the left, the right or the middle of a column."""
    left, right = piece[0] - column[0], piece[1] - column[1]
    return min(abs(left), abs(right), abs(left + right) / 2)


def _in_source(line: _Line, piece: Span) -> Span:
    return line.start + piece[0], line.start + piece[1]
