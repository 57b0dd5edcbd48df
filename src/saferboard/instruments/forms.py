"""
What is typed about instruments.
"""

from collections.abc import Iterable
from typing import Any

from django import forms

from saferboard.domain.instruments import InstrumentKind, RelationKind
from saferboard.instruments.models import Instrument
from saferboard.partners.models import Post
from saferboard.ui.fields import DayField, one_of, several, words

MANY = 20
"""Names of one instrument, and things a table compares by."""


def lines(text: str) -> list[str]:
    return [line.strip() for line in text.splitlines() if line.strip()]


def posts() -> list[tuple[str, str]]:
    found = Post.objects.select_related("organisation").order_by("title", "id")
    return [(post.code, f"{post.title}, {post.organisation.name}") for post in found]


class LinesField(forms.CharField):
    """Short texts, one a line."""

    def __init__(self, label: str, *, hint: str = "One a line", needed: bool = False) -> None:
        super().__init__(
            label=label,
            help_text=hint,
            required=needed,
            max_length=4000,
            widget=forms.Textarea(attrs={"rows": 4}),
            error_messages={"required": f"{label}: write at least one"},
        )

    def clean(self, value: Any) -> list[str]:
        found = lines(super().clean(value))
        if len(found) > MANY:
            raise forms.ValidationError(f"{self.label}: write {MANY} or fewer")
        if any(len(line) > 200 for line in found):
            raise forms.ValidationError(f"{self.label}: keep each to 200 characters")
        return found


class InstrumentForm(forms.Form):
    """Everything about an instrument but its state, its versions, and what it stands by."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["title"] = words("Title", long=False)
        self.fields["kind"] = one_of("Kind", [(k.value, k.label) for k in InstrumentKind])
        self.fields["aliases"] = LinesField("Other names", hint="One a line; all are searched")
        self.fields["owner"] = one_of(
            "Post that looks after it", posts(), needed=False, hint="Whoever holds it"
        )
        self.fields["owner_as_stated"] = words(
            "Who looks after it, if no post here does", needed=False, long=False
        )
        self.fields["period"] = words(
            "Period", needed=False, long=False, hint="As it says: 2020–23"
        )
        self.fields["since"] = DayField("First day", required=False)
        self.fields["until"] = DayField("Last day", required=False)
        self.fields["rhythm"] = words(
            "How often it is reviewed", needed=False, long=False, hint="As it says: every 6 months"
        )
        self.fields["review_months"] = forms.IntegerField(
            label="Months between reviews",
            required=False,
            min_value=1,
            max_value=120,
            help_text="Sets the next day when a review is noted",
            widget=forms.NumberInput(attrs={"size": 3}),
        )
        self.fields["review_on"] = DayField("Next review", required=False)
        self.fields["about"] = words("What it is", needed=False)


class VersionForm(forms.Form):
    changes = words("What changed", hint="Or that it is the first")
    dated = DayField("Dated", required=False)
    as_stated = forms.CharField(
        label="When, in words",
        help_text="Where its day is not known, for example “Published in 2021”",
        required=False,
        max_length=100,
    )
    document = forms.FileField(
        label="Document",
        required=False,
        help_text="PDF, Word or text, up to 20 MB",
        error_messages={"empty": "The document is empty"},
    )


class RelationForm(forms.Form):
    def __init__(self, *args: Any, others: Iterable[Instrument], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        kinds = [(kind.value, kind.label) for kind in RelationKind]
        self.fields["kind"] = one_of("This one", kinds)
        self.fields["other"] = one_of("The other", [(one.code, one.title) for one in others])


class MatrixForm(forms.Form):
    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        held = [(one.code, one.title) for one in Instrument.objects.order_by("title", "id")]
        self.fields["title"] = words("Title", long=False)
        self.fields["about"] = words("Why they are compared", needed=False)
        self.fields["instruments"] = several("What to compare", held, hint="Two at least")
        self.fields["aspects"] = LinesField(
            "Compare them by",
            hint="One a line. Kind, state, owner, period and review are there already",
            needed=True,
        )


class AspectsForm(forms.Form):
    """What one instrument says of each thing a table compares by."""

    def __init__(self, *args: Any, aspects: Iterable[str], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for number, aspect in enumerate(aspects, start=1):
            self.fields[f"aspect-{number}"] = words(
                aspect, hint="Leave it empty where it says nothing", needed=False
            )
