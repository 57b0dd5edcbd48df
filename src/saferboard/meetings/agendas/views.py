"""
Pages on which a clerk builds an agenda.
"""

from dataclasses import replace

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_POST

from saferboard.domain.refusals import Refusal, Refused, require
from saferboard.meetings import presenters as meeting_words
from saferboard.meetings.agendas import operations, permissions, presenters
from saferboard.meetings.agendas.clocks import clocks_of
from saferboard.meetings.agendas.forms import (
    ConfirmForm,
    ItemForm,
    LateItemForm,
    PublishForm,
    ReasonForm,
    ReportForm,
)
from saferboard.meetings.agendas.publishing import operations as publishing
from saferboard.meetings.agendas.reports import operations as reports
from saferboard.meetings.agendas.suggesting import suggestions
from saferboard.meetings.models import Item, Meeting
from saferboard.meetings.permissions import refusal_to_write
from saferboard.meetings.queries import documents
from saferboard.meetings.seen import MeetingSeen
from saferboard.meetings.views import readable
from saferboard.ui import clock, texts
from saferboard.ui.components import Link
from saferboard.ui.crumbs import crumbs
from saferboard.ui.form_pages import FormPage, form_page, typed
from saferboard.ui.words import day


def way(meeting: MeetingSeen | Meeting, *, to_agenda: bool = False) -> tuple[Link, ...]:
    """Return the way to a meeting's pages, or to the pages below its agenda."""
    when = timezone.localtime(meeting.starts)
    steps = [
        ("Meetings", "meetings:meetings"),
        (f"Meeting of {day(when)}", "meetings:meeting", meeting.code),
    ]
    if to_agenda:
        steps.append(("Building the agenda", "meetings:agenda", meeting.code))
    return crumbs(*steps)


def building(request: HttpRequest, code: str) -> Meeting:
    """
    Return the meeting whose agenda is to be built.

    :raises Http404: if there is none; :raises Refused: if it is not theirs to build.
    """
    readable(request, code)
    require(permissions.refusal_to_build(request.user, on=clock.today()))
    return Meeting.objects.select_related("body").get(code=code)


def may_see(request: HttpRequest, code: str) -> tuple[MeetingSeen, Meeting]:
    """Return a meeting to its builder or its chair, who approves what is built."""
    seen = readable(request, code)
    meeting = Meeting.objects.select_related("body").get(code=code)
    if permissions.refusal_to_approve(request.user, meeting, on=clock.today()) is not None:
        require(permissions.refusal_to_build(request.user, on=clock.today()))
    return seen, meeting


@login_required
def agenda(request: HttpRequest, code: str) -> HttpResponse:
    seen, meeting = may_see(request, code)
    builds = permissions.refusal_to_build(request.user, on=clock.today()) is None
    offered = suggestions(meeting) if builds else []
    page = {
        "agenda": presenters.build_shown(meeting, offered, request.user, on=clock.today()),
        "builds": builds,
        "clocks": clocks_of(seen, on=clock.today()),
        "crumbs": way(seen),
    }
    return render(request, "meetings/agenda.html", page)


def _done(request: HttpRequest, code: str, do, said: str = "", place: str = "") -> HttpResponse:
    """Do what a button asks, say so or why not, and go back to the agenda."""
    try:
        do()
    except Refused as refused:
        messages.error(request, str(refused))
    else:
        if said:
            messages.success(request, said)
    return redirect(reverse("meetings:agenda", args=[code]) + place)


@require_POST
@login_required
def start(request: HttpRequest, code: str) -> HttpResponse:
    meeting = building(request, code)
    return _done(
        request,
        code,
        lambda: operations.start_agenda(meeting, by=request.user, at=clock.now()),
        "What always stands on the agenda is on it.",
    )


@require_POST
@login_required
def bring(request: HttpRequest, code: str) -> HttpResponse:
    meeting = building(request, code)
    origin = request.POST.get("origin", "")[:60]
    return _done(
        request,
        code,
        lambda: operations.bring(meeting, origin, by=request.user, at=clock.now()),
        "It is on the agenda.",
    )


@login_required
def leave_out(request: HttpRequest, code: str, origin: str) -> HttpResponse:
    meeting = building(request, code)
    found = next((one for one in suggestions(meeting) if one.origin == origin), None)
    if found is None or origin.startswith("proposal-"):
        raise Http404("That is not offered to this agenda.")
    form = ReasonForm(typed(request), label="Why it is left out", hint="Kept with the agenda")
    page = FormPage(
        f"Leave out: {found.title}",
        "Leave it out",
        reverse("meetings:agenda", args=[code]),
        way(meeting, to_agenda=True),
        done="It is left out.",
    )

    def do(said):
        operations.leave_out(
            meeting, origin, reason=said["reason"], by=request.user, at=clock.now()
        )

    return form_page(request, form, page, do)


@login_required
def add_item(request: HttpRequest, code: str) -> HttpResponse:
    meeting = building(request, code)
    require(permissions.refusal_to_change(meeting))
    form = ItemForm(typed(request), meeting=meeting)
    page = FormPage(
        "Add an item",
        "Add the item",
        reverse("meetings:agenda", args=[code]),
        way(meeting, to_agenda=True),
        done="The item is on the agenda.",
    )

    def do(said):
        item = operations.add_item(meeting, form.wanted(), by=request.user, at=clock.now())
        return f"{page.back}#item-{item.pk}"

    return form_page(request, form, page, do)


@login_required
def add_late(request: HttpRequest, code: str) -> HttpResponse:
    meeting = building(request, code)
    require(permissions.refusal_to_add_late(meeting))
    form = LateItemForm(typed(request), meeting=meeting)
    page = FormPage(
        "Add a late item",
        "Add it at the end",
        reverse("meetings:agenda", args=[code]),
        way(meeting, to_agenda=True),
        lead=("The agenda is out. A late item stands at its end, and its paper is a supplement.",),
        done="The late item is on the agenda.",
    )

    def do(said):
        operations.add_late_item(
            meeting, form.wanted(), reason=said["reason"], by=request.user, at=clock.now()
        )

    return form_page(request, form, page, do)


@login_required
def change_item(request: HttpRequest, code: str, number: str) -> HttpResponse:
    meeting = building(request, code)
    require(permissions.refusal_to_change(meeting))
    held = _item(request, meeting, number)
    form = ItemForm(typed(request), meeting=meeting, item=held)
    page = FormPage(
        f"Item {held.number}: {held.title}",
        "Save the item",
        f"{reverse('meetings:agenda', args=[code])}#item-{held.pk}",
        way(meeting, to_agenda=True),
        done="The item is changed.",
    )

    def do(said):
        _still(held, number)
        operations.change_item(held, form.wanted(), by=request.user, at=clock.now())

    return form_page(request, form, page, do)


@login_required
def remove_item(request: HttpRequest, code: str, number: str) -> HttpResponse:
    meeting = building(request, code)
    require(permissions.refusal_to_change(meeting))
    held = _item(request, meeting, number)
    parts = held.parts.count()
    page = FormPage(
        f"Take item {held.number} off the agenda",
        "Take it off",
        reverse("meetings:agenda", args=[code]),
        way(meeting, to_agenda=True),
        lead=(held.title,),
        warning="Its parts and whatever was written for it go with it."
        if parts or hasattr(held, "document")
        else "",
        kind="warning",
        done="The item is off the agenda.",
    )

    def do(said):
        _still(held, number)
        operations.remove_item(held, by=request.user, at=clock.now())

    return form_page(request, ConfirmForm(typed(request), initial={"item": held.pk}), page, do)


@require_POST
@login_required
def move_item(request: HttpRequest, code: str) -> HttpResponse:
    meeting = building(request, code)
    up, item = request.POST.get("to") != "down", named(request, "item")

    def do():
        held = operations.item_of(meeting, item)
        operations.move_item(held, up=up, by=request.user, at=clock.now())

    return _done(request, code, do, place=f"#item-{item}")


@require_POST
@login_required
def note_reached(request: HttpRequest, code: str) -> HttpResponse:
    meeting, item = building(request, code), named(request, "item")

    def do():
        held = operations.item_of(meeting, item)
        reached = held.not_reached
        publishing.note_reached(held, reached=reached, by=request.user, at=clock.now())

    return _done(request, code, do, place=f"#item-{item}")


@require_POST
@login_required
def approve(request: HttpRequest, code: str) -> HttpResponse:
    _, meeting = may_see(request, code)
    require(permissions.refusal_to_approve(request.user, meeting, on=clock.today()))
    return _done(
        request,
        code,
        lambda: publishing.approve_agenda(meeting, by=request.user, at=clock.now()),
        "The agenda is approved.",
    )


@login_required
def publish(request: HttpRequest, code: str) -> HttpResponse:
    seen = readable(request, code)
    meeting = building(request, code)
    require(permissions.refusal_to_change(meeting))
    form = PublishForm(
        typed(request),
        near=seen.starts.date(),
        initial={"question_rules": seen.question_rules},
    )
    page = FormPage(
        "Publish the agenda",
        "Publish it",
        reverse("meetings:agenda", args=[code]),
        way(meeting, to_agenda=True),
        lead=(
            "From now on anyone may read the agenda, and it is not changed any more.",
            *(f"{one.words}. {one.tag.word}." for one in clocks_of(seen, on=clock.today())),
            *meeting_words.deadlines(replace(seen, agenda_published=clock.today())),
        ),
        done="The agenda is published.",
    )

    def do(said):
        publishing.publish_agenda(meeting, form.publishing(), by=request.user, at=clock.now())
        return reverse("meetings:meeting", args=[code])

    return form_page(request, form, page, do)


@login_required
def write_paper(request: HttpRequest, code: str, number: str) -> HttpResponse:
    seen = readable(request, code)
    require(refusal_to_write(request.user, on=clock.today()))
    meeting = Meeting.objects.select_related("body").get(code=code)
    held = _item(request, meeting, number)
    require(reports.refusal_to_be_written(held, meeting))
    written = documents(code).get(held.number)
    start = reports.as_typed(held) | {
        "words": texts.typed(written.texts) if written else "",
        "item": held.pk,
    }
    form = ReportForm(typed(request), initial=start)
    page = FormPage(
        f"The paper of item {held.number}",
        "Save the paper",
        reverse("meetings:meeting", args=[code]),
        way(seen),
        lead=(held.title, "What is left empty is left out of the printed head."),
        done="The paper is kept.",
    )

    def do(said):
        _still(held, number)
        reports.write_report(held, form.said(), form.typed(), by=request.user, at=clock.now())
        return reverse("packs:paper", args=[code, held.number])

    return form_page(request, form, page, do)


def named(request: HttpRequest, name: str) -> int:
    """Return the number of the row that a button named, or nought where it named none."""
    said = request.POST.get(name, "")
    return int(said) if said.isascii() and said.isdigit() and len(said) < 19 else 0


def _item(request: HttpRequest, meeting: Meeting, number: str) -> Item:
    """Return the item that a form which was sent was opened for; else the one of a number."""
    rows = Item.objects.select_related("meeting", "parent", "minutes_of").filter(meeting=meeting)
    return rows.filter(pk=named(request, "item")).first() or get_object_or_404(rows, number=number)


def _still(held: Item, number: str) -> None:
    """
    Go on if an item has the number still that the form which was sent was opened under.

    :raises Refused: if the agenda was changed meanwhile.
    """
    if held.number != number:
        words = "The agenda was changed meanwhile, and the items have other numbers. Go back to it."
        raise Refused(Refusal("another-item", words))
