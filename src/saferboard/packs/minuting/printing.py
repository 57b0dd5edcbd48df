"""
Printing minutes by themselves, as tagged PDF and as Word.
"""

from django.conf import settings

from saferboard.documents.blocks import Brand, Pack, Paper
from saferboard.documents.pdf import pack_pdf
from saferboard.documents.word import paper_docx
from saferboard.domain.handling import Handling
from saferboard.domain.minuting import MinutesState
from saferboard.measures.narrative import Narrative
from saferboard.meetings.minuted import MinutesSeen
from saferboard.meetings.models import Meeting
from saferboard.meetings.presenters import where
from saferboard.packs.composing import COLOUR, logo
from saferboard.packs.sections import minutes as section
from saferboard.ui.assets import VENDOR
from saferboard.ui.words import day, hour, weekday

FONTS = VENDOR / "fonts"


def minutes_pdf(meeting: Meeting, minutes: MinutesSeen) -> bytes:
    """Return minutes as tagged PDF."""
    paper = _paper(minutes)
    return pack_pdf(_bound(meeting, minutes, paper, front=True), fonts=FONTS).content


def minutes_word(meeting: Meeting, minutes: MinutesSeen) -> bytes:
    """Return minutes as a Word file with true headings."""
    paper = _paper(minutes)
    return paper_docx(paper, _bound(meeting, minutes, paper, front=False), fonts=FONTS)


def _paper(minutes: MinutesSeen) -> Paper:
    return Paper(
        key="minutes",
        number="",
        title=f"Minutes of the meeting held on {day(minutes.starts)}",
        blocks=section.blocks(minutes, Narrative.of(section.texts(minutes))),
    )


def _bound(meeting: Meeting, minutes: MinutesSeen, paper: Paper, *, front: bool) -> Pack:
    site = settings.SAFERBOARD_SITE
    when = f"{weekday(minutes.starts)} at {hour(minutes.starts)}, {where(minutes.place)}"
    return Pack(
        title=paper.title,
        partnership=site["name"],
        meeting_line=f"{minutes.body}: {when}",
        issued=minutes.signed_on or minutes.starts.date(),
        brand=Brand(name=site["name"], colour=COLOUR, logo_svg=logo()),
        front=paper.blocks if front else (),
        handling=handling_words(meeting, minutes),
    )


def handling_words(meeting: Meeting, minutes: MinutesSeen) -> str:
    """Return how far minutes may travel and where they stand, as their front says it."""
    handling = Handling(meeting.body.handling)
    state = "" if minutes.state is MinutesState.SIGNED else f", {minutes.state.label.lower()}"
    return f"{handling.label}{state}"
