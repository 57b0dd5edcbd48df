"""
Text, Markdown and what PDF-to-text tools leave: blocks, and the way back to the source.
"""

import pytest

from saferboard.documents.reading import read_bytes
from saferboard.documents.reading.readings import Kind


def blocks(text, name="paper.txt"):
    return read_bytes(name, text.encode()).blocks


def test_wrapped_lines_are_one_paragraph():
    text = "This is the first line of a paragraph that was cut at\nthe margin, and goes on here.\n"
    (block,) = blocks(text)
    assert block.text.text.endswith("cut at the margin, and goes on here.")


def test_a_sentence_cut_by_a_page_break_is_joined():
    text = "In the year to February there were 189 offences for\n\nknife crime, which is fewer.\n"
    assert "offences for knife crime" in blocks(text)[0].text.text


def test_headings_items_and_paragraphs_are_told_apart():
    text = "# Crime\n\nQ2 Update\n\nWords in a sentence.\n\n- first thing\n- second thing\n"
    assert [b.kind for b in blocks(text, "p.md")] == [
        Kind.HEADING, Kind.HEADING, Kind.PARAGRAPH, Kind.ITEM, Kind.ITEM,
    ]  # fmt: skip


@pytest.mark.parametrize(
    "text",
    [
        "Ward\tQ1\tQ2\nAbbey\t10\t12\nBrook\t20\t22\n",
        "| Ward | Q1 | Q2 |\n|---|---|---|\n| Abbey | 10 | 12 |\n| Brook | 20 | 22 |\n",
        "Ward        Q1      Q2\nAbbey       10      12\nBrook       20      22\n",
        "<table><tr><th>Ward</th><th>Q1</th><th>Q2</th></tr><tr><td>Abbey</td><td>10</td>"
        "<td>12</td></tr><tr><td>Brook</td><td>20</td><td>22</td></tr></table>\n",
    ],
    ids=["tabs", "pipes", "gaps", "html"],
)
def test_a_table_is_the_same_however_it_is_written(text):
    (block,) = [b for b in blocks(text) if b.table]
    assert [[c.text for c in row] for row in block.table.rows] == [
        ["Ward", "Q1", "Q2"], ["Abbey", "10", "12"], ["Brook", "20", "22"],
    ]  # fmt: skip
    assert block.table.head == 1


def test_minutes_with_numbered_items_are_no_table():
    text = (
        "20\tWELCOME\tAction\n\t<p>The Chair welcomed 12 partners.</p>\t\n21\tAPOLOGIES\tAction\n"
    )
    assert not [b for b in blocks(text) if b.table]


def test_clean_words_lead_back_to_the_source():
    text = "<p>Of the <b>83</b> people &amp; **27** others</p> <p>left.</p>\n"
    reading = read_bytes("paper.txt", text.encode())
    block = reading.blocks[0]
    assert block.text.text == "Of the 83 people & 27 others"
    start = block.text.text.index("83")
    assert reading.quote(block.text, start, start + 2) == "83"
    at = block.text.text.index("27")
    assert reading.quote(block.text, start, at + 2) == "83</b> people &amp; **27"


def test_lines_and_pages_are_counted():
    reading = read_bytes("paper.txt", b"One here.\n\n\fTwo there.\n")
    second = reading.blocks[1].text
    assert reading.line_at(second.origin(0)).number == 3
    assert reading.line_at(second.origin(0)).page == 2


@pytest.mark.parametrize("coding", ["utf-8", "utf-8-sig", "utf-16", "cp1252"])
def test_text_is_read_in_the_codings_offices_use(coding):
    (block,) = read_bytes("p.txt", "Savings of £5,000 – so far.".encode(coding)).blocks
    assert block.text.text == "Savings of £5,000 – so far."
