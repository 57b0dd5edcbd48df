"""
Correcting one field at the request of whom it is about: UK GDPR, article 16.
"""

import datetime as dt

from django.db import transaction

from saferboard.domain.refusals import Refusal, Refused, require
from saferboard.domain.retention import RequestKind, RequestState
from saferboard.keeping.correcting.queries import correctable, key_of
from saferboard.keeping.models import Correction, SubjectRequest
from saferboard.keeping.permissions import refusal_to_keep
from saferboard.ledger.models import Kind
from saferboard.ledger.operations import record
from saferboard.partners.models import User
from saferboard.partners.record_kinds import Correctable, kind


@transaction.atomic
def correct(
    request: SubjectRequest, key: str, *, value: str, reason: str, by: User, at: dt.datetime
) -> Correction:
    """
    Write what is right in the place of one field, or a note beside it where what is written stands.

    :raises Refused: if it is not theirs to do, the person did not ask for a correction or it is
        not known who they are, the field is not about them, nothing new or no reason is given, or
        the room that holds it says no.
    """
    require(refusal_to_keep(by, on=at.date()))
    held = SubjectRequest.objects.select_for_update(of=("self",)).get(pk=request.pk)
    require(refusal_to_correct(held))
    one, words = _as_it_should_be(held, key, value, reason)
    room = kind(one.kind)
    assert room is not None, "what a kind offers is of that kind"
    assert room.correct is not None, "what a kind offers it corrects"
    room.correct(one, words, by, at)
    made = Correction.objects.create(
        request=held,
        kind=one.kind,
        ref=one.ref,
        label=one.label,
        noted=bool(one.stands),
        reason=reason.strip(),
        by=by,
        at=at,
    )
    record(
        Kind.RECORD_CORRECTED,
        subject=f"{one.kind} {one.ref}",
        by=by,
        at=at,
        field=one.field,
        how="noted beside it" if one.stands else "written anew",
        request=held.code,
    )
    return made


def _as_it_should_be(
    request: SubjectRequest, key: str, value: str, reason: str
) -> tuple[Correctable, str]:
    """
    Return the field that is meant, and what is to stand there.

    :raises Refused: if there is no such field, or what was typed will not do.
    """
    one = next((found for found in correctable(request) if key_of(found) == key), None)
    if one is None:
        raise Refused(Refusal("not-theirs", "There is no such field about the person any more."))
    words = value.strip()
    if not words and not one.may_be_empty:
        raise Refused(Refusal("no-value", f"{one.label}: write what is right."))
    if len(words) > one.most:
        raise Refused(Refusal("too-long", f"{one.label}: use up to {one.most} letters."))
    if words == one.value:
        raise Refused(Refusal("nothing-new", f"{one.label}: that is what stands there now."))
    if not reason.strip():
        raise Refused(Refusal("no-reason", "Reason: say how it is known that this is right."))
    return one, words


def refusal_to_correct(request: SubjectRequest) -> Refusal | None:
    """Return why nothing may be corrected for a request as it stands, or None."""
    if request.kind != RequestKind.RECTIFICATION or request.state != RequestState.IDENTIFIED:
        words = (
            "A field is corrected for a person who asked for it and is known to be who they say."
        )
        return Refusal("not-asked", words)
    return None
