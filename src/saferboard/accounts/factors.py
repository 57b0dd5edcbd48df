"""
Second factors: django-allauth's own views, with a line in the ledger for each act, a limit on
tries, and, in a demonstration only, the code itself.
"""

import json
import time

from allauth.account.views import ReauthenticateView
from allauth.mfa import app_settings
from allauth.mfa.base.views import AuthenticateView, IndexView
from allauth.mfa.base.views import ReauthenticateView as ReauthenticateByFactorView
from allauth.mfa.models import Authenticator
from allauth.mfa.recovery_codes.views import (
    GenerateRecoveryCodesView,
    ViewRecoveryCodesView,
)
from allauth.mfa.totp.internal.auth import format_hotp_value, hotp_value
from allauth.mfa.totp.views import ActivateTOTPView, DeactivateTOTPView
from allauth.mfa.utils import decrypt
from allauth.mfa.webauthn.views import (
    AddWebAuthnView,
    LoginWebAuthnView,
    ReauthenticateWebAuthnView,
    RemoveWebAuthnView,
)
from django.conf import settings
from django.contrib import messages
from django.core.serializers.json import DjangoJSONEncoder
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse_lazy

from saferboard.accounts import operations, queries, sessions, trying
from saferboard.domain.tries import Trying
from saferboard.ui import clock

KINDS = {
    Authenticator.Type.TOTP: "code app",
    Authenticator.Type.WEBAUTHN: "passkey",
    Authenticator.Type.RECOVERY_CODES: "recovery codes",
}


def demonstration_code(user) -> str:
    """
    Return the code of this half minute of an invented person's device, or nothing.

    Only ever in a demonstration, whose people have no telephones.
    """
    if not settings.SAFERBOARD_SITE["demo"]:
        return ""
    device = Authenticator.objects.filter(user=user, type=Authenticator.Type.TOTP).first()
    if device is None:
        return ""
    counter = int(time.time()) // app_settings.TOTP_PERIOD
    return format_hotp_value(hotp_value(decrypt(device.data["secret"]), counter))


class RiddleInWords:
    """Give a page what its passkey is asked as text, since no page carries a script's data."""

    def get_context_data(self, **kwargs) -> dict:
        page = super().get_context_data(**kwargs)
        if "js_data" in page:
            page["js_data"] = json.dumps(page["js_data"], cls=DjangoJSONEncoder)
        return page


class CountsTries(RiddleInWords):
    """Count each wrong code of an account, and answer 429 when there were too many."""

    def _whose(self):
        return self.request.user

    def post(self, request: HttpRequest, *args, **kwargs) -> HttpResponse:
        self.request = request
        user = self._whose()
        trying.allow(Trying.CODE, tried=str(user.pk), network=request.network, at=clock.now())
        return super().post(request, *args, **kwargs)

    def form_invalid(self, form) -> HttpResponse:
        user = self._whose()
        operations.note_refused(
            Trying.CODE,
            user,
            tried=str(user.pk),
            network=self.request.network,
            at=clock.now(),
        )
        response = super().form_invalid(form)
        response.status_code = 400
        return response

    def form_valid(self, form) -> HttpResponse:
        trying.forget(Trying.CODE, tried=str(self._whose().pk))
        return super().form_valid(form)

    def get_context_data(self, **kwargs) -> dict:
        page = super().get_context_data(**kwargs)
        page.pop("site", None)  # django-allauth's would hide this house's, which every page needs
        return page | {"demonstration_code": demonstration_code(self._whose())}


class Authenticate(CountsTries, AuthenticateView):
    def _whose(self):
        return self.stage.login.user


class ReauthenticateByFactor(CountsTries, ReauthenticateByFactorView):
    pass


class ReauthenticateByPasskey(CountsTries, ReauthenticateWebAuthnView):
    def form_invalid(self, form) -> HttpResponse:
        response = super().form_invalid(form)
        response.status_code = 302
        return response


class ReauthenticateByPassword(CountsTries, ReauthenticateView):
    def get_context_data(self, **kwargs) -> dict:
        return super().get_context_data(**kwargs) | {"demonstration_code": ""}


class ActivateApp(ActivateTOTPView):
    def form_valid(self, form) -> HttpResponse:
        response = super().form_valid(form)
        _added(self.request, Authenticator.Type.TOTP)
        return response

    def form_invalid(self, form) -> HttpResponse:
        response = super().form_invalid(form)
        response.status_code = 400
        return response


class DeactivateApp(DeactivateTOTPView):
    def form_valid(self, form) -> HttpResponse:
        response = super().form_valid(form)
        _removed(self.request, Authenticator.Type.TOTP)
        return response


class AddPasskey(RiddleInWords, AddWebAuthnView):
    def form_valid(self, form) -> HttpResponse:
        response = super().form_valid(form)
        _added(self.request, Authenticator.Type.WEBAUTHN)
        return response

    def form_invalid(self, form) -> HttpResponse:
        response = super().form_invalid(form)
        response.status_code = 400
        return response


class RemovePasskey(RemoveWebAuthnView):
    success_url = reverse_lazy("mfa_index")

    def form_valid(self, form) -> HttpResponse:
        response = super().form_valid(form)
        _removed(self.request, Authenticator.Type.WEBAUTHN)
        return response


class SignInByPasskey(LoginWebAuthnView):
    def form_invalid(self, form) -> HttpResponse:
        network = self.request.network
        trying.allow(Trying.CODE, tried="", network=network, at=clock.now())
        operations.note_refused(Trying.CODE, None, tried="", network=network, at=clock.now())
        messages.error(self.request, "The passkey was not accepted. Try again, or use a password.")
        return redirect("account_login")


class NewRecoveryCodes(GenerateRecoveryCodesView):
    def dispatch(self, request: HttpRequest, *args, **kwargs) -> HttpResponse:
        if request.user.is_authenticated and not queries.has_factor(request.user):
            return redirect("mfa_index")
        return super().dispatch(request, *args, **kwargs)

    def form_valid(self, form) -> HttpResponse:
        response = super().form_valid(form)
        operations.note_factor_added(
            self.request.user, kind=KINDS[Authenticator.Type.RECOVERY_CODES], at=clock.now()
        )
        return response


def _added(request: HttpRequest, kind: Authenticator.Type) -> None:
    """
    Whoever set up a factor has just proved that they have it: their session is verified, and
    the recovery codes that come with it may be shown.
    """
    from allauth.account.internal.flows.login import record_authentication

    record_authentication(request, request.user, "mfa", type=kind.value)
    sessions.note_factor_added(request)
    operations.note_factor_added(request.user, kind=KINDS[kind], at=clock.now())


def _removed(request: HttpRequest, kind: Authenticator.Type) -> None:
    operations.note_factor_removed(request.user, kind=KINDS[kind], by=request.user, at=clock.now())


authenticate = Authenticate.as_view()
reauthenticate = ReauthenticateByFactor.as_view()
reauthenticate_by_passkey = ReauthenticateByPasskey.as_view()
reauthenticate_by_password = ReauthenticateByPassword.as_view()
index = IndexView.as_view()
activate_app = ActivateApp.as_view()
deactivate_app = DeactivateApp.as_view()
add_passkey = AddPasskey.as_view()
remove_passkey = RemovePasskey.as_view()
sign_in_by_passkey = SignInByPasskey.as_view()
recovery_codes = ViewRecoveryCodesView.as_view()
new_recovery_codes = NewRecoveryCodes.as_view()
