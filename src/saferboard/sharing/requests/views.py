"""
Pages about requests for information, and the soft intelligence they are answered from.
"""

import datetime as dt
from typing import Any

from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse

from saferboard.bodies.models import Body
from saferboard.domain.gate import Decision, Thing, Way
from saferboard.domain.publication import Use, fields_for
from saferboard.domain.refusals import Refusal, Refused, require
from saferboard.domain.requests import RequestState
from saferboard.domain.rights import Right, holders
from saferboard.partners.models import Post
from saferboard.sharing import forms, gate, permissions, presenters, queries
from saferboard.sharing.models import InformationRequest, Intelligence
from saferboard.sharing.requests import offered, operations
from saferboard.sharing.vocabulary import field_words, fields_in_order, purposes
from saferboard.ui import clock
from saferboard.ui.crumbs import crumbs
from saferboard.ui.form_pages import FormPage, form_page, typed

WAY = ("Sharing", "sharing:agreements")
REQUESTS = ("Requests for information", "sharing:requests")
WHOLE = (Way.KEEPER, Way.OWN, Way.EMERGENCY)
NOTES = ("Soft intelligence", "sharing:notes")


@login_required
def requests(request: HttpRequest) -> HttpResponse:
    on = clock.today()
    require(permissions.refusal_to_see_requests(request.user, on=on))
    ours = set(request.user.posts(on=on).values_list("organisation_id", flat=True))
    found = queries.requests_for(request.user, on=on)
    asked = [one for one in found if one.asking_post.organisation_id in ours]
    to_us = [one for one in found if one.asked_post.organisation_id in ours]
    others = [one for one in found if one not in asked and one not in to_us]
    tables = [
        presenters.requests_table("Asked of us", to_us, on),
        presenters.requests_table("Asked by us", asked, on),
    ]
    if others:
        tables.append(presenters.requests_table("Between others", others, on))
    context = {
        "tables": tables,
        "may_ask": permissions.refusal_to_ask(request.user, on=on) is None,
        "crumbs": crumbs(WAY),
    }
    return render(request, "sharing/requests.html", context)


@login_required
def request_page(request: HttpRequest, ref: str) -> HttpResponse:
    on, at = clock.today(), clock.now()
    held = _request(ref)
    require(permissions.refusal_to_see_request(request.user, held, on=on))
    thing = offered.request_thing(held)
    decision = _look(request, thing, held, held.purpose, at)
    held_posts = set(request.user.posts(on=on).values_list("pk", flat=True))
    is_open = held.state == RequestState.ASKED
    shown = not decision.is_refused
    context = {
        "request_ref": held.ref,
        "facts": presenters.request_facts(held, on),
        "subject": held.subject if shown else "",
        "why": held.why if shown else "",
        "refused": held.refusal if shown else "",
        "answers": presenters.answer_rows(held, decision)
        if shown and held.state == RequestState.ANSWERED
        else (),
        "decision": decision,
        "may_answer": is_open and held.asked_post_id in held_posts,
        "may_withdraw": is_open and held.asking_post_id in held_posts,
        "crumbs": crumbs(WAY, REQUESTS),
    }
    return render(request, "sharing/request.html", context)


def _look(
    request: HttpRequest,
    thing: Thing,
    held: Intelligence | InformationRequest,
    purpose: str,
    at: dt.datetime,
) -> Decision:
    """Look at one thing, with the mark of whom it is about."""
    people = offered.people_of(held)
    return gate.look(request.user, [thing], purpose=purpose, at=at, people=people)[0]


def _look_or_refuse(request: HttpRequest, held: InformationRequest) -> None:
    """Whoever answers reads whom it is about and why: that is a look, and may be denied."""
    decision = _look(request, offered.request_thing(held), held, held.purpose, clock.now())
    if decision.is_refused:
        raise Refused(Refusal(decision.code, decision.said))


@login_required
def ask(request: HttpRequest) -> HttpResponse:
    on = clock.today()
    require(permissions.refusal_to_ask(request.user, on=on))
    mine = permissions.posts_with(request.user, Right.ASK_FOR_INFORMATION, on=on)
    answer_roles = [role.value for role in holders(Right.ANSWER_FOR_INFORMATION)]
    others = list(
        Post.objects.filter(role__in=answer_roles)
        .exclude(organisation__in=[post.organisation_id for post in mine])
        .select_related("organisation")
        .order_by("organisation__name", "title", "id")
    )
    by_code = {post.code: post for post in (*mine, *others)}
    form = forms.AskForm(typed(request), mine=mine, others=others)

    def do(said: dict[str, Any]) -> str:
        asked = operations.Asked(
            asking_post=by_code[said["asking_post"]],
            asked_post=by_code[said["asked_post"]],
            purpose=said["purpose"],
            data_class=said["data_class"],
            fields=said["fields"],
            subject=said["subject"],
            why=said["why"],
        )
        made = operations.ask(asked, by=request.user, at=clock.now())
        return reverse("sharing:request", args=[made.ref])

    page = FormPage(
        title="Ask another partner for information",
        button="Ask",
        back=reverse("sharing:requests"),
        crumbs=crumbs(WAY, REQUESTS),
        lead=(
            "You may ask for what a live agreement between your two organisations lists, for that"
            " purpose. Anything else is refused, and that it was is recorded.",
        ),
        leave="Ask nothing",
        done="Your request is with them.",
    )
    return form_page(request, form, page, do)


@login_required
def answer(request: HttpRequest, ref: str) -> HttpResponse:
    on, held = clock.today(), _request(ref)
    require(permissions.refusal_as_post(request.user, held.asked_post, on=on))
    _look_or_refuse(request, held)
    note = _drawn_from(request, held)
    asked = {
        field: field_words(held.data_class, field)
        for field in fields_in_order(held.data_class, frozenset(held.fields))
    }
    start = {f"give-{f}": note.values[f] for f in asked if note and f in note.values}
    form = forms.AnswerForm(typed(request), asked=asked, initial=start)

    def do(said: dict[str, Any]) -> None:
        operations.answer(
            held,
            answers=form.answers(),
            redactions=form.redactions(),
            drawn_from=note,
            by=request.user,
            at=clock.now(),
        )

    page = FormPage(
        title=f"Answer {held.ref}",
        caption=f"From the {held.asking_post.title}, {held.asking_post.organisation.name}",
        button="Give this answer",
        back=reverse("sharing:request", args=[held.ref]),
        crumbs=crumbs(WAY, REQUESTS),
        lead=(
            f"About: {held.subject}",
            f"Why: {held.why}",
            "Answer each field, or say why it is redacted. They see what you give until"
            f" {held.agreement.name} ends.",
        ),
        leave="Answer later",
        done=f"{held.ref} is answered.",
    )
    return form_page(request, form, page, do)


def _drawn_from(request: HttpRequest, held: InformationRequest) -> Intelligence | None:
    """The note that an answer begins with, if one is named and whoever answers sees it all."""
    ref = request.GET.get("from", "")
    note = _notes().filter(ref=ref, keeper=held.asked_post).first() if ref else None
    if note is None:
        return None
    thing = offered.intelligence_thing(note)
    decision = _look(request, thing, note, held.purpose, clock.now())
    return None if decision.is_refused else note


@login_required
def refuse(request: HttpRequest, ref: str) -> HttpResponse:
    held = _request(ref)
    require(permissions.refusal_as_post(request.user, held.asked_post, on=clock.today()))

    def do(said: dict[str, Any]) -> None:
        operations.refuse(held, reason=said["reason"], by=request.user, at=clock.now())

    page = FormPage(
        title=f"Refuse {held.ref}",
        button="Refuse it",
        back=reverse("sharing:request", args=[held.ref]),
        crumbs=crumbs(WAY, REQUESTS),
        lead=("Whoever asked reads the reason.",),
        kind="warning",
        done=f"{held.ref} is refused.",
    )
    return form_page(request, forms.ReasonForm(typed(request)), page, do)


@login_required
def withdraw(request: HttpRequest, ref: str) -> HttpResponse:
    held = _request(ref)
    require(permissions.refusal_as_post(request.user, held.asking_post, on=clock.today()))

    def do(said: dict[str, Any]) -> None:
        operations.withdraw(held, by=request.user, at=clock.now())

    page = FormPage(
        title=f"Take back {held.ref}",
        button="Take it back",
        back=reverse("sharing:request", args=[held.ref]),
        crumbs=crumbs(WAY, REQUESTS),
        kind="warning",
        done=f"{held.ref} is taken back.",
    )
    return form_page(request, forms.NothingForm(typed(request)), page, do)


@login_required
def notes(request: HttpRequest) -> HttpResponse:
    on = clock.today()
    require(permissions.refusal_to_see_notes(request.user, on=on))
    purpose = request.GET.get("purpose", "")
    table = None
    if purpose:
        found = queries.notes()
        things = [offered.intelligence_thing(note) for note in found]
        decisions = gate.look(request.user, things, purpose=purpose, at=clock.now())
        table = presenters.notes_table(found, decisions, purpose)
    context = {
        "table": table,
        "purpose": purposes().get(purpose, ""),
        "purposes": purposes().items(),
        "may_keep": permissions.refusal_to_keep_intelligence(request.user, on=on) is None,
        "crumbs": crumbs(WAY),
    }
    return render(request, "sharing/notes.html", context)


@login_required
def note(request: HttpRequest, ref: str, purpose: str) -> HttpResponse:
    on, at = clock.today(), clock.now()
    held = _note(ref)
    thing = offered.intelligence_thing(held)
    decision = _look(request, thing, held, purpose, at)
    if decision.is_refused:
        raise Refused(Refusal(decision.code, decision.said))
    context = {
        "ref": held.ref,
        "decision": decision,
        "purpose": purposes().get(purpose, "An emergency"),
        # An agreement lists fields; who a note is about is none of them.
        "subject": held.subject if decision.way in WHOLE else "",
        "rows": presenters.note_rows(held, decision),
        "uses": _uses(held, decision.fields, on),
        "is_keeper": permissions.refusal_as_post(request.user, held.keeper, on=on) is None,
        "crumbs": crumbs(WAY, NOTES),
    }
    return render(request, "sharing/note.html", context)


def _uses(held: Intelligence, seen: frozenset[str], on: Any) -> list[Any]:
    offer = queries.publishable(held)
    return [
        presenters.use_row(use, held.data_class, fields_for(offer, use, on=on) & seen)
        for use in Use
    ]


@login_required
def new_note(request: HttpRequest) -> HttpResponse:
    on = clock.today()
    require(permissions.refusal_to_keep_intelligence(request.user, on=on))
    mine = permissions.posts_with(request.user, Right.ANSWER_FOR_INFORMATION, on=on)
    bodies = list(Body.objects.order_by("name", "id"))
    form = forms.NoteForm(
        typed(request), mine=mine, bodies=[(body.code, body.name) for body in bodies]
    )

    def do(said: dict[str, Any]) -> str:
        keeper = next(post for post in mine if post.code == said.pop("keeper"))
        code, subject = said.pop("body"), said.pop("subject")
        kept = operations.note_intelligence(
            keeper=keeper,
            subject=subject,
            values=said,
            body=next((body for body in bodies if body.code == code), None),
            by=request.user,
            at=clock.now(),
        )
        return reverse("sharing:uses", args=[kept.ref])

    page = FormPage(
        title="Note soft intelligence",
        button="Keep this note",
        back=reverse("sharing:notes"),
        crumbs=crumbs(WAY, NOTES),
        lead=("What is known and not proved. It is sealed, and every look at it is recorded.",),
        leave="Note nothing",
    )
    return form_page(request, form, page, do)


@login_required
def uses(request: HttpRequest, ref: str) -> HttpResponse:
    on, held = clock.today(), _note(ref)
    require(permissions.refusal_as_post(request.user, held.keeper, on=on))
    offer = queries.publishable(held)
    labels = {
        field: field_words(held.data_class, field)
        for field in fields_in_order(held.data_class, frozenset(held.values))
    }
    start: dict[str, list[str]] = {
        use.value: [f for f in labels if any(p.stands(f, use, on) for p in offer.permitted)]
        for use in Use
    }
    start["consent"] = [u.value for u in Use if any(c.stands(u, on) for c in offer.consents)]
    form = forms.UsesForm(typed(request), fields=labels, initial=start)

    def do(said: dict[str, Any]) -> None:
        operations.set_uses(held, before=start, after=said, by=request.user, at=clock.now())

    page = FormPage(
        title=f"What of {held.ref} may be used",
        button="Keep this",
        back=reverse("sharing:notes"),
        crumbs=crumbs(WAY, NOTES),
        lead=("A field goes into a paper only with both: your permission and their consent.",),
        done="What may be used is kept.",
    )
    return form_page(request, form, page, do)


def _request(ref: str) -> InformationRequest:
    found = queries.whole_requests().filter(ref=ref).first()
    if found is None:
        raise Http404("There is no request of that reference.")
    return found


def _notes() -> Any:
    return Intelligence.objects.select_related("keeper__organisation", "body")


def _note(ref: str) -> Intelligence:
    found = _notes().filter(ref=ref).first()
    if found is None:
        raise Http404("There is no note of that reference.")
    return found
