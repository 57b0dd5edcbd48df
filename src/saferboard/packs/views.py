"""
Papers and packs, to read and to take away.
"""

from django.http import FileResponse, Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_POST

from saferboard.documents.word import paper_docx
from saferboard.domain.refusals import require
from saferboard.meetings import queries as meetings
from saferboard.meetings.models import Meeting
from saferboard.meetings.permissions import refusal_to_bind
from saferboard.meetings.views import readable
from saferboard.packs import composing, operations, presenters
from saferboard.ui import clock
from saferboard.ui.assets import VENDOR

WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"


def paper(request: HttpRequest, code: str, number: str) -> HttpResponse:
    meeting = readable(request, code)
    found = composing.compose_paper(meeting, number)
    if found is None:
        raise Http404("That item has no paper.")
    return render(request, "packs/paper.html", presenters.paper_page(meeting, found))


def paper_word(request: HttpRequest, code: str, number: str) -> HttpResponse:
    meeting = readable(request, code)
    found = composing.compose_paper(meeting, number)
    if found is None:
        raise Http404("That item has no paper.")
    content = paper_docx(found, composing.binding(meeting), fonts=VENDOR / "fonts")
    response = HttpResponse(content, content_type=WORD)
    response.headers["Content-Disposition"] = f'attachment; filename="{code}-item-{number}.docx"'
    return response


def pdf(request: HttpRequest, code: str) -> HttpResponse:
    meeting = readable(request, code)
    pack = meetings.pack(meeting.code, issued_only=not request.user.is_authenticated)
    if pack is None:
        raise Http404("No pack has been issued for that meeting.")
    return FileResponse(
        operations.file_of(pack.sha256).open("rb"),
        content_type="application/pdf",
        filename=f"{code}-pack.pdf",
    )


@require_POST
def make(request: HttpRequest, code: str) -> HttpResponse:
    require(refusal_to_bind(request.user, on=clock.today()))
    meeting = get_object_or_404(Meeting, code=code)
    operations.make_pack(meeting, by=request.user.ledger_name, at=clock.now())
    return redirect("meetings:meeting", code=code)


@require_POST
def issue(request: HttpRequest, code: str) -> HttpResponse:
    require(refusal_to_bind(request.user, on=clock.today()))
    meeting = get_object_or_404(Meeting, code=code)
    operations.issue_pack(meeting, by=request.user.ledger_name, at=clock.now())
    return redirect("meetings:meeting", code=code)
