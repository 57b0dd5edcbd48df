"""
The personal records of this room: what the public answered, in somebody's words.
"""

import datetime as dt
from collections.abc import Iterator

from django.db import transaction

from saferboard.domain.retention import Term
from saferboard.drafting.models import Answer
from saferboard.partners.models import Actor
from saferboard.partners.record_kinds import (
    GONE,
    Correctable,
    DueRecord,
    Found,
    RecordKind,
    Subject,
    passages,
)


def _due(began: dt.date) -> Iterator[DueRecord]:
    """What was said of a strategy is kept from the last day it was drafted for."""
    rows = Answer.objects.exclude(text=GONE).filter(asked__draft__last_year__lte=began.year)
    for pk, last in rows.order_by("id").values_list("pk", "asked__draft__last_year"):
        over = dt.date(last, 12, 31)
        if over <= began:
            yield DueRecord(f"answer {pk}", over)


@transaction.atomic
def _erase(ref: str, by: Actor, at: dt.datetime) -> int:
    """Empty the words; how many said it, and what came of it, stays."""
    pk = int(ref.removeprefix("answer "))
    return Answer.objects.exclude(text=GONE).filter(pk=pk).update(text=GONE)


def _about(subject: Subject) -> Iterator[Found]:
    for row in Answer.objects.select_related("asked__draft").order_by("id"):
        if subject.is_named_in(row.text):
            yield Found(
                kind="consultation-answer",
                ref=f"answer {row.pk}",
                title="An answer to a public consultation, which names you",
                facts=(("Strategy", row.asked.draft.title), ("Text", row.text)),
                may_erase=True,
            )


def _correctable(subject: Subject) -> Iterator[Correctable]:
    for row in Answer.objects.select_related("asked__draft").order_by("id"):
        texts = {"text": (f"An answer about {row.asked.draft.title}", row.text)}
        yield from passages(subject, texts, kind="consultation-answer", ref=f"answer {row.pk}")


def _correct(one: Correctable, value: str, by: Actor, at: dt.datetime) -> None:
    Answer.objects.filter(pk=int(one.ref.removeprefix("answer "))).update(text=value)


KINDS = (
    RecordKind(
        code="consultation-answer",
        label="What the public answered about a strategy",
        controller="The council that runs the consultation",
        purpose="Forming the strategy with those who live and work in the area",
        basis="UK GDPR article 6(1)(e): Crime and Disorder Act 1998, section 6",
        people="Whoever answers, kept as a kind of people alone, and whoever they name",
        data=("the answer in their words", "how many said it, and what came of it"),
        recipients="Partners of the board",
        kept=Term(years=1),
        since="the end of the last year that the strategy is for",
        authority="Default of this product: as long as the strategy it was said of, and a year",
        tables=("drafting.Answer",),
        due=_due,
        erase=_erase,
        about=_about,
        correctable=_correctable,
        correct=_correct,
        risks=(("Somebody names themselves or another", "No name is asked for; words go first"),),
    ),
)
