"""
The Word copy of a paper, read back.
"""

import io
import zipfile

import docx
import pytest
from docx.oxml.ns import qn

from saferboard.documents import blocks as b
from saferboard.documents.word import paper_docx
from tests.documents.conftest import SVG, a_pack, paper, small_pack
from tests.documents.test_pdf import HOSTILE


@pytest.fixture(scope="module")
def content(fonts):
    pack = small_pack()
    return paper_docx(pack.papers[2], pack, fonts=fonts)


@pytest.fixture(scope="module")
def document(content):
    return docx.Document(io.BytesIO(content))


def test_headings_are_headings(document):
    found = [(p.style.name, p.text) for p in document.paragraphs if "Heading" in p.style.name]
    assert found == [
        ("Heading 1", "Priority 1: Safer neighbourhoods"),
        ("Heading 2", "Burglary"),
        ("Heading 3", "By month"),
        ("Heading 4", "Deeper"),
    ]


def test_it_says_what_and_in_which_language_it_is(document):
    assert document.core_properties.title.startswith("Priority 1: Safer neighbourhoods – ")
    assert document.core_properties.author == "Safer Example Partnership"
    assert f"{document.core_properties.created:%Y-%m-%d}" == "2022-10-19"
    spoken = document.styles.element.find(f".//{qn('w:docDefaults')}//{qn('w:lang')}")
    assert spoken.get(qn("w:val")) == "en-GB"


def test_the_table_repeats_its_headings_and_keeps_its_words(document):
    table = document.tables[0]
    assert len(table.rows) == 61
    assert table.rows[0].cells[0].text == "Measure"
    marked = [row._tr.find(f".//{qn('w:tblHeader')}") is not None for row in table.rows]
    assert marked == [True] + [False] * 60
    assert table.rows[1].cells[4].text.strip("\N{NO-BREAK SPACE}") == "Amber"
    assert table._tbl.tblPr.find(qn("w:tblCaption")).get(qn("w:val")) == "Reported crime"


def test_a_tag_has_its_ground_and_its_word(document):
    run = document.tables[0].rows[1].cells[4].paragraphs[0].runs[0]
    assert run._r.rPr.find(qn("w:shd")).get(qn("w:fill")) == "FFE8B8"
    assert "Amber" in run.text


def test_the_chart_is_a_picture_with_words(document):
    shape = document.inline_shapes[0]
    assert shape._inline.docPr.get("descr") == "Burglary fell from 40 to 20."
    assert shape.height < shape.width


def test_two_numbered_lists_both_begin_at_one(fonts):
    lists = [b.Bullets((b.text("One"), b.text("Two")), numbered=True) for _ in range(2)]
    pack = a_pack(paper("k", "1", "Lists", *lists))
    made = docx.Document(io.BytesIO(paper_docx(pack.papers[0], pack, fonts=fonts)))
    ids = [p._p.pPr.numPr.numId.val for p in made.paragraphs if p.style.name == "List Number"]
    assert ids[0] == ids[1] != ids[2] == ids[3]
    numbering = made.part.numbering_part.numbering_definitions._numbering
    for id_ in set(ids):
        number = numbering.num_having_numId(id_)
        assert number.lvlOverride_lst[0].startOverride.val == 1


def test_hostile_words_are_kept(fonts):
    words = (*HOSTILE, "<w:p/> &amp; \x0b\x00\ud800 end", "x" * 300)
    made = paper("k", "1", words[-1], *(b.Paragraph(b.text(w)) for w in words))
    pack = a_pack(made)
    read = docx.Document(io.BytesIO(paper_docx(made, pack, fonts=fonts)))
    said = [p.text for p in read.paragraphs]
    assert all(w in said for w in HOSTILE)
    assert "<w:p/> &amp;  end" in said


def test_the_report_header_is_there(fonts):
    pack = small_pack()
    read = docx.Document(io.BytesIO(paper_docx(pack.papers[0], pack, fonts=fonts)))
    assert [c.text for c in read.tables[0].rows[0].cells] == ["Report number", "CSD 22116"]


def test_the_same_paper_gives_the_same_bytes(content, fonts):
    pack = small_pack()
    assert paper_docx(pack.papers[2], pack, fonts=fonts) == content
    with zipfile.ZipFile(io.BytesIO(content)) as parts:
        assert {part.date_time for part in parts.infolist()} == {(1980, 1, 1, 0, 0, 0)}


def test_a_tall_chart_stays_on_its_page(fonts):
    tall = SVG.replace('viewBox="0 0 200 60" width="200" height="60"', 'width="60" height="400"')
    made = paper("k", "1", "Tall", b.Chart(tall, "A tall chart"))
    read = docx.Document(io.BytesIO(paper_docx(made, a_pack(made), fonts=fonts)))
    assert read.inline_shapes[0].height.cm <= 15.01


def test_a_kind_of_block_it_does_not_know_is_refused(fonts):
    made = paper("k", "1", "Strange", object())
    with pytest.raises(AssertionError, match="no block called object"):
        paper_docx(made, a_pack(made), fonts=fonts)
