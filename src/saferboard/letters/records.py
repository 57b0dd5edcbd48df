"""
The personal records of this room: letters, which may hold a sealed address.
"""

import datetime as dt
from collections.abc import Iterator

from django.utils import timezone

from saferboard.domain.retention import Term
from saferboard.domain.states import LetterState
from saferboard.letters.models import Letter
from saferboard.partners.models import Actor
from saferboard.partners.record_kinds import DueRecord, RecordKind


def _due(began: dt.date) -> Iterator[DueRecord]:
    done = Letter.objects.exclude(state=LetterState.QUEUED).filter(written_at__date__lte=began)
    return (
        DueRecord(f"letter {pk}", timezone.localtime(written).date())
        for pk, written in done.order_by("id").values_list("pk", "written_at")
    )


def _erase(ref: str, by: Actor, at: dt.datetime) -> int:
    deleted, _ = Letter.objects.filter(pk=int(ref.removeprefix("letter "))).delete()
    return deleted


KINDS = (
    RecordKind(
        code="letter",
        label="Letters",
        controller="The council that runs this installation",
        purpose="Telling post holders what the partnership needs of them, and that they were told",
        basis="UK GDPR article 6(1)(e): the Crime and Disorder Act 1998, section 6",
        people="Officers and members of the partners, and people invited to an account",
        data=("address, sealed, where there is no post yet",),
        recipients="The person written to",
        kept=Term(years=1),
        since="the letter was written",
        authority="Default of this product: until the next annual review",
        due=_due,
        erase=_erase,
        risks=(
            (
                "A letter is read by somebody else",
                "It says no more than a public agenda would; a link asks for a code",
            ),
        ),
    ),
)
