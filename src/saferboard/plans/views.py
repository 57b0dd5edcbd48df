"""
Pages about what was promised.
"""

from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse

from saferboard.domain.refusals import require
from saferboard.measures.editing import Editable, edit
from saferboard.plans import operations, permissions, presenters, queries
from saferboard.plans.models import Commitment, Priority
from saferboard.plans.turns import rotations
from saferboard.ui import clock
from saferboard.ui.crumbs import crumbs


def strategy(request: HttpRequest) -> HttpResponse:
    found = queries.strategy(on=clock.today())
    if found is None:
        raise Http404("No strategy has been entered.")
    page = {
        "strategy": presenters.shown(found),
        "earlier": queries.earlier_strategies(),
        "rotations": rotations(request.user, on=clock.today()),
        "may_read_work": permissions.refusal_to_read_undertakings(request.user, on=clock.today())
        is None,
        "crumbs": crumbs(),
    }
    return render(request, "plans/strategy.html", page)


def earlier(request: HttpRequest, code: str) -> HttpResponse:
    """A strategy that was superseded, as it last stood: read, and changed no more."""
    found = queries.strategy(code)
    if found is None:
        raise Http404("There is no strategy of that name.")
    page = {
        "strategy": presenters.shown(found, is_earlier=True),
        "crumbs": crumbs(("Strategy", "plans:strategy")),
    }
    return render(request, "plans/earlier.html", page)


def priority(request: HttpRequest, number: int) -> HttpResponse:
    found = queries.priority(number, on=clock.today())
    if found is None:
        raise Http404("The strategy has no priority of that number.")
    return render(
        request,
        "plans/priority.html",
        {
            "priority": presenters.priority_shown(found),
            "may_write": permissions.refusal_to_rewrite(
                request.user, owner=found.lead_code, on=clock.today()
            )
            is None,
            "crumbs": crumbs(("Strategy", "plans:strategy")),
        },
    )


@login_required
def edit_commitment(request: HttpRequest, ref: str) -> HttpResponse:
    held = get_object_or_404(Commitment.objects.select_related("owner"), ref=ref)
    require(
        permissions.refusal_to_rewrite(
            request.user, owner=queries.code_of(held.owner), on=clock.today()
        )
    )
    return edit(
        request,
        Editable(
            title=f"{ref}: what is in place",
            held=held.in_place,
            keep=lambda texts: operations.rewrite_in_place(
                held, texts, by=request.user, at=clock.now()
            ),
            back=reverse("returns:commitment", args=[ref]),
            crumbs=crumbs(("Strategy", "plans:strategy"), (ref, "returns:commitment", ref)),
        ),
    )


@login_required
def edit_outcome(request: HttpRequest, number: int, position: int) -> HttpResponse:
    newest = Priority.objects.select_related("lead").order_by("-strategy__first_year", "-id")
    held = newest.filter(number=number).first()
    if held is None or not 1 <= position <= len(held.outcomes):
        raise Http404("There is no such text.")
    require(
        permissions.refusal_to_rewrite(
            request.user, owner=queries.code_of(held.lead), on=clock.today()
        )
    )
    outcome = held.outcomes[position - 1]
    return edit(
        request,
        Editable(
            title=f"Priority {number}: {outcome['title']}",
            held=outcome["paragraphs"],
            keep=lambda texts: operations.rewrite_outcome(
                held, position, texts, by=request.user, at=clock.now()
            ),
            back=reverse("plans:priority", args=[number]),
            crumbs=crumbs(
                ("Strategy", "plans:strategy"), (f"Priority {number}", "plans:priority", number)
            ),
        ),
    )
