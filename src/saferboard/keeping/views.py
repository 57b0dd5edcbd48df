"""
Pages of the data protection officer: terms, what has fallen due, what people ask.
"""

from collections.abc import Callable
from functools import partial

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST

from saferboard.documents.blocks import Paper
from saferboard.documents.pdf import pack_pdf
from saferboard.documents.word import MEDIA_TYPE, paper_docx
from saferboard.domain.refusals import Refused, require
from saferboard.domain.retention import RequestKind, RequestState, Term
from saferboard.keeping import operations, papers, presenters, queries
from saferboard.keeping.correcting.presenters import corrections_table
from saferboard.keeping.correcting.queries import corrections
from saferboard.keeping.forms import HoldForm, ReasonForm, RequestForm, TermForm
from saferboard.keeping.models import SubjectRequest
from saferboard.keeping.permissions import refusal_to_keep
from saferboard.partners.record_kinds import kind
from saferboard.ui import clock
from saferboard.ui.assets import VENDOR
from saferboard.ui.crumbs import crumbs

TERMS = ("How long records are kept", "keeping:terms")
REQUESTS = ("What people ask", "keeping:requests")


def _mine(request: HttpRequest) -> None:
    require(refusal_to_keep(request.user, on=clock.today()))


def terms(request: HttpRequest) -> HttpResponse:
    _mine(request)
    page = {
        "table": presenters.terms_table(queries.kept()),
        "due": presenters.due_words(queries.due()),
        "crumbs": crumbs(),
    }
    return render(request, "keeping/terms.html", page)


@require_http_methods(["GET", "POST"])
def term(request: HttpRequest, code: str) -> HttpResponse:
    _mine(request)
    one = kind(code)
    if one is None or one.erase is None:
        raise Http404("There is no kind of record of that name that falls due.")
    kept = next(held for held in queries.kept() if held.kind.code == code)
    form = TermForm(
        request.POST or None,
        initial={
            "years": kept.term.years,
            "months": kept.term.months,
            "authority": kept.authority,
        },
    )
    if request.method == "POST" and form.is_valid():
        typed = form.cleaned_data
        operations.set_term(
            code,
            term=Term(typed["years"], typed["months"]),
            authority=typed["authority"],
            by=request.user,
            at=clock.now(),
        )
        messages.success(request, f"{one.label}: the term is set.")
        return redirect("keeping:terms")
    page = {"form": form, "title": one.label, "since": one.since, "crumbs": crumbs(TERMS)}
    return render(request, "keeping/term.html", page, status=400 if form.errors else 200)


def due(request: HttpRequest) -> HttpResponse:
    _mine(request)
    found = queries.due()
    page = {
        "rows": presenters.due_rows(found),
        "words": presenters.due_words(found),
        "crumbs": crumbs(TERMS),
    }
    return render(request, "keeping/due.html", page)


@require_POST
def approve(request: HttpRequest) -> HttpResponse:
    _mine(request)
    # Eighteen digits are the most that every database can be asked about.
    chosen = [
        int(n)
        for n in request.POST.getlist("record")
        if n.isascii() and n.isdigit() and len(n) < 19
    ]
    return _done(
        request,
        lambda: operations.approve(chosen, by=request.user, at=clock.now()),
        "Approved. They are deleted tonight.",
        "keeping:due",
    )


@require_http_methods(["GET", "POST"])
def hold(request: HttpRequest, number: int) -> HttpResponse:
    _mine(request)
    form = HoldForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            operations.hold(number, **form.cleaned_data, by=request.user, at=clock.now())
        except Refused as refused:
            form.add_error(None, str(refused))
        else:
            messages.success(request, "The record is kept.")
            return redirect("keeping:due")
    way = crumbs(TERMS, ("Due for deletion", "keeping:due"))
    page = {"form": form, "crumbs": way}
    return render(request, "keeping/hold.html", page, status=400 if form.errors else 200)


def requests(request: HttpRequest) -> HttpResponse:
    _mine(request)
    table = presenters.requests_table(queries.requests(on=clock.today()))
    page = {"table": table, "new_href": reverse("keeping:new-request"), "crumbs": crumbs(TERMS)}
    return render(request, "keeping/requests.html", page)


@require_http_methods(["GET", "POST"])
def new_request(request: HttpRequest) -> HttpResponse:
    _mine(request)
    form = RequestForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        opened = _opened(request, form)
        if opened is not None:
            return redirect("keeping:request", code=opened.code)
    page = {"form": form, "crumbs": crumbs(TERMS, REQUESTS)}
    return render(request, "keeping/new_request.html", page, status=400 if form.errors else 200)


def _opened(request: HttpRequest, form: RequestForm) -> SubjectRequest | None:
    typed = dict(form.cleaned_data)
    named = typed.pop("account")
    account = queries.account_named(named) if named else None
    if named and account is None:
        form.add_error("account", "There is no account of that name. Leave it out if unsure.")
        return None
    what = RequestKind(typed.pop("kind"))
    try:
        return operations.open_request(
            what, **typed, account=account, by=request.user, at=clock.now()
        )
    except Refused as refused:
        form.add_error(None, str(refused))
        return None


def request_page(request: HttpRequest, code: str) -> HttpResponse:
    _mine(request)
    return _request_page(request, code)


def _request_page(
    request: HttpRequest, code: str, name: str = "", tried: ReasonForm | None = None
) -> HttpResponse:
    """The page of one request; after a refusal with the form that was sent, and why."""
    forms = {one: _reason(one) for one in REASONS} | ({name: tried} if tried else {})
    made = corrections(get_object_or_404(SubjectRequest, code=code))
    page = {
        "asked": presenters.request_shown(_found(code)),
        "made": corrections_table(made) if made else None,
        "tried": tried,
        "crumbs": crumbs(TERMS, REQUESTS),
        **forms,
    }
    return render(request, "keeping/request.html", page, status=400 if tried else 200)


REASONS = {
    "identify": (
        "How do you know who they are?",
        "What you saw or asked: a document, an answer only they could give",
    ),
    "extend": ("Why are two more months needed?", "Tell the person so within the first"),
    "close": ("What was done, or why nothing was", "Kept sealed"),
}


def _reason(name: str, request: HttpRequest | None = None) -> ReasonForm:
    label, hint = REASONS[name]
    typed = request.POST if request else None
    return ReasonForm(typed, label=label, hint=hint, auto_id=f"{name}_%s")


@require_POST
def identify(request: HttpRequest, code: str) -> HttpResponse:
    return _moved(request, code, "identify", operations.identify, "how")


@require_POST
def extend(request: HttpRequest, code: str) -> HttpResponse:
    return _moved(request, code, "extend", operations.extend, "because")


CLOSINGS = {
    "answered": RequestState.ANSWERED,
    "refused": RequestState.REFUSED,
    "withdrawn": RequestState.WITHDRAWN,
}


@require_POST
def close(request: HttpRequest, code: str) -> HttpResponse:
    to = CLOSINGS.get(request.POST.get("to", ""), RequestState.RECEIVED)
    return _moved(request, code, "close", partial(operations.close_request, to=to), "outcome")


def _moved(
    request: HttpRequest, code: str, name: str, move: Callable[..., None], words: str
) -> HttpResponse:
    """Do one thing with a request; refused, show the page again with what was typed."""
    _mine(request)
    held = get_object_or_404(SubjectRequest, code=code)
    form = _reason(name, request)
    if not form.is_valid():
        return _request_page(request, code, name, form)
    try:
        move(held, **{words: form.cleaned_data["words"]}, by=request.user, at=clock.now())
    except Refused as refused:
        form.add_error("words", str(refused))
        return _request_page(request, code, name, form)
    messages.success(request, "Written down.")
    return redirect("keeping:request", code=code)


def held(request: HttpRequest, code: str) -> HttpResponse:
    _mine(request)
    asked = _found(code)
    records = queries.about(asked)
    _note(request, code, records)
    found = presenters.found_shown(asked, records)
    page = {
        "asked": presenters.request_shown(asked),
        "erasing": asked.kind is RequestKind.ERASURE and asked.state is RequestState.IDENTIFIED,
        "found": found,
        "may_erase": any(one.may_erase for one in found),
        "crumbs": crumbs(TERMS, REQUESTS, (f"Request {code.upper()}", "keeping:request", code)),
    }
    return render(request, "keeping/held.html", page)


@require_POST
def erase(request: HttpRequest, code: str) -> HttpResponse:
    _mine(request)
    asked = get_object_or_404(SubjectRequest, code=code)
    chosen = [tuple(one.split(" ", 1)) for one in request.POST.getlist("record") if " " in one]
    open_to_it = {(r.kind, r.ref) for r in queries.about(_found(code)) if r.may_erase}
    wanted = [one for one in chosen if one in open_to_it]
    return _done(
        request,
        lambda: operations.erase_for_request(asked, wanted, by=request.user, at=clock.now()),
        f"Deleted: {len(wanted)}.",
        "keeping:held",
        code,
    )


def report(request: HttpRequest, code: str) -> HttpResponse:
    _mine(request)
    asked = _found(code)
    if asked.state is RequestState.RECEIVED:
        raise Http404("Say first how it is known who asks.")
    records = queries.about(asked)
    _note(request, code, records)
    paper = papers.answer_paper(asked, records, queries.kept())
    pack = papers.bound(
        paper, title="What is held about you", on=clock.today(), handling="Personal"
    )
    content = pack_pdf(pack, fonts=VENDOR / "fonts").content
    response = HttpResponse(content, content_type="application/pdf")
    response.headers["Content-Disposition"] = f'attachment; filename="request-{code}.pdf"'
    response.headers["Cache-Control"] = "no-store"
    return response


def register(request: HttpRequest) -> HttpResponse:
    _mine(request)
    return _paper(request, papers.register_paper(queries.kept()), "keeping:register-word")


def register_word(request: HttpRequest) -> HttpResponse:
    _mine(request)
    return _word(papers.register_paper(queries.kept()), "register-of-processing")


def assessment(request: HttpRequest) -> HttpResponse:
    _mine(request)
    return _paper(request, papers.assessment_paper(queries.kept()), "keeping:assessment-word")


def assessment_word(request: HttpRequest) -> HttpResponse:
    _mine(request)
    return _word(papers.assessment_paper(queries.kept()), "impact-assessment-draft")


def _paper(request: HttpRequest, paper: Paper, word: str) -> HttpResponse:
    page = {"paper": paper, "word": word, "crumbs": crumbs(TERMS)}
    return render(request, "keeping/paper.html", page)


def _word(paper: Paper, name: str) -> HttpResponse:
    pack = papers.bound(paper, title=paper.title, on=clock.today(), handling="Internal")
    response = HttpResponse(
        paper_docx(paper, pack, fonts=VENDOR / "fonts"), content_type=MEDIA_TYPE
    )
    response.headers["Content-Disposition"] = f'attachment; filename="{name}.docx"'
    return response


def _found(code: str) -> queries.RequestSeen:
    found = queries.request(code, on=clock.today())
    if found is None:
        raise Http404("There is no request of that number.")
    return found


def _note(request: HttpRequest, code: str, records: list) -> None:
    operations.note_report_read(
        get_object_or_404(SubjectRequest, code=code),
        [f"{one.kind} {one.ref}" for one in records],
        by=request.user,
        at=clock.now(),
    )


def _done(
    request: HttpRequest, do: Callable[[], object], words: str, page: str, *args: str
) -> HttpResponse:
    """Do it, say so or why not, and go back to the page it was asked from."""
    try:
        do()
    except Refused as refused:
        messages.error(request, str(refused))
    else:
        messages.success(request, words)
    return redirect(page, *args)
