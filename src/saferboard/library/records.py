"""
The personal records of this room: files that nothing holds any longer.
"""

import datetime as dt
from collections.abc import Iterator

from saferboard.domain.retention import Term
from saferboard.library.models import StoredFile
from saferboard.library.operations import remove_file
from saferboard.partners.models import Actor
from saferboard.partners.record_kinds import DueRecord, RecordKind


def _due(began: dt.date) -> Iterator[DueRecord]:
    loose = StoredFile.objects.filter(at__date__lte=began)
    for relation in StoredFile._meta.related_objects:
        loose = loose.filter(**{f"{relation.name}__isnull": True})
    for number, at in loose.order_by("id").values_list("id", "at"):
        yield DueRecord(f"file {number}", at.date())


def _erase(ref: str, by: Actor, at: dt.datetime) -> int:
    file = StoredFile.objects.filter(pk=int(ref.removeprefix("file "))).first()
    if file is None:
        return 0
    remove_file(file, by=by, at=at)
    return 1


KINDS = (
    RecordKind(
        code="file",
        label="Files that nothing holds any longer",
        controller="The organisation whose officer gave the file",
        purpose="Keeping signed documents and papers with what they belong to",
        basis="UK GDPR article 6(1)(e)",
        people="Whoever a document names, and who gave it",
        data=("the document", "its name", "which account gave it"),
        recipients="Those who may see what it belongs to",
        kept=Term(years=1),
        since="it was given",
        authority="Default of this product; a file in use is kept as long as what it belongs to",
        tables=("library.StoredFile",),
        due=_due,
        erase=_erase,
        risks=(("A document carries hidden things", "Its bytes are judged before it is kept"),),
    ),
)
