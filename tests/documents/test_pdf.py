"""
The printed pack, read back as a board member's software reads it.
"""

import hashlib
import io
import itertools
import re
import subprocess
import sys
from pathlib import Path

import pikepdf
import pytest

from saferboard.documents import blocks as b
from saferboard.documents import letters, typesetting
from saferboard.documents.pdf import pack_pdf
from tests.documents.conftest import a_pack, paper, small_pack
from tests.documents.reading_back import BLANK, counts, elements, page_labels, pages_text, tags

HOSTILE = (
    '#import "x"',
    "$a^2$ and @foo <bar>",
    "#panic() ]} */ // -- --- ~ \\ \\u{41}",
    "= Not a heading *not bold* _not slanted_ `not code`",
    "- not a list + nor this / nor: that",
    "\"straight\" and 'single' {braces} [brackets]",
    "https://example.org/a_b?c=d&e=%20 100% £5 ½ é",
)


@pytest.fixture(scope="module")
def opened(printed):
    with pikepdf.open(io.BytesIO(printed.content)) as pdf:
        yield pdf


def test_it_is_tagged_and_says_what_and_in_which_language_it_is(opened):
    assert opened.Root.MarkInfo.Marked
    assert str(opened.Root.Lang) == "en-GB"
    assert opened.Root.ViewerPreferences.DisplayDocTitle
    title = "Safer Example Partnership Board, 27 October 2022"
    assert str(opened.docinfo.Title) == title
    with opened.open_metadata() as metadata:
        assert metadata["dc:title"] == title
        assert metadata["pdfuaid:part"] == "1"


def test_bookmarks_lead_to_the_agenda_each_paper_and_its_sections(opened):
    with opened.open_outline() as outline:
        tops = [item.title for item in outline.root]
        last = outline.root[-1]
        below = [(item.title, [i.title for i in item.children]) for item in last.children]
    assert tops == [
        "Members",
        "Agenda",
        "Item 2 Matters arising",
        "Item 3 Minutes",
        "Item 5a Priority 1: Safer neighbourhoods",
    ]
    assert below == [("Burglary", ["By month"])]


def test_headings_never_skip_a_level(opened):
    levels = [int(t[2:]) for t, _ in elements(opened) if re.fullmatch("/H[1-6]", t)]
    assert levels[0] == 1
    assert max(levels) == 4
    assert all(after <= before + 1 for before, after in itertools.pairwise(levels))


def test_tables_have_headings_rows_and_captions(opened):
    tables = [node for tag, node in elements(opened) if tag == "/Table"]
    assert [tags(t) for t in tables] == [["/Caption", "/THead", "/TBody"]] * 2
    found = counts(opened)
    assert found["/TH"] == 2 * 5
    assert found["/TD"] == (3 + 60) * 5
    assert found["/TR"] == 1 + 3 + 1 + 60


def test_a_long_table_repeats_its_headings(printed):
    first, last = printed.ranges["p1"]
    pages = pages_text(printed.content)[first - 1 : last]
    assert len(pages) > 2
    assert all("RAG status" in page for page in pages if "Measure" in page)


def test_every_chart_has_words(opened):
    figures = [node for tag, node in elements(opened) if tag == "/Figure"]
    assert [str(f.Alt) for f in figures] == ["Burglary fell from 40 to 20."]


def test_every_paper_starts_on_a_right_hand_page(printed):
    pages = pages_text(printed.content)
    numbers = {p.key: p.number for p in small_pack().papers}
    for key, (first, last) in printed.ranges.items():
        assert first % 2 == 1
        assert f"Item {numbers[key]}" in pages[first - 1]
        assert not any(BLANK in page for page in pages[first - 1 : last])


def test_only_blank_pages_say_so(printed):
    held = {n for first, last in printed.ranges.values() for n in range(first, last + 1)}
    for number, page in enumerate(pages_text(printed.content), start=1):
        if number > 2:
            assert (BLANK in page) == (number not in held)
        # Even a blank page has its number, or the reader thinks one is lost.
        assert f"Page {number}" in page


def test_there_is_a_blank_page_to_test(printed):
    assert BLANK in "".join(pages_text(printed.content))


def test_a_blank_page_is_passed_over_when_read_aloud(printed):
    with pikepdf.open(io.BytesIO(printed.content)) as pdf:
        for words, page in zip(pages_text(printed.content), pdf.pages, strict=True):
            assert ("/StructParents" in page) == (BLANK not in words)


def test_labels_and_footers_and_count_agree(printed):
    pages = pages_text(printed.content)
    footers = [re.findall(r"\bPage (\d+)", page)[-1] for page in pages]
    assert footers == page_labels(printed.content)
    assert footers == [str(n) for n in range(1, printed.pages + 1)]


def test_the_agenda_says_where_each_paper_is(printed):
    agenda = " ".join(pages_text(printed.content)[1].split())
    for paper_ in small_pack().papers:
        first, last = printed.ranges[paper_.key]
        said = f"(Page {first})" if first == last else f"(Pages {first} – {last})"
        assert f"{paper_.title} {said}" in agenda


def test_the_agenda_leads_to_the_papers(printed, opened):
    names = {
        str(name): destination
        for name, destination in pikepdf.NameTree(opened.Root.Names.Dests).items()
    }
    pages = {page.objgen: number for number, page in enumerate(opened.pages, start=1)}
    led = [
        pages[names[str(link.Dest)][0].objgen]
        for link in opened.pages[1].Annots
        if link.Subtype == "/Link"
    ]
    assert led == [first for first, _ in printed.ranges.values()]


@pytest.mark.parametrize("length", range(4, 14))
def test_a_range_ends_where_the_words_end(length, fonts):
    made = pack_pdf(
        a_pack(paper("a", "1", "First", paragraphs=length), paper("z", "2", "Next")), fonts=fonts
    )
    pages = pages_text(made.content)
    _, last = made.ranges["a"]
    assert "agreed." in pages[last - 1]
    assert not any("of First" in page for page in pages[last:])


def test_forty_papers_settle(fonts):
    papers = tuple(paper(f"k{n}", str(n), f"Paper {n}", paragraphs=1 + n % 7) for n in range(40))
    made = pack_pdf(a_pack(*papers), fonts=fonts)
    assert all(first % 2 == 1 for first, _ in made.ranges.values())
    agenda = " ".join(" ".join(pages_text(made.content)[1:5]).split())
    assert "Paper 39 (Pages {} – {})".format(*made.ranges["k39"]) in agenda or (
        f"Paper 39 (Page {made.ranges['k39'][0]})" in agenda
    )


def test_hostile_words_are_printed_and_not_obeyed(fonts):
    everywhere = (
        *(b.Heading(1, words) for words in HOSTILE),
        *(b.Paragraph(b.text(words, bold=True, italic=True)) for words in HOSTILE),
        b.Bullets(tuple(b.text(words) for words in HOSTILE)),
        b.Facts(tuple((words, b.text(words)) for words in HOSTILE)),
        *(b.Table(w, (w, "Other"), ((b.text(w), b.tag(w, "red")),), note=w) for w in HOSTILE),
        *(b.Inset(b.text(words)) for words in HOSTILE),
    )
    for words in HOSTILE:
        made = pack_pdf(a_pack(paper("k", words, words, *everywhere)), fonts=fonts)
        read = "".join("".join(pages_text(made.content)).split())
        for said in HOSTILE:
            # A heading, a paragraph, a bullet, a fact and its label, a table's five, an inset.
            assert read.count("".join(said.split())) >= 11
        assert made.replaced == frozenset()


def test_a_letter_no_font_holds_is_marked_and_reported(fonts):
    words = "Well done \U0001f600 你 \ud800 kept: ☐ Ω ✓ gone:\x0b\x01\ufeff bullet:\uf0b7."
    made = pack_pdf(a_pack(paper("k", "1", "T", b.Paragraph(b.text(words)))), fonts=fonts)
    assert made.replaced == {"\U0001f600", "你", "\ud800"}
    assert "Well done � � � kept: ☐ Ω ✓ gone: bullet:•." in pages_text(made.content)[2]


def test_letters_called_safe_have_shapes(fonts):
    safe = [chr(n) for n in range(0x20, 0x180)] + list("–—‘’“”•…€−≤≥")
    unshaped = [
        letter
        for letter in safe
        if not letters.UNSURE.match(letter) and not typesetting.can_print(letter, fonts)
    ]
    assert unshaped == []


def test_empty_things_print(fonts):
    papers = (
        b.Paper(key="", number="", title="Untitled", blocks=()),
        paper(
            "k",
            "1",
            "Empty things",
            b.Paragraph(()),
            b.Bullets(()),
            b.Bullets((), columns=3),
            b.Facts(()),
            b.Table("", ("Only a head",), ()),
            paragraphs=0,
        ),
    )
    assert pack_pdf(a_pack(*papers), fonts=fonts).pages >= 5
    assert pack_pdf(a_pack(), fonts=fonts).pages == 2


AGAIN = """
import hashlib, sys
from pathlib import Path
from saferboard.documents.pdf import pack_pdf
from tests.documents.conftest import small_pack
print(hashlib.sha256(pack_pdf(small_pack(), fonts=Path(sys.argv[1])).content).hexdigest())
"""


def test_another_process_prints_the_same_bytes(printed, fonts):
    root = Path(__file__).parents[2]
    told = subprocess.run(
        [sys.executable, "-c", AGAIN, str(fonts)],
        check=True,
        capture_output=True,
        text=True,
        cwd=root,
        env={"PYTHONPATH": f"{root}/src:{root}", "TZ": "Asia/Tokyo", "LANG": "C"},
    )
    assert told.stdout.strip() == hashlib.sha256(printed.content).hexdigest()


def test_a_folder_without_the_font_is_refused(tmp_path):
    with pytest.raises(typesetting.MissingFonts, match="make assets"):
        pack_pdf(small_pack(), fonts=tmp_path)
