"""
What one types into the search box.
"""

from django import forms

from saferboard.search.matching import LONGEST, asked
from saferboard.search.sources import sources


class SearchForm(forms.Form):
    """Some words, and perhaps a kind and a page of what was found."""

    words = forms.CharField(
        label="Words to look for",
        help_text="All of them must be there. Put words in quotes to have them side by side.",
        max_length=LONGEST,
        error_messages={
            "required": "Enter the words to look for.",
            "max_length": f"Use {LONGEST} characters or fewer.",
        },
    )
    kind = forms.CharField(required=False)
    page = forms.CharField(required=False)

    def clean_words(self) -> str:
        words = self.cleaned_data["words"]
        if not asked(words).phrases:
            raise forms.ValidationError("Enter at least one word of letters or digits.")
        return words

    def clean_kind(self) -> str:
        kind = self.cleaned_data["kind"]
        return kind if kind in {source.kind for source in sources()} else ""

    def clean_page(self) -> int:
        page = self.cleaned_data["page"]
        return int(page) if page.isascii() and page.isdigit() and len(page) < 7 else 1
