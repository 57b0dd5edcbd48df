"""
Making Word, PDF and web documents out of made-up minutes, when the tests run.
"""

import io

import docx
import pikepdf


def word(*parts):
    """Return a Word file of parts: ("h", text), text, [items], or a list of rows for a table."""
    document = docx.Document()
    for part in parts:
        if isinstance(part, tuple):
            document.add_heading(part[1], level=2)
        elif isinstance(part, str):
            document.add_paragraph(part)
        elif part and isinstance(part[0], str):
            for text in part:
                document.add_paragraph(text, style="List Bullet")
        else:
            _table(document, part)
    out = io.BytesIO()
    document.save(out)
    return out.getvalue()


def _table(document, rows):
    table = document.add_table(len(rows), len(rows[0]))
    for row, cells in zip(table.rows, rows, strict=True):
        for cell, text in zip(row.cells, cells, strict=True):
            first, *more = text.split("\n")
            cell.text = first
            for paragraph in more:
                cell.add_paragraph(paragraph)


def pdf(*pages):
    """Return a PDF; a page is its lines, a line its words or (place across, words) pairs."""
    made = pikepdf.new()
    font = made.make_indirect(
        pikepdf.Dictionary(
            Type=pikepdf.Name.Font, Subtype=pikepdf.Name.Type1, BaseFont=pikepdf.Name.Helvetica
        )
    )
    for lines in pages:
        page = made.add_blank_page(page_size=(595, 842))
        page.Resources = pikepdf.Dictionary(Font=pikepdf.Dictionary(F1=font))
        drawn = []
        for n, line in enumerate(lines):
            for across, words in [(50, line)] if isinstance(line, str) else line:
                said = words.replace("(", r"\(").replace(")", r"\)")
                drawn.append(f"BT /F1 10 Tf 1 0 0 1 {across} {800 - 15 * n} Tm ({said}) Tj ET\n")
        page.Contents = made.make_stream("".join(drawn).encode("cp1252"))
    out = io.BytesIO()
    made.save(out)
    return out.getvalue()


def web(body):
    return f"<!DOCTYPE html><html><head><title>m</title></head><body>{body}</body></html>".encode()
