"""
Reading text: plain, Markdown, and what a PDF-to-text tool left behind.

Lines are joined to paragraphs, bullets to lists, tabs, pipes and wide gaps to tables, and
the pieces of HTML such tools leave are followed where they say something.
"""

import itertools
import re
from array import array
from collections.abc import Iterator, Sequence

from saferboard.documents.reading.building import Builder, is_number_cell
from saferboard.documents.reading.marks import Fragment, fragments
from saferboard.documents.reading.readings import Block, Line, ReadAgain, Reading
from saferboard.documents.reading.spaced import Cells, spaced_table
from saferboard.documents.reading.stretches import Stretch, joined

_ITEM = re.compile(r"\s*(?:[-*–+o]\s+|•\s*|\(?(?:\d{1,2}|[a-z]|[ivx]{1,4})\)\s+)(?=\S)")
_HASHES = re.compile(r"\s*(#{1,6})\s+(?=\S)")
_RULER = re.compile(r"[\s|:+=-]*-{2,}[\s|:+=-]*$")
_GAP = re.compile(r"\t| {3,}")
_OPENING = re.compile("<table", re.IGNORECASE)
_CLOSING = re.compile("</table>", re.IGNORECASE)
_CELL_ROW = re.compile(r"<(/?)(tr|td|th)\b[^<>]{0,300}>", re.IGNORECASE)
_SENTENCE_END = re.compile(r"[.!?:;,]['\"”’)]*$")
_UNFINISHED = re.compile(
    r"\b(?:the|a|an|of|in|for|to|and|or|by|with|from|at|on|that)$", re.IGNORECASE
)
_NUMBERED_TITLE = re.compile(r"\d{1,2}(?:\.\d{1,2})*\.?\s+[A-Z]")
LONG = 1024 * 1024
"""Letters beyond which a text is not kept as blocks but read again."""
_LONG_CELL_WORDS = 9
_PROSE_CELL_WORDS = 30
_WRAP_AT = 45
_NEVER_WRAPPED = 180
_TITLE_WORDS = 14


def read_plain(name: str, raw: str, *, format: str = "text") -> Reading:
    """Return the reading of a text whose own lines and characters are what is quoted."""
    starts, pages = _line_starts(raw)
    lines = tuple(Line(n, page) for n, page in enumerate(pages, start=1)) if pages else ()
    blocks: Sequence[Block] = ReadAgain(lambda: _blocks(raw))
    if len(raw) <= LONG:
        blocks = tuple(blocks)
    return Reading(name, format, raw, blocks, starts, lines)


def _blocks(raw: str) -> Iterator[Block]:
    builder = Builder()
    for start, end, is_table in _parts(raw):
        if is_table:
            _html_table(raw, start, end, builder)
        else:
            for _ in _Lines(raw, start, end, builder).read():
                yield from builder.finished()
    yield from builder.finished(all=True)


def _line_starts(raw: str) -> "tuple[array[int], list[int | None]]":
    """Return where each line starts, and its page where form feeds mark pages."""
    starts = array("q", [0])
    starts.extend(m.end() for m in re.finditer("\n", raw))
    if "\f" not in raw:
        return starts, []
    pages: list[int | None] = []
    page, feed = 1, raw.find("\f")
    for start, end in itertools.zip_longest(starts, starts[1:], fillvalue=len(raw)):
        while 0 <= feed < end and feed <= start:
            page, feed = page + 1, raw.find("\f", feed + 1)
        pages.append(page)
    return starts, pages


def _parts(raw: str) -> Iterator[tuple[int, int, bool]]:
    """Yield the source in order, HTML tables apart from the rest."""
    at = 0
    while opening := _OPENING.search(raw, at):
        closing = _CLOSING.search(raw, opening.end())
        if closing is None:
            break
        yield at, opening.start(), False
        at = closing.end()
        yield opening.start(), at, True
    yield at, len(raw), False


def _html_table(raw: str, start: int, end: int, builder: Builder) -> None:
    rows: list[list[Stretch]] = []
    opened: int | None = None
    for tag in _CELL_ROW.finditer(raw, start, end):
        if opened is not None:
            rows[-1].append(_words(raw, opened, tag.start()))
            opened = None
        if tag[2].lower() == "tr" and not tag[1]:
            rows.append([])
        elif not tag[1]:
            if not rows:
                rows.append([])
            opened = tag.end()
    builder.table([row for row in rows if row])


def _words(raw: str, start: int, end: int) -> Stretch:
    """Return the clean words of a cell as one stretch."""
    found = [fragment.words for fragment in fragments(raw, start, end)]
    if len(found) == 1:
        return found[0]
    return joined(found) if found else Stretch("", (0,), (start,))


class _Lines:
    """
    Reads the lines of one part of the source into a builder.

    `whole` says that a line is a paragraph here, not a piece of one cut at the margin.
    """

    def __init__(self, raw: str, start: int, end: int, builder: Builder) -> None:
        self.raw = raw
        self.builder = builder
        self.lines = _Spans(raw, start, end)
        self.at = 0
        self.wraps = False
        long = sum(stop - begin > _NEVER_WRAPPED for begin, stop in self.lines)
        self.whole = long * 20 > len(self.lines)

    def read(self) -> Iterator[None]:
        """Read the lines, stopping after each block or two so that they can be taken away."""
        while self.at < len(self.lines):
            start, end = self.lines[self.at]
            if not self.raw[start:end].strip():
                self.wraps = False
                self.at += 1
            elif not (self._spaced() or self._table()):
                self._line(start, end)
                self.at += 1
            yield

    def _spaced(self) -> bool:
        """Read a run of rows set out with blanks as a table, if there is one here."""
        found = spaced_table(self.lines.get, self.raw, self.at)
        if found is None:
            return False
        rows, self.at = found
        self.builder.table([[self._cell(cell, row) for cell in row] for row in rows])
        self.wraps = False
        return True

    def _cell(self, pieces: Cells, row: list[Cells]) -> Stretch:
        if pieces:
            return joined(_words(self.raw, *piece) for piece in pieces)
        at = next(cell[0][0] for cell in row if cell)
        return Stretch("", (0,), (at,))

    def _table(self) -> bool:
        """Read a run of rows as a table, if there is one here."""
        rows: list[list[Stretch]] = []
        last = self.at
        while last < len(self.lines):
            start, end = self.lines[last]
            if _RULER.match(self.raw[start:end]) and self.raw[start:end].strip():
                last += 1
                continue
            cells = _cells(self.raw, start, end)
            if len(cells) < 2:
                break
            rows.append([_words(self.raw, a, b) for a, b in cells])
            last += 1
        if not _is_table(rows):
            return False
        self.builder.table(rows)
        for row in rows:
            for cell in row:
                if len(cell.text.split()) >= _LONG_CELL_WORDS:
                    self.builder.paragraph(cell, cell=True)
        self.at = last
        self.wraps = False
        return True

    def _line(self, start: int, end: int) -> None:
        line = self.raw[start:end]
        hashes = _HASHES.match(line)
        if hashes:
            words = _words(self.raw, start + hashes.end(), end)
            self.builder.heading(words, len(hashes[1]))
            self.wraps = False
            return
        cells = list(_tabbed(self.raw, start, end))
        item = _ITEM.match(line)
        if item and len(cells) == 1:
            self.builder.item(_words(self.raw, start + item.end(), end))
            self.wraps = True
            return
        if len(cells) == 1 and self._carries_on(start, end):
            self.builder.wrapped(_words(self.raw, start, end))
            return
        for first, last in cells:
            for fragment in fragments(self.raw, first, last):
                self._fragment(fragment, cell=len(cells) > 1)
        self.wraps = len(line) >= _WRAP_AT and len(cells) == 1

    def _carries_on(self, start: int, end: int) -> bool:
        """Return whether a line goes on from the one above, as wrapped text does."""
        if not self.wraps or not self.builder.blocks or "<" in self.raw[start : start + 4]:
            return False
        before = self.builder.blocks[-1].text.text
        words = self.raw[start:end].lstrip()
        if self.whole and not words[:1].islower():
            return False
        if words[:1].islower() or before.rstrip().endswith((",", "–", "-")):
            return True
        if before.rfind("(") > before.rfind(")"):
            return True
        return not before.endswith(":") and not _NUMBERED_TITLE.match(words)

    def _fragment(self, fragment: Fragment, *, cell: bool) -> None:
        words, tag = fragment.words, fragment.opened_by
        shouted = words.text.isupper() and len(words.text.split()) in range(2, _TITLE_WORDS)
        if tag.startswith("<h") or shouted or (not cell and self._is_title(words.text)):
            self.builder.heading(words, int(tag[2]) if tag[2:3].isdigit() else 3)
        elif tag == "•" or tag.startswith("<li"):
            self.builder.item(words, cell=cell)
        else:
            self.builder.paragraph(words, cell=cell)

    def _is_title(self, text: str) -> bool:
        """Return whether a line stands alone as a title would."""
        if len(text.split()) > _TITLE_WORDS or _SENTENCE_END.search(text):
            return False
        if not (text[:1].isupper() or text[:1].isdigit()) or _UNFINISHED.search(text):
            return False
        below = self.lines[self.at + 1] if self.at + 1 < len(self.lines) else (0, 0)
        next_line = self.raw[below[0] : below[1]].strip()
        return not next_line or not next_line[:1].islower()


class _Spans:
    """Where each line of a part of the source begins and ends, kept small."""

    def __init__(self, raw: str, start: int, end: int) -> None:
        self._starts, self._stops = array("q"), array("q")
        while start < end:
            stop = raw.find("\n", start, end)
            stop = end if stop < 0 else stop
            self._starts.append(start)
            self._stops.append(stop)
            start = stop + 1

    def __len__(self) -> int:
        return len(self._starts)

    def get(self, at: int) -> tuple[int, int] | None:
        """Return a line, or None beyond the last."""
        return self[at] if at < len(self) else None

    def __getitem__(self, at: int) -> tuple[int, int]:
        return self._starts[at], self._stops[at]

    def __iter__(self) -> Iterator[tuple[int, int]]:
        return zip(self._starts, self._stops, strict=True)


def _tabbed(raw: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    at = start
    while at <= end:
        stop = raw.find("\t", at, end)
        if stop < 0:
            stop = end
        if raw[at:stop].strip():
            yield at, stop
        at = stop + 1


def _cells(raw: str, start: int, end: int) -> list[tuple[int, int]]:
    """Return the cells of a line: between pipes, else tabs, else wide gaps."""
    line = raw[start:end]
    if line.count("|") >= 2:
        inner = line.strip()
        first = start + line.index(inner[0]) + inner.startswith("|")
        last = start + len(line.rstrip()) - inner.endswith("|")
        return _split_at(raw, first, last, "|")
    if "\t" in line:
        return _split_at(raw, start, end, "\t")
    cells: list[tuple[int, int]] = []
    at = start
    for gap in _GAP.finditer(raw, start, end):
        if raw[at : gap.start()].strip():
            cells.append((at, gap.start()))
        at = gap.end()
    if raw[at:end].strip():
        cells.append((at, end))
    return cells


def _split_at(raw: str, start: int, end: int, mark: str) -> list[tuple[int, int]]:
    cells = []
    at = start
    while True:
        stop = raw.find(mark, at, end)
        cells.append((at, stop if stop >= 0 else end))
        if stop < 0:
            return cells
        at = stop + 1


def _is_table(rows: list[list[Stretch]]) -> bool:
    """
    Return whether rows hold figures in columns; a lone row must be mostly figures.

    The first column is not counted: minutes number their items there, and are no table.
    """
    figures = [
        sum(is_number_cell(cell.text) for cell in row[1:])
        for row in rows
        if max((len(cell.text.split()) for cell in row), default=0) <= _PROSE_CELL_WORDS
    ]
    if len(rows) < 2:
        return bool(figures) and figures[0] >= 3
    return sum(figures) >= 2 or (sum(figures) == 1 and len(rows) <= 3)
