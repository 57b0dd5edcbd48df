"""
What a password must be: long, and not one that comes first to mind.

Three random words, as the National Cyber Security Centre advises: no rule of capitals and
signs, no expiry, pasting allowed.  Nothing typed is sent to anybody to be looked up.
"""

from django.conf import settings
from django.core.exceptions import ValidationError

SHORTEST = 12
LONGEST = 200
ADVICE = (
    f"Use at least {SHORTEST} characters. Three random words are easy to remember and hard to"
    " guess. You may paste it from a password manager."
)
_FEW = 5
"""How many different characters a password has at least."""
_OVERUSED = ("password", "saferboard", "letmein", "qwertyui", "12345678", "welcome", "community")


class LongEnough:
    """At least twelve characters, and no more than can be typed."""

    def validate(self, password: str, user=None) -> None:
        if len(password) < SHORTEST:
            raise ValidationError(
                f"The password is too short. Use at least {SHORTEST} characters: three random"
                " words will do.",
                code="too-short",
            )
        if len(password) > LONGEST:
            raise ValidationError(
                f"The password is longer than {LONGEST} characters. Use a shorter one.",
                code="too-long",
            )

    def get_help_text(self) -> str:
        return ADVICE


class NotTheFirstThought:
    """Not the partnership's name, not one character again and again, not a known beginning."""

    def validate(self, password: str, user=None) -> None:
        small = "".join(c for c in password.casefold() if c.isalnum())
        if len(set(password)) < _FEW:
            raise ValidationError(
                "The password repeats a few characters. Use three random words.", code="repeats"
            )
        names = [settings.SAFERBOARD_SITE["name"], settings.SAFERBOARD_SITE["area"]]
        words = {w for name in names for w in name.casefold().split() if len(w) > _FEW}
        left = small
        for word in sorted(words | set(_OVERUSED), key=len, reverse=True):
            left = left.replace(word, "")
        if len(left) < len(small) and len(left) < SHORTEST - _FEW:
            raise ValidationError(
                "The password is little more than the partnership’s name or a word everybody"
                " uses. Use three random words.",
                code="first-thought",
            )

    def get_help_text(self) -> str:
        return ""
