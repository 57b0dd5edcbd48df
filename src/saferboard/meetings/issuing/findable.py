"""
Papers as they were issued, with every word of them: all that those outside find of a paper, and
what was composed or given as a file, which an item's own words do not have.
"""

import datetime as dt
from collections.abc import Iterator

from django.db.models import Exists, OuterRef, Q, QuerySet
from django.urls import reverse
from django.utils import timezone

from saferboard.documents.stored import paper_from, words_in
from saferboard.domain.states import PackState
from saferboard.meetings.looking.references import refs_of_issued
from saferboard.meetings.models import BoundPaper, Edition, Item, PaperKind
from saferboard.meetings.sight import Reader, bodies_sat_on, meetings_visible
from saferboard.partners.permissions import is_partner
from saferboard.search.sources import Source, Text


def _things() -> QuerySet[BoundPaper]:
    """Return the papers of issued public packs, each but the ones that were corrected since."""
    out = BoundPaper.objects.filter(pack__state=PackState.ISSUED, pack__edition=Edition.PUBLIC)
    later = out.filter(
        pack__meeting=OuterRef("pack__meeting"),
        number=OuterRef("number"),
        pack__number__gt=OuterRef("pack__number"),
    ).order_by()
    return out.filter(~Exists(later))


def _texts(found: QuerySet[BoundPaper]) -> Iterator[Text]:
    for paper in found.select_related("pack__meeting__body").order_by("pk"):
        meeting = paper.pack.meeting
        yield Text(
            thing=paper.pk,
            title=f"Item {paper.number}: {paper.title}",
            place=f"{meeting.body.name}, as issued",
            words="\n".join(words_in(paper_from(paper.content))),
            href=reverse("packs:paper", args=[meeting.code, paper.number]),
            day=timezone.localtime(meeting.starts).date(),
        )


def _visible(user: Reader, on: dt.date) -> QuerySet[BoundPaper]:
    """Those inside find a paper written here as it stands now, and the rest as they were issued."""
    found = _things().filter(pack__meeting__in=meetings_visible(user, on).order_by())
    sat_on = Q(pack__meeting__body__in=bodies_sat_on(user, on=on))
    written = Exists(
        Item.objects.filter(
            meeting=OuterRef("pack__meeting"), number=OuterRef("number"), paper=PaperKind.DOCUMENT
        ).order_by()
    )
    return found.exclude(written if is_partner(user, on=on) else sat_on & written)


SOURCES = (Source("issued", "Papers as issued", _things, _texts, _visible, refs_of_issued),)
