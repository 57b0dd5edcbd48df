"""
What this room gives to be found: commitments.
"""

import datetime as dt
from collections.abc import Iterator

from django.db.models import QuerySet
from django.urls import reverse

from saferboard.plans.models import Commitment
from saferboard.search.sources import Seeker, Source, Text


def _commitments(found: QuerySet[Commitment]) -> Iterator[Text]:
    for one in found.select_related("section__priority").order_by("pk"):
        yield Text(
            thing=one.pk,
            title=f"{one.ref}: {one.promise}",
            place=f"{one.section.priority}, {one.section.title}",
            words="\n".join([one.promise, *one.in_place]),
            href=reverse("returns:commitment", args=[one.ref]),
        )


def _everyone_may(seeker: Seeker, on: dt.date) -> QuerySet[Commitment]:
    """Return every commitment: a strategy is published (see the doors of this room's pages)."""
    return Commitment.objects.all()


SOURCES = (
    Source("commitment", "Commitments", Commitment.objects.all, _commitments, _everyone_may),
)
