"""
A paper as a web page.
"""

from typing import Any

from django.urls import reverse

from saferboard.documents.blocks import Paper
from saferboard.meetings.queries import MeetingSeen
from saferboard.ui.crumbs import crumbs
from saferboard.ui.words import day


def paper_page(meeting: MeetingSeen, paper: Paper) -> dict[str, Any]:
    """Return what the page of one paper shows."""
    title = f"Meeting of {day(meeting.starts)}"
    return {
        "paper": paper,
        "word_href": reverse("packs:paper-word", args=[meeting.code, paper.number]),
        "crumbs": crumbs(
            ("Meetings", "meetings:meetings"), (title, "meetings:meeting", meeting.code)
        ),
    }
