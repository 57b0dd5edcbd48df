"""
Fields that any form may have, each with what it says when it is wrong.
"""

import datetime as dt
from typing import Any

from django import forms
from django.core.validators import MaxValueValidator, MinValueValidator

DAYS = ("%d %m %Y", "%d/%m/%Y", "%Y-%m-%d", "%d %B %Y")
FIRST, LAST = dt.date(1900, 1, 1), dt.date(2199, 12, 31)
DAY_HINT = "For example, 27 10 2022"


def day_limits(label: str) -> list:
    """Return what keeps a day within reach: beyond, a day before or after it cannot be reckoned."""
    return [
        MinValueValidator(FIRST, f"{label}: give a day from {FIRST.year} on"),
        MaxValueValidator(LAST, f"{label}: give a day before {LAST.year + 1}"),
    ]


class DayField(forms.DateField):
    """A day typed as it is said or written."""

    def __init__(self, label: str, *, required: bool = True, hint: str = "") -> None:
        super().__init__(
            label=label,
            required=required,
            help_text=f"{hint} {DAY_HINT}".strip(),
            input_formats=DAYS,
            widget=forms.DateInput(format="%d %m %Y", attrs={"size": 10}),
            error_messages={
                "required": f"{label}: give a day, as 27 10 2022",
                "invalid": f"{label}: write the day as 27 10 2022",
            },
            validators=day_limits(label),
        )


def words(label: str, *, hint: str = "", needed: bool = True, long: bool = True) -> forms.CharField:
    return forms.CharField(
        label=label,
        help_text=hint,
        required=needed,
        max_length=4000 if long else 200,
        widget=forms.Textarea if long else forms.TextInput,
        error_messages={"required": f"{label}: write something"},
    )


def several(label: str, choices: Any, *, hint: str = "", needed: bool = True) -> Any:
    return forms.MultipleChoiceField(
        label=label,
        choices=list(choices),
        help_text=hint,
        required=needed,
        widget=forms.CheckboxSelectMultiple,
        error_messages={
            "required": f"{label}: choose at least one",
            "invalid_choice": f"{label}: choose from the list",
        },
    )


def one_of(label: str, choices: Any, *, hint: str = "", needed: bool = True) -> Any:
    return forms.ChoiceField(
        label=label,
        choices=[("", "Choose"), *choices],
        help_text=hint,
        required=needed,
        error_messages={
            "required": f"{label}: choose one",
            "invalid_choice": f"{label}: choose from the list",
        },
    )
