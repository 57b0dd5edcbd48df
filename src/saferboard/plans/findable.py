"""
What this room gives to be found: commitments, and what reviews recommend.
"""

import datetime as dt
from collections.abc import Iterator

from django.db.models import QuerySet
from django.urls import reverse

from saferboard.plans.models import Commitment, Undertaking
from saferboard.plans.permissions import refusal_to_read_undertakings
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


def _recommendations(found: QuerySet[Undertaking]) -> Iterator[Text]:
    for one in found.select_related("review", "commitment").order_by("pk"):
        of = one.review.title if one.review else str(one.commitment)
        yield Text(
            thing=one.pk,
            title=f"{one.ref}: {one.text}",
            place=of,
            words="\n".join(filter(None, [one.text, one.source, one.owner_as_stated])),
            href=reverse("plans:recommendation", args=[one.number]),
        )


def _partners_may(seeker: Seeker, on: dt.date) -> QuerySet[Undertaking]:
    """Return every recommendation to a partner of the board, and none to others."""
    if refusal_to_read_undertakings(seeker, on=on) is None:
        return Undertaking.objects.all()
    return Undertaking.objects.none()


SOURCES = (
    Source("commitment", "Commitments", Commitment.objects.all, _commitments, _everyone_may),
    Source(
        "recommendation",
        "Recommendations",
        Undertaking.objects.all,
        _recommendations,
        _partners_may,
    ),
)
