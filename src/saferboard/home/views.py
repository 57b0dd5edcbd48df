"""
Pages for those signed in.
"""

from django.contrib.auth.decorators import login_required
from django.core.files.uploadhandler import MemoryFileUploadHandler
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.csrf import csrf_exempt, csrf_protect

from saferboard.claims.apart import CheckFailed, check_apart
from saferboard.domain.refusals import require
from saferboard.home import permissions, presenters, queries
from saferboard.home.forms import LARGEST, TOGETHER, DocumentForm
from saferboard.ui import clock
from saferboard.ui.crumbs import crumbs


@login_required
def front(request: HttpRequest) -> HttpResponse:
    found = queries.front(request.user, at=clock.now())
    return render(request, "home/front.html", {"front": presenters.front_shown(found)})


class InMemory(MemoryFileUploadHandler):
    """Hold what is sent in memory, whatever its size: nothing of it is written to a disk."""

    def handle_raw_input(self, input_data, META, content_length, boundary, encoding=None):
        self.activated = content_length <= (LARGEST + 1024) * TOGETHER


@csrf_exempt  # only so that the handler is chosen before the form is read; see below
@login_required
def check(request: HttpRequest) -> HttpResponse:
    request.upload_handlers = [InMemory(request)]
    return _check(request)


@csrf_protect
def _check(request: HttpRequest) -> HttpResponse:
    form, files = DocumentForm(), None
    if request.method == "POST":
        form = DocumentForm(request.POST, request.FILES)
        if form.is_valid():
            given = [(one.name, one.read()) for one in form.cleaned_data["documents"]]
            try:
                files = presenters.checked(check_apart(given))
            except CheckFailed as failed:
                form.add_error("documents", str(failed))
    return render(
        request,
        "home/check.html",
        {"form": form, "files": files, "crumbs": crumbs(("Home", "home:front"))},
        status=400 if form.errors else 200,
    )


@login_required
def ledger(request: HttpRequest) -> HttpResponse:
    require(permissions.refusal_to_read_ledger(request.user, on=clock.today()))
    table = presenters.ledger_table(queries.ledger())
    return render(request, "home/ledger.html", {"table": table, "crumbs": crumbs()})
