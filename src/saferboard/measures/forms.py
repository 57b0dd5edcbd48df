"""
Turning what is asked and typed about measures into values.
"""

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
