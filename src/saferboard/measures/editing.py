"""
One way of editing every text that a paper prints, with the figure checker beside it.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render

from saferboard.domain.refusals import Refused
from saferboard.measures.checking import Found, check_texts
from saferboard.ui import texts
from saferboard.ui.components import Link

SAVE = "save"


@dataclass(frozen=True)
class Editable:
    """
    A text that may be edited: what it is, how it stands, how it is kept, and the page to
    return to.  `keep` may refuse.
    """

    title: str
    held: Sequence[str]
    keep: Callable[[list[str]], None]
    back: str
    crumbs: tuple[Link, ...]


class TextForm(forms.Form):
    words = forms.CharField(
        label="Text",
        widget=forms.Textarea,
        help_text=(
            "Leave an empty line between paragraphs. Begin an entry of a list with “- ”. Refer to"
            " a figure that is held as {cctv-incidents 2022-23 Q2}, so that it is entered once."
        ),
        error_messages={"required": "Write something, or leave this page to keep what was there"},
    )


def edit(request: HttpRequest, editable: Editable) -> HttpResponse:
    """
    Show a text to be edited, what the checker finds in it, and keep it when asked.

    Nothing typed is lost: a text with a fault comes back as it was typed.
    """
    start = {"words": texts.typed(editable.held)}
    form = TextForm(request.POST or None, initial=start)
    typed = list(editable.held)
    if request.method == "POST" and form.is_valid():
        typed = texts.read(form.cleaned_data["words"])
        if request.POST.get("do") == SAVE and _kept(form, editable, typed):
            messages.success(request, f"Kept: {editable.title}.")
            return redirect(editable.back)
    return render(
        request,
        "measures/edit.html",
        {
            "form": form,
            "editable": editable,
            "findings": _findings(form, typed),
            "crumbs": editable.crumbs,
        },
        status=400 if form.errors else 200,
    )


def _kept(form: TextForm, editable: Editable, typed: list[str]) -> bool:
    try:
        editable.keep(typed)
    except Refused as refused:
        form.add_error("words", str(refused))
        return False
    return True


def _findings(form: TextForm, typed: list[str]) -> list[Found]:
    if form.errors:
        return []
    try:
        return check_texts(typed)
    except Refused as refused:
        form.add_error("words", str(refused))
        return []
