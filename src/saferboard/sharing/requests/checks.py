"""
When something may be asked and answered: under which agreement, with which fields.
"""

import datetime as dt
from collections.abc import Iterable, Mapping

import holidays

from saferboard.domain.agreements import nearest
from saferboard.domain.refusals import Refusal
from saferboard.partners.models import Post
from saferboard.sharing import gate
from saferboard.sharing.models import Agreement, InformationRequest
from saferboard.sharing.vocabulary import data_classes, field_words, purposes
from saferboard.ui.words import listed


def agreement_for(
    asking: Post,
    asked: Post,
    purpose: str,
    data_class: str,
    fields: Iterable[str],
    *,
    on: dt.date,
) -> Agreement | Refusal:
    """Return the live agreement under which fields may be asked for, or why there is none."""
    if purpose not in purposes():
        return Refusal("no-purpose", "Choose the purpose you ask for.")
    terms = gate.agreements_of([asking.organisation_id])
    lines = terms.between(asking.organisation.code, asked.organisation.code, purpose, data_class)
    live = [line for line in lines if line.terms.is_live(on)]
    for line in live:
        if set(fields) <= line.fields:
            return _named(line.terms.reference)
    if live:
        best = max(live, key=lambda line: len(set(fields) & line.fields))
        beyond = [field_words(data_class, f) for f in fields if f not in best.fields]
        return Refusal(
            "no-field",
            f"{best.terms.reference} does not list: {listed(beyond)}. Leave it out, or ask the"
            f" {best.terms.owner} for a new version.",
        )
    if lines:
        paper = nearest(lines)
        words = f"{paper.reference} {paper.standing(on)}. Ask the {paper.owner}."
        return Refusal("not-live", words)
    return Refusal(
        "no-agreement",
        f"No agreement lets {asking.organisation.name} ask {asked.organisation.name} for this, for"
        f" that purpose. Ask the head of community safety for one.",
    )


def _named(name: str) -> Agreement:
    reference = name.partition(" ")[0]
    return Agreement.objects.get(reference=reference, state="LIVE")


def refusal_to_ask_of(asking: Post, asked: Post) -> Refusal | None:
    """Return why one post does not ask another, or None: a request is between organisations."""
    if asking.organisation_id != asked.organisation_id:
        return None
    return Refusal(
        "same-organisation",
        f"The {asked.title} is in your own organisation. Ask them there: a request is from one"
        " partner to another.",
    )


def refusal_of_fields(data_class: str, fields: Iterable[str]) -> Refusal | None:
    """Return that a class or a field is on no list, or that there is no field; or None."""
    known = data_classes().get(data_class)
    if known is None:
        return Refusal("unknown-class", "Choose a class of data on the list.")
    names = list(fields)
    if not names:
        return Refusal("no-field-asked", "Choose at least one field.")
    for name in names:
        if name not in known.fields:
            return Refusal("unknown-field", f"{known.words} has no such field.")
    return None


def refusal_of_nothing(words: str, what: str) -> Refusal | None:
    """Return that something is not said, or None if it is."""
    return None if words.strip() else Refusal("nothing-said", f"Say {what}.")


def refusal_to_answer(
    request: InformationRequest,
    answers: Mapping[str, str],
    redactions: Mapping[str, str],
    *,
    on: dt.date,
) -> Refusal | None:
    """Return why a request cannot be answered so, or None."""
    found = agreement_for(
        request.asking_post,
        request.asked_post,
        request.purpose,
        request.data_class,
        request.fields,
        on=on,
    )
    if isinstance(found, Refusal):
        return found
    for name in request.fields:
        given, why = answers.get(name, "").strip(), redactions.get(name, "").strip()
        words = field_words(request.data_class, name)
        if not given and not why:
            return Refusal("neither", f"{words}: write the answer, or the reason it is redacted.")
        if given and why:
            return Refusal("both", f"{words}: give either an answer or a reason, not both.")
    if not any(answers.get(name, "").strip() for name in request.fields):
        return Refusal("all-redacted", "Every field is redacted. Refuse the request instead.")
    return None


def holidays_near(day: dt.date) -> frozenset[dt.date]:
    """Return the bank holidays in England of a day's year and the next."""
    years = (day.year, day.year + 1)
    return frozenset(holidays.country_holidays("GB", subdiv="ENG", years=years))
