"""
What was typed on a page that may be opened no more: shown, so that it is not lost.
"""

from collections.abc import Sequence

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from saferboard.domain.refusals import Refused


def given_back(
    request: HttpRequest, refused: Refused, typed: Sequence[tuple[str, str]]
) -> HttpResponse:
    """Return a page that says why nothing was kept, with what was typed under its labels."""
    page = {"why": str(refused), "typed": typed}
    return render(request, "ui/given_back.html", page, status=403)
