"""
Set a Word paper that somebody gave as a paper of our own, or say why that cannot be done.

Run as a program (`python -m saferboard.documents.conversion`) it reads one paper, Word or
PDF, from standard input, under limits, and writes what is in it as JSON.
"""

import dataclasses
import json
import sys
from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING, Any

from saferboard.documents.blocks import Block, Bullets, Heading, Paragraph, Table, Text, text
from saferboard.documents.limits import limit
from saferboard.documents.reading.archives import Archive
from saferboard.documents.reading.building import is_number_cell
from saferboard.documents.reading.readings import Block as ReadBlock
from saferboard.documents.reading.readings import Kind, Unreadable
from saferboard.documents.reading.readings import Table as ReadTable
from saferboard.documents.reading.word import read_word
from saferboard.documents.stored import blocks_data

if TYPE_CHECKING:
    from lxml.etree import _Element

MEMORY = 1024 * 1024 * 1024
SECONDS = 30
DEEPEST = 4
_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_M = "{http://schemas.openxmlformats.org/officeDocument/2006/math}"


class Unconvertible(Exception):
    """Raised where a Word paper holds what would be lost; says what, for the person."""


@dataclasses.dataclass(frozen=True)
class Lost:
    """One kind of thing that a Word paper may hold and we do not set."""

    tags: frozenset[str]
    one: str
    several: str
    cure: str


AS_PDF = "Save the paper from Word as PDF, tagged for accessibility, and give that"
LOST = (
    Lost(frozenset({f"{_W}drawing", f"{_W}pict"}), "a picture", "pictures or drawings", AS_PDF),
    Lost(frozenset({f"{_W}footnoteReference"}), "a footnote", "footnotes", AS_PDF),
    Lost(frozenset({f"{_W}endnoteReference"}), "an endnote", "endnotes", AS_PDF),
    Lost(frozenset({f"{_M}oMath"}), "a formula", "formulas", AS_PDF),
    Lost(frozenset({f"{_W}object"}), "an object", "objects", AS_PDF),
    Lost(
        frozenset({f"{_W}ins", f"{_W}del", f"{_W}moveFrom", f"{_W}moveTo"}),
        "a tracked change",
        "tracked changes",
        "Accept or reject every change in Word, and give it again",
    ),
    Lost(
        frozenset({f"{_W}commentReference"}),
        "a comment",
        "comments",
        "Delete the comments in Word, and give it again",
    ),
)


def word_blocks(data: bytes) -> tuple[Block, ...]:
    """
    Return a Word paper as blocks of our own.

    :raises Unconvertible: if it holds what we do not set, or no words.
    """
    try:
        archive = Archive(data)
        _refuse_what_would_be_lost(archive.xml("word/document.xml"))
        reading = read_word("paper", archive)
    except Unreadable as error:
        raise Unconvertible(str(error)) from error
    found = tuple(blocks_of(reading.blocks))
    if not found:
        raise Unconvertible("It has no words in it. Give the paper that has.")
    return found


def _refuse_what_would_be_lost(document: "_Element") -> None:
    for lost in LOST:
        count = sum(1 for tag in lost.tags for _ in document.iter(tag))
        if count:
            named = lost.one if count == 1 else f"{count} {lost.several}"
            raise Unconvertible(f"It holds {named}, which would be lost. {lost.cure}.")


def blocks_of(read: Iterable[ReadBlock]) -> Iterator[Block]:
    """Yield what was read as blocks; no heading goes down more than one level at once."""
    listed: list[Text] = []
    level = 0
    for one in read:
        words = one.text.text.strip()
        if one.kind is Kind.ITEM:
            listed.append(text(words))
            continue
        if listed:
            yield Bullets(tuple(listed))
            listed = []
        if one.kind is Kind.HEADING and words:
            level = min(max(one.level, 1), level + 1, DEEPEST)
            yield Heading(level, words)
        elif one.kind is Kind.TABLE and one.table is not None:
            yield from _table(one.table)
        elif words:
            yield Paragraph(text(words))
    if listed:
        yield Bullets(tuple(listed))


def _table(read: ReadTable) -> Iterator[Block]:
    rows = [tuple(cell.text.strip() for cell in row) for row in read.rows]
    if len(rows) == 1 or len(rows[0]) == 1:
        # A table of one row or one column is a frame round words.
        yield from (Paragraph(text(cell)) for row in rows for cell in row if cell)
        return
    head, body = rows[0], rows[1:]
    numeric = frozenset(
        column
        for column in range(1, len(head))
        if all(is_number_cell(row[column]) for row in body if row[column])
        and any(row[column] for row in body)
    )
    yield Table(
        caption="",
        head=head,
        rows=tuple(tuple(text(cell) for cell in row) for row in body),
        numeric=numeric,
    )


def look(data: bytes) -> dict[str, Any]:
    """Return what a paper holds: a PDF's sheets, or a Word paper's blocks."""
    if data.startswith(b"%PDF-"):
        from saferboard.documents.binding import sheets_of

        found = sheets_of(data)
        return {"shapes": found.shapes, "tagged": found.tagged, "declares": found.declares}
    return {"blocks": blocks_data(word_blocks(data))}


def main() -> int:
    """Read a paper from standard input and write what is in it."""
    data = sys.stdin.buffer.read()
    limit(memory=MEMORY, seconds=SECONDS)
    try:
        said = look(data)
    except Unconvertible as error:
        said = {"unconvertible": str(error)}
    json.dump(said, sys.stdout)
    return 0


if __name__ == "__main__":
    sys.exit(main())
