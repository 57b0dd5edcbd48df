"""
Pages about what came back.
"""

from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render

from saferboard.domain.periods import NotAPeriod, Quarter
from saferboard.domain.refusals import require
from saferboard.domain.states import UpdateState
from saferboard.measures.editing import Editable, edit
from saferboard.plans.permissions import refusal_to_rewrite
from saferboard.returns import operations, presenters, queries
from saferboard.returns.models import Update
from saferboard.ui import clock
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
    found = queries.round_of(quarter_of(quarter))
    if found is None:
        raise Http404("There was no round of updates for that quarter.")
    may_write = refusal_to_rewrite(request.user, owner="", on=clock.today())
    return render(
        request,
        "returns/round.html",
        {
            "asked": presenters.round_shown(found, may_write=may_write is None),
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
            "may_write": refusal_to_rewrite(
                request.user, owner=found.commitment.owner_code, on=clock.today()
            )
            is None,
            "crumbs": crumbs(
                ("Strategy", "plans:strategy"),
                (f"Priority {number}", "plans:priority", number),
            ),
        },
    )


@login_required
def edit_update(request: HttpRequest, quarter: str, about: str) -> HttpResponse:
    words = quarter_of(quarter)
    seen = next((u for u in queries.updates(quarter=words) if u.slug == about), None)
    if seen is None or seen.state is not UpdateState.PROVIDED:
        raise Http404("No update on that was provided.")
    require(refusal_to_rewrite(request.user, owner=seen.owner_code, on=clock.today()))
    held = get_object_or_404(Update, pk=seen.id)
    return edit(
        request,
        Editable(
            title=f"{seen.about}: update for {words.label}",
            held=seen.account,
            keep=lambda texts: operations.rewrite_update(
                held, texts, by=request.user, at=clock.now()
            ),
            back=presenters.quarter_href(words),
            crumbs=crumbs(
                ("Strategy", "plans:strategy"),
                ("Updates", "returns:rounds"),
                (words.label, "returns:round", quarter),
            ),
        ),
    )


def quarter_of(words: str) -> Quarter:
    """
    Return the quarter in an address, written `2022-23-q2`.

    :raises Http404: for anything else.
    """
    try:
        return Quarter.parse(words.replace("-q", " Q"))
    except NotAPeriod as error:
        raise Http404(str(error)) from error
