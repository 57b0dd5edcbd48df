from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from saferboard.meetings.issuing import queries as issuing
from saferboard.meetings.presenters import title
from saferboard.meetings.views import readable, sees_exempt
from saferboard.packs.revised import presenters, queries
from saferboard.ui.crumbs import crumbs


def figures(request: HttpRequest, code: str) -> HttpResponse:
    meeting = readable(request, code)
    packs = issuing.packs(code, issued_only=True, full=sees_exempt(request, meeting))
    way = crumbs(
        ("Meetings", "meetings:meetings"), (title(meeting), "meetings:meeting", meeting.code)
    )
    shown = presenters.shown(queries.packs_beside(packs))
    return render(
        request,
        "packs/figures.html",
        {"packs": shown, "meeting": title(meeting), "crumbs": way},
    )
