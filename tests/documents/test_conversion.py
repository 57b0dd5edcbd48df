"""
Word papers set as our own, and those that cannot be.
"""

import io
import json
import subprocess
import sys

import docx
import pytest

from saferboard.documents import blocks as b
from saferboard.documents.conversion import Unconvertible, look, word_blocks
from saferboard.documents.pdf import pack_pdf
from saferboard.documents.stored import blocks_from, paper_data, paper_from
from saferboard.documents.word import paper_docx
from tests.documents.conftest import a_pack, small_pack
from tests.documents.unsafe import pdf, word

W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"


def a_paper() -> bytes:
    document = docx.Document()
    document.add_heading("Night-time patrols", level=1)
    document.add_paragraph("Patrols ran on twelve nights.")
    document.add_heading("Costs", level=3)
    for words in ("Vehicles", "Overtime"):
        document.add_paragraph(words, style="List Bullet")
    table = document.add_table(rows=3, cols=2)
    rows = (("Month", "Nights"), ("July", "5"), ("August", "7"))
    for row, cells in zip(table.rows, rows, strict=True):
        for cell, words in zip(row.cells, cells, strict=True):
            cell.text = words
    document.add_paragraph("The Board is asked to note this.")
    out = io.BytesIO()
    document.save(out)
    return out.getvalue()


def test_a_word_paper_is_set_in_blocks_of_our_own():
    table = b.Table(
        "",
        ("Month", "Nights"),
        ((b.text("July"), b.text("5")), (b.text("August"), b.text("7"))),
        numeric=frozenset({1}),
    )
    assert word_blocks(a_paper()) == (
        b.Heading(1, "Night-time patrols"),
        b.Paragraph(b.text("Patrols ran on twelve nights.")),
        # The paper goes down two levels at once; a reader by headings would look for the missing.
        b.Heading(2, "Costs"),
        b.Bullets((b.text("Vehicles"), b.text("Overtime"))),
        table,
        b.Paragraph(b.text("The Board is asked to note this.")),
    )


def test_what_we_wrote_ourselves_reads_back(fonts):
    pack = small_pack()
    paper = pack.papers[1]
    back = word_blocks(paper_docx(paper, pack, fonts=fonts))
    said = [b.words_of(one.text) for one in paper.blocks if isinstance(one, b.Paragraph)]
    kept = [b.words_of(one.text) for one in back if isinstance(one, b.Paragraph)]
    assert [words.strip() for words in said] == kept[-len(said) :]


LOST = {
    "2 pictures or drawings": "<w:p><w:r><w:drawing/></w:r><w:r><w:pict/></w:r></w:p>",
    "a footnote": '<w:p><w:r><w:footnoteReference w:id="2"/></w:r></w:p>',
    "a tracked change": "<w:p><w:ins><w:r><w:t>new</w:t></w:r></w:ins></w:p>",
    "a comment": '<w:p><w:r><w:commentReference w:id="0"/></w:r></w:p>',
}


@pytest.mark.parametrize("named", LOST)
def test_a_paper_that_would_lose_something_is_refused_and_the_thing_is_named(named):
    with pytest.raises(Unconvertible, match=rf"It holds {named}, which would be lost\."):
        word_blocks(word(body=LOST[named]))


def test_a_paper_without_words_is_refused():
    out = io.BytesIO()
    docx.Document().save(out)
    with pytest.raises(Unconvertible, match="no text"):
        word_blocks(out.getvalue())


def test_a_frame_of_one_cell_is_words_and_no_table():
    cell = "<w:tc><w:p><w:r><w:t>Set apart.</w:t></w:r></w:p></w:tc>"
    found = word_blocks(word(body=f"<w:tbl><w:tr>{cell}</w:tr></w:tbl>"))
    assert found[-1] == b.Paragraph(b.text("Set apart."))


def test_a_child_process_looks_into_a_paper():
    command = [sys.executable, "-m", "saferboard.documents.conversion"]
    for data in (a_paper(), pdf()):
        done = subprocess.run(command, input=data, capture_output=True, check=True)
        assert json.loads(done.stdout) == json.loads(json.dumps(look(data)))
    done = subprocess.run(
        command, input=word(body=LOST["a comment"]), capture_output=True, check=True
    )
    assert "a comment" in json.loads(done.stdout)["unconvertible"]


@pytest.mark.parametrize("n", range(3))
def test_a_paper_kept_as_data_is_the_same_paper(n):
    paper = small_pack().papers[n]
    assert paper_from(json.loads(json.dumps(paper_data(paper)))) == paper


def test_a_word_paper_bound_in_is_tagged_like_our_own(fonts):
    blocks = blocks_from(json.loads(json.dumps(look(a_paper())["blocks"])))
    paper = b.Paper(key="w", number="6", title="Patrols", blocks=blocks)
    made = pack_pdf(a_pack(paper), fonts=fonts)
    assert made.ranges == {"w": (3, 3)}
    assert made.replaced == frozenset()
