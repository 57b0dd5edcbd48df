"""
The boxes in which one field is corrected.
"""

from typing import Any

from django import forms

from saferboard.keeping.forms import LONGEST
from saferboard.partners.record_kinds import Correctable
from saferboard.ui.fields import words


class CorrectForm(forms.Form):
    """What is right, and how that is known."""

    def __init__(self, *args: Any, one: Correctable, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["value"] = forms.CharField(
            label=one.label,
            help_text="Write it as it should be",
            required=not one.may_be_empty,
            max_length=one.most,
            initial=one.value,
            widget=forms.Textarea(attrs={"rows": 3}) if one.most > LONGEST else forms.TextInput,
            error_messages={
                "required": f"{one.label}: write what is right",
                "max_length": f"{one.label}: use up to {one.most} letters",
            },
        )
        self.fields["reason"] = words(
            "Reason", hint="How it is known that this is right. Kept sealed", long=False
        )
