"""
Pages of the library of plans and protocols.
"""

from typing import Any

from django.contrib.auth.decorators import login_required
from django.forms import Form
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse

from saferboard.domain.instruments import MOVES, InstrumentKind, InstrumentState, RelationKind
from saferboard.domain.refusals import require
from saferboard.instruments import forms, operations, permissions, presenters, queries
from saferboard.instruments.models import Instrument, Matrix
from saferboard.instruments.operations import InstrumentWritten, MatrixWritten
from saferboard.library.queries import address_of
from saferboard.ui import clock
from saferboard.ui.crumbs import crumbs
from saferboard.ui.fields import one_of
from saferboard.ui.form_pages import FormPage, form_page, typed

WAY = ("Plans and protocols", "instruments:library")


def _may_keep(request: HttpRequest) -> bool:
    return permissions.refusal_to_keep(request.user, on=clock.today()) is None


def library(request: HttpRequest) -> HttpResponse:
    today = clock.today()
    due = queries.falling_due(on=today)
    page = {
        "due": presenters.due_table(due, today) if due else None,
        "table": presenters.library_table(queries.instruments(on=today)),
        "matrices": queries.matrices(),
        "may_keep": _may_keep(request),
        "crumbs": crumbs(),
    }
    return render(request, "instruments/library.html", page)


def instrument(request: HttpRequest, code: str) -> HttpResponse:
    today = clock.today()
    found = queries.instrument(code, on=today)
    if found is None:
        raise Http404("There is no plan or protocol of that name.")
    may_read = permissions.refusal_to_read_files(request.user, on=today) is None
    texts = {
        version.number: address_of(version.file, for_user=request.user, at=clock.now())
        for version in found.versions
        if version.file and may_read
    }
    page = {
        "one": found,
        "facts": presenters.facts(found),
        "relations": presenters.relations_table(found),
        "versions": presenters.versions_table(found, texts),
        "may_keep": _may_keep(request),
        "may_move": bool(MOVES[found.state]),
        "crumbs": crumbs(WAY),
    }
    return render(request, "instruments/instrument.html", page)


@login_required
def add(request: HttpRequest) -> HttpResponse:
    require(permissions.refusal_to_keep(request.user, on=clock.today()))
    form = forms.InstrumentForm(typed(request))
    page = FormPage(
        "Add a plan or protocol", "Add it", reverse("instruments:library"), crumbs(WAY),
        leave="Leave it", done="It is added, as a draft.",
    )  # fmt: skip

    def do(said: dict[str, Any]) -> str:
        made = operations.enter_instrument(_written(said), by=request.user, at=clock.now())
        return presenters.address(made.code)

    return form_page(request, form, page, do)


@login_required
def change(request: HttpRequest, code: str) -> HttpResponse:
    held = _held(request, code)
    form = forms.InstrumentForm(typed(request), initial=_as_typed(held))

    def do(said: dict[str, Any]) -> None:
        operations.change_instrument(held, _written(said), by=request.user, at=clock.now())

    return form_page(request, form, _page(held, "Change", "Keep the changes"), do)


@login_required
def move(request: HttpRequest, code: str) -> HttpResponse:
    held = _held(request, code)
    form = Form(typed(request))
    next_ones = [one for one in InstrumentState if one in MOVES[InstrumentState(held.state)]]
    form.fields["to"] = one_of("It is now", [(one.value, one.label) for one in next_ones])

    def do(said: dict[str, Any]) -> None:
        to = InstrumentState(said["to"])
        operations.move_instrument(held, to=to, by=request.user, at=clock.now())

    return form_page(request, form, _page(held, "Where it stands", "Keep it"), do)


@login_required
def reviewed(request: HttpRequest, code: str) -> HttpResponse:
    held = _held(request, code)

    def do(said: dict[str, Any]) -> None:
        operations.review_instrument(held, by=request.user, at=clock.now())

    months = held.review_months
    lead = f"The next is set for {months} months from today." if months else "No rhythm is set."
    return form_page(
        request, Form(typed(request)), _page(held, "Reviewed today", "It was reviewed", lead), do
    )


@login_required
def add_version(request: HttpRequest, code: str) -> HttpResponse:
    held = _held(request, code)
    form = forms.VersionForm(typed(request), request.FILES or None)

    def do(said: dict[str, Any]) -> None:
        operations.add_version(
            held,
            dated=said["dated"],
            as_stated=said["as_stated"],
            changes=said["changes"],
            upload=said["document"],
            by=request.user,
            at=clock.now(),
        )

    return form_page(request, form, _page(held, "Add a version", "Add it"), do)


@login_required
def relate(request: HttpRequest, code: str) -> HttpResponse:
    held = _held(request, code)
    others = list(Instrument.objects.exclude(pk=held.pk).order_by("title", "id"))
    form = forms.RelationForm(typed(request), others=others)

    def do(said: dict[str, Any]) -> None:
        other = next(one for one in others if one.code == said["other"])
        kind = RelationKind(said["kind"])
        operations.relate(held, kind, other, by=request.user, at=clock.now())

    return form_page(request, form, _page(held, "How it stands to another", "Say so"), do)


def matrix(request: HttpRequest, code: str) -> HttpResponse:
    found = queries.matrix(code)
    if found is None:
        raise Http404("There is no such table.")
    page = {
        "matrix": found,
        "table": presenters.matrix_table(found),
        "links": presenters.matrix_links(found) if _may_keep(request) else (),
        "crumbs": crumbs(WAY),
    }
    return render(request, "instruments/matrix.html", page)


@login_required
def lay_out(request: HttpRequest) -> HttpResponse:
    require(permissions.refusal_to_keep(request.user, on=clock.today()))
    form = forms.MatrixForm(typed(request))
    page = FormPage(
        "Lay some side by side", "Lay them out", reverse("instruments:library"), crumbs(WAY),
        leave="Leave it",
    )  # fmt: skip

    def do(said: dict[str, Any]) -> str:
        written = MatrixWritten(**said, says={})
        made = operations.lay_side_by_side(written, by=request.user, at=clock.now())
        return reverse("instruments:matrix", args=[made.code])

    return form_page(request, form, page, do)


@login_required
def fill(request: HttpRequest, code: str, instrument: str) -> HttpResponse:
    require(permissions.refusal_to_keep(request.user, on=clock.today()))
    held = get_object_or_404(Matrix, code=code)
    one = get_object_or_404(held.instruments, code=instrument)
    said = dict(held.entries.filter(instrument=one).values_list("aspect", "says"))
    initial = {f"aspect-{n}": said.get(name, "") for n, name in enumerate(held.aspects, start=1)}
    form = forms.AspectsForm(typed(request), aspects=held.aspects, initial=initial)
    page = FormPage(
        f"What it says: {one.title}", "Keep it", reverse("instruments:matrix", args=[code]),
        crumbs(WAY, (held.title, "instruments:matrix", code)),
    )  # fmt: skip

    def do(cleaned: dict[str, Any]) -> None:
        texts = dict(zip(held.aspects, cleaned.values(), strict=True))
        operations.fill_matrix(held, one, texts, by=request.user, at=clock.now())

    return form_page(request, form, page, do)


def _held(request: HttpRequest, code: str) -> Instrument:
    """Return an instrument for somebody who may change it."""
    require(permissions.refusal_to_keep(request.user, on=clock.today()))
    return get_object_or_404(Instrument.objects.select_related("owner"), code=code)


def _page(held: Instrument, title: str, button: str, *lead: str) -> FormPage:
    way = crumbs(WAY, (held.title, "instruments:instrument", held.code))
    return FormPage(
        title, button, presenters.address(held.code), way, caption=held.title, lead=lead
    )


def _written(said: dict[str, Any]) -> InstrumentWritten:
    return InstrumentWritten(**said | {"kind": InstrumentKind(said["kind"])})


def _as_typed(held: Instrument) -> dict[str, Any]:
    names = InstrumentWritten.__dataclass_fields__
    return {name: getattr(held, name) for name in names} | {
        "aliases": "\n".join(held.aliases),
        "owner": held.owner.code if held.owner else "",
    }
