"""
What a person types to come in.
"""

from django import forms
from django.contrib.auth import authenticate


class SignInForm(forms.Form):
    """A name and a password; says one thing whatever is wrong, so that names cannot be tried."""

    username = forms.CharField(
        label="Account name",
        max_length=150,
        widget=forms.TextInput(attrs={"autocomplete": "username"}),
        error_messages={"required": "Enter your account name"},
    )
    password = forms.CharField(
        label="Password",
        widget=forms.PasswordInput(attrs={"autocomplete": "current-password"}),
        error_messages={"required": "Enter your password"},
    )

    def __init__(self, *args, request=None, **kwargs):
        super().__init__(*args, **kwargs)
        self.request = request
        self.user = None

    def clean(self):
        typed = super().clean()
        if typed.get("username") and typed.get("password"):
            self.user = authenticate(self.request, **typed)
            if self.user is None:
                raise forms.ValidationError(
                    "The account name and password do not go together. Try again, or ask the"
                    " clerk to the board."
                )
        return typed
