"""
Pages for adding a measure of the partnership's own, checking it, and taking it away as a file.
"""

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_POST

from saferboard.domain.refusals import Refused, require
from saferboard.measures import operations, permissions
from saferboard.measures.forms import MeasureForm
from saferboard.measures.local import file_of, local_measures
from saferboard.measures.models import LocalMeasure
from saferboard.measures.presenters import local as words
from saferboard.ui import clock
from saferboard.ui.crumbs import crumbs

FIGURES = ("Figures", "measures:dashboard")
ADDED = ("Measures added here", "measures:local")


def local(request: HttpRequest) -> HttpResponse:
    require(permissions.refusal_to_add(request.user, on=clock.today()))
    shown = words.shown(local_measures(), by=request.user, on=clock.today())
    way = crumbs(FIGURES)
    return render(request, "measures/local.html", {"measures": shown, "crumbs": way})


@require_http_methods(["GET", "POST"])
def add(request: HttpRequest) -> HttpResponse:
    require(permissions.refusal_to_add(request.user, on=clock.today()))
    form = MeasureForm(request.POST or None)
    if request.method == "POST" and form.is_valid() and _added(request, form):
        messages.success(request, "Proposed. Somebody else who keeps figures may now check it.")
        return redirect("measures:local")
    return render(
        request,
        "measures/add.html",
        {"form": form, "crumbs": crumbs(FIGURES, ADDED)},
        status=400 if form.errors else 200,
    )


def _added(request: HttpRequest, form: MeasureForm) -> bool:
    slug = form.cleaned_data["slug"]
    try:
        operations.propose_measure(slug, form.content(), by=request.user, at=clock.now())
    except Refused as refused:
        key, _, said = str(refused).partition(": ")
        if key in form.fields:
            form.add_error(key, f"{form.fields[key].label}: {said}")
        else:
            form.add_error("slug", str(refused))
        return False
    return True


@require_POST
def check(request: HttpRequest, measure: str) -> HttpResponse:
    require(permissions.refusal_to_add(request.user, on=clock.today()))
    try:
        operations.check_measure(measure, by=request.user, at=clock.now())
    except Refused as refused:
        messages.error(request, str(refused))
    else:
        messages.success(request, "Checked.")
    return redirect("measures:local")


def export(request: HttpRequest, measure: str) -> HttpResponse:
    require(permissions.refusal_to_add(request.user, on=clock.today()))
    held = LocalMeasure.objects.filter(slug=measure).first()
    if held is None:
        raise Http404("No measure of this name was added here.")
    text = file_of(held.content, written_by=held.written_by, checked_by=held.checked_by)
    answer = HttpResponse(text, content_type="application/yaml; charset=utf-8")
    answer["Content-Disposition"] = f'attachment; filename="{held.slug}.yaml"'
    return answer
