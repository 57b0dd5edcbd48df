"""
A paper, and what the figure checker finds in a pack, as web pages.
"""

from dataclasses import dataclass
from typing import Any

from django.urls import reverse

from saferboard.documents.blocks import Paper
from saferboard.meetings.models import PaperKind
from saferboard.meetings.presenters import title
from saferboard.meetings.queries import MeetingSeen
from saferboard.packs.checking import Finding, PackChecked
from saferboard.ui.crumbs import crumbs
from saferboard.ui.words import counted


def paper_page(meeting: MeetingSeen, paper: Paper, *, may_write: bool) -> dict[str, Any]:
    """Return what the page of one paper shows; a written one may be corrected in place."""
    item = next(item for item in meeting.items if item.number == paper.number)
    is_written = item.paper is PaperKind.DOCUMENT
    edit_href = reverse("meetings:edit-document", args=[meeting.code, paper.number])
    return {
        "edit_href": edit_href if is_written and may_write else "",
        "paper": paper,
        "word_href": reverse("packs:paper-word", args=[meeting.code, paper.number]),
        "crumbs": crumbs(
            ("Meetings", "meetings:meetings"), (title(meeting), "meetings:meeting", meeting.code)
        ),
    }


@dataclass(frozen=True)
class PaperFindings:
    """What is wrong in one paper: what still asks for an answer, and what was let stand."""

    title: str
    href: str
    open_findings: tuple[Finding, ...]
    standing: tuple[Finding, ...]


def check_page(meeting: MeetingSeen, checked: PackChecked, *, may_bind: bool) -> dict[str, Any]:
    """Return what the page of a pack's check shows."""
    smaller = [f.found.key for f in checked.open_findings if not f.found.is_material]
    return {
        "title": f"Figures checked: {title(meeting)}",
        "verdict": _verdict(checked),
        "papers": [
            PaperFindings(
                title=f"{paper.number}. {paper.title}",
                href=reverse("packs:paper", args=[meeting.code, paper.number]),
                open_findings=tuple(f for f in paper.findings if not f.stands),
                standing=tuple(f for f in paper.findings if f.stands),
            )
            for paper in checked.papers
        ],
        "smaller": smaller,
        "smaller_words": counted(len(smaller), "smaller finding"),
        "may_bind": may_bind,
        "let_stand_href": reverse("packs:let-stand", args=[meeting.code]),
        "meeting_href": reverse("meetings:meeting", args=[meeting.code]),
        "crumbs": crumbs(
            ("Meetings", "meetings:meetings"),
            (title(meeting), "meetings:meeting", meeting.code),
        ),
    }


def _verdict(checked: PackChecked) -> str:
    material, every = len(checked.open_material), len(checked.open_findings)
    if not every:
        return "Every finding has been corrected or let stand. The pack may be issued."
    return (
        f"{counted(every, 'finding')} ask for an answer before the pack can be issued,"
        f" {material} of them material."
    )
