"""
Papers given as PDF and Word: taken, refused, bound in, asked for again.
"""

import io

import pikepdf
import pytest

from saferboard.domain.refusals import Refused
from saferboard.domain.states import MeetingState
from saferboard.ledger.models import Entry, Kind
from saferboard.letters.models import Letter
from saferboard.library import operations as library
from saferboard.library.models import StoredFile
from saferboard.meetings.models import GivenPaper, Item, Meeting, PaperKind
from saferboard.packs.checking import check_pack
from saferboard.packs.files import file_of
from saferboard.packs.given.operations import withdraw_paper
from saferboard.packs.operations import issue_pack, make_pack
from tests.documents.reading_back import elements, pages_text
from tests.documents.unsafe import excel, pdf, with_attachment, with_launch, with_script, word
from tests.rooms.packs.giving import (
    WORDS,
    a_word_paper,
    give,
    item_of,
    tagged_pdf,
    untagged_pdf,
    upload,
)
from tests.world import AT, BY, PUBLISHED, drafted

GIVE = f"/meetings/{PUBLISHED}/papers/3/give/"


@pytest.fixture
def clerk(client, world):
    client.force_login(world.users["clerk"])
    return client


def sent(clerk, content: bytes, name: str = "paper.pdf"):
    return clerk.post(GIVE, {"file": upload(content, name), "owner": "head-of-safety"})


def test_a_word_paper_is_set_like_our_own_and_is_tagged(world):
    give(world, "3", a_word_paper())
    assert item_of(world.published, "3").paper == PaperKind.FILE
    pack = make_pack(world.published, by=BY, at=AT)
    content = file_of(pack.sha256).read_bytes()
    first, last = pack.ranges["3"]
    assert WORDS in " ".join(" ".join(pages_text(content)[first - 1 : last]).split())
    with pikepdf.open(io.BytesIO(content)) as opened, opened.open_metadata() as said:
        assert said["pdfuaid:part"] == "1"
        titles = [str(node.get("/T", "")) for tag, node in elements(opened) if tag == "/H2"]
        assert "Night-time patrols" in titles
    assert pack.declares
    (bound,) = pack.papers.filter(number="3")
    assert (bound.tagged, bound.file, bound.first, bound.last) == (True, None, first, last)


def test_a_tagged_pdf_keeps_its_tags_and_the_pack_its_declaration(world):
    give(world, "3", tagged_pdf())
    pack = make_pack(world.published, by=BY, at=AT)
    with pikepdf.open(file_of(pack.sha256)) as opened, opened.open_metadata() as said:
        assert said["pdfuaid:part"] == "1"
        parts = [str(n.T) for tag, n in elements(opened) if tag == "/Part" and "/T" in n]
        assert "Questions from the public" in parts
    assert not Letter.objects.filter(kind="word-wanted").exists()


def test_a_pack_with_an_untagged_paper_says_so_and_its_owner_is_asked(clerk, world):
    give(world, "3", untagged_pdf())
    letter = Letter.objects.get(kind="word-wanted")
    assert letter.post.code == "head-of-safety"
    assert "item 3" in letter.subject
    pack = make_pack(world.published, by=BY, at=AT)
    assert not pack.declares
    content = file_of(pack.sha256).read_bytes()
    with pikepdf.open(io.BytesIO(content)) as opened, opened.open_metadata() as said:
        assert "pdfuaid:part" not in said
        assert opened.Root.MarkInfo.Marked
        tables = [node for tag, node in elements(opened) if tag == "/Table"]
    assert tables
    pages = pages_text(content)
    agenda = " ".join(" ".join(pages[: pack.ranges["1"][0] - 1]).split())
    assert "It is a PDF without tags" in agenda
    assert "Head of Community Safety has been asked for it in Word." in agenda
    page = clerk.get(f"/meetings/{PUBLISHED}/").content.decode()
    assert "It does not declare PDF/UA" in page
    assert "Item 3, Questions from the public" in page


def test_the_agendas_pages_are_where_the_papers_are(world):
    give(world, "3", untagged_pdf("NUMBERED", pages=5))
    pack = make_pack(world.published, by=BY, at=AT)
    pages = pages_text(file_of(pack.sha256).read_bytes())
    first, last = pack.ranges["3"]
    assert last - first + 1 == 6
    assert "Item 3" in pages[first - 1]
    for number in range(first + 1, last + 1):
        assert "NUMBERED" in pages[number - 1]
        assert f"Page {number}" in pages[number - 1]
    agenda = " ".join(" ".join(pages[: pack.ranges["1"][0] - 1]).split())
    assert f"(Pages {first} – {last})" in agenda
    assert pack.pages == len(pages)


REFUSED = {
    "a workbook": (excel, "It is not a PDF or Word file"),
    "a text": (lambda: b"Some words.", "It is not a PDF or Word file"),
    "a program": (lambda: b"MZ\x90\x00" + b"\x01" * 99, "It is of no kind that is kept"),
    "a locked PDF": (
        lambda: pdf(encryption=pikepdf.Encryption(owner="o", user="u")),
        "locked with a password",
    ),
    "an old or locked Word file": (lambda: b"\xd0\xcf\x11\xe0" + b"\0" * 600, "old Office file"),
    "a PDF with a script": (lambda: pdf(with_script), "script or a command"),
    "a PDF that launches": (lambda: pdf(with_launch), "script or a command"),
    "a PDF that carries a file": (lambda: pdf(with_attachment), "carries another file"),
    "a PDF cut short": (lambda: pdf()[:200], "damaged or cut short"),
    "nothing": (lambda: b"  ", "It is empty"),
    "a Word file with a comment": (
        lambda: word(body='<w:p><w:r><w:commentReference w:id="0"/></w:r></w:p>'),
        "It holds a comment, which would be lost.",
    ),
    "a Word file with a picture": (
        lambda: word(body="<w:p><w:r><w:drawing/></w:r></w:p>"),
        "It holds a picture, which would be lost. Save the paper from Word as PDF",
    ),
}


@pytest.mark.parametrize("what", REFUSED)
def test_what_is_no_paper_is_refused_in_a_sentence_and_nothing_is_kept(clerk, what):
    make, words = REFUSED[what]
    before = Entry.objects.count()
    answer = sent(clerk, make())
    assert answer.status_code == 400
    assert words in answer.content.decode()
    assert 'value="head-of-safety" selected' in answer.content.decode()
    counted = (StoredFile.objects.count(), GivenPaper.objects.count(), Entry.objects.count())
    assert counted == (0, 0, before)


def test_a_file_over_the_limit_is_refused_with_the_limit(clerk, monkeypatch):
    monkeypatch.setattr(library, "LARGEST", 1024 * 1024)
    answer = sent(clerk, untagged_pdf() + b"\0" * 1024 * 1024)
    assert answer.status_code == 400
    assert "larger than 1 MB" in answer.content.decode()


def test_a_paper_that_is_made_here_takes_no_file(world):
    with pytest.raises(Refused, match="The paper of item 4a is made here"):
        give(world, "4a", untagged_pdf())


def test_a_later_file_takes_the_place_of_an_earlier_one_which_is_kept(clerk, world):
    give(world, "3", untagged_pdf())
    assert sent(clerk, a_word_paper(), "again.docx").status_code == 302
    old, new = GivenPaper.objects.order_by("id")
    assert (old.replaced_at is None, new.replaced_at) == (False, None)
    page = clerk.get(GIVE).content.decode()
    assert "Word, set like our own papers" in page
    assert "PDF of 2 pages, without tags" in page


def test_after_the_meeting_a_paper_is_corrected_and_no_first_one_given(clerk, world):
    give(world, "3", untagged_pdf())
    Meeting.objects.filter(pk=world.published.pk).update(state=MeetingState.HELD)
    bare = world.published.items.filter(paper=PaperKind.NONE).first().number
    with pytest.raises(Refused, match=f"The meeting was held, and item {bare} had no paper"):
        give(world, bare, untagged_pdf())
    assert sent(clerk, a_word_paper(), "again.docx").status_code == 302
    page = clerk.get(f"/meetings/{PUBLISHED}/").content.decode()
    assert f"/meetings/{PUBLISHED}/papers/3/give/" in page
    assert f"/meetings/{PUBLISHED}/papers/{bare}/give/" not in page


def test_a_paper_taken_off_is_kept_and_its_item_has_none(clerk, world):
    give(world, "3", untagged_pdf())
    assert clerk.post(f"/meetings/{PUBLISHED}/papers/3/withdraw/").status_code == 302
    assert item_of(world.published, "3").paper == PaperKind.NONE
    assert StoredFile.objects.exists()
    assert Entry.objects.latest("id").kind == Kind.PAPER_WITHDRAWN
    with pytest.raises(Refused, match="Nothing is given"):
        withdraw_paper(item_of(world.published, "3"), by=world.users["clerk"], at=AT)


def test_what_was_issued_is_not_taken_off(world):
    give(world, "3", untagged_pdf())
    make_pack(world.published, by=BY, at=AT)
    issue_pack(world.published, sha256=drafted(world.published), by=BY, at=AT)
    with pytest.raises(Refused, match="It was issued and stands"):
        withdraw_paper(item_of(world.published, "3"), by=world.users["clerk"], at=AT)


def test_a_given_file_is_fetched_by_a_signed_address_and_by_those_inside(client, world):
    content = untagged_pdf()
    given = give(world, "3", content)
    address = f"/meetings/{PUBLISHED}/papers/3/given/{given.pk}/"
    assert client.get(address).status_code == 302
    client.force_login(world.users["partner"])
    answer = client.get(address)
    assert answer.url.startswith("/files/")
    assert b"".join(client.get(answer.url)) == content


def test_a_wrong_figure_in_a_word_paper_stops_the_issue(world):
    give(world, "3", a_word_paper("Hate crime rose by 44% from 513 to 805."))
    (finding,) = check_pack(PUBLISHED).open_material
    assert finding.item == "3"
    make_pack(world.published, by=BY, at=AT)
    with pytest.raises(Refused, match="1 material finding"):
        issue_pack(world.published, sha256=drafted(world.published), by=BY, at=AT)


def test_the_form_is_for_those_who_write_papers(client, world):
    client.force_login(world.users["partner"])
    assert client.get(GIVE).status_code == 403
    assert client.post(GIVE, {}).status_code == 403


def test_a_draft_with_a_file_changed_since_is_not_issued(world):
    give(world, "3", untagged_pdf())
    make_pack(world.published, by=BY, at=AT)
    read = drafted(world.published)
    give(world, "3", untagged_pdf("Other words"))
    with pytest.raises(Refused, match="Something has changed since the pack was made"):
        issue_pack(world.published, sha256=read, by=BY, at=AT)


def test_an_item_without_its_file_says_what_is_wanting(world):
    Item.objects.filter(meeting=world.published, number="3").update(paper=PaperKind.FILE)
    with pytest.raises(Refused, match="What item 3, Questions from the public, is to be made from"):
        make_pack(world.published, by=BY, at=AT)
