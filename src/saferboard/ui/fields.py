"""
Fields that any form may have, each with what it says when it is wrong.
"""

from typing import Any

from django import forms

DAYS = ("%d %m %Y", "%d/%m/%Y", "%Y-%m-%d", "%d %B %Y")
DAY_HINT = "For example, 27 10 2022"


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
