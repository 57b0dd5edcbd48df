"""
Pages about meetings.
"""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render

from saferboard.domain.refusals import require
from saferboard.meetings import permissions, presenters, queries
from saferboard.meetings.queries import MeetingSeen
from saferboard.ui import clock
from saferboard.ui.crumbs import crumbs


def meetings(request: HttpRequest) -> HttpResponse:
    table = presenters.meetings_table(queries.meetings())
    return render(request, "meetings/meetings.html", {"table": table, "crumbs": crumbs()})


def meeting(request: HttpRequest, code: str) -> HttpResponse:
    found = readable(request, code)
    pack = queries.pack(code, issued_only=not request.user.is_authenticated)
    may_bind = permissions.refusal_to_bind(request.user, on=clock.today())
    return render(
        request,
        "meetings/meeting.html",
        {
            "meeting": presenters.shown(found, pack),
            "may_bind": may_bind is None,
            "crumbs": crumbs(("Meetings", "meetings:meetings")),
        },
    )


def minutes(request: HttpRequest, code: str) -> HttpResponse:
    found = queries.minutes(code)
    if found is None or not found.minutes:
        raise Http404("There are no minutes of that meeting.")
    return render(
        request,
        "meetings/minutes.html",
        {
            "minutes": presenters.minutes_shown(found),
            "crumbs": crumbs(("Meetings", "meetings:meetings")),
        },
    )


def readable(request: HttpRequest, code: str) -> MeetingSeen:
    """
    Return the meeting asked for.

    :raises Http404: if there is none; :raises Refused: if this person may not read it yet.
    """
    found = queries.meeting(code)
    if found is None:
        raise Http404("There is no meeting on that day.")
    require(permissions.refusal_to_read(request.user, found, on=clock.today()))
    return found
