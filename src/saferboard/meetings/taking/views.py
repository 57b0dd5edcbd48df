"""
Pages on which minutes are taken.  Each works without a script; with one, words are saved as
they are typed, and the same addresses answer the script in JSON.
"""

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_POST

from saferboard.domain.minuting import MinutesState
from saferboard.domain.refusals import Refusal, Refused, require
from saferboard.meetings.attending.operations import (
    leads_absent,
    lines_now,
    mark_attendance,
    roster,
)
from saferboard.meetings.models import Meeting, Minute
from saferboard.meetings.taking import forms, operations, presenters, queries
from saferboard.meetings.taking.owning import owners_to_look_at
from saferboard.meetings.taking.permissions import refusal_to_minute, refusal_to_take
from saferboard.meetings.taking.quorum import quorum_now
from saferboard.meetings.taking.typed import MinuteTyped
from saferboard.papers.dates import times_in
from saferboard.partners.models import Post
from saferboard.ui import clock
from saferboard.ui.words import hour

JSON = "application/json"
SEEN_BOTH = 409
TYPING = "#id_discussion"
"""The status of a page that shows both of two texts: what was sent was not made the minute."""


def taken(request: HttpRequest, code: str) -> Meeting:
    """
    Return the meeting of a code, for whoever may take its minutes.

    :raises Refused: if it is not theirs to do.
    """
    meeting = get_object_or_404(Meeting.objects.select_related("body"), code=code)
    require(refusal_to_take(request.user, meeting, on=clock.today()))
    return meeting


def minute_of(request: HttpRequest, code: str, pk: int) -> Minute:
    meeting = taken(request, code)
    minute = get_object_or_404(Minute.objects.select_related("item"), meeting=meeting, pk=pk)
    minute.meeting = meeting
    return minute


def _wants_json(request: HttpRequest) -> bool:
    return request.headers.get("Accept") == JSON


@login_required
def take(request: HttpRequest, code: str) -> HttpResponse:
    meeting = taken(request, code)
    book = queries.book_of(meeting)
    minutes = queries.typing(meeting, at=clock.now()) if book else []
    state = MinutesState(book.state) if book else None
    first = operations.number_before(meeting) + 1
    return render(
        request,
        "meetings/taking/take.html",
        {
            "meeting": meeting,
            "title": "Minutes being taken",
            "book": book,
            "state": presenters.state_tag(state) if state else None,
            "is_open": state is MinutesState.TAKING,
            "may_reopen": state in (MinutesState.DRAFT, MinutesState.CHECKED),
            "first": first,
            "cannot": str(refusal_to_minute(meeting) or ""),
            "begin_words": presenters.begin_words(meeting, book, first),
            "table": presenters.overview_table(meeting, minutes),
            "minutes": minutes,
            "quorum": quorum_now(meeting),
            "absent": presenters.absent_words(leads_absent(meeting)),
            "owners": presenters.owners_shown(meeting, owners_to_look_at(meeting)),
            "crumbs": presenters.way(meeting, taking=False),
        },
    )


def _done(request: HttpRequest, code: str, do: Callable[[Meeting], Any], said: str) -> HttpResponse:
    """Do something to a meeting's minutes, say what came of it, and show them."""
    meeting = taken(request, code)
    try:
        do(meeting)
    except Refused as refused:
        messages.error(request, str(refused))
    else:
        messages.success(request, said)
    return redirect("meetings:take", code=code)


@require_POST
def begin(request: HttpRequest, code: str) -> HttpResponse:
    first = forms.whole(request.POST.get("first"))
    return _done(
        request,
        code,
        lambda meeting: operations.begin_minutes(
            meeting, first_number=min(first, 99_999) or None, by=request.user, at=clock.now()
        ),
        "The minutes are begun.",
    )


@require_POST
def number(request: HttpRequest, code: str) -> HttpResponse:
    first = min(forms.whole(request.POST.get("first")), 99_999)
    return _done(
        request,
        code,
        lambda meeting: operations.number_from(
            meeting, max(first, 1), by=request.user, at=clock.now()
        ),
        "The minutes are numbered anew.",
    )


@require_POST
def add(request: HttpRequest, code: str) -> HttpResponse:
    return _done(
        request,
        code,
        lambda meeting: operations.add_minute(
            meeting,
            forms.plain(request.POST.get("title", "")),
            after=forms.whole(request.POST.get("after")),
            by=request.user,
            at=clock.now(),
        ),
        "The minute is added, and those after it are numbered on.",
    )


@require_POST
def leave_out(request: HttpRequest, code: str, pk: int) -> HttpResponse:
    minute = Minute.objects.filter(meeting=taken(request, code), pk=pk).first()
    if minute is None:  # the other typist was quicker
        messages.error(request, "That minute is left out already.")
        return redirect("meetings:take", code=code)
    return _done(
        request,
        code,
        lambda meeting: operations.leave_out(minute, by=request.user, at=clock.now()),
        "The minute is left out, and those after it are numbered on.",
    )


@require_POST
def close(request: HttpRequest, code: str) -> HttpResponse:
    typed = request.POST.get("ended", "").strip()
    times = times_in(typed)

    def closed(meeting: Meeting) -> None:
        if typed and len(times) != 1:
            raise Refused(Refusal("no-time", "Ended: write a time as 11.45."))
        ended = times[0] if times else None
        operations.close_minutes(meeting, ended=ended, by=request.user, at=clock.now())

    return _done(
        request,
        code,
        closed,
        "The minutes are a draft now. Have them checked before they go to the next meeting.",
    )


@require_POST
def reopen(request: HttpRequest, code: str) -> HttpResponse:
    return _done(
        request,
        code,
        lambda meeting: operations.reopen_minutes(meeting, by=request.user, at=clock.now()),
        "The minutes are open again.",
    )


@login_required
def minute(request: HttpRequest, code: str, pk: int) -> HttpResponse:
    held = minute_of(request, code, pk)
    if request.method == "POST":
        return _save(request, held)
    seen = queries.to_type(held, user=request.user.pk, at=clock.now())
    aside = next((d for d in seen.aside if str(d.id) == request.GET.get("aside")), None)
    typed = aside.typed if aside else seen.typed
    return _minute_page(request, held, typed, settles=aside.id if aside else 0, both=bool(aside))


def _save(request: HttpRequest, held: Minute) -> HttpResponse:
    typed = forms.minute_typed(request.POST)
    saved = operations.save_minute(
        held,
        typed,
        base=forms.whole(request.POST.get("version")),
        settles=forms.whole(request.POST.get("settles")),
        by=request.user,
        at=clock.now(),
    )
    if _wants_json(request):
        return JsonResponse(
            {
                "kept": saved.kept,
                "version": saved.version,
                "said": f"Saved {hour(clock.now())}" if saved.kept else _not_kept(held.meeting),
                "faults": [fault.words for fault in saved.faults],
            }
        )
    held.refresh_from_db(fields=["version"])
    if not saved.kept:
        return _minute_page(request, held, typed, settles=saved.draft, both=True, status=SEEN_BOTH)
    if saved.faults:
        messages.warning(request, "Your words are kept. Put right what is marked.")
        return _minute_page(request, held, typed, status=400)
    return redirect(_onward(request, held))


BOTH_WAIT = (
    "Somebody else has saved this minute since you opened it. Your words are kept beside theirs:"
    " press Save to see both."
)


def _not_kept(meeting: Meeting) -> str:
    """Return why words were set aside: others were saved since, or the minutes are closed."""
    if queries.is_being_taken(meeting):
        return BOTH_WAIT
    return (
        f"{presenters.closed_shown(meeting).head}. Your words are set aside: nothing was changed."
    )


def _onward(request: HttpRequest, held: Minute) -> str:
    seen = queries.to_type(held, user=request.user.pk, at=clock.now())
    go = request.POST.get("go", "stay")
    if go == "next" and seen.next:
        # Whoever types on has the cursor in the next discussion, not at the top of its page.
        return f"{reverse('meetings:take-minute', args=[held.meeting.code, seen.next])}{TYPING}"
    if go == "stay":
        return reverse("meetings:take-minute", args=[held.meeting.code, held.pk])
    return reverse("meetings:take", args=[held.meeting.code])


def _minute_page(
    request: HttpRequest,
    held: Minute,
    typed: MinuteTyped,
    *,
    settles: int = 0,
    both: bool = False,
    status: int = 200,
) -> HttpResponse:
    seen = queries.to_type(held, user=request.user.pk, at=clock.now())
    faults = (
        queries.read(held, typed, queries.desk(held.meeting)).faults if any(typed.kept()) else []
    )
    owners = [one for one in owners_to_look_at(held.meeting) if one.minute_id == held.pk]
    return render(
        request,
        "meetings/taking/minute.html",
        {
            **presenters.minute_page(held.meeting, seen, user=request.user.pk),
            "form": forms.MinuteForm(typed, faults),
            "settles": settles,
            "both": presenters.shown(seen.typed) if both else None,
            "yours": presenters.shown(typed),
            "stands": presenters.shown(seen.typed),
            "closed": presenters.closed_shown(held.meeting),
            "is_open": queries.is_being_taken(held.meeting),
            "quorum": quorum_now(held.meeting),
            "owners": [one.words for one in owners],
            "posts": sorted(set(Post.objects.values_list("title", flat=True))),
            "meeting": held.meeting,
        },
        status=status,
    )


@require_POST
def hold(request: HttpRequest, code: str, pk: int) -> HttpResponse:
    held = minute_of(request, code, pk)
    operations.hold_minute(held, by=request.user, at=clock.now())
    if _wants_json(request):
        return JsonResponse({"held": True})
    return redirect("meetings:take-minute", code=code, pk=pk)


@login_required
def drafts(request: HttpRequest, code: str, pk: int) -> HttpResponse:
    held = minute_of(request, code, pk)
    return render(
        request,
        "meetings/taking/drafts.html",
        {
            "title": f"What was typed into minute {held.number}",
            "drafts": [presenters.draft_shown(one) for one in queries.drafts(held)],
            "minute_href": reverse("meetings:take-minute", args=[code, pk]),
            "crumbs": presenters.way(held.meeting),
        },
    )


@login_required
def attendance(request: HttpRequest, code: str) -> HttpResponse:
    meeting = taken(request, code)
    book = queries.book_of(meeting)
    if book is None:
        messages.error(request, "Begin the minutes first.")
        return redirect("meetings:take", code=code)
    called = roster(meeting)
    if request.method != "POST":
        lines = forms.with_spare(lines_now(meeting))
        return _attendance_page(request, meeting, lines, book.attendance_version)
    lines = forms.attendance_typed(request.POST, [f"post-{one.post}" for one in called])
    marked = mark_attendance(
        meeting,
        lines,
        seen=forms.read_seen(request.POST.get("seen")),
        by=request.user,
        at=clock.now(),
    )
    if _wants_json(request):
        return JsonResponse(
            {
                "kept": marked.kept,
                "version": marked.version,
                "seen": forms.seen_of(lines),
                "quorum": quorum_now(meeting).words,
                "said": f"Saved {hour(clock.now())}" if marked.kept else "Not saved: see below",
                "faults": [fault.words for fault in marked.faults],
            }
        )
    if marked.kept:
        messages.success(request, f"Kept. {quorum_now(meeting).words}")
        return redirect("meetings:take-attendance", code=code)
    return _attendance_page(request, meeting, forms.with_spare(lines), marked.version, marked)


def _attendance_page(request, meeting, lines, version, marked=None) -> HttpResponse:
    faults = marked.faults if marked else []
    clashes = marked.clashes if marked else []
    return render(
        request,
        "meetings/taking/attendance.html",
        {
            **presenters.attendance_page(roster(meeting), lines, faults),
            "title": "Who is here",
            "meeting": meeting,
            "version": version,
            "seen": forms.seen_of(lines_now(meeting)),
            "clashes": clashes,
            "quorum": quorum_now(meeting),
            "is_open": queries.is_being_taken(meeting),
            "absent": presenters.absent_words(leads_absent(meeting)),
            "take_href": reverse("meetings:take", args=[meeting.code]),
            "crumbs": presenters.way(meeting),
        },
        status=SEEN_BOTH if clashes else 400 if faults else 200,
    )
