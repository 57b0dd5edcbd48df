"""
Pages about who does what by when, and what reviews recommend.
"""

from typing import Any

from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse

from saferboard.domain.refusals import require
from saferboard.domain.states import UndertakingState
from saferboard.plans.keeping import forms, operations, presenters, queries
from saferboard.plans.keeping.operations import keepers
from saferboard.plans.models import Commitment, Undertaking
from saferboard.plans.permissions import refusal_to_keep, refusal_to_read_undertakings
from saferboard.ui import clock
from saferboard.ui.crumbs import crumbs
from saferboard.ui.form_pages import FormPage, form_page, typed

WAY = ("Strategy", "plans:strategy")
LIST = ("Recommendations", "plans:recommendations")


def due(request: HttpRequest) -> HttpResponse:
    today = clock.today()
    is_partner = refusal_to_read_undertakings(request.user, on=today) is None
    found = queries.due(with_undertakings=is_partner)
    page = {
        "table": presenters.due_table(found, on=today) if found else None,
        "late": sum(one.target < today for one in found),
        "without": queries.without_target(),
        "is_partner": is_partner,
        "crumbs": crumbs(WAY),
    }
    return render(request, "plans/due.html", page)


@login_required
def recommendations(request: HttpRequest) -> HttpResponse:
    today = clock.today()
    require(refusal_to_read_undertakings(request.user, on=today))
    found = queries.undertakings()
    open_ones = [one for one in found if one.state.is_open]
    settled = [one for one in found if not one.state.is_open]
    page = {
        "open": presenters.undertakings_table(open_ones, "Open", on=today) if open_ones else None,
        "late": sum(one.kept.is_overdue(today) for one in open_ones),
        "settled": presenters.undertakings_table(settled, "Settled", on=today) if settled else None,
        "reviews": presenters.reviews_table(queries.reviews()),
        "may_enter": _refusal_to_enter(request) is None,
        "crumbs": crumbs(WAY),
    }
    return render(request, "plans/recommendations.html", page)


@login_required
def recommendation(request: HttpRequest, number: int) -> HttpResponse:
    today = clock.today()
    require(refusal_to_read_undertakings(request.user, on=today))
    found = queries.undertaking(number)
    if found is None:
        raise Http404("There is no recommendation of that number.")
    may_keep = _refusal(request, _undertaking(number)) is None
    page = {
        "one": presenters.undertaking_shown(found, on=today, may_keep=may_keep),
        "crumbs": crumbs(WAY, LIST),
    }
    return render(request, "plans/recommendation.html", page)


@login_required
def add_work(request: HttpRequest) -> HttpResponse:
    require(_refusal_to_enter(request))
    named = {name: request.GET.get(name, "") for name in ("review", "commitment")}
    form = forms.UndertakingForm(typed(request), initial=named)
    page = FormPage(
        "Enter a recommendation", "Enter it", reverse("plans:recommendations"), crumbs(WAY, LIST),
        lead=("What an outside review recommends, or what a commitment still needs.",),
        leave="Leave it", done="It is entered.",
    )  # fmt: skip

    def do(said: dict[str, Any]) -> str:
        made = operations.enter_undertaking(form.written(), by=request.user, at=clock.now())
        return presenters.address(made.number)

    return form_page(request, form, page, do)


@login_required
def change_work(request: HttpRequest, number: int) -> HttpResponse:
    held = _kept_by(request, number)
    start = {
        "text": held.text,
        "review": held.review.code if held.review else "",
        "commitment": held.commitment.ref if held.commitment else "",
        "source": held.source,
        "owner_as_stated": held.owner_as_stated,
        **_assigned(held),
    }
    form = forms.UndertakingForm(typed(request), held=held.measures, is_new=False, initial=start)

    def do(said: dict[str, Any]) -> None:
        operations.change_undertaking(held, form.written(), by=request.user, at=clock.now())

    return form_page(request, form, _page(held, "Change what is said of it", "Keep it"), do)


@login_required
def move_work(request: HttpRequest, number: int) -> HttpResponse:
    held = _kept_by(request, number)
    form = forms.MoveForm(typed(request), now=UndertakingState(held.state))

    def do(said: dict[str, Any]) -> None:
        to = UndertakingState(said["to"])
        operations.move_undertaking(held, to, said["reason"], by=request.user, at=clock.now())

    return form_page(request, form, _page(held, "How it stands", "Keep it"), do)


@login_required
def work_target(request: HttpRequest, number: int) -> HttpResponse:
    held = _kept_by(request, number)
    return _target(request, held, _page(held, "Target date", "Keep the date"))


@login_required
def commitment_target(request: HttpRequest, ref: str) -> HttpResponse:
    held = _commitment(ref)
    require(_refusal(request, held))
    return _target(request, held, _commitment_page(held, "Target date", "Keep the date"))


@login_required
def assign(request: HttpRequest, ref: str) -> HttpResponse:
    held = _commitment(ref)
    posts = keepers(held, lead_only=True)
    to = "change who does a commitment"
    require(refusal_to_keep(request.user, posts=posts, on=clock.today(), to=to))
    form = forms.AssignForm(typed(request), held=held.measures, initial=_assigned(held))

    def do(said: dict[str, Any]) -> None:
        operations.assign(held, form.assigned(), by=request.user, at=clock.now())

    return form_page(request, form, _commitment_page(held, "Who does it", "Keep it"), do)


def _target(request: HttpRequest, held: operations.Kept, page: FormPage) -> HttpResponse:
    start = {"target": held.target_words}
    form = forms.TargetForm(typed(request), held=held.target_words, initial=start)

    def do(said: dict[str, Any]) -> None:
        at = clock.now()
        operations.set_target(held, said["target"], said["reason"], by=request.user, at=at)

    return form_page(request, form, page, do)


def _commitment(ref: str) -> Commitment:
    found = Commitment.objects.select_related("owner", "section__priority__lead")
    return get_object_or_404(found, ref=ref)


def _undertaking(number: int) -> Undertaking:
    found = Undertaking.objects.select_related(
        "owner", "review", "commitment__section__priority__lead"
    )
    return get_object_or_404(found, number=number)


def _kept_by(request: HttpRequest, number: int) -> Undertaking:
    """Return an undertaking for somebody who may change it."""
    held = _undertaking(number)
    require(_refusal(request, held))
    return held


def _refusal(request: HttpRequest, held: operations.Kept):
    today = clock.today()
    return refusal_to_keep(request.user, posts=keepers(held), on=today, to="change this")


def _refusal_to_enter(request: HttpRequest):
    to = "enter a recommendation"
    return refusal_to_keep(request.user, posts=(), on=clock.today(), to=to)


def _assigned(held: operations.Kept) -> dict[str, Any]:
    return {
        "owner": held.owner.code if held.owner else "",
        "contributors": [one.code for one in held.contributors.all()],
        "measures": held.measures,
    }


def _page(held: Undertaking, title: str, button: str) -> FormPage:
    back = presenters.address(held.number)
    way = crumbs(WAY, LIST, (held.ref, "plans:recommendation", held.number))
    return FormPage(title, button, back, way, caption=held.text, done="It is kept.")


def _commitment_page(held: Commitment, title: str, button: str) -> FormPage:
    back = reverse("returns:commitment", args=[held.ref])
    way = crumbs(WAY, (held.ref, "returns:commitment", held.ref))
    return FormPage(
        title, button, back, way, caption=f"{held.ref}: {held.promise}", done="It is kept."
    )
