"""
Pages about bodies.
"""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render

from saferboard.bodies import permissions, presenters, queries
from saferboard.bodies.models import Body
from saferboard.ui import clock
from saferboard.ui.crumbs import crumbs

LONGEST = 200


def bodies(request: HttpRequest) -> HttpResponse:
    on, named = clock.today(), request.GET.get("name", "").replace("\0", "").strip()[:LONGEST]
    may_keep = permissions.refusal_to_keep(request.user, on=on) is None
    found = queries.bodies(request.user, on=on, named=named)
    mentions = queries.mentions(named=named)
    page = {
        "table": presenters.bodies_table(found) if found else None,
        "mentions": presenters.mentions_table(mentions, may_keep=may_keep) if mentions else None,
        "named": named,
        "may_keep": may_keep,
        "crumbs": crumbs(),
    }
    return render(request, "bodies/bodies.html", page)


def body(request: HttpRequest, code: str) -> HttpResponse:
    on = clock.today()
    found = queries.body(code, request.user, on=on)
    if found is None:
        raise Http404("There is no body of that name.")
    kept = Body.objects.get(code=code)
    may_change = permissions.refusal_to_change(request.user, kept, on=on) is None
    may_seat = permissions.refusal_to_seat(request.user, kept, on=on) is None
    page = {
        "code": code,
        "may_read_log": permissions.refusal_to_read_log(request.user, kept, on=on) is None,
        "body": presenters.shown(found, may_change=may_change, may_seat=may_seat),
        "crumbs": crumbs(("Boards and groups", "bodies:bodies")),
    }
    return render(request, "bodies/body.html", page)
