"""
Turning what is typed about a sheet into values.
"""

import re
from collections.abc import Iterable, Mapping
from typing import Any

from django import forms

from saferboard.domain.publication import Use
from saferboard.partners.models import Organisation
from saferboard.sheets.definitions import WARDS, SheetDefined
from saferboard.sheets.operations import Filled
from saferboard.sheets.reading import CELL_LENGTH, Asked
from saferboard.ui.fields import one_of, several, words

WHY = "why."
"""What stands before a finding's key in the name of the box for its reason."""
MOST_WHY = 200
_KEY = re.compile(r"[A-Za-z0-9:.\-]{1,200}")


class SheetForm(forms.Form):
    """One box for each cell, one for the reason of each query, and what goes with them."""

    def __init__(self, data: Any, *, asked: Asked, draft: Mapping[str, Any], counter: int) -> None:
        super().__init__(data)
        typed, why = draft.get("typed", {}), draft.get("confirmed", {})
        self.asked = asked
        for cell in asked.cells:
            self.fields[cell.key] = _box(typed.get(cell.key, ""), CELL_LENGTH)
        sent = {} if data is None else dict(data.items())
        keys = [name.removeprefix(WHY) for name in sent if name.startswith(WHY)]
        self.reasons = tuple(dict.fromkeys([*why, *(key for key in keys if _KEY.fullmatch(key))]))[
            :MOST_WHY
        ]
        for key in self.reasons:
            self.fields[WHY + key] = _box(why.get(key, ""), 500)
        self.fields |= _with_them(asked.defined, draft)
        self.fields["counter"] = forms.IntegerField(
            widget=forms.HiddenInput, initial=counter, min_value=0, max_value=2**31 - 1
        )

    def filled(self) -> Filled:
        """Return what was typed.  The form must have been found valid."""
        said = self.cleaned_data
        return Filled(
            typed={cell.key: said[cell.key] for cell in self.asked.cells},
            explanation=said["explanation"],
            incorporate=tuple(said["incorporate"]),
            publish=tuple(said["publish"]),
            confirmed={key: said[WHY + key] for key in self.reasons},
        )

    def go_on_from(self, counter: int) -> None:
        """Have what is typed stand over what is kept by now, which is shown beside it."""
        self.data = self.data.copy()
        self.data["counter"] = str(counter)

    def typed_so_far(self) -> dict[str, str]:
        """Return every cell as it stands in the boxes, whatever is wrong with it."""
        return {cell.key: str(self[cell.key].value() or "") for cell in self.asked.cells}

    def reasons_so_far(self) -> dict[str, str]:
        return {key: str(self[WHY + key].value() or "") for key in self.reasons}


def _box(initial: str, longest: int) -> forms.CharField:
    return forms.CharField(
        required=False,
        initial=initial,
        max_length=longest,
        error_messages={"max_length": f"Write at most {longest} characters in a box"},
    )


def _with_them(defined: SheetDefined, draft: Mapping[str, Any]) -> dict[str, forms.Field]:
    explanation = words(
        "Explanation",
        hint="How these were counted, over whom, and what is not in them.",
        needed=False,
    )
    explanation.initial = draft.get("explanation", "")
    found: dict[str, forms.Field] = {"explanation": explanation}
    for name, label, hint in (
        ("incorporate", f"May be {Use.INCORPORATE.label}", "Partners of the board then see it."),
        ("publish", f"May be {Use.PUBLISH.label}", "Anybody may then see it, in totals too."),
    ):
        boxes = several(
            label,
            [(field.code, field.title) for field in defined.fields],
            hint=f"{hint} What is not ticked is shown to nobody but you and those who check it.",
            needed=False,
        )
        boxes.initial = draft.get(name, [])
        found[name] = boxes
    return found


class AskForm(forms.Form):
    """Which partners to ask for a sheet."""

    def __init__(self, data: Any, *, organisations: Iterable[Organisation]) -> None:
        super().__init__(data)
        self.fields["partners"] = several(
            "Partners to ask", [(one.code, one.name) for one in organisations]
        )


class ReasonForm(forms.Form):
    """Why a return is sent back, or not shared."""

    def __init__(self, data: Any, *, label: str, hint: str = "") -> None:
        super().__init__(data)
        reason = words(label, hint=hint)
        reason.max_length = 1000
        self.fields["reason"] = forms.CharField(
            label=label,
            help_text=hint,
            max_length=1000,
            widget=forms.Textarea,
            error_messages={
                "required": f"{label}: write something",
                "max_length": f"{label}: write at most 1,000 characters",
            },
        )


class WordForm(forms.Form):
    """A partner's own word, and the shared term that it means."""

    def __init__(self, data: Any, *, defined: SheetDefined) -> None:
        super().__init__(data)
        word = words("Your word", hint="As it stands in your own system.", long=False)
        self.fields["word"] = forms.CharField(
            label="Your word",
            help_text=word.help_text,
            max_length=60,
            error_messages={
                "required": "Your word: write it",
                "max_length": "Your word: write at most 60 characters",
            },
        )
        self.fields["term"] = one_of("What it means here", terms(defined))


def terms(defined: SheetDefined) -> list[tuple[str, str]]:
    """Return every shared term with its breakdown, as a choice."""
    return [
        (f"{key}.{term.code}", f"{breakdown.title}: {term.title}")
        for key, breakdown in defined.breakdowns.items()
        if key != WARDS
        for term in breakdown.terms
    ]


class UploadForm(forms.Form):
    """A filled template."""

    file = forms.FileField(
        label="The filled template",
        help_text="The Excel file that you took from here. It is read, and not kept.",
        error_messages={
            "required": "The filled template: choose a file",
            "empty": "The filled template: the file is empty",
            "missing": "The filled template: choose a file",
            "invalid": "The filled template: choose a file",
        },
    )
    typed = forms.ChoiceField(
        label="Where a box holds something else already",
        choices=[("stay", "It stays"), ("replace", "The template’s takes its place")],
        initial="stay",
        widget=forms.RadioSelect,
        error_messages={
            "required": "Where a box holds something else already: choose one",
            "invalid_choice": "Where a box holds something else already: choose one",
        },
    )
