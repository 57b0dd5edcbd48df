"""
The pack of 27 October 2022, read back with other people's libraries.
"""

import io
import itertools
import re

import docx
import pikepdf
import pypdfium2
import pytest

from saferboard.documents.pdf import pack_pdf
from saferboard.meetings.models import Pack
from saferboard.packs.composing import compose
from saferboard.packs.operations import file_of
from saferboard.ui.assets import VENDOR
from tests.repo.doors import MEETING
from tests.repo.reading_html import read_whole

PAPERS = ("2", "3", "5a", "5b", "5c", "5d", "7a")
BLANK = "This page is left intentionally blank"


@pytest.fixture
def pack(demo_world) -> Pack:
    return Pack.objects.get()


@pytest.fixture
def content(pack) -> bytes:
    return file_of(pack.sha256).read_bytes()


@pytest.fixture
def opened(content):
    with pikepdf.open(io.BytesIO(content)) as pdf:
        yield pdf


@pytest.fixture
def pages(content) -> list[str]:
    document = pypdfium2.PdfDocument(content)
    try:
        return [page.get_textpage().get_text_bounded() for page in document]
    finally:
        document.close()


def elements(node):
    """Yield every element of the tree of tags with its kind, in reading order."""
    if isinstance(node, pikepdf.Array):
        for child in node:
            yield from elements(child)
    elif isinstance(node, pikepdf.Dictionary) and "/S" in node:
        yield str(node.S), node
        if "/K" in node:
            yield from elements(node.K)


def below(node) -> list[str]:
    children = node.get("/K", [])
    several = children if isinstance(children, pikepdf.Array) else [children]
    return [str(c.S) for c in several if isinstance(c, pikepdf.Dictionary) and "/S" in c]


def test_it_declares_its_standard_language_and_title(opened):
    with opened.open_metadata() as metadata:
        assert metadata["pdfuaid:part"] == "1"
        assert "27 October 2022" in metadata["dc:title"]
    assert opened.Root.MarkInfo.Marked
    assert str(opened.Root.Lang) == "en-GB"
    assert opened.Root.ViewerPreferences.DisplayDocTitle
    assert "Safer Bromley Partnership Board" in str(opened.docinfo.Title)


def test_its_date_is_the_day_it_was_issued(opened):
    assert str(opened.docinfo.CreationDate).startswith("D:20221019")


def test_every_table_has_a_caption_and_a_row_of_headings(opened):
    tables = [node for kind, node in elements(opened.Root.StructTreeRoot.K) if kind == "/Table"]
    assert len(tables) > 20
    for table in tables:
        assert below(table)[:2] == ["/Caption", "/THead"]


def test_every_chart_has_words_in_its_place(opened):
    figures = [node for kind, node in elements(opened.Root.StructTreeRoot.K) if kind == "/Figure"]
    assert len(figures) >= 10
    for figure in figures:
        assert len(str(figure.Alt).split()) > 5


def test_headings_never_skip_a_level(opened):
    kinds = [kind for kind, _ in elements(opened.Root.StructTreeRoot.K)]
    levels = [int(kind[2]) for kind in kinds if re.fullmatch("/H[1-6]", kind)]
    assert levels[0] == 1
    assert all(after <= before + 1 for before, after in itertools.pairwise(levels))


def test_a_bookmark_leads_to_each_paper(opened):
    with opened.open_outline() as outline:
        tops = [item.title for item in outline.root]
    assert [top.split()[1] for top in tops if top.startswith("Item ")] == list(PAPERS)


def test_labels_footers_and_count_agree(pack, content, pages):
    document = pypdfium2.PdfDocument(content)
    labels = [document.get_page_label(n) for n in range(len(document))]
    document.close()
    footers = [re.findall(r"\bPage (\d+)", page)[-1] for page in pages]
    assert labels == footers == [str(n) for n in range(1, pack.pages + 1)]
    assert 40 <= len(pages) == pack.pages <= 60


def test_the_agenda_says_the_pages_each_paper_is_on(pack, pages):
    agenda = " ".join(" ".join(pages[: pack.ranges["2"][0] - 1]).split())
    for first, last in pack.ranges.values():
        said = f"(Page {first})" if first == last else f"(Pages {first} – {last})"
        assert said in agenda


def test_seven_papers_start_on_right_hand_pages(pack, pages):
    assert tuple(pack.ranges) == PAPERS
    for number, (first, last) in pack.ranges.items():
        assert first % 2 == 1
        assert f"Item {number}" in pages[first - 1]
        assert not any(BLANK in page for page in pages[first - 1 : last])
    starts = [first for first, _ in pack.ranges.values()]
    ends = [last for _, last in pack.ranges.values()]
    for end, start in zip(ends, starts[1:], strict=False):
        assert all(BLANK in page for page in pages[end : start - 1])


def test_the_report_of_matters_arising_has_its_head(pack, pages):
    first, last = pack.ranges["2"]
    paper = " ".join(" ".join(pages[first - 1 : last]).split())
    for words in (
        "Report number",
        "Decision maker",
        "Decision type",
        "Contact officer",
        "Chief officer",
        "Ward",
        "Reason for the report",
        "Recommendation",
        "Corporate policy",
        "Financial",
        "Staff",
        "Legal",
        "Customer impact",
        "Ward councillors",
        "Background documents",
    ):
        assert words in paper


def test_the_crime_table_says_what_was_printed_and_what_is_true(pack, pages):
    first, last = pack.ranges["5a"]
    paper = " ".join(" ".join(pages[first - 1 : last]).split())
    assert "513" in paper
    assert "805" in paper
    assert "56.9%" in paper


def test_no_token_is_left_unread(pages):
    assert not [page for page in pages if re.search(r"\{[a-z]+-", page)]


def test_every_figure_of_it_is_frozen(pack):
    assert len(pack.figures) > 50
    assert pack.figures == compose(MEETING).figures
    for one in pack.figures:
        assert (one["value"] is None) != (one["absence"] is None)
        assert one["origins"] or one["absence"]


def test_no_word_of_it_goes_without_a_letter(pack):
    again = pack_pdf(compose(MEETING).pack, fonts=VENDOR / "fonts")
    assert again.replaced == frozenset()
    assert again.content == file_of(pack.sha256).read_bytes()


@pytest.mark.parametrize("number", PAPERS)
def test_a_word_copy_of_each_paper_opens(client, demo_world, number):
    answer = client.get(f"/meetings/{MEETING}/papers/{number}/word/")
    opened = docx.Document(io.BytesIO(answer.content))
    words = [paragraph.text for paragraph in opened.paragraphs]
    words += [cell.text for table in opened.tables for row in table.rows for cell in row.cells]
    assert len(" ".join(words)) > 1000
    assert opened.core_properties.language == "en-GB"


def test_the_pack_is_taken_away_as_a_file(client, demo_world, content):
    answer = client.get(f"/meetings/{MEETING}/pack.pdf")
    assert answer.headers["Content-Type"] == "application/pdf"
    assert read_whole(answer) == content
