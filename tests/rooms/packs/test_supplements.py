"""
Late and corrected papers, issued after the pack; and the folder of all of them.
"""

import csv
import datetime as dt
import io
import zipfile

import docx
import pikepdf
import pytest

from saferboard.domain.refusals import Refused
from saferboard.domain.states import PackState
from saferboard.ledger.models import Entry, Kind
from saferboard.letters.models import Letter
from saferboard.meetings.issuing.queries import issued_papers
from saferboard.meetings.models import BoundPaper, Document, Item, Mark, Pack
from saferboard.meetings.operations import rewrite_document
from saferboard.packs.files import file_of
from saferboard.packs.operations import issue_pack, make_pack, make_supplement, take_folder
from tests.documents.reading_back import page_labels, pages_text
from tests.rooms.packs.giving import exempt, give, untagged_pdf
from tests.world import AT, BY, PUBLISHED, drafted

LATER = AT + dt.timedelta(days=3)
WHY = "The figures came on Friday."


@pytest.fixture
def issued(world):
    """The small world with its pack issued."""
    make_pack(world.published, by=BY, at=AT)
    issue_pack(world.published, sha256=drafted(world.published), by=BY, at=AT)
    return world


def correct(world, *texts: str) -> None:
    document = Document.objects.get(item__meeting=world.published, item__number="5")
    rewrite_document(document, texts, by=world.users["clerk"], at=AT)


def supplement(world, *items: str, reason: str = WHY) -> Pack:
    return make_supplement(world.published, items, reason=reason, by=BY, at=LATER)


def issue(world) -> Pack:
    return issue_pack(world.published, sha256=drafted(world.published), by=BY, at=LATER)


def test_a_corrected_paper_takes_the_place_of_the_old_which_is_kept(issued):
    old = Pack.objects.get(number=0)
    bytes_before = file_of(old.sha256).read_bytes()
    correct(issued, "The mended words.")
    supplement(issued, "5")
    new = issue(issued)
    assert (new.number, list(new.ranges)) == (1, ["5"])
    papers = BoundPaper.objects.filter(number="5").order_by("pack__number")
    assert [paper.mark for paper in papers] == [Mark.NONE, Mark.CORRECTED]
    assert issued_papers(PUBLISHED)["5"].pack_id == new.pk
    assert file_of(old.sha256).read_bytes() == bytes_before
    words = " ".join(" ".join(pages_text(file_of(new.sha256).read_bytes())).split())
    first, last = old.ranges["5"]
    where = str(first) if first == last else f"{first}–{last}"
    assert f"takes the place of the paper on page {where} of the pack, which is kept" in words
    assert "The mended words." in words
    assert WHY in words
    assert "supplement 1 to the agenda and papers, 27 October 2022" in words


def test_a_supplement_is_numbered_by_itself_and_named_in_its_line(issued):
    correct(issued, "The mended words.")
    supplement(issued, "5")
    new = issue(issued)
    content = file_of(new.sha256).read_bytes()
    assert page_labels(content) == [str(n) for n in range(1, new.pages + 1)]
    assert [e.facts.get("supplement") for e in Entry.objects.filter(kind=Kind.PACK_ISSUED)] == [
        None,
        1,
    ]
    assert Letter.objects.filter(kind="supplement-issued").count() == 5


def test_a_late_item_is_marked_late_with_its_reason(client, issued):
    Item.objects.create(meeting=issued.published, number="6", position=60, title="Urgent matter")
    give(issued, "6", untagged_pdf("URGENT"))
    supplement(issued, "6")
    issue(issued)
    assert issued_papers(PUBLISHED)["6"].mark == Mark.LATE
    page = client.get(f"/meetings/{PUBLISHED}/").content.decode()
    assert "Urgent matter" in page
    assert "Supplement 1, pages 3 – 5" in page
    assert ">Late<" in page.replace("\n", "").replace("  ", "")
    assert f"Item 6, Urgent matter: late. {WHY}" in page


def test_the_next_supplement_has_the_next_number_and_keeps_the_marks(client, issued):
    correct(issued, "Mended once.")
    supplement(issued, "5")
    issue(issued)
    correct(issued, "Mended twice.")
    supplement(issued, "5")
    assert issue(issued).number == 2
    page = client.get(f"/meetings/{PUBLISHED}/").content.decode()
    for words in ("supplement-1.pdf", "supplement-2.pdf", "Supplement 2, page 3"):
        assert words in page
    assert "Mended twice." in client.get(f"/meetings/{PUBLISHED}/papers/5/").content.decode()


REFUSED = {
    "no item": ((), WHY, "Choose the items"),
    "no reason": (("5",), "  ", "Say why these papers come after"),
    "an unknown item": (("99",), WHY, "There is no item 99 on the agenda"),
    "an item as it was issued": (("4a",), WHY, "The paper of item 4a is as it was issued"),
}


@pytest.mark.parametrize("what", REFUSED)
def test_a_supplement_that_says_nothing_new_is_refused(issued, what):
    items, reason, words = REFUSED[what]
    with pytest.raises(Refused, match=words):
        supplement(issued, *items, reason=reason)
    assert not Pack.objects.filter(number=1).exists()


def test_there_is_no_supplement_before_the_pack(world):
    with pytest.raises(Refused, match="The pack is not issued"):
        supplement(world, "5")


def test_the_clerk_makes_and_issues_one_by_form(client, issued):
    correct(issued, "The mended words.")
    client.force_login(issued.users["clerk"])
    address = f"/meetings/{PUBLISHED}/pack/supplement/"
    answer = client.post(address, {"items": ["5"], "reason": ""})
    assert answer.status_code == 400
    assert "write something" in answer.content.decode()
    assert client.post(address, {"items": ["5"], "reason": WHY}).status_code == 302
    page = client.get(f"/meetings/{PUBLISHED}/").content.decode()
    assert "draft supplement 1" in page
    assert "Issue the supplement" in page
    read = {"sha256": drafted(issued.published)}
    client.post(f"/meetings/{PUBLISHED}/pack/issue/", read)
    assert Pack.objects.get(number=1).state == PackState.ISSUED


def test_a_finding_elsewhere_does_not_hold_a_supplement(issued):
    """What was issued was answered for; only what comes now is asked of."""
    correct(issued, "Hate crime rose by 44% from 513 to 805.")
    give_late(issued)
    supplement(issued, "6")
    assert issue(issued).number == 1
    supplement(issued, "5")
    with pytest.raises(Refused, match="material finding"):
        issue(issued)


def give_late(world) -> None:
    Item.objects.create(meeting=world.published, number="6", position=60, title="Urgent matter")
    give(world, "6", untagged_pdf("URGENT"))


def folder(world) -> zipfile.ZipFile:
    content = take_folder(world.published, by=world.users["clerk"], at=LATER)
    return zipfile.ZipFile(io.BytesIO(content))


def test_the_folder_has_each_paper_as_pdf_and_word_named_by_its_item(world):
    given = untagged_pdf("GIVEN")
    give(world, "3", given)
    exempt(world.published, "3")
    make_pack(world.published, by=BY, at=AT)
    issue_pack(world.published, sha256=drafted(world.published), by=BY, at=AT)
    taken = folder(world)
    names = set(taken.namelist())
    for stem in ("00-agenda", "01-matters-arising", "04a-safer-streets", "05-towards-2025"):
        assert {f"part-1-public/{stem}.pdf", f"part-1-public/{stem}.docx"} <= names
    exempt_file = "part-2-exempt/03-questions-from-the-public.pdf"
    assert {n for n in names if n.startswith("part-2")} == {exempt_file}
    assert taken.read(exempt_file) == given
    assert {"pack-public.pdf", "pack-full.pdf", "index.csv", "index.html"} <= names
    assert docx.Document(io.BytesIO(taken.read("part-1-public/04a-safer-streets.docx"))).paragraphs
    line = Entry.objects.latest("id")
    assert (line.kind, line.facts["papers"], line.facts["exempt"]) == (Kind.FOLDER_MADE, 5, 1)


def test_a_paper_in_the_folder_has_the_packs_page_numbers_and_its_own_tags(issued):
    first, last = Pack.objects.get(number=0).ranges["4a"]
    content = folder(issued).read("part-1-public/04a-safer-streets.pdf")
    assert page_labels(content) == [str(n) for n in range(first, last + 1)]
    with pikepdf.open(io.BytesIO(content)) as opened, opened.open_metadata() as said:
        assert said["pdfuaid:part"] == "1"
        assert said["dc:title"] == "Safer streets"


def test_its_index_names_every_file_and_where_the_paper_was_issued(issued):
    correct(issued, "The mended words.")
    supplement(issued, "5")
    issue(issued)
    taken = folder(issued)
    lines = list(csv.DictReader(io.StringIO(taken.read("index.csv").decode("utf-8-sig"))))
    named = {name for line in lines for name in (line["PDF"], line["Word"]) if name}
    others = {"index.csv", "index.html", "pack-public.pdf", "supplement-1-public.pdf"}
    assert named | others == set(taken.namelist())
    (fifth,) = [line for line in lines if line["Item"] == "5"]
    assert (fifth["Issued in"], fifth["Remark"]) == ("supplement 1", f"Corrected: {WHY}")
    assert "The mended words." in " ".join(pages_text(taken.read(fifth["PDF"])))
    page = taken.read("index.html").decode()
    assert all(f'href="{name}"' in page for name in named)


def test_the_same_papers_make_the_same_folder(issued):
    clerk = issued.users["clerk"]
    once = take_folder(issued.published, by=clerk, at=AT)
    assert take_folder(issued.published, by=clerk, at=LATER) == once


def test_a_folder_is_taken_by_button_and_only_once_something_is_issued(client, world):
    client.force_login(world.users["clerk"])
    address = f"/meetings/{PUBLISHED}/pack/folder/"
    assert client.post(address).status_code == 403
    make_pack(world.published, by=BY, at=AT)
    issue_pack(world.published, sha256=drafted(world.published), by=BY, at=AT)
    answer = client.post(address)
    assert answer.headers["Content-Type"] == "application/zip"
    assert 'filename="2022-10-27-papers.zip"' in answer.headers["Content-Disposition"]
