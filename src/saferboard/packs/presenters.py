"""
A paper, and what the figure checker finds in a pack, as web pages.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.urls import reverse

from saferboard.documents.blocks import Paper
from saferboard.domain.states import MakingState
from saferboard.meetings.issuing.lacking import Lacking
from saferboard.meetings.issuing.presenters import latest_by_item, pack_href
from saferboard.meetings.issuing.queries import PackSeen
from saferboard.meetings.models import Edition, PaperKind
from saferboard.meetings.presenters import title
from saferboard.meetings.queries import MeetingSeen
from saferboard.packs.checking import Finding, PackChecked
from saferboard.packs.makings.operations import DIED
from saferboard.packs.makings.queries import MakingSeen
from saferboard.ui.components import Link
from saferboard.ui.crumbs import crumbs
from saferboard.ui.form_pages import FormPage
from saferboard.ui.words import counted


def paper_page(meeting: MeetingSeen, paper: Paper, *, may_write: bool) -> dict[str, Any]:
    """Return what the page of one paper shows; a written one may be corrected in place."""
    item = next((item for item in meeting.items if item.number == paper.number), None)
    is_written = item is not None and item.paper is PaperKind.DOCUMENT
    edit_href = reverse("meetings:edit-document", args=[meeting.code, paper.number])
    return {
        "edit_href": edit_href if is_written and may_write else "",
        "paper": paper,
        "word_href": ""
        if paper.sheets
        else reverse("packs:paper-word", args=[meeting.code, paper.number]),
        "crumbs": crumbs(
            ("Meetings", "meetings:meetings"), (title(meeting), "meetings:meeting", meeting.code)
        ),
    }


def in_pack(code: str, packs: Sequence[PackSeen], number: str) -> Link | None:
    """Return the way to the pages a paper is on, in the pack it was last bound into."""
    found = latest_by_item(packs).get(number)
    if found is None:
        return None
    pack, one = found
    address = pack_href(code, pack.number, full=pack.edition is Edition.FULL)
    where = f"supplement {pack.number}" if pack.number else "the pack"
    pages = f"page {one.first}" if one.first == one.last else f"pages {one.first} to {one.last}"
    return Link(f"Read it in {where}, {pages}", f"{address}#page={one.first}")


def supplement_page(meeting: MeetingSeen) -> FormPage:
    """Return what the page for making a supplement says."""
    return FormPage(
        title="Make a supplement",
        button="Make the supplement",
        back=reverse("meetings:meeting", args=[meeting.code]),
        caption=title(meeting),
        lead=(
            "What was issued stays as it was. A supplement adds what came late, marked so, and"
            " papers that were corrected: the earlier one is kept. Its pages are numbered by"
            " themselves. It is a draft until you issue it.",
        ),
        leave="Back to the meeting",
        crumbs=crumbs(
            ("Meetings", "meetings:meetings"), (title(meeting), "meetings:meeting", meeting.code)
        ),
    )


def making_page(meeting: MeetingSeen, making: MakingSeen | None) -> dict[str, Any]:
    """Return what the page says of how far a pack has come."""
    return {
        "title": f"Making the pack: {title(meeting)}",
        "making": making,
        "words": _making_words(making),
        "meeting_href": reverse("meetings:meeting", args=[meeting.code]),
        "crumbs": crumbs(
            ("Meetings", "meetings:meetings"), (title(meeting), "meetings:meeting", meeting.code)
        ),
    }


def _making_words(making: MakingSeen | None) -> str:
    if making is None:
        return "No pack of this meeting has been made in a process of its own."
    if making.is_still:
        return DIED
    match making.state:
        case MakingState.WAITING:
            return "It is about to begin."
        case MakingState.WORKING if making.done < making.pages:
            return f"{making.done} of {counted(making.pages, 'given page')} bound in."
        case MakingState.WORKING:
            return "Every given page is bound in; the pack is being kept."
        case MakingState.DONE:
            return "The draft is made. Read it on the page of the meeting, then issue it."
        case MakingState.FAILED:
            return making.why
    raise AssertionError(f"a making has no state {making.state}")


@dataclass(frozen=True)
class PaperFindings:
    """What is wrong in one paper: what still asks for an answer, and what was let stand."""

    title: str
    href: str
    open_findings: tuple[Finding, ...]
    standing: tuple[Finding, ...]


def check_page(
    meeting: MeetingSeen, checked: PackChecked, missing: Sequence[Lacking], *, may_bind: bool
) -> dict[str, Any]:
    """Return what the page of a pack's check shows."""
    smaller = [f.found.key for f in checked.open_findings if not f.found.is_material]
    return {
        "title": f"Figures checked: {title(meeting)}",
        "verdict": _verdict(checked, missing),
        "missing": missing,
        "go_without_href": reverse("packs:go-without", args=[meeting.code]),
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


def _verdict(checked: PackChecked, missing: Sequence[Lacking]) -> str:
    material, every = len(checked.open_material), len(checked.open_findings)
    if not every and any(not one.reason for one in missing):
        return "Every finding has been answered, but a paper of the pack is not made yet."
    if not every:
        return "Every finding has been corrected or let stand. The pack may be issued."
    return (
        f"{counted(every, 'finding')} ask for an answer before the pack can be issued,"
        f" {material} of them material."
    )
