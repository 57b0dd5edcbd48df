"""
Minutes checked against the issued pack, printed in the house form, and signed.
"""

import datetime as dt
import io

import docx
import pikepdf
import pypdfium2
import pytest
from django.urls import reverse

from saferboard.domain.minuting import MinutesState
from saferboard.domain.refusals import Refused
from saferboard.domain.states import MeetingState, PackState
from saferboard.meetings.agreeing import operations as agreeing
from saferboard.meetings.minuted import minutes
from saferboard.meetings.models import Edition, Meeting, MinuteBook, Pack, PaperKind
from saferboard.meetings.operations import (
    ActionWritten,
    ItemPlanned,
    MinuteWritten,
    call_meeting,
    record_minutes,
)
from saferboard.packs.files import file_of, keep
from saferboard.packs.minuting import operations
from saferboard.packs.minuting.checking import check_minutes
from tests.world import AT, BY, LONDON, UNPUBLISHED, meeting_planned

DAY = "2022-11-10"
LATER = dt.datetime(2023, 1, 4, 12, tzinfo=LONDON)


@pytest.fixture
def clerk(world):
    return world.users["clerk"]


@pytest.fixture
def meeting(world):
    """A meeting whose minutes say that one in two of eighty is thirty, and name another owner."""
    held = call_meeting(
        meeting_planned(DAY, MeetingState.HELD, items=(ItemPlanned(number="1", title="Cameras"),)),
        by=BY,
        at=AT,
    )
    written = MinuteWritten(
        "8",
        "Cameras",
        ("Of 80 lamps, 30 (50%) were lit.",),
        clauses=("That the Head of Community Safety report back.", "That it be noted."),
        actions=(ActionWritten((("HM", "housing-manager"),), next_meeting=True),),
    )
    record_minutes(held, attended=(), minutes=[written], by=BY, at=AT)
    return held


def test_a_wrong_figure_and_a_wrong_owner_are_found_and_let_stand_for_a_reason(
    client, world, meeting, clerk
):
    checked = operations.have_checked(meeting, by=clerk, at=LATER)
    assert {one.severity for one in checked.open_findings} >= {"Owner"}
    assert any("50%" in one.quote for one in checked.open_findings)
    assert "No pack was issued" in checked.against
    assert MinuteBook.objects.get(meeting=meeting).state == MinutesState.DRAFT
    keys = {one.key for one in checked.open_findings}
    with pytest.raises(Refused, match="Say why it stands"):
        operations.let_findings_stand(meeting, keys, reason=" ", by=clerk, at=LATER)
    client.force_login(clerk)
    address = reverse("packs:minutes-check", args=[DAY])
    told = client.get(address).content.decode()
    assert "HM is Housing Manager. The resolution names Head of Community Safety" in told
    stand = reverse("packs:minutes-let-stand", args=[DAY])
    client.post(stand, {"finding": sorted(keys), "reason": "As said at the meeting"})
    assert client.post(address).status_code == 200
    assert MinuteBook.objects.get(meeting=meeting).state == MinutesState.CHECKED


ARRESTS = "In Quarter 1 the cameras of the borough contributed to 75 arrests."


def minuted(text: str) -> Meeting:
    """A meeting whose minutes say one thing."""
    items = (ItemPlanned(number="1", title="Cameras"),)
    held = call_meeting(
        meeting_planned(DAY, MeetingState.HELD, items=items),
        by=BY,
        at=AT,
    )
    record_minutes(
        held, attended=(), minutes=[MinuteWritten("8", "Cameras", (text,))], by=BY, at=AT
    )
    return held


def issued(meeting: Meeting, *papers: tuple[PaperKind, str]) -> Pack:
    """Issue a pack of a page for each paper, which says one thing."""
    printed = printed_of(*(words for _, words in papers))
    return Pack.objects.create(
        meeting=meeting,
        state=PackState.ISSUED,
        edition=Edition.PUBLIC,
        made_at=AT,
        made_by=BY,
        issued_at=AT,
        sha256=keep(printed.content),
        pages=printed.pages,
        size=len(printed.content),
        ranges={key: list(pages) for key, pages in printed.ranges.items()},
        agenda=[{"number": str(n), "paper": kind} for n, (kind, _) in enumerate(papers, start=1)],
    )


def test_figures_are_held_against_the_issued_pack(world, tmp_path):
    meeting = minuted(ARRESTS.replace("75", "73"))
    pack = issued(meeting, (PaperKind.DOCUMENT, ARRESTS))
    checked = check_minutes(meeting, minutes(DAY))
    assert checked.against == "Held against the issued pack of this meeting."
    (found,) = checked.open_findings
    assert (found.minute, found.quote, found.severity) == ("8", "73 arrests", "Material")
    assert "75" in found.why
    page = pack.ranges["1"][0]
    assert found.sources == (f"pack, page {page}: 75 arrests",)
    file_of(pack.sha256).unlink()
    with pytest.raises(Refused, match="Put it back from a backup"):
        check_minutes(meeting, minutes(DAY))


DAYS = "There were two Community Impact Days in the quarter."


@pytest.mark.parametrize(("kind", "found"), [(PaperKind.MINUTES, 0), (PaperKind.DOCUMENT, 1)])
def test_what_an_earlier_meeting_minuted_is_of_its_own_quarter(world, kind, found):
    meeting = minuted(DAYS.replace("two", "3"))
    issued(meeting, (kind, DAYS))
    assert len(check_minutes(meeting, minutes(DAY)).open_findings) == found


def printed_of(*papers: str):
    from saferboard.documents.blocks import Brand, Pack, Paper, Paragraph, text
    from saferboard.documents.pdf import pack_pdf
    from saferboard.ui.assets import VENDOR

    bound = Pack(
        title="Papers",
        partnership="Safer Westhaven",
        meeting_line="Thursday",
        issued=dt.date(2022, 11, 1),
        brand=Brand(name="Safer Westhaven"),
        front=(Paragraph(text("The agenda.")),),
        papers=tuple(
            Paper(key=str(n), number=str(n), title="A paper", blocks=(Paragraph(text(words)),))
            for n, words in enumerate(papers, start=1)
        ),
    )
    return pack_pdf(bound, fonts=VENDOR / "fonts")


def test_they_print_in_the_house_form_as_tagged_pdf_and_word(client, meeting, clerk):
    client.force_login(clerk)
    answer = client.get(reverse("packs:minutes-pdf", args=[DAY]))
    with pikepdf.open(io.BytesIO(answer.content)) as opened:
        assert opened.Root.MarkInfo.Marked
        with opened.open_metadata() as metadata:
            assert metadata["pdfuaid:part"] == "1"
    page = pypdfium2.PdfDocument(answer.content)[0].get_textpage()
    printed = " ".join(page.get_text_bounded().split())
    assert "8. Cameras" in printed
    assert "Minute Action 8. Cameras" in printed
    assert "RESOLVED that: (a) the Head of Community Safety report back." in printed
    assert "Action: HM, by the next meeting" in printed
    answer = client.get(reverse("packs:minutes-word", args=[DAY]))
    word = docx.Document(io.BytesIO(answer.content))
    assert "8. Cameras" in [p.text for p in word.paragraphs if p.style.name.startswith("Heading")]
    beside = [cell.text for table in word.tables for row in table.rows for cell in row.cells]
    at = beside.index("Minute")
    assert beside[at : at + 2] == ["Minute", "Action"]
    assert "Action: HM, by the next meeting" in beside


def test_the_chair_signs_and_the_print_is_kept(client, world, meeting, clerk):
    Meeting.objects.filter(code=UNPUBLISHED).update(state="CONFIRMED")
    agreeing.keep_check(meeting, [], open_=0, by=clerk, at=LATER)
    agreeing.agree_minutes(meeting, in_meeting=world.unpublished, by=clerk, at=LATER)
    client.force_login(clerk)
    address = reverse("packs:minutes-sign", args=[DAY])
    assert client.post(address).status_code == 403
    client.force_login(world.users["chair"])
    assert client.post(address).status_code == 302
    book = MinuteBook.objects.get(meeting=meeting)
    assert (book.state, book.signed_by) == (MinutesState.SIGNED, "Director of Communities")
    assert file_of(book.pdf_sha256).read_bytes().startswith(b"%PDF-")
    client.post(address)
    assert MinuteBook.objects.get(meeting=meeting).digest == book.digest


def test_those_of_a_restricted_body_are_never_public(client, world, meeting):
    meeting.body.handling = "RESTRICTED"
    meeting.body.save()
    for name in ("packs:minutes-pdf", "packs:minutes-word", "meetings:minutes"):
        assert client.get(reverse(name, args=[DAY])).status_code == 403
