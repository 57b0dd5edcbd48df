"""
What is typed about who does what by when, and about what reviews recommend.
"""

from collections.abc import Sequence
from typing import Any

from django import forms

from saferboard.domain.instruments import InstrumentKind
from saferboard.domain.states import UNDERTAKING_MOVES, UndertakingState
from saferboard.domain.targets import NotATarget, Target, read_target
from saferboard.instruments.models import Instrument
from saferboard.measures.definitions import defined, definitions
from saferboard.partners.models import Post
from saferboard.plans.keeping.operations import Assigned, UndertakingWritten
from saferboard.plans.keeping.queries import commitments_named, partners_named
from saferboard.ui.fields import one_of, several, words

TARGET_HINT = "A day, a month, a quarter or a year: 31 3 2023, March 2023, Q4 2022/23, 2023"


class TargetField(forms.CharField):
    """A date as it was promised, in the words it was promised in."""

    def __init__(self, label: str = "Target date", *, hint: str = TARGET_HINT) -> None:
        super().__init__(
            label=label,
            help_text=hint,
            required=False,
            max_length=60,
            widget=forms.TextInput(attrs={"size": 20}),
        )

    def clean(self, value: Any) -> Target | None:
        said = super().clean(value)
        if not said:
            return None
        try:
            return read_target(said)
        except NotATarget as wrong:
            raise forms.ValidationError(f"{self.label}: {wrong}") from wrong


def posts() -> list[tuple[str, str]]:
    found = Post.objects.select_related("organisation").order_by("title", "id")
    return [(post.code, f"{post.title}, {post.organisation.name}") for post in found]


def measures(held: Sequence[str] = ()) -> list[tuple[str, str]]:
    """Return every measure there is, and those linked already that were added on the screen."""
    named = {slug: one.title for slug, one in definitions().items()}
    named |= {slug: defined(slug).title for slug in held if slug not in named}
    return sorted(named.items(), key=lambda one: (one[1], one[0]))


class AssignForm(forms.Form):
    """Who does a commitment, and the figures it bears on."""

    def __init__(self, *args: Any, held: Sequence[str] = (), **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        add_assigned(self, held)

    def assigned(self) -> Assigned:
        said = self.cleaned_data
        return Assigned(said["owner"], said["contributors"], said["measures"])


def add_assigned(form: forms.Form, held: Sequence[str]) -> None:
    form.fields["owner"] = one_of("Owner", posts(), needed=False, hint="A post, whoever holds it")
    form.fields["contributors"] = several("Contributors", partners_named(), needed=False)
    form.fields["measures"] = several("Figures it bears on", measures(held), needed=False)


class TargetForm(forms.Form):
    """A target date, and why it is another than before."""

    def __init__(self, *args: Any, held: str = "", **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["target"] = TargetField(hint=f"{TARGET_HINT}. Leave it empty for none")
        hint = f"It is {held} now. Shown with the change, to anyone" if held else "If there is one"
        self.fields["reason"] = words("Reason", hint=hint, needed=False)


class UndertakingForm(forms.Form):
    """What a review recommends or a commitment needs; its date only where it is new."""

    def __init__(
        self, *args: Any, held: Sequence[str] = (), is_new: bool = True, **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        self.fields["text"] = words("What is to be done")
        self.fields["review"] = one_of("Review that recommends it", _reviews(), needed=False)
        self.fields["commitment"] = one_of(
            "Commitment it belongs to", commitments_named(), needed=False
        )
        self.fields["source"] = words(
            "Where it is said", needed=False, long=False, hint="A report and its paragraph"
        )
        if is_new:
            self.fields["target"] = TargetField()
        self.fields["owner_as_stated"] = words(
            "Who looks after it, if no post here does", needed=False, long=False
        )
        add_assigned(self, held)

    def clean(self) -> dict[str, Any]:
        said = super().clean() or {}
        if not self.errors and not said.get("review") and not said.get("commitment"):
            self.add_error(
                "review", "Review that recommends it: choose one, or a commitment it belongs to"
            )
        return said

    def written(self) -> UndertakingWritten:
        said = self.cleaned_data
        return UndertakingWritten(
            text=said["text"],
            review=said["review"],
            commitment=said["commitment"],
            source=said["source"],
            owner_as_stated=said["owner_as_stated"],
            assigned=Assigned(said["owner"], said["contributors"], said["measures"]),
            target=said.get("target"),
        )


def _reviews() -> list[tuple[str, str]]:
    """Return what may recommend something: reviews first, then plans and the rest."""
    found = list(Instrument.objects.order_by("title", "id"))
    found.sort(key=lambda one: one.kind != InstrumentKind.REVIEW)
    return [(one.code, one.title) for one in found]


class MoveForm(forms.Form):
    """How an undertaking stands, and what shows it."""

    def __init__(self, *args: Any, now: UndertakingState, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        to = [state for state in UndertakingState if state in UNDERTAKING_MOVES[now]]
        self.fields["to"] = one_of("It is now", [(state.value, state.label) for state in to])
        self.fields["reason"] = words(
            "Evidence or reason",
            needed=False,
            hint="What shows that it is closed, or why it is not taken up",
        )
