"""
Pages of the next strategy.
"""

from typing import Any

from django.contrib.auth.decorators import login_required
from django.forms import Form
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse

from saferboard.domain.refusals import require
from saferboard.drafting import forms, operations, permissions, presenters, queries
from saferboard.drafting.adopting import operations as adopting
from saferboard.drafting.models import Asked, Draft, Group, Who
from saferboard.instruments.forms import posts
from saferboard.partners.models import Post
from saferboard.ui import clock
from saferboard.ui.components import Link
from saferboard.ui.crumbs import crumbs
from saferboard.ui.fields import one_of
from saferboard.ui.form_pages import FormPage, form_page, typed

WAY = ("Strategy", "plans:strategy")
LIST = ("The next strategy", "drafting:drafts")


def _runs(request: HttpRequest, held: Draft | None) -> bool:
    return permissions.refusal_to_run(request.user, held, on=clock.today()) is None


@login_required
def drafts(request: HttpRequest) -> HttpResponse:
    require(permissions.refusal_to_read(request.user, on=clock.today()))
    found = queries.drafts()
    page = {
        "table": presenters.drafts_table(found) if found else None,
        "may_open": _runs(request, None),
        "crumbs": crumbs(WAY),
    }
    return render(request, "drafting/drafts.html", page)


@login_required
def draft(request: HttpRequest, code: str) -> HttpResponse:
    today = clock.today()
    require(permissions.refusal_to_read(request.user, on=today))
    found = queries.draft(code)
    if found is None:
        raise Http404("No strategy of that name is drafted.")
    held = _draft(code)
    missing = adopting.what_is_missing(held) if found.adopted_on is None else []
    page = {
        "draft": presenters.draft_shown(
            found, on=today, runs=_runs(request, held), missing=missing
        ),
        "crumbs": crumbs(WAY, LIST),
    }
    return render(request, "drafting/draft.html", page)


@login_required
def group(request: HttpRequest, code: str, number: int) -> HttpResponse:
    today = clock.today()
    require(permissions.refusal_to_read(request.user, on=today))
    found, held = queries.group(code, number), _group(code, number)
    assert found is not None, "a group that is held is found"
    may_write = permissions.refusal_to_write(request.user, held, on=today) is None
    links = []
    if permissions.refusal_to_join(request.user, held.draft, on=today) is None:
        links.append(Link("Join it", reverse("drafting:join", args=[code, number])))
    if may_write:
        href = reverse("drafting:write-output", args=[code, number])
        links.append(Link("Put something forward", href))
        if found.outputs:
            href = reverse("drafting:remove-output", args=[code, number])
            links.append(Link("Take something back", href))
    if _runs(request, held.draft):
        href = reverse("drafting:change-group", args=[code, number])
        links.append(Link("Change what is said of it", href))
    page = {
        "group": presenters.group_shown(found, on=today, links=tuple(links)),
        "crumbs": crumbs(WAY, LIST, (held.draft.title, "drafting:draft", code)),
    }
    return render(request, "drafting/group.html", page)


@login_required
def open_draft(request: HttpRequest) -> HttpResponse:
    require(permissions.refusal_to_run(request.user, None, on=clock.today()))
    form = forms.OpenForm(typed(request))
    page = FormPage(
        "Begin the next strategy", "Begin it", reverse("drafting:drafts"), crumbs(WAY, LIST),
        leave="Leave it", done="It is begun.",
    )  # fmt: skip

    def do(said: dict[str, Any]) -> str:
        written = form.written()
        # A plan has one draft at most, so its code is free for the draft and the strategy.
        made = operations.open_draft(
            written.instrument, written, form.groups(), by=request.user, at=clock.now()
        )
        return _address(made)

    return form_page(request, form, page, do)


@login_required
def change_group(request: HttpRequest, code: str, number: int) -> HttpResponse:
    held = _group(code, number)
    require(permissions.refusal_to_run(request.user, held.draft, on=clock.today()))
    start = {
        "name": held.name,
        "role": "\n".join(held.role),
        "makes_priority": "yes" if held.makes_priority else "no",
        "lead": held.lead.code if held.lead else "",
        "bodies": list(held.bodies.values_list("code", flat=True)),
    }
    form = forms.GroupForm(typed(request), initial=start)

    def do(said: dict[str, Any]) -> None:
        operations.change_group(held, form.written(), by=request.user, at=clock.now())

    return form_page(request, form, _group_page(held, "Change what is said of it", "Keep it"), do)


@login_required
def join(request: HttpRequest, code: str, number: int) -> HttpResponse:
    held, today = _group(code, number), clock.today()
    require(permissions.refusal_to_join(request.user, held.draft, on=today))
    mine = [(post.code, str(post.title)) for post in request.user.posts(on=today).order_by("title")]
    choices = posts() if _runs(request, held.draft) else mine
    start = {"post": mine[0][0]} if mine else {}
    form = forms.JoinForm(typed(request), posts=choices, initial=start)

    def do(said: dict[str, Any]) -> None:
        post = Post.objects.get(code=said["post"])
        at = clock.now()
        operations.join_group(held, post, said["note"], day=today, by=request.user, at=at)

    return form_page(request, form, _group_page(held, "Join it", "Join it"), do)


@login_required
def write_output(request: HttpRequest, code: str, number: int) -> HttpResponse:
    held = _group(code, number)
    require(permissions.refusal_to_write(request.user, held, on=clock.today()))
    form = forms.OutputForm(typed(request))

    def do(said: dict[str, Any]) -> None:
        operations.write_output(held, form.written(), by=request.user, at=clock.now())

    return form_page(request, form, _group_page(held, "Put something forward", "Keep it"), do)


@login_required
def remove_output(request: HttpRequest, code: str, number: int) -> HttpResponse:
    held = _group(code, number)
    require(permissions.refusal_to_write(request.user, held, on=clock.today()))
    found = {str(one.pk): one for one in held.outputs.select_related("group__draft")}
    form = Form(typed(request))
    choices = [(pk, f"{one.get_kind_display()}: {one.text}") for pk, one in found.items()]
    form.fields["output"] = one_of("What is taken back", choices)

    def do(said: dict[str, Any]) -> None:
        operations.remove_output(found[said["output"]], by=request.user, at=clock.now())

    return form_page(request, form, _group_page(held, "Take something back", "Take it back"), do)


@login_required
def decide(request: HttpRequest, code: str) -> HttpResponse:
    held = _run(request, code)
    names = "\n".join(held.groups.order_by("number").values_list("name", flat=True))
    form = forms.DecideForm(typed(request), initial={"groups": names})

    def do(said: dict[str, Any]) -> None:
        operations.decide_groups(
            held,
            day=said["day"],
            says=said["says"],
            source=said["source"],
            names=said["groups"],
            by=request.user,
            at=clock.now(),
        )

    return form_page(request, form, _page(held, "Keep a decision about the groups", "Keep it"), do)


@login_required
def plan(request: HttpRequest, code: str) -> HttpResponse:
    held = _run(request, code)
    groups = {str(one.number): one for one in held.groups.order_by("number")}
    choices = [(number, one.name) for number, one in groups.items()]
    form = forms.StageForm(typed(request), groups=choices)

    def do(said: dict[str, Any]) -> None:
        whose = groups.get(said["group"])
        at = clock.now()
        operations.plan_stage(held, said["what"], said["target"], whose, by=request.user, at=at)

    return form_page(request, form, _page(held, "Put a step into the timetable", "Keep it"), do)


@login_required
def reach(request: HttpRequest, code: str) -> HttpResponse:
    held = _run(request, code)
    waiting = {str(one.pk): one for one in held.stages.filter(reached_on=None).order_by("target")}
    form = Form(typed(request))
    choices = [(pk, f"{one.target_words}: {one.what}") for pk, one in waiting.items()]
    form.fields["stage"] = one_of("Step", choices)

    def do(said: dict[str, Any]) -> None:
        operations.reach_stage(waiting[said["stage"]], by=request.user, at=clock.now())

    return form_page(request, form, _page(held, "Note that a step is reached", "Note it"), do)


@login_required
def ask(request: HttpRequest, code: str) -> HttpResponse:
    held = _run(request, code)
    form = forms.AskForm(typed(request))

    def do(said: dict[str, Any]) -> None:
        operations.ask_public(held, said["text"], by=request.user, at=clock.now())

    return form_page(request, form, _page(held, "Add a question to the public", "Add it"), do)


@login_required
def answer(request: HttpRequest, code: str, asked: int) -> HttpResponse:
    held = _run(request, code)
    found = get_object_or_404(Asked.objects.select_related("draft"), draft=held, pk=asked)
    form = forms.AnswerForm(typed(request))

    def do(said: dict[str, Any]) -> None:
        operations.keep_answer(
            found,
            Who(said["who"]),
            said["text"],
            said_by=said["said_by"],
            came_of_it=said["came_of_it"],
            by=request.user,
            at=clock.now(),
        )

    return form_page(request, form, _page(held, "Keep an answer", "Keep it", found.text), do)


@login_required
def offer(request: HttpRequest, code: str) -> HttpResponse:
    held = _run(request, code)

    def do(said: dict[str, Any]) -> None:
        adopting.offer_draft(held, by=request.user, at=clock.now())

    page = _page(
        held,
        "Offer it to the board",
        "Offer it",
        "What the groups put forward is closed to changes until the board answers.",
    )
    return form_page(request, Form(typed(request)), page, do)


@login_required
def take_back(request: HttpRequest, code: str) -> HttpResponse:
    held = _run(request, code)

    def do(said: dict[str, Any]) -> None:
        adopting.take_back(held, by=request.user, at=clock.now())

    return form_page(
        request,
        Form(typed(request)),
        _page(held, "Open it to its groups again", "Open it again"),
        do,
    )


@login_required
def adopt(request: HttpRequest, code: str) -> HttpResponse:
    held = _run(request, code)
    form = forms.AdoptForm(typed(request))

    def do(said: dict[str, Any]) -> str:
        adopting.adopt_draft(held, **said, by=request.user, at=clock.now())
        return reverse("plans:strategy")

    old = held.supersedes.title if held.supersedes else "no other"
    lead = (
        "Every group’s actions and targets become commitments of a priority of its own."
        f" It takes the place of {old}."
    )
    return form_page(request, form, _page(held, "Enter that it is adopted", "Adopt it", lead), do)


def _draft(code: str) -> Draft:
    return get_object_or_404(Draft.objects.select_related("instrument", "supersedes"), code=code)


def _run(request: HttpRequest, code: str) -> Draft:
    """Return a draft for somebody who may run it."""
    require(permissions.refusal_to_run(request.user, None, on=clock.today()))
    held = _draft(code)
    require(permissions.refusal_to_run(request.user, held, on=clock.today()))
    return held


def _group(code: str, number: int) -> Group:
    found = Group.objects.select_related("draft", "lead")
    return get_object_or_404(found, draft__code=code, number=number)


def _address(held: Draft) -> str:
    return reverse("drafting:draft", args=[held.code])


def _page(held: Draft, title: str, button: str, *lead: str) -> FormPage:
    way = crumbs(WAY, LIST, (held.title, "drafting:draft", held.code))
    return FormPage(title, button, _address(held), way, caption=held.title, lead=lead, done="Done.")


def _group_page(held: Group, title: str, button: str, *lead: str) -> FormPage:
    args = [held.draft.code, held.number]
    way = crumbs(WAY, LIST, (held.name, "drafting:group", *args))
    back = reverse("drafting:group", args=args)
    return FormPage(title, button, back, way, caption=str(held), lead=lead, done="Done.")
