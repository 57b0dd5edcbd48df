"""
Telling the columns of a printed table apart, by where its figures stand.

Figures in columns stand clear of one another; headings often do not.  So the rows of figures
say where the columns are, and headings, gaps and labels that wrap are fitted to them.
"""

import itertools
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace

from saferboard.documents.reading.building import is_number_cell

COLUMN_GAP = 1.1
"""A gap this many times the height of the letters parts two cells for certain."""
_WORD_GAP = 0.12
_NARROWER = (COLUMN_GAP, 0.8, 0.6, 0.45)
_MOST_HEADINGS = 3
_MOST_WORDS = 9
_CLOSE = 1.2
"""Lines this many heights apart or less may be of one cell."""
_BLANK = {"", "-", "–", "—", "*", "n/a", "N/A"}


@dataclass(frozen=True, slots=True)
class Piece:
    """Words on a line and the box they stand in."""

    text: str
    left: float
    bottom: float
    right: float
    top: float

    @property
    def height(self) -> float:
        return max(self.top - self.bottom, 1)


Line = list[Piece]
Words = Callable[[Piece], list[Piece]]
"""What parts a piece into its words, each with its own box."""


def printed(lines: Sequence[Line], words: Words) -> list[str]:
    """Return the lines of a page as text, the cells of tables parted by tabs."""
    rows = [merged(line, COLUMN_GAP) for line in lines]
    for first, last in list(_tables(rows)):
        _fit(rows, lines, first, last, words)
    return ["\t".join(piece.text for piece in row) for row in rows if row]


def merged(line: Line, gap: float) -> Line:
    """Return the pieces of a line with those nearer than `gap` heights joined."""
    found: Line = []
    for piece in line:
        before = found[-1] if found else None
        apart = piece.left - before.right if before else 0
        if before is None or apart > gap * piece.height:
            found.append(piece)
            continue
        glue = " " if apart > _WORD_GAP * piece.height else ""
        found[-1] = Piece(
            f"{before.text}{glue}{piece.text}",
            before.left,
            min(before.bottom, piece.bottom),
            max(before.right, piece.right),
            max(before.top, piece.top),
        )
    return found


def _tables(rows: Sequence[Line]) -> Iterator[tuple[int, int]]:
    """Yield the first and last line of each run of rows of figures, labels that wrap between."""
    first = last = -1
    for n, row in enumerate(rows):
        if _has_figures(row):
            if first >= 0 and n - last > 2:
                yield first, last
                first = -1
            first, last = (n if first < 0 else first), n
        elif len(row) > 1 and first >= 0:
            yield first, last
            first = -1
    if first >= 0:
        yield first, last


def _has_figures(row: Line) -> bool:
    rest = row[1:]
    figures = sum(is_number_cell(piece.text) for piece in rest)
    return figures > 0 and figures + sum(piece.text in _BLANK for piece in rest) == len(rest)


def _fit(rows: list[Line], lines: Sequence[Line], first: int, last: int, words: Words) -> None:
    """Fit a table's rows, the headings above it and labels that wrap to its columns."""
    figures = [row for row in rows[first : last + 1] if _has_figures(row)]
    width, times = Counter(map(len, figures)).most_common(1)[0]
    columns = [_span([row[n] for row in figures if len(row) == width]) for n in range(width)]
    if times < 2 or any(a.right >= b.left for a, b in itertools.pairwise(columns)):
        return
    for n in range(first, last + 1):
        if _has_figures(rows[n]) and len(rows[n]) != width:
            rows[n] = _placed(rows[n], columns) or rows[n]
    _join_labels(rows, first, last, columns)
    for n in range(first - 1, max(first - 1 - _MOST_HEADINGS, -1), -1):
        below = rows[n + 1]
        if not rows[n] or rows[n][0].bottom - below[0].top > 3 * rows[n][0].height:
            return
        heading = _heading(lines[n], columns, words)
        if heading is None:
            return
        rows[n] = heading
        columns = [_span([c, h]) if h.text else c for c, h in zip(columns, heading, strict=True)]


def _span(pieces: Sequence[Piece]) -> Piece:
    """Return one piece as wide as all of them."""
    return Piece(
        "",
        min(p.left for p in pieces),
        min(p.bottom for p in pieces),
        max(p.right for p in pieces),
        max(p.top for p in pieces),
    )


def _placed(row: Line, columns: Sequence[Piece]) -> Line | None:
    """Return a row with a piece for each column, empty where it has none; None if none fits."""
    places = [min(range(len(columns)), key=lambda n: _off(piece, columns[n])) for piece in row]
    if any(a >= b for a, b in itertools.pairwise(places)):
        return None
    if any(
        _off(piece, columns[n]) > 2 * piece.height for piece, n in zip(row, places, strict=True)
    ):
        return None
    filled = [replace(column, bottom=row[0].bottom, top=row[0].top) for column in columns]
    for piece, n in zip(row, places, strict=True):
        filled[n] = piece
    return filled


def _off(piece: Piece, column: Piece) -> float:
    """Return how far a piece is from standing at the left, the right or the middle of a column."""
    left, right = piece.left - column.left, piece.right - column.right
    return min(abs(left), abs(right), abs(left + right) / 2)


def _heading(line: Line, columns: Sequence[Piece], words: Words) -> Line | None:
    """Return a line as headings of the columns, or None where it is none."""
    said = [word for piece in line for word in words(piece)]
    best: Line | None = None
    for gap in _NARROWER:
        parts = merged(said, gap)
        if not 1 < len(parts) <= len(columns) or any(
            len(part.text.split()) > _MOST_WORDS for part in parts
        ):
            continue
        placed = _placed(parts, columns)
        if placed and (best is None or _filled(placed) > _filled(best)):
            best = placed
    return best


def _filled(row: Line) -> int:
    return sum(bool(piece.text) for piece in row)


def _join_labels(rows: list[Line], first: int, last: int, columns: Sequence[Piece]) -> None:
    """Join the second line of a label to its row."""
    for n in range(last + 1, first, -1):
        if n >= len(rows) or len(rows[n]) != 1 or not _has_figures(rows[n - 1]):
            continue
        (piece,), above = rows[n], rows[n - 1]
        apart = above[0].bottom - piece.top
        inside = piece.left >= columns[0].left - 1 and piece.right < columns[1].left
        below = rows[n + 1] if n + 1 < len(rows) and rows[n + 1] else None
        nearer = below is None or apart < 0.8 * (piece.bottom - below[0].top)
        # A row of its own in the midst of a table begins with a capital: "Violence".
        nearer = nearer or piece.text[0].islower()
        if inside and above[0].text and apart <= _CLOSE * piece.height and nearer:
            label = replace(above[0], text=f"{above[0].text} {piece.text}", bottom=piece.bottom)
            rows[n - 1] = [label, *above[1:]]
            rows[n] = []
