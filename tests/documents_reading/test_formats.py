"""
PDF, Word, Excel and HTML give the same blocks, and bad files a sentence.
"""

import io
import zipfile

import docx
import openpyxl
import pikepdf
import pytest

from saferboard.documents.reading import Unreadable, read, read_bytes
from saferboard.documents.reading.readings import Kind


def pdf_of(lines):
    """Return a one-page PDF with words at places on the page."""
    pdf = pikepdf.new()
    font = pdf.make_indirect(
        pikepdf.Dictionary(
            Type=pikepdf.Name.Font, Subtype=pikepdf.Name.Type1, BaseFont=pikepdf.Name.Helvetica
        )
    )
    page = pdf.add_blank_page(page_size=(595, 842))
    page.Resources = pikepdf.Dictionary(Font=pikepdf.Dictionary(F1=font))
    ops = "".join(f"BT /F1 11 Tf 1 0 0 1 {x} {y} Tm ({words}) Tj ET\n" for x, y, words in lines)
    page.Contents = pdf.make_stream(ops.encode())
    out = io.BytesIO()
    pdf.save(out)
    return out.getvalue()


def test_pdf_words_have_page_and_line():
    reading = read_bytes(
        "p.pdf", pdf_of([(50, 780, "Burglary fell from 215 to 189."), (50, 740, "It rose.")])
    )
    assert reading.blocks[0].text.text.startswith("Burglary fell from 215 to 189.")
    place = reading.line_at(reading.blocks[0].text.origin(0))
    assert (place.number, place.page) == (1, 1)


def test_pdf_columns_become_a_table():
    rows = [
        ("Offence", "2021/22", "2022/23", "% change"),
        ("Robbery", "200", "150", "-25%"),
        ("Theft", "80", "100", "+25%"),
    ]
    lines = [
        (50 + 120 * n, 780 - 16 * m, cell)
        for m, row in enumerate(rows)
        for n, cell in enumerate(row)
    ]
    (block,) = [b for b in read_bytes("p.pdf", pdf_of(lines)).blocks if b.table]
    assert [[c.text for c in row] for row in block.table.rows] == [list(row) for row in rows]


def word_bytes(document):
    out = io.BytesIO()
    document.save(out)
    return out.getvalue()


def test_word_keeps_headings_lists_and_tables():
    document = docx.Document()
    document.add_heading("Crime", 1)
    document.add_paragraph("Words.")
    document.add_paragraph("A thing", style="List Bullet")
    table = document.add_table(2, 2)
    for n, text in enumerate(["Ward", "Q1", "Abbey", "10"]):
        table.cell(n // 2, n % 2).text = text
    reading = read_bytes("p.docx", word_bytes(document))
    assert [b.kind for b in reading.blocks] == [Kind.HEADING, Kind.PARAGRAPH, Kind.ITEM, Kind.TABLE]


def test_word_leaves_out_what_was_deleted():
    document = docx.Document()
    paragraph = document.add_paragraph("There were 12 cases.")
    gone = docx.oxml.parse_xml(
        '<w:del xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main" w:id="1"'
        ' w:author="A">'
        "<w:r><w:delText> Forty.</w:delText></w:r></w:del>"
    )
    paragraph._p.append(gone)
    assert read_bytes("p.docx", word_bytes(document)).blocks[0].text.text == "There were 12 cases."


def test_excel_is_read_as_it_shows():
    book = openpyxl.Workbook()
    sheet = book.active
    sheet.append(["Ward", "Spent", "Share"])
    sheet.append(["Abbey", 1234.5, 0.153])
    sheet.append(["Brook", 2000, 0.25])
    sheet["B2"].number_format = "£#,##0.00"
    sheet["C2"].number_format = sheet["C3"].number_format = "0.0%"
    out = io.BytesIO()
    book.save(out)
    (block,) = [b for b in read_bytes("p.xlsx", out.getvalue()).blocks if b.table]
    assert [c.text for c in block.table.rows[1]] == ["Abbey", "£1,234.50", "15.3%"]
    assert [c.text for c in block.table.rows[2]] == ["Brook", "2000", "25.0%"]


def test_html_is_read_as_a_person_sees_it():
    page = (
        "<!doctype html><html><head><title>x</title><style>p{}</style></head>\n"
        "<body>\n<h2>Crime</h2>\n"
        "<p>It fell by 12&#37;,\n <b>at last</b>.</p><script>var n = 5;</script>\n"
        "<ul><li>One thing</li></ul><table><tr><th>Ward</th><th>Q1</th></tr>"
        "<tr><td>Abbey</td><td>10</td></tr></table></body></html>"
    )
    reading = read_bytes("p.html", page.encode())
    assert [(b.kind, b.text.text) for b in reading.blocks[:3]] == [
        (Kind.HEADING, "Crime"),
        (Kind.PARAGRAPH, "It fell by 12%, at last."),
        (Kind.ITEM, "One thing"),
    ]
    assert reading.line_at(reading.blocks[0].text.origin(0)).number == 3
    assert reading.blocks[3].table is not None


def locked_pdf():
    pdf = pikepdf.new()
    pdf.add_blank_page()
    out = io.BytesIO()
    pdf.save(out, encryption=pikepdf.Encryption(owner="owner", user="user"))
    return out.getvalue()


def bomb():
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("word/document.xml", b"<a>" + b" " * (300 * 1024 * 1024))
    return out.getvalue()


def other_zip():
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        archive.writestr("notes.txt", "hello")
    return out.getvalue()


REFUSED = [
    ("empty.pdf", lambda: b"", "It is empty"),
    ("locked.pdf", locked_pdf, "locked with a password"),
    ("scan.pdf", lambda: pdf_of([]), "It is a scan"),
    ("cut.pdf", lambda: pdf_of([(50, 700, "Words")])[:90], "damaged or cut short"),
    ("cut.docx", lambda: word_bytes(docx.Document())[:2000], "damaged or cut short"),
    ("bomb.docx", bomb, "unpacks to far more"),
    ("zip.docx", other_zip, "neither a Word document nor an Excel workbook"),
    ("old.doc", lambda: b"\xd0\xcf\x11\xe0" + b"\0\1" * 600, "old Office file"),
    ("noise.txt", lambda: bytes(range(256)) * 40, "not a text, a PDF"),
    ("long.txt", lambda: b"word " * (11 * 1024 * 1024), "reads up to 20 MB"),
    ("blank.docx", lambda: word_bytes(docx.Document()), "holds no text"),
    ("blank.html", lambda: b"<html><body></body></html>", "holds no text"),
]


@pytest.mark.parametrize(("name", "data", "words"), REFUSED, ids=[r[0] for r in REFUSED])
def test_a_file_that_cannot_be_read_gets_a_sentence(name, data, words):
    with pytest.raises(Unreadable, match=words):
        read_bytes(name, data())


def test_the_bytes_decide_and_not_the_name():
    document = docx.Document()
    document.add_paragraph("Words.")
    assert read_bytes("paper.txt", word_bytes(document)).format == "docx"
    assert read_bytes("paper.pdf", b"Words.").format == "text"


def test_a_folder_and_a_missing_file_get_a_sentence(tmp_path):
    with pytest.raises(Unreadable, match="folder"):
        read(tmp_path)
    with pytest.raises(Unreadable, match="cannot be opened"):
        read(tmp_path / "none.pdf")


def test_an_xml_entity_is_not_followed(tmp_path):
    secret = tmp_path / "secret.txt"
    secret.write_text("secret words")
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        archive.writestr(
            "word/document.xml",
            f'<!DOCTYPE d [<!ENTITY x SYSTEM "file://{secret}">]><w:document xmlns:w='
            '"http://schemas.openxmlformats.org/wordprocessingml/2006/main"><w:body><w:p><w:r>'
            "<w:t>Plain &x; words</w:t></w:r></w:p></w:body></w:document>",
        )
    assert "secret" not in read_bytes("p.docx", out.getvalue()).raw
