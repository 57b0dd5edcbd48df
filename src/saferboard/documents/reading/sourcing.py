"""
Making a source out of a document that has none: the lines a person would see, in order.

Word, Excel and HTML files are not text.  Their paragraphs and rows become lines, numbered as
the reader says, and every block points into them.
"""

from collections.abc import Sequence

from saferboard.documents.reading.building import Builder
from saferboard.documents.reading.readings import PARTED, Line, Reading, Unreadable
from saferboard.documents.reading.stretches import Stretch

_LONG_CELL_WORDS = 9
_MOST_CHARACTERS = 40_000_000


class Source:
    """Takes paragraphs and rows one after another, and gives the reading of them all."""

    def __init__(self) -> None:
        self.builder = Builder()
        self._parts: list[str] = []
        self._starts: list[int] = []
        self._lines: list[Line] = []
        self._length = 0

    def heading(self, text: str, level: int, number: int, page: int | None = None) -> None:
        if text.strip():
            self.builder.heading(self._line(text, number, page), level)

    def paragraph(self, text: str, number: int, page: int | None = None) -> None:
        if text.strip():
            self.builder.paragraph(self._line(text, number, page))

    def item(self, text: str, number: int, page: int | None = None) -> None:
        if text.strip():
            self.builder.item(self._line(text, number, page))

    def table(self, rows: Sequence[tuple[int, Sequence[str]]], page: int | None = None) -> None:
        """Add a table; each row comes with its number, a cell's paragraphs on lines of it."""
        placed = [self._row(number, cells, page) for number, cells in rows]
        self.builder.table(placed)
        for row in placed:
            for cell in row:
                if len(cell.text.split()) >= _LONG_CELL_WORDS:
                    self.builder.paragraph(cell, cell=True)

    def reading(self, name: str, format: str, *, plain_quotes: bool = False) -> Reading:
        """Return the whole; refuse a document with no words in it."""
        if not self.builder.blocks:
            raise Unreadable("It holds no text.")
        return Reading(
            name,
            format,
            "\n".join(self._parts),
            tuple(self.builder.blocks),
            tuple(self._starts),
            tuple(self._lines),
            plain_quotes,
        )

    def _line(self, text: str, number: int, page: int | None) -> Stretch:
        start = self._length
        if start + len(text) > _MOST_CHARACTERS:
            raise Unreadable("It holds more text than the checker reads. Give it in parts.")
        self._parts.append(text.replace("\n", PARTED))
        self._starts.append(start)
        self._lines.append(Line(number, page))
        self._length += len(text) + 1
        return Stretch(text.replace(PARTED, " ").replace("\n", " "), (0,), (start,)).trimmed()

    def _row(self, number: int, cells: Sequence[str], page: int | None) -> list[Stretch]:
        clean = [
            PARTED.join(" ".join(part.split()) for part in cell.split("\n") if part.strip())
            for cell in cells
        ]
        start = self._length
        self._line("\t".join(clean), number, page)
        row = []
        for cell in clean:
            row.append(Stretch(cell.replace(PARTED, " "), (0,), (start,)))
            start += len(cell) + 1
        return row
