"""
What a person types to come in, to invite somebody, to choose a password.
"""

from django import forms
from django.core.validators import RegexValidator

from saferboard.accounts.passwords import ADVICE, LONGEST
from saferboard.ui.fields import day_limits

DAYS = ["%d/%m/%Y", "%d %m %Y", "%d %B %Y", "%d.%m.%Y", "%Y-%m-%d"]


class SignInForm(forms.Form):
    """A name and a password; says one thing whatever is wrong, so that names cannot be tried."""

    username = forms.CharField(
        label="Account name",
        max_length=254,
        widget=forms.TextInput(attrs={"autocomplete": "username webauthn"}),
        error_messages={"required": "Enter your account name"},
    )
    password = forms.CharField(
        label="Password",
        max_length=LONGEST,
        strip=False,
        widget=forms.PasswordInput(attrs={"autocomplete": "current-password"}),
        error_messages={"required": "Enter your password"},
    )


def _new_password(label: str = "Password") -> forms.CharField:
    return forms.CharField(
        label=label,
        help_text=ADVICE,
        strip=False,
        widget=forms.PasswordInput(attrs={"autocomplete": "new-password"}),
        error_messages={"required": "Enter a password"},
    )


class AcceptForm(forms.Form):
    """The account name and password of somebody invited."""

    username = forms.CharField(
        label="Account name",
        help_text="What you will sign in with: letters, digits, dots and hyphens.",
        max_length=60,
        validators=[
            RegexValidator(
                r"^[A-Za-z0-9][A-Za-z0-9.\-]+$",
                "Use letters, digits, dots and hyphens, and begin with a letter or a digit.",
            )
        ],
        widget=forms.TextInput(attrs={"autocomplete": "username"}),
        error_messages={"required": "Enter an account name"},
    )
    password = _new_password()


class NewPasswordForm(forms.Form):
    """A new password, by a link."""

    password = _new_password("New password")


class ChangePasswordForm(forms.Form):
    """A new password, by whoever knows the old one."""

    current = forms.CharField(
        label="Current password",
        strip=False,
        widget=forms.PasswordInput(attrs={"autocomplete": "current-password"}),
        error_messages={"required": "Enter your current password"},
    )
    password = _new_password("New password")


class ForgottenForm(forms.Form):
    """Whose password is forgotten."""

    who = forms.CharField(
        label="Account name or email address",
        max_length=254,
        widget=forms.TextInput(attrs={"autocomplete": "username"}),
        error_messages={"required": "Enter your account name or email address"},
    )


def _day(label: str, hint: str) -> forms.DateField:
    return forms.DateField(
        label=label,
        help_text=f"{hint} For example, 27/10/2022.",
        input_formats=DAYS,
        widget=forms.TextInput(),
        error_messages={
            "required": f"Enter a day for “{label}”",
            "invalid": f"{label} must be a real day, for example 27/10/2022",
        },
        validators=day_limits(label),
    )


class InviteForm(forms.Form):
    """Whom to invite, into what, from when."""

    name = forms.CharField(
        label="Full name",
        max_length=200,
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
        error_messages={"required": "Enter the person’s name"},
    )
    email = forms.EmailField(
        label="Email address",
        help_text="The invitation goes here. Use the address of their organisation.",
        error_messages={
            "required": "Enter the person’s email address",
            "invalid": "Enter an email address such as name@example.gov.uk",
        },
    )
    post = forms.ChoiceField(
        label="Post", error_messages={"required": "Choose the post they come into"}
    )
    since = _day("From", "The first day on which they hold the post.")

    def __init__(self, *args, posts=(), **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["post"].choices = [("", "Choose a post"), *posts]


class FillForm(forms.Form):
    """Which account comes into a post, and when."""

    account = forms.ChoiceField(
        label="Person", error_messages={"required": "Choose who comes into the post"}
    )
    since = _day("From", "Whoever holds the post leaves it the day before.")

    def __init__(self, *args, accounts=(), **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["account"].choices = [("", "Choose a person"), *accounts]


class EndForm(forms.Form):
    """The day from which somebody no longer holds a post."""

    from_day = _day("No longer from", "The first day on which they do not hold the post.")
