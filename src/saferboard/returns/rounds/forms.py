"""
Turning what is typed about a round into values.
"""

import re
from collections.abc import Iterable, Mapping
from typing import Any

from django import forms

from saferboard.domain.states import UPDATE_MOVES, UpdateState
from saferboard.partners.models import Post
from saferboard.ui.fields import DayField, one_of

ACCEPT, BACK = "accept", "back"
POST = "post."
"""What stands before a data sheet's slug in the name of the list of its posts."""
FURTHEST = 90
"""Days from the due day within which a reminder may be."""


class RhythmField(forms.CharField):
    """Days counted from the due day: `-7, -1, 1` is a week and a day before, and a day after."""

    def __init__(self) -> None:
        super().__init__(
            label="Remind whoever has not sent, in days from the due day",
            help_text="-7, -1, 1, 7 is a week and a day before it, and a day and a week after it."
            " Leave empty for no reminders.",
            required=False,
            max_length=60,
        )

    def clean(self, value: Any) -> tuple[int, ...]:
        said = [one for one in re.split(r"[,;\s]+", super().clean(value)) if one]
        try:
            days = sorted({int(one) for one in said if re.fullmatch(r"[+-]?\d{1,3}", one, re.A)})
        except ValueError:
            days = []
        if len(days) != len(set(said)) or any(abs(one) > FURTHEST for one in days):
            raise forms.ValidationError(
                f"Remind: write whole days between -{FURTHEST} and {FURTHEST}, as -7, -1, 1"
            )
        return tuple(days)


class OpenForm(forms.Form):
    """What may be changed before a round is opened: who is asked, the day, the rhythm."""

    due = DayField("Due on")
    rhythm = RhythmField()
    tell = forms.ChoiceField(
        label="Write to every post that is asked",
        choices=[
            ("yes", "Yes, one letter each, with a link to its list"),
            ("no", "No, they are told otherwise"),
        ],
        widget=forms.RadioSelect,
        error_messages={
            "required": "Write to every post: choose one",
            "invalid_choice": "Write to every post: choose one",
        },
    )
    ask = forms.MultipleChoiceField(
        required=False,
        widget=forms.CheckboxSelectMultiple,
        error_messages={"invalid_choice": "Who is asked: choose from the list"},
    )

    def __init__(
        self,
        *args: Any,
        choices: Any,
        posts: Mapping[str, tuple[str, list[tuple[str, str]]]],
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, **kwargs)
        self.fields["ask"].choices = list(choices)
        for slug, (code, others) in posts.items():
            self.fields[POST + slug] = forms.ChoiceField(
                choices=others,
                initial=code,
                required=False,
                error_messages={"invalid_choice": "Who is asked: choose from the list"},
            )

    def posts(self) -> dict[str, str]:
        """Return the post chosen for each data sheet.  The form must have been found valid."""
        said = self.cleaned_data.items()
        return {name.removeprefix(POST): code for name, code in said if name.startswith(POST)}


class DueForm(forms.Form):
    due = DayField("Take answers until")


class JudgeForm(forms.Form):
    """What is made of one update: only what it may become is offered."""

    number = forms.IntegerField(widget=forms.HiddenInput, required=False, min_value=0)
    what = forms.ChoiceField(
        label="What is done",
        widget=forms.RadioSelect,
        error_messages={
            "required": "What is done: choose one",
            "invalid_choice": "What is done: choose from the list",
        },
    )
    reason = forms.CharField(
        label="Reason",
        help_text="Needed when it goes back: whoever sent it reads this.",
        required=False,
        max_length=1000,
        widget=forms.Textarea,
    )

    def __init__(self, *args: Any, choices: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["what"].choices = list(choices)


def what_may_be_done(state: UpdateState, *, waits: bool) -> list[tuple[str, str]]:
    """Return what may be made of an update where it stands, in words."""
    choices = []
    if waits and state in (UpdateState.RECEIVED, UpdateState.ACCEPTED):
        correction = state is UpdateState.ACCEPTED
        choices.append((ACCEPT, "Accept the correction" if correction else "Accept it, and lock"))
        choices.append((BACK, "Turn it down" if correction else "Send it back"))
    for to, label in (
        (UpdateState.NOT_PROVIDED, "Note that it was not provided"),
        (UpdateState.NOT_REQUESTED, "Withdraw the request"),
    ):
        if to in UPDATE_MOVES[state]:
            choices.append((to.value, label))
    return choices


class AskAlsoForm(forms.Form):
    def __init__(self, *args: Any, others: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["post"] = one_of("Whom to ask too", of_posts(others))


def of_posts(found: Iterable[Post]) -> list[tuple[str, str]]:
    """Return posts as choices, each with its organisation."""
    return [(post.code, f"{post.title}, {post.organisation.name}") for post in found]
