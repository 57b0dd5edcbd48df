"""
Pages of the year's rotation.
"""

import datetime as dt
from dataclasses import dataclass
from typing import Any

from django import forms
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import reverse

from saferboard.bodies import permissions as bodies
from saferboard.bodies.models import Body
from saferboard.domain.refusals import require
from saferboard.partners.models import User
from saferboard.plans.models import TurnKind
from saferboard.plans.permissions import refusal_to_rotate
from saferboard.plans.rotation import operations as rotation
from saferboard.ui import clock
from saferboard.ui.components import Cell, Table
from saferboard.ui.crumbs import crumbs
from saferboard.ui.fields import several
from saferboard.ui.form_pages import FormPage, form_page, typed
from saferboard.ui.words import listed

QUARTERS = {
    1: "Quarter 1, April to June",
    2: "Quarter 2, July to September",
    3: "Quarter 3, October to December",
    4: "Quarter 4, January to March",
}
HEARD = {
    TurnKind.SUBSTANTIVE: "discussed at length",
    TurnKind.END_OF_YEAR: "end-of-year updates",
}


class TurnsForm(forms.Form):
    """For each quarter, the priorities discussed at length and those updated at the year's end."""

    def __init__(self, *args: Any, priorities: list[tuple[int, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        choices = [(str(number), f"{number}. {title}") for number, title in priorities]
        for quarter, words in QUARTERS.items():
            for kind, how in HEARD.items():
                name = f"q{quarter}-{kind.value.lower()}"
                self.fields[name] = several(f"{words}: {how}", choices, needed=False)

    def turns(self) -> list[rotation.TurnWanted]:
        """Return the turns that were ticked."""
        return [
            rotation.TurnWanted(quarter, int(number), kind)
            for quarter in QUARTERS
            for kind in HEARD
            for number in self.cleaned_data[f"q{quarter}-{kind.value.lower()}"]
        ]


@login_required
def turns(request: HttpRequest, body: str) -> HttpResponse:
    found = get_object_or_404(Body, code=body)
    require(refusal_to_rotate(request.user, on=clock.today()))
    require(bodies.refusal_to_read(request.user, found, on=clock.today()))
    start: dict[str, list[str]] = {}
    for one in rotation.turns_of([found]).get(body, []):
        name = f"q{one.quarter}-{one.kind.value.lower()}"
        start.setdefault(name, []).append(str(one.priority))
    priorities = rotation.numbers_and_titles()
    form = TurnsForm(typed(request), priorities=priorities, initial=start)
    page = FormPage(
        "Whose turn it is",
        "Save the rotation",
        reverse("plans:strategy"),
        crumbs(("Strategy", "plans:strategy")),
        caption=found.name,
        lead=("A meeting hears the quarter that ended last; its agenda is offered these.",),
        done="The rotation is kept.",
    )

    def do(said: dict[str, Any]) -> None:
        rotation.set_turns(found, form.turns(), by=request.user, at=clock.now())

    return form_page(request, form, page, do)


@dataclass(frozen=True)
class RotationShown:
    """A body's year, and where it is set by whoever may."""

    table: Table
    href: str


def rotations(user: User, *, on: dt.date) -> list[RotationShown]:
    """Return the year of every body that has one and that this person may see."""
    seen = list(Body.objects.visible_to(user, on=on).order_by("name", "id"))
    held = rotation.turns_of(seen)
    may_set = refusal_to_rotate(user, on=on) is None
    return [
        RotationShown(
            _table(body, held[body.code]),
            reverse("plans:turns", args=[body.code]) if may_set else "",
        )
        for body in seen
        if body.code in held
    ]


def _table(body: Body, turns: list[rotation.TurnSeen]) -> Table:
    def heard(quarter: int, kind: TurnKind) -> Cell | str:
        titles = [
            f"{one.priority}. {one.title}"
            for one in turns
            if (one.quarter, one.kind) == (quarter, kind)
        ]
        return listed(titles) or "none"

    return Table(
        caption=f"Whose turn it is: {body.name}",
        head=("Quarter", "Discussed at length", "End-of-year updates"),
        rows=tuple(
            (words, *(heard(quarter, kind) for kind in HEARD))
            for quarter, words in QUARTERS.items()
        ),
    )
