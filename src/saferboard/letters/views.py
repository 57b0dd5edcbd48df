"""
The outbox, and the pages that links in letters lead to.
"""

from collections.abc import Callable
from functools import wraps

from django.conf import settings
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.cache import cache
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import csrf_exempt, csrf_protect
from django.views.decorators.debug import sensitive_variables
from django.views.decorators.http import require_POST, require_safe

from saferboard.domain.refusals import Refusal, Refused, require
from saferboard.domain.states import LetterState
from saferboard.letters import operations, permissions, presenters, queries
from saferboard.letters.kinds import LETTERS
from saferboard.letters.links import keep_open
from saferboard.letters.models import Letter
from saferboard.ui import clock
from saferboard.ui.crumbs import crumbs
from saferboard.ui.paging import span

A_PAGE = 20
"""Letters on one page: each is as long as a screen of a phone."""

WRONG_LINKS, IN_SECONDS = 30, 600
"""Links that do not work, as one network may try them in ten minutes."""


@login_required
@require_safe
def letters(request: HttpRequest) -> HttpResponse:
    require(permissions.refusal_to_read_letters(request.user, on=clock.today()))
    demo = settings.SAFERBOARD_SITE["demo"]
    state, kind = request.GET.get("state", ""), request.GET.get("kind", "")
    asked = LetterState(state) if state in LetterState.__members__ else None
    kind = kind if kind in LETTERS else ""
    total = queries.count_letters(state=asked, kind=kind)
    here = span(total, request, size=A_PAGE)
    part = slice(here.first, here.last)
    found = queries.outbox(state=asked, kind=kind, part=part, with_secrets=demo)
    shown = presenters.outbox_shown(found, total, state=asked or "", kind=kind, demo=demo)
    pages = here.ways(request.path, state=asked or "", kind=kind)
    return render(
        request,
        "letters/letters.html",
        {"outbox": shown, "pages": pages, "crumbs": crumbs(("Home", "home:front"))},
    )


@require_POST
def send_again(request: HttpRequest, pk: int) -> HttpResponse:
    return _handle(request, pk, operations.send_again)


@require_POST
def cancel(request: HttpRequest, pk: int) -> HttpResponse:
    return _handle(request, pk, operations.cancel_letter)


def _handle(request: HttpRequest, pk: int, order: Callable[..., None]) -> HttpResponse:
    require(permissions.refusal_to_handle_letters(request.user, on=clock.today()))
    try:
        order(get_object_or_404(Letter, pk=pk), by=request.user, at=clock.now())
    except Refused as refused:
        messages.error(request, str(refused))
    return redirect("letters:letters")


def unreferred(view: Callable[..., HttpResponse]) -> Callable[..., HttpResponse]:
    """
    Let no page that is opened by a token tell its address to another, nor be kept anywhere.

    A browser told to say nothing of where it comes from says "Origin: null" of the page's own
    form, and the check of forms would refuse it.  That it was this site's it still says in
    Sec-Fetch-Site, which no script and no other site can set; the form's own token is checked
    as ever.
    """

    @csrf_exempt
    @never_cache
    @sensitive_variables("token")
    @wraps(view)
    def guarded(request: HttpRequest, *args, **kwargs) -> HttpResponse:
        null = request.META.get("HTTP_ORIGIN") == "null"
        if null and request.META.get("HTTP_SEC_FETCH_SITE") == "same-origin":
            request.META["HTTP_ORIGIN"] = f"{request.scheme}://{request.get_host()}"
        response = csrf_protect(view)(request, *args, **kwargs)
        response.headers["Referrer-Policy"] = "no-referrer"
        response.headers["X-Robots-Tag"] = "noindex"
        return response

    return guarded


@unreferred
@require_safe
def link(request: HttpRequest, token: str) -> HttpResponse:
    at, found = clock.now(), queries.link_of(token)
    refusal = queries.refusal_to_open(found, at=at)
    if found is None or refusal:
        return _closed(request, refusal or queries.NO_SUCH_LINK)
    return _page(request, found, token)


@unreferred
@require_POST
def ask_code(request: HttpRequest, token: str) -> HttpResponse:
    try:
        operations.ask_for_code(token, by=request.user, at=clock.now())
    except Refused as refused:
        return _closed(request, refused.refusal)
    return redirect("letters:link", token=token)


@unreferred
@require_POST
def use_link(request: HttpRequest, token: str) -> HttpResponse:
    code = request.POST.get("code", "")[:40]
    try:
        opened = operations.spend(token, by=request.user, at=clock.now(), code=code)
    except Refused as refused:
        found = queries.link_of(token)
        if found is not None and refused.refusal.code in ("wrong-code", "code-too-old"):
            return _page(request, found, token, error=str(refused))
        return _closed(request, refused.refusal)
    keep_open(request, opened)
    return redirect(opened.kind.leads_to, opened.thing)


def _page(request: HttpRequest, found, token: str, *, error: str = "") -> HttpResponse:
    waits = bool(found.code_hash) and found.code_until > clock.now()
    shown = presenters.link_shown(found, token, code_waits=waits)
    context = {"link": shown, "error": error}
    return render(request, "letters/link.html", context, status=400 if error else 200)


def _closed(request: HttpRequest, refusal: Refusal) -> HttpResponse:
    """Say why a link does not work; every reason is answered alike, and counted alike."""
    status = 429 if refusal.code in queries.TOO_OFTEN else 404
    if _tries_links(request):
        refusal = Refusal("links-tried", "Too many links were tried from here. Wait ten minutes.")
        status = 429
    return render(request, "letters/link_closed.html", {"why": str(refusal)}, status=status)


def _tries_links(request: HttpRequest) -> bool:
    """Count a link that does not work, and return whether its network has tried too many."""
    key = f"wrong links {getattr(request.user, 'origin', '')}".replace(" ", "-")
    cache.add(key, 0, IN_SECONDS)
    try:
        return cache.incr(key) > WRONG_LINKS
    except ValueError:  # it ran out between the two
        return False
