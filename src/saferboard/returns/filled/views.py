"""
Taking a template, giving it back filled in, and pasting a table.
"""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.views.decorators.http import require_safe

from saferboard.documents.filled import Unfit, sheet_of, word_of
from saferboard.documents.filled_apart import read_apart
from saferboard.documents.safety import FileKind
from saferboard.domain.refusals import Refusal, Refused
from saferboard.returns.answering import forms, operations, queries
from saferboard.returns.answering.people import Asked, Giver
from saferboard.returns.answering.views import for_whoever_is_asked
from saferboard.returns.filled.templates import lines_pasted, template_of, texts_in, texts_of
from saferboard.returns.models import Via
from saferboard.ui import clock
from saferboard.ui.crumbs import crumbs
from saferboard.ui.form_pages import FormPage, form_page, typed
from saferboard.ui.words import counted

LARGEST = 5 * 1024 * 1024


@require_safe
@for_whoever_is_asked
def template_word(request: HttpRequest, asked: Asked, giver: Giver) -> HttpResponse:
    return _given(asked, word_of(template_of(queries.list_of(asked))), FileKind.WORD)


@require_safe
@for_whoever_is_asked
def template_excel(request: HttpRequest, asked: Asked, giver: Giver) -> HttpResponse:
    return _given(asked, sheet_of(template_of(queries.list_of(asked))), FileKind.EXCEL)


def _given(asked: Asked, content: bytes, kind: FileKind) -> HttpResponse:
    answer = HttpResponse(content, content_type=kind.media_type)
    name = f"updates-{asked.ref}{kind.suffix}"
    answer["Content-Disposition"] = f'attachment; filename="{name}"'
    return answer


@for_whoever_is_asked
def upload(request: HttpRequest, asked: Asked, giver: Giver) -> HttpResponse:
    form = forms.UploadForm(typed(request), request.FILES or None)

    def take(said: dict) -> None:
        found = queries.list_of(asked)
        kind, filled = _read(said["file"])
        via = Via.WORD if kind is FileKind.WORD else Via.EXCEL
        _fill(request, asked, giver, texts_in(filled, found), via, said)

    page = _page(asked, "Give a filled template back", "Fill in the boxes")
    return form_page(request, form, page, take)


def _read(file):
    if file.size > LARGEST:
        words = "It is larger than 5 MB. Give the template itself, without pictures."
        raise Refused(Refusal("too-large", words))
    try:
        return read_apart(file.read())
    except Unfit as unfit:
        raise Refused(Refusal("unfit", str(unfit))) from unfit


@for_whoever_is_asked
def paste(request: HttpRequest, asked: Asked, giver: Giver) -> HttpResponse:
    def take(said: dict) -> None:
        texts = texts_of(lines_pasted(said["table"]), queries.list_of(asked))
        _fill(request, asked, giver, texts, Via.PASTE, said)

    page = _page(asked, "Paste a table", "Fill in the boxes")
    return form_page(request, forms.PasteForm(typed(request)), page, take)


def _fill(
    request: HttpRequest, asked: Asked, giver: Giver, texts: dict, via: Via, said: dict
) -> None:
    put, stay = operations.fill_in(
        asked,
        texts,
        via=via,
        replace=said["typed"] == "replace",
        giver=giver,
        at=clock.now(),
    )
    _tell(request, put, stay)


def _tell(request: HttpRequest, put: int, stay: int) -> None:
    words = f"{counted(put, 'box', 'boxes')} filled in. Look at them, then send them."
    if stay:
        words += f" {counted(stay, 'text')} typed before stay as they were."
    messages.success(request, words)


def _page(asked: Asked, title: str, button: str) -> FormPage:
    return FormPage(
        title=title,
        button=button,
        back=reverse("returns:list", args=[asked.ref]),
        crumbs=crumbs((f"Updates for {asked.head.quarter.label}", "returns:list", asked.ref)),
        lead=(
            "What stands in it is put in the boxes of your list, all of it or nothing."
            " Nothing is sent until you send it.",
        ),
        leave="Go back to the list",
    )
