"""
Filling a sheet in: boxes that keep what is typed, checks, and sending it.
"""

from collections.abc import Callable
from dataclasses import dataclass
from functools import wraps
from typing import Any

from django.contrib import messages
from django.contrib.auth.views import redirect_to_login
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST

from saferboard.domain.periods import NotAPeriod, Quarter
from saferboard.domain.refusals import Refused
from saferboard.sheets import operations, presenters, queries
from saferboard.sheets.askers import Filler, filler_of, refusal_now
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


def for_whoever_fills(view: Callable[..., HttpResponse]) -> Callable[..., HttpResponse]:
    """
    Give a view the return at its address and who came to fill it in, by account or by the link
    of a list it is on.  What waits on these pages is kept by no browser on the way.
    """

    @never_cache
    @wraps(view)
    def guarded(request: HttpRequest, sheet: str, quarter: str, organisation: str) -> HttpResponse:
        found = opened(sheet, quarter, organisation)
        try:
            filler = filler_of(request, found.held, at=clock.now())
        except Refused:
            if not request.user.is_authenticated:
                return redirect_to_login(request.get_full_path())
            raise
        return view(request, found, filler)

    return guarded


def back_of(found: Opened, filler: Filler, page: str = "return") -> str:
    """Return where somebody goes on to: a page of the sheet, or the list that they came from."""
    return filler.back or found.href(page)


def way_to(found: Opened, filler: Filler) -> tuple[Link, ...]:
    if filler.back:
        return (*crumbs(), Link("What your post is asked for", filler.back))
    return found.crumbs()


@for_whoever_fills
def fill(request: HttpRequest, found: Opened, filler: Filler) -> HttpResponse:
    draft = found.held.draft or _last_sent(found.held)
    form = SheetForm(typed(request), asked=found.asked, draft=draft, counter=found.held.counter)
    if request.method == "POST" and form.is_valid():
        try:
            return _do(request, found, filler, form)
        except Refused as refused:
            form.add_error(None, str(refused))
    return _page(request, found, filler, form)


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


def _do(request: HttpRequest, found: Opened, filler: Filler, form: SheetForm) -> HttpResponse:
    filled, at = form.filled(), clock.now()
    if request.POST.get("do") != "send":
        operations.keep_draft(
            found.held, filled, counter=form.cleaned_data["counter"], by=filler, at=at
        )
        left = open_findings(_findings(found, form), form.reasons_so_far())
        words = f"{counted(len(left), 'thing')} to see to before it can be sent."
        messages.success(request, f"Saved. {words if left else 'It can be sent.'}")
        return redirect(found.href("fill"))
    operations.send_sheet(found.held, filled, by=filler, at=at)
    messages.success(request, f"Sent: {found.title}. A correction may be sent after it.")
    return redirect(back_of(found, filler))


def _findings(found: Opened, form: SheetForm) -> list:
    return found.asked.findings(form.typed_so_far(), before=queries.previous_typed(found.held))


def _page(request: HttpRequest, found: Opened, filler: Filler, form: SheetForm) -> HttpResponse:
    started = form.is_bound or bool(found.held.draft) or found.held.counter > 0
    findings = _findings(found, form) if started else []
    shown = presenters.found_shown(found.asked, findings, form.reasons_so_far())
    closed = refusal_now(found.held)
    context = {
        "form": form,
        "found": found,
        "closed": str(closed) if closed else "",
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
        "has_words": not filler.back
        and any(f.by and f.by != "ward" for f in found.asked.defined.fields),
        "links": {
            **{page: found.href(page) for page in ("check", "template", "upload", "decline")},
            "back": back_of(found, filler),
        },
        "words_href": reverse(
            "sheets:words", args=[found.held.sheet, found.held.organisation.code]
        ),
        "crumbs": way_to(found, filler),
    }
    status = 400 if form.is_bound and form.errors else 200
    return render(request, "sheets/fill.html", context, status=status)


@require_POST
@for_whoever_fills
def check(request: HttpRequest, found: Opened, filler: Filler) -> HttpResponse:
    """Return what is found of what is typed, to be put into the page while typing."""
    form = SheetForm(request.POST, asked=found.asked, draft={}, counter=0)
    shown = presenters.found_shown(found.asked, _findings(found, form), form.reasons_so_far())
    return render(request, "sheets/findings.html", {"findings": shown, "started": True})
