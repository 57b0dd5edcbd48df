"""
Which map of hexagons is asked for.
"""

from django import forms

from saferboard.domain.periods import Month
from saferboard.measures.hot_spots.queries import Against, Asked, Choice

SIZES = {"9": "350 metres across", "8": "900 metres across"}
LENGTHS = {"12": "12 months", "6": "6 months", "3": "3 months"}
AGAINST = {Against.PEOPLE: "Where people live", Against.AREA: "The size of each place"}


class MapForm(forms.Form):
    """A kind of crime, a period, the size of the hexagons, and what is to be expected."""

    kind = forms.ChoiceField(label="Kind of crime", required=False)
    to = forms.ChoiceField(label="Last month", required=False)
    months = forms.ChoiceField(label="How many months", required=False, choices=LENGTHS.items())
    size = forms.ChoiceField(label="Hexagons", required=False, choices=SIZES.items())
    against = forms.ChoiceField(label="Set against", required=False)

    def __init__(self, data, *, choice: Choice) -> None:
        self.choice = choice
        held = choice.held
        against = [
            (key, words) for key, words in AGAINST.items() if choice.people or key != "people"
        ]
        whole = self._whole(data or {}, against)
        super().__init__(whole)
        self.fields["kind"].choices = [(one, one) for one in held.categories]
        self.fields["to"].choices = [(str(m), m.label) for m in reversed(held.months)]
        self.fields["against"].choices = against
        for field in self.fields.values():
            field.error_messages["invalid_choice"] = f"{field.label}: choose from the list"

    def _whole(self, data, against) -> dict[str, str]:
        """What was asked, and what is taken for what was not: so every choice is seen."""
        held = self.choice.held
        usual = {
            "kind": held.categories[0],
            "to": str(held.months[-1]),
            "months": "12",
            "size": "9",
            "against": str(against[0][0]),
        }
        return {name: data.get(name) or value for name, value in usual.items()}

    def asked(self) -> Asked:
        """Return what was asked, or the usual for what cannot be had."""
        given = {**self._whole({}, self.fields["against"].choices), **self.cleaned_data}
        return Asked(
            category=given["kind"],
            last=Month.parse(given["to"]),
            months=int(given["months"]),
            resolution=int(given["size"]),
            against=Against(given["against"]),
        )
