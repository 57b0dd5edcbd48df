"""
Pages of whoever is asked: their lists, a list, a box.
"""

from collections.abc import Callable
from functools import wraps

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from saferboard.domain.refusals import Refused
from saferboard.domain.states import UpdateState
from saferboard.letters.links import opens
from saferboard.partners.models import Post
from saferboard.returns.answering import forms, operations, presenters, queries
from saferboard.returns.answering.checking import findings_in
from saferboard.returns.answering.people import Asked, Giver, asked_at, colleagues, giver_of
from saferboard.returns.models import Update
from saferboard.returns.permissions import refusal_to_ask
from saferboard.returns.rounds.operations import LINK
from saferboard.ui import clock
from saferboard.ui.crumbs import crumbs
from saferboard.ui.form_pages import FormPage, form_page, typed
from saferboard.ui.given_back import given_back
from saferboard.ui.texts import read
from saferboard.ui.words import counted


@login_required
@require_safe
def lists(request: HttpRequest) -> HttpResponse:
    found = queries.lists_for(request.user, on=clock.today())
    return render(
        request,
        "returns/lists.html",
        {
            "table": presenters.lists_table(found) if found else None,
            "may_ask": refusal_to_ask(request.user, on=clock.today()) is None,
            "crumbs": crumbs(("Home", "home:front")),
        },
    )


def for_whoever_is_asked(view: Callable[..., HttpResponse]) -> Callable[..., HttpResponse]:
    """
    Give a view the list at its address and who came to answer it, by account or by link.

    What waits on these pages is kept by no browser on the way.
    """

    @never_cache
    @wraps(view)
    def guarded(request: HttpRequest, ref: str, *args, **kwargs) -> HttpResponse:
        asked = asked_at(ref)
        if asked is None:
            raise Http404("There is no list of updates at that address.")
        by_link = opens(request, LINK, ref, at=clock.now())
        try:
            giver = giver_of(request.user, asked, by_link=by_link, on=clock.today())
        except Refused as refused:
            if words := request.POST.get("words", "").strip():
                return given_back(request, refused, [("What happened", words)])
            raise
        return view(request, asked, giver, *args, **kwargs)

    return guarded


@require_safe
@for_whoever_is_asked
def one_list(request: HttpRequest, asked: Asked, giver: Giver) -> HttpResponse:
    shown = presenters.list_shown(queries.list_of(asked), on=clock.today())
    return render(request, "returns/list.html", {"list": shown, "crumbs": crumbs()})


@for_whoever_is_asked
def write(request: HttpRequest, asked: Asked, giver: Giver, about: str) -> HttpResponse:
    item, last = _item(asked, about, may_be_sheet=True)
    if item.update.sheet:
        return redirect(item.fill_href)
    counter = item.draft.counter if item.draft else 0
    kind = forms.CorrectForm if item.update.state is UpdateState.ACCEPTED else forms.WriteForm
    form = kind(typed(request), initial={"words": presenters.box(item), "counter": counter})
    theirs = ""
    if request.method == "POST" and form.is_valid():
        try:
            return _done(request, form, asked, giver, item)
        except Refused as refused:
            form.add_error("words", str(refused))
            theirs = _theirs(asked, about, refused, form)
    words = form["words"].value() or ""
    shown = presenters.write_shown(
        item,
        last,
        ref=asked.ref,
        findings=findings_in(read(words), item.update, last)
        if len(words) < operations.LONGEST
        else [],
        theirs=theirs,
        on=clock.today(),
    )
    context = {"form": form, "write": shown, "crumbs": _crumbs(asked)}
    return render(request, "returns/write.html", context, status=400 if form.errors else 200)


def _done(
    request: HttpRequest, form: forms.WriteForm, asked: Asked, giver: Giver, item: queries.ItemSeen
) -> HttpResponse:
    said, at = form.cleaned_data, clock.now()
    update = get_object_or_404(Update, pk=item.update.id)
    text = said["words"]
    if request.POST.get("do") == forms.SEND:
        number = operations.send(
            update, text, giver=giver, at=at, why=said.get("why", ""), counter=said["counter"] or 0
        )
        messages.success(request, f"Sent: {item.update.about}, version {number}.")
        return redirect("returns:list", asked.ref)
    operations.keep_draft(update, text, counter=said["counter"] or 0, giver=giver, at=at)
    messages.success(request, f"Kept: {item.update.about}. It is not sent yet.")
    return redirect("returns:write", asked.ref, item.update.slug)


def _theirs(asked: Asked, about: str, refused: Refused, form: forms.WriteForm) -> str:
    """
    Return what a colleague kept meanwhile, to be put together with what was typed here; once it
    is shown, what is typed goes on from it.
    """
    if refused.refusal.code != "changed-meanwhile":
        return ""
    item, _ = _item(asked, about)
    if item.draft is None:
        return ""
    form.data = form.data.copy()
    form.data["counter"] = str(item.draft.counter)
    return item.draft.text


@require_POST
@for_whoever_is_asked
def keep(request: HttpRequest, asked: Asked, giver: Giver, about: str) -> HttpResponse:
    """Keep what is typed so far, for the script of the page, and say what to look at again."""
    item, last = _item(asked, about)
    form = forms.WriteForm(request.POST)
    if not form.is_valid():
        words = " ".join(text for texts in form.errors.values() for text in texts)
        return JsonResponse({"said": words, "points": []}, status=400)
    said, at = form.cleaned_data, clock.now()
    update = get_object_or_404(Update, pk=item.update.id)
    points = [vars(one) for one in findings_in(read(said["words"]), item.update, last)]
    try:
        held = operations.keep_draft(
            update, said["words"], counter=said["counter"] or 0, giver=giver, at=at
        )
    except Refused as refused:
        return JsonResponse({"said": str(refused), "points": points}, status=409)
    kept = f"Kept at {timezone.localtime(at):%H:%M}. Not sent yet." if held else ""
    counter = held.counter if held else 0
    return JsonResponse({"said": kept, "points": points, "counter": counter})


@require_POST
@for_whoever_is_asked
def send_all(request: HttpRequest, asked: Asked, giver: Giver) -> HttpResponse:
    try:
        count = operations.send_all(asked, giver=giver, at=clock.now())
    except Refused as refused:
        messages.error(request, str(refused))
    else:
        messages.success(request, f"Sent: {counted(count, 'update')}.")
    return redirect("returns:list", asked.ref)


@for_whoever_is_asked
def decline(request: HttpRequest, asked: Asked, giver: Giver, about: str) -> HttpResponse:
    item, _ = _item(asked, about)

    def say(said: dict) -> None:
        update = get_object_or_404(Update, pk=item.update.id)
        operations.decline(update, reason=said["reason"], giver=giver, at=clock.now())

    page = _page(asked, f"Decline: {item.update.about}", "Decline", "It is declined.")
    return form_page(request, forms.DeclineForm(typed(request)), page, say)


@for_whoever_is_asked
def elsewhere(request: HttpRequest, asked: Asked, giver: Giver, about: str) -> HttpResponse:
    item, _ = _item(asked, about)

    def say(said: dict) -> None:
        update = get_object_or_404(Update, pk=item.update.id)
        operations.see_elsewhere(update, where=said["where"], giver=giver, at=clock.now())

    title = f"It stands elsewhere: {item.update.about}"
    page = _page(asked, title, "Say so", "It is noted where the update stands.")
    return form_page(request, forms.ElsewhereForm(typed(request)), page, say)


@for_whoever_is_asked
def hand_on(request: HttpRequest, asked: Asked, giver: Giver) -> HttpResponse:
    others = colleagues(asked, on=clock.today())
    form = forms.HandOnForm(typed(request), colleagues=others)

    def give(said: dict) -> None:
        to = get_object_or_404(Post, code=said["post"])
        operations.hand_on(asked, to, giver=giver, at=clock.now())

    page = _page(asked, "Hand the list on to a colleague", "Hand it on", "A link is sent to them.")
    return form_page(request, form, page, give)


def _page(asked: Asked, title: str, button: str, done: str) -> FormPage:
    return FormPage(
        title=title,
        button=button,
        back=reverse("returns:list", args=[asked.ref]),
        crumbs=_crumbs(asked),
        leave="Go back to the list",
        done=done,
    )


def _item(asked: Asked, about: str, *, may_be_sheet: bool = False):
    """A data sheet is answered on its own pages, which a link to the list opens too."""
    found = queries.item_of(asked, about)
    if found is None or (found[0].update.sheet and not may_be_sheet):
        raise Http404("That is not asked in this list.")
    return found


def _crumbs(asked: Asked):
    return crumbs((f"Updates for {asked.head.quarter.label}", "returns:list", asked.ref))
