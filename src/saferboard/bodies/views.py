"""
Pages about bodies.
"""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render

from saferboard.bodies import presenters, queries
from saferboard.ui import clock
from saferboard.ui.crumbs import crumbs


def bodies(request: HttpRequest) -> HttpResponse:
    table = presenters.bodies_table(queries.bodies(request.user, on=clock.today()))
    return render(request, "bodies/bodies.html", {"table": table, "crumbs": crumbs()})


def body(request: HttpRequest, code: str) -> HttpResponse:
    found = queries.body(code, request.user, on=clock.today())
    if found is None:
        raise Http404("There is no body of that name.")
    way = crumbs(("Boards and groups", "bodies:bodies"))
    return render(request, "bodies/body.html", {"body": presenters.shown(found), "crumbs": way})
