"""
Turning what a contributor types into values.
"""

from typing import Any

from django import forms

from saferboard.returns.answering.operations import LONGEST
from saferboard.returns.rounds.forms import of_posts
from saferboard.ui.fields import one_of

KEEP, SEND = "keep", "send"


class WriteForm(forms.Form):
    """The box.  `counter` is that of the draft it was shown with."""

    counter = forms.IntegerField(
        widget=forms.HiddenInput, required=False, min_value=0, max_value=2_000_000_000
    )
    words = forms.CharField(
        label="What happened",
        help_text=(
            "Leave an empty line between paragraphs. Begin an entry of a list with “- ”. A figure"
            " that is held already may be written as {cctv-incidents 2022-23 Q2}."
        ),
        required=False,
        strip=False,
        max_length=LONGEST,
        widget=forms.Textarea,
    )


class CorrectForm(WriteForm):
    """The box once its text was accepted: a correction says why."""

    why = forms.CharField(
        label="Why it is corrected",
        help_text="Kept with the new version.",
        required=False,
        max_length=1000,
    )


class DeclineForm(forms.Form):
    reason = forms.CharField(
        label="Why no update will come",
        help_text="The board sees that it was declined, and whoever asked reads why.",
        max_length=1000,
        widget=forms.Textarea,
        error_messages={"required": "Why no update will come: write why"},
    )


class ElsewhereForm(forms.Form):
    where = forms.CharField(
        label="Where it stands",
        help_text="For example, Priority 1 or P1-09.",
        max_length=100,
        error_messages={"required": "Where it stands: name the priority or the commitment"},
    )


class HandOnForm(forms.Form):
    def __init__(self, *args: Any, colleagues: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["post"] = one_of("To whom", of_posts(colleagues))


class _Filled(forms.Form):
    typed = forms.ChoiceField(
        label="Where a text is typed on the page already",
        choices=[("stay", "It stays"), ("replace", "The new one takes its place")],
        initial="stay",
        widget=forms.RadioSelect,
        error_messages={
            "required": "Where a text is typed already: choose one",
            "invalid_choice": "Where a text is typed already: choose one",
        },
    )


class UploadForm(_Filled):
    file = forms.FileField(
        label="The filled template",
        help_text="The Word or Excel file that you took from here, up to 5 MB.",
        error_messages={
            "required": "The filled template: choose a file",
            "empty": "The file is empty. Choose the one you filled in.",
        },
    )
    field_order = ["file", "typed"]


class PasteForm(_Filled):
    table = forms.CharField(
        label="The table",
        help_text=(
            "Two columns, copied from Excel or Word: the reference, as P1-03, and the text."
            " A first line of headings may stay."
        ),
        max_length=200_000,
        strip=False,
        widget=forms.Textarea,
        error_messages={"required": "The table: paste it here"},
    )
    field_order = ["table", "typed"]
