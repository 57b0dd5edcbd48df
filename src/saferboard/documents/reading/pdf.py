"""
Reading PDF: the words on each page, with gaps wide enough to be columns kept as tabs.
"""

from dataclasses import replace
from typing import Any

from saferboard.documents.reading.columns import Piece, merged, printed
from saferboard.documents.reading.plain import read_plain
from saferboard.documents.reading.readings import Line, Reading, Unreadable

_MOST_PAGES = 5000
_MOST_RECTANGLES = 6000
_SCANNED = (
    "It is a scan: its pages are pictures with no text in them. "
    "Ask the author for the document itself, or run it through text recognition first."
)


def read_pdf(name: str, data: bytes) -> Reading:
    """
    Return a PDF as read; a line's number is its place on its page.

    :raises Unreadable: where it is locked, damaged, empty or a scan.
    """
    import pypdfium2 as pdfium

    try:
        document = pdfium.PdfDocument(data)
    except pdfium.PdfiumError as error:
        if "password" in str(error).lower() or "security" in str(error).lower():
            raise Unreadable("It is locked with a password. Save it without one.") from error
        raise Unreadable("It is damaged or cut short: no page of it can be read.") from error
    try:
        pages = _pages(document)
    finally:
        document.close()
    if not any(line.strip() for page in pages for line in page):
        raise Unreadable(_SCANNED if pages else "It has no pages.")
    raw = "\n".join(line for page in pages for line in [*page, ""])
    reading = read_plain(name, raw, format="pdf")
    places = [
        Line(number, page_number)
        for page_number, page in enumerate(pages, start=1)
        for number in range(1, len(page) + 2)
    ]
    return Reading(name, "pdf", raw, reading.blocks, reading.line_starts, tuple(places))


def _pages(document: Any) -> list[list[str]]:
    import pypdfium2 as pdfium

    if len(document) > _MOST_PAGES:
        raise Unreadable(f"It has more than {_MOST_PAGES:,} pages. Give it in parts.")
    pages: list[list[str]] = []
    for index in range(len(document)):
        try:
            page = document[index]
            words = page.get_textpage()
        except pdfium.PdfiumError:
            pages.append([])
            continue
        pages.append(_page_lines(words))
        words.close()
        page.close()
    return pages


def _page_lines(words: Any) -> list[str]:
    """Return the lines of a page: by position where that can be had, else as stored."""
    plain = [_clean(line) for line in words.get_text_range(errors="replace").splitlines()]
    count = words.count_rects()
    if not 0 < count <= _MOST_RECTANGLES:
        return plain
    pieces = []
    for index in range(count):
        left, bottom, right, top = words.get_rect(index)
        said = _clean(words.get_text_bounded(left, bottom, right, top, errors="replace"))
        if said:
            pieces.append(Piece(said, left, bottom, right, top))
    placed = printed(_lines_of(pieces), _Letters(words).words)
    tabbed = [line for line in placed if "\t" in line]
    if not tabbed or _is_columns_of_prose(tabbed):
        return plain
    return placed


def _lines_of(pieces: list[Piece]) -> list[list[Piece]]:
    """Return pieces of text gathered to lines."""
    pieces.sort(key=lambda p: (-round((p.bottom + p.top) / 2), p.left))
    lines: list[list[Piece]] = []
    for piece in pieces:
        middle = (piece.bottom + piece.top) / 2
        last = lines[-1][-1] if lines else None
        if last and abs(middle - (last.bottom + last.top) / 2) < 0.5 * last.height:
            lines[-1].append(piece)
        else:
            lines.append([piece])
    return [sorted(line, key=lambda p: (p.left, p.bottom)) for line in lines]


class _Letters:
    """The letters of a page with their boxes, asked for only where a heading needs parting."""

    def __init__(self, words: Any) -> None:
        self._words = words
        self._found: list[Piece] | None = None

    def words(self, piece: Piece) -> list[Piece]:
        """Return the words of a piece, each with its own box."""
        if " " not in piece.text:
            return [piece]
        inside = [
            letter
            for letter in self._letters()
            if piece.left - 0.5 <= letter.left
            and letter.right <= piece.right + 0.5
            and piece.bottom - 0.5 <= letter.bottom
            and letter.top <= piece.top + 0.5
        ]
        found = merged([replace(x, bottom=piece.bottom, top=piece.top) for x in inside], 0.15)
        same = "".join(w.text for w in found) == piece.text.replace(" ", "")
        return found if same else [piece]

    def _letters(self) -> list[Piece]:
        if self._found is None:
            count = self._words.count_chars()
            letters = self._words.get_text_range(0, count, errors="replace") if count else ""
            self._found = []
            for index, letter in enumerate(letters if len(letters) == count else ""):
                if not letter.isspace():
                    left, bottom, right, top = self._words.get_charbox(index)
                    self._found.append(Piece(_clean(letter), left, bottom, right, top))
        return self._found


def _is_columns_of_prose(lines: list[str]) -> bool:
    """Return whether tabs part columns of running text rather than cells of a table."""
    wordy = sum(len(cell.split()) > 6 for line in lines for cell in line.split("\t"))
    return wordy > len(lines)


def _clean(text: str) -> str:
    kept = text.replace("\r", " ").replace("\n", " ").replace("\ufffe", "-").replace("\x02", "-")
    return " ".join("".join(c if c >= " " else " " for c in kept).split())
