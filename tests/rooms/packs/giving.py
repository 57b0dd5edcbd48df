"""
Papers to give, made here, and giving them.
"""

import io

import docx
import pikepdf
from django.core.files.uploadedfile import SimpleUploadedFile

from saferboard.documents.pdf import pack_pdf
from saferboard.meetings.models import GivenPaper, Item, Meeting, Part
from saferboard.packs.given.operations import give_paper
from saferboard.partners.models import Post
from saferboard.ui.assets import VENDOR
from tests.documents.conftest import a_pack, paper
from tests.world import AT

WORDS = "Patrols ran on twelve nights in July."


def tagged_pdf(words: str = "Tagged", papers: int = 1) -> bytes:
    """Return a tagged PDF of four pages or more."""
    made = pack_pdf(
        a_pack(*(paper(f"k{n}", str(n), f"{words} {n}") for n in range(papers))),
        fonts=VENDOR / "fonts",
    )
    return made.content


def untagged_pdf(words: str = "SECRET WORDS", pages: int = 2) -> bytes:
    """Return a PDF without tags that says `words` on each page."""
    out = io.BytesIO()
    with pikepdf.new() as pdf:
        font = pdf.make_indirect(
            pikepdf.Dictionary(
                Type=pikepdf.Name.Font,
                Subtype=pikepdf.Name.Type1,
                BaseFont=pikepdf.Name.Helvetica,
            )
        )
        for _ in range(pages):
            pdf.add_blank_page(page_size=(595, 842))
            page = pdf.pages[-1]
            page.obj.Resources = pikepdf.Dictionary(Font=pikepdf.Dictionary(F=font))
            said = f"BT /F 24 Tf 60 700 Td ({words}) Tj ET".encode()
            page.contents_add(pdf.make_stream(said))
        pdf.save(out)
    return out.getvalue()


def a_word_paper(*words: str) -> bytes:
    document = docx.Document()
    document.add_heading("Night-time patrols", level=1)
    for said in words or (WORDS,):
        document.add_paragraph(said)
    out = io.BytesIO()
    document.save(out)
    return out.getvalue()


def upload(content: bytes, name: str = "paper.pdf") -> SimpleUploadedFile:
    return SimpleUploadedFile(name, content)


def item_of(meeting: Meeting, number: str) -> Item:
    return Item.objects.select_related("meeting__body").get(meeting=meeting, number=number)


def give(world, number: str, content: bytes, *, at=AT, meeting=None) -> GivenPaper:
    """Give a paper under an item of the published meeting, as the clerk, for the head."""
    return give_paper(
        item_of(meeting or world.published, number),
        upload(content),
        owner=Post.objects.get(code="head-of-safety"),
        by=world.users["clerk"],
        at=at,
    )


def exempt(meeting: Meeting, number: str) -> None:
    """Make an item exempt, as the clerk who builds the agenda would."""
    Item.objects.filter(meeting=meeting, number=number).update(
        part=Part.EXEMPT, exempt_paragraph=3, exempt_reason="A contract is being let."
    )
