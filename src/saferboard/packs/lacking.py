"""
What a pack would go out without, and why it may.
"""

from collections.abc import Collection
from dataclasses import replace

from django.urls import reverse
from django.utils import timezone

from saferboard.drafting.queries import drafted_for
from saferboard.meetings.issuing.lacking import Lacking
from saferboard.meetings.issuing.lacking import lacking as not_made
from saferboard.meetings.models import Meeting, PaperKind
from saferboard.packs.models import Override


def lacking(meeting: Meeting, *, only: Collection[str] | None = None) -> list[Lacking]:
    """Return what is not made of a pack's papers, with why it goes without, where that was said."""
    reasons = dict(Override.objects.filter(meeting=meeting).values_list("finding", "reason"))
    found = [*not_made(meeting, only=only), *_undrafted(meeting, only)]
    return [replace(one, reason=reasons.get(one.key, "")) for one in found]


def _undrafted(meeting: Meeting, only: Collection[str] | None) -> list[Lacking]:
    """Return the papers on the next strategy's groups, while no strategy is being drafted."""
    items = [
        item
        for item in meeting.items.filter(paper=PaperKind.GROUPS).order_by("position", "id")
        if only is None or item.number in only
    ]
    if not items or drafted_for(timezone.localtime(meeting.starts).date()):
        return []
    return [
        Lacking(
            item.number,
            item.title,
            f"No strategy is being drafted, so item {item.number} has nothing to say.",
            reverse("drafting:drafts"),
            "Go to the next strategy, and begin it",
        )
        for item in items
    ]
