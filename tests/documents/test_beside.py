"""
Words beside a text, as minutes set who is to act, in every copy of a paper.
"""

import datetime as dt
import io

import docx
import pypdfium2

from saferboard.documents.blocks import Beside, Brand, Pack, Paper, text
from saferboard.documents.pdf import pack_pdf
from saferboard.documents.stored import paper_data, paper_from
from saferboard.documents.word import paper_docx
from saferboard.ui.assets import VENDOR
from saferboard.ui.templatetags.blocks import blocks as on_page

FONTS = VENDOR / "fonts"
DECIDED = Beside(text("RESOLVED that lamps be lit."), text("Action: Head of Lamps"))
PAPER = Paper(key="m", number="", title="Minutes", blocks=(DECIDED,))
PACK = Pack(
    title="Minutes",
    partnership="Safer Westhaven",
    meeting_line="Thursday",
    issued=dt.date(2022, 10, 27),
    brand=Brand(name="Safer Westhaven"),
    front=(DECIDED,),
)


def test_the_text_is_read_before_the_words_beside_it():
    page = pypdfium2.PdfDocument(pack_pdf(PACK, fonts=FONTS).content)[0].get_textpage()
    printed = " ".join(page.get_text_bounded().split())
    assert printed.index("RESOLVED that lamps be lit.") < printed.index("Action: Head of Lamps")
    word = docx.Document(io.BytesIO(paper_docx(PAPER, PACK, fonts=FONTS)))
    (cells,) = [[cell.text for cell in row.cells] for row in word.tables[0].rows]
    assert cells == ["RESOLVED that lamps be lit.", "Action: Head of Lamps"]
    assert 'class="sb-beside"' in on_page(DECIDED)


def test_it_is_kept_and_read_again():
    assert paper_from(paper_data(PAPER)) == PAPER
