"""
What a pack would go out without: papers of its agenda that are not made yet.
"""

import hashlib
from collections.abc import Collection
from dataclasses import dataclass

from django.urls import reverse
from django.utils import timezone

from saferboard.meetings.actions import matters
from saferboard.meetings.models import Item, Meeting, Minute, PaperKind
from saferboard.ui.words import day


@dataclass(frozen=True)
class Lacking:
    """
    A paper that is not made yet: of which item, in words, and where it is made.

    `reason` is why the pack goes out without it, once somebody said so.
    """

    item: str
    title: str
    words: str
    href: str
    way: str
    reason: str = ""

    @property
    def key(self) -> str:
        """What names this lack as long as it is the same."""
        return hashlib.sha256(f"lacking {self.item}: {self.words}".encode()).hexdigest()


def lacking(meeting: Meeting, *, only: Collection[str] | None = None) -> list[Lacking]:
    """Return what is not made of a meeting's papers: of all, or of the items in `only`."""
    kinds = [PaperKind.MATTERS_ARISING, PaperKind.MINUTES]
    items = meeting.items.filter(paper__in=kinds).select_related("minutes_of")
    return [
        one
        for item in items.order_by("position", "id")
        if only is None or item.number in only
        if (one := _of(item, meeting)) is not None
    ]


def _of(item: Item, meeting: Meeting) -> Lacking | None:
    if item.paper == PaperKind.MATTERS_ARISING:
        if not matters.is_missing(meeting):
            return None
        return Lacking(
            item.number,
            item.title,
            f"The report on matters arising, item {item.number}, is not made.",
            reverse("meetings:matters-arising", args=[meeting.code]),
            "See what comes back, and make the report",
        )
    earlier = item.minutes_of
    assert earlier is not None, "an item whose paper is minutes names their meeting"
    if is_written(earlier):
        return None
    on = day(timezone.localtime(earlier.starts))
    return Lacking(
        item.number,
        item.title,
        f"The minutes of {on}, item {item.number}, have nothing in them.",
        reverse("meetings:meeting", args=[earlier.code]),
        f"Go to the meeting of {on}",
    )


def is_written(meeting: Meeting) -> bool:
    """Return whether anything is written in a meeting's minutes."""
    kept = Minute.objects.filter(meeting=meeting).values_list("paragraphs", "clauses")
    return any(paragraphs or clauses for paragraphs, clauses in kept)
