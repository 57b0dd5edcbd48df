"""
Reading PDF: the words on each page, with gaps wide enough to be columns kept as tabs.
"""

from typing import Any

from saferboard.documents.reading.plain import read_plain
from saferboard.documents.reading.readings import Line, Reading, Unreadable

_MOST_PAGES = 5000
_MOST_RECTANGLES = 6000
_COLUMN_GAP = 1.1
"""A gap this many times the height of the letters parts two cells of a table."""
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
    boxes = []
    for index in range(count):
        left, bottom, right, top = words.get_rect(index)
        boxes.append((left, bottom, right, top))
    placed = _rows_of(words, boxes)
    tabbed = [line for line in placed if "\t" in line]
    if not tabbed or _is_columns_of_prose(tabbed):
        return plain
    return placed


def _rows_of(words: Any, boxes: list[tuple[float, float, float, float]]) -> list[str]:
    """Return boxes of text gathered to lines, those far apart on a line parted by a tab."""
    boxes.sort(key=lambda box: (-round((box[1] + box[3]) / 2), box[0]))
    lines: list[list[tuple[float, float, float, float]]] = []
    for box in boxes:
        middle = (box[1] + box[3]) / 2
        last = lines[-1][-1] if lines else None
        if last and abs(middle - (last[1] + last[3]) / 2) < 0.5 * max(last[3] - last[1], 1):
            lines[-1].append(box)
        else:
            lines.append([box])
    return [_line_of(words, sorted(line)) for line in lines]


def _line_of(words: Any, line: list[tuple[float, float, float, float]]) -> str:
    text = ""
    edge = 0.0
    for left, bottom, right, top in line:
        said = _clean(words.get_text_bounded(left, bottom, right, top, errors="replace"))
        if not said:
            continue
        if text:
            gap = left - edge
            height = max(top - bottom, 1)
            text += "\t" if gap > _COLUMN_GAP * height else " " if gap > 0.12 * height else ""
        text += said
        edge = right
    return text


def _is_columns_of_prose(lines: list[str]) -> bool:
    """Return whether tabs part columns of running text rather than cells of a table."""
    wordy = sum(len(cell.split()) > 6 for line in lines for cell in line.split("\t"))
    return wordy > len(lines)


def _clean(text: str) -> str:
    kept = text.replace("\r", " ").replace("\n", " ").replace("\ufffe", "-").replace("\x02", "-")
    return " ".join("".join(c if c >= " " else " " for c in kept).split())
