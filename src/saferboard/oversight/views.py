"""
Pages of the data protection officer: questions to the ledger, and their answers.
"""

import csv
from collections.abc import Iterator

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse, StreamingHttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_safe

from saferboard.documents.pdf import pack_pdf
from saferboard.domain.oddities import MOVES, RULES, NoticeState
from saferboard.domain.refusals import Refusal, Refused, require
from saferboard.oversight import anchors as anchored
from saferboard.oversight import operations, presenters, queries
from saferboard.oversight.forms import NoticeForm, form_for
from saferboard.oversight.permissions import refusal_to_oversee
from saferboard.oversight.questions import Asked, Question
from saferboard.ui import clock
from saferboard.ui.assets import VENDOR
from saferboard.ui.components import Link
from saferboard.ui.crumbs import crumbs

HERE = ("Who has looked at what", "oversight:questions")


def _mine(request: HttpRequest) -> None:
    require(refusal_to_oversee(request.user, on=clock.today()))


@require_safe
def questions(request: HttpRequest) -> HttpResponse:
    _mine(request)
    links = [Link(q.label, reverse("oversight:ask", args=[q.value])) for q in Question]
    before = [
        Link(presenters.about(asked), reverse("oversight:answer", args=[turn]))
        for turn, asked in queries.newest_asked(by=request.user.ledger_name)
    ]
    page = {"links": links, "before": before, "crumbs": crumbs()}
    return render(request, "oversight/questions.html", page)


@require_http_methods(["GET", "POST"])
def ask(request: HttpRequest, question: str) -> HttpResponse:
    _mine(request)
    if question not in set(Question):
        raise Http404("There is no such question.")
    wanted = Question(question)
    form = form_for(wanted, request.POST or None, queries.accounts)
    if request.method == "POST" and form.is_valid():
        try:
            asked = operations.ask(form.asked(wanted), by=request.user, at=clock.now())
        except Refused as refused:
            form.add_error("what" if "what" in form.fields else None, str(refused))
        else:
            mine = queries.turn_of(asked, by=request.user.ledger_name)
            return redirect("oversight:answer", turn=mine)
    page = {"form": form, "title": wanted.label, "crumbs": crumbs(HERE)}
    return render(request, "oversight/ask.html", page, status=400 if form.errors else 200)


@require_safe
def answer(request: HttpRequest, turn: int) -> HttpResponse:
    asked = _asked(request, turn)
    before = request.GET.get("before", "")
    before = int(before) if before.isascii() and before.isdigit() and len(before) < 19 else None
    found = queries.answer(asked, before=before)
    page = {
        "title": presenters.about(asked),
        "table": presenters.table(found) if found.lines else None,
        "older": f"?before={found.more_before}" if found.more_before else "",
        "newest": bool(before),
        "number": asked.number,
        "turn": turn,
        "reports": asked.question is Question.SEEN,
        "crumbs": crumbs(HERE),
    }
    return render(request, "oversight/answer.html", page)


@require_safe
def commas(request: HttpRequest, turn: int) -> StreamingHttpResponse:
    asked = _asked(request, turn)
    return StreamingHttpResponse(
        _written(asked),
        content_type="text/csv; charset=utf-8",
        headers={
            "Content-Disposition": 'attachment; filename="ledger-lines.csv"',
            "Cache-Control": "no-store",
        },
    )


class _Echo:
    """A file that hands back what is written in it."""

    def write(self, words: str) -> str:
        return words


def _written(asked: Asked) -> Iterator[str]:
    writer = csv.writer(_Echo())
    for row in presenters.comma_rows(queries.whole(asked)):
        yield writer.writerow(row)


@require_safe
def report(request: HttpRequest, turn: int) -> HttpResponse:
    asked = _asked(request, turn)
    if asked.question is not Question.SEEN:
        raise Http404("A report is of who has seen a person or thing.")
    content = pack_pdf(
        presenters.report(asked, queries.whole(asked)), fonts=VENDOR / "fonts"
    ).content
    response = HttpResponse(content, content_type="application/pdf")
    response.headers["Content-Disposition"] = 'attachment; filename="who-has-seen-it.pdf"'
    response.headers["Cache-Control"] = "no-store"
    return response


def _asked(request: HttpRequest, turn: int) -> Asked:
    """Return a question this account asked; another's has a line that names somebody else."""
    _mine(request)
    found = queries.asked_before(turn, by=request.user.ledger_name)
    if found is None:
        raise Http404("You have asked no such question.")
    return found


@require_safe
def anchors(request: HttpRequest) -> HttpResponse:
    _mine(request)
    found = anchored.kept()
    page = {
        "table": anchored.table(found.anchors) if found.anchors else None,
        "wrong": found.wrong,
        "key": found.anchors[0].key if found.anchors else "",
        "crumbs": crumbs(HERE),
    }
    return render(request, "oversight/anchors.html", page)


@require_safe
def anchors_text(request: HttpRequest) -> HttpResponse:
    _mine(request)
    found = anchored.kept()
    if found.wrong:
        raise Refused(Refusal("no-anchors", found.wrong))
    return HttpResponse(
        anchored.written(found.anchors),
        content_type="text/plain; charset=utf-8",
        headers={
            "Content-Disposition": 'attachment; filename="ledger-anchors.txt"',
            "Cache-Control": "no-store",
        },
    )


@require_safe
def notices(request: HttpRequest) -> HttpResponse:
    _mine(request)
    found = queries.notices()
    table = presenters.notices_table(found) if found else None
    return render(request, "oversight/notices.html", {"table": table, "crumbs": crumbs(HERE)})


@require_http_methods(["GET", "POST"])
def notice(request: HttpRequest, code: str) -> HttpResponse:
    _mine(request)
    found = queries.notices(code=code)
    if not found:
        raise Http404("There is no notice of that number.")
    [one] = found
    form = NoticeForm(request.POST or None, initial={"reason": one.reason})
    if request.method == "POST" and form.is_valid():
        to = NoticeState.SEEN if "seen" in request.POST else NoticeState.EXPLAINED
        try:
            operations.answer_notice(
                code, to=to, reason=form.cleaned_data["reason"], by=request.user, at=clock.now()
            )
        except Refused as refused:
            form.add_error("reason", str(refused))
        else:
            messages.success(request, "Written down.")
            return redirect("oversight:notices")
    page = {
        "title": RULES[one.rule].label,
        "rows": presenters.notice_rows(one),
        "form": form,
        "moves": MOVES[one.state],
        "crumbs": crumbs(HERE, ("Brought to notice", "oversight:notices")),
    }
    return render(request, "oversight/notice.html", page, status=400 if form.errors else 200)
