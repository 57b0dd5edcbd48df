"""
Giving a paper under an item.
"""

from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.views.decorators.http import require_POST

from saferboard.domain.refusals import Refused, require
from saferboard.library.models import StoredFile
from saferboard.library.queries import address_of
from saferboard.meetings.models import Item
from saferboard.meetings.permissions import refusal_to_write
from saferboard.meetings.views import readable, require_exempt, sees_drafts
from saferboard.packs.given import operations, presenters, queries
from saferboard.packs.given.forms import GiveForm
from saferboard.partners.models import Post
from saferboard.ui import clock
from saferboard.ui.form_pages import form_page


@login_required
def give(request: HttpRequest, code: str, number: str) -> HttpResponse:
    meeting = readable(request, code)
    require(refusal_to_write(request.user, on=clock.today()))
    item = _item(code, number)
    posts = Post.objects.select_related("organisation").order_by(
        "organisation__name", "title", "id"
    )
    first = item.presenters.order_by("position").first()
    form = GiveForm(
        request.POST if request.method == "POST" else None,
        request.FILES if request.method == "POST" else None,
        posts=[(post.code, f"{post.title}, {post.organisation.name}") for post in posts],
        initial={"owner": first.post.code if first else ""},
    )

    def do(said: dict[str, Any]) -> str | None:
        owner = Post.objects.get(code=said["owner"])
        given = operations.give_paper(
            item, said["file"], owner=owner, by=request.user, at=clock.now()
        )
        messages.success(request, presenters.given_words(given))
        return None

    under = queries.given_under(code, number)
    return form_page(request, form, presenters.give_page(meeting, item, under), do)


@require_POST
def withdraw(request: HttpRequest, code: str, number: str) -> HttpResponse:
    require(refusal_to_write(request.user, on=clock.today()))
    readable(request, code)
    try:
        operations.withdraw_paper(_item(code, number), by=request.user, at=clock.now())
    except Refused as refused:
        messages.error(request, str(refused))
    else:
        messages.success(request, f"Item {number} has no paper now. The file is kept.")
    return redirect("meetings:meeting", code=code)


@login_required
def file(request: HttpRequest, code: str, number: str, given: int) -> HttpResponse:
    """Lead to a given file, for whoever may read the paper before it is issued."""
    meeting = readable(request, code)
    if not sees_drafts(request, meeting):
        raise Http404("There is no such file.")
    item = _item(code, number)
    if item.part != 1:
        require_exempt(request, meeting, f"paper {number}")
    kept = get_object_or_404(StoredFile, given_as__pk=given, given_as__item=item)
    return redirect(address_of(kept, for_user=request.user, at=clock.now()))


def _item(code: str, number: str) -> Item:
    return get_object_or_404(
        Item.objects.select_related("meeting__body"), meeting__code=code, number=number
    )
