"""
Pages on which past minutes and packs are brought in, looked through, corrected and kept.
"""

from typing import Any

from django import forms as django_forms
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_POST

from saferboard.bodies.models import Body
from saferboard.domain.refusals import Refused, require
from saferboard.domain.rights import Right
from saferboard.meetings.bringing import forms, operations, presenters, queries
from saferboard.meetings.bringing.parts import (
    Part,
    doubts_by_part,
    found_again,
    papers_of,
    part_at,
    stamp,
    thing_at,
)
from saferboard.meetings.importing import foreseen, meeting_of
from saferboard.meetings.models import BroughtIn, PastKind
from saferboard.meetings.taking.permissions import bodies_to_take, refusal_to_take_of
from saferboard.papers.model import PastPaper
from saferboard.papers.reports import doubt_words
from saferboard.papers.stored import as_read
from saferboard.partners.permissions import refusal_without
from saferboard.ui import clock
from saferboard.ui.components import Table
from saferboard.ui.form_pages import FormPage, form_page, typed
from saferboard.ui.words import counted, day, listed

SEEN_BOTH = 409
MOST_DOUBTS_SAID = 10


@login_required
def past(request: HttpRequest) -> HttpResponse:
    on = clock.today()
    require(refusal_without(request.user, Right.TAKE_MINUTES, on=on))
    bodies = list(bodies_to_take(request.user, on=on).values_list("code", "name"))
    waiting = queries.waiting(request.user, on=on)
    form = forms.BringForm(typed(request), request.FILES or None, bodies=bodies)
    page = FormPage(
        title=presenters.TITLE,
        button="Read it",
        back=reverse("meetings:meetings"),
        crumbs=presenters.way(),
        lead=(
            "What the file holds is read and shown to you. You correct it, and nothing becomes a"
            " meeting until you keep it.",
        ),
        after=(presenters.waiting_table(waiting),) if waiting else (),
        leave="Back to meetings",
    )

    def do(said: dict[str, Any]) -> str:
        brought = operations.bring_in(
            said["file"],
            body=Body.objects.get(code=said["body"]),
            kind=PastKind(said["kind"]),
            day=said["day"],
            by=request.user,
            at=clock.now(),
        )
        return presenters.address(brought)

    return form_page(request, form, page, do)


def _brought(request: HttpRequest, pk: int) -> BroughtIn:
    """
    Return a past paper, for whoever may take its body's minutes.

    :raises Refused: if it is not theirs to do.
    """
    rows = BroughtIn.objects.select_related("body", "by__person", "changed_by__person")
    found = get_object_or_404(rows, pk=pk)
    require(refusal_to_take_of(request.user, found.body, on=clock.today()))
    if found.done_at and request.method != "POST":
        raise Http404(operations.GONE)
    return found


@login_required
def preview(request: HttpRequest, pk: int) -> HttpResponse:
    brought = _brought(request, pk)
    paper = as_read(brought.reading)
    labels = queries.post_labels()
    names = queries.names_in(paper, brought.body, brought.posts)
    meant = {one.name: labels.get(brought.posts.get(one.name, one.read), "") for one in names}
    held = queries.minuted_already(paper, brought.body)
    return render(
        request,
        "meetings/bringing/preview.html",
        {
            "title": presenters.title_of(brought),
            "brought": brought,
            "history": presenters.history(brought),
            "held": listed([day(one) for one in held]),
            "counts": presenters.counts_table(paper),
            "doubts": presenters.doubts_shown(brought, paper),
            "foreseen": presenters.foreseen_words(foreseen(paper, brought.body, brought.posts)),
            "names": bool(names),
            "papers": presenters.papers_shown(brought, paper, meant),
            "left_over": presenters.left_over(paper),
            "crumbs": presenters.way(brought),
        },
    )


@login_required
def part(request: HttpRequest, pk: int, address: str) -> HttpResponse:
    brought = _brought(request, pk)
    paper, where = as_read(brought.reading), part_at(address)
    if where is None or where.paper >= len(papers_of(paper)):
        raise Http404("There is no such part.")
    where = found_again(paper, where, request.POST.get("seen", ""))
    thing = thing_at(paper, where)
    if thing is None and where.index is not None and request.method != "POST":
        raise Http404("There is no such part.")
    doubts = doubts_by_part(paper).get(where, []) if thing is not None else []
    form = _part_form(request, paper, where, thing, doubts)
    page = FormPage(
        title=presenters.form_title(paper, where),
        button="Save the correction",
        back=f"{presenters.address(brought)}#part-{where.address}",
        crumbs=presenters.way_to(brought),
        lead=tuple(f"Unsure: {doubt_words(one)}." for one in doubts),
        done="Saved. It is still a draft.",
    )

    def do(said: dict[str, Any]) -> None:
        operations.correct(
            brought,
            where,
            None if said.get("gone") else form.thing(),
            seen=said["seen"],
            after=said.get("after") or None,
            settled=doubts if said.get("looked") else (),
            by=request.user,
            at=clock.now(),
        )

    stands = Table(
        caption="What stands now",
        head=("Part", "Words"),
        rows=tuple((one.key, one.text) for one in presenters.lines_of(thing, {})),
    )
    return _saved(request, form, page, do, now=stamp(thing), stands=stands)


def _part_form(
    request: HttpRequest, paper: PastPaper, where: Part, thing: Any, doubts: list
) -> forms.PartForm:
    held = papers_of(paper)[where.paper]
    more: dict[str, Any] = {}
    if where.kind == "item":
        own = thing.number if thing else ""
        more["numbers"] = [one.number for one in held.items if one.number != own]
    if where.kind == "minute":
        more["after"] = [one.number for one in held.minutes]
    return forms.FORMS[where.kind](
        typed(request), thing=thing, doubts=doubts, initial={"seen": stamp(thing)}, **more
    )


def _saved(
    request: HttpRequest,
    form: django_forms.Form,
    page: FormPage,
    do: Any,
    *,
    now: str,
    stands: Table,
) -> HttpResponse:
    """Show a form; sent over what was not seen, show what stands too, and overwrite nothing."""
    if request.method == "POST" and form.is_valid():
        try:
            do(form.cleaned_data)
        except operations.SeenBefore as refused:
            form.data = form.data.copy()
            form.data["seen"] = now
            form.add_error(None, str(refused))
            shown = {"form": form, "page": page, "crumbs": page.crumbs, "stands": stands}
            return render(request, "meetings/bringing/both.html", shown, status=SEEN_BOTH)
        except Refused as refused:
            form.add_error(None, str(refused))
        else:
            messages.success(request, page.done)
            return redirect(page.back)
    context = {"form": form, "page": page, "crumbs": page.crumbs}
    return render(request, "ui/form.html", context, status=400 if form.errors else 200)


@login_required
def posts(request: HttpRequest, pk: int) -> HttpResponse:
    brought = _brought(request, pk)
    labels = queries.post_labels()
    names = queries.names_in(as_read(brought.reading), brought.body, brought.posts)
    now = stamp(brought.posts)
    held = {f"post_{n}": _held(brought, one.name) for n, one in enumerate(names)}
    form = forms.PostsForm(
        typed(request),
        names=[(one.name, labels.get(one.read, "")) for one in names],
        posts=labels.items(),
        initial={**held, "seen": now},
    )
    page = FormPage(
        title="Whose post each name is",
        button="Save the posts",
        back=presenters.address(brought),
        crumbs=presenters.way_to(brought),
        lead=(
            "Owners and presenters are kept as posts. Where no one post fits a name, or another"
            " is meant, choose it here.",
        ),
        done="Saved. It is still a draft.",
    )

    def do(said: dict[str, Any]) -> None:
        operations.choose_posts(
            brought, form.chosen(), seen=said["seen"], by=request.user, at=clock.now()
        )

    chosen = tuple((name, labels.get(code, "not stated")) for name, code in brought.posts.items())
    stands = Table(caption="What stands now", head=("Name", "Post"), rows=chosen)
    return _saved(request, form, page, do, now=now, stands=stands)


def _held(brought: BroughtIn, name: str) -> str:
    if name not in brought.posts:
        return ""
    return brought.posts[name] or "-"


@require_POST
@login_required
def keep(request: HttpRequest, pk: int) -> HttpResponse:
    brought = _brought(request, pk)
    paper = as_read(brought.reading)
    try:
        kept = operations.keep_reading(
            brought, until=clock.outside().date(), by=request.user, at=clock.now()
        )
    except Refused as refused:
        messages.error(request, f"Nothing was kept. {refused}")
        if brought.done_at:
            return redirect("meetings:past")
        return redirect("meetings:past-one", pk=pk)
    messages.success(request, " ".join(kept.said))
    if kept.unsure:
        said = presenters.foreseen_words(kept.unsure)
        more = len(said) - MOST_DOUBTS_SAID
        told = said[:MOST_DOUBTS_SAID] + ([counted(more, "more")] if more > 0 else [])
        messages.warning(request, f"Look at: {'; '.join(told)}.")
    own = paper.agenda or paper.minutes
    meeting = meeting_of(paper, brought.body) if own else None
    if meeting is None:
        return redirect("meetings:past")
    return redirect("meetings:minutes" if paper.minutes else "meetings:meeting", code=meeting.code)


@require_POST
@login_required
def drop(request: HttpRequest, pk: int) -> HttpResponse:
    brought = _brought(request, pk)
    try:
        operations.throw_away(brought, by=request.user, at=clock.now())
    except Refused as refused:
        messages.error(request, str(refused))
    else:
        messages.success(request, "It is thrown away, and nothing of it was kept.")
    return redirect("meetings:past")
