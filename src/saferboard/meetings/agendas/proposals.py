"""
Pages on which members propose something for an agenda, and read what came of it.
"""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.db.models import Q
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_POST

from saferboard.bodies.models import Body
from saferboard.domain.refusals import Refused, require
from saferboard.domain.states import ProposalState
from saferboard.meetings.agendas import permissions, presenters
from saferboard.meetings.agendas.forms import ProposeForm, ReasonForm
from saferboard.meetings.agendas.proposing import operations as proposing
from saferboard.meetings.agendas.views import building, named, way
from saferboard.meetings.models import Meeting, Proposal
from saferboard.partners.models import Post
from saferboard.ui import clock
from saferboard.ui.form_pages import FormPage, form_page, typed


def _meeting(request: HttpRequest, code: str) -> Meeting:
    """Return a meeting that one may propose for; its agenda need not be readable yet."""
    meeting = get_object_or_404(Meeting.objects.select_related("body"), code=code)
    refusal = permissions.refusal_to_propose(request.user, meeting, on=clock.today())
    if refusal is not None and refusal.code in ("signed-out", "not-a-member"):
        raise Refused(refusal)
    return meeting


@login_required
def propose(request: HttpRequest, code: str) -> HttpResponse:
    meeting = _meeting(request, code)
    require(permissions.refusal_to_change(meeting))
    on = clock.today()
    held = Post.objects.filter(pk__in=request.user.posts(on=on)).select_related("organisation")
    mine = [(post.code, f"{post.title}, {post.organisation.short}") for post in held]
    subgroups = Body.objects.filter(seats__post__in=held).exclude(pk=meeting.body_id).distinct()
    form = ProposeForm(
        typed(request),
        mine=mine,
        subgroups=[(body.code, body.name) for body in subgroups.order_by("name", "id")],
        initial={"post": mine[0][0] if len(mine) == 1 else ""},
    )
    page = FormPage(
        "Propose something for the agenda",
        "Propose it",
        reverse("meetings:proposals", args=[code]),
        way(meeting),
        lead=("The clerk takes it or declines it with a reason. Your post is told which.",),
        leave="Leave without proposing",
        done="Your proposal is with the clerk.",
    )

    def do(said):
        proposing.propose(meeting, form.proposed(), by=request.user, at=clock.now())

    return form_page(request, form, page, do)


@login_required
def proposals(request: HttpRequest, code: str) -> HttpResponse:
    meeting, on = _meeting(request, code), clock.today()
    builds = permissions.refusal_to_build(request.user, on=on) is None
    own = Q() if builds else Q(post__in=request.user.posts(on=on))
    found = list(
        Proposal.objects.filter(own, meeting=meeting)
        .select_related("post__organisation", "item")
        .order_by("proposed_at", "id")
    )
    mine = set(request.user.posts(on=on).values_list("pk", flat=True))
    page = {
        "meeting": meeting,
        "table": presenters.proposals_table(found, code) if found else None,
        "waiting": [p for p in found if p.state == ProposalState.WAITING and p.post_id in mine],
        "may_propose": permissions.refusal_to_change(meeting) is None,
        "crumbs": way(meeting),
    }
    return render(request, "meetings/proposals.html", page)


@login_required
def decline(request: HttpRequest, code: str, proposal: int) -> HttpResponse:
    meeting = building(request, code)
    held = get_object_or_404(Proposal, meeting=meeting, pk=proposal)
    form = ReasonForm(
        typed(request), label="Why it is declined", hint="Whoever proposed it reads this"
    )
    page = FormPage(
        f"Decline: {held.title}",
        "Decline it",
        reverse("meetings:agenda", args=[code]),
        way(meeting, to_agenda=True),
        done="It is declined, and the post that proposed it will be told.",
    )

    def do(said):
        proposing.decline(held, reason=said["reason"], by=request.user, at=clock.now())

    return form_page(request, form, page, do)


@require_POST
@login_required
def withdraw(request: HttpRequest, code: str) -> HttpResponse:
    meeting = _meeting(request, code)
    try:
        held = proposing.proposal_of(meeting, named(request, "proposal"))
        proposing.withdraw(held, by=request.user, at=clock.now())
    except Refused as refused:
        messages.error(request, str(refused))
    else:
        messages.success(request, "Your proposal is taken back.")
    return redirect("meetings:proposals", code=code)
