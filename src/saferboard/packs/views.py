"""
Papers and packs, to read and to take away.
"""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import FileResponse, Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_POST

from saferboard.documents.word import MEDIA_TYPE, paper_docx
from saferboard.domain.refusals import Refused, require
from saferboard.meetings import queries as meetings
from saferboard.meetings.models import Meeting
from saferboard.meetings.permissions import refusal_to_bind, refusal_to_write
from saferboard.meetings.views import readable, sees_drafts
from saferboard.packs import checking, composing, operations, presenters
from saferboard.partners.permissions import refusal_to_read_for_partners
from saferboard.ui import clock
from saferboard.ui.assets import VENDOR

MISSING = (
    "The pack's file is not where it is kept. Put the folder of packs back from a backup, or, if"
    " it is a draft, make it again."
)


def paper(request: HttpRequest, code: str, number: str) -> HttpResponse:
    meeting = readable(request, code)
    found = composing.compose_paper(meeting, number)
    if found is None:
        raise Http404("That item has no paper.")
    may_write = refusal_to_write(request.user, on=clock.today()) is None
    page = presenters.paper_page(meeting, found, may_write=may_write)
    return render(request, "packs/paper.html", page)


def paper_word(request: HttpRequest, code: str, number: str) -> HttpResponse:
    meeting = readable(request, code)
    found = composing.compose_paper(meeting, number)
    if found is None:
        raise Http404("That item has no paper.")
    content = paper_docx(found, composing.binding(meeting), fonts=VENDOR / "fonts")
    response = HttpResponse(content, content_type=MEDIA_TYPE)
    response.headers["Content-Disposition"] = f'attachment; filename="{code}-item-{number}.docx"'
    return response


def pdf(request: HttpRequest, code: str) -> HttpResponse:
    meeting = readable(request, code)
    pack = meetings.pack(meeting.code, issued_only=not sees_drafts(request, meeting))
    if pack is None:
        raise Http404("No pack has been issued for that meeting.")
    try:
        content = operations.file_of(pack.sha256).open("rb")
    except FileNotFoundError:
        raise Http404(MISSING) from None
    return FileResponse(
        content,
        content_type="application/pdf",
        filename=f"{code}-pack.pdf",
    )


@require_POST
def make(request: HttpRequest, code: str) -> HttpResponse:
    require(refusal_to_bind(request.user, on=clock.today()))
    meeting = get_object_or_404(Meeting, code=code)
    operations.make_pack(meeting, by=request.user, at=clock.now())
    return redirect("meetings:meeting", code=code)


@login_required
def check(request: HttpRequest, code: str) -> HttpResponse:
    meeting = readable(request, code)
    require(
        refusal_to_read_for_partners(
            request.user, on=clock.today(), what="What the figure checker finds"
        )
    )
    may_bind = refusal_to_bind(request.user, on=clock.today()) is None
    page = presenters.check_page(meeting, checking.check_pack(code), may_bind=may_bind)
    return render(request, "packs/check.html", page)


@require_POST
def let_stand(request: HttpRequest, code: str) -> HttpResponse:
    require(refusal_to_bind(request.user, on=clock.today()))
    meeting = get_object_or_404(Meeting, code=code)
    chosen = set(request.POST.getlist("finding"))
    findings = [f for f in checking.check_pack(code).open_findings if f.found.key in chosen]
    try:
        operations.let_stand(
            meeting,
            findings,
            reason=request.POST.get("reason", ""),
            by=request.user,
            at=clock.now(),
        )
    except Refused as refused:
        messages.error(request, str(refused))
    return redirect("packs:check", code=code)


@require_POST
def issue(request: HttpRequest, code: str) -> HttpResponse:
    require(refusal_to_bind(request.user, on=clock.today()))
    meeting = get_object_or_404(Meeting, code=code)
    try:
        operations.issue_pack(
            meeting, sha256=request.POST.get("sha256", ""), by=request.user, at=clock.now()
        )
    except Refused as refused:
        messages.error(request, str(refused))
        return redirect("packs:check", code=code)
    return redirect("meetings:meeting", code=code)
