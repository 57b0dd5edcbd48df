"""
The map of hexagons.  Anyone may read it.
"""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render

from saferboard.domain.refusals import Refused
from saferboard.measures.hot_spots import presenters
from saferboard.measures.hot_spots.forms import MapForm
from saferboard.measures.hot_spots.queries import choice, hex_map
from saferboard.measures.views import FIGURES
from saferboard.ui.crumbs import crumbs
from saferboard.ui.downloads import as_csv


def hot_spots(request: HttpRequest) -> HttpResponse:
    given = choice()
    page = {"crumbs": crumbs(FIGURES), "place": given.place}
    if not given.any:
        return render(request, "measures/no_incidents.html", page)
    form = MapForm(request.GET, choice=given)
    status = 200 if form.is_valid() else 400
    shown = None
    try:
        shown = presenters.shown(hex_map(given, form.asked()))
    except Refused as refused:
        form.add_error("against", str(refused))
        status = 400
    page |= {"form": form, "page": shown}
    return render(request, "measures/hot_spots.html", page, status=status)


def hot_spots_csv(request: HttpRequest) -> HttpResponse:
    given = choice()
    if not given.any:
        return as_csv([presenters.HEAD], "hexagons.csv")
    form = MapForm(request.GET, choice=given)
    if not form.is_valid():
        raise Http404("There is no such map.")
    try:
        found = hex_map(given, form.asked())
    except Refused as refused:
        raise Http404(str(refused)) from None
    return as_csv(presenters.rows(found), "hexagons.csv")
