"""
Coming in and going out, by password, by a link of a letter, and after having been away.
"""

import requests
from allauth.account.internal.flows.login import perform_password_login
from allauth.account.models import Login
from allauth.socialaccount.adapter import get_adapter as providers
from allauth.socialaccount.providers.openid_connect import views as openid
from django.contrib import messages
from django.contrib.auth import authenticate, logout
from django.contrib.auth.decorators import login_required
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods, require_POST

from saferboard.accounts import operations, presenters, queries, sending, trying
from saferboard.accounts.adapters import refused
from saferboard.accounts.forms import AcceptForm, ForgottenForm, NewPasswordForm, SignInForm
from saferboard.domain.refusals import Refused
from saferboard.domain.tries import Trying
from saferboard.ui import clock

NOT_REACHED = (
    "The sign-in of your organisation cannot be reached. Try again in a few minutes, or sign in"
    " with your account name and password."
)
WRONG = (
    "The account name and password do not go together. Try again, or ask the clerk to the board."
)


@never_cache
@sensitive_post_parameters("password")
@require_http_methods(["GET", "POST"])
def sign_in(request: HttpRequest) -> HttpResponse:
    form = SignInForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        user = _known(request, **form.cleaned_data)
        if user is not None:
            login = Login(user=user, redirect_url=_where_next(request, user))
            return perform_password_login(request, {"username": user.username}, login)
        form.add_error(None, WRONG)
    page = {
        "form": form,
        "next": request.POST.get("next") or request.GET.get("next", ""),
        "ended": "ended" in request.GET,
        "providers": presenters.provider_links(providers().list_providers(request)),
    }
    return render(request, "accounts/sign_in.html", page, status=400 if form.errors else 200)


def _known(request: HttpRequest, *, username: str, password: str):
    """Return the account a name and a password open, or None, having counted the try."""
    found, at = queries.by_typed(username), clock.now()
    tried = str(found.pk) if found else username
    trying.allow(Trying.SIGN_IN, tried=tried, network=request.network, at=at)
    user = authenticate(request, username=found.username if found else username, password=password)
    if user is None:
        operations.note_refused(Trying.SIGN_IN, found, tried=tried, network=request.network, at=at)
        return None
    trying.forget(Trying.SIGN_IN, tried=tried)
    return user


def _where_next(request: HttpRequest, user) -> str:
    """What was kept of their typing; or the page asked for, if it is one of this site's."""
    if queries.kept_form(user, at=clock.now()):
        return reverse("accounts:resume")
    wanted = request.POST.get("next", "")
    if url_has_allowed_host_and_scheme(
        wanted, allowed_hosts={request.get_host()}, require_https=request.is_secure()
    ):
        return wanted
    return reverse("home:front")


@never_cache
@require_POST
def sign_in_elsewhere(request: HttpRequest, provider_id: str) -> HttpResponse:
    """
    Go to another provider's sign-in by a link on a page.

    A form of ours may not lead off this site, not even by a redirect: the content policy says so.
    """
    try:
        answer = openid.login(request, provider_id)
    except requests.RequestException:
        return refused(request, NOT_REACHED)
    if answer.status_code != 302:
        return answer
    return render(request, "accounts/going_elsewhere.html", {"address": answer.url})


@require_POST
def sign_out(request: HttpRequest) -> HttpResponse:
    if request.user.is_authenticated:
        operations.note_signed_out(
            request.user, session_key=request.session.session_key, at=clock.now()
        )
    logout(request)
    return redirect("public:front")


@never_cache
@login_required
def resume(request: HttpRequest) -> HttpResponse:
    kept = queries.kept_form(request.user, at=clock.now())
    if request.method == "POST":
        operations.let_form_go(request.user)
        return redirect("home:front")
    if kept is None:
        return redirect("home:front")
    return render(request, "accounts/resume.html", {"kept": kept})


@never_cache
@sensitive_post_parameters("password")
@require_http_methods(["GET", "POST"])
def accept(request: HttpRequest, secret: str) -> HttpResponse:
    """An invitation: opening its link shows what it is, and sending the form spends it."""
    at = clock.now()
    invitation = _standing(request, queries.standing_invitation, secret, at)
    form = AcceptForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            user = operations.accept_invitation(secret, **form.cleaned_data, at=at)
        except Refused as refused:
            taken = refused.refusal.code == "name-taken"
            form.add_error("username" if taken else None, str(refused))
        except ValidationError as error:
            form.add_error("password", error)
        else:
            return _come_in(request, user)
    return render(
        request,
        "accounts/accept.html",
        {"form": form, "invitation": invitation},
        status=400 if form.errors else 200,
    )


def _standing(request: HttpRequest, asked, secret: str, at):
    """Return what a link opens, counting the tries of links that open nothing."""
    trying.allow(Trying.LINK, tried="", network=request.network, at=at)
    try:
        return asked(secret, at=at)
    except Refused:
        if request.method == "POST":
            trying.note(Trying.LINK, tried="", network=request.network, at=at)
        raise


def _come_in(request: HttpRequest, user) -> HttpResponse:
    """Sign somebody in who has just chosen a password; a second factor they have is asked for."""
    logout(request)
    login = Login(user=user, redirect_url=reverse("home:front"))
    return perform_password_login(request, {"username": user.username}, login)


@never_cache
@require_http_methods(["GET", "POST"])
def forgotten(request: HttpRequest) -> HttpResponse:
    """Ask for a link to choose a new password; the answer is the same whoever is named."""
    form = ForgottenForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        at, typed = clock.now(), form.cleaned_data["who"]
        account = queries.by_typed(typed)
        tried = str(account.pk) if account else typed
        trying.allow(Trying.RESET, tried=tried, network=request.network, at=at)
        trying.note(Trying.RESET, tried=tried, network=request.network, at=at)
        if account is not None and account.is_active and account.email:
            sending.send_password_link(account, at=at)
        return render(request, "accounts/forgotten_sent.html")
    return render(
        request, "accounts/forgotten.html", {"form": form}, status=400 if form.errors else 200
    )


@never_cache
@sensitive_post_parameters("password")
@require_http_methods(["GET", "POST"])
def new_password(request: HttpRequest, secret: str) -> HttpResponse:
    at = clock.now()
    link = _standing(request, queries.standing_password_link, secret, at)
    form = NewPasswordForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            user = operations.spend_password_link(secret, form.cleaned_data["password"], at=at)
        except ValidationError as error:
            form.add_error("password", error)
        else:
            messages.success(request, "Your password is changed.")
            return _come_in(request, user)
    return render(
        request,
        "accounts/new_password.html",
        {"form": form, "username": link.account.username},
        status=400 if form.errors else 200,
    )
