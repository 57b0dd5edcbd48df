"""
A document dropped to be checked.
"""

from django import forms
from django.core.files.uploadedfile import UploadedFile

LARGEST = 20 * 1024 * 1024
"""Bytes of one document.  Larger ones are for the command line."""

TOGETHER = 4
"""How many documents may be held against each other at once."""


class SeveralFiles(forms.FileInput):
    allow_multiple_selected = True


class DocumentsField(forms.FileField):
    """One document or several, each within the limits."""

    widget = SeveralFiles

    def clean(self, data, initial=None) -> list[UploadedFile]:
        given = list(data) if isinstance(data, (list, tuple)) else [data]
        kept = [super(DocumentsField, self).clean(one, initial) for one in given or [None]]
        if len(kept) > TOGETHER:
            raise forms.ValidationError(f"Choose up to {TOGETHER} documents at a time.")
        for one in kept:
            if one.size > LARGEST:
                raise forms.ValidationError(
                    f"{one.name} is larger than {LARGEST // 1024 // 1024} MB. Choose a smaller"
                    " document, or use `saferboard check` on your own machine."
                )
        return kept


class DocumentForm(forms.Form):
    documents = DocumentsField(
        label="Documents",
        help_text=(
            "PDF, Word, Excel, HTML, Markdown or text, up to 20 MB each. Several are held against"
            " each other. Nothing is kept."
        ),
        error_messages={
            "required": "Choose a document",
            "empty": "The document is empty. Choose another.",
        },
    )
