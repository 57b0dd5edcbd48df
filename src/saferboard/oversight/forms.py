"""
What the data protection officer asks.
"""

from django import forms

from saferboard.oversight.questions import Asked, Question
from saferboard.ui.fields import day_limits
from saferboard.ui.words import counted

DAYS = ["%Y-%m-%d", "%d %m %Y", "%d/%m/%Y", "%d %B %Y", "%d %b %Y"]
WRONG_DAY = "Enter a day, such as 27 10 2022"
AT_MOST = 10
"""References in one question."""


def _day(label: str, hint: str) -> forms.DateField:
    return forms.DateField(
        label=label,
        help_text=hint,
        required=False,
        input_formats=DAYS,
        error_messages={"invalid": WRONG_DAY},
        validators=day_limits(label),
    )


class PeriodForm(forms.Form):
    """A question about nothing in particular, for a period."""

    since = _day("From", "For example, 1 10 2022. Leave it empty for the beginning")
    until = _day("To", "For example, 27 10 2022. Leave it empty for today")

    def clean(self):
        typed = super().clean()
        since, until = typed.get("since"), typed.get("until")
        if since and until and until < since:
            self.add_error("until", "Enter a day that is not before the first")
        return typed

    def asked(self, question: Question) -> Asked:
        """Return the question as it was typed."""
        typed = self.cleaned_data
        what = typed.get("what", ())
        return Asked(
            question,
            what=tuple(what) if isinstance(what, list) else (what,) if what else (),
            since=typed["since"],
            until=typed["until"],
        )


class ReferencesForm(PeriodForm):
    what = forms.CharField(
        label="Reference",
        help_text="As on the thing’s page, such as request 12. Several with commas between",
        max_length=300,
        error_messages={"required": "Enter a reference, such as request 12"},
    )
    field_order = ["what", "since", "until"]

    def clean_what(self):
        typed = (one.strip() for one in self.cleaned_data["what"].split(","))
        found = list(dict.fromkeys(filter(None, typed)))
        if not found:
            raise forms.ValidationError("Enter a reference, such as request 12")
        if len(found) > AT_MOST:
            raise forms.ValidationError(f"Enter up to {counted(AT_MOST, 'reference')} at a time")
        return found


class AgreementForm(ReferencesForm):
    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["what"].label = "Agreement"
        self.fields["what"].help_text = "Its reference, as it stands on its page"


class AccountForm(PeriodForm):
    what = forms.ChoiceField(
        label="Account", error_messages={"invalid_choice": "Choose an account from the list"}
    )
    field_order = ["what", "since", "until"]

    def __init__(self, *args, accounts, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["what"].choices = accounts


def form_for(question: Question, typed, accounts) -> PeriodForm:
    """Return the form of a question; `accounts` are asked for only where they are needed."""
    match question:
        case Question.SEEN:
            return ReferencesForm(typed)
        case Question.UNDER:
            return AgreementForm(typed)
        case Question.BY:
            return AccountForm(typed, accounts=accounts())
        case Question.REFUSED | Question.EMERGENCY:
            return PeriodForm(typed)


class NoticeForm(forms.Form):
    """What explains a notice; whether a reason is needed, the operation says."""

    reason = forms.CharField(
        label="What explains it",
        help_text="Up to 300 letters, and nothing about whom the look was at",
        required=False,
        max_length=300,
        widget=forms.Textarea,
        error_messages={"max_length": "Use up to 300 letters; you have %(show_value)d"},
    )
