"""
Pages about what came back.
"""

from django.conf import settings
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render

from saferboard.domain.refusals import require
from saferboard.domain.states import UpdateState
from saferboard.measures.editing import Editable, edit
from saferboard.plans.keeping import queries as plans
from saferboard.plans.keeping.presenters import undertakings_table as work_table
from saferboard.plans.permissions import refusal_to_read_undertakings, refusal_to_rewrite
from saferboard.plans.queries import earlier_of
from saferboard.plans.rating import queries as rating
from saferboard.plans.rating.presenters import rated_shown
from saferboard.returns import operations, presenters, queries
from saferboard.returns.models import Update
from saferboard.ui import clock
from saferboard.ui.crumbs import crumbs

EARLIER = "An earlier strategy"


def rounds(request: HttpRequest) -> HttpResponse:
    return render(
        request,
        "returns/rounds.html",
        {
            "table": presenters.rounds_table(queries.rounds_counted()),
            "links": presenters.round_links(request.user, None, on=clock.today()),
            "crumbs": crumbs(("Strategy", "plans:strategy")),
        },
    )


def asked(request: HttpRequest, quarter: str) -> HttpResponse:
    found, today = round_at(quarter), clock.today()
    may_write = refusal_to_rewrite(request.user, owner="", on=today)
    return render(
        request,
        "returns/round.html",
        {
            "asked": presenters.round_shown(
                queries.round_seen(found), may_write=may_write is None, on=today
            ),
            "links": presenters.round_links(request.user, found, on=today),
            "crumbs": crumbs(("Strategy", "plans:strategy"), ("Updates", "returns:rounds")),
        },
    )


def commitment(request: HttpRequest, ref: str) -> HttpResponse:
    today, user = clock.today(), request.user
    found, kept = queries.progress(ref, on=today), plans.kept(ref)
    if found is None or kept is None:
        raise Http404("There is no commitment of that reference.")
    number = found.commitment.priority_number
    links = presenters.commitment_links(user, found.commitment, on=today)
    may_read_work = refusal_to_read_undertakings(user, on=today) is None
    work = plans.undertakings(ref=ref) if may_read_work else []
    page = {
        "progress": presenters.progress_shown(found, kept, on=today, target_href=links.target),
        "rated": rated_shown(
            found.commitment.standing,
            rating.declared(ref, on=today),
            rating.suggestions(
                found.commitment.measures, place=settings.SAFERBOARD_SITE["place"], on=today
            ),
        ),
        "work": work_table(work, "Still to do", on=today) if work else None,
        "links": links,
        "may_write": refusal_to_rewrite(user, owner=found.commitment.owner_code, on=today) is None,
        "crumbs": _way_to(ref, number),
    }
    return render(request, "returns/commitment.html", page)


def _way_to(ref: str, number: int):
    """The priority of a commitment is on a page of its own in the latest strategy only."""
    if earlier := earlier_of(ref):
        return crumbs(("Strategy", "plans:strategy"), (EARLIER, "plans:earlier", earlier))
    return crumbs(("Strategy", "plans:strategy"), (f"Priority {number}", "plans:priority", number))


@login_required
def edit_update(request: HttpRequest, quarter: str, about: str) -> HttpResponse:
    found = round_at(quarter)
    seen = queries.update_at(found, about)
    if seen is None or seen.state is not UpdateState.ACCEPTED:
        raise Http404("No update on that was accepted.")
    require(refusal_to_rewrite(request.user, owner=seen.owner_code, on=clock.today()))
    held = get_object_or_404(Update, pk=seen.id)
    return edit(
        request,
        Editable(
            title=f"{seen.about}: update for {found.quarter.label}",
            held=seen.account,
            keep=lambda texts: operations.rewrite_update(
                held, texts, by=request.user, at=clock.now()
            ),
            back=presenters.round_href(found),
            crumbs=crumbs(
                ("Strategy", "plans:strategy"),
                ("Updates", "returns:rounds"),
                (found.quarter.label, "returns:round", quarter),
            ),
        ),
    )


def round_at(address: str) -> queries.RoundHead:
    """
    Return the round at an address, written `2022-23-q2.strategy` or `2022-23-q2`.

    :raises Http404: if there is none.
    """
    found = queries.round_at(address)
    if found is None:
        raise Http404("There was no round of updates for that quarter.")
    return found
