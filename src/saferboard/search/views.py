"""
The one search box.
"""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from saferboard.search import operations, presenters, queries
from saferboard.search.forms import SearchForm
from saferboard.ui import clock
from saferboard.ui.crumbs import crumbs


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def search(request: HttpRequest) -> HttpResponse:
    """Answer a question that was sent, not put in the address: it may be somebody's name."""
    form, found = SearchForm(), None
    if request.method == "POST":
        form = SearchForm(request.POST)
        if form.is_valid():
            said = form.cleaned_data
            answer = queries.find(
                said["words"],
                seen_by=request.user,
                on=clock.today(),
                kind=said["kind"],
                page=said["page"],
            )
            if request.user.is_authenticated:
                operations.note_found(
                    [(hit.source, hit.thing) for hit in answer.hits],
                    by=request.user,
                    at=clock.now(),
                )
            found = presenters.found_shown(answer, kind=said["kind"])
    return render(
        request,
        "search/search.html",
        {"form": form, "found": found, "crumbs": crumbs()},
        status=400 if form.errors else 200,
    )
