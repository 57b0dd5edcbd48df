"""
Pages of a body's year, and those on which a meeting is called, moved, put off or cancelled.
"""

import datetime as dt

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_POST

from saferboard.bodies.models import NOT_STATED, Body
from saferboard.domain.refusals import Refused, require
from saferboard.domain.rhythms import label_of, year_of
from saferboard.domain.states import MEETING_MOVES, MeetingState
from saferboard.meetings.calendars import forms, presenters, years
from saferboard.meetings.calendars.changing import operations as changing
from saferboard.meetings.calendars.planning import operations as planning
from saferboard.meetings.models import Meeting, PlannedDay
from saferboard.partners.models import Post, User
from saferboard.ui import clock
from saferboard.ui.crumbs import crumbs
from saferboard.ui.form_pages import FormPage, form_page, typed

MEETINGS, YEAR = ("Meetings", "meetings:meetings"), ("The year", "meetings:year")


def year_asked(request: HttpRequest) -> int:
    """Return the year, from April, that a page is asked for; this one where none is."""
    asked = request.GET.get("year", "")
    if asked.isascii() and asked.isdigit() and len(asked) == len("2022"):
        return min(max(int(asked), planning.EARLIEST_YEAR), planning.LATEST_YEAR)
    return year_of(clock.today())


def year(request: HttpRequest) -> HttpResponse:
    """Every body's year: what was to be held, and what was."""
    which = year_asked(request)
    found = years.years(which, request.user, on=clock.today())
    page = {
        "table": presenters.years_table(found, which) if found else None,
        "label": label_of(which),
        "around": presenters.around(which, reverse("meetings:year")),
        "crumbs": crumbs(MEETINGS),
    }
    return render(request, "meetings/year.html", page)


def year_of_body(request: HttpRequest, code: str) -> HttpResponse:
    """One body's year, day by day."""
    body, on, which = _body(request, code), clock.today(), year_asked(request)
    seen = years.year_of_body(body, which, request.user, on=on)
    may_plan = planning.refusal_to_plan(request.user, body, on=on) is None
    page = {
        "page": presenters.year_shown(seen, may_plan=may_plan, on=on),
        "around": presenters.around(which, reverse("meetings:year-of-body", args=[code])),
        "body_href": reverse("bodies:body", args=[code]),
        "code": code,
        "crumbs": crumbs(MEETINGS, YEAR),
    }
    return render(request, "meetings/year_of_body.html", page)


def _body(request: HttpRequest, code: str) -> Body:
    seen = Body.objects.visible_to(request.user, on=clock.today())
    return get_object_or_404(seen, code=code)


def _planned(request: HttpRequest, code: str) -> Body:
    body = _body(request, code)
    require(planning.refusal_to_plan(request.user, body, on=clock.today()))
    return body


def _page(body: Body, title: str, button: str, **more) -> FormPage:
    return FormPage(
        title,
        button,
        reverse("meetings:year-of-body", args=[body.code]),
        crumbs(MEETINGS, YEAR, (body.name, "meetings:year-of-body", body.code)),
        caption=body.name,
        **more,
    )


@login_required
def plan_year(request: HttpRequest, code: str) -> HttpResponse:
    """Plan the days that follow from a body's rhythm."""
    body = _planned(request, code)
    form = forms.YearForm(typed(request))

    def do(given: dict) -> str:
        planning.plan_year(body, **given, by=request.user, at=clock.now())
        address = reverse("meetings:year-of-body", args=[code])
        return f"{address}?year={year_of(given['first'])}"

    lead = (f"It meets {body.recurs.label.lower()}. A day with a warning is marked in the list.",)
    return form_page(request, form, _page(body, "Plan a year", "Plan it", lead=lead), do)


@login_required
def plan_day(request: HttpRequest, code: str) -> HttpResponse:
    """Plan a single day."""
    body = _planned(request, code)
    form = forms.DayForm(typed(request), body=body, user=request.user)

    def do(given: dict) -> None:
        planning.plan_day(
            body,
            given["day"],
            starts=given["starts"],
            said=given["said"],
            by=request.user,
            at=clock.now(),
        )

    page = _page(body, "Plan a day", "Plan it", done="The day is planned.")
    return form_page(request, form, page, do)


@login_required
def count_days(request: HttpRequest, code: str) -> HttpResponse:
    """Note how often it was held, where a paper counts and gives no days."""
    body = _planned(request, code)
    form = forms.CountForm(typed(request))

    def do(given: dict) -> None:
        planning.count_days(body, **given, by=request.user, at=clock.now())

    page = _page(body, "How often it was held in a quarter", "Keep it", done="It is kept.")
    return form_page(request, form, page, do)


@login_required
def move_day(request: HttpRequest, code: str, day: str) -> HttpResponse:
    """Move a planned day."""
    body = _planned(request, code)
    planned = _day(body, day)
    form = forms.MoveDayForm(typed(request), body=body, user=request.user)

    def do(given: dict) -> None:
        planning.move_day(planned, given["day"], by=request.user, at=clock.now())

    page = _page(body, f"Move {planned.day:%-d %B %Y}", "Move it", done="The day is moved.")
    return form_page(request, form, page, do)


def _day(body: Body, day: str) -> PlannedDay:
    return get_object_or_404(
        PlannedDay.objects.select_related("body"), body=body, day=forms.day_in(day)
    )


def _on_day(operation, done: str):
    """A button beside a planned day: one operation, and back."""

    @require_POST
    @login_required
    def view(request: HttpRequest, code: str, day: str) -> HttpResponse:
        body = _planned(request, code)
        try:
            operation(_day(body, day), by=request.user, at=clock.now())
        except Refused as refused:
            messages.error(request, str(refused))
        else:
            messages.success(request, done)
        return redirect("meetings:year-of-body", code=code)

    return view


cancel_day = _on_day(planning.cancel_day, "The day is cancelled.")
note_day = _on_day(planning.note_day_held, "It is noted as held.")


@login_required
def call(request: HttpRequest, code: str) -> HttpResponse:
    """Call a meeting, from a planned day or on any other, with the seats summoned."""
    body = _planned(request, code)
    wanted = forms.day_in(request.GET.get("day", ""))
    planned = PlannedDay.objects.filter(body=body, day=wanted, state="PLANNED").first()
    now = {"day": wanted, "starts": planned.at if planned else None}
    form = forms.CallForm(typed(request), body=body, user=request.user, initial=now)

    def do(given: dict) -> str:
        on_day = PlannedDay.objects.filter(body=body, day=given["day"], state="PLANNED").first()
        called = planning.call_from_seats(
            body,
            _moment(given),
            place=given["place"],
            contact=get_object_or_404(Post, code=given["contact"]) if given["contact"] else None,
            planned=on_day,
            by=request.user,
            at=clock.now(),
        )
        return reverse("meetings:meeting", args=[called.code])

    lead = ("The posts that have a seat are summoned, under the names of whoever holds them.",)
    page = _page(body, "Call a meeting", "Call it", lead=lead, done="The meeting is called.")
    return form_page(request, form, page, do)


def _moment(given: dict) -> dt.datetime:
    """The day and time typed, in London."""
    return timezone.make_aware(dt.datetime.combine(given["day"], given["starts"]))


def _meeting(request: HttpRequest, code: str) -> Meeting:
    found = Meeting.objects.select_related("body").filter(code=code).first()
    if found is None:
        raise Http404("There is no meeting on that day.")
    require(planning.refusal_to_plan(request.user, found.body, on=clock.today()))
    return found


def changes_of(user: User, code: str, *, partner: bool) -> dict:
    """Return what a meeting's page says of its changes, and whether they may be made."""
    meeting = Meeting.objects.select_related("body").get(code=code)
    may_plan = planning.refusal_to_plan(user, meeting.body, on=clock.today()) is None
    moves = MEETING_MOVES[MeetingState(meeting.state)]
    return {
        "changes": presenters.changes_table(years.changes(code), partner=partner),
        "may_plan": may_plan and bool(moves),
        "may_place": may_plan and meeting.state != MeetingState.CANCELLED,
        "may_confirm": MeetingState.CONFIRMED in moves,
        "may_postpone": MeetingState.POSTPONED in moves,
    }


def _change_page(meeting: Meeting, title: str, button: str, done: str) -> FormPage:
    starts = timezone.localtime(meeting.starts)
    return FormPage(
        title,
        button,
        reverse("meetings:meeting", args=[meeting.code]),
        crumbs(MEETINGS, (f"Meeting of {starts:%-d %B %Y}", "meetings:meeting", meeting.code)),
        caption=meeting.body.name,
        lead=("What it was, why it changed and by whom is kept, and shown with the meeting.",),
        done=done,
    )


@login_required
def move_meeting(request: HttpRequest, code: str) -> HttpResponse:
    """Move a meeting to another time."""
    meeting = _meeting(request, code)
    starts = timezone.localtime(meeting.starts)
    form = forms.MoveForm(
        typed(request),
        body=meeting.body,
        user=request.user,
        initial={"day": starts.date(), "starts": starts.time()},
    )

    def do(given: dict) -> None:
        changing.move_meeting(
            meeting, _moment(given), reason=given["reason"], by=request.user, at=clock.now()
        )

    page = _change_page(meeting, "Move the meeting", "Move it", "The meeting is moved.")
    return form_page(request, form, page, do)


@login_required
def place_meeting(request: HttpRequest, code: str) -> HttpResponse:
    """Say where a meeting is held."""
    meeting = _meeting(request, code)
    now = "" if meeting.place == NOT_STATED else meeting.place
    form = forms.PlaceForm(typed(request), initial={"place": now})

    def do(given: dict) -> None:
        changing.place_meeting(meeting, **given, by=request.user, at=clock.now())

    page = _change_page(meeting, "Where it is held", "Keep it", "The place is kept.")
    return form_page(request, form, page, do)


@login_required
def postpone(request: HttpRequest, code: str) -> HttpResponse:
    """Put a meeting off without a new day."""
    meeting = _meeting(request, code)
    form = forms.ReasonForm(typed(request))

    def do(given: dict) -> None:
        changing.postpone_meeting(meeting, **given, by=request.user, at=clock.now())

    page = _change_page(meeting, "Put the meeting off", "Put it off", "The meeting is put off.")
    return form_page(request, form, page, do)


@login_required
def cancel(request: HttpRequest, code: str) -> HttpResponse:
    """Cancel a meeting."""
    meeting = _meeting(request, code)
    form = forms.ReasonForm(typed(request))

    def do(given: dict) -> None:
        changing.cancel_meeting(meeting, **given, by=request.user, at=clock.now())

    page = _change_page(meeting, "Cancel the meeting", "Cancel it", "The meeting is cancelled.")
    return form_page(request, form, page, do)


@require_POST
@login_required
def confirm(request: HttpRequest, code: str) -> HttpResponse:
    """Confirm a proposed meeting."""
    meeting = _meeting(request, code)
    try:
        changing.confirm_meeting(meeting, by=request.user, at=clock.now())
    except Refused as refused:
        messages.error(request, str(refused))
    else:
        messages.success(request, "The meeting is confirmed.")
    return redirect("meetings:meeting", code=code)
