"""
The personal records of this room: who asked a question, and where they are answered.
"""

import datetime as dt
from collections.abc import Iterator

from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.utils import timezone

from saferboard.domain.refusals import Refusal, Refused
from saferboard.domain.retention import Term
from saferboard.domain.states import QuestionState
from saferboard.partners.models import Actor
from saferboard.partners.record_kinds import (
    Correctable,
    DueRecord,
    Found,
    RecordKind,
    Subject,
)
from saferboard.partners.sealed import person_mark
from saferboard.questions.models import Question

OPEN = (QuestionState.RECEIVED, QuestionState.ACCEPTED)
NEVER_OUT = (QuestionState.RECEIVED, QuestionState.DECLINED)


def _due(began: dt.date) -> Iterator[DueRecord]:
    rows = Question.objects.filter(erased_at__isnull=True, meeting__starts__date__lte=began)
    for pk, starts in rows.order_by("id").values_list("id", "meeting__starts"):
        yield DueRecord(f"question {pk}", timezone.localtime(starts).date())


def _erase(ref: str, by: Actor, at: dt.datetime) -> int:
    """Delete a question that never was on an agenda; of one that was, who asked it."""
    rows = Question.objects.select_for_update().filter(pk=int(ref.split(" ")[1]))
    question = rows.filter(erased_at__isnull=True).first()
    if question is None:
        return 0
    if question.state in NEVER_OUT:
        return question.delete()[0]
    question.address = question.email = None
    if not question.may_publish_name:
        question.name, question.name_mark = None, ""
    question.erased_at = at
    question.save(update_fields=["address", "email", "name", "name_mark", "erased_at"])
    return 1


def _about(subject: Subject) -> Iterator[Found]:
    if not subject.mark:
        return
    rows = Question.objects.filter(name_mark=subject.mark).select_related("meeting__body")
    for one in rows.order_by("id"):
        is_open = one.state in OPEN and one.erased_at is None
        yield Found(
            kind="question",
            ref=f"question {one.pk}",
            title="A question you asked",
            facts=(
                ("Asked of", f"{one.meeting.body.name}, {one.meeting.starts:%-d %B %Y}"),
                ("Question", one.text),
                ("E-mail", one.email or "none"),
                ("Address", one.address or "none"),
                ("Name may be published", "yes" if one.may_publish_name else "no"),
            ),
            may_erase=not is_open,
            why_not="It is not answered yet." if is_open else "",
        )


FIELDS = {
    "name": ("Name with a question", 200, False),
    "email": ("E-mail address for the answer", 254, True),
    "address": ("Postal address for the answer", 1000, True),
}


def _correctable(subject: Subject) -> Iterator[Correctable]:
    if not subject.mark:
        return
    rows = Question.objects.filter(name_mark=subject.mark, erased_at__isnull=True)
    for one in rows.order_by("id"):
        for field, (label, most, may_be_empty) in FIELDS.items():
            yield Correctable(
                kind="question",
                ref=f"question {one.pk}",
                field=field,
                label=label,
                value=getattr(one, field) or "",
                most=most,
                may_be_empty=may_be_empty,
            )


def _correct(one: Correctable, value: str, by: Actor, at: dt.datetime) -> None:
    if one.field == "email" and value:
        try:
            validate_email(value)
        except ValidationError:
            words = "Enter an e-mail address, such as name@post.example"
            raise Refused(Refusal("no-address", words)) from None
    question = Question.objects.get(pk=int(one.ref.split(" ")[1]))
    setattr(question, one.field, value or None)
    if one.field == "name":
        question.name_mark = person_mark(value)
    question.save(update_fields=[one.field, "name_mark"])


KINDS = (
    RecordKind(
        code="question",
        label="Who asked the board a question",
        controller="The council, as clerk to the board",
        purpose="Acknowledging and answering questions of councillors and the public",
        basis="UK GDPR article 6(1)(e): the council’s public task in answering questions",
        people="Councillors and members of the public who asked",
        data=("name", "e-mail address", "postal address", "what they asked"),
        recipients="The clerk; anyone, for the name, where they said so",
        kept=Term(months=6),
        since="the meeting they asked",
        authority="Default of this product: until the answer and any complaint about it are over",
        tables=("questions.Question",),
        due=_due,
        erase=_erase,
        about=_about,
        correctable=_correctable,
        correct=_correct,
        risks=(
            ("An address is published with a question", "It is sealed, and no public page asks it"),
            ("Somebody asks in another’s name", "A name is published only where that was allowed"),
        ),
    ),
)
