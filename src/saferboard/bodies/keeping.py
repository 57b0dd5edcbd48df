"""
Pages on which bodies, their seats and what is named among them are entered and changed.
"""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_POST

from saferboard.bodies import forms, operations, permissions, presenters, queries
from saferboard.bodies.models import Body, Mention, Seat
from saferboard.domain.refusals import require
from saferboard.partners.models import Post
from saferboard.ui import clock
from saferboard.ui.crumbs import crumbs
from saferboard.ui.form_pages import FormPage, form_page, typed

BODIES = ("Boards and groups", "bodies:bodies")
FREE = {"kind": "BODY", "meets": "NOT_STATED", "listed": "yes", "printed": "no"}


@login_required
def enter(request: HttpRequest) -> HttpResponse:
    """Enter a body."""
    require(permissions.refusal_to_keep(request.user, on=clock.today()))
    form = forms.BodyForm(typed(request), initial=FREE)

    def do(_: dict) -> str:
        entered = operations.enter_body(form.described(), by=request.user, at=clock.now())
        return reverse("bodies:body", args=[entered.code])

    page = FormPage(
        "Enter a body",
        "Enter it",
        reverse("bodies:bodies"),
        crumbs(BODIES),
        lead=("What the papers do not say is left empty, and shown as “not stated”.",),
        leave="Leave it",
        done="The body is in the register. Give it its seats next.",
    )
    return form_page(request, form, page, do)


@login_required
def change(request: HttpRequest, code: str) -> HttpResponse:
    """Change what the register says of a body."""
    body = _known(request, code)
    require(permissions.refusal_to_change(request.user, body, on=clock.today()))
    form = forms.BodyForm(typed(request), body=body, initial=forms.initial(body))

    def do(_: dict) -> None:
        operations.change_body(body, form.described(), by=request.user, at=clock.now())

    page = FormPage(
        f"Change {body.name}",
        "Keep the changes",
        reverse("bodies:body", args=[code]),
        crumbs(BODIES, (body.name, "bodies:body", code)),
        done="The register is changed.",
    )
    return form_page(request, form, page, do)


@login_required
def seats(request: HttpRequest, code: str) -> HttpResponse:
    """The seats of a body, who holds each, and the ways to change them."""
    body = _known(request, code)
    require(permissions.refusal_to_seat(request.user, body, on=clock.today()))
    held = queries.seats_held(body, on=clock.today())
    page = {
        "page": presenters.seats_page(body, held),
        "crumbs": crumbs(BODIES, (body.name, "bodies:body", code)),
    }
    return render(request, "bodies/seats.html", page)


@login_required
def give_seat(request: HttpRequest, code: str) -> HttpResponse:
    """Give a post a seat."""
    body = _known(request, code)
    require(permissions.refusal_to_seat(request.user, body, on=clock.today()))
    form = forms.SeatForm(typed(request), body=body, new=True, initial={"role": "MEMBER"})

    def do(given: dict) -> None:
        operations.give_seat(
            body,
            get_object_or_404(Post, code=given["post"]),
            role=given["role"],
            substitute=_post(given["substitute"]),
            by=request.user,
            at=clock.now(),
        )

    page = _seat_page(body, f"Give a seat on {body.name}", "Give the seat", "The seat is given.")
    return form_page(request, form, page, do)


@login_required
def change_seat(request: HttpRequest, code: str, post: str) -> HttpResponse:
    """Change what a seat is, or who comes in its place."""
    body = _known(request, code)
    require(permissions.refusal_to_seat(request.user, body, on=clock.today()))
    seat = get_object_or_404(
        Seat.objects.select_related("post", "substitute"), body=body, post__code=post
    )
    now = {"role": seat.role, "substitute": seat.substitute.code if seat.substitute else ""}
    form = forms.SeatForm(typed(request), body=body, new=False, initial=now)

    def do(given: dict) -> None:
        operations.change_seat(
            seat,
            role=given["role"],
            substitute=_post(given["substitute"]),
            by=request.user,
            at=clock.now(),
        )

    title = f"The seat of the {seat.post.title}"
    page = _seat_page(body, title, "Keep the changes", "The seat is changed.")
    return form_page(request, form, page, do)


def _seat_page(body: Body, title: str, button: str, done: str) -> FormPage:
    way = crumbs(
        BODIES, (body.name, "bodies:body", body.code), ("Its seats", "bodies:seats", body.code)
    )
    return FormPage(title, button, reverse("bodies:seats", args=[body.code]), way, done=done)


@require_POST
@login_required
def take_seat_away(request: HttpRequest, code: str, post: str) -> HttpResponse:
    """Take a seat away."""
    body = _known(request, code)
    require(permissions.refusal_to_seat(request.user, body, on=clock.today()))
    seat = get_object_or_404(
        Seat.objects.select_related("post", "body"), body=body, post__code=post
    )
    operations.take_seat_away(seat, by=request.user, at=clock.now())
    messages.success(request, f"The {seat.post.title} has no seat on it any longer.")
    return redirect("bodies:seats", code=code)


@login_required
def enter_mention(request: HttpRequest) -> HttpResponse:
    """Say what something is that is named among the bodies."""
    require(permissions.refusal_to_keep(request.user, on=clock.today()))
    form = forms.MentionForm(typed(request))
    return _mention(request, form, "What else is named", "Enter it")


@login_required
def change_mention(request: HttpRequest, code: str) -> HttpResponse:
    """Change what something named among the bodies is."""
    require(permissions.refusal_to_keep(request.user, on=clock.today()))
    kept = get_object_or_404(Mention.objects.select_related("organisation"), code=code)
    now = {
        "name": kept.name,
        "aliases": "\n".join(kept.aliases),
        "kind": kept.kind,
        "words": kept.words,
        "organisation": kept.organisation.code if kept.organisation else "",
        "day": kept.day,
    }
    form = forms.MentionForm(typed(request), code=code, initial=now)
    return _mention(request, form, kept.name, "Keep the changes")


def _mention(
    request: HttpRequest, form: forms.MentionForm, title: str, button: str
) -> HttpResponse:
    def do(_: dict) -> None:
        operations.keep_mention(form.written(), by=request.user, at=clock.now())

    page = FormPage(
        title,
        button,
        reverse("bodies:bodies"),
        crumbs(BODIES),
        lead=("Something the papers name among the bodies, and that is none.",),
        done="It is kept as what it is.",
    )
    return form_page(request, form, page, do)


def _known(request: HttpRequest, code: str) -> Body:
    if queries.body(code, request.user, on=clock.today()) is None:
        raise Http404("There is no body of that name.")
    return Body.objects.select_related("parent").get(code=code)


def _post(code: str) -> Post | None:
    return get_object_or_404(Post, code=code) if code else None
