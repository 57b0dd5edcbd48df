"""
Coming in and going out.
"""

from django.contrib.auth import login, logout
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods, require_POST

from saferboard.partners import operations
from saferboard.partners.forms import SignInForm
from saferboard.ui import clock


@sensitive_post_parameters("password")
@require_http_methods(["GET", "POST"])
def sign_in(request: HttpRequest) -> HttpResponse:
    form = SignInForm(request.POST or None, request=request)
    if request.method == "POST" and form.is_valid():
        login(request, form.user)
        operations.note_signed_in(form.user, at=clock.now())
        return redirect(_where_next(request))
    status = 400 if form.errors else 200
    return render(
        request,
        "partners/sign_in.html",
        {"form": form, "next": request.GET.get("next", "")},
        status=status,
    )


@require_POST
def sign_out(request: HttpRequest) -> HttpResponse:
    if request.user.is_authenticated:
        operations.note_signed_out(request.user, at=clock.now())
    logout(request)
    return redirect("public:front")


def _where_next(request: HttpRequest) -> str:
    """The page asked for before signing in, if it is one of this site's."""
    wanted = request.POST.get("next", "")
    if url_has_allowed_host_and_scheme(
        wanted, allowed_hosts={request.get_host()}, require_https=request.is_secure()
    ):
        return wanted
    return reverse("home:front")
