"""
Pages about how a commitment stands.
"""

from typing import Any

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse

from saferboard.domain.rag import words_of
from saferboard.domain.refusals import require
from saferboard.plans.keeping.operations import keepers
from saferboard.plans.models import Commitment
from saferboard.plans.permissions import refusal_to_keep
from saferboard.plans.queries import heard
from saferboard.plans.rating import forms, operations, presenters, queries
from saferboard.plans.rating.waiting import open_under
from saferboard.ui import clock
from saferboard.ui.crumbs import crumbs
from saferboard.ui.form_pages import FormPage, form_page, typed


def scales(request: HttpRequest) -> HttpResponse:
    page = {
        "table": presenters.scales_table(),
        "crumbs": crumbs(("Strategy", "plans:strategy")),
    }
    return render(request, "plans/scales.html", page)


@login_required
def declare(request: HttpRequest, ref: str) -> HttpResponse:
    found = Commitment.objects.select_related("owner", "section__priority__lead")
    held, today = get_object_or_404(found, ref=ref), clock.today()
    to = "declare how it stands"
    require(refusal_to_keep(request.user, posts=keepers(held), on=today, to=to))
    form = forms.DeclareForm(
        typed(request),
        quarters=queries.quarters(today),
        statuses=words_of(held.section.priority.scale),
        facets=queries.facets(ref),
        initial={"quarter": str(heard(today))},
    )
    waiting = open_under(held, quarter=heard(today), facet="")
    lead = (f"Open under it: {'; '.join(waiting)}.",) if waiting else ()
    page = FormPage(
        "How it stands",
        "Declare it",
        reverse("returns:commitment", args=[ref]),
        crumbs(("Strategy", "plans:strategy"), (ref, "returns:commitment", ref)),
        caption=f"{ref}: {held.promise}",
        lead=lead,
        done="The status is declared.",
    )

    def do(said: dict[str, Any]) -> None:
        operations.declare(held, form.declared(), by=request.user, at=clock.now())

    return form_page(request, form, page, do)
