"""
What django-allauth asks of this house.

Nobody opens an account for themselves, here or by another provider; letters go by our own
outbox; secrets of code apps are sealed.
"""

from allauth.account.adapter import DefaultAccountAdapter
from allauth.core.exceptions import ImmediateHttpResponse
from allauth.mfa.adapter import DefaultMFAAdapter
from allauth.mfa.models import Authenticator
from allauth.socialaccount.adapter import DefaultSocialAccountAdapter
from allauth.socialaccount.models import SocialAccount
from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse

from saferboard.accounts import operations, sessions
from saferboard.accounts.queries import by_typed
from saferboard.accounts.resealing import SECRETS
from saferboard.partners.sealed import ring
from saferboard.sealing import seal, unseal
from saferboard.ui import clock

RECENTLY = 10 * 60
"""Seconds after signing in during which a first second factor is added without signing in again."""


class AccountAdapter(DefaultAccountAdapter):
    """Signing in and what follows from it."""

    error_messages = DefaultAccountAdapter.error_messages | {
        "incorrect_password": "That is not your password. Try again.",
        "too_many_login_attempts": "There were too many tries. Wait for a few minutes.",
    }

    def is_open_for_signup(self, request: HttpRequest) -> bool:
        return False

    def login(self, request: HttpRequest, user) -> None:
        super().login(request, user)
        sessions.begin(request, user, at=clock.now())

    def get_login_redirect_url(self, request: HttpRequest) -> str:
        return reverse("home:front")

    def respond_user_inactive(self, request: HttpRequest, user) -> HttpResponse:
        return redirect("account_login")

    def add_message(self, request, level, message_template=None, *args, **kwargs) -> None:
        """The pages say what was done in their own words."""

    def send_mail(self, template_prefix, email, context) -> None:
        raise AssertionError("letters go by the house's own outbox")

    def get_client_ip(self, request: HttpRequest) -> str:
        return request.META.get("REMOTE_ADDR") or "0.0.0.0"  # noqa: S104 - where none is known

    def get_reauthentication_methods(self, user) -> list[dict]:
        words = {
            "reauthenticate": "Use your password",
            "mfa_reauthenticate": "Use a code",
            "mfa_reauthenticate:webauthn": "Use a passkey",
        }
        found = super().get_reauthentication_methods(user)
        return [one | {"description": words[one["id"]]} for one in found]

    def is_reauthentication_required(self, *, app: str, **kwargs) -> bool:
        """Whoever has just come in by a password adds their first factor without it again."""
        if Authenticator.objects.filter(user=self.request.user).exists():
            return not sessions.has_just_added_a_factor(self.request)
        return not sessions.came_in_within(self.request, seconds=RECENTLY)


class FactorAdapter(DefaultMFAAdapter):
    """Second factors."""

    error_messages = DefaultMFAAdapter.error_messages | {
        "incorrect_code": "The code is not right, or was used already. Type the one shown now.",
        "cannot_generate_recovery_codes": "Set up a second factor first.",
    }

    def get_totp_issuer(self) -> str:
        return settings.SAFERBOARD_SITE["name"]

    def get_totp_label(self, user) -> str:
        return user.username

    def _get_user_identifier(self, user) -> str:
        return user.username

    def _get_site_name(self) -> str:
        return settings.SAFERBOARD_SITE["name"]

    def encrypt(self, text: str) -> str:
        return seal(text, ring(), place=SECRETS)

    def decrypt(self, encrypted_text: str) -> str:
        return unseal(encrypted_text, ring(), place=SECRETS)

    def generate_authenticator_name(self, user, type) -> str:
        kept = Authenticator.objects.filter(user=user, type=type).count()
        return f"Passkey {kept + 1}"

    def send_notification_mail(self, *args, **kwargs) -> None:
        """The ledger has it, and the account's own page shows it."""


NOT_INVITED = (
    "{name} says who you are, and no open account here has the address it gives. Accounts are by"
    " invitation: ask the administrator."
)
NOT_VERIFIED = (
    "{name} does not say that it has verified your address, so it is not known to be yours. Sign in"
    " with your account name and password, or ask {name}."
)


class ProviderAdapter(DefaultSocialAccountAdapter):
    """
    Signing in with a council's or a force's own account.

    It opens no account: it is linked, the first time, to the account that was opened by
    invitation for the address that the provider has verified.
    """

    def is_open_for_signup(self, request: HttpRequest, sociallogin) -> bool:
        return False

    def pre_social_login(self, request: HttpRequest, sociallogin) -> None:
        name = sociallogin.provider.name
        if not sociallogin.is_existing:
            account = self._invited(request, sociallogin, name)
            sociallogin.connect(request, account)
            operations.link_provider(account, provider=name, at=clock.now())
        if not sociallogin.user.is_active:
            raise ImmediateHttpResponse(refused(request, NOT_INVITED.format(name=name)))
        if _brought_a_factor(sociallogin):
            sessions.note_factor_brought(request, sociallogin.user)
        # What the provider says of a person is not ours to keep: only that it is they.
        sociallogin.account.extra_data = {}
        sociallogin.account.save(update_fields=["extra_data"])

    def _invited(self, request: HttpRequest, sociallogin, name: str):
        given = [one for one in sociallogin.email_addresses if one.email]
        verified = [one.email for one in given if one.verified is True]
        if given and not verified:
            raise ImmediateHttpResponse(refused(request, NOT_VERIFIED.format(name=name)))
        found = [user for one in verified if (user := by_typed(one)) and user.email]
        taken = SocialAccount.objects.filter(provider=sociallogin.account.provider)
        matching = [
            user
            for user in found
            if user.is_active
            and user.email.casefold() in _folded(verified)
            and not taken.filter(user=user).exists()
        ]
        if not matching:
            raise ImmediateHttpResponse(refused(request, NOT_INVITED.format(name=name)))
        return matching[0]

    def on_authentication_error(
        self, request, provider, error=None, exception=None, extra_context=None
    ) -> None:
        words = (
            f"{getattr(provider, 'name', 'The provider')} did not say who you are, so you are not"
            " signed in. Try again, or sign in with your account name and password."
        )
        raise ImmediateHttpResponse(refused(request, words))

    def populate_user(self, request, sociallogin, data):
        return sociallogin.user


def refused(request: HttpRequest, words: str) -> HttpResponse:
    """Return the page that says why another provider's word was not enough."""
    return render(request, "accounts/provider_refused.html", {"words": words}, status=403)


def _folded(addresses: list[str]) -> set[str]:
    return {one.casefold() for one in addresses}


def _brought_a_factor(sociallogin) -> bool:
    """Whether the provider is declared to bring its own second factor, and says that it did."""
    if not sociallogin.provider.app.settings.get("brings_second_factor"):
        return False
    claims = sociallogin.account.extra_data.get("id_token", {})
    given = claims.get("amr") or ()
    methods = {given} if isinstance(given, str) else set(given)
    wanted = sociallogin.provider.app.settings.get("acr") or ""
    return bool(methods & {"mfa", "otp", "hwk", "swk", "fpt", "face", "pop"}) or (
        bool(wanted) and claims.get("acr") == wanted
    )
