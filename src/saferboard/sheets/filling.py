"""
Filling a sheet in: boxes that keep what is typed, checks, and sending it.
"""

from dataclasses import dataclass
from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_POST

from saferboard.domain.periods import NotAPeriod, Quarter
from saferboard.domain.refusals import Refused, require
from saferboard.sheets import operations, permissions, presenters, queries
from saferboard.sheets.definitions import UnknownSheet
from saferboard.sheets.forms import SheetForm
from saferboard.sheets.grid import parts
from saferboard.sheets.models import DataReturn
from saferboard.sheets.reading import Asked, open_findings
from saferboard.ui import clock
from saferboard.ui.components import Link
from saferboard.ui.crumbs import crumbs
from saferboard.ui.form_pages import typed
from saferboard.ui.words import counted

SHEETS = ("Data sheets", "sheets:sheets")


@dataclass(frozen=True)
class Opened:
    """One return that was opened by its address."""

    asked: Asked
    held: DataReturn

    @property
    def args(self) -> list[str]:
        return [
            self.held.sheet,
            presenters.address(self.asked.quarter),
            self.held.organisation.code,
        ]

    def href(self, page: str) -> str:
        return reverse(f"sheets:{page}", args=self.args)

    @property
    def title(self) -> str:
        return f"{self.asked.defined.title}, {self.asked.quarter.label}"

    def crumbs(self, *, leaf: bool = True) -> tuple[Link, ...]:
        way = crumbs(SHEETS, (self.asked.defined.title, "sheets:sheet", self.held.sheet))
        last = presenters.round_href(self.held.sheet, self.asked.quarter)
        found = (*way, Link(self.asked.quarter.label, last))
        if leaf:
            found = (*found, Link(self.held.organisation.name, self.href("return")))
        return found


def asked_at(sheet: str, quarter: str) -> Asked:
    """
    Return a sheet as it is asked for the quarter of an address.

    :raises Http404: if there is no such sheet or quarter.
    """
    try:
        return Asked.of(sheet, Quarter.parse(quarter.replace("-q", " Q")))
    except (NotAPeriod, UnknownSheet) as error:
        raise Http404("There is no such data sheet for that quarter.") from error


def opened(sheet: str, quarter: str, organisation: str) -> Opened:
    """
    Return the return at an address.

    :raises Http404: if nobody was asked for it.
    """
    asked = asked_at(sheet, quarter)
    held = queries.return_at(sheet, asked.quarter, organisation)
    if held is None:
        raise Http404("That partner was not asked for this sheet.")
    return Opened(asked, held)


@login_required
def fill(request: HttpRequest, sheet: str, quarter: str, organisation: str) -> HttpResponse:
    found = opened(sheet, quarter, organisation)
    require(permissions.refusal_to_fill(request.user, found.held.organisation, on=clock.today()))
    draft = found.held.draft or _last_sent(found.held)
    form = SheetForm(typed(request), asked=found.asked, draft=draft, counter=found.held.counter)
    if request.method == "POST" and form.is_valid():
        try:
            return _do(request, found, form)
        except Refused as refused:
            form.add_error(None, str(refused))
    return _page(request, found, form)


def _last_sent(held: DataReturn) -> dict[str, Any]:
    """A correction is made from what was sent last."""
    version = held.versions.order_by("-number").first()
    if version is None:
        return {}
    return operations.Filled(
        version.typed,
        version.explanation,
        tuple(version.incorporate),
        tuple(version.publish),
        version.confirmed,
    ).kept()


def _do(request: HttpRequest, found: Opened, form: SheetForm) -> HttpResponse:
    filled, at = form.filled(), clock.now()
    if request.POST.get("do") != "send":
        operations.keep_draft(
            found.held, filled, counter=form.cleaned_data["counter"], by=request.user, at=at
        )
        left = open_findings(_findings(found, form), form.reasons_so_far())
        words = f"{counted(len(left), 'thing')} to see to before it can be sent."
        messages.success(request, f"Saved. {words if left else 'It can be sent.'}")
        return redirect(found.href("fill"))
    operations.send_sheet(found.held, filled, by=request.user, at=at)
    messages.success(request, "Sent. You can send a correction until the quarter is over.")
    return redirect(found.href("return"))


def _findings(found: Opened, form: SheetForm) -> list:
    return found.asked.findings(form.typed_so_far(), before=queries.previous_typed(found.held))


def _page(request: HttpRequest, found: Opened, form: SheetForm) -> HttpResponse:
    started = form.is_bound or bool(found.held.draft) or found.held.counter > 0
    findings = _findings(found, form) if started else []
    shown = presenters.found_shown(found.asked, findings, form.reasons_so_far())
    context = {
        "form": form,
        "found": found,
        "title": found.title,
        "organisation": found.held.organisation,
        "reason": found.held.reason,
        "state": presenters.state_tag(presenters.UpdateState(found.held.state)),
        "parts": parts(
            found.asked,
            form,
            findings,
            before=queries.previous_typed(found.held),
            own=queries.own_words(found.held.organisation_id, found.held.sheet),
        ),
        "started": started,
        "findings": shown,
        "has_words": any(f.by and f.by != "ward" for f in found.asked.defined.fields),
        "links": {
            page: found.href(page) for page in ("return", "check", "template", "upload", "decline")
        },
        "words_href": reverse(
            "sheets:words", args=[found.held.sheet, found.held.organisation.code]
        ),
        "crumbs": found.crumbs(),
    }
    status = 400 if form.is_bound and form.errors else 200
    return render(request, "sheets/fill.html", context, status=status)


@login_required
@require_POST
def check(request: HttpRequest, sheet: str, quarter: str, organisation: str) -> HttpResponse:
    """Return what is found of what is typed, to be put into the page while typing."""
    found = opened(sheet, quarter, organisation)
    require(permissions.refusal_to_fill(request.user, found.held.organisation, on=clock.today()))
    form = SheetForm(request.POST, asked=found.asked, draft={}, counter=0)
    shown = presenters.found_shown(found.asked, _findings(found, form), form.reasons_so_far())
    return render(request, "sheets/findings.html", {"findings": shown, "started": True})
