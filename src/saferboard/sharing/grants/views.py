"""
Pages about access given for a time, lists, and breaking the glass.
"""

from typing import Any

from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils import timezone

from saferboard.domain.refusals import require
from saferboard.partners.models import Post, User
from saferboard.sharing import forms, permissions, queries, things
from saferboard.sharing.grants import operations, presenters
from saferboard.sharing.models import Grant, Listing
from saferboard.ui import clock
from saferboard.ui.crumbs import crumbs
from saferboard.ui.form_pages import FormPage, form_page, typed

WAY = ("Sharing", "sharing:agreements")
ACCESS = ("Access", "sharing:access")


@login_required
def access(request: HttpRequest) -> HttpResponse:
    on, at = clock.today(), clock.now()
    require(permissions.refusal_to_see_access(request.user, on=on))
    reads = permissions.refusal_to_read_reason(request.user, on=on) is None
    context = {
        "emergencies": presenters.grants_table(
            "Opened in an emergency", queries.grants(emergency=True), at, with_reasons=reads
        ),
        "grants": presenters.grants_table(
            "Access given", queries.grants(emergency=False), at, with_reasons=reads
        ),
        "listings": presenters.listings_table(queries.listings(), on),
        "any_emergency": Grant.objects.filter(emergency=True).exists(),
        "may_give": permissions.refusal_to_give_access(request.user, on=on) is None,
        "crumbs": crumbs(WAY),
    }
    return render(request, "sharing/access.html", context)


@login_required
def give(request: HttpRequest) -> HttpResponse:
    require(permissions.refusal_to_give_access(request.user, on=clock.today()))
    form = forms.GiveForm(typed(request), kinds=_kinds())

    def do(said: dict[str, Any]) -> None:
        at = clock.now()
        until = forms.end_of_day(said["until"], timezone.localtime(at))
        operations.give_access(
            User.objects.get(username=said["account"]),
            kind=said["kind"],
            ref=said["ref"],
            until=until,
            reason=said["reason"],
            by=request.user,
            at=at,
        )

    page = _page(
        "Give somebody access for a time",
        "Give access",
        "They see it as if they took part in it: what is another organisation’s, only as far as an"
        " agreement lists. It ends by itself.",
        "Access is given.",
    )
    return form_page(request, form, page, do)


@login_required
def list_account(request: HttpRequest) -> HttpResponse:
    require(permissions.refusal_to_give_access(request.user, on=clock.today()))
    ring = list(Post.objects.exclude(role="").select_related("organisation").order_by("title"))
    form = forms.ListForm(typed(request), kinds=_kinds(), ring=ring)

    def do(said: dict[str, Any]) -> None:
        operations.put_on_list(
            User.objects.get(username=said["account"]),
            kind=said["kind"],
            ref=said["ref"],
            line=operations.ListingWritten(
                lets_in=said["lets_in"] == "yes",
                since=said["since"],
                until=said["until"],
                ring=next(post for post in ring if post.code == said["ring"]),
                reason=said["reason"],
            ),
            by=request.user,
            at=clock.now(),
        )

    page = _page(
        "Let somebody in, or shut them out",
        "Put them on the list",
        "Whoever is shut out sees nothing of it, whatever else they have, and is told whom to"
        " ring.",
        "They are on the list.",
    )
    return form_page(request, form, page, do)


@login_required
def end_access(request: HttpRequest, number: int) -> HttpResponse:
    grant = get_object_or_404(Grant.objects.defer("reason"), pk=number)
    thing = things.find(grant.kind, grant.ref)
    require(permissions.refusal_to_give_access(request.user, on=clock.today(), thing=thing))

    def do(said: dict[str, Any]) -> None:
        operations.end_access(grant, by=request.user, at=clock.now())

    page = _page("End this access", "End it", "It ends at once.", "It has ended.", kind="warning")
    return form_page(request, forms.NothingForm(typed(request)), page, do)


@login_required
def end_listing(request: HttpRequest, number: int) -> HttpResponse:
    listing = get_object_or_404(Listing.objects.defer("reason"), pk=number)
    thing = things.find(listing.kind, listing.ref)
    require(permissions.refusal_to_give_access(request.user, on=clock.today(), thing=thing))

    def do(said: dict[str, Any]) -> None:
        operations.take_off_list(listing, by=request.user, at=clock.now())

    page = _page(
        "Take them off the list", "Take them off", "It works at once.", "They are off the list."
    )
    return form_page(request, forms.NothingForm(typed(request)), page, do)


@login_required
def reason(request: HttpRequest, number: int) -> HttpResponse:
    at = clock.now()
    grant = operations.read_reason(number, by=request.user, at=at)
    if grant is None:
        raise Http404("There is no access of that number.")
    context = {
        "title": "Why it was opened" if grant.emergency else "Why access was given",
        "facts": presenters.grant_facts(grant, at),
        "reason": grant.reason,
        "crumbs": crumbs(WAY, ACCESS),
    }
    return render(request, "sharing/reason.html", context)


@login_required
def emergency(request: HttpRequest) -> HttpResponse:
    require(permissions.refusal_to_break_glass(request.user, on=clock.today()))
    form = forms.EmergencyForm(typed(request), kinds=_kinds())

    def do(said: dict[str, Any]) -> str:
        operations.break_glass(
            kind=said["kind"],
            ref=said["ref"],
            reason=said["reason"],
            by=request.user,
            at=clock.now(),
        )
        return things.href_of(said["kind"], said["ref"])

    page = FormPage(
        title="Open something in an emergency",
        button="Break the glass",
        back=reverse("sharing:agreements"),
        crumbs=crumbs(WAY),
        warning="The data protection officer is told at once, with your name.",
        lead=("It opens one thing, whole, for an hour. Use it when somebody may come to harm.",),
        kind="warning",
        leave="Open nothing",
        done="It is open to you for an hour. The data protection officer has been told.",
    )
    return form_page(request, form, page, do)


def _kinds() -> list[tuple[str, str]]:
    return [(kind.code, kind.words.capitalize()) for kind in things.kinds()]


def _page(title: str, button: str, lead: str, done: str, kind: str = "") -> FormPage:
    return FormPage(
        title=title,
        button=button,
        back=reverse("sharing:access"),
        crumbs=crumbs(WAY, ACCESS),
        lead=(lead,),
        kind=kind,
        done=done,
    )
