"""
The form for giving a paper.
"""

from collections.abc import Iterable
from typing import Any

from django import forms

from saferboard.ui.fields import one_of


class GiveForm(forms.Form):
    """A file, and whose paper it is."""

    def __init__(self, *args: Any, posts: Iterable[tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["file"] = forms.FileField(
            label="The paper",
            help_text="PDF or Word (.docx), up to 20 MB. Word is set like our own papers.",
            error_messages={
                "required": "The paper: choose a file",
                "empty": "The paper: the file is empty. Choose another",
                "max_length": "The paper: give the file a shorter name",
            },
            max_length=200,
        )
        self.fields["owner"] = one_of(
            "Whose paper it is",
            posts,
            hint="Whoever is asked for it in Word, if it is a PDF without tags.",
        )
