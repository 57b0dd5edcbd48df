"""
The form for a supplement.
"""

from collections.abc import Iterable
from typing import Any

from django import forms

from saferboard.ui.fields import several


class SupplementForm(forms.Form):
    """Which items, and why they come after the agenda."""

    def __init__(self, *args: Any, items: Iterable[tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["items"] = several(
            "Which items",
            items,
            hint="An item that is not on the agenda as it was issued is ticked already.",
        )
        self.fields["reason"] = forms.CharField(
            label="Why they come after the agenda",
            help_text="Printed on the front of the supplement and beside each paper.",
            max_length=500,
            widget=forms.Textarea,
            error_messages={
                "required": "Why they come after the agenda: write something",
                "max_length": "Why they come after the agenda: use 500 characters or fewer",
            },
        )
