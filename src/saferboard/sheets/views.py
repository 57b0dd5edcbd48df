"""
Pages about data sheets: what they ask, who sent what, one return, and what may be shown.
"""

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_POST

from saferboard.domain.periods import Quarter
from saferboard.domain.refusals import Refused, require
from saferboard.domain.states import UpdateState
from saferboard.partners.models import Organisation
from saferboard.sheets import forms, issued_shown, operations, permissions, presenters, queries
from saferboard.sheets.askers import Filler
from saferboard.sheets.definitions import UnknownSheet, newest
from saferboard.sheets.definitions import sheets as every_sheet
from saferboard.sheets.filling import (
    SHEETS,
    Opened,
    asked_at,
    back_of,
    for_whoever_fills,
    opened,
    way_to,
)
from saferboard.sheets.models import OwnWord, Version
from saferboard.ui import clock
from saferboard.ui.crumbs import crumbs
from saferboard.ui.form_pages import FormPage, form_page, typed


def sheets(request: HttpRequest) -> HttpResponse:
    on = clock.today()
    is_partner = permissions.refusal_to_read(request.user, on=on) is None
    judges = permissions.refusal_to_judge(request.user, on=on) is None
    own = queries.own_returns(request.user, on=on) if is_partner else []
    waiting = queries.to_judge() if judges else []
    context = {
        "table": presenters.sheets_table(queries.sheets_listed(), is_partner=is_partner),
        "own": presenters.returns_table("Asked of you", own, by_sheet=True) if own else None,
        "waiting": presenters.returns_table("To judge", waiting, by_sheet=True)
        if waiting
        else None,
        "crumbs": crumbs(),
    }
    return render(request, "sheets/sheets.html", context)


def sheet(request: HttpRequest, sheet: str) -> HttpResponse:
    defined = _newest(sheet)
    on = clock.today()
    listed = next(one for one in queries.sheets_listed() if one.defined.slug == sheet)
    mine = permissions.organisations(request.user, on=on)
    context = {
        "defined": defined,
        "edition": defined.edition.replace("-", "/"),
        "proposed": not defined.checked_by,
        "fields": presenters.fields_table(defined),
        "vocabulary": presenters.vocabulary_tables(defined),
        "checks": presenters.checks_table(defined),
        "differences": presenters.differences(every_sheet()[sheet].values()),
        "quarters": presenters.quarter_links(listed),
        "may_judge": permissions.refusal_to_judge(request.user, on=on) is None,
        "is_partner": permissions.refusal_to_read(request.user, on=on) is None,
        "this_quarter": presenters.address(Quarter.of(on) + -1),
        "words": [
            (one.name, reverse("sheets:words", args=[sheet, one.code]))
            for one in Organisation.objects.filter(pk__in=mine).order_by("name", "id")
        ]
        if forms.terms(defined)
        else [],
        "crumbs": crumbs(SHEETS),
    }
    return render(request, "sheets/sheet.html", context)


def _newest(sheet: str) -> Any:
    try:
        return newest(sheet)
    except UnknownSheet as error:
        raise Http404("There is no data sheet of that name.") from error


@login_required
def asked_round(request: HttpRequest, sheet: str, quarter: str) -> HttpResponse:
    require(permissions.refusal_to_read(request.user, on=clock.today()))
    asked = asked_at(sheet, quarter)
    found = queries.returns_of(sheet, asked.quarter)
    context = {
        "title": f"{asked.defined.title}, {asked.quarter.label}",
        "table": presenters.returns_table("Who sent what", found, by_sheet=False),
        "nobody": not found,
        "may_ask": permissions.refusal_to_judge(request.user, on=clock.today()) is None,
        "ask": reverse("sheets:ask", args=[sheet, presenters.address(asked.quarter)]),
        "shown": reverse("sheets:shown", args=[sheet, presenters.address(asked.quarter)]),
        "crumbs": crumbs(SHEETS, (asked.defined.title, "sheets:sheet", sheet)),
    }
    return render(request, "sheets/round.html", context)


@login_required
def ask(request: HttpRequest, sheet: str, quarter: str) -> HttpResponse:
    require(permissions.refusal_to_judge(request.user, on=clock.today()))
    asked = asked_at(sheet, quarter)
    had = [one.organisation for one in queries.returns_of(sheet, asked.quarter)]
    every = list(Organisation.objects.exclude(code__in=had).order_by("name", "id"))
    form = forms.AskForm(typed(request), organisations=every)
    back = presenters.round_href(sheet, asked.quarter)

    def do(said: dict[str, Any]) -> None:
        chosen = [one for one in every if one.code in said["partners"]]
        operations.ask_for_sheet(
            sheet, chosen, quarter=asked.quarter, by=request.user, at=clock.now()
        )

    page = FormPage(
        title=f"Ask for {asked.defined.title}, {asked.quarter.label}",
        button="Ask them",
        back=back,
        lead=("Each finds it under Data sheets, with an empty sheet to fill in.",),
        crumbs=crumbs(SHEETS, (asked.defined.title, "sheets:sheet", sheet)),
        leave="Ask nobody else",
    )
    return form_page(request, form, page, do)


def shown(request: HttpRequest, sheet: str, quarter: str) -> HttpResponse:
    asked = asked_at(sheet, quarter)
    context = {
        "title": f"{asked.defined.title}: what partners shared for {asked.quarter.label}",
        "fields": issued_shown.fields(asked, queries.issued(sheet, asked.quarter)),
        "gaps": issued_shown.gaps_table(queries.returns_of(sheet, asked.quarter)),
        "crumbs": crumbs(SHEETS, (asked.defined.title, "sheets:sheet", sheet)),
    }
    return render(request, "sheets/shown.html", context)


@login_required
def one_return(request: HttpRequest, sheet: str, quarter: str, organisation: str) -> HttpResponse:
    on = clock.today()
    require(permissions.refusal_to_read(request.user, on=on))
    found = opened(sheet, quarter, organisation)
    seen = queries.versions_seen(found.held, found.asked, user=request.user, on=on)
    state = UpdateState(found.held.state)
    newest_version = seen[0].version if seen else None
    context = {
        "title": found.title,
        "organisation": found.held.organisation.name,
        "state": presenters.state_tag(state),
        "reason": found.held.reason,
        "versions": [
            (
                one.version.number,
                presenters.version_facts(one),
                presenters.given_tables(found.asked, one),
                presenters.found_table(
                    presenters.found_shown(found.asked, one.findings, one.version.confirmed)
                )
                if one.findings
                else None,
            )
            for one in seen
        ],
        **_may(request, found, newest_version),
        "has_draft": bool(found.held.draft),
        "links": {
            page: found.href(page)
            for page in ("fill", "accept", "send-back", "decline", "not-provided")
        },
        "crumbs": found.crumbs(leaf=False),
    }
    context["links"] = {name.replace("-", "_"): href for name, href in context["links"].items()}
    return render(request, "sheets/return.html", context)


def _may(request: HttpRequest, found: Opened, version: Version | None) -> dict[str, Any]:
    """Return what may be done with a return, and why its sender may not judge it."""
    user, on, state = request.user, clock.today(), UpdateState(found.held.state)
    waits = bool(version and version.accepted_at is None)
    judge = permissions.refusal_to_judge(user, on=on, version=version)
    keeps = permissions.refusal_to_judge(user, on=on) is None
    judged = (UpdateState.RECEIVED, UpdateState.ACCEPTED)
    return {
        "may_fill": permissions.refusal_to_fill(user, found.held.organisation, on=on) is None,
        "may_judge": waits and judge is None and state in judged,
        "may_send_back": waits and judge is None and state is UpdateState.RECEIVED,
        "own_return": str(judge) if waits and keeps and judge is not None else "",
        "may_mark": keeps and state.waits_for_them,
    }


@login_required
@require_POST
def accept(request: HttpRequest, sheet: str, quarter: str, organisation: str) -> HttpResponse:
    found = opened(sheet, quarter, organisation)
    return _judge(
        request, found, lambda: operations.accept_sheet(found.held, by=request.user, at=clock.now())
    )


@login_required
@require_POST
def not_provided(request: HttpRequest, sheet: str, quarter: str, organisation: str) -> HttpResponse:
    found = opened(sheet, quarter, organisation)
    return _judge(
        request,
        found,
        lambda: operations.mark_not_provided(found.held, by=request.user, at=clock.now()),
    )


def _judge(request: HttpRequest, found: Opened, do: Callable[[], object]) -> HttpResponse:
    """Do what a button asks; where somebody was quicker, say so on the return's own page."""
    require(permissions.refusal_to_judge(request.user, on=clock.today()))
    try:
        do()
    except Refused as refused:
        messages.error(request, str(refused))
    return redirect(found.href("return"))


@login_required
def send_back(request: HttpRequest, sheet: str, quarter: str, organisation: str) -> HttpResponse:
    found = opened(sheet, quarter, organisation)
    require(permissions.refusal_to_judge(request.user, on=clock.today()))
    form = forms.ReasonForm(
        typed(request), label="What is to be put right", hint="The partner reads this."
    )
    page = FormPage(
        title=f"Send {found.title} back",
        button="Send it back",
        back=found.href("return"),
        caption=found.held.organisation.name,
        crumbs=found.crumbs(),
    )
    return form_page(
        request,
        form,
        page,
        lambda said: operations.send_back_sheet(
            found.held, reason=said["reason"], by=request.user, at=clock.now()
        ),
    )


@for_whoever_fills
def decline(request: HttpRequest, found: Opened, filler: Filler) -> HttpResponse:
    form = forms.ReasonForm(
        typed(request),
        label="Why it is not shared",
        hint="Partners of the board read this. Something may be shared instead, with permission"
        " for as little as you wish.",
    )
    page = FormPage(
        title=f"Do not share {found.title}",
        button="Do not share it",
        back=back_of(found, filler),
        kind="warning",
        caption=found.held.organisation.name,
        lead=("It then stands in every table as not shared, never as nought.",),
        crumbs=way_to(found, filler),
        leave="Go back without declining",
    )
    return form_page(
        request,
        form,
        page,
        lambda said: operations.decline_sheet(
            found.held, reason=said["reason"], by=filler, at=clock.now()
        ),
    )


def _partner(request: HttpRequest, organisation: str) -> Organisation:
    held = get_object_or_404(Organisation, code=organisation)
    require(permissions.refusal_to_fill(request.user, held, on=clock.today()))
    return held


@login_required
def own_words(request: HttpRequest, sheet: str, organisation: str) -> HttpResponse:
    defined, held = _newest(sheet), _partner(request, organisation)
    if not forms.terms(defined):
        raise Http404("This sheet has no shared words.")
    here = reverse("sheets:words", args=[sheet, organisation])

    def do(said: dict[str, Any]) -> str:
        breakdown, _, term = said["term"].partition(".")
        operations.map_word(
            held,
            sheet=sheet,
            breakdown=breakdown,
            word=said["word"],
            term=term,
            by=request.user,
            at=clock.now(),
        )
        return here

    found = queries.own_words(held.pk, sheet)
    page = FormPage(
        title=f"Your own words: {defined.title}",
        button="Keep this word",
        back=reverse("sheets:sheet", args=[sheet]),
        caption=held.name,
        lead=(
            "What you call a thing may be called otherwise here. Say what your words mean, and they"
            " stand beside the boxes and are understood in a template.",
        ),
        tables=(presenters.words_table(found, defined),) if found else (),
        after=tuple(presenters.vocabulary_tables(defined)),
        crumbs=crumbs(SHEETS, (defined.title, "sheets:sheet", sheet)),
        leave="Back to the sheet",
    )
    return form_page(request, forms.WordForm(typed(request), defined=defined), page, do)


@login_required
def remove_word(request: HttpRequest, sheet: str, organisation: str, word: int) -> HttpResponse:
    held = _partner(request, organisation)
    found = get_object_or_404(OwnWord, pk=word, sheet=sheet, organisation=held)
    page = FormPage(
        title=f"Take out “{found.word}”",
        button="Take it out",
        back=reverse("sheets:words", args=[sheet, organisation]),
        kind="warning",
        caption=held.name,
        crumbs=crumbs(SHEETS, (_newest(sheet).title, "sheets:sheet", sheet)),
    )
    return form_page(
        request,
        forms.forms.Form(typed(request)),
        page,
        lambda _: operations.remove_word(found, by=request.user, at=clock.now()),
    )
