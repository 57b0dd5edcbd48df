"""
What is asked of every request of somebody signed in: is the session still theirs, and is it
verified as far as their posts need.
"""

from urllib.parse import urlencode

from django.contrib.auth import logout
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse

from saferboard.accounts import operations, sessions
from saferboard.accounts.permissions import needs_second_factor
from saferboard.accounts.trying import TooMany
from saferboard.domain.refusals import Refused
from saferboard.ui import clock

OPEN_TO_THE_UNVERIFIED = frozenset(
    {
        "account_logout",
        "account_reauthenticate",
        "mfa_activate_totp",
        "mfa_add_webauthn",
        "mfa_download_recovery_codes",
        "mfa_reauthenticate",
        "mfa_reauthenticate_webauthn",
        "mfa_view_recovery_codes",
        "accounts:second-factor",
    }
)
"""All that opens before a second factor is given to an account that needs one."""
_FORM_LIMIT = 200_000
_NOT_KEPT = ("password", "csrfmiddlewaretoken", "code", "credential")


class StandingSessions:
    """End a session that stood idle, and hold one that is not verified at the second factor."""

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.get_response(request)

    def process_view(self, request, view, args, kwargs) -> HttpResponse | None:
        if not request.user.is_authenticated:
            return None
        if sessions.is_over(request):
            return self._ended(request, view)
        sessions.touch(request, at=clock.now())
        name = request.resolver_match.view_name
        if name in OPEN_TO_THE_UNVERIFIED or sessions.is_verified(request, request.user):
            return None
        if needs_second_factor(request.user, on=clock.today()):
            return redirect("accounts:second-factor")
        return None

    def _ended(self, request: HttpRequest, view) -> HttpResponse:
        """Go to the sign-in page and come back, with what was typed if this page's form sent it."""
        user, at = request.user, clock.now()
        if request.method == "POST" and not getattr(view, "csrf_exempt", False):
            self._keep(request, user, at)
        operations.note_signed_out(
            user, session_key=request.session.session_key, at=at, why="nothing was done"
        )
        logout(request)
        query = urlencode({"next": request.get_full_path(), "ended": "yes"})
        return redirect(f"{reverse('account_login')}?{query}")

    def _keep(self, request: HttpRequest, user, at) -> None:
        fields = [
            [name, value]
            for name, values in request.POST.lists()
            for value in values
            if not any(part in name for part in _NOT_KEPT)
        ]
        size = sum(len(name) + len(value) for name, value in fields)
        if not fields or size > _FORM_LIMIT or len(request.get_full_path()) > 500:
            return
        try:
            operations.keep_form(user, request.get_full_path(), fields, at=at)
        except Refused:
            # Without keys to seal it with, nothing typed is kept in the clear.
            return


class TriedTooOften:
    """Answer 429, with when to try again, where somebody has to wait."""

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.get_response(request)

    def process_exception(self, request: HttpRequest, exception: Exception) -> HttpResponse | None:
        if not isinstance(exception, TooMany):
            return None
        response = render(
            request,
            "accounts/too_many.html",
            {
                "what": exception.what.label,
                "protects": exception.what.protects,
                "until": exception.until,
            },
            status=429,
        )
        seconds = (exception.until - clock.now()).total_seconds()
        response.headers["Retry-After"] = str(max(1, int(seconds) + 1))
        return response
