"""
Pages that follow the taking: the quorum, a later meeting's agreement, notes after the meeting.
"""

from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.views.decorators.http import require_POST

from saferboard.bodies import permissions as bodies
from saferboard.bodies.models import Body
from saferboard.bodies.quorum.operations import set_quorum
from saferboard.domain.refusals import Refusal, Refused, require
from saferboard.domain.rights import Right
from saferboard.meetings.agreeing import operations as agreeing
from saferboard.meetings.taking import forms, presenters
from saferboard.meetings.taking.queries import may_follow
from saferboard.meetings.taking.views import minute_of, taken
from saferboard.papers.dates import first_date
from saferboard.partners.permissions import refusal_without
from saferboard.ui import clock
from saferboard.ui.crumbs import crumbs
from saferboard.ui.form_pages import FormPage, form_page, typed


@login_required
def quorum(request: HttpRequest, body: str) -> HttpResponse:
    held = get_object_or_404(Body, code=body)
    require(refusal_without(request.user, Right.TAKE_MINUTES, on=clock.today()))
    require(bodies.refusal_to_read(request.user, held, on=clock.today()))
    form = forms.QuorumForm(typed(request), initial={"quorum": held.quorum})
    back = reverse("bodies:body", args=[body])
    page = FormPage(
        title="How many must be there",
        caption=held.name,
        button="Keep the quorum",
        back=back,
        crumbs=crumbs(("Boards and groups", "bodies:bodies"), (held.name, "bodies:body", body)),
        done="The quorum is kept.",
    )

    def do(data: dict[str, Any]) -> None:
        set_quorum(held, data["quorum"], by=request.user, at=clock.now())

    return form_page(request, form, page, do)


@require_POST
def agree(request: HttpRequest, code: str) -> HttpResponse:
    meeting = taken(request, code)
    chosen = request.POST.get("in_meeting", "")
    later = next((m for m in may_follow(meeting, at=clock.now()) if m.code == chosen), None)
    try:
        if later is None:
            raise Refused(Refusal("no-meeting", "Choose the meeting that agreed the minutes."))
        agreeing.agree_minutes(meeting, in_meeting=later, by=request.user, at=clock.now())
    except Refused as refused:
        messages.error(request, str(refused))
    else:
        messages.success(request, "The minutes are agreed. The chair can sign them.")
    return redirect("meetings:minutes", code=code)


@login_required
def note(request: HttpRequest, code: str, pk: int) -> HttpResponse:
    minute = minute_of(request, code, pk)
    form = forms.NoteForm(typed(request))
    page = FormPage(
        title=f"Add a note under minute {minute.number}",
        caption=minute.title,
        lead=("The minute itself stays as it is. The note is printed under it with its day.",),
        button="Add the note",
        back=f"{reverse('meetings:minutes', args=[code])}#minute-{minute.number}",
        crumbs=presenters.way(minute.meeting, taking=False),
        leave="Leave without a note",
        done="The note is added. The minute stands as it was.",
    )

    def do(data: dict[str, Any]) -> None:
        day = first_date(data["day"])
        if day is None:
            raise Refused(Refusal("no-day", "Day: write it as 3 November 2022."))
        words = forms.plain(data["words"])
        agreeing.add_note(minute, words, on_day=day, by=request.user, at=clock.now())

    return form_page(request, form, page, do)
