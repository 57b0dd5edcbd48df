"""
Setting terms, deleting what has fallen due, and answering people about their own data.
"""

import datetime as dt
from collections.abc import Sequence

from django.conf import settings
from django.db import transaction

from saferboard.domain.refusals import Refusal, Refused, require
from saferboard.domain.retention import (
    ANSWER_MONTHS,
    DISPOSAL_MOVES,
    REQUEST_MOVES,
    DisposalState,
    RequestKind,
    RequestState,
    Term,
    due_on,
    latest_beginning,
    months_after,
)
from saferboard.domain.states import refusal_to_move
from saferboard.keeping import journal
from saferboard.keeping.correcting.outcomes import outcome_of
from saferboard.keeping.models import Disposal, SubjectRequest, TermSet
from saferboard.keeping.permissions import refusal_to_delete, refusal_to_keep
from saferboard.ledger.models import Entry, Kind
from saferboard.ledger.operations import Look, record
from saferboard.partners.models import Actor, User
from saferboard.partners.record_kinds import DueRecord, RecordKind, kind, kinds

OPEN = [DisposalState.LISTED.value, DisposalState.APPROVED.value, DisposalState.HELD.value]


def term_of(one: RecordKind, sets: dict[str, TermSet] | None = None) -> Term:
    """Return how long a kind of record is kept here: as set, or its default."""
    held = sets if sets is not None else terms_set()
    if one.code in held:
        return Term(held[one.code].years, held[one.code].months)
    return one.kept


def terms_set() -> dict[str, TermSet]:
    """Return the terms set here, by the code of their kind."""
    return {one.kind: one for one in TermSet.objects.select_related("set_by")}


@transaction.atomic
def set_term(code: str, *, term: Term, authority: str, by: User, at: dt.datetime) -> TermSet:
    """
    Set how long a kind of record is kept here, and on whose authority.

    :raises Refused: if it is not theirs to do, there is no such kind, it is one that is kept
        for good, the term is none, or no authority is named.
    """
    require(refusal_to_keep(by, on=at.date()))
    one = kind(code)
    if one is None or one.erase is None:
        raise Refused(Refusal("kept-for-good", "Records of this kind do not fall due."))
    if not term.ends:
        raise Refused(Refusal("no-term", "Enter years, months or both."))
    if not authority.strip():
        words = "Say on whose authority: an Act, a schedule of the council, a decision."
        raise Refused(Refusal("no-authority", words))
    held, _ = TermSet.objects.update_or_create(
        kind=code,
        defaults={
            "years": term.years,
            "months": term.months,
            "authority": authority.strip(),
            "set_by": by,
            "set_at": at,
        },
    )
    record(Kind.TERM_CHANGED, subject=f"records {code}", by=by, at=at, term=term.words)
    return held


@transaction.atomic
def list_due(*, by: Actor, at: dt.datetime) -> int:
    """
    List every record whose term is over, and return how many are new on the list.

    A hold that has ended puts its record back on the list.  Done twice, it lists nothing twice.
    """
    on, sets, new = at.date(), terms_set(), 0
    Disposal.objects.filter(state=DisposalState.HELD, held_until__lt=on).update(
        state=DisposalState.LISTED.value
    )
    for one in kinds():
        term = term_of(one, sets)
        began = latest_beginning(on, term)
        if one.due is None or began is None:
            continue
        open_now = set(
            Disposal.objects.filter(kind=one.code, state__in=OPEN).values_list("ref", flat=True)
        )
        due = [found for found in one.due(began) if found.ref not in open_now]
        Disposal.objects.bulk_create([_listed(one, found, term) for found in due], batch_size=500)
        new += len(due)
    if new:
        record(Kind.RECORDS_LISTED, subject="records due", by=by, at=at, records=new)
    return new


def _listed(one: RecordKind, found: DueRecord, term: Term) -> Disposal:
    day = due_on(found.began, term)
    assert day is not None, "a kind without a term lists nothing"
    return Disposal(kind=one.code, ref=found.ref, due=day, state=DisposalState.LISTED)


@transaction.atomic
def approve(numbers: Sequence[int], *, by: User, at: dt.datetime) -> int:
    """
    Approve the deletion of listed records, and return how many.  The next tick deletes them.

    :raises Refused: if it is not theirs to do, none was chosen, or one may not be approved.
    """
    require(refusal_to_keep(by, on=at.date()))
    chosen = list(Disposal.objects.select_for_update().filter(pk__in=numbers))
    if not chosen:
        raise Refused(Refusal("none-chosen", "Choose at least one record."))
    for one in chosen:
        _move(one, DisposalState.APPROVED)
        one.reason, one.held_until = "", None
        one.decided_by, one.decided_at = by, at
    Disposal.objects.bulk_update(
        chosen, ["state", "reason", "held_until", "decided_by", "decided_at"]
    )
    record(Kind.DISPOSAL_APPROVED, subject="records due", by=by, at=at, records=len(chosen))
    return len(chosen)


@transaction.atomic
def hold(number: int, *, until: dt.date, reason: str, by: User, at: dt.datetime) -> Disposal:
    """
    Keep a record that has fallen due until a day, for a reason.

    :raises Refused: if it is not theirs to do, the record is not on the list, no reason is
        given, or the day is not a day to come.
    """
    require(refusal_to_keep(by, on=at.date()))
    one = Disposal.objects.select_for_update().filter(pk=number).first()
    if one is None:
        raise Refused(Refusal("not-listed", "That record is not on the list."))
    if not reason.strip():
        raise Refused(Refusal("no-reason", "Say why the record is kept."))
    if until <= at.date():
        raise Refused(Refusal("past-day", "Enter a day to come."))
    _move(one, DisposalState.HELD)
    one.reason, one.held_until, one.decided_by, one.decided_at = reason.strip(), until, by, at
    one.save()
    record(
        Kind.DISPOSAL_POSTPONED,
        subject=f"{one.kind} {one.ref}",
        by=by,
        at=at,
        until=until.isoformat(),
    )
    return one


def _move(one: Disposal, to: DisposalState) -> None:
    require(refusal_to_move(DISPOSAL_MOVES, DisposalState(one.state), to, thing="record"))
    one.state = to


def delete_approved(*, by: Actor, at: dt.datetime) -> int:
    """
    Delete every record whose deletion was approved, and return how many.

    Each in its own transaction: one that cannot be deleted stays approved, and the rest go.

    :raises Refused: if it is not theirs to do, or a record may not be deleted; those that
        may have been.
    """
    require(refusal_to_delete(by, on=at.date()))
    done, refused = 0, None
    for number in Disposal.objects.filter(state=DisposalState.APPROVED).values_list(
        "pk", flat=True
    ):
        try:
            _delete_one(number, by=by, at=at)
            done += 1
        except Refused as said:
            refused = said
    if refused is not None:
        raise refused
    return done


@transaction.atomic
def _delete_one(number: int, *, by: Actor, at: dt.datetime) -> None:
    one = Disposal.objects.select_for_update().get(pk=number)
    _move(one, DisposalState.DELETED)
    one.deleted_at = at
    one.save(update_fields=["state", "deleted_at"])
    erase_record(one.kind, one.ref, why="its term was over", by=by, at=at)


@transaction.atomic
def erase_record(code: str, ref: str, *, why: str, by: Actor, at: dt.datetime) -> int:
    """
    Delete one record from every table, note it outside the database, and return how many rows.

    :raises Refused: if there is no such kind, or the room that holds it says no.
    """
    one = kind(code)
    if one is None or one.erase is None:
        raise Refused(Refusal("not-erasable", "Records of this kind are not deleted."))
    rows = one.erase(ref, by, at)
    record(Kind.RECORD_DELETED, subject=f"{code} {ref}", by=by, at=at, why=why, rows=rows)
    journal.note(settings.ERASURES, journal.Erasure(code, ref, at))
    return rows


@transaction.atomic
def repeat_erasures(*, taken: dt.datetime, by: Actor, at: dt.datetime) -> int:
    """
    Delete again, after a restore, what was deleted since the backup was taken.

    Returns how many records.  A kind that this version no longer knows is passed over.
    """
    again = [e for e in journal.since(settings.ERASURES, taken) if kind(e.kind) is not None]
    for erasure in again:
        one = kind(erasure.kind)
        assert one is not None, "unknown kinds were left out above"
        if one.erase is not None:
            rows = one.erase(erasure.ref, by, at)
            record(
                Kind.RECORD_DELETED,
                subject=f"{erasure.kind} {erasure.ref}",
                by=by,
                at=at,
                why="it was deleted before the restore",
                rows=rows,
            )
        Disposal.objects.filter(kind=erasure.kind, ref=erasure.ref, state__in=OPEN).delete()
    record(
        Kind.BACKUP_RESTORED,
        subject="database",
        by=by,
        at=at,
        taken=taken.isoformat(timespec="minutes"),
        erasures=len(again),
    )
    return len(again)


@transaction.atomic
def open_request(
    what: RequestKind,
    *,
    name: str,
    contact: str,
    asked: str,
    account: User | None,
    received: dt.date,
    by: User,
    at: dt.datetime,
) -> SubjectRequest:
    """
    Take down what a person asked about their own data.

    :raises Refused: if it is not theirs to do, no name is given, or it was received in the
        future.
    """
    require(refusal_to_keep(by, on=at.date()))
    if not name.strip():
        raise Refused(Refusal("no-name", "Enter the name of the person who asks."))
    if received > at.date():
        raise Refused(Refusal("future-day", "Enter the day it was received, not a day to come."))
    # Counted in the ledger, which loses no line: a deleted request's code is not given again.
    number = Entry.objects.filter(kind=Kind.SUBJECT_REQUEST_OPENED).count() + 1
    opened = SubjectRequest.objects.create(
        code=f"sr-{number:04d}",
        kind=what,
        state=RequestState.RECEIVED,
        name=name.strip(),
        contact=contact.strip(),
        asked=asked.strip(),
        account=account,
        received=received,
        opened_by=by,
        opened_at=at,
    )
    record(
        Kind.SUBJECT_REQUEST_OPENED, subject=f"request {opened.code}", by=by, at=at, asks=what.value
    )
    return opened


@transaction.atomic
def identify(request: SubjectRequest, *, how: str, by: User, at: dt.datetime) -> None:
    """
    Write down how it is known that the person is who they say.

    :raises Refused: if it is not theirs to do, nothing is said, or it is known already.
    """
    require(refusal_to_keep(by, on=at.date()))
    if not how.strip():
        raise Refused(Refusal("no-proof", "Say how you know who they are."))
    request.identified_how = how.strip()
    _move_request(request, RequestState.IDENTIFIED, by=by, at=at)


@transaction.atomic
def extend(request: SubjectRequest, *, because: str, by: User, at: dt.datetime) -> None:
    """
    Take two months more, once, because it is complex or the person has asked much.

    :raises Refused: if it is not theirs to do, no reason is given, it was extended before, or
        it is closed, or the first month is over.
    """
    require(refusal_to_keep(by, on=at.date()))
    if request.extended_because or request.closed_on:
        raise Refused(Refusal("extended", "This request cannot be extended again."))
    if not because.strip():
        words = "Say why two more months are needed; the person must be told within the first."
        raise Refused(Refusal("no-reason", words))
    if at.date() > months_after(request.received, ANSWER_MONTHS):
        words = "The first month is over, and with it the time in which to extend."
        raise Refused(Refusal("too-late", words))
    request.extended_because = because.strip()
    request.save(update_fields=["extended_because"])
    record(
        Kind.SUBJECT_REQUEST_MOVED,
        subject=f"request {request.code}",
        by=by,
        at=at,
        state="extended by two months",
    )


@transaction.atomic
def close_request(
    request: SubjectRequest, *, to: RequestState, outcome: str, by: User, at: dt.datetime
) -> None:
    """
    Answer, refuse or withdraw a request, with what was done or why not.

    :raises Refused: if it is not theirs to do, nothing is said, a correction is called made and
        none was, or it may not be done from where the request stands.
    """
    require(refusal_to_keep(by, on=at.date()))
    request.outcome = outcome_of(request, to, outcome)
    request.closed_on = at.date()
    _move_request(request, to, by=by, at=at)


def _move_request(request: SubjectRequest, to: RequestState, *, by: User, at: dt.datetime) -> None:
    require(refusal_to_move(REQUEST_MOVES, RequestState(request.state), to, thing="request"))
    request.state = to
    request.save()
    record(
        Kind.SUBJECT_REQUEST_MOVED,
        subject=f"request {request.code}",
        by=by,
        at=at,
        state=to.value.lower(),
    )


@transaction.atomic
def erase_for_request(
    request: SubjectRequest, found: Sequence[tuple[str, str]], *, by: User, at: dt.datetime
) -> int:
    """
    Delete records of a person who asked for it, by kind and reference, and return how many.

    :raises Refused: if it is not theirs to do, it is not known who asks, they did not ask for
        deletion, or a record may not be deleted; then none is.
    """
    require(refusal_to_keep(by, on=at.date()))
    if request.kind != RequestKind.ERASURE or request.state != RequestState.IDENTIFIED:
        words = "Records are deleted for a person who asked for it and is known to be who they say."
        raise Refused(Refusal("not-asked", words))
    for code, ref in found:
        erase_record(code, ref, why=f"asked for in {request.code}", by=by, at=at)
    return len(found)


@transaction.atomic
def note_report_read(
    request: SubjectRequest, shown: Sequence[str], *, by: User, at: dt.datetime
) -> None:
    """Leave a line that what is held about a person was read, and which records."""
    record(
        Kind.SUBJECT_REPORT_OPENED,
        subject=f"request {request.code}",
        by=by,
        at=at,
        look=Look(purpose="data-subject-request", shown=shown),
    )
