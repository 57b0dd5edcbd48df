"""
What is typed about how a commitment stands.
"""

from collections.abc import Sequence
from typing import Any

from django import forms

from saferboard.domain.periods import Quarter
from saferboard.domain.rag import Status
from saferboard.plans.rating.operations import Declared
from saferboard.ui.fields import one_of, several, words

FACET = 60
COMPLETES = "yes"


class DeclareForm(forms.Form):
    """A status for a quarter, and what it rests on."""

    def __init__(
        self,
        *args: Any,
        quarters: Sequence[Quarter],
        statuses: Sequence[Status],
        facets: Sequence[str],
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, **kwargs)
        self.fields["quarter"] = one_of("Quarter", [(str(one), one.label) for one in quarters])
        self.fields["status"] = one_of("Status", [(one.value, one.label) for one in statuses])
        had = f" Rated before: {', '.join(facets)}" if facets else ""
        self.fields["facet"] = forms.CharField(
            label="Side of it, if it has several",
            help_text=f"Empty for the whole. For example, Reporting.{had}",
            required=False,
            max_length=FACET,
        )
        self.fields["completes"] = several(
            "Beside it",
            [(COMPLETES, "What was promised is done")],
            hint="It is not overdue then, whatever its colour",
            needed=False,
        )
        self.fields["why"] = words("Why it stands so")
        self.fields["evidence"] = words("Evidence", hint="A paper, a figure, a visit, a minute")
        self.fields["although"] = words(
            "Why it is achieved all the same",
            hint="Only where something under it is still open",
            needed=False,
        )

    def declared(self) -> Declared:
        said = self.cleaned_data
        return Declared(
            quarter=Quarter.parse(said["quarter"]),
            status=Status(said["status"]),
            why=said["why"],
            evidence=said["evidence"],
            facet=said["facet"],
            although=said["although"],
            completes=COMPLETES in said["completes"],
        )
