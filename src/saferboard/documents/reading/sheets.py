"""
Reading Excel: each sheet a table, each cell as the sheet shows it.

A cell holds 0.153 and shows 15%.  What is shown is what a board reads, so what is shown is
what is checked; the precision of the print comes from the cell's own format.
"""

import datetime as dt
import io
import re
import zipfile

from saferboard.documents.reading.archives import Archive
from saferboard.documents.reading.readings import Reading, Unreadable
from saferboard.documents.reading.sourcing import Source

_MOST_CELLS = 500_000
_MOST_EMPTY_ROWS = 1000


def read_sheets(name: str, archive: Archive) -> Reading:
    """
    Return a workbook as read: a page is a sheet, a line is a row of it.

    :raises Unreadable: where it is damaged, empty or too large.
    """
    import openpyxl
    from openpyxl.utils.exceptions import InvalidFileException

    for part in ("xl/workbook.xml", "xl/sharedStrings.xml"):
        if archive.has(part):
            archive.read(part)
    try:
        book = openpyxl.load_workbook(io.BytesIO(archive.data), read_only=True, data_only=True)
        source = Source()
        budget = _MOST_CELLS
        for page, sheet in enumerate(book.worksheets, start=1):
            source.heading(sheet.title, 2, 1, page)
            budget -= _read_sheet(source, sheet, page, budget)
    except Unreadable:
        raise
    except (
        InvalidFileException,
        KeyError,
        ValueError,
        TypeError,
        AttributeError,
        IndexError,
        SyntaxError,
        OSError,
        EOFError,
        zipfile.BadZipFile,
    ) as error:
        raise Unreadable("It is damaged: the workbook inside it cannot be read.") from error
    return source.reading(name, "xlsx")


def _read_sheet(source: Source, sheet: object, page: int, budget: int) -> int:
    rows: list[tuple[int, list[str]]] = []
    used = empty = 0
    for number, row in enumerate(sheet.iter_rows(), start=1):  # type: ignore[attr-defined]
        cells = [shown(cell.value, getattr(cell, "number_format", "General")) for cell in row]
        used += len(cells)
        if used > budget:
            raise Unreadable(f"It holds more than {_MOST_CELLS:,} cells. Give it in parts.")
        while cells and not cells[-1]:
            cells.pop()
        if len(cells) > 1:
            rows.append((number, cells))
            empty = 0
            continue
        empty += 1
        if empty > _MOST_EMPTY_ROWS:
            break
        _close(source, rows, page)
        rows = []
        if cells:
            source.paragraph(cells[0], number, page)
    _close(source, rows, page)
    return used


def _close(source: Source, rows: list[tuple[int, list[str]]], page: int) -> None:
    if rows:
        source.table(rows, page)


def shown(value: object, number_format: str) -> str:
    """Return a cell's value as its format shows it."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return str(value).upper()
    if isinstance(value, dt.datetime | dt.date):
        return f"{value:%d %B %Y}".lstrip("0")
    if not isinstance(value, int | float):
        return str(value)
    if value != value or value in (float("inf"), float("-inf")):
        return ""
    section = number_format.split(";")[0]
    places = len(m[1]) if (m := re.search(r"[0#]\.([0#]+)", section)) else 0
    if "%" in section:
        return f"{value * 100:.{places}f}%"
    if section == "General" or not re.search(r"[0#]", section):
        return f"{value:,.10g}".replace(",", "") if isinstance(value, float) else str(value)
    pounds = "£" if "£" in section else ""
    commas = "," if "#,##" in section or "0,0" in section else ""
    return f"{'-' if value < 0 else ''}{pounds}{abs(value):{commas}.{places}f}"
