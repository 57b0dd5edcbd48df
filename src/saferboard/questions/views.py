"""
Pages of questions: for anyone to ask and to read, and for whoever deals with them.
"""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from saferboard.accounts import trying
from saferboard.domain.handling import Handling
from saferboard.domain.refusals import Refused, require
from saferboard.domain.tries import Trying
from saferboard.meetings.queries import meeting as seen_meeting
from saferboard.meetings.seen import MeetingSeen
from saferboard.questions import guarding, operations, permissions, presenters, queries
from saferboard.questions.forms import GENERAL, AcceptForm, AnswerForm, AskForm, DeclineForm
from saferboard.questions.models import AnsweredIn, Question
from saferboard.ui import clock
from saferboard.ui.components import Link
from saferboard.ui.crumbs import crumbs
from saferboard.ui.form_pages import FormPage, form_page, typed
from saferboard.ui.words import moment

FRONT = ("Questions to the board", "questions:front")
DESK = ("Questions that came", "questions:desk")


@require_safe
def front(request: HttpRequest) -> HttpResponse:
    at = clock.now()
    page = {
        "coming": [presenters.coming_shown(one, at=at) for one in queries.coming(at=at)],
        "answered": [
            Link(f"{body}, {moment(starts)}", reverse("questions:meeting", args=[code]))
            for code, starts, body in queries.answered_meetings()
        ],
        "deals": permissions.refusal_to_deal(request.user, on=clock.today()) is None,
        "crumbs": crumbs(),
    }
    return render(request, "questions/front.html", page)


def _public(code: str) -> MeetingSeen:
    """
    Return a meeting of a public body.

    :raises Http404: if there is none: of any other body nothing is asked, nor said.
    """
    found = seen_meeting(code)
    if found is None or found.handling is not Handling.PUBLIC:
        raise Http404("There is no public meeting on that day.")
    return found


@require_safe
def of_meeting(request: HttpRequest, code: str) -> HttpResponse:
    found = _public(code)
    out = found.is_published(on=clock.today())
    page = {
        "meeting": presenters.coming_shown(found, at=clock.now()),
        "questions": queries.public_questions(code) if out else [],
        "meeting_href": reverse("meetings:meeting", args=[code]) if out else "",
        "crumbs": crumbs(FRONT),
    }
    return render(request, "questions/meeting.html", page)


@require_http_methods(["GET", "POST"])
def ask(request: HttpRequest, code: str) -> HttpResponse:
    found, at = _public(code), clock.now()
    if request.method == "POST":
        email = request.POST.get("email", "")[:254]
        trying.allow(Trying.QUESTION, tried=email, network=request.network, at=at)
        trying.note(Trying.QUESTION, tried=email, network=request.network, at=at)
    require(permissions.refusal_to_take_questions(found, at=at))
    form = AskForm(
        typed(request), abouts=_abouts(found), at=at, initial={"opened": guarding.stamp(at)}
    )
    if request.method == "POST" and form.is_valid():
        try:
            operations.ask(found, form.asked(), at=at)
        except Refused as refused:
            form.add_error(None, str(refused))
        else:
            return redirect("questions:asked", code=code)
    page = {
        "form": form,
        "opened": guarding.stamp(at),
        "meeting": presenters.coming_shown(found, at=at),
        "crumbs": crumbs(FRONT),
    }
    status = 400 if form.is_bound and form.errors else 200
    return render(request, "questions/ask.html", page, status=status)


def _abouts(found: MeetingSeen) -> list[tuple[str, str]]:
    """Return what may still be asked about: any matter, or the reports on the agenda."""
    at, abouts = clock.now(), []
    if permissions.refusal_to_ask(found, None, at=at) is None:
        abouts.append((GENERAL, "Any matter within the board’s work"))
    if permissions.refusal_to_ask_about_reports(found, at=at) is None:
        reports = operations.reports_of(found)
        abouts += [(i.number, f"The report of item {i.number}: {i.title}") for i in reports]
    return abouts


@require_safe
def asked(request: HttpRequest, code: str) -> HttpResponse:
    page = {"meeting": presenters.coming_shown(_public(code), at=clock.now())}
    return render(request, "questions/asked.html", page | {"crumbs": crumbs(FRONT)})


@login_required
def desk(request: HttpRequest) -> HttpResponse:
    require(permissions.refusal_to_deal(request.user, on=clock.today()))
    found = queries.dealt_with()
    table = presenters.questions_table(found) if found else None
    return render(request, "questions/desk.html", {"table": table, "crumbs": crumbs(FRONT)})


def _held(request: HttpRequest, number: int, *, to_answer: bool = False) -> Question:
    """
    Return a question to whoever deals with it; to answer it, to its post too.

    :raises Http404: if there is none; :raises Refused: if it is not theirs to deal with.
    """
    found = queries.question(number)
    if found is None:
        require(permissions.refusal_to_deal(request.user, on=clock.today()))
        raise Http404("There is no question of that number.")
    if to_answer:
        require(permissions.refusal_to_answer(request.user, found, on=clock.today()))
    else:
        require(permissions.refusal_to_deal(request.user, on=clock.today()))
    return found


@login_required
def question(request: HttpRequest, number: int) -> HttpResponse:
    found = _held(request, number, to_answer=True)
    deals = permissions.refusal_to_deal(request.user, on=clock.today()) is None
    page = {
        "question": presenters.desk_shown(found, deals=deals),
        "crumbs": crumbs(FRONT, DESK) if deals else crumbs(FRONT),
    }
    return render(request, "questions/question.html", page)


def _page(number: int, title: str, button: str, done: str, lead: tuple[str, ...] = ()) -> FormPage:
    return FormPage(
        title,
        button,
        reverse("questions:question", args=[number]),
        crumbs(FRONT, (f"Question {number}", "questions:question", number)),
        lead=lead,
        done=done,
    )


@login_required
def accept(request: HttpRequest, number: int) -> HttpResponse:
    held = _held(request, number)
    page = _page(
        number,
        f"Put question {number} on the agenda",
        "Put it on the agenda",
        "It is on the agenda, and the post is asked to answer it.",
        (held.text,),
    )

    def do(said):
        operations.accept(held, answerer=said["answerer"], by=request.user, at=clock.now())

    return form_page(request, AcceptForm(typed(request)), page, do)


@login_required
def decline(request: HttpRequest, number: int) -> HttpResponse:
    held = _held(request, number)
    page = _page(
        number,
        f"Do not take question {number}",
        "Do not take it",
        "It is not taken. Whoever asked will be told why.",
        (held.text,),
    )

    def do(said):
        operations.decline(held, reason=said["reason"], by=request.user, at=clock.now())

    return form_page(request, DeclineForm(typed(request)), page, do)


@login_required
def answer(request: HttpRequest, number: int) -> HttpResponse:
    held = _held(request, number, to_answer=True)
    start = {
        "words": held.answer,
        "answerer": held.answerer.code if held.answerer else "",
        "how": held.answered_in or AnsweredIn.MEETING.value,
    }
    page = _page(
        number,
        f"Answer question {number}",
        "Keep the answer",
        "The answer is kept. It is not out until the clerk publishes it.",
        (held.text,),
    )

    def do(said):
        operations.answer(
            held,
            words=said["words"],
            answerer=said["answerer"],
            how=AnsweredIn(said["how"]),
            by=request.user,
            at=clock.now(),
        )

    return form_page(request, AnswerForm(typed(request), initial=start), page, do)


@require_POST
@login_required
def publish(request: HttpRequest, number: int) -> HttpResponse:
    held = _held(request, number)
    try:
        operations.publish(held, by=request.user, at=clock.now())
    except Refused as refused:
        messages.error(request, str(refused))
    else:
        messages.success(request, "The answer is published.")
    return redirect("questions:question", number=number)
