"""
Pages of what a body's agendas begin with, and of the rules it goes by.
"""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_POST

from saferboard.bodies import permissions as bodies
from saferboard.bodies.models import Body
from saferboard.domain.refusals import Refused, require
from saferboard.meetings.agendas import presenters
from saferboard.meetings.agendas.body_forms import RulesForm, StandingForm
from saferboard.meetings.agendas.forms import PAPERS, VERBAL
from saferboard.meetings.agendas.permissions import refusal_to_build
from saferboard.meetings.agendas.standing import operations as standing
from saferboard.meetings.agendas.views import named
from saferboard.meetings.models import AgendaRules, StandingItem
from saferboard.ui import clock
from saferboard.ui.components import Link
from saferboard.ui.crumbs import crumbs
from saferboard.ui.form_pages import FormPage, form_page, typed


def _body(request: HttpRequest, code: str) -> Body:
    body = get_object_or_404(Body, code=code)
    require(refusal_to_build(request.user, on=clock.today()))
    require(bodies.refusal_to_read(request.user, body, on=clock.today()))
    return body


def _way(body: Body, *, to_items: bool = False) -> tuple[Link, ...]:
    steps = [("Boards and groups", "bodies:bodies"), (body.name, "bodies:body", body.code)]
    if to_items:
        steps.append(("What stands on every agenda", "meetings:standing", body.code))
    return crumbs(*steps)


@login_required
def items(request: HttpRequest, body: str) -> HttpResponse:
    found = _body(request, body)
    held = list(found.standing_items.select_related("presenter").order_by("position", "id"))
    page = {
        "body": found,
        "items": presenters.standing_shown(found, held),
        "crumbs": _way(found),
    }
    return render(request, "meetings/standing.html", page)


@login_required
def add_item(request: HttpRequest, body: str) -> HttpResponse:
    found = _body(request, body)
    form = StandingForm(typed(request))
    page = FormPage(
        "Add a standing item",
        "Add it",
        reverse("meetings:standing", args=[body]),
        _way(found, to_items=True),
        caption=found.name,
        done="It stands on every agenda from now on.",
    )

    def do(said):
        standing.add_standing(found, form.wanted(), by=request.user, at=clock.now())

    return form_page(request, form, page, do)


@login_required
def change_item(request: HttpRequest, body: str, item: int) -> HttpResponse:
    found = _body(request, body)
    one = get_object_or_404(StandingItem.objects.select_related("presenter"), body=found, pk=item)
    start = {
        "title": one.title,
        "kind": one.kind,
        "presenter": one.presenter.code if one.presenter else "",
        "expected_minutes": one.expected_minutes,
        "manner": VERBAL if one.verbal else PAPERS,
        "note": one.note,
    }
    form = StandingForm(typed(request), initial=start)
    page = FormPage(
        "Change a standing item",
        "Save it",
        reverse("meetings:standing", args=[body]),
        _way(found, to_items=True),
        caption=found.name,
        done="The standing item is changed.",
    )

    def do(said):
        standing.change_standing(one, form.wanted(), by=request.user, at=clock.now())

    return form_page(request, form, page, do)


@require_POST
@login_required
def move_item(request: HttpRequest, body: str) -> HttpResponse:
    """Move a standing item up or down, or take it off, as the button that was pressed says."""
    found, to = _body(request, body), request.POST.get("to", "")
    item = named(request, "item")
    try:
        one = standing.item_of(found, item)
        if to == "off":
            standing.remove_standing(one, by=request.user, at=clock.now())
            messages.success(request, f"“{one.title}” stands on agendas no longer.")
        else:
            standing.move_standing(one, up=to != "down", by=request.user, at=clock.now())
    except Refused as refused:
        messages.error(request, str(refused))
    return redirect(f"{reverse('meetings:standing', args=[body])}#standing-{item}")


@login_required
def rules(request: HttpRequest, body: str) -> HttpResponse:
    found = _body(request, body)
    held = AgendaRules.objects.filter(body=found).first() or AgendaRules(body=found)
    names = [name for name in RulesForm.base_fields if name not in ("takes_questions",)]
    start = {name: getattr(held, name) for name in names}
    start["takes_questions"] = ["yes"] * held.takes_questions
    start["questions_by"] = f"{held.questions_by:%H:%M}"
    form = RulesForm(typed(request), initial=start)
    page = FormPage(
        "The rules the body goes by",
        "Save the rules",
        reverse("bodies:body", args=[body]),
        _way(found),
        caption=found.name,
        lead=("They set the publication clocks and the days for questions going.",),
        done="The rules are kept.",
    )

    def do(said):
        standing.set_rules(found, form.wanted(), by=request.user, at=clock.now())

    return form_page(request, form, page, do)
