"""
Given papers in words.
"""

from collections.abc import Sequence

from django.urls import reverse

from saferboard.meetings.models import GivenPaper, Item
from saferboard.meetings.presenters import title
from saferboard.meetings.queries import MeetingSeen
from saferboard.packs.given.permissions import refusal_to_give
from saferboard.packs.given.queries import GivenSeen
from saferboard.ui.components import Cell, Table
from saferboard.ui.crumbs import crumbs
from saferboard.ui.form_pages import FormPage
from saferboard.ui.words import counted, moment

LEAD = (
    "A Word paper is set like the papers made here, tagged for screen readers. A PDF is bound in"
    " as it is, with the pack’s page numbers at its foot, and keeps the tags it has.",
    "A file that is locked, has anything inside that runs, or carries another file is not taken.",
)


def give_page(meeting: MeetingSeen, item: Item, under: Sequence[GivenSeen]) -> FormPage:
    """Return what the page for giving a paper says."""
    refusal = refusal_to_give(item)
    return FormPage(
        title=f"Give a paper for item {item.number}",
        button="Give this paper",
        back=reverse("meetings:meeting", args=[meeting.code]),
        caption=item.title,
        lead=LEAD,
        warning=str(refusal) if refusal else "",
        tables=(_table(meeting, item, under),) if under else (),
        leave="Back to the meeting",
        crumbs=crumbs(
            ("Meetings", "meetings:meetings"), (title(meeting), "meetings:meeting", meeting.code)
        ),
    )


def _table(meeting: MeetingSeen, item: Item, under: Sequence[GivenSeen]) -> Table:
    return Table(
        caption="What was given for this item, the latest first",
        head=("File", "Given", "What it is", "Whose paper", "Standing"),
        rows=tuple(
            (
                Cell(
                    one.name,
                    href=reverse("packs:given-file", args=[meeting.code, item.number, one.id]),
                ),
                moment(one.given_at),
                what_words(one),
                one.owner or "not stated",
                "Taken off or replaced, kept" if one.replaced_at else "The paper of this item",
            )
            for one in under
        ),
    )


def what_words(one: GivenSeen) -> str:
    """Return what a given file is, and whether a screen reader can read it."""
    if not one.is_pdf:
        return "Word, set like our own papers"
    tags = "with tags" if one.tagged else "without tags"
    return f"PDF of {counted(len(one.shapes), 'page')}, {tags}"


def given_words(given: GivenPaper) -> str:
    """Return what is said once a paper is given."""
    if not given.shapes:
        return "The Word paper is set like our own papers. Read it before you make the pack."
    if given.tagged:
        return "The PDF has tags, which the pack keeps. Make the pack again to bind it in."
    asked = given.owner.title if given.owner else "Nobody"
    return (
        "The PDF has no tags: a pack that holds it does not declare PDF/UA."
        f" {asked} has been asked for it in Word."
    )
