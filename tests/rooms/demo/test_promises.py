"""
The promises of the demonstration: plans and their versions, whom a round asks, and totals.
"""

import datetime as dt

import pytest
from django.urls import reverse

from saferboard.domain.instruments import RelationKind
from saferboard.domain.periods import Quarter
from saferboard.instruments import queries as instruments
from saferboard.partners.models import User
from saferboard.plans.keeping import queries as keeping
from saferboard.returns.models import Update
from tests.conftest import TODAY

pytestmark = pytest.mark.usefixtures("demo_world")
VIOLENCE = {
    "vvap",
    "gangs-matrix",
    "domestic-abuse-strategy",
    "youth-justice-strategy",
    "violence-reduction-team",
    "violence-reduction-unit",
}


def read(client, name, *args):
    return client.get(reverse(name, args=args)).content.decode()


@pytest.mark.parametrize(
    "words", ["VRAP", "Violence Reduction Plan", "Violence & Victimisation Action Plan"]
)
def test_any_name_of_the_plan_against_violence_finds_the_one(client, words):
    found = client.post(reverse("search:search"), {"words": words}).content.decode()
    plans = found[found.index("Plans and protocols") :]
    assert reverse("instruments:instrument", args=["vvap"]) in plans


def test_the_domestic_abuse_strategy_has_its_two_versions(client):
    seen = instruments.instrument("domestic-abuse-strategy", on=TODAY)
    assert [(one.number, one.dated, one.as_stated) for one in seen.versions] == [
        (2, None, "Published in 2021"),
        (1, None, "2016–2019"),
    ]
    assert "Published in 2021" in read(client, "instruments:instrument", seen.code)
    assert len(instruments.instrument("strategy-2020-23", on=TODAY).versions) == 1


def test_every_way_of_standing_to_another_is_there(client):
    seen = {
        said.words
        for one in instruments.instruments(on=TODAY)
        for said in instruments.instrument(one.code, on=TODAY).relations
    }
    assert {kind.label for kind in RelationKind} <= seen
    assert "Supersedes" in read(client, "instruments:instrument", "strategy-2024-27")


def test_what_ends_or_falls_due_within_twelve_months(client):
    found = {(one.code, near.on) for one, near in instruments.falling_due(on=TODAY)}
    march = dt.date(2023, 3, 31)
    assert found == {
        ("vvap", dt.date(2022, 9, 30)),
        ("strategy-2020-23", march),
        ("drive", march),
        ("support-directory", march),
    }


def test_the_work_streams_of_violence_stand_side_by_side(client):
    table = instruments.matrix("violence")
    assert {code for _, code in table.instruments} == VIOLENCE
    assert table.gaps > 0
    assert "Gap" in read(client, "instruments:matrix", "violence")


def test_a_round_asks_contributors_and_the_head_of_youth_justice():
    asked = Update.objects.filter(round__quarter="2022-23 Q3", state="REQUESTED")
    of_violence = asked.filter(commitment__ref="P1-07").values_list("contributor__code", flat=True)
    assert set(of_violence) == {"lbb", "mps"}
    sheet = asked.get(sheet="youth-justice")
    assert sheet.asked.code == "lbb-head-youth-offending"


TOTALS = [
    ("trading-standards", 1, ("£146,333", "£505,804.50")),
    ("trading-standards", 2, ("£99,761",)),
    ("cctv", 1, ("3,108",)),
    ("cctv", 2, ("2,017",)),
]


@pytest.mark.parametrize(("sheet", "number", "totals"), TOTALS)
def test_what_the_papers_give_comes_back_in_total(client, sheet, number, totals):
    quarter = str(Quarter(2022, number)).replace(" Q", "-q")
    client.force_login(User.objects.get(username="head"))
    shown = read(client, "sheets:return", sheet, quarter, "lbb")
    assert [total for total in totals if f">{total}<" not in shown] == []


def test_what_is_completed_is_not_overdue():
    assert keeping.kept("P2-16").is_done
    assert "P2-16" not in {one.ref for one in keeping.due(with_undertakings=True)}
