"""
Making a supplement, and how far the making of a pack has come.
"""

from typing import Any

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse

from saferboard.domain.refusals import require
from saferboard.meetings.issuing.queries import issued_papers, marked
from saferboard.meetings.models import Meeting
from saferboard.meetings.permissions import refusal_to_bind
from saferboard.meetings.views import readable
from saferboard.packs import presenters
from saferboard.packs.forms import SupplementForm
from saferboard.packs.makings.operations import start_making
from saferboard.packs.makings.queries import AT_ONCE, latest, pages_to_bind
from saferboard.packs.operations import make_supplement
from saferboard.ui import clock
from saferboard.ui.form_pages import form_page, typed


@login_required
def supplement(request: HttpRequest, code: str) -> HttpResponse:
    meeting = readable(request, code)
    require(refusal_to_bind(request.user, on=clock.today()))
    held = get_object_or_404(Meeting, code=code)
    standing = marked(meeting).items
    issued = issued_papers(code, full=True)
    form = SupplementForm(
        typed(request),
        items=[(item.number, f"{item.number}. {item.title}") for item in standing],
        initial={
            "items": [i.number for i in standing if i.mark or (i.paper and i.number not in issued)]
        },
    )

    def do(said: dict[str, Any]) -> str | None:
        given = {"items": said["items"], "reason": said["reason"]}
        by: dict[str, Any] = {"by": request.user, "at": clock.now()}
        if pages_to_bind(held, said["items"]) > AT_ONCE:
            start_making(held, **given, **by)
            return reverse("packs:making", args=[code])
        make_supplement(held, **given, **by)
        return None

    return form_page(request, form, presenters.supplement_page(meeting), do)


@login_required
def making(request: HttpRequest, code: str) -> HttpResponse:
    meeting = readable(request, code)
    require(refusal_to_bind(request.user, on=clock.today()))
    found = latest(code, at=clock.now())
    return render(request, "packs/making.html", presenters.making_page(meeting, found))
