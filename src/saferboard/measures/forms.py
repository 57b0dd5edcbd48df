"""
Turning what is asked and typed about measures into values.
"""

from decimal import Decimal
from typing import Any

from django import forms

from saferboard.measures.groups import BETTER, GROUPS, PERIODS
from saferboard.ui.fields import day_limits

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


THRESHOLDS = {
    "none": "Shown as they are: these are not small numbers of people",
    "number": "Not shown below the number given next",
    "undecided": "Not decided yet: no figure of it may be recorded until it is",
}


def _words(label: str, help_text: str = "", *, needed: str = "", long: bool = False) -> Any:
    return forms.CharField(
        label=label,
        help_text=help_text,
        required=bool(needed),
        max_length=1000 if long else 200,
        widget=forms.Textarea if long else forms.TextInput,
        error_messages={"required": needed, "max_length": f"{label}: write it shorter"},
    )


class MeasureForm(forms.Form):
    """A measure of the partnership's own, as its file would have it."""

    slug = forms.SlugField(
        label="Name in addresses and texts",
        help_text="Small letters, figures and hyphens, as street-drinking-calls.",
        max_length=80,
        error_messages={
            "required": "Name in addresses and texts: give a short name",
            "invalid": "Name in addresses and texts: use small letters, figures and hyphens",
        },
    )
    title = _words("Title", needed="Title: say what it is called")
    question = _words("The question it answers", needed="The question it answers: write a question")
    unit = _words("Unit", "What is counted: calls, people, %.", needed="Unit: say what is counted")
    better = forms.ChoiceField(
        label="What would be better", choices=list(BETTER.items()), initial="not stated"
    )
    group = forms.ChoiceField(label="Group", choices=list(GROUPS.items()), initial="other")
    period = forms.ChoiceField(label="Period", choices=list(PERIODS.items()), initial="not stated")
    numerator = _words("What is counted", "Leave empty what is not stated.")
    denominator = _words("Out of what", "Leave empty if it is a count.")
    compared_with = _words("Compared with", "Separate several by commas.")
    ranked_among = _words("Ranked among")
    threshold = forms.ChoiceField(
        label="Small numbers", choices=list(THRESHOLDS.items()), initial="undecided"
    )
    suppress_below = forms.IntegerField(
        label="Not shown below",
        required=False,
        min_value=2,
        max_value=1000,
        widget=forms.TextInput,
        error_messages={
            "invalid": "Not shown below: write a whole number",
            "min_value": "Not shown below: write 2 or more",
            "max_value": "Not shown below: write 1,000 or fewer",
        },
    )
    suppress_because = _words("Why they are not shown")
    suppress_owner = _words("Whose rule that is")
    review_by = forms.DateField(
        label="To be reviewed by",
        help_text="As 2023-03-31.",
        input_formats=["%Y-%m-%d"],
        error_messages={
            "required": "To be reviewed by: give a day, as 2023-03-31",
            "invalid": "To be reviewed by: write the day as 2023-03-31",
        },
        validators=day_limits("To be reviewed by"),
    )
    notes = _words("Note", long=True)

    def clean(self) -> dict[str, Any]:
        given = super().clean() or {}
        if given.get("threshold") == "number":
            for name in ("suppress_below", "suppress_because", "suppress_owner"):
                if name not in self.errors and not given.get(name):
                    label = self.fields[name].label
                    self.add_error(name, f"{label}: give it, since small numbers are not shown")
        question = given.get("question")
        if question and not question.endswith("?"):
            self.add_error("question", "The question it answers: end it with a question mark")
        return given

    def content(self) -> dict[str, Any]:
        """Return what the measure's file would hold, names left out."""
        given = self.cleaned_data
        hidden = given["threshold"] == "number"
        compared = [one.strip() for one in given["compared_with"].split(",") if one.strip()]
        made = {
            "title": given["title"],
            "question": given["question"],
            "counts": {"source": "partner-reports"},
            "unit": given["unit"],
            "better": given["better"],
            "places": ["borough"],
            "suppress_below": given["suppress_below"] if hidden else "none",
            "suppress_because": given["suppress_because"] if hidden else "",
            "suppress_owner": given["suppress_owner"] if hidden else "",
            "threshold_undecided": given["threshold"] == "undecided",
            "group": given["group"],
            "period": given["period"],
            "numerator": given["numerator"],
            "denominator": given["denominator"],
            "compared_with": compared,
            "ranked_among": given["ranked_among"],
            "review_by": given["review_by"].isoformat(),
            "notes": given["notes"],
        }
        return {key: value for key, value in made.items() if value not in ("", [], False)}
