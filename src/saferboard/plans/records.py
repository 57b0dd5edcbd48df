"""
The personal records of this room: why a status or a date stands as it does, in somebody's words.
"""

import datetime as dt
from collections.abc import Iterator

from django.db import transaction
from django.db.models import Model, Q, QuerySet

from saferboard.domain.retention import Term
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
from saferboard.plans.models import Change, Rating
from saferboard.search import operations as search

TEXTS: dict[str, tuple[type[Model], tuple[str, ...]]] = {
    "status": (Rating, ("why", "evidence", "although")),
    "change": (Change, ("reason",)),
}


def _held(what: str) -> QuerySet:
    """Return the rows that still say something."""
    model, fields = TEXTS[what]
    says = Q()
    for field in fields:
        says |= ~Q(**{f"{field}__in": ["", GONE]})
    return model._base_manager.filter(says, at__isnull=False)


def _due(began: dt.date) -> Iterator[DueRecord]:
    for what in TEXTS:
        rows = _held(what).filter(at__date__lte=began).order_by("id")
        for pk, at in rows.values_list("id", "at"):
            yield DueRecord(f"{what} {pk}", at.date())


@transaction.atomic
def _erase(ref: str, by: Actor, at: dt.datetime) -> int:
    """Empty what was written; which status or date was declared, by which post, stays."""
    what, number = ref.split(" ")
    row = _held(what).select_for_update(of=("self",)).filter(pk=int(number)).first()
    if row is None:
        return 0
    fields = TEXTS[what][1]
    for field in fields:
        setattr(row, field, GONE if getattr(row, field) else "")
    row.save(update_fields=fields)
    if row.commitment_id is not None:
        search.keep("commitment", [row.commitment_id])
    return 1


def _about(subject: Subject) -> Iterator[Found]:
    for what, (_, fields) in TEXTS.items():
        for row in _held(what).order_by("id"):
            said = [getattr(row, field) for field in fields if getattr(row, field)]
            if any(subject.is_named_in(text) for text in said):
                yield Found(
                    kind="plan-account",
                    ref=f"{what} {row.pk}",
                    title="What was said of a commitment, and names you",
                    facts=(("Written", f"{row.at:%-d %B %Y}"), ("Text", " ".join(said))),
                    may_erase=True,
                )


LABELS = {
    "why": "Why a status was declared",
    "evidence": "Evidence for a status",
    "although": "Why a status stands although something is open",
    "reason": "Why a commitment was changed",
}


def _correctable(subject: Subject) -> Iterator[Correctable]:
    for what, (_, fields) in TEXTS.items():
        for row in _held(what).order_by("id"):
            texts = {
                field: (f"{LABELS[field]}, {row.at:%-d %B %Y}", getattr(row, field))
                for field in fields
            }
            yield from passages(subject, texts, kind="plan-account", ref=f"{what} {row.pk}")


def _correct(one: Correctable, value: str, by: Actor, at: dt.datetime) -> None:
    what, number = one.ref.split(" ")
    row = TEXTS[what][0]._base_manager.get(pk=int(number))
    setattr(row, one.field, value)
    row.save(update_fields=[one.field])
    if row.commitment_id is not None:
        search.keep("commitment", [row.commitment_id])


KINDS = (
    RecordKind(
        code="plan-account",
        label="What was said of commitments",
        controller="The organisation whose post said it",
        purpose="Knowing why a status was declared, and why a date was changed",
        basis="UK GDPR article 6(1)(e): Crime and Disorder Act 1998, section 6",
        people="Officers in their posts, and whoever they name",
        data=("why, and on what evidence", "the account and the post that said so"),
        recipients="Partners of the board; once in an issued pack, anyone",
        kept=Term(years=6),
        since="it was written",
        authority="Default of this product: two terms of a three-year strategy",
        tables=("plans.Rating", "plans.Change"),
        due=_due,
        erase=_erase,
        about=_about,
        correctable=_correctable,
        correct=_correct,
        risks=(("A lead names somebody private", "The page asks for none; it can be deleted"),),
    ),
)
