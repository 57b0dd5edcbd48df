"""
Pages about what was promised.
"""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render

from saferboard.plans import presenters, queries
from saferboard.ui.crumbs import crumbs


def strategy(request: HttpRequest) -> HttpResponse:
    found = queries.strategy()
    if found is None:
        raise Http404("No strategy has been entered.")
    return render(
        request, "plans/strategy.html", {"strategy": presenters.shown(found), "crumbs": crumbs()}
    )


def priority(request: HttpRequest, number: int) -> HttpResponse:
    found = queries.priority(number)
    if found is None:
        raise Http404("The strategy has no priority of that number.")
    return render(
        request,
        "plans/priority.html",
        {
            "priority": presenters.priority_shown(found),
            "crumbs": crumbs(("Strategy", "plans:strategy")),
        },
    )
