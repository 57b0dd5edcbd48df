"""
The personal records of this room, and of the ledger beneath every room.
"""

import datetime as dt
from collections.abc import Iterator

from saferboard.domain.retention import RequestState, Term
from saferboard.keeping.models import SubjectRequest
from saferboard.ledger.models import Entry
from saferboard.partners.models import Actor, User
from saferboard.partners.record_kinds import (
    Correctable,
    DueRecord,
    Found,
    RecordKind,
    Subject,
)
from saferboard.partners.sealed import person_mark

CLOSED = [RequestState.ANSWERED, RequestState.REFUSED, RequestState.WITHDRAWN]


def _due(began: dt.date) -> Iterator[DueRecord]:
    closed = SubjectRequest.objects.filter(state__in=CLOSED, closed_on__lte=began).order_by("id")
    return (DueRecord(code, day) for code, day in closed.values_list("code", "closed_on"))


def _erase(ref: str, by: Actor, at: dt.datetime) -> int:
    return SubjectRequest.objects.filter(code=ref).delete()[0]


def _about(subject: Subject) -> Iterator[Found]:
    for one in SubjectRequest.objects.order_by("id"):
        same = subject.account is not None and one.account_id == subject.account
        if same or person_mark(one.name) == subject.mark:
            closed = one.state in CLOSED
            yield Found(
                kind="subject-request",
                ref=one.code,
                title="What you asked about your own data",
                facts=(
                    ("Received", f"{one.received:%-d %B %Y}"),
                    ("Asked for", one.get_kind_display()),
                    ("In your words", one.asked or "not stated"),
                    ("Outcome", one.outcome or "not answered yet"),
                ),
                may_erase=closed,
                why_not="" if closed else "It is not answered yet.",
            )


def _correctable(subject: Subject) -> Iterator[Correctable]:
    for one in SubjectRequest.objects.order_by("id"):
        same = subject.account is not None and one.account_id == subject.account
        if same or person_mark(one.name) == subject.mark:
            of = f"of request {one.code.upper()}"
            yield Correctable("subject-request", one.code, "name", f"Name, {of}", one.name)
            yield Correctable(
                kind="subject-request",
                ref=one.code,
                field="contact",
                label=f"How to reach them, {of}",
                value=one.contact,
                may_be_empty=True,
            )


def _correct(one: Correctable, value: str, by: Actor, at: dt.datetime) -> None:
    request = SubjectRequest.objects.get(code=one.ref)
    setattr(request, one.field, value)
    request.save(update_fields=[one.field])


def _lines(subject: Subject) -> Iterator[Found]:
    if subject.account is None:
        return
    name = User(pk=subject.account).ledger_name
    count = Entry.objects.filter(by=name).count()
    if count:
        yield Found(
            kind="ledger",
            ref=name,
            title="What you did here, and looked at",
            facts=(("Lines of the ledger", f"{count:,}"),),
            why_not="The law has it kept: Data Protection Act 2018, section 62.",
        )


KINDS = (
    RecordKind(
        code="subject-request",
        label="People’s requests about their data",
        controller="The council that runs this installation",
        purpose="Answering people about their own data, and proving that it was done",
        basis="UK GDPR article 6(1)(c): articles 12 to 22",
        people="Anyone who asks",
        data=("name", "how to reach them", "what they asked", "what was done"),
        recipients="Nobody but the data protection officer",
        kept=Term(years=3),
        since="the request was closed",
        authority="Default of this product: a complaint to the Commissioner may follow",
        tables=("keeping.SubjectRequest", "keeping.Correction"),
        due=_due,
        erase=_erase,
        about=_about,
        correctable=_correctable,
        correct=_correct,
        risks=(
            ("Somebody asks in another’s name", "Nothing is given before it is known who asks"),
        ),
    ),
    RecordKind(
        code="ledger",
        label="The ledger: acts and looks",
        controller="The council that runs this installation",
        purpose="Accounting for who did what and who looked at what",
        basis="UK GDPR article 6(1)(c): Data Protection Act 2018, section 62",
        people="Those who have accounts",
        data=("account number", "posts held", "network", "what was done or looked at, when"),
        recipients="The data protection officer; of acts, the clerk and the head",
        kept=Term(),
        since="",
        authority="A chain cannot lose a line; it holds numbers and references, never names",
        tables=("ledger.Entry",),
        about=_lines,
        risks=(("It shows how somebody works", "Read by few, and reading it is itself a line"),),
    ),
)
