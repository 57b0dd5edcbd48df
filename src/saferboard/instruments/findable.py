"""
What this room gives to be found: instruments, by any of their names.
"""

import datetime as dt
from collections.abc import Iterator

from django.db.models import QuerySet
from django.urls import reverse

from saferboard.domain.instruments import InstrumentKind
from saferboard.instruments.models import Instrument
from saferboard.search.sources import Seeker, Source, Text


def _instruments(found: QuerySet[Instrument]) -> Iterator[Text]:
    for one in found.prefetch_related("versions").order_by("pk"):
        changes = [version.changes for version in one.versions.all()]
        yield Text(
            thing=one.pk,
            title=one.title,
            place=InstrumentKind(one.kind).label,
            words="\n".join([*one.aliases, one.about, one.owner_as_stated, *changes]),
            href=reverse("instruments:instrument", args=[one.code]),
            day=one.since,
        )


def _everyone_may(seeker: Seeker, on: dt.date) -> QuerySet[Instrument]:
    """Return every instrument: that it is there is public, and its text is asked for apart."""
    return Instrument.objects.all()


SOURCES = (
    Source(
        "instrument", "Plans and protocols", Instrument.objects.all, _instruments, _everyone_may
    ),
)
