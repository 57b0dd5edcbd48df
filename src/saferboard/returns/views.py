"""
Pages about what came back.
"""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render

from saferboard.domain.periods import NotAPeriod, Quarter
from saferboard.returns import presenters, queries
from saferboard.ui.crumbs import crumbs


def rounds(request: HttpRequest) -> HttpResponse:
    return render(
        request,
        "returns/rounds.html",
        {
            "table": presenters.rounds_table(queries.all_rounds()),
            "crumbs": crumbs(("Strategy", "plans:strategy")),
        },
    )


def asked(request: HttpRequest, quarter: str) -> HttpResponse:
    try:
        found = queries.round_of(Quarter.parse(quarter.replace("-q", " Q")))
    except NotAPeriod as error:
        raise Http404(str(error)) from error
    if found is None:
        raise Http404("There was no round of updates for that quarter.")
    return render(
        request,
        "returns/round.html",
        {
            "asked": presenters.round_shown(found),
            "crumbs": crumbs(("Strategy", "plans:strategy"), ("Updates", "returns:rounds")),
        },
    )


def commitment(request: HttpRequest, ref: str) -> HttpResponse:
    found = queries.progress(ref)
    if found is None:
        raise Http404("There is no commitment of that reference.")
    number = found.commitment.priority_number
    return render(
        request,
        "returns/commitment.html",
        {
            "progress": presenters.progress_shown(found),
            "crumbs": crumbs(
                ("Strategy", "plans:strategy"),
                (f"Priority {number}", "plans:priority", number),
            ),
        },
    )
