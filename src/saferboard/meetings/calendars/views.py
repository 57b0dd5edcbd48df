"""
Calendars to follow, and the page where a person gets the address of their own.
"""

from django.conf import settings
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_variables
from django.views.decorators.http import require_POST, require_safe

from saferboard.meetings.calendars import operations, queries
from saferboard.meetings.calendars.icalendar import calendar
from saferboard.ui import clock
from saferboard.ui.crumbs import crumbs
from saferboard.ui.words import day


@require_safe
def body_feed(request: HttpRequest, code: str) -> HttpResponse:
    found = queries.of_body(code)
    if found is None:
        raise Http404("There is no calendar of that name.")
    return _sent(calendar(found[0], found[1], at=clock.now()))


@never_cache
@sensitive_variables("token")
@require_safe
def own_feed(request: HttpRequest, token: str) -> HttpResponse:
    user = queries.whose(token)
    if user is None:
        raise Http404("There is no calendar at this address. It may have been given another.")
    events = queries.of_person(user, on=clock.today())
    return _sent(calendar(settings.SAFERBOARD_SITE["name"], events, at=clock.now()))


def _sent(content: bytes) -> HttpResponse:
    response = HttpResponse(content, content_type="text/calendar; charset=utf-8")
    response.headers["Referrer-Policy"] = "no-referrer"
    return response


@login_required
@require_safe
def own(request: HttpRequest) -> HttpResponse:
    return _page(request)


@login_required
@require_POST
def renew(request: HttpRequest) -> HttpResponse:
    return _page(request, operations.renew_calendar(request.user, at=clock.now()))


@never_cache
def _page(request: HttpRequest, address: str = "") -> HttpResponse:
    made = queries.made_at(request.user)
    return render(
        request,
        "meetings/calendar.html",
        {
            "address": address,
            "made": day(timezone.localtime(made)) if made else "",
            "crumbs": crumbs(("Home", "home:front")),
        },
    )
