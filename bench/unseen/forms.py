"""
Hand a document over as Word, Excel or PDF, made at run time from its Markdown.
"""

import dataclasses
import io
import re
from collections.abc import Iterator
from pathlib import Path

RULE = re.compile(r"^\|?[\s:|-]+\|[\s:|-]*$")
LISTED = re.compile(r"^(?:[-*]|\d+\.)\s+")


@dataclasses.dataclass(frozen=True)
class Part:
    """A heading, paragraph, list item or table."""

    kind: str
    text: str = ""
    level: int = 0
    rows: tuple[tuple[str, ...], ...] = ()


def plain(text: str) -> str:
    """Return text without the marks of bold and italic."""
    return re.sub(r"\*+", "", text).strip()


def parts(text: str) -> Iterator[Part]:
    """Yield the parts of a small Markdown document."""
    rows: list[tuple[str, ...]] = []
    for line in [*text.splitlines(), ""]:
        if line.startswith("|"):
            if not RULE.match(line):
                rows.append(tuple(plain(cell) for cell in line.strip().strip("|").split("|")))
            continue
        if rows:
            yield Part("table", rows=tuple(rows))
            rows = []
        if line.startswith("#"):
            yield Part("heading", plain(line.lstrip("#")), len(line) - len(line.lstrip("#")))
        elif LISTED.match(line):
            yield Part("item", plain(LISTED.sub("", line, count=1)))
        elif line.strip():
            yield Part("paragraph", plain(line))


def word(text: str) -> bytes:
    """Return the document as Word."""
    import docx

    out = docx.Document()
    for part in parts(text):
        if part.kind == "table":
            table = out.add_table(rows=0, cols=len(part.rows[0]))
            for row in part.rows:
                for cell, value in zip(table.add_row().cells, row, strict=True):
                    cell.text = value
        elif part.kind == "heading":
            out.add_heading(part.text, part.level)
        else:
            out.add_paragraph(part.text, style="List Bullet" if part.kind == "item" else None)
    stream = io.BytesIO()
    out.save(stream)
    return stream.getvalue()


def cell_value(text: str) -> str | int:
    """Return a count as a number, as a spreadsheet would hold it; other text as it is."""
    return int(text.replace(",", "")) if re.fullmatch(r"\d[\d,]*", text) else text


def sheet(text: str) -> bytes:
    """Return the document as a workbook of one sheet."""
    import openpyxl

    book = openpyxl.Workbook()
    page = book.active
    for part in parts(text):
        for row in part.rows or ((part.text,),):
            page.append([cell_value(value) for value in row])
            for cell in page[page.max_row]:
                cell.number_format = "#,##0" if isinstance(cell.value, int) else "@"
        page.append([])
    stream = io.BytesIO()
    book.save(stream)
    return stream.getvalue()


def escaped(text: str) -> str:
    """Return text as a string that typst prints letter by letter."""
    return '"' + text.replace("\\", "\\\\").replace('"', '\\"') + '"'


def printed(text: str) -> bytes:
    """Return the document as PDF."""
    import typst

    lines = ['#set page("a4")', '#set text(hyphenate: false, lang: "en")']
    for part in parts(text):
        if part.kind == "table":
            cells = ", ".join(escaped(value) for row in part.rows for value in row)
            lines.append(f"#table(columns: {len(part.rows[0])}, {cells})")
        elif part.kind == "heading":
            lines.append(f"#heading(level: {part.level}, {escaped(part.text)})")
        elif part.kind == "item":
            lines.append(f"#list({escaped(part.text)})")
        else:
            lines.append(f"#par({escaped(part.text)})")
    return bytes(typst.compile("\n\n".join(lines).encode()))


MAKERS = {"docx": word, "xlsx": sheet, "pdf": printed}


def write(folder: Path, name: str, text: str, form: str) -> Path:
    """Write the document in its form and return where; ImportError where a maker is missing."""
    path = folder / f"{name}.{form}"
    if form in MAKERS:
        path.write_bytes(MAKERS[form](text))
    else:
        path.write_text(text, encoding="utf-8")
    return path
