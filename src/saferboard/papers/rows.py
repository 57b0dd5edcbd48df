"""
A document as rows: each a line of the source, in cells where the source had columns.

Minutes live in tables that page breaks tear apart, so the paragraph that the reader joined
over a page is taken apart again here, and its parts know that they go on.
"""

import itertools
import re
from bisect import bisect_right
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from saferboard.documents.reading.readings import PARTED, Block, Kind, Reading
from saferboard.documents.reading.stretches import Stretch
from saferboard.papers.model import Place

_RULER = re.compile(r"[\s|:+=-]*-{2,}[\s|:+=-]*$")
_WIDE = re.compile(r" {3,}|\t")
_BLOCK_TAG = re.compile(r"<\s*/?\s*(?:p|br|li|ul|ol|div|td|tr)\b", re.IGNORECASE)
_NOT_FURNITURE = re.compile(r"[A-Za-z]")
_PAGE_NUMBER = re.compile(
    r"[-–\s]*(?:page|tudalen)?\s*\d{1,4}(?:\s*(?:of|/|o)\s*\d{1,4})?[-–\s]*$", re.IGNORECASE
)
_BLANK_PAGE = re.compile(
    r"\W*(?:this )?page (?:is )?(?:left )?intentionally (?:left )?blank\W*$|[.\s_-]{3,}$", re.I
)
_OFTEN = 3
_MOST_COLUMNS = 40


@dataclass(frozen=True)
class Cell:
    """Words in one column of a row, by paragraph.  `joins`: the first goes on from above."""

    column: int
    paragraphs: tuple[str, ...]
    joins: bool = False

    @property
    def text(self) -> str:
        return " ".join(self.paragraphs)


@dataclass(frozen=True)
class Row:
    """
    A line of the source.  `mark` is what stood before an entry of a list; `styled` says
    that the author made it a heading; `table` numbers the table it is a row of, or is 0.
    """

    place: Place
    cells: tuple[Cell, ...]
    mark: str = ""
    is_item: bool = False
    styled: bool = False
    table: int = 0
    after_gap: bool = False

    @property
    def text(self) -> str:
        return " ".join(cell.text for cell in self.cells if cell.paragraphs)

    @property
    def joins(self) -> bool:
        return self.cells[0].joins

    @property
    def filled(self) -> tuple[Cell, ...]:
        return tuple(cell for cell in self.cells if cell.paragraphs)

    @property
    def is_blank_page(self) -> bool:
        return bool(_BLANK_PAGE.match(self.text))

    @property
    def is_furniture(self) -> bool:
        """Whether it is a page's number or the like, and no part of what is said."""
        return bool(_PAGE_NUMBER.match(self.text)) or self.is_blank_page

    def with_cells(self, cells: Sequence[Cell]) -> "Row":
        return replace(self, cells=tuple(cells))


@dataclass
class _Piece:
    line: int
    offset: int
    column: int
    paragraphs: list[str]
    joins: bool
    block: Block
    table: int


def rows_of(reading: Reading) -> list[Row]:
    """Return the rows of a document in the order of its source."""
    pieces = sorted(_pieces(reading), key=lambda piece: (piece.line, piece.offset))
    rows = []
    last = -1
    for line, group in itertools.groupby(pieces, key=lambda piece: piece.line):
        for row in _row(reading, line, list(group), after_gap=_gap(reading, last, line)):
            rows.append(row)
        last = line
    return _without_running_heads(_numbered_tables(rows))


def _gap(reading: Reading, last: int, line: int) -> bool:
    if last < 0:
        return True
    start, end = reading.line_starts[last], reading.line_starts[line]
    return any(not text.strip() for text in reading.raw[start:end].split("\n")[1:-1])


def _pieces(reading: Reading) -> Iterator[_Piece]:
    covered = -1
    for number, block in enumerate(reading.blocks, start=1):
        if block.table is not None:
            for row in block.table.rows:
                for column, cell in enumerate(row):
                    yield from _cell_pieces(reading, block, cell, column, number)
                    covered = max(covered, cell.span(0, len(cell))[1])
        elif not (block.cell and block.text.origin(0) < covered):
            yield from _segments(reading, block)


def _cell_pieces(
    reading: Reading, block: Block, cell: Stretch, column: int, table: int
) -> Iterator[_Piece]:
    start = cell.origin(0)
    line = _line_index(reading, start)
    yield _Piece(line, start, column, _paragraphs(reading, cell), False, block, table)


def _paragraphs(reading: Reading, cell: Stretch) -> list[str]:
    """Return the paragraphs of a stretch, parted where the source parts them."""
    cuts = {0, len(cell)}
    for n, start in enumerate(cell.starts[1:], start=1):
        if _BLOCK_TAG.search(reading.raw[cell.origin(start - 1) : cell.origins[n]]):
            cuts.add(start)
    first, last = cell.span(0, len(cell))
    if PARTED in reading.raw[first:last]:
        cuts.update(n for n in range(len(cell)) if reading.raw[cell.origin(n)] == PARTED)
    parts = (" ".join(cell.text[a:b].split()) for a, b in itertools.pairwise(sorted(cuts)))
    return [part for part in parts if part]


def _segments(reading: Reading, block: Block) -> Iterator[_Piece]:
    """Yield the pieces of a block that stand on lines of their own, or in columns of one."""
    whole = block.text
    cuts = {0, len(whole)}
    for n, start in enumerate(whole.starts[1:], start=1):
        gap = reading.raw[whole.origin(start - 1) : whole.origins[n]]
        if "\n" in gap or _BLOCK_TAG.search(gap):
            cuts.add(start)
    for feed in re.finditer("\n", whole.text):
        cuts.add(feed.end())
    last_line = -1
    for a, b in itertools.pairwise(sorted(cuts)):
        line = _line_index(reading, whole.origin(a))
        for piece in _columns(reading, block, whole.cut(a, b), line):
            piece.joins = last_line not in (-1, line)
            yield piece
        last_line = line


def _columns(reading: Reading, block: Block, part: Stretch, line: int) -> Iterator[_Piece]:
    begin = reading.line_starts[line]
    raw = reading.raw[begin : part.origin(0)]
    piped = part.text.count("|") >= 2
    if _RULER.match(part.text):
        return
    column = raw.count("\t") or len(_WIDE.findall(raw.lstrip(" ")))
    if piped:
        cells = part.text.strip().strip("|").split("|")
    else:
        cells = [text for text in re.split(r" {3,}|\t", part.text) if text.strip()]
    at = part.origin(0)
    first, last = part.span(0, len(part))
    if PARTED in reading.raw[first:last]:
        yield _Piece(line, at, column, _paragraphs(reading, part), False, block, 0)
        return
    for n, text in enumerate(cells):
        kept = [" ".join(text.split())] if text.strip() else []
        if kept or piped:
            yield _Piece(line, at + n, column + n, kept, False, block, 0)


def _line_index(reading: Reading, offset: int) -> int:
    return max(bisect_right(reading.line_starts, offset) - 1, 0)


def _row(reading: Reading, line: int, pieces: list[_Piece], *, after_gap: bool) -> Iterator[Row]:
    cells: dict[int, list[str]] = {}
    joins: dict[int, bool] = {}
    for piece in pieces:
        joins.setdefault(piece.column, piece.joins)
        held = cells.setdefault(piece.column, [])
        held.extend(piece.paragraphs)
    first = pieces[0]
    start = reading.line_starts[line]
    found = reading.line_at(start)
    mark = reading.raw[start : first.offset].strip() if first.block.kind is Kind.ITEM else ""
    styled = first.block.kind is Kind.HEADING and reading.format in ("docx", "html", "markdown")
    if any(cells.values()):
        yield Row(
            place=Place(found.number, found.page),
            cells=tuple(Cell(n, tuple(cells[n]), joins[n]) for n in sorted(cells)[:_MOST_COLUMNS]),
            mark=mark if len(mark) < 6 else "",
            is_item=first.block.kind is Kind.ITEM,
            styled=styled,
            table=first.table,
            after_gap=after_gap,
        )


def _numbered_tables(rows: list[Row]) -> list[Row]:
    """Return the rows, those in columns that stand together given a table's number."""
    found: list[Row] = []
    number = 1_000_000
    for before, row in itertools.pairwise([None, *rows]):
        if row is None:
            continue
        if row.table or len(row.cells) < 2:
            found.append(row)
            continue
        stands_apart = before is None or len(before.cells) < 2 or row.after_gap
        number += stands_apart
        found.append(replace(row, table=number))
    return found


def _without_running_heads(rows: list[Row]) -> list[Row]:
    """Return the rows without what is printed at the head or foot of page after page."""
    pages = {row.place.page for row in rows if row.place.page}
    if len(pages) < _OFTEN:
        return rows
    ends: set[int] = set()
    for _, group in itertools.groupby(range(len(rows)), key=lambda i: rows[i].place.page):
        held = list(group)
        ends.update({*held[:2], *held[-2:]})
    seen = Counter(_alike(rows[i].text) for i in ends)
    often = max(_OFTEN, len(pages) // 2)
    return [
        row
        for i, row in enumerate(rows)
        if i not in ends
        or seen[_alike(row.text)] < often
        or not _NOT_FURNITURE.search(row.text)
        or row.place.page == 1
    ]


def _alike(text: str) -> str:
    return re.sub(r"\d+", "#", text.casefold())
