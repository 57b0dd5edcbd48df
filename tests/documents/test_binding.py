"""
PDFs that people gave, bound into a printed pack and read back with other people's libraries.
"""

import dataclasses
import io
from pathlib import Path

import pikepdf
import pypdfium2
import pytest
from pikepdf import Array, Dictionary, Name, NameTree, NumberTree, String

from saferboard.documents import blocks as b
from saferboard.documents.binding import sheets_of
from saferboard.documents.grafting import elements as walked
from saferboard.documents.pdf import PrintedPack, pack_pdf
from tests.documents.conftest import a_pack, paper
from tests.documents.reading_back import counts, elements, page_labels, pages_text, tags


def given(key: str, title: str, path: Path) -> b.Paper:
    said = b.Paragraph(b.text("The pages that follow were given as a PDF."))
    shapes = sheets_of(path).shapes
    return b.Paper(key=key, number=key, title=title, blocks=(said,), sheets=shapes)


@pytest.fixture(scope="module")
def tagged(printed, tmp_path_factory) -> Path:
    """A tagged paper of several pages, with tables whose cells have names, and links."""
    path = tmp_path_factory.mktemp("given") / "tagged.pdf"
    path.write_bytes(printed.content)
    return path


@pytest.fixture(scope="module")
def untagged(tagged) -> Path:
    """The same without tags, its pages lying in every way there is."""
    path = tagged.with_name("untagged.pdf")
    with pikepdf.open(tagged) as pdf:
        del pdf.Root["/StructTreeRoot"]
        del pdf.Root["/MarkInfo"]
        for page, turned in zip(pdf.pages, (0, 90, 180, 270), strict=False):
            page.Rotate = turned
        pdf.pages[4].MediaBox = Array([0, 0, 1191, 842])
        pdf.save(path)
    return path


@pytest.fixture(scope="module")
def bound(tagged, untagged, fonts) -> PrintedPack:
    pack = a_pack(
        paper("a", "1", "First", b.Heading(1, "Why")),
        given("t", "Given with tags", tagged),
        given("s", "Given with tags again", tagged),
        given("u", "Given without", untagged),
        paper("z", "9", "Last"),
    )
    files = {"t": tagged, "s": tagged, "u": untagged}
    return pack_pdf(pack, fonts=fonts, given=files, declare=False)


@pytest.fixture(scope="module")
def opened(bound):
    with pikepdf.open(io.BytesIO(bound.content)) as pdf:
        yield pdf


def test_what_a_file_is_for_binding(tagged, untagged):
    found = sheets_of(tagged)
    assert (set(found.shapes), found.tagged, found.declares) == ({"u"}, True, True)
    found = sheets_of(untagged)
    assert (found.shapes[:5], found.tagged) == ("ububb", False)


def test_every_page_of_every_paper_is_there_once_in_order(bound, tagged):
    sheets = sheets_of(tagged).shapes
    original = pages_text(tagged.read_bytes())
    pages = pages_text(bound.content)
    for key in ("t", "s"):
        first, last = bound.ranges[key]
        assert last - first + 1 == 1 + len(sheets)
        for mine, theirs in zip(pages[first:last], original, strict=True):
            assert mine.startswith(theirs.rstrip("\r\n")[:40])


def test_each_given_page_is_stamped_with_the_number_the_agenda_counts(bound):
    pages = pages_text(bound.content)
    for number, words in enumerate(pages, start=1):
        assert f"Page {number}" in words
    assert page_labels(bound.content) == [str(n) for n in range(1, bound.pages + 1)]
    agenda = " ".join(pages[1].split())
    for key, title in (("t", "Given with tags"), ("u", "Given without")):
        assert "{} (Pages {} – {})".format(title, *bound.ranges[key]) in agenda


def test_the_pack_keeps_its_tags_and_gains_those_of_each_tagged_paper(bound, opened, tagged):
    with pikepdf.open(tagged) as source:
        theirs = counts(source)
    mine = counts(opened)
    assert theirs["/TD"] > 100
    assert mine["/TD"] == 2 * theirs["/TD"]
    assert mine["/Figure"] == 2 * theirs["/Figure"]
    headings = [str(node.get("/T", "")) for tag, node in elements(opened) if tag == "/H1"]
    assert any("First" in title for title in headings)
    assert any("Last" in title for title in headings)


def test_each_papers_tags_stand_where_the_paper_stands(opened):
    document = opened.Root.StructTreeRoot.K[0]
    order = [str(one.get("/T", "")) for one in document.K if str(one.S) in ("/H1", "/Part")]
    wanted = ["First", "Given with tags", "Given with tags", "Given with tags again"]
    found = [next(w for w in reversed(wanted) if w in t) for t in order if "Given with tags" in t]
    assert found == [wanted[1], wanted[1], wanted[3], wanted[3]]
    parts = [one for one in document.K if str(one.S) == "/Part" and "/T" in one]
    assert [str(part.T) for part in parts] == ["Given with tags", "Given with tags again"]
    assert str(parts[0].Lang) == "en-GB"


def test_every_mark_on_a_page_leads_to_a_tag_of_that_page(opened):
    """A page's number finds its tags, and each tag found names the page: both ways round."""
    parents = NumberTree(opened.Root.StructTreeRoot.ParentTree)
    numbers = [int(p.StructParents) for p in opened.pages if "/StructParents" in p.obj]
    assert len(numbers) == len(set(numbers))
    assert max(parents) < int(opened.Root.StructTreeRoot.ParentTreeNextKey)
    reached = {node.objgen for node in walked(opened.Root.StructTreeRoot)}
    for page in opened.pages:
        if "/StructParents" not in page.obj:
            continue
        held = [one for one in parents[int(page.StructParents)] if isinstance(one, Dictionary)]
        assert held
        for one in held:
            assert one.objgen in reached
            below = one.get("/K", ())
            several = below if isinstance(below, Array) else [below]
            named = [one, *(kid for kid in several if isinstance(kid, Dictionary))]
            assert page.objgen in [node.Pg.objgen for node in named if "/Pg" in node]


def test_two_papers_cells_do_not_answer_for_one_another(opened):
    names = [str(node.ID) for _, node in elements(opened) if "/ID" in node]
    assert len(names) == len(set(names)) > 10
    listed = dict(NameTree(opened.Root.StructTreeRoot.IDTree).items())
    assert sorted(listed) == sorted(names)


def test_a_link_in_a_given_paper_leads_within_that_paper(bound, opened):
    pages = {page.objgen: n for n, page in enumerate(opened.pages, start=1)}
    first, last = bound.ranges["s"]
    links = [a for p in opened.pages[first:last] for a in p.obj.get("/Annots", ())]
    for link in links:
        assert "/A" not in link
        assert "/Dest" not in link or first < pages[link.Dest[0].objgen] <= last


def test_no_pack_with_an_untagged_paper_declares_the_standard(opened):
    with opened.open_metadata() as said:
        assert "pdfuaid:part" not in said
        assert said["dc:title"]
    assert opened.Root.MarkInfo.Marked


def test_a_pack_of_papers_that_declare_it_declares_it(tagged, fonts):
    pack = a_pack(given("t", "Given", tagged))
    made = pack_pdf(pack, fonts=fonts, given={"t": tagged})
    with pikepdf.open(io.BytesIO(made.content)) as pdf, pdf.open_metadata() as said:
        assert said["pdfuaid:part"] == "1"


def test_joining_into_a_new_file_would_lose_every_tag(printed, tagged):
    """Why the printed pack stays the file: the short way, tried."""
    joined = pikepdf.new()
    with pikepdf.open(io.BytesIO(printed.content)) as one, pikepdf.open(tagged) as two:
        joined.add_pages_from(one)
        joined.add_pages_from(two)
    assert "/StructTreeRoot" not in joined.Root


def test_untagged_pages_claim_no_tags(bound, opened):
    first, last = bound.ranges["u"]
    assert not any("/StructParents" in page.obj for page in opened.pages[first:last])


def test_a_page_lies_as_it_was_given_on_a_sheet_of_a4(bound, opened):
    first, last = bound.ranges["u"]
    sizes = [[round(float(n)) for n in page.mediabox] for page in opened.pages[first:last]]
    upright, broad = [0, 0, 595, 842], [0, 0, 842, 595]
    assert sizes[:5] == [upright, broad, upright, broad, broad]
    assert not any("/Rotate" in page.obj for page in opened.pages[first:last])


@pytest.mark.parametrize("turned", [0, 90, 180, 270])
def test_a_turned_page_is_seen_as_its_own_program_shows_it(turned, tmp_path, fonts):
    """Where the ink is, by quarters of the page, in the given file and in the pack."""
    path = tmp_path / "turned.pdf"
    with pikepdf.new() as pdf:
        pdf.add_blank_page(page_size=(600, 800))
        page = pdf.pages[0]
        page.contents_add(pdf.make_stream(b"0 0 1 rg 20 620 200 150 re f"))
        page.Rotate = turned
        pdf.save(path)
    made = pack_pdf(a_pack(given("t", "Given", path)), fonts=fonts, given={"t": path})
    alone, within = _ink(path.read_bytes(), 0), _ink(made.content, made.ranges["t"][1] - 1)
    assert alone == within


def _ink(content: bytes, index: int) -> tuple[bool, bool]:
    """Return whether the blue is at the left, and whether it is at the top."""
    document = pypdfium2.PdfDocument(content)
    picture = document[index].render(scale=0.5).to_pil().convert("RGB")
    blue = [
        (x, y)
        for x in range(0, picture.width, 4)
        for y in range(0, picture.height, 4)
        if picture.getpixel((x, y)) == (0, 0, 255)
    ]
    assert blue
    across, down = zip(*blue, strict=True)
    return sum(across) / len(blue) < picture.width / 2, sum(down) / len(blue) < picture.height / 2


def test_what_was_laid_on_a_page_by_way_of_remark_is_not_published(tmp_path, fonts):
    path = tmp_path / "remarked.pdf"
    with pikepdf.new() as pdf:
        pdf.add_blank_page(page_size=(595, 842))
        remark = Dictionary(Type=Name.Annot, Subtype=Name.Text, Rect=Array([9, 9, 29, 29]))
        remark.Contents, remark.T = String("Do not tell them"), String("The author")
        link = Dictionary(Type=Name.Annot, Subtype=Name.Link, Rect=Array([50, 50, 90, 60]))
        link.A = Dictionary(S=Name.URI, URI=String("https://example.org/"))
        pdf.pages[0].obj.Annots = Array([pdf.make_indirect(remark), pdf.make_indirect(link)])
        pdf.save(path)
    made = pack_pdf(a_pack(given("t", "Given", path)), fonts=fonts, given={"t": path})
    with pikepdf.open(io.BytesIO(made.content)) as pdf:
        whole = io.BytesIO()
        (kept,) = pdf.pages[made.ranges["t"][1] - 1].obj.Annots
        assert str(kept.A.URI) == "https://example.org/"
        assert float(kept.Rect[1]) > 50
        pdf.save(whole, compress_streams=False, object_stream_mode=pikepdf.ObjectStreamMode.disable)
    assert b"Do not tell them" not in whole.getvalue()
    assert b"The author" not in whole.getvalue()


def test_a_hidden_layer_stays_hidden(tmp_path, fonts):
    path = tmp_path / "layered.pdf"
    with pikepdf.new() as pdf:
        pdf.add_blank_page(page_size=(595, 842))
        layer = pdf.make_indirect(Dictionary(Type=Name.OCG, Name=String("Not shown")))
        pdf.Root.OCProperties = Dictionary(OCGs=Array([layer]), D=Dictionary(OFF=Array([layer])))
        page = pdf.pages[0]
        page.obj.Resources = Dictionary(Properties=Dictionary(L=layer))
        page.contents_add(pdf.make_stream(b"/OC /L BDC 0 0 1 rg 20 620 200 150 re f EMC"))
        pdf.save(path)
    pack = a_pack(given("t", "Given", path), given("s", "Again", path))
    made = pack_pdf(pack, fonts=fonts, given={"t": path, "s": path})
    for key in ("t", "s"):
        with pytest.raises(AssertionError):
            _ink(made.content, made.ranges[key][1] - 1)


def test_bound_again_from_the_same_it_is_the_same_file(tagged, untagged, fonts):
    pack = a_pack(given("t", "Given", tagged), given("u", "Other", untagged))
    files = {"t": tagged, "u": untagged}
    once, again = (pack_pdf(pack, fonts=fonts, given=files, declare=False) for _ in range(2))
    assert once.content == again.content


def test_progress_is_told_of_each_page(tagged, fonts):
    told = []
    pack_pdf(
        a_pack(given("t", "Given", tagged)),
        fonts=fonts,
        given={"t": tagged},
        progress=told.append,
    )
    assert len(told) == len(sheets_of(tagged).shapes)


def test_a_bound_pack_is_whole(bound, opened):
    assert opened.check_pdf_syntax() == []
    assert len(opened.pages) == bound.pages
    assert tags(opened.Root.StructTreeRoot.K[0])


def test_a_sheet_of_no_known_shape_is_refused(tagged):
    with pytest.raises(ValueError, match="no known shape"):
        dataclasses.replace(given("t", "Given", tagged), sheets="x")
