"""
One way of showing a form: what was typed stays, and a refusal stands beside it.
"""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render

from saferboard.domain.refusals import Refused
from saferboard.ui.components import Link, Table


@dataclass(frozen=True)
class FormPage:
    """A form's page in words: its title, what stands above it, its button, and the way back."""

    title: str
    button: str
    back: str
    crumbs: tuple[Link, ...] = ()
    caption: str = ""
    lead: tuple[str, ...] = ()
    warning: str = ""
    tables: tuple[Table, ...] = ()
    after: tuple[Table, ...] = ()
    """What is looked up while filling in, and stands below the form."""
    kind: str = ""
    leave: str = "Leave it as it is"
    done: str = ""


def typed(request: HttpRequest) -> Any:
    """Return what a form was sent, even if it was sent empty; None where none was."""
    return request.POST if request.method == "POST" else None


def form_page(
    request: HttpRequest,
    form: forms.Form,
    page: FormPage,
    do: Callable[[dict[str, Any]], str | None],
) -> HttpResponse:
    """
    Show a form; when it is sent, do what it asks and go on to the address that `do` returns.
    """
    if request.method == "POST" and form.is_valid():
        try:
            onward = do(form.cleaned_data)
        except Refused as refused:
            form.add_error(None, str(refused))
        else:
            if page.done:
                messages.success(request, page.done)
            return redirect(onward or page.back)
    context = {"form": form, "page": page, "crumbs": page.crumbs}
    status = 400 if form.is_bound and form.errors else 200
    return render(request, "ui/form.html", context, status=status)
