"""
Noting soft intelligence, asking another partner for information, and answering.
"""

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from django.conf import settings
from django.db import transaction
from django.utils import timezone

from saferboard.bodies.models import Body
from saferboard.domain.handling import Handling
from saferboard.domain.publication import Use
from saferboard.domain.refusals import Refusal, Refused, require
from saferboard.domain.requests import REQUEST_MOVES, RequestState, due_on
from saferboard.domain.states import refusal_to_move
from saferboard.ledger.models import Entry, Kind, Outcome
from saferboard.ledger.operations import Look, record
from saferboard.partners.models import Post, User
from saferboard.sharing import permissions
from saferboard.sharing.models import (
    Agreement,
    Consenting,
    InformationRequest,
    Intelligence,
    Permission,
)
from saferboard.sharing.requests import checks


@transaction.atomic
def note_intelligence(
    *,
    keeper: Post,
    subject: str,
    values: Mapping[str, str],
    body: Body | None,
    data_class: str = "soft-intelligence",
    handling: Handling = Handling.RESTRICTED,
    by: User,
    at: dt.datetime,
) -> Intelligence:
    """
    Keep a note of soft intelligence for a post that `by` holds.

    :raises Refused: if they do not hold it or keep none, or a field is not of the class.
    """
    require(permissions.refusal_to_keep_intelligence(by, on=_day(at)))
    require(permissions.refusal_as_post(by, keeper, on=_day(at)))
    require(checks.refusal_of_fields(data_class, list(values)))
    require(checks.refusal_of_nothing(subject, "who it is about"))
    require(checks.refusal_of_nothing("".join(values.values()), "something that is known"))
    note = Intelligence.objects.create(
        ref=_next("SI", Kind.INTELLIGENCE_NOTED),
        keeper=keeper,
        body=body,
        handling=handling,
        data_class=data_class,
        subject=subject,
        values={name: words for name, words in values.items() if words.strip()},
        noted_on=_day(at),
    )
    record(
        Kind.INTELLIGENCE_NOTED,
        subject=f"intelligence {note.ref}",
        by=by,
        at=at,
        fields=sorted(note.values),
    )
    return note


@dataclass(frozen=True)
class Asked:
    """A request as somebody wrote it: from which post to which, what for, which fields, of whom."""

    asking_post: Post
    asked_post: Post
    purpose: str
    data_class: str
    fields: Sequence[str]
    subject: str
    why: str


def ask(asked: Asked, *, by: User, at: dt.datetime) -> InformationRequest:
    """
    Ask another organisation's post for fields of a class of data, under a live agreement.

    Without one for that purpose and every field the asking itself is refused, and the ledger
    keeps that it was.

    :raises Refused: if `by` may not ask, or no agreement lets them be told.
    """
    require(permissions.refusal_to_ask(by, on=_day(at)))
    require(permissions.refusal_as_post(by, asked.asking_post, on=_day(at)))
    require(checks.refusal_to_ask_of(asked.asking_post, asked.asked_post))
    require(checks.refusal_of_fields(asked.data_class, asked.fields))
    require(checks.refusal_of_nothing(asked.subject, "whom or what you ask about"))
    require(checks.refusal_of_nothing(asked.why, "why you ask"))
    found = checks.agreement_for(
        asked.asking_post,
        asked.asked_post,
        asked.purpose,
        asked.data_class,
        asked.fields,
        on=_day(at),
    )
    with transaction.atomic():
        if not isinstance(found, Refusal):
            return _keep_request(asked, found, by=by, at=at)
        _note_refused(asked, found, by=by, at=at)
    # Raised only now: inside, it would undo the line that says it was refused.
    raise Refused(found)


def _note_refused(asked: Asked, why: Refusal, *, by: User, at: dt.datetime) -> None:
    record(
        Kind.LOOK_REFUSED,
        subject=f"{asked.data_class} of {asked.asked_post.organisation.code}",
        by=by,
        at=at,
        look=Look(purpose=asked.purpose, outcome=Outcome.REFUSED),
        why=[why.code],
        seen=0,
        refused=1,
    )


def _keep_request(
    asked: Asked, agreement: Agreement, *, by: User, at: dt.datetime
) -> InformationRequest:
    request = InformationRequest.objects.create(
        **vars(asked) | {"fields": list(asked.fields)},
        ref=_next("RI", Kind.REQUEST_MADE),
        agreement=agreement,
        asked_at=at,
        due_on=due_on(_day(at), _days(agreement), checks.holidays_near(_day(at))),
    )
    record(
        Kind.REQUEST_MADE,
        subject=f"request {request.ref}",
        by=by,
        at=at,
        look=Look(purpose=request.purpose, agreement=agreement.name),
        fields=list(request.fields),
        of=request.asked_post.organisation.name,
        due=request.due_on.isoformat(),
    )
    return request


@transaction.atomic
def answer(
    request: InformationRequest,
    *,
    answers: Mapping[str, str],
    redactions: Mapping[str, str],
    drawn_from: Intelligence | None = None,
    by: User,
    at: dt.datetime,
) -> None:
    """
    Answer a request field by field: given, or redacted for a reason.

    :raises Refused: if `by` does not hold the post that is asked, the agreement no longer lets
        it be told, or a field is neither given nor redacted with a reason.
    """
    request = _open(request, RequestState.ANSWERED, by, at)
    require(checks.refusal_to_answer(request, answers, redactions, on=_day(at)))
    given = [name for name in request.fields if answers.get(name, "").strip()]
    request.state, request.closed_at = RequestState.ANSWERED, at
    request.given, request.answers = given, {name: answers[name] for name in given}
    request.redactions = {n: redactions[n] for n in request.fields if n not in given}
    request.drawn_from = drawn_from
    request.save()
    record(
        Kind.REQUEST_ANSWERED,
        subject=f"request {request.ref}",
        by=by,
        at=at,
        look=Look(
            purpose=request.purpose,
            agreement=request.agreement.name,
            shown=[request.ref, *([drawn_from.ref] if drawn_from else [])],
            recipient=request.asking_post.organisation.name,
        ),
        given=given,
        redacted=sorted(request.redactions),
    )


@transaction.atomic
def refuse(request: InformationRequest, *, reason: str, by: User, at: dt.datetime) -> None:
    """
    Refuse the whole of a request, for a reason that whoever asked is told.

    :raises Refused: if `by` does not hold the post that is asked, or there is no reason.
    """
    request = _open(request, RequestState.REFUSED, by, at)
    require(checks.refusal_of_nothing(reason, "a reason"))
    request.state, request.closed_at, request.refusal = RequestState.REFUSED, at, reason
    request.save()
    record(
        Kind.REQUEST_REFUSED,
        subject=f"request {request.ref}",
        by=by,
        at=at,
        look=Look(
            purpose=request.purpose,
            agreement=request.agreement.name,
            outcome=Outcome.REFUSED,
            recipient=request.asking_post.organisation.name,
        ),
    )


@transaction.atomic
def withdraw(request: InformationRequest, *, by: User, at: dt.datetime) -> None:
    """
    Take back a request that is not answered.

    :raises Refused: if `by` does not hold the post that asks.
    """
    require(permissions.refusal_as_post(by, request.asking_post, on=_day(at)))
    request = _moved(request, RequestState.WITHDRAWN)
    request.state, request.closed_at = RequestState.WITHDRAWN, at
    request.save()
    record(Kind.REQUEST_WITHDRAWN, subject=f"request {request.ref}", by=by, at=at)


@transaction.atomic
def permit(
    note: Intelligence, *, field: str, use: Use, stands: bool, by: User, at: dt.datetime
) -> None:
    """
    Give permission for a field to be put to a use from today, or take it back from tomorrow.

    :raises Refused: if `by` does not hold the post that keeps the note.
    """
    require(permissions.refusal_as_post(by, note.keeper, on=_day(at)))
    require(checks.refusal_of_fields(note.data_class, [field]))
    held = Permission.objects.filter(
        kind="intelligence", ref=note.ref, field=field, use=use, until__isnull=True
    )
    if stands and not held.exists():
        Permission.objects.create(
            kind="intelligence", ref=note.ref, field=field, use=use, since=_day(at)
        )
    elif not stands:
        held.filter(since=_day(at)).delete()
        held.update(until=_day(at) - dt.timedelta(days=1))
    record(
        Kind.PERMISSION_GRANTED if stands else Kind.PERMISSION_ENDED,
        subject=f"intelligence {note.ref}",
        by=by,
        at=at,
        field=field,
        use=use.value,
    )


@transaction.atomic
def note_consent(note: Intelligence, *, use: Use, agreed: bool, by: User, at: dt.datetime) -> None:
    """
    Record that the person a note is about agreed to a use today, or took it back.

    :raises Refused: if `by` does not hold the post that keeps the note.
    """
    require(permissions.refusal_as_post(by, note.keeper, on=_day(at)))
    held = Consenting.objects.filter(
        kind="intelligence", ref=note.ref, use=use, withdrawn_on__isnull=True
    )
    if agreed and not held.exists():
        Consenting.objects.create(kind="intelligence", ref=note.ref, use=use, given_on=_day(at))
    elif not agreed:
        held.update(withdrawn_on=_day(at))
    record(
        Kind.CONSENT_RECORDED if agreed else Kind.CONSENT_WITHDRAWN,
        subject=f"intelligence {note.ref}",
        by=by,
        at=at,
        use=use.value,
    )


@transaction.atomic
def set_uses(
    note: Intelligence,
    *,
    before: Mapping[str, Sequence[str]],
    after: Mapping[str, Sequence[str]],
    by: User,
    at: dt.datetime,
) -> None:
    """
    Give and take back permissions and consents, so that what stands is `after`.

    Both name, for each use, its fields, and under `consent` the uses that are agreed to.

    :raises Refused: if `by` does not hold the post that keeps the note.
    """
    for use in Use:
        was, wanted = set(before[use.value]), set(after[use.value])
        for field in sorted(was ^ wanted):
            permit(note, field=field, use=use, stands=field in wanted, by=by, at=at)
    for code in sorted(set(before["consent"]) ^ set(after["consent"])):
        note_consent(note, use=Use(code), agreed=code in after["consent"], by=by, at=at)


def _open(
    request: InformationRequest, to: RequestState, by: User, at: dt.datetime
) -> InformationRequest:
    require(permissions.refusal_as_post(by, request.asked_post, on=_day(at)))
    return _moved(request, to)


def _moved(request: InformationRequest, to: RequestState) -> InformationRequest:
    held = InformationRequest.objects.select_for_update(of=("self",)).select_related(
        "asking_post__organisation", "asked_post__organisation", "agreement"
    )
    request = held.get(pk=request.pk)
    require(refusal_to_move(REQUEST_MOVES, RequestState(request.state), to, thing="request"))
    return request


def _days(agreement: Agreement) -> int:
    return agreement.answer_days or settings.REQUEST_WORKING_DAYS


def _next(prefix: str, kind: Kind) -> str:
    """Return the next reference; one that was deleted does not have its given again."""
    last = Entry.objects.filter(kind=kind, outcome=Outcome.ALLOWED).order_by("-id").first()
    return f"{prefix}-{int(last.subject.rpartition('-')[2]) + 1 if last else 1}"


def _day(at: dt.datetime) -> dt.date:
    return timezone.localtime(at).date()
