"""
Pages about meetings.
"""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_POST

from saferboard.bodies.permissions import reads_for
from saferboard.domain.handling import Handling
from saferboard.domain.refusals import Refused, require
from saferboard.domain.states import PackState
from saferboard.letters.links import opens
from saferboard.measures.editing import Editable, edit
from saferboard.meetings import operations, permissions, presenters, queries
from saferboard.meetings.actions.telling.operations import may_send
from saferboard.meetings.agendas import pages
from saferboard.meetings.agendas.clocks import clocks_of
from saferboard.meetings.calendars.planned import changes_of
from saferboard.meetings.circulation.operations import circulate_papers
from saferboard.meetings.issuing import queries as issuing
from saferboard.meetings.looking.operations import require_a_look
from saferboard.meetings.models import Document, Meeting
from saferboard.meetings.queries import MeetingSeen
from saferboard.meetings.taking.permissions import (
    may_take_minutes,
    refusal_to_minute,
    refusal_to_read_minutes,
    refusal_to_take,
)
from saferboard.meetings.taking.reading import may_do, minutes_shown
from saferboard.partners.permissions import is_partner
from saferboard.ui import clock
from saferboard.ui.crumbs import crumbs
from saferboard.ui.paging import span
from saferboard.ui.words import counted


def meetings(request: HttpRequest) -> HttpResponse:
    user, on = request.user, clock.today()
    found = span(queries.count_meetings(seen_by=user, on=on), request)
    shown = queries.meetings(seen_by=user, on=on, part=slice(found.first, found.last))
    context = {
        "table": presenters.meetings_table(shown, partner=is_partner(user, on=on)),
        "pages": found.ways(request.path),
        "may_bring": may_take_minutes(user, on=on),
        "crumbs": crumbs(),
    }
    return render(request, "meetings/meetings.html", context)


def meeting(request: HttpRequest, code: str) -> HttpResponse:
    found = readable(request, code)
    partner = is_partner(request.user, on=clock.today())
    drafts, exempt = sees_drafts(request, found), sees_exempt(request, found)
    packs = issuing.packs(code, issued_only=not drafts, full=exempt)
    found = issuing.marked(found) if drafts else issuing.as_issued(found)
    may_bind = permissions.refusal_to_bind(request.user, on=clock.today())
    may_write = permissions.refusal_to_write(request.user, on=clock.today())
    return render(
        request,
        "meetings/meeting.html",
        {
            "meeting": presenters.shown(
                found,
                packs,
                may_write=may_write is None,
                sees_drafts=drafts,
                sees_exempt=exempt,
            ),
            "was_issued": any(one.state is PackState.ISSUED for one in packs),
            "may_bind": may_bind is None,
            "lacking": pages.lacking_of(code, packs) if may_bind is None else [],
            "may_circulate": may_bind is None and permissions.may_circulate(code),
            "may_send": may_bind is None and may_send(code),
            "by_link": not partner and came_by_link(request, code),
            "partner": partner,
            "minutes_hrefs": minutes_hrefs(request, code),
            **changes_of(request.user, code, partner=partner),
            "clocks": clocks_of(found, on=clock.today(), has_minutes=pages.has_minutes(code)),
            **pages.ways_in(request.user, code, on=clock.today()),
            "crumbs": crumbs(("Meetings", "meetings:meetings")),
        },
    )


def minutes_hrefs(request: HttpRequest, code: str) -> dict[str, str]:
    """Return where a meeting's minutes are read and taken, for whoever may."""
    held = Meeting.objects.select_related("body").get(code=code)
    user, on = request.user, clock.today()
    found = {}
    if held.minutes.exists() and refusal_to_read_minutes(user, held, on=on) is None:
        found["read"] = reverse("meetings:minutes", args=[code])
    if refusal_to_take(user, held, on=on) is None and refusal_to_minute(held) is None:
        found["take"] = reverse("meetings:take", args=[code])
    return found


def minutes(request: HttpRequest, code: str) -> HttpResponse:
    found = queries.minutes(code)
    if found is None or not found.minutes:
        raise Http404("There are no minutes of that meeting.")
    meeting = Meeting.objects.select_related("body").get(code=code)
    require_to_read_minutes(request, meeting)
    may = may_do(request.user, meeting, found.state)
    noted = dict(meeting.minutes.values_list("number", "pk")) if may.take else {}
    return render(
        request,
        "meetings/minutes.html",
        {
            "minutes": minutes_shown(found, notes_of=noted),
            "code": code,
            "may": may,
            "crumbs": crumbs(("Meetings", "meetings:meetings")),
        },
    )


def require_to_read_minutes(request: HttpRequest, meeting: Meeting) -> None:
    """Stop whoever may not read a meeting's minutes; of a restricted body, leave a line."""
    require_a_look(
        f"minutes {meeting.code}",
        refusal_to_read_minutes(request.user, meeting, on=clock.today()),
        restricted=Handling(meeting.body.handling).is_restricted,
        user=request.user,
        at=clock.now(),
    )


def require_exempt(request: HttpRequest, meeting: MeetingSeen, what: str) -> None:
    """Stop whoever may not read what is exempt of a meeting, and leave a line of the look."""
    require_a_look(
        f"{what} of {meeting.code}",
        permissions.refusal_to_read_exempt(request.user, meeting, on=clock.today()),
        restricted=True,
        user=request.user,
        at=clock.now(),
    )


@login_required
def edit_document(request: HttpRequest, code: str, number: str) -> HttpResponse:
    meeting = readable(request, code)
    require(permissions.refusal_to_write(request.user, on=clock.today()))
    held = get_object_or_404(
        Document.objects.select_related("item__meeting"),
        item__meeting__code=code,
        item__number=number,
    )
    return edit(
        request,
        Editable(
            title=f"Item {number}: {held.title}",
            held=queries.documents(code)[number].texts,
            keep=lambda texts: operations.rewrite_document(
                held, texts, by=request.user, at=clock.now()
            ),
            back=reverse("packs:paper", args=[code, number]),
            crumbs=crumbs(
                ("Meetings", "meetings:meetings"),
                (presenters.title(meeting), "meetings:meeting", code),
            ),
        ),
    )


def readable(request: HttpRequest, code: str) -> MeetingSeen:
    """
    Return the meeting asked for.

    :raises Http404: if there is none; :raises Refused: if this person may not read it yet.
    """
    found = queries.meeting(code)
    if found is None:
        raise Http404("There is no meeting on that day.")
    refusal = permissions.refusal_to_read(request.user, found, on=clock.today())
    if refusal and came_by_link(request, code):
        return found
    require_a_look(
        f"meeting {code}",
        refusal,
        restricted=found.handling.is_restricted,
        user=request.user,
        at=clock.now(),
    )
    return found


def sees_drafts(request: HttpRequest, meeting: MeetingSeen) -> bool:
    """Return whether whoever may read a meeting may also read its pack before it is issued."""
    on = clock.today()
    return (
        is_partner(request.user, on=on)
        or came_by_link(request, meeting.code)
        or reads_for(request.user, meeting.body_code, on=on)
    )


def sees_exempt(request: HttpRequest, meeting: MeetingSeen) -> bool:
    """Return whether whoever asks may read a meeting's exempt papers; no link opens those."""
    return permissions.refusal_to_read_exempt(request.user, meeting, on=clock.today()) is None


def came_by_link(request: HttpRequest, code: str) -> bool:
    """Return whether this browser opened the meeting's papers with the link in a letter."""
    return opens(request, "papers", code, at=clock.now())


@require_POST
def circulate(request: HttpRequest, code: str) -> HttpResponse:
    require(permissions.refusal_to_bind(request.user, on=clock.today()))
    meeting = get_object_or_404(Meeting.objects.select_related("body"), code=code)
    try:
        count = circulate_papers(meeting, by=request.user, at=clock.now())
    except Refused as refused:
        messages.error(request, str(refused))
    else:
        messages.success(request, f"{counted(count, 'letter')} put in the outbox.")
    return redirect("meetings:meeting", code=code)
