"""
What an owner is asked, and the clerk.
"""

from typing import Any

from django import forms

from saferboard.domain.states import ActionState
from saferboard.ui.fields import DayField, one_of, words

PROGRESS, MORE_TIME, DONE = "progress", "more-time", "done"
CONFIRM, CHANGE, REFUSE, AGAIN = "confirm", "change-date", "refuse-time", "open-again"
REPORTS = (
    (PROGRESS, "How it stands"),
    (MORE_TIME, "That more time is needed"),
    (DONE, "That it is done"),
)


class ReportForm(forms.Form):
    """How an action stands, in its owner's words."""

    what = one_of("What do you want to say?", REPORTS)
    text = words("In your own words", hint="What was done, what is left, or why time is needed.")
    until = DayField("The day you ask for", required=False, hint="Only to ask for more time.")

    def __init__(self, *args: Any, **more: Any) -> None:
        super().__init__(*args, **more)
        self.fields["what"].widget = forms.RadioSelect(choices=REPORTS)

    def clean(self) -> dict[str, Any]:
        said = super().clean() or {}
        if said.get("what") == MORE_TIME and not said.get("until") and "until" not in self.errors:
            self.add_error("until", "The day you ask for: give a day, as 27 10 2022")
        return said


class SettleForm(forms.Form):
    """What the clerk decides about an action."""

    what = one_of("What do you decide?", ())
    text = words("Why, or what was done", needed=False)
    until = DayField("The new date", required=False, hint="Only to change the date.")

    def __init__(self, *args: Any, state: ActionState, **more: Any) -> None:
        super().__init__(*args, **more)
        choices = settlements(state)
        self.fields["what"].choices = choices
        self.fields["what"].widget = forms.RadioSelect(choices=choices)

    def clean(self) -> dict[str, Any]:
        said = super().clean() or {}
        if said.get("what") == CHANGE and not said.get("until") and "until" not in self.errors:
            self.add_error("until", "The new date: give a day, as 27 10 2022")
        if said.get("what") in (CHANGE, REFUSE, AGAIN) and not said.get("text"):
            self.add_error("text", "Why, or what was done: write something")
        return said


def settlements(state: ActionState) -> list[tuple[str, str]]:
    """Return what the clerk may decide of an action in a state."""
    if state is ActionState.DONE:
        return [(AGAIN, "Open it again: it is not done")]
    if state is ActionState.REPORTED_DONE:
        return [(CONFIRM, "Confirm that it is done"), (AGAIN, "Open it again: it is not done")]
    choices = [(CONFIRM, "It is done"), (CHANGE, "Change its date")]
    if state is ActionState.MORE_TIME_ASKED:
        choices.append((REFUSE, "Refuse the time that was asked for"))
    return choices


class MatterForm(forms.Form):
    """A row of the report on matters arising, or why it is left out."""

    what = one_of("In the report?", ())
    matter = words("What was asked", needed=False)
    update = words("What has been done since", needed=False)
    reason = words("Why it is left out", needed=False, long=False, hint="Only to leave it out.")

    def __init__(self, *args: Any, **more: Any) -> None:
        super().__init__(*args, **more)
        choices = [("keep", "Yes, in these words"), ("leave-out", "No, leave it out")]
        self.fields["what"].choices = choices
        self.fields["what"].widget = forms.RadioSelect(choices=choices)

    def clean(self) -> dict[str, Any]:
        said = super().clean() or {}
        if said.get("what") == "leave-out" and not said.get("reason"):
            self.add_error("reason", "Why it is left out: write something")
        for name in ("matter", "update"):
            if said.get("what") == "keep" and not said.get(name) and name not in self.errors:
                self.add_error(name, f"{self.fields[name].label}: write something")
        return said
