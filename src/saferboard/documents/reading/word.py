"""
Reading Word: paragraphs, headings, lists and tables in the order they stand.

A line's number is the paragraph's or row's place in the document, which is also how
`annotate` finds it again.  Deleted text of tracked changes is left out.
"""

from collections.abc import Iterator
from typing import TYPE_CHECKING

from saferboard.documents.reading.archives import Archive
from saferboard.documents.reading.readings import Reading, Unreadable
from saferboard.documents.reading.sourcing import Source

if TYPE_CHECKING:
    from lxml.etree import _Element

_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_BODY, _P, _TBL, _TR, _TC = f"{_W}body", f"{_W}p", f"{_W}tbl", f"{_W}tr", f"{_W}tc"
_SPLICE = {f"{_W}sdt", f"{_W}sdtContent", f"{_W}ins", f"{_W}smartTag", f"{_W}customXml"}
_LEFT_OUT = {f"{_W}del", f"{_W}pPr", f"{_W}moveFrom", f"{_W}rPr"}


def read_word(name: str, archive: Archive) -> Reading:
    """
    Return a Word document as read.

    :raises Unreadable: where it is damaged or holds no text.
    """
    body = archive.xml("word/document.xml").find(_BODY)
    if body is None:
        raise Unreadable("It is damaged: the Word document inside has no body.")
    source = Source()
    number = 0
    for element in flow(body):
        if element.tag == _P:
            number += 1
            _add_paragraph(source, element, number)
        else:
            rows = []
            for row in element.iter(_TR):
                number += 1
                rows.append((number, [_cell_text(cell) for cell in row.iter(_TC)]))
            source.table(rows)
    return source.reading(name, "docx")


def flow(parent: "_Element") -> Iterator["_Element"]:
    """Yield the paragraphs and tables of a body in order, looking inside wrappers."""
    for element in parent:
        if element.tag in (_P, _TBL):
            yield element
        elif element.tag in _SPLICE:
            yield from flow(element)


def paragraph_text(paragraph: "_Element") -> str:
    """Return the words of a paragraph with every change accepted, its lines as lines."""
    parts: list[str] = []
    _gather(paragraph, parts)
    return "".join(parts)


def _gather(element: "_Element", parts: list[str]) -> None:
    for child in element:
        if child.tag == f"{_W}t":
            parts.append(child.text or "")
        elif child.tag == f"{_W}tab":
            parts.append(" ")
        elif child.tag in (f"{_W}br", f"{_W}cr"):
            parts.append("\n")
        elif child.tag == f"{_W}noBreakHyphen":
            parts.append("-")
        elif child.tag not in _LEFT_OUT:
            _gather(child, parts)


def _cell_text(cell: "_Element") -> str:
    return "\n".join(paragraph_text(paragraph) for paragraph in cell.iter(_P))


def _add_paragraph(source: Source, paragraph: "_Element", number: int) -> None:
    text = paragraph_text(paragraph)
    properties = paragraph.find(f"{_W}pPr")
    style, listed = "", False
    if properties is not None:
        named = properties.find(f"{_W}pStyle")
        style = (named.get(f"{_W}val") or "") if named is not None else ""
        listed = properties.find(f"{_W}numPr") is not None
    lowered = style.lower()
    if lowered.startswith(("heading", "title", "subtitle")):
        digits = [c for c in style if c.isdigit()]
        source.heading(text, int(digits[0]) if digits else 1, number)
    elif listed or lowered.startswith("list"):
        source.item(text, number)
    else:
        source.paragraph(text, number)
