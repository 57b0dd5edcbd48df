"""
Drafting an agreement, having it signed, reviewing, suspending and ending it.
"""

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.core.files.base import File
from django.db import transaction
from django.utils import timezone

from saferboard.domain.agreements import (
    AGREEMENT_MOVES,
    AgreementState,
    falls_due,
    notice_due,
)
from saferboard.domain.refusals import Refusal, Refused, require
from saferboard.domain.states import refusal_to_move
from saferboard.ledger.models import Kind
from saferboard.ledger.operations import SYSTEM, record
from saferboard.letters.operations import send_letter
from saferboard.library.operations import keep_file
from saferboard.partners.models import Organisation, Post, User
from saferboard.sharing import permissions
from saferboard.sharing.agreements import checks
from saferboard.sharing.models import Agreement, Given, Party, Step
from saferboard.ui.words import day


@dataclass(frozen=True)
class GivenWritten:
    """What one party gives: its organisation's code, a class of data, and the fields."""

    giver: str
    data_class: str
    fields: Sequence[str]


@transaction.atomic
def draft_agreement(title: str, *, owner: Post, by: User, at: dt.datetime) -> Agreement:
    """
    Begin the draft of an agreement, under the next reference.

    :raises Refused: if `by` may not draft agreements.
    """
    require(permissions.refusal_to_draft(by, on=_day(at)))
    taken = Agreement.objects.values_list("reference", flat=True)
    number = max((int(ref.rpartition("-")[2]) for ref in taken), default=0) + 1
    agreement = Agreement.objects.create(reference=f"SA-{number}", title=title, owner=owner)
    _step(agreement, "Drafted", "", by, at)
    record(Kind.AGREEMENT_DRAFTED, subject=agreement.subject, by=by, at=at, part="title")
    return agreement


@transaction.atomic
def write_terms(
    agreement: Agreement,
    *,
    by: User,
    at: dt.datetime,
    parties: Sequence[str] | None = None,
    given: Sequence[GivenWritten] | None = None,
    **terms: Any,
) -> None:
    """
    Write some of a draft's terms, over what was there; what is not named is left.

    :raises Refused: if it is not a draft, or a code is not on its list.
    """
    require(permissions.refusal_to_draft(by, on=_day(at)))
    require(checks.refusal_to_rewrite(agreement))
    require(checks.refusal_of_terms(terms))
    for name, value in terms.items():
        setattr(agreement, name, value)
    require(checks.refusal_of_days(agreement))
    agreement.save()
    if parties is not None:
        _write_parties(agreement, parties)
    if given is not None:
        _write_given(agreement, given)
    written = sorted({*terms, *(["parties"] if parties else []), *(["given"] if given else [])})
    record(Kind.AGREEMENT_DRAFTED, subject=agreement.subject, by=by, at=at, part=", ".join(written))


def _write_parties(agreement: Agreement, codes: Sequence[str]) -> None:
    known = {one.code: one for one in Organisation.objects.filter(code__in=codes)}
    for code in codes:
        if code not in known:
            raise Refused(Refusal("unknown-party", f"There is no organisation {code}."))
    agreement.given.exclude(giver__code__in=codes).delete()
    agreement.parties.all().delete()
    Party.objects.bulk_create(
        Party(agreement=agreement, organisation=known[code]) for code in dict.fromkeys(codes)
    )


def _write_given(agreement: Agreement, given: Sequence[GivenWritten]) -> None:
    parties = {
        party.organisation.code: party.organisation
        for party in agreement.parties.select_related("organisation")
    }
    for one in given:
        require(checks.refusal_of_given(one.giver, one.data_class, one.fields, parties))
    agreement.given.all().delete()
    Given.objects.bulk_create(
        Given(
            agreement=agreement,
            giver=parties[one.giver],
            data_class=one.data_class,
            fields=list(one.fields),
        )
        for one in given
        if one.fields
    )


@transaction.atomic
def attach_document(agreement: Agreement, upload: File, *, by: User, at: dt.datetime) -> None:
    """
    Keep the document that is to be signed with a draft.

    :raises Refused: if it is not a draft, or the file is of no kind that is kept.
    """
    require(permissions.refusal_to_draft(by, on=_day(at)))
    require(checks.refusal_to_rewrite(agreement))
    agreement.document = keep_file(upload, by=by, at=at)
    agreement.save(update_fields=["document"])
    record(Kind.AGREEMENT_DRAFTED, subject=agreement.subject, by=by, at=at, part="document")


@transaction.atomic
def send_out(agreement: Agreement, *, by: User, at: dt.datetime) -> None:
    """
    Fix a draft's terms and put them before its parties to sign.

    :raises Refused: if it is no draft, or something that the gate needs is missing.
    """
    require(permissions.refusal_to_draft(by, on=_day(at)))
    require(_move(agreement, AgreementState.OUT_FOR_SIGNATURE))
    require(checks.refusal_to_send_out(agreement))
    agreement.digest = checks.digest(agreement)
    agreement.state = AgreementState.OUT_FOR_SIGNATURE
    agreement.save(update_fields=["digest", "state"])
    _step(agreement, "Sent out for signature", "", by, at)
    record(Kind.AGREEMENT_SENT_OUT, subject=agreement.subject, by=by, at=at, terms=agreement.digest)


@transaction.atomic
def sign(agreement: Agreement, *, digest: str, by: User, at: dt.datetime) -> None:
    """
    Sign an agreement for one's own organisation; the last to sign makes it live on its day.

    `digest` is of the terms that were read: other terms are not signed.

    :raises Refused: if `by` may sign for no party, has signed, or read other terms.
    """
    agreement = Agreement.objects.select_for_update().get(pk=agreement.pk)
    require(permissions.refusal_to_sign(by, agreement, on=_day(at)))
    require(checks.refusal_to_sign_now(agreement, digest))
    post = permissions.signing_post(by, agreement, on=_day(at))
    assert post is not None, "whoever may sign signs by a post"
    party = agreement.parties.select_related("organisation").get(organisation=post.organisation_id)
    require(checks.refusal_to_sign_twice(party))
    party.signed_at, party.signed_by, party.signed_post = at, by, post
    party.digest = agreement.digest
    party.save()
    name = party.organisation.name
    _step(agreement, "Signed", f"For {name}", by, at)
    record(
        Kind.AGREEMENT_SIGNED,
        subject=agreement.subject,
        by=by,
        at=at,
        terms=agreement.digest,
        organisation=name,
    )
    if checks.may_begin(agreement, on=_day(at)):
        _begin(agreement, by=by, at=at)


def _begin(agreement: Agreement, *, by: User | str, at: dt.datetime) -> None:
    """Make it live; the version before it ends with that."""
    held = Agreement.objects.filter(reference=agreement.reference, state__in=["LIVE", "SUSPENDED"])
    for earlier in held.exclude(pk=agreement.pk):
        earlier.state = AgreementState.ENDED
        earlier.save(update_fields=["state"])
        _step(earlier, "Ended", f"{agreement.name} takes its place.", by, at)
        record(Kind.AGREEMENT_ENDED, subject=earlier.subject, by=by, at=at, replaced=True)
    agreement.state = AgreementState.LIVE
    agreement.save(update_fields=["state"])
    _step(agreement, "Became live", "", by, at)
    record(Kind.AGREEMENT_STARTED, subject=agreement.subject, by=by, at=at)


@transaction.atomic
def keep_the_calendar(*, at: dt.datetime) -> int:
    """Make live what is signed and whose day has come, end what has run out; return how many."""
    on, done = _day(at), 0
    for agreement in Agreement.objects.filter(state=AgreementState.OUT_FOR_SIGNATURE):
        if checks.may_begin(agreement, on=on):
            _begin(agreement, by=SYSTEM, at=at)
            done += 1
    run_out = Agreement.objects.filter(state__in=["LIVE", "SUSPENDED"], until__lt=on)
    for agreement in run_out:
        agreement.state = AgreementState.ENDED
        agreement.save(update_fields=["state"])
        _step(agreement, "Ended", "Its last day has passed.", SYSTEM, at)
        record(Kind.AGREEMENT_ENDED, subject=agreement.subject, by=SYSTEM, at=at, replaced=False)
        done += 1
    return done


@transaction.atomic
def tell_owners(*, at: dt.datetime, notices: Sequence[int]) -> int:
    """
    Write to whoever looks after an agreement whose review or end is near, once for each notice.

    A notice that was missed is given late, and only the nearest; return how many were written.
    """
    on, written = _day(at), 0
    for agreement in Agreement.objects.filter(state__in=["LIVE", "SUSPENDED"]):
        assert agreement.review_on is not None, "what is in force has a day to review it"
        for ahead in falls_due(agreement.until, agreement.review_on, on=on, within=max(notices)):
            notice = notice_due(ahead.days_left, notices)
            mark = f"{ahead.what} {notice} {ahead.on:%y%m%d}"
            if notice is None or mark in agreement.noticed.split(";"):
                continue
            send_letter(
                "agreement-due",
                to_post=agreement.owner,
                facts={"agreement": agreement.name, "what": ahead.what, "day": day(ahead.on)},
                by=SYSTEM,
                at=at,
                about=f"{agreement.subject} {mark}",
            )
            kept = [m for m in agreement.noticed.split(";") if m and not m.startswith(ahead.what)]
            agreement.noticed = ";".join([*kept, mark])
            agreement.save(update_fields=["noticed"])
            written += 1
    return written


CHANGES: Mapping[str, tuple[AgreementState, Kind, str]] = {
    "suspend": (AgreementState.SUSPENDED, Kind.AGREEMENT_SUSPENDED, "Suspended"),
    "resume": (AgreementState.LIVE, Kind.AGREEMENT_RESUMED, "Resumed"),
    "end": (AgreementState.ENDED, Kind.AGREEMENT_ENDED, "Ended"),
    "withdraw": (AgreementState.WITHDRAWN, Kind.AGREEMENT_WITHDRAWN, "Withdrawn"),
}


@transaction.atomic
def change(agreement: Agreement, what: str, *, reason: str, by: User, at: dt.datetime) -> None:
    """
    Suspend, resume, end or withdraw an agreement, for a reason; it works at once.

    :raises Refused: if `by` may not, it cannot be done from where it stands, or for no reason.
    """
    agreement = Agreement.objects.select_for_update().get(pk=agreement.pk)
    if what == "withdraw":
        require(permissions.refusal_to_draft(by, on=_day(at)))
    else:
        require(permissions.refusal_to_change(by, agreement, on=_day(at)))
    to, kind, did = CHANGES[what]
    require(checks.refusal_from_here(agreement, what))
    require(_move(agreement, to))
    require(checks.refusal_without_reason(reason))
    agreement.state = to
    agreement.save(update_fields=["state"])
    _step(agreement, did, reason, by, at)
    record(kind, subject=agreement.subject, by=by, at=at, replaced=False)


@transaction.atomic
def review(
    agreement: Agreement, *, next_on: dt.date, reason: str, by: User, at: dt.datetime
) -> None:
    """
    Record that an agreement was looked over and stands, and when it is next looked over.

    :raises Refused: if `by` may not, it is not in force, or the day is not to come.
    """
    require(permissions.refusal_to_change(by, agreement, on=_day(at)))
    require(checks.refusal_to_review(agreement, next_on, on=_day(at)))
    require(checks.refusal_without_reason(reason))
    agreement.review_on, agreement.noticed = next_on, ""
    agreement.save(update_fields=["review_on", "noticed"])
    _step(agreement, "Reviewed", reason, by, at)
    record(
        Kind.AGREEMENT_REVIEWED,
        subject=agreement.subject,
        by=by,
        at=at,
        next_review=next_on.isoformat(),
    )


@transaction.atomic
def draft_new_version(agreement: Agreement, *, by: User, at: dt.datetime) -> Agreement:
    """
    Begin another version with the same terms; what was out for signature is withdrawn.

    A version in force goes on until the new one is signed by every party and begins.

    :raises Refused: if `by` may not draft, or there is a later version or a draft already.
    """
    require(permissions.refusal_to_draft(by, on=_day(at)))
    require(checks.refusal_of_new_version(agreement))
    if agreement.state == AgreementState.OUT_FOR_SIGNATURE:
        change(agreement, "withdraw", reason="Another version is drafted.", by=by, at=at)
    parties = list(agreement.parties.all())
    given = list(agreement.given.all())
    newer = Agreement.objects.get(pk=agreement.pk)
    newer.pk, newer.version = None, agreement.version + 1
    newer.state, newer.digest, newer.noticed = AgreementState.DRAFT, "", ""
    newer.save(force_insert=True)
    Party.objects.bulk_create(
        Party(agreement=newer, organisation_id=one.organisation_id) for one in parties
    )
    Given.objects.bulk_create(
        Given(agreement=newer, giver_id=g.giver_id, data_class=g.data_class, fields=g.fields)
        for g in given
    )
    _step(newer, "Drafted", f"From {agreement.name}", by, at)
    record(Kind.AGREEMENT_DRAFTED, subject=newer.subject, by=by, at=at, part="new version")
    return newer


def _move(agreement: Agreement, to: AgreementState) -> Refusal | None:
    return refusal_to_move(AGREEMENT_MOVES, AgreementState(agreement.state), to, thing="agreement")


def _step(agreement: Agreement, did: str, reason: str, by: User | str, at: dt.datetime) -> None:
    post = "" if isinstance(by, str) else _title(by, at)
    Step.objects.create(agreement=agreement, did=did, reason=reason, post=post, at=at)


def _title(by: User, at: dt.datetime) -> str:
    first = by.posts(on=_day(at)).select_related("organisation").first()
    return f"{first.title}, {first.organisation.name}"[:200] if first else ""


def _day(at: dt.datetime) -> dt.date:
    return timezone.localtime(at).date()
