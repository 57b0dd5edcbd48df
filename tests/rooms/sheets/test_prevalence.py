"""
Prevalence by ward and month: who is in it, what is hidden, and what nobody can work out.
"""

import pytest
from django.urls import reverse

from saferboard.domain.figures import Absence
from saferboard.places.operations import add_wards
from saferboard.sheets.models import Issue
from saferboard.sheets.queries import issued
from tests.rooms.sheets.test_judging import LATER, accepted, asked, figure, given
from tests.world import AT, BY, Q2

MONTHS = ("2022-07", "2022-08", "2022-09")
ALL = ("supported", "abuse", "assessed")
EVEN = [(20, 20, 20)] * 3


@pytest.fixture
def wards(world):
    names = {"E05000001": "Cove", "E05000002": "Marsh", "E05000003": "Quay"}
    add_wards(names, boundary_year=2022, by=BY, at=AT)
    return [f"ward-{name.lower()}" for name in names.values()]


def families(wards, numbers):
    """Return a sheet of domestic abuse with a number for each ward and month."""
    typed = {"supported.all.whole": "900"}
    for ward, row in zip(wards, numbers, strict=True):
        typed |= {f"abuse.{ward}.{m}": str(n) for m, n in zip(MONTHS, row, strict=True)}
    return typed | {f"assessed.{term}.whole": "30" for term in ("standard", "medium", "high")}


def test_what_is_small_is_hidden_and_who_is_silent_is_named(client, wards):
    homes, _ = asked("domestic-abuse", "homes", "police")
    accepted(homes, given(families(wards, [(2, 9, 9), (8, 7, 11), (12, 10, 6)]), publish=ALL))
    shown = issued("domestic-abuse", Q2)["abuse"]
    assert shown.cells["ward-cove", "2022-07"] is None
    assert shown.cells["", ""] == 74
    assert sum(value is None for value in shown.cells.values()) == 4
    assert shown.gaps == (("EP", Absence.NOT_SUPPLIED),)
    assert figure("families-with-domestic-abuse", Q2.period) == 74
    page = client.get(reverse("sheets:shown", args=["domestic-abuse", "2022-23-q2"]))
    text = page.content.decode()
    assert "4 numbers are hidden" in text
    assert "EP (not supplied)" in text


def test_who_comes_later_is_not_told_by_the_difference(wards):
    homes, police = asked("domestic-abuse", "homes", "police")
    accepted(homes, given(families(wards, EVEN), publish=ALL))
    assert None not in issued("domestic-abuse", Q2)["abuse"].cells.values()
    more = [(1, 30, 30), (30, 30, 30), (30, 30, 30)]
    accepted(police, given(families(wards, more), publish=ALL), LATER)
    second = issued("domestic-abuse", Q2)["abuse"]
    assert second.cells["ward-cove", "2022-07"] is None
    assert sum(value is None for value in second.cells.values()) == 4
    assert second.cells["", ""] == 180 + 241


def test_what_was_hidden_once_is_not_told_by_a_later_issue(wards):
    homes, police = asked("domestic-abuse", "homes", "police")
    few = [(2, 20, 20), (20, 20, 20), (20, 20, 20)]
    accepted(homes, given(families(wards, few), publish=ALL))
    first = issued("domestic-abuse", Q2)["abuse"].cells
    accepted(police, given(families(wards, [(30, 30, 30)] * 3), publish=ALL), LATER)
    second = issued("domestic-abuse", Q2)["abuse"].cells
    hidden = {place for place, value in first.items() if value is None}
    assert ("ward-cove", "2022-07") in hidden
    assert {place for place, value in second.items() if value is None} == hidden


def test_a_partner_without_permission_is_in_no_total(wards):
    homes, police = asked("domestic-abuse", "homes", "police")
    accepted(homes, given(families(wards, EVEN), publish=ALL))
    accepted(police, given(families(wards, [(50, 50, 50)] * 3), incorporate=ALL), LATER)
    shown = issued("domestic-abuse", Q2)["abuse"]
    assert shown.cells["", ""] == 180
    assert shown.partners == ("HH",)
    assert shown.gaps == (("EP", Absence.NO_PERMISSION),)
    assert Issue.objects.filter(field="abuse").count() == 2


def test_who_gives_only_the_quarter_is_in_the_total_and_in_no_ward(wards):
    homes, police = asked("domestic-abuse", "homes", "police")
    accepted(homes, given(families(wards, EVEN), publish=ALL))
    whole = families(wards, [("", "", "")] * 3) | {"abuse.all.whole": "60"}
    accepted(police, given(whole, publish=ALL), LATER)
    shown = issued("domestic-abuse", Q2)["abuse"]
    assert shown.cells["", ""] == 240
    assert shown.cells["not-broken-down", "not-broken-down"] == 60
    assert shown.cells["ward-cove", "2022-07"] == 20
