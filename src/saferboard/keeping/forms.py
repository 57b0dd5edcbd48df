"""
What the data protection officer types.
"""

from django import forms

from saferboard.domain.retention import RequestKind
from saferboard.ui.fields import day_limits

LONGEST = 300
DAYS = ["%Y-%m-%d", "%d %m %Y", "%d/%m/%Y", "%d %B %Y", "%d %b %Y"]
WRONG_DAY = "Enter a day, such as 27 10 2022"


def day_field(label: str, hint: str = "For example, 27 10 2022") -> forms.DateField:
    return forms.DateField(
        label=label,
        help_text=hint,
        input_formats=DAYS,
        error_messages={"required": WRONG_DAY, "invalid": WRONG_DAY},
        validators=day_limits(label),
    )


def words_field(label: str, missing: str, hint: str = "", *, needed: bool = True):
    return forms.CharField(
        label=label,
        help_text=hint,
        required=needed,
        max_length=LONGEST,
        error_messages={
            "required": missing,
            "max_length": f"Use up to {LONGEST} letters; you have %(show_value)d",
        },
    )


class TermForm(forms.Form):
    years = forms.IntegerField(
        label="Years", min_value=0, max_value=100, error_messages={"required": "Enter the years"}
    )
    months = forms.IntegerField(
        label="Months", min_value=0, max_value=11, error_messages={"required": "Enter the months"}
    )
    authority = words_field(
        "On whose authority",
        "Say on whose authority",
        "An Act, the council’s retention schedule, a decision and its day",
    )

    def clean(self):
        typed = super().clean()
        if not self.errors and not (typed["years"] or typed["months"]):
            self.add_error("years", "Enter years, months or both")
        return typed


class HoldForm(forms.Form):
    until = day_field("Keep it until")
    reason = words_field(
        "Why it is kept", "Say why it is kept", "A legal claim, an inquiry, an open complaint"
    )


class RequestForm(forms.Form):
    kind = forms.ChoiceField(
        label="What they ask for", choices=[(k.value, k.label) for k in RequestKind]
    )
    name = words_field("Name of the person who asks", "Enter the name of the person who asks")
    contact = words_field("How to reach them", "", "Kept sealed", needed=False)
    account = forms.CharField(
        label="Their account name here, if they have one", required=False, max_length=150
    )
    received = day_field("Received on")
    asked = forms.CharField(
        label="What they asked, in their words",
        help_text="Kept sealed",
        required=False,
        max_length=4000,
        widget=forms.Textarea,
    )


class ReasonForm(forms.Form):
    """One box of words; whether they will do, the operation says."""

    words = words_field("", "", needed=False)

    def __init__(self, *args, label: str, hint: str, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["words"].label, self.fields["words"].help_text = label, hint
