"""
Turning into values what is typed about all of a body's agendas.
"""

from typing import Any

from django import forms

from saferboard.domain.clocks import Bound
from saferboard.meetings.agendas.forms import (
    VERBAL,
    manner,
    minutes,
    posts,
    tick,
    title_field,
    whole,
)
from saferboard.meetings.agendas.standing.operations import RulesWanted, StandingWanted
from saferboard.meetings.models import ItemKind
from saferboard.ui.fields import one_of, words


class StandingForm(forms.Form):
    """An item that stands on every agenda."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["title"] = title_field()
        kinds = [(k.value, k.label) for k in ItemKind if k.value]
        self.fields["kind"] = one_of(
            "What is put under it", kinds, needed=False, hint="Leave it at “Choose” for nothing"
        )
        self.fields["presenter"] = one_of("Who presents it", posts(), needed=False, hint="A post")
        self.fields["expected_minutes"] = minutes()
        self.fields["manner"] = manner()
        self.fields["note"] = words("Note", needed=False)

    def wanted(self) -> StandingWanted:
        said = self.cleaned_data
        return StandingWanted(
            title=said["title"],
            kind=ItemKind(said["kind"]),
            presenter=said["presenter"],
            expected_minutes=said["expected_minutes"],
            verbal=said["manner"] == VERBAL,
            note=said["note"],
        )


class RulesForm(forms.Form):
    """What a body goes by in publishing and in taking questions."""

    bound = forms.ChoiceField(
        label="Is the body bound by the law on access to a principal council’s meetings?",
        help_text="Local Government Act 1972, section 100B: five clear days",
        choices=[(one.value, one.label) for one in Bound],
        widget=forms.RadioSelect,
        error_messages=dict.fromkeys(
            ("required", "invalid_choice"), "Choose whether the body is bound"
        ),
    )
    agenda_clear_days = whole(
        "Its own clear days for the agenda", most=60, hint="Leave empty if it has no such rule"
    )
    papers_days = whole(
        "Working days before the meeting that papers reach the clerk", most=60,
        hint="Leave empty if it has no such rule",
    )  # fmt: skip
    minutes_days = whole(
        "Working days after the meeting that draft minutes are out", most=90,
        hint="Leave empty if it has no such rule",
    )  # fmt: skip
    takes_questions = tick("It takes questions from councillors and the public")
    question_days = whole(
        "Working days before the meeting for a question on any matter", most=60, needed=True
    )
    report_question_days = whole(
        "Working days after the agenda for a question about a report", most=60, needed=True
    )
    questions_by = forms.TimeField(
        label="Until what time",
        help_text="For example, 17:00",
        input_formats=["%H:%M", "%H.%M"],
        widget=forms.TimeInput(format="%H:%M", attrs={"size": 5}),
        error_messages=dict.fromkeys(("required", "invalid"), "Until what time: write it as 17:00"),
    )
    authority = words("Where the rules are written", needed=False, long=False)

    def wanted(self) -> RulesWanted:
        said = dict(self.cleaned_data)
        said["bound"] = Bound(said["bound"])
        said["takes_questions"] = bool(said["takes_questions"])
        return RulesWanted(**said)
