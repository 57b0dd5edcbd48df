"""
Templates that people fill in and give back: a table in a Word document or on one sheet.

What comes back is held to what was made: nothing hidden, nothing beside the table, nothing that
would be read otherwise than it looks.  Each fault is a sentence that names its place.
"""

import datetime as dt
import io
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from saferboard.documents.letters import storable
from saferboard.documents.reading.archives import Archive
from saferboard.documents.reading.sheets import shown

SHEET = "Updates"
_TAG_ROW, _HEAD_ROW = 2, 5
_MOST_ROWS = 2000
_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"


class Unfit(Exception):
    """Raised where a file is not the filled template; says why and what to do."""


@dataclass(frozen=True)
class Template:
    """
    A table to fill in.  `tag` says which template it is, for whom and for when; the first
    column is read back by, and the last is filled in.
    """

    title: str
    tag: str
    notes: str
    head: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]


@dataclass(frozen=True)
class Line:
    """One line of a filled table and where it stands, as “Row 7”."""

    place: str
    cells: tuple[str, ...]


@dataclass(frozen=True)
class Filled:
    """A template as it came back."""

    tag: str
    head: tuple[str, ...]
    lines: tuple[Line, ...]


def sheet_of(template: Template) -> bytes:
    """Return a template as a workbook of one sheet."""
    import openpyxl
    from openpyxl.styles import Alignment, Font, PatternFill
    from openpyxl.utils import get_column_letter

    book = openpyxl.Workbook()
    sheet: Any = book.active
    sheet.title = SHEET
    for row, text in ((1, template.title), (_TAG_ROW, template.tag), (3, template.notes)):
        _put(sheet, row, 1, text)
    sheet.cell(1, 1).font = Font(bold=True, size=14)
    for column, text in enumerate(template.head, start=1):
        _put(sheet, _HEAD_ROW, column, text)
        sheet.cell(_HEAD_ROW, column).font = Font(bold=True, color="FFFFFF")
        sheet.cell(_HEAD_ROW, column).fill = PatternFill("solid", fgColor="12394A")
        width = 14 if column == 1 else 90 if column == len(template.head) else 45
        sheet.column_dimensions[get_column_letter(column)].width = width
    for row, cells in enumerate(template.rows, start=_HEAD_ROW + 1):
        for column, text in enumerate(cells, start=1):
            _put(sheet, row, column, text)
            sheet.cell(row, column).alignment = Alignment(wrap_text=True, vertical="top")
    sheet.freeze_panes = sheet.cell(_HEAD_ROW + 1, 2)
    written = io.BytesIO()
    book.save(written)
    return written.getvalue()


def _put(sheet: Any, row: int, column: int, text: str) -> None:
    cell = sheet.cell(row, column, storable(text))
    # A promise that begins with "=" is words, not a formula to be run on their machine.
    cell.data_type = "s"


def word_of(template: Template) -> bytes:
    """Return a template as a Word document with one table."""
    import docx
    from docx.shared import Cm, Pt

    document = docx.Document()
    section = document.sections[0]
    section.page_width, section.page_height = Cm(29.7), Cm(21)
    section.left_margin = section.right_margin = Cm(1.8)
    document.styles["Normal"].font.name = "Arial"
    document.styles["Normal"].font.size = Pt(10)
    document.add_heading(storable(template.title), 1)
    document.add_paragraph(storable(template.tag))
    document.add_paragraph(storable(template.notes))
    table = document.add_table(rows=1, cols=len(template.head))
    table.style = "Table Grid"
    for cell, text in zip(table.rows[0].cells, template.head, strict=True):
        cell.text = storable(text)
        cell.paragraphs[0].runs[0].bold = True
    for cells in template.rows:
        for cell, text in zip(table.add_row().cells, cells, strict=True):
            cell.text = storable(text)
    written = io.BytesIO()
    document.save(written)
    return written.getvalue()


def read_sheet(data: bytes) -> Filled:
    """
    Return a filled workbook as it stands.

    :raises Unfit: if it has another sheet, hidden or merged cells, formulas, or no table of ours.
    """
    import openpyxl

    try:
        book = openpyxl.load_workbook(io.BytesIO(data))
    except Exception as error:
        raise Unfit("The workbook is damaged and cannot be read. Save it again.") from error
    _one_sheet(book)
    sheet: Any = book[SHEET]
    _nothing_hidden(sheet)
    if sheet.merged_cells.ranges:
        where = sorted(str(one) for one in sheet.merged_cells.ranges)[0]
        raise Unfit(f"Cells {where} are merged. Unmerge them, and write each update in its row.")
    if sheet.max_row > _MOST_ROWS:
        raise Unfit(f"The sheet has {sheet.max_row:,} rows. Fill in the template as it was made.")
    tag = _cell_words(sheet.cell(_TAG_ROW, 1))
    head = [_cell_words(cell) for cell in sheet[_HEAD_ROW]]
    while head and not head[-1]:
        head.pop()
    return Filled(tag, tuple(head), tuple(_sheet_lines(sheet, len(head))))


def _one_sheet(book: Any) -> None:
    if SHEET not in book.sheetnames:
        raise Unfit(f"There is no sheet “{SHEET}”. Fill in the template that you took from here.")
    for sheet in book.worksheets + book.chartsheets:
        if sheet.title != SHEET:
            hidden = " hidden" if sheet.sheet_state != "visible" else ""
            words = f"There is a{hidden} sheet “{sheet.title}” that the template does not have."
            raise Unfit(f"{words} Put what is needed of it in “{SHEET}”, and take the sheet out.")


def _nothing_hidden(sheet: Any) -> None:
    if sheet.sheet_state != "visible":
        raise Unfit(f"The sheet “{SHEET}” is hidden. Show it, and save the workbook again.")
    columns = [
        name for name, one in sheet.column_dimensions.items() if one.hidden or one.width == 0
    ]
    if columns:
        words = f"Column {sorted(columns)[0]} is hidden. Show it, look at what is in it, and"
        raise Unfit(f"{words} give the file again.")
    rows = [number for number, one in sheet.row_dimensions.items() if one.hidden]
    if rows:
        words = f"Row {min(rows)} is hidden. Show it, look at what is in it, and"
        raise Unfit(f"{words} give the file again.")


def _sheet_lines(sheet: Any, width: int) -> Iterator[Line]:
    for row in sheet.iter_rows(min_row=_HEAD_ROW + 1):
        cells = [_cell_words(cell) for cell in row]
        stray = next((n for n, text in enumerate(cells[width:], start=width) if text), None)
        if stray is not None:
            where = row[stray].coordinate
            raise Unfit(f"Cell {where} stands beside the table. Move it into the row it is of.")
        if any(cells):
            yield Line(f"Row {row[0].row}", tuple(cells[:width]))


def _cell_words(cell: Any) -> str:
    value = cell.value
    if cell.data_type == "f":
        words = f"Cell {cell.coordinate} holds a formula. Write what it comes to in its place."
        raise Unfit(words)
    if cell.data_type == "e":
        raise Unfit(f"Cell {cell.coordinate} holds an error, {value}. Write what is meant.")
    if isinstance(value, dt.time | dt.timedelta):
        return str(value)
    return shown(value, cell.number_format or "General").strip()


def read_word(data: bytes) -> Filled:
    """
    Return a filled document as it stands.

    :raises Unfit: if it has tracked changes, hidden text, merged cells, text beside the table,
        or no table of ours.
    """
    body = Archive(data).xml("word/document.xml").find(f"{_W}body")
    if body is None:
        raise Unfit("The document is empty. Fill in the template that you took from here.")
    for tag, words in _UNFIT:
        if body.find(f".//{_W}{tag}") is not None:
            raise Unfit(words)
    children = [one for one in body if one.tag in (f"{_W}p", f"{_W}tbl")]
    places = [n for n, one in enumerate(children) if one.tag == f"{_W}tbl"]
    if len(places) != 1:
        words = "one table" if not places else "one table and no more"
        raise Unfit(f"The template has {words}. Fill in the one that you took from here.")
    before = [_paragraph(one) for one in children[: places[0]]]
    _nothing_beside([text for text in before if text][3:])
    _nothing_beside([_paragraph(one) for one in children[places[0] + 1 :]])
    rows = [_row(one) for one in children[places[0]].iter(f"{_W}tr")]
    if not rows:
        raise Unfit("The table is empty. Fill in the template that you took from here.")
    lines = [Line(f"Row {n}", cells) for n, cells in enumerate(rows[1:], start=2) if any(cells)]
    tags = [text for text in before if text.startswith("Template ")]
    return Filled(tags[0] if tags else "", rows[0], tuple(lines))


_UNFIT = (
    ("del", "It has tracked changes. Accept or reject them all, and save it again."),
    ("ins", "It has tracked changes. Accept or reject them all, and save it again."),
    ("vanish", "It has hidden text. Show it or take it out, and save it again."),
    ("vMerge", "Cells of the table are merged. Split them, and write each update in its row."),
    ("gridSpan", "Cells of the table are merged. Split them, and write each update in its row."),
    (f"tc//{_W}tbl", "There is a table within the table. Write it as text."),
)


def _nothing_beside(texts: Sequence[str]) -> None:
    for text in texts:
        if text:
            words = f"“{text[:60]}” stands outside the table. Move it into the row it is of."
            raise Unfit(words)


def _row(row: Any) -> tuple[str, ...]:
    return tuple(
        "\n\n".join(text for p in cell.iter(f"{_W}p") if (text := _paragraph(p)))
        for cell in row.iter(f"{_W}tc")
    )


def _paragraph(paragraph: Any) -> str:
    words = []
    for one in paragraph.iter(f"{_W}t", f"{_W}br", f"{_W}tab"):
        words.append(one.text or "" if one.tag == f"{_W}t" else " ")
    text = re.sub(r"\s+", " ", "".join(words)).strip()
    listed = paragraph.find(f"{_W}pPr/{_W}numPr") is not None
    return f"- {text}" if listed and text else text
