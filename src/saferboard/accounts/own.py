"""
One's own account: password, second factors, sessions.
"""

from django.contrib import messages
from django.contrib.auth import update_session_auth_hash
from django.contrib.auth.decorators import login_required
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods, require_POST

from saferboard.accounts import operations, presenters, queries, sessions, trying
from saferboard.accounts.forms import ChangePasswordForm
from saferboard.accounts.models import Visit
from saferboard.accounts.permissions import needs_second_factor, refusal_to_manage
from saferboard.domain.tries import Trying
from saferboard.ui import clock
from saferboard.ui.crumbs import crumbs


@never_cache
@login_required
def account(request: HttpRequest) -> HttpResponse:
    page = presenters.own_account(
        request.user,
        queries.accounts(number=request.user.pk)[0],
        queries.visits(request.user),
        session_key=request.session.session_key,
        needs_factor=needs_second_factor(request.user, on=clock.today()),
        manages=refusal_to_manage(request.user, on=clock.today()) is None,
    )
    return render(request, "accounts/own.html", {"page": page, "crumbs": crumbs()})


@require_POST
@login_required
def end_session(request: HttpRequest, number: int) -> HttpResponse:
    visit = get_object_or_404(Visit, pk=number, account=request.user)
    operations.end_visit(visit, by=request.user, at=clock.now())
    messages.success(request, "The session is ended.")
    return redirect("accounts:own")


@require_POST
@login_required
def end_others(request: HttpRequest) -> HttpResponse:
    operations.end_visits(
        request.user,
        by=request.user,
        at=clock.now(),
        why="ended",
        but=request.session.session_key,
    )
    messages.success(request, "Every other session is ended.")
    return redirect("accounts:own")


@never_cache
@sensitive_post_parameters()
@require_http_methods(["GET", "POST"])
@login_required
def change_password(request: HttpRequest) -> HttpResponse:
    form = ChangePasswordForm(request.POST or None)
    if request.method == "POST" and form.is_valid() and _may_change(request, form):
        try:
            operations.change_password(
                request.user,
                form.cleaned_data["password"],
                by=request.user,
                at=clock.now(),
                session_key=request.session.session_key,
            )
        except ValidationError as error:
            form.add_error("password", error)
        else:
            _keep_this_session(request)
            messages.success(request, "Your password is changed, and other sessions are ended.")
            return redirect("accounts:own")
    page = {"form": form, "crumbs": crumbs(("Your account", "accounts:own"))}
    return render(
        request, "accounts/change_password.html", page, status=400 if form.errors else 200
    )


def _may_change(request: HttpRequest, form: ChangePasswordForm) -> bool:
    """Whether the current password is right; each wrong one counts as a try to sign in."""
    user, at = request.user, clock.now()
    tried = str(user.pk)
    trying.allow(Trying.SIGN_IN, tried=tried, network=request.network, at=at)
    if user.check_password(form.cleaned_data["current"]):
        return True
    operations.note_refused(Trying.SIGN_IN, user, tried=tried, network=request.network, at=at)
    form.add_error("current", "That is not your current password. Try again.")
    return False


def _keep_this_session(request: HttpRequest) -> None:
    """A changed password gives the session another key; its row goes along."""
    before = request.session.session_key
    update_session_auth_hash(request, request.user)
    Visit.objects.filter(session_key=before).update(session_key=request.session.session_key)


@never_cache
@login_required
def second_factor(request: HttpRequest) -> HttpResponse:
    """Where an account that needs a second factor is held until it has given one."""
    if sessions.is_verified(request, request.user) or not needs_second_factor(
        request.user, on=clock.today()
    ):
        return redirect("home:front")
    if queries.has_factor(request.user):
        return redirect("mfa_reauthenticate")
    return render(request, "accounts/second_factor.html")
