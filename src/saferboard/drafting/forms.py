"""
What is typed about the next strategy.
"""

from typing import Any

from django import forms
from django.core.validators import MaxValueValidator, MinValueValidator

from saferboard.drafting.models import OutputKind, Who
from saferboard.drafting.operations import (
    DraftWritten,
    GroupWritten,
    OutputWritten,
    open_bodies,
)
from saferboard.instruments.forms import LinesField, posts
from saferboard.instruments.models import Instrument
from saferboard.plans.keeping.forms import TARGET_HINT, TargetField, measures
from saferboard.ui.fields import DayField, one_of, several, words


def year(label: str) -> forms.IntegerField:
    limits = [
        MinValueValidator(1998, f"{label}: give a year from 1998 to 2099"),
        MaxValueValidator(2099, f"{label}: give a year from 1998 to 2099"),
    ]
    return forms.IntegerField(
        label=label,
        widget=forms.NumberInput(attrs={"size": 4}),
        validators=limits,
        error_messages={
            "required": f"{label}: give a year, as 2024",
            "invalid": f"{label}: write the year as 2024",
        },
    )


class OpenForm(forms.Form):
    """A strategy to be drafted, and the groups that draft it."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        plans = Instrument.objects.order_by("title", "id").values_list("code", "title")
        free = list(plans.filter(draft=None))
        self.fields["title"] = words("Title", long=False)
        self.fields["first_year"] = year("First year")
        self.fields["last_year"] = year("Last year")
        self.fields["instrument"] = one_of(
            "Its place in the library", free, hint="Add it there first, as a draft"
        )
        self.fields["supersedes"] = one_of("It takes the place of", plans, needed=False)
        self.fields["steering"] = LinesField(
            "Groups that steer or help", hint="One a line: their part becomes no priority"
        )
        self.fields["themes"] = LinesField(
            "Groups whose part becomes a priority", hint="One a line", needed=True
        )
        self.fields["questions"] = LinesField("Questions to the board")

    def written(self) -> DraftWritten:
        said = self.cleaned_data
        names = ("title", "first_year", "last_year", "instrument", "supersedes", "questions")
        return DraftWritten(**{name: said[name] for name in names})

    def groups(self) -> list[GroupWritten]:
        said = self.cleaned_data
        steering = [GroupWritten(name) for name in said["steering"]]
        return steering + [GroupWritten(name, makes_priority=True) for name in said["themes"]]


class GroupForm(forms.Form):
    """A group: what it is called, what it is for, who leads it, whom it works with."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["name"] = words("Name", long=False)
        self.fields["role"] = LinesField("Role")
        self.fields["makes_priority"] = one_of(
            "Its part becomes", [("yes", "A priority"), ("no", "No priority")]
        )
        self.fields["lead"] = one_of("Led by", posts(), needed=False)
        self.fields["bodies"] = several("Works with", _bodies(), needed=False)

    def written(self) -> GroupWritten:
        said = self.cleaned_data
        return GroupWritten(**said | {"makes_priority": said["makes_priority"] == "yes"})


def _bodies() -> list[tuple[str, str]]:
    return list(open_bodies().order_by("name", "id").values_list("code", "name"))


class DecideForm(forms.Form):
    """What was decided or proposed about the groups."""

    day = DayField("Day")
    says = words("What was decided or proposed")
    source = words("Where it is said", long=False, hint="A meeting and its minute, or a paper")
    groups = LinesField(
        "Groups then", hint="One a line; a name that is new becomes a group", needed=True
    )


class JoinForm(forms.Form):
    def __init__(self, *args: Any, posts: list[tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["post"] = one_of("Post", posts)
        self.fields["note"] = words("Note", needed=False, long=False)


class OutputForm(forms.Form):
    """Something a group puts forward."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["kind"] = one_of("It is", OutputKind.choices)
        self.fields["text"] = words("What is put forward")
        self.fields["measure"] = one_of("Figure it is told by", measures(), needed=False)
        self.fields["owner"] = one_of("Post that is to do it", posts(), needed=False)

    def written(self) -> OutputWritten:
        said = self.cleaned_data
        return OutputWritten(**said | {"kind": OutputKind(said["kind"])})


class StageForm(forms.Form):
    def __init__(self, *args: Any, groups: list[tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["what"] = words("What is to be reached", long=False)
        self.fields["target"] = TargetField("By", hint=TARGET_HINT)
        self.fields["group"] = one_of(
            "Whose step it is", groups, needed=False, hint="None for all groups"
        )

    def clean(self) -> dict[str, Any]:
        said = super().clean() or {}
        if not said.get("target") and "target" not in self.errors:
            self.add_error("target", "By: give a day, a month, a quarter or a year")
        return said


class AskForm(forms.Form):
    text = words("Question to the public", long=False)


class AnswerForm(forms.Form):
    """What the public answered, without who answered it."""

    who = one_of("Who said it", Who.choices)
    text = words("What they said", hint="No names, and nothing a person could be known by")
    said_by = forms.IntegerField(
        label="How many said it",
        min_value=1,
        max_value=1_000_000,
        initial=1,
        widget=forms.NumberInput(attrs={"size": 6}),
        error_messages={
            "required": "How many said it: write a number",
            "invalid": "How many said it: write a whole number",
        },
    )
    came_of_it = words("What came of it", needed=False)


class AdoptForm(forms.Form):
    on = DayField("Day it was adopted")
    adopted_in = words("Meeting and minute", long=False, hint="The board of that day, minute 52")
