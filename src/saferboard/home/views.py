"""
Pages for those signed in.
"""

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from saferboard.domain.refusals import require
from saferboard.home import permissions, presenters, queries
from saferboard.ui import clock
from saferboard.ui.crumbs import crumbs


@login_required
def front(request: HttpRequest) -> HttpResponse:
    found = queries.front(request.user, at=clock.now())
    return render(request, "home/front.html", {"front": presenters.front_shown(found)})


@login_required
def ledger(request: HttpRequest) -> HttpResponse:
    require(permissions.refusal_to_read_ledger(request.user, on=clock.today()))
    table = presenters.ledger_table(queries.ledger())
    return render(request, "home/ledger.html", {"table": table, "crumbs": crumbs()})
