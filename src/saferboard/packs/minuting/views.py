"""
Minutes to take away, to have checked, and to sign.
"""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_POST

from saferboard.documents.word import MEDIA_TYPE
from saferboard.domain.minuting import MinutesState
from saferboard.domain.refusals import Refused, require
from saferboard.meetings.minuted import MinutesSeen, minutes
from saferboard.meetings.models import Meeting
from saferboard.meetings.taking.permissions import refusal_to_sign
from saferboard.meetings.taking.presenters import way
from saferboard.meetings.taking.views import taken
from saferboard.meetings.views import require_to_read_minutes
from saferboard.packs.minuting import operations
from saferboard.packs.minuting.checking import MinutesChecked, check_minutes
from saferboard.packs.minuting.printing import minutes_pdf, minutes_word
from saferboard.ui import clock
from saferboard.ui.words import counted, day


def _readable(request: HttpRequest, code: str) -> tuple[Meeting, MinutesSeen]:
    meeting = get_object_or_404(Meeting.objects.select_related("body"), code=code)
    found = minutes(code)
    if found is None or not found.minutes:
        raise Http404("There are no minutes of that meeting.")
    require_to_read_minutes(request, meeting)
    return meeting, found


def pdf(request: HttpRequest, code: str) -> HttpResponse:
    meeting, found = _readable(request, code)
    response = HttpResponse(minutes_pdf(meeting, found), content_type="application/pdf")
    response.headers["Content-Disposition"] = f'inline; filename="{code}-minutes.pdf"'
    return response


def word(request: HttpRequest, code: str) -> HttpResponse:
    meeting, found = _readable(request, code)
    response = HttpResponse(minutes_word(meeting, found), content_type=MEDIA_TYPE)
    response.headers["Content-Disposition"] = f'attachment; filename="{code}-minutes.docx"'
    return response


@login_required
def check(request: HttpRequest, code: str) -> HttpResponse:
    meeting = taken(request, code)
    _, found = _readable(request, code)
    try:
        if request.method == "POST":
            checked = operations.have_checked(meeting, by=request.user, at=clock.now())
            found = minutes(code) or found
        else:
            checked = check_minutes(meeting, found)
    except Refused as refused:
        messages.error(request, str(refused))
        return redirect("meetings:minutes", code=code)
    return render(request, "packs/minutes_check.html", _page(meeting, found, checked))


def _page(meeting: Meeting, found: MinutesSeen, checked: MinutesChecked) -> dict:
    waiting = len(checked.open_findings)
    if waiting:
        verdict = f"{counted(waiting, 'finding')} to be corrected or let stand, with a reason."
    elif found.state is MinutesState.DRAFT:
        verdict = "Nothing is left open. Have them marked as checked."
    else:
        verdict = "Nothing is left open. The minutes are checked."
    return {
        "title": f"Minutes of {day(found.starts)} checked",
        "verdict": verdict,
        "against": checked.against,
        "open_findings": checked.open_findings,
        "standing": [one for one in checked.findings if one.stands],
        "is_draft": found.state is MinutesState.DRAFT,
        "code": meeting.code,
        "minutes_href": reverse("meetings:minutes", args=[meeting.code]),
        "crumbs": way(meeting, taking=False),
    }


@require_POST
def let_stand(request: HttpRequest, code: str) -> HttpResponse:
    meeting = taken(request, code)
    try:
        operations.let_findings_stand(
            meeting,
            set(request.POST.getlist("finding")),
            reason=request.POST.get("reason", "").replace("\0", " "),
            by=request.user,
            at=clock.now(),
        )
    except Refused as refused:
        messages.error(request, str(refused))
    return redirect("packs:minutes-check", code=code)


@require_POST
def sign(request: HttpRequest, code: str) -> HttpResponse:
    meeting = get_object_or_404(Meeting.objects.select_related("body"), code=code)
    require(refusal_to_sign(request.user, meeting, on=clock.today()))
    try:
        operations.sign(meeting, by=request.user, at=clock.now())
    except Refused as refused:
        messages.error(request, str(refused))
    else:
        messages.success(request, "The minutes are signed. Nothing of them changes from now on.")
    return redirect("meetings:minutes", code=code)
