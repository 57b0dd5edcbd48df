"""
When a thing may be done to an agreement, and what its terms must say first.
"""

import datetime as dt
import hashlib
import json
from collections.abc import Iterable, Mapping
from typing import Any

from saferboard.bodies.models import Body
from saferboard.domain.agreements import AgreementState
from saferboard.domain.refusals import Refusal
from saferboard.sharing.models import Agreement, Party
from saferboard.sharing.vocabulary import data_classes, legal_bases, purposes

TERMS = frozenset(
    {"title", "purposes", "bases", "conditions", "panels", "since", "until"}
    | {"review_on", "answer_days", "owner"}
)
FROM = {
    "suspend": AgreementState.LIVE,
    "resume": AgreementState.SUSPENDED,
}
NEWEST_ANSWER_DAYS = 60


def refusal_to_rewrite(agreement: Agreement) -> Refusal | None:
    """Return why an agreement's terms may not be written, or None: only a draft's may."""
    if agreement.state == AgreementState.DRAFT:
        return None
    return Refusal(
        "terms-fixed",
        f"The terms of {agreement.name} are fixed, because it has been out for signature. Draft a"
        " new version.",
    )


def refusal_of_terms(terms: Mapping[str, Any]) -> Refusal | None:
    """Return what in some terms is on no list, or None."""
    assert terms.keys() <= TERMS, "an agreement has no such term"
    lists: dict[str, tuple[Iterable[str], str]] = {
        "purposes": (purposes(), "purpose"),
        "bases": (legal_bases(), "legal basis"),
    }
    for name, (known, word) in lists.items():
        for code in terms.get(name) or ():
            if code not in known:
                return Refusal("unknown-code", f"There is no {word} {code} on the list.")
    panels = terms.get("panels") or []
    if panels and Body.objects.filter(code__in=panels).count() != len(set(panels)):
        return Refusal("unknown-panel", "One of the panels is no body of the partnership.")
    return None


def refusal_of_days(agreement: Agreement) -> Refusal | None:
    """Return what is wrong with an agreement's days, or None."""
    since, until, review = agreement.since, agreement.until, agreement.review_on
    if since and until and until < since:
        return Refusal("ends-first", "The last day is before the first. Correct one of them.")
    if since and review and review < since:
        return Refusal("review-first", "The review is before the first day. Choose a later day.")
    return None


def refusal_of_given(
    giver: str, data_class: str, fields: Iterable[str], parties: Mapping[str, Any]
) -> Refusal | None:
    """Return why a party may not give a class with these fields, or None."""
    if giver not in parties:
        return Refusal("not-a-party", f"{giver} gives something and is not a party. Add it first.")
    known = data_classes().get(data_class)
    if known is None:
        return Refusal("unknown-class", f"There is no class of data {data_class} on the list.")
    for field in fields:
        if field not in known.fields:
            return Refusal("unknown-field", f"{known.words} has no field {field}.")
    return None


def refusal_to_send_out(agreement: Agreement) -> Refusal | None:
    """Return the first thing an agreement lacks before it may be signed, or None."""
    lacks = [
        (agreement.parties.count() < 2, "two parties at least"),
        (not agreement.purposes, "a purpose"),
        (not agreement.bases, "a legal basis"),
        (not agreement.given.exists(), "a class of data that one party gives, with its fields"),
        (not agreement.since, "its first day"),
        (not agreement.review_on, "a day to review it"),
    ]
    for lacking, what in lacks:
        if lacking:
            return Refusal("not-whole", f"{agreement.name} lacks {what}. Add it before signing.")
    return None


def refusal_to_sign_now(agreement: Agreement, digest: str) -> Refusal | None:
    """Return why an agreement cannot be signed as it stands, or None."""
    if agreement.state != AgreementState.OUT_FOR_SIGNATURE:
        words = f"{agreement.name} is not out for signature."
        return Refusal("not-out", words)
    if digest != agreement.digest:
        return Refusal(
            "other-terms", "The terms have changed since you read them. Read them again, then sign."
        )
    assert digest_of_now(agreement) == agreement.digest, "terms that were sent out are not edited"
    return None


def refusal_to_sign_twice(party: Party) -> Refusal | None:
    """Return that a party has signed, or None if it has not."""
    if party.signed_at is None:
        return None
    return Refusal("signed-already", f"{party.organisation.name} has signed already.")


def refusal_from_here(agreement: Agreement, what: str) -> Refusal | None:
    """Return why a change does not fit where an agreement stands, or None."""
    wanted = FROM.get(what)
    if wanted is None or agreement.state == wanted:
        return None
    now = AgreementState(agreement.state).label.lower()
    return Refusal("not-from-here", f"{agreement.name} is {now}: there is nothing to {what}.")


def refusal_without_reason(reason: str) -> Refusal | None:
    """Return that a reason is wanted, or None if there is one."""
    return None if reason.strip() else Refusal("no-reason", "Give a reason.")


def refusal_to_review(agreement: Agreement, next_on: dt.date, *, on: dt.date) -> Refusal | None:
    """Return why a review cannot be recorded, or None."""
    if agreement.state not in (AgreementState.LIVE, AgreementState.SUSPENDED):
        return Refusal("not-in-force", f"{agreement.name} is not in force: nothing is reviewed.")
    if next_on <= on:
        return Refusal("not-to-come", "The next review must be on a day to come.")
    return None


def refusal_of_new_version(agreement: Agreement) -> Refusal | None:
    """Return why no further version is drafted from this one, or None."""
    later = Agreement.objects.filter(reference=agreement.reference, version__gt=agreement.version)
    if later.exists():
        return Refusal("not-newest", f"There is a later version of {agreement.reference}.")
    if agreement.state == AgreementState.DRAFT:
        return Refusal("still-draft", f"{agreement.name} is a draft still. Change it as it stands.")
    return None


def may_begin(agreement: Agreement, *, on: dt.date) -> bool:
    """Return whether every party has signed these terms and the first day has come."""
    signed = [party.digest == agreement.digest for party in agreement.parties.all()]
    return (
        agreement.state == AgreementState.OUT_FOR_SIGNATURE
        and bool(agreement.digest)
        and all(signed)
        and agreement.since is not None
        and agreement.since <= on
    )


def digest(agreement: Agreement) -> str:
    """Return the SHA-256 of everything an agreement's parties agree to, in hexadecimal."""
    said = {
        "reference": agreement.reference,
        "version": agreement.version,
        "title": agreement.title,
        "purposes": sorted(agreement.purposes),
        "bases": sorted(agreement.bases),
        "conditions": agreement.conditions,
        "panels": sorted(agreement.panels),
        "since": _written(agreement.since),
        "until": _written(agreement.until),
        "answer_days": agreement.answer_days,
        "parties": sorted(agreement.parties.values_list("organisation__code", flat=True)),
        "given": sorted(
            [giver, data_class, sorted(fields)]
            for giver, data_class, fields in agreement.given.values_list(
                "giver__code", "data_class", "fields"
            )
        ),
        "document": agreement.document.sha256 if agreement.document else "",
    }
    return hashlib.sha256(json.dumps(said, sort_keys=True).encode()).hexdigest()


digest_of_now = digest


def _written(day: dt.date | None) -> str:
    return day.isoformat() if day else ""
