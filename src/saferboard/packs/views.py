"""
Papers and packs, to read and to take away.
"""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import FileResponse, Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_POST

from saferboard.documents.blocks import Paper
from saferboard.documents.stored import paper_from
from saferboard.documents.word import MEDIA_TYPE, paper_docx
from saferboard.domain.refusals import Refusal, Refused, require
from saferboard.meetings.issuing import queries as issuing
from saferboard.meetings.models import Meeting, PaperKind
from saferboard.meetings.permissions import (
    refusal_to_bind,
    refusal_to_write,
)
from saferboard.meetings.queries import MeetingSeen
from saferboard.meetings.views import readable, require_exempt, sees_drafts, sees_exempt
from saferboard.packs import checking, composing, operations, presenters
from saferboard.packs.gathering import compose_paper
from saferboard.packs.lacking import lacking
from saferboard.packs.makings.operations import start_making
from saferboard.packs.makings.queries import AT_ONCE, pages_to_bind
from saferboard.packs.revised import presenters as revised_words
from saferboard.packs.revised import queries as revised
from saferboard.partners.permissions import refusal_to_read_for_partners
from saferboard.ui import clock
from saferboard.ui.assets import VENDOR

MISSING = (
    "The pack's file is not where it is kept. Put the folder of packs back from a backup, or, if"
    " it is a draft, make it again."
)


def paper(request: HttpRequest, code: str, number: str) -> HttpResponse:
    meeting = readable(request, code)
    found = readable_paper(request, meeting, number)
    may_write = refusal_to_write(request.user, on=clock.today()) is None
    page = presenters.paper_page(meeting, found, may_write=may_write)
    packs = issuing.packs(
        code,
        issued_only=not sees_drafts(request, meeting),
        full=sees_exempt(request, meeting),
    )
    page["in_pack"] = presenters.in_pack(code, packs, number)
    page["revised"] = revised_words.in_short(code, revised.packs_beside(packs))
    return render(request, "packs/paper.html", page)


def paper_word(request: HttpRequest, code: str, number: str) -> HttpResponse:
    meeting = readable(request, code)
    found = readable_paper(request, meeting, number)
    if found.sheets:
        raise Http404("That paper was given as a PDF. There is no Word copy of it.")
    content = paper_docx(found, composing.binding(meeting), fonts=VENDOR / "fonts")
    response = HttpResponse(content, content_type=MEDIA_TYPE)
    response.headers["Content-Disposition"] = f'attachment; filename="{code}-item-{number}.docx"'
    return response


def readable_paper(request: HttpRequest, meeting: MeetingSeen, number: str) -> Paper:
    """
    Return one item's paper: as it stands now for those inside, as it was issued for the rest.

    :raises Http404: if there is none; :raises Refused: if it is exempt or not issued yet.
    """
    item = next((i for i in meeting.items if i.number == number), None)
    if sees_drafts(request, meeting):
        if item is not None and item.is_exempt:
            require_exempt(request, meeting, f"paper {number}")
        found = compose_paper(meeting, number)
        if found is None:
            raise Http404("That item has no paper.")
        return found
    kept = issuing.issued_papers(meeting.code).get(number)
    if kept is not None:
        return paper_from(kept.content)
    if item is None or item.paper == PaperKind.NONE:
        raise Http404("That item has no paper.")
    if item.is_exempt:
        require_exempt(request, meeting, f"paper {number}")
    words = "This paper has not been issued. Members may sign in to read it sooner."
    raise Refused(Refusal("not-issued", words))


def pdf(request: HttpRequest, code: str) -> HttpResponse:
    return _file(request, code, number=0, full=False)


def full_pdf(request: HttpRequest, code: str) -> HttpResponse:
    return _file(request, code, number=0, full=True)


def supplement_pdf(request: HttpRequest, code: str, number: int) -> HttpResponse:
    return _file(request, code, number=number, full=False)


def supplement_full_pdf(request: HttpRequest, code: str, number: int) -> HttpResponse:
    return _file(request, code, number=number, full=True)


def _file(request: HttpRequest, code: str, *, number: int, full: bool) -> HttpResponse:
    meeting = readable(request, code)
    if full:
        require_exempt(request, meeting, "full pack")
    found = issuing.pack(
        meeting.code, issued_only=not sees_drafts(request, meeting), full=full, number=number
    )
    if found is None:
        raise Http404("No pack has been issued for that meeting.")
    try:
        content = operations.file_of(found.sha256).open("rb")
    except FileNotFoundError:
        raise Http404(MISSING) from None
    what = f"supplement-{number}" if number else "pack"
    return FileResponse(
        content,
        content_type="application/pdf",
        filename=f"{code}-{what}{'-full' if full else ''}.pdf",
    )


@require_POST
def make(request: HttpRequest, code: str) -> HttpResponse:
    require(refusal_to_bind(request.user, on=clock.today()))
    meeting = get_object_or_404(Meeting, code=code)
    if pages_to_bind(meeting) > AT_ONCE:
        start_making(meeting, by=request.user, at=clock.now())
        return redirect("packs:making", code=code)
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
    checked = checking.check_pack(code, seen=meeting, exempt=sees_exempt(request, meeting))
    held = Meeting.objects.get(code=code)
    missing = lacking(held) if may_bind else []
    page = presenters.check_page(meeting, checked, missing, may_bind=may_bind)
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
def go_without(request: HttpRequest, code: str) -> HttpResponse:
    require(refusal_to_bind(request.user, on=clock.today()))
    meeting = get_object_or_404(Meeting, code=code)
    chosen = set(request.POST.getlist("paper"))
    papers = [one for one in lacking(meeting) if one.key in chosen]
    reason = request.POST.get("reason", "")
    try:
        operations.go_without(meeting, papers, reason=reason, by=request.user, at=clock.now())
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


@require_POST
def folder(request: HttpRequest, code: str) -> HttpResponse:
    require(refusal_to_bind(request.user, on=clock.today()))
    meeting = get_object_or_404(Meeting, code=code)
    content = operations.take_folder(meeting, by=request.user, at=clock.now())
    response = HttpResponse(content, content_type="application/zip")
    taken = timezone.localtime(meeting.starts)
    name = f"{taken:%Y-%m-%d}-papers.zip"
    response.headers["Content-Disposition"] = f'attachment; filename="{name}"'
    return response
