"""
What a pack would go out without, and why it may.
"""

from collections.abc import Collection
from dataclasses import replace

from saferboard.meetings.issuing.lacking import Lacking
from saferboard.meetings.issuing.lacking import lacking as not_made
from saferboard.meetings.models import Meeting
from saferboard.packs.models import Override


def lacking(meeting: Meeting, *, only: Collection[str] | None = None) -> list[Lacking]:
    """Return what is not made of a pack's papers, with why it goes without, where that was said."""
    reasons = dict(Override.objects.filter(meeting=meeting).values_list("finding", "reason"))
    return [replace(one, reason=reasons.get(one.key, "")) for one in not_made(meeting, only=only)]
