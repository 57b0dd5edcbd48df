"""
The steps of a draft, and what may be done to an agreement, as a page offers them.
"""

import datetime as dt
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django import forms as django_forms
from django.http import HttpRequest
from django.urls import reverse, reverse_lazy

from saferboard.bodies.models import Body
from saferboard.domain.agreements import AgreementState
from saferboard.partners.models import Organisation, User
from saferboard.sharing import forms, presenters
from saferboard.sharing.agreements import operations
from saferboard.sharing.agreements.operations import GivenWritten
from saferboard.sharing.models import Agreement
from saferboard.sharing.reported import agreement_href
from saferboard.sharing.vocabulary import data_classes, legal_bases
from saferboard.ui import clock
from saferboard.ui.components import Link, Table
from saferboard.ui.form_pages import typed

LIST = reverse_lazy("sharing:agreements")


@dataclass(frozen=True)
class Step:
    """One step of a draft: its form as it stands, and how what is typed is kept."""

    title: str
    form: django_forms.Form
    keep: Callable[[dict[str, Any]], str | None]
    lead: tuple[str, ...] = ()
    tables: tuple[Table, ...] = ()


def step(held: Agreement, part: str, request: HttpRequest) -> Step | None:
    """Return one step of a draft, or None if there is none of that name."""
    if part.startswith("given-"):
        return _given(held, part.removeprefix("given-"), request)
    steps = {
        "about": _about,
        "parties": _parties,
        "conditions": _conditions,
        "document": _document,
    }
    return steps[part](held, request) if part in steps else None


def _about(held: Agreement, request: HttpRequest) -> Step:
    names = ("purposes", "bases", "since", "until", "review_on", "answer_days")
    start = {name: getattr(held, name) for name in names}
    return Step(
        "What for, on what basis, and when",
        forms.AboutForm(typed(request), initial=start),
        lambda said: _write(held, request, **said),
        tables=(presenters.bases_table(legal_bases()),),
    )


def _parties(held: Agreement, request: HttpRequest) -> Step:
    start = {"parties": [party.organisation.code for party in held.parties.all()]}
    return Step(
        "Who is party to it",
        forms.PartiesForm(typed(request), initial=start),
        lambda said: _write(held, request, parties=said["parties"]),
        lead=("Taking a party off takes off what it gives.",),
    )


def _given(held: Agreement, giver: str, request: HttpRequest) -> Step | None:
    party = Organisation.objects.filter(code=giver, agreements__agreement=held).first()
    if party is None:
        return None
    start = {g.data_class: g.fields for g in held.given.all() if g.giver_id == party.pk}

    def keep(said: dict[str, Any]) -> None:
        others = [
            GivenWritten(g.giver.code, g.data_class, g.fields)
            for g in held.given.all()
            if g.giver_id != party.pk
        ]
        mine = [GivenWritten(giver, code, said[code]) for code in data_classes() if said[code]]
        _write(held, request, given=[*others, *mine])

    return Step(
        f"What {party.name} gives",
        forms.GivenForm(typed(request), initial=start),
        keep,
        lead=("Only what is ticked is ever shown to another party.",),
    )


def _conditions(held: Agreement, request: HttpRequest) -> Step:
    bodies = list(Body.objects.order_by("name", "id").values_list("code", "name"))
    start = {"conditions": "\n".join(held.conditions), "panels": held.panels}

    def keep(said: dict[str, Any]) -> None:
        lines = [line.strip() for line in said["conditions"].splitlines() if line.strip()]
        _write(held, request, conditions=lines, panels=said["panels"])

    return Step(
        "On what conditions",
        forms.ConditionsForm(typed(request), initial=start, bodies=bodies),
        keep,
    )


def _document(held: Agreement, request: HttpRequest) -> Step:
    def keep(said: dict[str, Any]) -> None:
        operations.attach_document(held, said["document"], by=request.user, at=clock.now())

    form = forms.DocumentForm(typed(request), request.FILES or None)
    return Step("The document to be signed", form, keep)


def _write(held: Agreement, request: HttpRequest, **terms: Any) -> None:
    operations.write_terms(held, by=request.user, at=clock.now(), **terms)


@dataclass(frozen=True)
class Change:
    """Something done to an agreement: its words, its form, and whether it shows the effect."""

    title: str
    button: str
    lead: str
    done: str
    form: type[django_forms.Form] = forms.ReasonForm
    drafters: bool = False
    shows_effect: bool = False
    warning: str = ""
    kind: str = ""


CHANGES: dict[str, Change] = {
    "send-out": Change(
        "Send out for signature:",
        "Send it out",
        "Its terms are fixed from now on. Each party signs for itself, and it is live when all"
        " have and its first day has come.",
        "It is out for signature.",
        form=forms.NothingForm,
        drafters=True,
        shows_effect=True,
    ),
    "new-version": Change(
        "Draft a new version of",
        "Draft it",
        "The new version begins with these terms. This one holds until the new one is signed by"
        " every party; if it is still out for signature, it is withdrawn.",
        "A new version is drafted.",
        form=forms.NothingForm,
        drafters=True,
    ),
    "withdraw": Change(
        "Withdraw",
        "Withdraw it",
        "It will never be signed.",
        "It is withdrawn.",
        drafters=True,
        kind="warning",
    ),
    "review": Change(
        "Review",
        "Record the review",
        "Read what it makes possible, and say why it still stands. To change it, draft a new"
        " version instead.",
        "The review is recorded.",
        form=forms.ReviewForm,
        shows_effect=True,
    ),
    "suspend": Change(
        "Suspend",
        "Suspend it",
        "Until it is resumed nothing is seen through it.",
        "It is suspended.",
        shows_effect=True,
        warning="At once, everything below is shown to no other organisation.",
        kind="warning",
    ),
    "resume": Change(
        "Resume", "Resume it", "What it gave is seen again.", "It is live again.", shows_effect=True
    ),
    "end": Change(
        "End",
        "End it",
        "There is no way back: to share again, a new agreement is signed.",
        "It has ended.",
        shows_effect=True,
        warning="At once, everything below is shown to no other organisation.",
        kind="warning",
    ),
}


def carry_out(
    held: Agreement, what: str, said: dict[str, Any], *, by: User, at: dt.datetime
) -> str | None:
    """Do to an agreement what a page asked, and return where to go if not back to it."""
    match what:
        case "send-out":
            operations.send_out(held, by=by, at=at)
        case "new-version":
            return agreement_href(operations.draft_new_version(held, by=by, at=at))
        case "review":
            operations.review(held, **said, by=by, at=at)
        case _:
            operations.change(held, what, reason=said["reason"], by=by, at=at)
    return None


def moves(
    held: Agreement, *, may_draft: bool, may_change: bool, may_sign: bool
) -> tuple[Link, ...]:
    """Return the links to what somebody may do to an agreement now."""
    links: list[Link] = []
    state = AgreementState(held.state)
    if state is AgreementState.DRAFT and may_draft:
        links += _steps(held)
        links += [_to(held, "send-out", "Send it out for signature"), _to(held, "withdraw")]
    if state is AgreementState.OUT_FOR_SIGNATURE:
        if may_sign:
            href = reverse("sharing:sign", args=[held.reference, held.version])
            links.append(Link("Read and sign it", href))
        if may_draft:
            links.append(_to(held, "withdraw"))
    if state in (AgreementState.LIVE, AgreementState.SUSPENDED) and may_change:
        stop = "suspend" if state is AgreementState.LIVE else "resume"
        links += [_to(held, "review"), _to(held, stop), _to(held, "end")]
    if state is not AgreementState.DRAFT and may_draft:
        links.append(_to(held, "new-version", "Draft a new version"))
    return tuple(links)


def _steps(held: Agreement) -> list[Link]:
    def to(part: str, words: str) -> Link:
        return Link(words, reverse("sharing:part", args=[held.reference, held.version, part]))

    given = [
        to(f"given-{party.organisation.code}", f"What {party.organisation.name} gives")
        for party in held.parties.all()
    ]
    return [
        to("parties", "Who is party to it"),
        to("about", "What for, on what basis, and when"),
        *given,
        to("conditions", "On what conditions"),
        to("document", "The document to be signed"),
    ]


def _to(held: Agreement, what: str, words: str = "") -> Link:
    href = reverse("sharing:change", args=[held.reference, held.version, what])
    return Link(words or f"{CHANGES[what].title} it", href)
