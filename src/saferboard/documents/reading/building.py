"""
Putting blocks together: joining what a page break parted, and keeping tables whole.
"""

import re
from collections.abc import Iterator

from saferboard.documents.reading.readings import Block, Kind, Table
from saferboard.documents.reading.stretches import Stretch, joined

_ENDED = re.compile(r"[.!?:;…]['\"”’)\]]*$")
_GOES_ON = re.compile(r"[a-z(£\d]")
_LOOK_BACK = 3
_SHORT = 4


class Builder:
    """Takes lines, fragments and tables in order, and gives the blocks of the document."""

    def __init__(self) -> None:
        self.blocks: list[Block] = []

    def finished(self, *, all: bool = False) -> Iterator[Block]:
        """Give up the blocks that nothing to come can change, or every one at the end."""
        ready = len(self.blocks) - (0 if all else _LOOK_BACK)
        if ready > 0:
            yield from self.blocks[:ready]
            del self.blocks[:ready]

    def heading(self, words: Stretch, level: int = 2) -> None:
        self.blocks.append(Block(Kind.HEADING, words, level))

    def item(self, words: Stretch, *, cell: bool = False) -> None:
        self.blocks.append(Block(Kind.ITEM, words, cell=cell))

    def paragraph(self, words: Stretch, *, cell: bool = False) -> None:
        """Add a paragraph, or join it to the one it carries on from over a page break."""
        if words.text[:1].islower():
            for back in range(1, min(_LOOK_BACK, len(self.blocks)) + 1):
                before = self.blocks[-back]
                if before.kind in (Kind.PARAGRAPH, Kind.ITEM) and _is_cut_short(before.text.text):
                    whole = joined([before.text, words])
                    self.blocks[-back] = Block(before.kind, whole, before.level, cell=before.cell)
                    return
                if before.kind is Kind.TABLE or len(before.text.text.split()) > _SHORT:
                    break
        self.blocks.append(Block(Kind.PARAGRAPH, words, cell=cell))

    def wrapped(self, words: Stretch) -> None:
        """Add a line that carries on the paragraph above it."""
        before = self.blocks[-1]
        self.blocks[-1] = Block(before.kind, joined([before.text, words]), before.level)

    def table(self, rows: list[list[Stretch]]) -> None:
        """Add a table, every row as wide as the widest, short header rows pushed right."""
        rows = [row for row in rows if any(cell.text for cell in row)]
        if not rows:
            return
        width = max(len(row) for row in rows)
        filled = tuple(tuple(_widened(row, width)) for row in rows)
        first = next(cell for cell in rows[0] if cell.text)
        self.blocks.append(Block(Kind.TABLE, first, table=Table(filled, _head_rows(filled))))


def _is_cut_short(text: str) -> bool:
    return len(text.split()) > _SHORT and not _ENDED.search(text)


def _widened(row: list[Stretch], width: int) -> list[Stretch]:
    """Return the row with empty cells added: to the left if it names no row itself."""
    missing = width - len(row)
    if not missing:
        return row
    empty = [Stretch("", (0,), (row[0].origins[0],))] * missing
    looks_like_periods = bool(row[0].text) and bool(re.search(r"\d|%|change", row[0].text, re.I))
    return [*empty, *row] if looks_like_periods and missing == 1 else [*row, *empty]


_NUMBER_CELL = re.compile(
    r"[+\-−–(£]{0,3}\s?\d[\d,.]*\s?(?:%|k|m|bn|p)?\)?(?:\s?\([^()]{1,12}\))?$"
)
_YEAR_CELL = re.compile(r"(?:19|20)\d\d(?:\s?[-/–]\s?\d{2,4})?$|£\s?[‘’']?000s?$")
"""A year, or "£000" over a column of thousands of pounds."""


def is_number_cell(text: str) -> bool:
    """Return whether a cell holds a number rather than words or a year."""
    text = text.strip()
    return bool(_NUMBER_CELL.match(text)) and not _YEAR_CELL.match(text)


def _head_rows(rows: tuple[tuple[Stretch, ...], ...]) -> int:
    """Return how many rows at the top hold no numbers; at most three."""
    head = 0
    for row in rows[:3]:
        if any(is_number_cell(cell.text) for cell in row[1:]):
            break
        head += 1
    return head
