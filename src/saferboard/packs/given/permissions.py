"""
Why a paper may not be given under an item, or taken off it.
"""

from saferboard.domain.refusals import Refusal
from saferboard.domain.states import MeetingState
from saferboard.meetings.issuing.queries import issued_papers
from saferboard.meetings.models import Item, PaperKind

MOST_PAGES = 600
"""Pages of one given PDF."""


def refusal_to_give(item: Item) -> Refusal | None:
    """Return why no file may be given as an item's paper, or None if one may."""
    if item.meeting.state == MeetingState.CANCELLED:
        return Refusal("cancelled", "The meeting is cancelled; nothing more is put before it.")
    if item.meeting.state == MeetingState.HELD and item.paper == PaperKind.NONE:
        words = (
            f"The meeting was held, and item {item.number} had no paper."
            " Give it to the next meeting; a paper that there was may be corrected."
        )
        return Refusal("was-held", words)
    if item.paper not in (PaperKind.NONE, PaperKind.FILE):
        made = PaperKind(item.paper).label.lower()
        words = (
            f"The paper of item {item.number} is made here ({made})."
            " Give a file under an item of its own."
        )
        return Refusal("made-otherwise", words)
    return None


def refusal_to_withdraw(item: Item) -> Refusal | None:
    """Return why a given paper may not be taken off its item, or None if it may."""
    if not item.given.filter(replaced_at__isnull=True).exists():
        return Refusal("nothing-given", f"Nothing is given under item {item.number}.")
    if item.number in issued_papers(item.meeting.code, full=True):
        words = "It was issued and stands. Give a corrected paper, and issue that in a supplement."
        return Refusal("was-issued", words)
    return None
