"""
What of a person's record may be corrected, and what has been.
"""

import datetime as dt
from dataclasses import dataclass

from django.utils.text import slugify

from saferboard.keeping.models import Correction, SubjectRequest
from saferboard.partners.record_kinds import Correctable, Subject, kinds
from saferboard.partners.sealed import person_mark


@dataclass(frozen=True)
class Corrected:
    """One correction made for a request: which field, whether it was only noted, and why."""

    label: str
    noted: bool
    reason: str
    by: str
    at: dt.datetime


def key_of(one: Correctable) -> str:
    """Return what a field is called in an address: kind, reference and field, nothing personal."""
    return slugify(f"{one.kind} {one.ref} {one.field}")


def correctable(request: SubjectRequest) -> list[Correctable]:
    """
    Return every field about the person who asks that may be corrected, room by room.

    Rooms look under the name they asked in and, with an account, under the account's own too:
    one of the two may be the wrong one.
    """
    names = {request.name: None}
    if request.account is not None:
        names[request.account.person.name] = None
    found: dict[str, Correctable] = {}
    for name in names:
        subject = Subject(name=name, account=request.account_id, mark=person_mark(name))
        for kind in kinds():
            for one in kind.correctable(subject) if kind.correctable else ():
                found.setdefault(key_of(one), one)
    return sorted(found.values(), key=lambda one: (one.kind, one.ref, one.label))


def corrections(request: SubjectRequest) -> list[Corrected]:
    """Return what was corrected for a request, the first first."""
    rows = Correction.objects.filter(request=request).select_related("by__person").order_by("id")
    return [Corrected(one.label, one.noted, one.reason, one.by.person.name, one.at) for one in rows]
