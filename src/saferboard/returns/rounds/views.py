"""
Pages of whoever asks: the next round, who has sent what, one text to judge.
"""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_POST, require_safe

from saferboard.domain.refusals import Refused, require
from saferboard.domain.states import UpdateState
from saferboard.partners.models import Post
from saferboard.returns import queries as returns
from saferboard.returns.answering.checking import findings_in
from saferboard.returns.data_sheets import return_href
from saferboard.returns.models import Round, Update
from saferboard.returns.permissions import refusal_to_ask, refusal_to_see_who_sent
from saferboard.returns.rounds import forms, operations, presenters, queries
from saferboard.returns.rounds.planning import RoundPlanned, plan_next
from saferboard.returns.views import round_at
from saferboard.ui import clock
from saferboard.ui.crumbs import crumbs
from saferboard.ui.form_pages import FormPage, form_page, typed
from saferboard.ui.words import counted, day


@login_required
def open_next(request: HttpRequest) -> HttpResponse:
    require(refusal_to_ask(request.user, on=clock.today()))
    planned = plan_next(on=clock.today())
    if planned is None:
        raise Http404("No strategy has been entered, so there is nothing to ask about.")
    form = forms.OpenForm(
        typed(request),
        choices=_choices(planned),
        posts={
            one.slug: (one.asked_code, list(one.others)) for one in planned.asking if one.others
        },
        initial=_settings(planned),
    )
    if request.method == "POST" and form.is_valid():
        said = form.cleaned_data
        wanted = planned.changed(
            ask=frozenset(said["ask"]),
            due=said["due"],
            rhythm=said["rhythm"],
            posts=form.posts(),
        )
        try:
            opened = operations.open_next(
                wanted, by=request.user, at=clock.now(), tell=said["tell"] == "yes"
            )
        except Refused as refused:
            form.add_error(None, str(refused))
        else:
            messages.success(request, _opened_words(wanted, tell=said["tell"] == "yes"))
            return redirect("returns:grid", returns.head(opened).address)
    ticked = frozenset(request.POST.getlist("ask") if form.is_bound else _settings(planned)["ask"])
    context = {
        "form": form,
        "planned": presenters.planned_shown(planned, ticked, form),
        "crumbs": _crumbs(),
    }
    return render(request, "returns/open.html", context, status=400 if form.errors else 200)


def _opened_words(planned: RoundPlanned, *, tell: bool) -> str:
    posts = counted(len({one.asked_code for one in planned.ticked}), "post")
    done = f"{posts} are written to" if tell else f"{posts} are asked, and nobody is written to"
    return f"The round for {planned.quarter.label} is open, due {day(planned.due)}: {done}."


def _choices(planned: RoundPlanned) -> list[tuple[str, str]]:
    return [(one.slug, one.about) for one in planned.asking if one.can_be_asked]


def _settings(planned: RoundPlanned) -> dict:
    return {
        "due": planned.due,
        "rhythm": ", ".join(str(days) for days in planned.rhythm),
        "tell": "yes",
        "ask": [one.slug for one in planned.ticked],
    }


def _crumbs(head: returns.RoundHead | None = None):
    steps = [("Strategy", "plans:strategy"), ("Updates", "returns:rounds")]
    if head is not None:
        steps.append((head.quarter.label, "returns:round", head.address))
    return crumbs(*steps)


@login_required
@require_safe
def grid(request: HttpRequest, quarter: str) -> HttpResponse:
    today = clock.today()
    require(refusal_to_see_who_sent(request.user, on=today))
    head = round_at(quarter)
    asked = request.GET.get("priority", "")
    numbers = returns.priority_numbers(head)
    priority = next((n for n in numbers if str(n) == asked), None)
    show = request.GET.get("show", "")
    show = show if show in queries.SHOWN else ""
    found = queries.grid(head, on=today, show=show, priority=priority)
    shown = presenters.grid_shown(
        found,
        may_ask=refusal_to_ask(request.user, on=today) is None,
        show=show,
        priority=priority,
        numbers=numbers,
    )
    return render(request, "returns/grid.html", {"grid": shown, "crumbs": _crumbs(head)})


@login_required
def review(request: HttpRequest, quarter: str, about: str) -> HttpResponse:
    today = clock.today()
    require(refusal_to_ask(request.user, on=today))
    head = round_at(quarter)
    seen = _update_at(head, about)
    if seen.sheet:
        return redirect(return_href(seen.sheet, head.quarter, seen.contributor_code))
    versions = queries.versions(seen.id)
    waits = bool(versions) and versions[0].accepted_at is None
    choices = forms.what_may_be_done(seen.state, waits=waits)
    number = versions[0].number if versions else 0
    form = forms.JudgeForm(typed(request), choices=choices, initial={"number": number})
    if request.method == "POST" and form.is_valid() and _judged(request, form, seen):
        return redirect("returns:grid", head.address)
    last = returns.update_before(seen)
    text = versions[0].account if waits else ()
    shown = presenters.review_shown(
        seen, versions, last=last, findings=findings_in(list(text), seen, last), on=today
    )
    context = {"form": form if choices else None, "review": shown, "crumbs": _crumbs(head)}
    return render(request, "returns/review.html", context, status=400 if form.errors else 200)


def _judged(request: HttpRequest, form: forms.JudgeForm, seen: returns.UpdateSeen) -> bool:
    said = form.cleaned_data
    update = get_object_or_404(Update, pk=seen.id)
    who = {"by": request.user, "at": clock.now()}
    try:
        match said["what"]:
            case forms.ACCEPT:
                operations.accept(update, number=said["number"] or 0, **who)
                words = "is accepted and locked"
            case forms.BACK:
                operations.send_back(update, reason=said["reason"], **who)
                words = "is sent back"
            case state:
                operations.mark(update, UpdateState(state), **who)
                words = f"is {UpdateState(state).label}"
    except Refused as refused:
        form.add_error(None, str(refused))
        return False
    messages.success(request, f"The update on {seen.about} {words}.")
    return True


@login_required
def ask_also(request: HttpRequest, quarter: str, about: str) -> HttpResponse:
    require(refusal_to_ask(request.user, on=clock.today()))
    head = round_at(quarter)
    seen = _update_at(head, about)
    if seen.sheet:
        return redirect("sheets:ask", seen.sheet, str(head.quarter).replace(" Q", "-q"))
    posts = Post.objects.select_related("organisation").order_by(
        "organisation__name", "title", "id"
    )
    form = forms.AskAlsoForm(typed(request), others=posts)
    back = reverse("returns:review", args=[head.address, seen.slug])

    def ask(said: dict) -> None:
        update = Update.objects.select_related("commitment", "priority").get(pk=seen.id)
        post = Post.objects.select_related("organisation").get(code=said["post"])
        operations.ask_also(update, post, by=request.user, at=clock.now())

    page = FormPage(
        title=f"Ask one more about {seen.about}",
        button="Ask them",
        back=back,
        crumbs=_crumbs(head),
        lead=(f"They are written to, with a link to their list for {head.quarter.label}.",),
        leave="Ask nobody more",
        done="They are asked.",
    )
    return form_page(request, form, page, ask)


@login_required
@require_POST
def close(request: HttpRequest, quarter: str) -> HttpResponse:
    require(refusal_to_ask(request.user, on=clock.today()))
    head = round_at(quarter)
    try:
        count = operations.close_round(
            get_object_or_404(Round, pk=head.id), by=request.user, at=clock.now()
        )
    except Refused as refused:
        messages.error(request, str(refused))
    else:
        words = f"The round is closed. {counted(count, 'return')} had not come: not provided."
        messages.success(request, words)
    return redirect("returns:grid", head.address)


@login_required
def reopen(request: HttpRequest, quarter: str) -> HttpResponse:
    require(refusal_to_ask(request.user, on=clock.today()))
    head = round_at(quarter)
    form = forms.DueForm(typed(request))

    def again(said: dict) -> None:
        opened = get_object_or_404(Round, pk=head.id)
        operations.reopen_round(opened, due=said["due"], by=request.user, at=clock.now())

    page = FormPage(
        title=f"Take answers for {head.quarter.label} until another day",
        button="Take answers until then",
        back=reverse("returns:grid", args=[head.address]),
        crumbs=_crumbs(head),
        lead=(
            "If it was closed it is open again, and what was typed and not sent is still there."
            " Nobody is written to.",
        ),
        leave="Leave it as it is",
        done="The round takes answers until then.",
    )
    return form_page(request, form, page, again)


def _update_at(head: returns.RoundHead, about: str) -> returns.UpdateSeen:
    found = returns.update_at(head, about)
    if found is None:
        raise Http404("Nothing of that name is asked in this round.")
    return found
