"""
A cell of several paragraphs is one cell of words, and its paragraphs can be told apart.
"""

import io

import docx
import pytest

from saferboard.documents.reading import read_bytes
from saferboard.documents.reading.readings import PARTED


def word_cell():
    document = docx.Document()
    cell = document.add_table(1, 2).cell(0, 0)
    cell.text = "Apologies"
    cell.add_paragraph("Received from J Okoro.")
    document.tables[0].cell(0, 1).text = "None"
    out = io.BytesIO()
    document.save(out)
    return "m.docx", out.getvalue()


def web_cell():
    page = "<html><table><tr><td><p>Apologies</p>Received <b>from</b> J Okoro.</td><td>None</td></tr></table></html>"  # noqa: E501
    return "m.html", page.encode()


@pytest.mark.parametrize("given", [word_cell(), web_cell()], ids=["word", "html"])
def test_the_paragraphs_of_a_cell_are_parted_in_the_source_and_not_in_the_words(given):
    reading = read_bytes(*given)
    (table,) = [block.table for block in reading.blocks if block.table]
    cell = table.rows[0][0]
    assert cell.text == "Apologies Received from J Okoro."
    first, last = cell.span(0, len(cell))
    assert reading.raw[first:last].split(PARTED) == ["Apologies", "Received from J Okoro."]
    assert reading.quote(cell, 0, len(cell)) == cell.text


def test_a_line_broken_by_hand_is_one_paragraph_of_words():
    document = docx.Document()
    document.add_paragraph("Present:\nJ Okoro\nT Vance")
    out = io.BytesIO()
    document.save(out)
    reading = read_bytes("m.docx", out.getvalue())
    (block,) = reading.blocks
    assert block.text.text == "Present: J Okoro T Vance"
    assert reading.raw == PARTED.join(["Present:", "J Okoro", "T Vance"])
