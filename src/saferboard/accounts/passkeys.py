"""
Forms that carry what a passkey says, made safe against what no passkey would say.
"""

from allauth.mfa.webauthn.forms import (
    AddWebAuthnForm,
    AuthenticateWebAuthnForm,
    LoginWebAuthnForm,
    ReauthenticateWebAuthnForm,
)
from django import forms

NOT_ACCEPTED = "The passkey was not accepted. Try again, or use another way."
_NO_PASSKEY = (KeyError, TypeError, ValueError, AttributeError)
"""What the reader of a passkey raises for JSON of another shape."""


class Guarded:
    """Say no in words where what was sent cannot be read as a passkey's answer."""

    def clean_credential(self):
        try:
            return super().clean_credential()
        except _NO_PASSKEY as error:
            raise forms.ValidationError(NOT_ACCEPTED, code="incorrect_code") from error


class SignInByPasskeyForm(Guarded, LoginWebAuthnForm):
    pass


class AuthenticateForm(Guarded, AuthenticateWebAuthnForm):
    pass


class ReauthenticateForm(Guarded, ReauthenticateWebAuthnForm):
    pass


class AddForm(AddWebAuthnForm):
    name = forms.CharField(
        label="What you call it",
        help_text="So that you know it from another.",
        required=False,
        max_length=60,
    )

    def clean(self):
        try:
            return super().clean()
        except _NO_PASSKEY as error:
            raise forms.ValidationError(NOT_ACCEPTED, code="incorrect_code") from error
