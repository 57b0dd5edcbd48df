"""
The personal records of actions: what owners and the clerk wrote about them.
"""

import datetime as dt
from collections.abc import Iterator

from saferboard.domain.actions import StepKind
from saferboard.domain.retention import Term
from saferboard.meetings.models import ActionStep
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
from saferboard.search import operations as search


def _held():
    return ActionStep.objects.exclude(text__in=["", GONE])


def _due(began: dt.date) -> Iterator[DueRecord]:
    found = _held().filter(at__date__lte=began).order_by("id").values_list("id", "at")
    for number, at in found:
        yield DueRecord(f"step {number}", at.date())


def _erase(ref: str, by: Actor, at: dt.datetime) -> int:
    """Empty what was written; that something was said, and each change of date, stays."""
    step = _held().filter(pk=int(ref.removeprefix("step "))).first()
    if step is None:
        return 0
    step.text = GONE
    step.save(update_fields=["text"])
    search.keep("action", [step.action_id])
    return 1


def _about(subject: Subject) -> Iterator[Found]:
    name = subject.name.strip()
    for step in _held().filter(text__icontains=name).order_by("id"):
        yield Found(
            kind="action-account",
            ref=f"step {step.pk}",
            title=f"{StepKind(step.kind).label}, about an action",
            facts=(("Written", f"{step.at:%-d %B %Y}"), ("Text", step.text)),
            may_erase=True,
        )


def _correctable(subject: Subject) -> Iterator[Correctable]:
    for step in _held().filter(text__icontains=subject.name.strip()).order_by("id"):
        label = f"{StepKind(step.kind).label}, about an action, {step.at:%-d %B %Y}"
        texts = {"text": (label, step.text)}
        yield from passages(subject, texts, kind="action-account", ref=f"step {step.pk}")


def _correct(one: Correctable, value: str, by: Actor, at: dt.datetime) -> None:
    step = ActionStep.objects.get(pk=int(one.ref.removeprefix("step ")))
    step.text = value
    step.save(update_fields=["text"])
    search.keep("action", [step.action_id])


KINDS = (
    RecordKind(
        code="action-account",
        label="What was said of actions",
        controller="The council, as clerk to the board",
        purpose="Knowing how what a meeting asked for stands, and telling the next meeting",
        basis="UK GDPR article 6(1)(e): Crime and Disorder Act 1998, section 6",
        people="Officers in their posts, and whoever they name",
        data=("what was done", "why more time is needed", "the post that said so"),
        recipients="Partners of the board; what matters arising quote, whoever reads the pack",
        kept=Term(years=6),
        since="it was written",
        authority="Default of this product: two terms of a three-year strategy",
        tables=("meetings.ActionStep",),
        due=_due,
        erase=_erase,
        about=_about,
        correctable=_correctable,
        correct=_correct,
        risks=(
            ("An owner names somebody private", "The page asks for none; the text can be deleted"),
            ("A link is forwarded", "A code to the post’s own address is asked for"),
        ),
    ),
)
