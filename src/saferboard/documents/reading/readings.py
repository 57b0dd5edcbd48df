"""
What a reader hands over: the source as text, and the blocks found in it.
"""

import enum
from bisect import bisect_right
from dataclasses import dataclass, field

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


@dataclass(frozen=True)
class Table:
    """Rows of cells.  `head` counts the rows at the top that name the columns."""

    rows: tuple[tuple[Stretch, ...], ...]
    head: int = 1


@dataclass(frozen=True)
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


@dataclass(frozen=True)
class Line:
    """One line of a source that has no lines of its own: its number and its page."""

    number: int
    page: int | None


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
    blocks: tuple[Block, ...]
    line_starts: tuple[int, ...]
    lines: tuple[Line, ...] = field(repr=False, default=())
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
