"""
Pages that need no account.
"""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from saferboard.public import presenters, queries
from saferboard.ui import clock
from saferboard.ui.crumbs import crumbs


def front(request: HttpRequest) -> HttpResponse:
    found = queries.front(at=clock.now())
    return render(request, "public/front.html", {"front": presenters.front_shown(found)})


def about(request: HttpRequest) -> HttpResponse:
    return render(request, "public/about.html", {"crumbs": crumbs()})


def accessibility(request: HttpRequest) -> HttpResponse:
    return render(request, "public/accessibility.html", {"crumbs": crumbs()})
