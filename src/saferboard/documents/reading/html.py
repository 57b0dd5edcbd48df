"""
Reading HTML: what a person sees on the page, with the line of the file it stands in.
"""

import re
from typing import TYPE_CHECKING

from saferboard.documents.reading.readings import Reading, Unreadable
from saferboard.documents.reading.sourcing import Source

if TYPE_CHECKING:
    from lxml.etree import _Element

_BLOCKS = {
    "p",
    "div",
    "section",
    "article",
    "main",
    "header",
    "footer",
    "ul",
    "ol",
    "li",
    "dl",
    "dt",
    "dd",
    "blockquote",
    "figure",
    "figcaption",
    "details",
    "summary",
    "aside",
    "nav",
    "pre",
    "form",
    "fieldset",
    "address",
    "body",
    "html",
    "caption",
    "center",
    "td",
    "th",
    "tr",
    "h1",
    "h2",
    "h3",
    "h4",
    "h5",
    "h6",
    "table",
    "tbody",
    "thead",
}
_UNSEEN = {"script", "style", "head", "template", "noscript", "svg", "math", "select", "option"}
_HEADINGS = {"h1", "h2", "h3", "h4", "h5", "h6"}


def read_html(name: str, text: str) -> Reading:
    """
    Return a page as read.

    :raises Unreadable: where it holds no words.
    """
    from lxml import etree, html

    try:
        root = html.document_fromstring(text.encode("utf-8"), html.HTMLParser(encoding="utf-8"))
    except (etree.ParserError, etree.XMLSyntaxError, ValueError) as error:
        raise Unreadable("It is a web page with nothing on it.") from error
    page = _Page()
    page.walk(root)
    return page.source.reading(name, "html", plain_quotes=True)


class _Page:
    """Walks the elements in order, giving the source a line for each block of words."""

    def __init__(self) -> None:
        self.source = Source()
        self._words: list[str] = []
        self._line = 1
        self._within = "p"

    def walk(self, root: "_Element") -> None:
        """Visit every element without recursion: a hostile page nests thousands deep."""
        stack: list[tuple[_Element, bool]] = [(root, False)]
        while stack:
            element, leaving = stack.pop()
            tag = element.tag if isinstance(element.tag, str) else ""
            if leaving:
                if tag in _BLOCKS:
                    self._flush()
                self._words.append(element.tail or "")
                continue
            if not tag or tag in _UNSEEN:
                self._words.append(element.tail or "")
                continue
            if tag == "table" and _is_data(element):
                self._flush()
                self.source.table(_rows(element))
                self._words.append(element.tail or "")
                continue
            if tag in _BLOCKS or tag == "br":
                self._flush()
                self._line, self._within = element.sourceline or self._line, tag
            self._words.append(element.text or "")
            stack.append((element, True))
            stack.extend((child, False) for child in reversed(element))

    def _flush(self) -> None:
        text = " ".join("".join(self._words).split())
        self._words = []
        if not text:
            return
        if self._within in _HEADINGS:
            self.source.heading(text, int(self._within[1]), self._line)
        elif self._within == "li":
            self.source.item(text, self._line)
        else:
            self.source.paragraph(text, self._line)
        self._within = "p"


def _is_data(table: "_Element") -> bool:
    """Return whether a table holds cells and no table of its own (those are for layout)."""
    return table.find(".//td") is not None and table.find(".//table") is None


def _rows(table: "_Element") -> list[tuple[int, list[str]]]:
    rows = []
    for row in table.iter("tr"):
        cells: list[str] = []
        for cell in row.iter("td", "th"):
            text = _cell_text(cell)
            across = cell.get("colspan", "1")
            wide = int(across) if across.isdigit() and len(across) < 3 else 1
            cells.extend([text, *[""] * (wide - 1)])
        rows.append((row.sourceline or 1, cells))
    return rows


def _cell_text(cell: "_Element") -> str:
    """Return the words of a cell, each of its paragraphs on a line."""
    from lxml import etree

    parts: list[str] = []
    for event, element in etree.iterwalk(cell, events=("start", "end")):
        tag = element.tag if isinstance(element.tag, str) else ""
        parts_lines = element is not cell and (tag in _BLOCKS or tag == "br")
        if event == "start":
            if parts_lines:
                parts.append("\n")
            if tag and tag not in _UNSEEN:
                parts.append(_on_one_line(element.text))
        elif element is not cell:
            parts.append(("\n" if parts_lines else "") + _on_one_line(element.tail))
    return "".join(parts)


def _on_one_line(text: str | None) -> str:
    return re.sub(r"\s+", " ", text or "")
