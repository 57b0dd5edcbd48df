"""
What a reader hands over: the source as text, and the blocks found in it.
"""

import enum
from bisect import bisect_right
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from typing import overload

from saferboard.documents.reading.stretches import Stretch

PARTED = "\x1f"
"""Stands in a source's line where one paragraph of a cell ends and the next begins."""


class Unreadable(Exception):
    """Raised for a file that cannot be read; says why in words for the person who gave it."""


class Kind(enum.StrEnum):
    HEADING = "heading"
    PARAGRAPH = "paragraph"
    ITEM = "item"
    TABLE = "table"


@dataclass(frozen=True, slots=True)
class Table:
    """Rows of cells.  `head` counts the rows at the top that name the columns."""

    rows: tuple[tuple[Stretch, ...], ...]
    head: int = 1


@dataclass(frozen=True, slots=True)
class Block:
    """
    A heading, a paragraph, an entry of a list or a table.

    `level` is how deep a heading stands, 1 the highest, or 0.  `cell` says that the words
    stood in a table's cell: the block before them is not what they follow from.
    """

    kind: Kind
    text: Stretch
    level: int = 0
    table: Table | None = None
    cell: bool = False


@dataclass(frozen=True, slots=True)
class Line:
    """One line of a source that has no lines of its own: its number and its page."""

    number: int
    page: int | None


class ReadAgain(Sequence[Block]):
    """
    The blocks of a long text, read from it anew each time they are gone through.

    Kept, they take fifteen times the room of their text.
    """

    def __init__(self, read: Callable[[], Iterator[Block]]) -> None:
        self._read = read

    def __iter__(self) -> Iterator[Block]:
        return self._read()

    def __len__(self) -> int:
        return sum(1 for _ in self._read())

    @overload
    def __getitem__(self, at: int) -> Block: ...
    @overload
    def __getitem__(self, at: slice) -> Sequence[Block]: ...
    def __getitem__(self, at: int | slice) -> Block | Sequence[Block]:
        return tuple(self._read())[at]


@dataclass(frozen=True)
class Reading:
    """
    A document as read.

    `raw` is the source as text; `lines` gives, for the line starting at each of
    `line_starts`, the number and page a person would look for.  With `plain_quotes` a quote
    is the clean text, because the source is not something a person reads (HTML, say).
    """

    name: str
    format: str
    raw: str
    blocks: Sequence[Block]
    line_starts: Sequence[int]
    lines: Sequence[Line] = field(repr=False, default=())
    plain_quotes: bool = False

    def line_at(self, offset: int) -> Line:
        """Return the line in which `offset` of the source stands."""
        index = max(bisect_right(self.line_starts, offset) - 1, 0)
        if self.lines:
            return self.lines[min(index, len(self.lines) - 1)]
        return Line(index + 1, None)

    def quote(self, stretch: Stretch, start: int, end: int) -> str:
        """Return `stretch.text[start:end]` exactly as it stands in the source."""
        if self.plain_quotes:
            return stretch.text[start:end]
        first, last = stretch.span(start, end)
        return self.raw[first:last].replace(PARTED, " ")
