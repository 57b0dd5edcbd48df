"""
Pages about agreements.
"""

from typing import Any

from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render

from saferboard.domain.refusals import require
from saferboard.library.queries import address_of
from saferboard.partners.models import Post
from saferboard.sharing import forms, permissions, presenters, queries
from saferboard.sharing.agreements import drafting, operations
from saferboard.sharing.models import Agreement
from saferboard.sharing.reported import agreement_href
from saferboard.ui import clock
from saferboard.ui.crumbs import crumbs
from saferboard.ui.form_pages import FormPage, form_page, typed

WAY = ("Sharing", "sharing:agreements")
TWELVE_MONTHS = 366


@login_required
def agreements(request: HttpRequest) -> HttpResponse:
    on = clock.today()
    require(permissions.refusal_to_read_agreements(request.user, on=on))
    found = queries.agreements_for(request.user, on=on)
    context = {
        "table": presenters.agreements_table(found),
        "may_draft": permissions.refusal_to_draft(request.user, on=on) is None,
        "sees_requests": permissions.refusal_to_see_requests(request.user, on=on) is None,
        "sees_notes": permissions.refusal_to_see_notes(request.user, on=on) is None,
        "sees_access": permissions.refusal_to_see_access(request.user, on=on) is None,
        "may_break_glass": permissions.refusal_to_break_glass(request.user, on=on) is None,
        "crumbs": crumbs(),
    }
    return render(request, "sharing/agreements.html", context)


@login_required
def agreement(request: HttpRequest, reference: str, version: int) -> HttpResponse:
    on = clock.today()
    held = _held(reference, version)
    require(permissions.refusal_to_read_agreement(request.user, held, on=on))
    shown = presenters.agreement_shown(held, queries.effect_of(held, seen_by=request.user, on=on))
    may_change = permissions.refusal_to_change(request.user, held, on=on) is None
    document = held.document
    context = {
        "agreement": shown,
        "document": document and address_of(document, for_user=request.user, at=clock.now()),
        "moves": drafting.moves(
            held,
            may_draft=permissions.refusal_to_draft(request.user, on=on) is None,
            may_change=may_change,
            may_sign=permissions.signing_post(request.user, held, on=on) is not None,
        ),
        "crumbs": crumbs(WAY),
    }
    return render(request, "sharing/agreement.html", context)


@login_required
def due(request: HttpRequest) -> HttpResponse:
    on = clock.today()
    require(permissions.refusal_to_read_agreements(request.user, on=on))
    found = queries.due_within(request.user, on=on, days=TWELVE_MONTHS)
    table = presenters.due_table(found)
    return render(request, "sharing/due.html", {"table": table, "crumbs": crumbs(WAY)})


@login_required
def new(request: HttpRequest) -> HttpResponse:
    require(permissions.refusal_to_draft(request.user, on=clock.today()))
    owners = list(Post.objects.select_related("organisation").order_by("title", "id"))
    form = forms.TitleForm(typed(request), owners=owners)

    def do(said: dict[str, Any]) -> str:
        owner = next(post for post in owners if post.code == said["owner"])
        draft = operations.draft_agreement(
            said["title"], owner=owner, by=request.user, at=clock.now()
        )
        return agreement_href(draft)

    page = FormPage(
        title="Draft a sharing agreement",
        button="Begin the draft",
        back=drafting.LIST,
        crumbs=crumbs(WAY),
        lead=("The draft takes five short steps, in any order. Nobody is bound until they sign.",),
        leave="Draft nothing",
    )
    return form_page(request, form, page, do)


@login_required
def part(request: HttpRequest, reference: str, version: int, part: str) -> HttpResponse:
    held = _held(reference, version)
    require(permissions.refusal_to_draft(request.user, on=clock.today()))
    step = drafting.step(held, part, request)
    if step is None:
        raise Http404("A draft has no such part.")
    page = FormPage(
        title=step.title,
        caption=f"Draft of {held.name}",
        button="Keep this",
        back=agreement_href(held),
        crumbs=_way(held),
        lead=step.lead,
        after=step.tables,
    )
    return form_page(request, step.form, page, step.keep)


@login_required
def sign(request: HttpRequest, reference: str, version: int) -> HttpResponse:
    held, on = _held(reference, version), clock.today()
    require(permissions.refusal_to_sign(request.user, held, on=on))
    shown = presenters.agreement_shown(held, queries.effect_of(held, seen_by=request.user, on=on))
    post = permissions.signing_post(request.user, held, on=on)
    assert post is not None, "whoever may sign signs by a post"
    form = forms.SignForm(typed(request), initial={"digest": held.digest})
    page = FormPage(
        title=f"Sign {held.name} for {post.organisation.name}",
        caption=held.title,
        button="Sign",
        back=agreement_href(held),
        crumbs=_way(held),
        lead=(
            "What you sign is every term below. It is kept with your post, the moment, and the"
            f" digest of the terms, {held.digest[:16]}.",
            *(f"{row.key}: {row.value}" for row in shown.facts[:3]),
            *(f"Condition: {words}" for words in held.conditions),
        ),
        tables=(shown.given, shown.bases, shown.possible, shown.signatures),
        leave="Do not sign now",
        done=f"You have signed {held.name}.",
    )

    def do(said: dict[str, Any]) -> None:
        operations.sign(held, digest=said["digest"], by=request.user, at=clock.now())

    return form_page(request, form, page, do)


@login_required
def change(request: HttpRequest, reference: str, version: int, what: str) -> HttpResponse:
    held, on = _held(reference, version), clock.today()
    asked = drafting.CHANGES.get(what)
    if asked is None:
        raise Http404("Nothing of that name is done to an agreement.")
    if asked.drafters:
        require(permissions.refusal_to_draft(request.user, on=on))
    else:
        require(permissions.refusal_to_change(request.user, held, on=on))
    effect = queries.effect_of(held, seen_by=request.user, on=on)
    tables: tuple[Any, ...] = ()
    if asked.shows_effect:
        tables = (presenters.possible_table(effect), presenters.resting_table(effect))
    page = FormPage(
        title=f"{asked.title} {held.name}",
        caption=held.title,
        button=asked.button,
        back=agreement_href(held),
        crumbs=_way(held),
        lead=(asked.lead,),
        warning=asked.warning,
        tables=tables,
        kind=asked.kind,
        done=asked.done,
    )

    def do(said: dict[str, Any]) -> str | None:
        return drafting.carry_out(held, what, said, by=request.user, at=clock.now())

    return form_page(request, asked.form(typed(request)), page, do)


def _held(reference: str, version: int) -> Agreement:
    found = queries.whole_agreements().filter(reference=reference, version=version).first()
    if found is None:
        raise Http404("There is no agreement of that reference.")
    return found


def _way(held: Agreement) -> Any:
    return (*crumbs(WAY), presenters.agreement_link(held))
