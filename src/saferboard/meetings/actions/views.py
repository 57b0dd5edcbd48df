"""
Pages of actions: one's own, a body's, one action; and the clerk's of matters arising.
"""

import datetime as dt
from collections.abc import Iterable
from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from saferboard.bodies.models import Body
from saferboard.bodies.permissions import refusal_to_read_log
from saferboard.domain.handling import Handling
from saferboard.domain.refusals import Refusal, Refused, require
from saferboard.domain.states import ActionState
from saferboard.letters.links import opens
from saferboard.meetings.actions import (
    forms,
    matters,
    operations,
    permissions,
    presenters,
    queries,
    threads,
)
from saferboard.meetings.actions.arranging import operations as arranging
from saferboard.meetings.actions.reporters import reporter
from saferboard.meetings.actions.telling import operations as telling
from saferboard.meetings.looking.operations import note_look, require_a_look
from saferboard.meetings.models import Matter, Meeting, Minute, MinuteAction
from saferboard.meetings.sight import actions_visible, minutes_visible
from saferboard.partners.models import Post
from saferboard.partners.permissions import is_partner
from saferboard.ui import clock
from saferboard.ui.crumbs import crumbs
from saferboard.ui.form_pages import FormPage, form_page, typed
from saferboard.ui.paging import A_PAGE, one_page
from saferboard.ui.words import counted, day, listed

HOME = ("Home", "home:front")
OWN = ("Your actions", "meetings:own-actions")


@login_required
@require_safe
def own(request: HttpRequest) -> HttpResponse:
    on = clock.today()
    posts = list(request.user.posts(on=on))
    mine = queries.of_posts(posts, on=on, among=actions_visible(request.user, on))
    titles = listed([post.title for post in posts])
    keeps = permissions.refusal_to_keep_actions(request.user, on=on) is None
    waiting = queries.to_settle(request.user, on=on) if keeps else []
    _note_list(request, "actions", [*one_page(mine, request).things, *waiting[:A_PAGE]])
    return render(
        request,
        "meetings/own_actions.html",
        {
            **_own(mine, request),
            **_to_settle(waiting),
            "posts": titles,
            "crumbs": crumbs(HOME),
        },
    )


def _note_list(request: HttpRequest, what: str, shown: Iterable[queries.ActionSeen]) -> None:
    """Leave one line of the actions of restricted bodies that a list shows, if any is."""
    restricted = [f"action {one.id}" for one in shown if Handling(one.handling).is_restricted]
    if restricted:
        note_look(what, None, user=request.user, at=clock.now(), shown=restricted)


def _own(mine: list[queries.ActionSeen], request: HttpRequest) -> dict[str, Any]:
    words = f"{counted(len(mine), 'action')} not done, the soonest due first"
    shown = one_page(mine, request)
    table = presenters.table(words, list(shown.things)) if mine else None
    return {"table": table, "pages": shown.ways}


def _to_settle(waiting: list[queries.ActionSeen]) -> dict[str, Any]:
    """Return what waits for the clerk: the first of them, since what is settled leaves the list."""
    if not waiting:
        return {}
    more = len(waiting) - A_PAGE
    return {
        "waiting": presenters.table("Waiting for you to decide", waiting[:A_PAGE]),
        "waiting_more": f"{counted(more, 'more action')} wait behind these." if more > 0 else "",
    }


@never_cache
@require_safe
def of_post(request: HttpRequest, code: str) -> HttpResponse:
    at = clock.now()
    if not opens(request, "actions", code, at=at):
        words = "This page opens with the link in a letter. If you have an account, sign in."
        raise Refused(Refusal("no-link", words))
    post = get_object_or_404(Post, code=code)
    mine = queries.of_posts([post], on=clock.today(), by_link=True)
    return render(
        request,
        "meetings/own_actions.html",
        {**_own(mine, request), "posts": post.title, "by_link": True, "crumbs": crumbs()},
    )


@require_safe
def of_body(request: HttpRequest, code: str) -> HttpResponse:
    on = clock.today()
    body = get_object_or_404(Body, code=code)
    refusal = refusal_to_read_log(request.user, body, on=on)
    if refusal is not None and Handling(body.handling).is_restricted:
        note_look(f"actions-of {code}", refusal, user=request.user, at=clock.now())
    require(refusal)
    done = request.GET.get("done") == "yes"
    page = request.GET.get("page", "")
    number = int(page) if page.isascii() and page.isdigit() and len(page) < 7 else 1
    found = queries.of_body(code, on=on, done=done, page=number)
    _note_list(request, f"actions-of {code}", found.actions)
    return render(
        request,
        "meetings/body_actions.html",
        {
            "shown": presenters.of_body(code, body.name, found, done=done),
            "crumbs": crumbs(("Board", "bodies:bodies"), (body.name, "bodies:body", code)),
        },
    )


@never_cache
@require_safe
def action(request: HttpRequest, pk: int) -> HttpResponse:
    at = clock.now()
    found, who = _action(request, pk, at)
    seen = queries.one(pk, on=clock.today())
    may_settle = permissions.refusal_to_settle(request.user, found, on=clock.today()) is None
    may_report = permissions.refusal_to_report(who, found, on=clock.today()) is None
    return render(
        request,
        "meetings/action.html",
        {
            "action": presenters.action_shown(seen, queries.steps(pk)),
            "may_report": may_report and seen.state is not ActionState.DONE,
            "may_settle": may_settle,
            "asked_until": queries.asked_until(pk)
            if seen.state is ActionState.MORE_TIME_ASKED
            else None,
            "crumbs": _crumbs(who),
        },
    )


def _crumbs(who):
    if who.link_post is not None:
        return crumbs(("Your actions", "meetings:actions-of-post", who.link_post.code))
    return crumbs(HOME, OWN)


def _action(request: HttpRequest, pk: int, at: dt.datetime):
    """
    Return an action that whoever asks may read, and who that is.

    :raises Http404: if there is none; `Refused` if it is not for them.
    """
    found = get_object_or_404(MinuteAction.objects.select_related("minute__meeting__body"), pk=pk)
    who = reporter(request, at=at)
    require_a_look(
        f"action {pk}",
        permissions.refusal_to_read(who, found, on=clock.today()),
        restricted=Handling(found.minute.meeting.body.handling).is_restricted,
        user=request.user,
        at=at,
    )
    return found, who


@never_cache
def report(request: HttpRequest, pk: int) -> HttpResponse:
    at = clock.now()
    found, who = _action(request, pk, at)
    require(permissions.refusal_to_report(who, found, on=clock.today()))
    seen = queries.one(pk, on=clock.today())

    def do(said: dict[str, Any]) -> None:
        match said["what"]:
            case forms.MORE_TIME:
                operations.ask_for_more_time(
                    found, until=said["until"], reason=said["text"], by=who, at=at
                )
            case forms.DONE:
                operations.report_done(found, said["text"], by=who, at=at)
            case _:
                operations.report_progress(found, said["text"], by=who, at=at)

    page = FormPage(
        title="Say how it stands",
        button="Send",
        back=reverse("meetings:action", args=[pk]),
        crumbs=_crumbs(who),
        caption=seen.what,
        lead=(f"Due: {presenters.due(seen)}.",),
        done="What you said is kept.",
    )
    return form_page(request, forms.ReportForm(typed(request)), page, do)


@login_required
def settle(request: HttpRequest, pk: int) -> HttpResponse:
    at = clock.now()
    found, who = _action(request, pk, at)
    require(permissions.refusal_to_settle(request.user, found, on=clock.today()))
    seen = queries.one(pk, on=clock.today())

    def do(said: dict[str, Any]) -> None:
        text, by = said["text"], request.user
        match said["what"]:
            case forms.CONFIRM:
                operations.confirm_done(found, text, by=by, at=at)
            case forms.CHANGE:
                operations.change_date(found, until=said["until"], reason=text, by=by, at=at)
            case forms.REFUSE:
                operations.refuse_more_time(found, text, by=by, at=at)
            case _:
                operations.open_again(found, text, by=by, at=at)

    asked = queries.asked_until(pk) if seen.state is ActionState.MORE_TIME_ASKED else None
    lead = [f"Owner: {presenters.owners(seen)}. Due: {presenters.due(seen)}."]
    lead += [f"Its owner asks for time until {day(asked)}."] if asked else []
    page = FormPage(
        title="Settle this action",
        button="Keep this",
        back=reverse("meetings:action", args=[pk]),
        crumbs=_crumbs(who),
        caption=seen.what,
        lead=tuple(lead),
        done="What you decided is kept.",
    )
    first = {"until": asked} if asked else {}
    form = forms.SettleForm(typed(request), state=seen.state, initial=first)
    return form_page(request, form, page, do)


@require_POST
def send(request: HttpRequest, code: str) -> HttpResponse:
    meeting = get_object_or_404(Meeting.objects.select_related("body"), code=code)
    try:
        done = telling.send_actions(meeting, by=request.user, at=clock.now())
    except Refused as refused:
        if refused.refusal.code in ("signed-out", "not-your-post"):
            raise
        messages.error(request, str(refused))
    else:
        messages.success(request, presenters.sent_words(done))
    return redirect("meetings:body-actions", code=meeting.body.code)


@login_required
@require_safe
def arising(request: HttpRequest, code: str) -> HttpResponse:
    meeting = _for_clerk(request, code)
    found = matters.arranged(meeting, on=clock.today())
    refusal = arranging.refusal_to_arrange(meeting)
    return render(
        request,
        "meetings/matters.html",
        {
            "meeting": meeting,
            "shown": presenters.matters_shown(code, found, may_change=refusal is None),
            "why_not": str(refusal) if refusal else "",
            "crumbs": _meeting_crumbs(meeting),
        },
    )


def _for_clerk(request: HttpRequest, code: str) -> Meeting:
    """Return a meeting whose matters arising are for whoever asks to arrange."""
    require(permissions.refusal_to_keep_actions(request.user, on=clock.today()))
    visible = Body.objects.visible_to(request.user, on=clock.today())
    found = get_object_or_404(
        Meeting.objects.select_related("body").filter(body__in=visible), code=code
    )
    _note_minutes(request, "matters-arising", found)
    return found


def _note_minutes(request: HttpRequest, what: str, meeting: Meeting, number: str = "") -> None:
    """Leave a line of a look at what comes of a restricted body's minutes."""
    require_a_look(
        f"{what} {number + ' of ' if number else ''}{meeting.code}",
        None,
        restricted=Handling(meeting.body.handling).is_restricted,
        user=request.user,
        at=clock.now(),
    )


def _meeting_crumbs(meeting: Meeting, *more):
    return crumbs(
        ("Meetings", "meetings:meetings"),
        (f"Meeting of {_day_of(meeting)}", "meetings:meeting", meeting.code),
        *more,
    )


@require_POST
def make(request: HttpRequest, code: str) -> HttpResponse:
    meeting = _for_clerk(request, code)
    try:
        rows = arranging.make_report(meeting, by=request.user, at=clock.now())
    except Refused as refused:
        messages.error(request, str(refused))
    else:
        messages.success(request, f"The report was made: {counted(rows, 'matter')}.")
    return redirect("meetings:matters-arising", code=code)


@login_required
def matter(request: HttpRequest, code: str, minute: int) -> HttpResponse:
    meeting = _for_clerk(request, code)
    found = get_object_or_404(
        Minute.objects.select_related("meeting"), pk=minute, meeting__body=meeting.body_id
    )
    at, by = clock.now(), request.user
    row = meeting.matters.filter(minute=found).first()
    back = matters.what_comes_back(meeting, on=clock.today())
    one = next((o for o in back if o.minute_id == found.pk), None)
    if row is None and one is None:
        raise Http404("That minute does not come back to this meeting.")

    def do(said: dict[str, Any]) -> None:
        if said["what"] == "leave-out":
            arranging.leave_out(meeting, found, said["reason"], by=by, at=at)
        else:
            words = {"matter": said["matter"], "update": said["update"]}
            arranging.put_in_words(meeting, found, **words, by=by, at=at)

    refusal = arranging.refusal_to_arrange(meeting)
    page = FormPage(
        title=f"Minute {found.number}: {found.title}",
        button="Keep this",
        back=reverse("meetings:matters-arising", args=[code]),
        crumbs=_meeting_crumbs(meeting, ("Matters arising", "meetings:matters-arising", code)),
        caption=f"Of {_day_of(found.meeting)}, coming back on {_day_of(meeting)}",
        warning=str(refusal) if refusal else "",
        done="What you decided is kept. Make the report again to have it in.",
    )
    return form_page(request, forms.MatterForm(typed(request), initial=_first(row, one)), page, do)


def _first(row: Matter | None, one: matters.Returning | None) -> dict[str, str]:
    said = row if row is not None else one
    left_out = one.left_out if one is not None and row is None else ""
    return {
        "what": "leave-out" if left_out else "keep",
        "matter": said.matter,
        "update": said.update,
        "reason": left_out,
    }


@require_safe
def history(request: HttpRequest, code: str, number: str) -> HttpResponse:
    on = clock.today()
    found = get_object_or_404(
        minutes_visible(request.user, on).select_related("meeting__body"),
        meeting__code=code,
        number=number,
    )
    _note_minutes(request, "minute", found.meeting, number)
    partner = is_partner(request.user, on=on)
    told = threads.history(found, seen_by=request.user, on=on)
    return render(
        request,
        "meetings/history.html",
        {
            "title": found.title,
            "body": found.meeting.body.name,
            "told": presenters.history_shown(told, partner=partner),
            "crumbs": crumbs(
                ("Meetings", "meetings:meetings"),
                (f"Minutes of {_day_of(found.meeting)}", "meetings:minutes", code),
            ),
        },
    )


def _day_of(meeting: Meeting) -> str:
    return day(timezone.localtime(meeting.starts))
