"""
Agreements, requests, notes and access in words.
"""

import datetime as dt
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from django.urls import reverse
from django.utils import timezone

from saferboard.domain.agreements import AgreementState
from saferboard.domain.gate import Decision
from saferboard.domain.publication import Use
from saferboard.domain.requests import RequestState, is_overdue
from saferboard.sharing.models import Agreement, InformationRequest, Intelligence
from saferboard.sharing.queries import Due, Effect
from saferboard.sharing.reported import agreement_href
from saferboard.sharing.vocabulary import (
    data_classes,
    field_words,
    fields_in_order,
    legal_bases,
    purposes,
)
from saferboard.ui.components import Cell, Link, SummaryRow, Table, Tag
from saferboard.ui.words import counted, day, hour, listed

TONES = {
    AgreementState.LIVE: "green",
    AgreementState.SUSPENDED: "red",
    AgreementState.OUT_FOR_SIGNATURE: "amber",
    AgreementState.DRAFT: "blue",
}
REQUEST_TONES = {
    RequestState.ASKED: "amber",
    RequestState.ANSWERED: "green",
    RequestState.REFUSED: "red",
}
NOT_SET = "Not set yet"


def when(moment: dt.datetime) -> str:
    local = timezone.localtime(moment)
    return f"{day(local)}, {hour(local)}"


def state_tag(agreement: Agreement) -> Tag:
    state = AgreementState(agreement.state)
    return Tag(state.label, TONES.get(state, "grey"))


def agreements_table(found: Sequence[Agreement]) -> Table:
    return Table(
        caption=counted(len(found), "agreement"),
        head=("Agreement", "Parties", "State", "From", "To", "Review"),
        rows=tuple(
            (
                Cell(f"{one.name}: {one.title}", href=agreement_href(one)),
                listed([party.organisation.name for party in one.parties.all()]),
                Cell(tags=(state_tag(one),)),
                _day(one.since),
                _day(one.until, "No last day"),
                _day(one.review_on),
            )
            for one in found
        ),
    )


def _day(when: dt.date | None, none: str = NOT_SET) -> str:
    return day(when) if when else none


@dataclass(frozen=True)
class AgreementShown:
    name: str
    title: str
    state: Tag
    facts: tuple[SummaryRow, ...]
    conditions: tuple[str, ...]
    bases: Table
    given: Table
    signatures: Table
    possible: Table
    resting: Table
    history: Table


def agreement_shown(one: Agreement, effect: Effect) -> AgreementShown:
    return AgreementShown(
        name=one.name,
        title=one.title,
        state=state_tag(one),
        facts=_facts(one),
        conditions=tuple(one.conditions),
        bases=bases_table(one.bases),
        given=given_table(one),
        signatures=signatures_table(one),
        possible=possible_table(effect),
        resting=resting_table(effect),
        history=history_table(one),
    )


def _facts(one: Agreement) -> tuple[SummaryRow, ...]:
    answer = f"{counted(one.answer_days, 'working day')}" if one.answer_days else "The usual number"
    return (
        SummaryRow("What for", listed([purposes().get(p, p) for p in one.purposes]) or NOT_SET),
        SummaryRow("From", _day(one.since)),
        SummaryRow("To", _day(one.until, "No last day")),
        SummaryRow("Reviewed next", _day(one.review_on)),
        SummaryRow("Looked after by", f"{one.owner.title}, {one.owner.organisation.name}"),
        SummaryRow("Answers are due in", answer),
        SummaryRow("Only for seats on", listed(one.panels) or "Any part in a thing will do"),
        SummaryRow("Terms, as SHA-256", one.digest[:16] or "Fixed when sent out for signature"),
    )


def bases_table(codes: Iterable[str]) -> Table:
    found = [legal_bases()[code] for code in codes if code in legal_bases()]
    return Table(
        caption="What it rests on in law",
        head=("Provision", "What it does", "Read on"),
        rows=tuple(
            (
                Cell(basis.title, href=basis.source),
                basis.says + (f" In force from {day(basis.in_force)}." if basis.in_force else ""),
                day(basis.read) if basis.read else "Not read for this list: read it first",
            )
            for basis in found
        ),
        note="In our own words, and no legal advice.",
    )


def given_table(one: Agreement) -> Table:
    return Table(
        caption="What is given",
        head=("By", "What", "Which fields"),
        rows=tuple(
            (
                given.giver.name,
                class_words(given.data_class),
                listed(_fields(given.data_class, given.fields)),
            )
            for given in one.given.all()
        ),
    )


def class_words(code: str) -> str:
    known = data_classes().get(code)
    return known.words if known else code


def _fields(data_class: str, fields: Iterable[str]) -> list[str]:
    return [field_words(data_class, f) for f in fields_in_order(data_class, frozenset(fields))]


def signatures_table(one: Agreement) -> Table:
    return Table(
        caption="Who has signed",
        head=("Party", "Signed by", "When"),
        rows=tuple(
            (
                party.organisation.name,
                party.signed_post.title if party.signed_post else "Not yet",
                when(party.signed_at) if party.signed_at else "Not yet",
            )
            for party in one.parties.all()
        ),
    )


def possible_table(effect: Effect) -> Table:
    return Table(
        caption="Who may come to see what",
        head=("Organisation", "These posts", "See, of what it is given by", "Which fields"),
        rows=tuple(
            (
                opening.given,
                listed(opening.posts) or "No post of theirs yet",
                f"{class_words(opening.data_class)}, from {opening.giver}",
                listed(_fields(opening.data_class, opening.fields)),
            )
            for opening in effect.openings
        ),
        note="Each only where it takes part: by a seat, by asking, or let in by name.",
    )


def resting_table(effect: Effect) -> Table:
    return Table(
        caption=f"What rests on it ({len(effect.resting)})",
        head=("Reference", "What it is"),
        rows=tuple((Cell(held.ref, href=held.href), held.words) for held in effect.resting),
        note="The day after it ends none of this shows anything to another organisation.",
    )


def history_table(one: Agreement) -> Table:
    return Table(
        caption="What was done with it",
        head=("When", "What", "Why", "By"),
        rows=tuple(
            (when(step.at), step.did, step.reason, step.post or "The calendar")
            for step in one.steps.all()
        ),
    )


def due_table(found: Sequence[Due]) -> Table:
    return Table(
        caption="Reviews and ends in the next twelve months",
        head=("Day", "What", "Agreement", "Looked after by"),
        rows=tuple(
            (
                Cell(
                    day(due.ahead.on),
                    tags=(Tag("Overdue", "red"),) if due.ahead.days_left < 0 else (),
                    below=""
                    if due.ahead.days_left < 0
                    else f"In {counted(due.ahead.days_left, 'day')}",
                ),
                {"review": "Review", "end": "Ends"}[due.ahead.what],
                Cell(
                    f"{due.agreement.name}: {due.agreement.title}",
                    href=agreement_href(due.agreement),
                ),
                due.agreement.owner.title,
            )
            for due in found
        ),
    )


def request_tags(one: InformationRequest, on: dt.date) -> tuple[Tag, ...]:
    state = RequestState(one.state)
    tags = (Tag(state.label, REQUEST_TONES.get(state, "grey")),)
    if is_overdue(state, one.due_on, on=on):
        tags += (Tag("Overdue", "red"),)
    return tags


def requests_table(caption: str, found: Sequence[InformationRequest], on: dt.date) -> Table:
    return Table(
        caption=f"{caption} ({len(found)})",
        head=("Request", "From", "To", "Of what", "Due", "State"),
        rows=tuple(
            (
                Cell(one.ref, href=reverse("sharing:request", args=[one.ref])),
                one.asking_post.organisation.name,
                one.asked_post.organisation.name,
                class_words(one.data_class),
                day(one.due_on),
                Cell(tags=request_tags(one, on)),
            )
            for one in found
        ),
        note="" if found else "None.",
    )


def request_facts(one: InformationRequest, on: dt.date) -> tuple[SummaryRow, ...]:
    return (
        SummaryRow("State", tags=request_tags(one, on)),
        SummaryRow("From", f"{one.asking_post.title}, {one.asking_post.organisation.name}"),
        SummaryRow("To", f"{one.asked_post.title}, {one.asked_post.organisation.name}"),
        SummaryRow("Purpose", purposes().get(one.purpose, one.purpose)),
        SummaryRow("Agreement", f"{one.agreement.name}: {one.agreement.title}"),
        SummaryRow("Asked", when(one.asked_at)),
        SummaryRow("Due", day(one.due_on)),
        SummaryRow("Fields asked for", listed(_fields(one.data_class, one.fields))),
    )


def answer_rows(one: InformationRequest, decision: Decision) -> tuple[SummaryRow, ...]:
    """Return what was answered, field by field, as far as the gate lets it show."""
    rows = []
    for field in fields_in_order(one.data_class, frozenset(one.fields)):
        label = field_words(one.data_class, field)
        if field in decision.fields and field in one.answers:
            rows.append(SummaryRow(label, one.answers[field]))
        elif field in one.redactions:
            words = f"Redacted: {one.redactions[field]}"
            rows.append(SummaryRow(label, words, tags=(Tag("Redacted", "grey"),)))
        else:
            rows.append(SummaryRow(label, "", tags=(Tag("Not shown to you", "grey"),)))
    return tuple(rows)


def notes_table(
    found: Sequence[Intelligence], decisions: Sequence[Decision], purpose: str
) -> Table:
    shown = [(n, d) for n, d in zip(found, decisions, strict=True) if not d.is_refused]
    return Table(
        caption=counted(len(shown), "note"),
        head=("Note", "Kept by", "Noted", "You see"),
        rows=tuple(
            (
                Cell(note.ref, href=reverse("sharing:note", args=[note.ref, purpose])),
                note.keeper.title,
                day(note.noted_on),
                counted(len(decision.fields), "field"),
            )
            for note, decision in shown
        ),
    )


def note_rows(note: Intelligence, decision: Decision) -> tuple[SummaryRow, ...]:
    return tuple(
        SummaryRow(field_words(note.data_class, field), note.values[field])
        if field in decision.fields
        else SummaryRow(
            field_words(note.data_class, field), tags=(Tag("Not in the agreement", "grey"),)
        )
        for field in fields_in_order(note.data_class, frozenset(note.values))
    )


def use_row(use: Use, data_class: str, fields: frozenset[str]) -> SummaryRow:
    """Return which fields may be put to a use, in words."""
    words = [field_words(data_class, f) for f in fields_in_order(data_class, fields)]
    return SummaryRow(f"May be {use.label}", listed(words) or "Nothing")


def agreement_link(one: Agreement) -> Link:
    return Link(one.name, agreement_href(one))
