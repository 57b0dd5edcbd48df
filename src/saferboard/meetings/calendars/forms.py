"""
What is typed to plan days, call a meeting, and change one.
"""

import datetime as dt
from typing import Any

from django import forms

from saferboard.domain.periods import Quarter
from saferboard.meetings.calendars.clashes import clashes
from saferboard.partners.models import Post
from saferboard.partners.presenters import post_choices
from saferboard.ui import clock
from saferboard.ui.fields import DayField, one_of

ANYWAY = [("yes", "Yes, on that day all the same")]
MOST = 366


def _time(label: str, *, required: bool) -> forms.TimeField:
    return forms.TimeField(
        label=label,
        required=required,
        help_text="For example, 10:30",
        input_formats=["%H:%M", "%H.%M", "%I.%M %p", "%I:%M %p"],
        widget=forms.TimeInput(format="%H:%M", attrs={"size": 5}),
        error_messages={
            "required": f"{label}: give a time, as 10:30",
            "invalid": f"{label}: write the time as 10:30",
        },
    )


def _line(label: str, most: int, *, hint: str = "", required: bool = False) -> forms.CharField:
    return forms.CharField(
        label=label,
        max_length=most,
        help_text=hint,
        required=required,
        error_messages={"required": f"{label}: write something"},
    )


class Warned(forms.Form):
    """A form with a day, which is taken with a warning only where somebody says so."""

    def __init__(self, *args: Any, body: Any, user: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.body, self.user = body, user

    def ask_again(self) -> None:
        """Ask, last, whether a day with a warning is meant."""
        self.fields["anyway"] = forms.MultipleChoiceField(
            label="If there is a warning about the day",
            choices=ANYWAY,
            required=False,
            widget=forms.CheckboxSelectMultiple,
        )

    def clean(self) -> dict[str, Any]:
        typed: dict[str, Any] = super().clean() or {}
        day = typed.get("day")
        if day is None or typed.get("anyway"):
            return typed
        found = clashes(self.body, day, day, seen_by=self.user, on=clock.today()).on(day)
        if found:
            self.add_error("day", [*found, "Give another day, or say that this one is meant."])
        return typed


class YearForm(forms.Form):
    """From which day a body's rhythm makes the days of its year."""

    first = DayField("First day", hint="The others follow from it, to the end of March.")
    starts = _time("Time", required=False)


class DayForm(Warned):
    """One day to plan."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["day"] = DayField("Day")
        self.fields["starts"] = _time("Time", required=False)
        self.fields["said"] = _line("Where it is said", 300, hint="A minute, a letter.")
        self.ask_again()


class MoveDayForm(Warned):
    """To which day a planned day moves."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["day"] = DayField("New day")
        self.ask_again()


class CountForm(forms.Form):
    """How often a body met in a quarter."""

    quarter = _line("Quarter", 20, hint="For example, 2022-23 Q1", required=True)
    count = forms.IntegerField(
        label="How often it was held",
        min_value=0,
        max_value=MOST,
        widget=forms.NumberInput(attrs={"size": 3}),
        error_messages={
            "required": "How often it was held: give a whole number",
            "invalid": "How often it was held: give a whole number",
        },
    )
    said = _line("Where it is said", 300, hint="The paper that counts it.", required=True)

    def clean_quarter(self) -> Quarter:
        try:
            return Quarter.parse(self.cleaned_data["quarter"])
        except (ValueError, AssertionError) as error:
            words = "Quarter: write it as 2022-23 Q1"
            raise forms.ValidationError(words) from error


class CallForm(Warned):
    """When and where a meeting is, and whom to ask about it."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["day"] = DayField("Day")
        self.fields["starts"] = _time("Time", required=True)
        self.fields["place"] = _line("Place", 200, hint="Leave empty for “not stated”.")
        kept = Post.objects.select_related("organisation")
        found = list(kept.order_by("organisation__name", "title", "id"))
        self.fields["contact"] = one_of("Whom to ask about it", post_choices(found), needed=False)
        self.ask_again()


class MoveForm(Warned):
    """To when a meeting moves, and why."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["day"] = DayField("New day")
        self.fields["starts"] = _time("New time", required=True)
        self.fields["reason"] = _line("Why", 500, required=True)
        self.ask_again()


class PlaceForm(forms.Form):
    """Where a meeting is held, and why that changed."""

    place = _line("Place", 200, hint="Leave empty for “not stated”.")
    reason = _line("Why it changes", 500, hint="Needed where another place was stated.")


class ReasonForm(forms.Form):
    """Why a meeting is put off or cancelled."""

    reason = _line("Why", 500, required=True)


def day_in(text: str) -> dt.date | None:
    """Return the day an address names, or None where it names none."""
    try:
        return dt.date.fromisoformat(text)
    except ValueError:
        return None
