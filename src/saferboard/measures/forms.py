"""
Turning what is asked and typed about measures into values.
"""

from decimal import Decimal

from django import forms

from saferboard.measures.groups import GROUPS

STATES = {"checked": "Checked", "proposed": "Proposed"}


class CatalogueForm(forms.Form):
    """What a reader looks for among the measures; everything may be left empty."""

    words = forms.CharField(label="Words", required=False, max_length=100)
    group = forms.ChoiceField(
        label="Group", required=False, choices=[("", "Every group"), *GROUPS.items()]
    )
    state = forms.ChoiceField(
        label="Definition", required=False, choices=[("", "Checked or proposed"), *STATES.items()]
    )


class Pounds(forms.DecimalField):
    """A sum of money as people write it, with or without a sign and commas."""

    def __init__(self, label: str, help_text: str = "") -> None:
        super().__init__(
            label=label,
            help_text=help_text,
            required=False,
            min_value=Decimal(0),
            max_digits=12,
            decimal_places=2,
            widget=forms.TextInput,
            error_messages={
                "invalid": f"{label}: write a sum of money in figures, as 40,500",
                "min_value": f"{label}: a saving is not below nought",
                "max_digits": f"{label}: write a smaller sum",
                "max_whole_digits": f"{label}: write a smaller sum",
                "max_decimal_places": f"{label}: write no more than two figures after the point",
            },
        )

    def to_python(self, value: object) -> Decimal | None:
        if isinstance(value, str):
            value = value.replace("£", "").replace(",", "").strip()
        return super().to_python(value)


class SavingsForm(forms.Form):
    """What the savings calculator is given."""

    scams = Pounds("Scams: money that will not be lost, in pounds")
    doorstep = Pounds("Doorstep crime: money that will not be lost, in pounds")
    units = forms.IntegerField(
        label="Call blockers installed",
        required=False,
        min_value=0,
        max_value=100_000,
        widget=forms.TextInput,
        error_messages={
            "invalid": "Call blockers installed: write a whole number",
            "min_value": "Call blockers installed: write 0 or more",
            "max_value": "Call blockers installed: write 100,000 or fewer",
        },
    )
    friends = Pounds("Friends Against Scams: money that will not be lost, in pounds")
    friends_health = Pounds(
        "Friends Against Scams: health and quality of life, in pounds",
        "It follows no share that the papers state, so it is typed.",
    )
