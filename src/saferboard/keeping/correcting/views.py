"""
Pages on which a person's record is corrected at their request.
"""

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods

from saferboard.domain.refusals import require
from saferboard.keeping.correcting import operations, presenters, queries
from saferboard.keeping.correcting.forms import CorrectForm
from saferboard.keeping.models import SubjectRequest
from saferboard.keeping.operations import note_report_read
from saferboard.keeping.permissions import refusal_to_keep
from saferboard.ui import clock
from saferboard.ui.components import Link
from saferboard.ui.crumbs import crumbs
from saferboard.ui.form_pages import FormPage, form_page, typed

WAY = (("How long records are kept", "keeping:terms"), ("What people ask", "keeping:requests"))


def _asked(request: HttpRequest, code: str) -> SubjectRequest:
    require(refusal_to_keep(request.user, on=clock.today()))
    rows = SubjectRequest.objects.select_related("account__person")
    asked = get_object_or_404(rows, code=code)
    require(operations.refusal_to_correct(asked))
    return asked


def _crumbs(code: str, *more: tuple[str, str, str]) -> tuple[Link, ...]:
    return crumbs(*WAY, (f"Request {code.upper()}", "keeping:request", code), *more)


def fields(request: HttpRequest, code: str) -> HttpResponse:
    asked = _asked(request, code)
    found = queries.correctable(asked)
    shown = sorted({f"{one.kind} {one.ref}" for one in found})
    note_report_read(asked, shown, by=request.user, at=clock.now())
    made = queries.corrections(asked)
    page = {
        "title": f"Request {asked.code.upper()}",
        "code": code,
        "fields": presenters.fields_table(code, found) if found else None,
        "made": presenters.corrections_table(made) if made else None,
        "words": presenters.count_words(made),
        "crumbs": _crumbs(code),
    }
    return render(request, "keeping/correct.html", page)


@require_http_methods(["GET", "POST"])
def field(request: HttpRequest, code: str, key: str) -> HttpResponse:
    asked = _asked(request, code)
    one = next((o for o in queries.correctable(asked) if queries.key_of(o) == key), None)
    if one is None:
        raise Http404("There is no such field about the person.")
    if request.method == "GET":
        shown = [f"{one.kind} {one.ref}"]
        note_report_read(asked, shown, by=request.user, at=clock.now())
    back = reverse("keeping:correct", args=[code])

    def do(said: dict[str, Any]) -> None:
        operations.correct(asked, key, **said, by=request.user, at=clock.now())

    page = FormPage(
        title="Note what is right" if one.stands else "Correct what is held",
        caption=f"Request {asked.code.upper()}",
        button="Print the note" if one.stands else "Correct it",
        back=back,
        lead=presenters.lead(one),
        crumbs=_crumbs(code, ("What may be corrected", "keeping:correct", code)),
        done=presenters.done_words(one),
    )
    return form_page(request, CorrectForm(typed(request), one=one), page, do)
