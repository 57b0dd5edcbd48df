"""
Read a printed pack with other people's libraries, as a reader's software would.
"""

import collections
from collections.abc import Iterator
from typing import Any

import pikepdf
import pypdfium2

BLANK = "This page is left intentionally blank"


def pages_text(content: bytes) -> list[str]:
    """
    Return the words of each page.
    """
    document = pypdfium2.PdfDocument(content)
    return [page.get_textpage().get_text_bounded() for page in document]


def page_labels(content: bytes) -> list[str]:
    """
    Return what a reader's software calls each page.
    """
    document = pypdfium2.PdfDocument(content)
    return [document.get_page_label(n) for n in range(len(document))]


def elements(pdf: pikepdf.Pdf) -> Iterator[tuple[str, Any]]:
    """
    Yield each tag of the document with its element, in reading order.
    """

    def walk(node: Any) -> Iterator[tuple[str, Any]]:
        if isinstance(node, pikepdf.Array):
            for child in node:
                yield from walk(child)
        elif isinstance(node, pikepdf.Dictionary) and "/S" in node:
            yield str(node.S), node
            if "/K" in node:
                yield from walk(node.K)

    yield from walk(pdf.Root.StructTreeRoot.K)


def tags(node: Any) -> list[str]:
    """
    Return the tags directly below an element.
    """
    children = node.get("/K", [])
    below = children if isinstance(children, pikepdf.Array) else [children]
    return [str(c.S) for c in below if isinstance(c, pikepdf.Dictionary) and "/S" in c]


def counts(pdf: pikepdf.Pdf) -> collections.Counter[str]:
    """
    Return how many elements have each tag.
    """
    return collections.Counter(tag for tag, _ in elements(pdf))
