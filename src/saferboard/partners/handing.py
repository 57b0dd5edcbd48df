"""
Pages of handovers.
"""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST

from saferboard.domain.refusals import Refused, require
from saferboard.partners import forms, presenters, register
from saferboard.partners.handovers import operations as handovers
from saferboard.partners.models import Handed, Handover, Post
from saferboard.partners.posts import operations as posts
from saferboard.partners.views import POSTS, refusal_to_read
from saferboard.ui import clock
from saferboard.ui.crumbs import crumbs
from saferboard.ui.form_pages import FormPage, form_page, typed

HANDOVERS = ("Handovers", "partners:handovers")


@never_cache
@login_required
def all_handovers(request: HttpRequest) -> HttpResponse:
    """Every handover."""
    require(refusal_to_read(request.user, on=clock.today()))
    found = register.handovers()
    table = presenters.handovers_table(found) if found else None
    page = {"table": table, "crumbs": crumbs(POSTS)}
    return render(request, "partners/handovers.html", page)


@never_cache
@login_required
def handover(request: HttpRequest, number: int) -> HttpResponse:
    """One handover, thing by thing."""
    require(refusal_to_read(request.user, on=clock.today()))
    found = register.handovers(number=number)
    if not found:
        raise Http404("There is no such handover.")
    mine = request.user.posts(on=clock.today()).values_list("code", flat=True)
    may_keep = posts.refusal_to_keep(request.user, on=clock.today()) is None
    page = {
        "handover": presenters.handover_shown(found[0], mine=frozenset(mine), may_keep=may_keep),
        "may_keep": may_keep,
        "crumbs": crumbs(POSTS, HANDOVERS),
    }
    return render(request, "partners/handover.html", page)


@login_required
def open_handover(request: HttpRequest, code: str) -> HttpResponse:
    """Offer the work of a post to another."""
    require(posts.refusal_to_keep(request.user, on=clock.today()))
    giver = get_object_or_404(Post, code=code)
    form = forms.HandoverForm(typed(request), giver=giver)

    def do(given: dict) -> str:
        opened = handovers.open_handover(
            giver,
            get_object_or_404(Post, code=given["taker"]),
            reason=given["reason"],
            by=request.user,
            at=clock.now(),
        )
        return reverse("partners:handover", args=[opened.number])

    page = FormPage(
        f"Hand over the work of the {giver.title}",
        "Offer it",
        reverse("partners:post", args=[code]),
        crumbs(POSTS, (giver.title, "partners:post", code)),
        lead=(
            "Every open commitment, action and return is offered. Nothing moves until whoever"
            " has the other post accepts it by name.",
        ),
        done="The work is offered.",
    )
    return form_page(request, form, page, do)


@require_POST
@login_required
def accept(request: HttpRequest, number: int, position: int) -> HttpResponse:
    """Accept one thing, by name."""
    thing = _handed(request, number, position)
    try:
        handovers.accept(thing, by=request.user, at=clock.now())
    except Refused as refused:
        messages.error(request, str(refused))
    else:
        messages.success(request, "You have accepted it. It is your post’s now.")
    return redirect("partners:handover", number=number)


@login_required
def decline(request: HttpRequest, number: int, position: int) -> HttpResponse:
    """Decline one thing, with a reason."""
    thing = _handed(request, number, position)
    require(handovers.refusal_to_answer(request.user, thing, on=clock.today()))
    form = forms.DeclineForm(typed(request))

    def do(given: dict) -> None:
        handovers.decline(thing, reason=given["reason"], by=request.user, at=clock.now())

    return form_page(request, form, _page(thing, "Decline", "It is declined."), do)


@login_required
def offer(request: HttpRequest, number: int, position: int) -> HttpResponse:
    """Offer one thing to another post."""
    require(posts.refusal_to_keep(request.user, on=clock.today()))
    thing = _handed(request, number, position)
    form = forms.OfferForm(typed(request), giver=thing.handover.giver)

    def do(given: dict) -> None:
        taker = get_object_or_404(Post, code=given["taker"])
        handovers.offer_to(thing, taker, by=request.user, at=clock.now())

    return form_page(request, form, _page(thing, "Offer to another post", "It is offered."), do)


def _page(thing: Handed, title: str, done: str) -> FormPage:
    return FormPage(
        title,
        title,
        reverse("partners:handover", args=[thing.handover.number]),
        crumbs(POSTS, HANDOVERS),
        caption=thing.words,
        done=done,
    )


def _handed(request: HttpRequest, number: int, position: int) -> Handed:
    require(refusal_to_read(request.user, on=clock.today()))
    kept = Handed.objects.select_related("handover__giver", "taker")
    return get_object_or_404(kept, handover__number=number, position=position)


def _on_handover(operation, done: str):
    """A button on a handover's page: one operation, and back."""

    @require_POST
    @login_required
    def view(request: HttpRequest, number: int) -> HttpResponse:
        require(posts.refusal_to_keep(request.user, on=clock.today()))
        kept = get_object_or_404(Handover, number=number)
        try:
            operation(kept, by=request.user, at=clock.now())
        except Refused as refused:
            messages.error(request, str(refused))
        else:
            messages.success(request, done)
        return redirect("partners:handover", number=number)

    return view


complete = _on_handover(handovers.complete, "The handover is completed.")
withdraw = _on_handover(handovers.withdraw, "The handover is withdrawn.")
