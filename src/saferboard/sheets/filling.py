"""
Filling a sheet in: boxes that keep what is typed, checks, and sending it.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import wraps
from typing import Any

from django.contrib import messages
from django.contrib.auth.views import redirect_to_login
from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import timezone
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
from saferboard.sheets.overtaken import differing
from saferboard.sheets.reading import Asked, open_findings
from saferboard.ui import clock
from saferboard.ui.components import Link, Table
from saferboard.ui.crumbs import crumbs
from saferboard.ui.form_pages import typed
from saferboard.ui.given_back import given_back
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
        except Refused as refused:
            if said := _said(found, request.POST):
                return given_back(request, refused, said)
            if not request.user.is_authenticated:
                return redirect_to_login(request.get_full_path())
            raise
        return view(request, found, filler)

    return guarded


def _said(found: Opened, posted: Mapping[str, str]) -> list[tuple[str, str]]:
    """Return what was typed into the boxes of a sheet, under what each is of."""
    boxes = [(presenters.cell_label(found.asked, cell), cell.key) for cell in found.asked.cells]
    boxes.append(("Explanation", "explanation"))
    return [(label, text) for label, key in boxes if (text := posted.get(key, "").strip())]


def back_of(found: Opened, filler: Filler, page: str = "return") -> str:
    """Return where somebody goes on to: a page of the sheet, or the list that they came from."""
    return filler.back or found.href(page)


def way_to(found: Opened, filler: Filler) -> tuple[Link, ...]:
    if filler.back:
        return (*crumbs(), Link("What your post is asked for", filler.back))
    return found.crumbs()


@for_whoever_fills
def fill(request: HttpRequest, found: Opened, filler: Filler) -> HttpResponse:
    draft = queries.kept_so_far(found.held)
    form = SheetForm(typed(request), asked=found.asked, draft=draft, counter=found.held.counter)
    theirs = None
    if request.method == "POST" and form.is_valid():
        try:
            return _do(request, found, filler, form)
        except Refused as refused:
            form.add_error(None, str(refused))
            theirs = _theirs(found, form, refused)
            if refused.refusal.code == operations.OVERTAKEN:
                form.go_on_from(found.held.counter)
    return _page(request, found, filler, form, theirs)


def _theirs(found: Opened, form: SheetForm, refused: Refused) -> Table | None:
    """Return what a colleague wrote otherwise, to be put together with what was typed here."""
    if refused.refusal.code != operations.OVERTAKEN:
        return None
    found.held.refresh_from_db(fields=["draft", "counter", "state"])
    return differing(found.asked, form.filled(), queries.kept_so_far(found.held))


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
    counter = form.cleaned_data["counter"]
    operations.send_sheet(found.held, filled, by=filler, at=at, counter=counter)
    messages.success(request, f"Sent: {found.title}. A correction may be sent after it.")
    return redirect(back_of(found, filler))


def _findings(found: Opened, form: SheetForm) -> list:
    return found.asked.findings(form.typed_so_far(), before=queries.previous_typed(found.held))


def _page(
    request: HttpRequest, found: Opened, filler: Filler, form: SheetForm, theirs: Table | None
) -> HttpResponse:
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
        "theirs": theirs,
        "kept": presenters.kept_words(found.held.draft, queries.post_titles(found.held.draft)),
        "has_words": not filler.back
        and any(f.by and f.by != "ward" for f in found.asked.defined.fields),
        "links": {
            **{page: found.href(page) for page in ("keep", "template", "upload", "decline")},
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
def keep(request: HttpRequest, found: Opened, filler: Filler) -> HttpResponse:
    """Keep what is typed so far, for the script of the page, and say what the checks find."""
    form = SheetForm(request.POST, asked=found.asked, draft={}, counter=0)
    shown = presenters.found_shown(found.asked, _findings(found, form), form.reasons_so_far())
    context = {"findings": shown, "started": True}
    if not form.is_valid():
        words = " ".join(dict.fromkeys(text for texts in form.errors.values() for text in texts))
        return _told(context, status=400, said=f"Not kept. {words}.")
    at = clock.now()
    try:
        counter = operations.keep_draft(
            found.held, form.filled(), counter=form.cleaned_data["counter"], by=filler, at=at
        )
    except Refused as refused:
        context["theirs"] = _theirs(found, form, refused)
        return _told(context, status=409, said=f"Not kept. {refused}")
    said = f"Kept at {timezone.localtime(at):%H:%M}. Not sent yet."
    return _told(context, said=said, counter=counter)


def _told(context: dict[str, Any], *, status: int = 200, **told: str | int) -> JsonResponse:
    found = render_to_string("sheets/findings.html", context)
    return JsonResponse({"found": found, **told}, status=status)
