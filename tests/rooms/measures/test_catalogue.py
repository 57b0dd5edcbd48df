import re
from decimal import Decimal
from pathlib import Path

import pytest
from django.urls import reverse

from saferboard.domain.figures import Absence
from saferboard.domain.periods import parse_period
from saferboard.domain.refusals import Refused
from saferboard.measures.catalogue import sought
from saferboard.measures.definitions import DefinitionError, definitions, load_definitions, sources
from saferboard.measures.operations import Reported, report_figures
from saferboard.measures.queries import figure
from tests.rooms.measures.conftest import AT

CATALOGUE = reverse("measures:catalogue")


@pytest.fixture(autouse=True)
def of_ashford(settings):
    settings.SAFERBOARD_SITE = {**settings.SAFERBOARD_SITE, "place": "ashford"}


def text(client, address):
    answer = client.get(address)
    assert answer.status_code == 200, address
    return answer.content.decode()


def test_each_of_the_sixty_five_measures_of_the_papers_is_defined():
    named = {one.reference for one in definitions().values()} - {""}
    assert named == {f"KPI-{n:02d}" for n in range(1, 66)}


def test_a_definition_nobody_checked_is_proposed_and_says_so(people, client):
    html = text(client, reverse("measures:measure", args=["gang-nominals"]))
    assert "Nobody but its author has checked this definition yet." in html
    assert "Nobody yet: it is proposed" in html
    assert "Not decided, so no figure of it may be recorded yet." in html
    assert "Not supplied: no partner has given a figure" in html
    assert "Nobody yet" not in text(client, reverse("measures:measure", args=["total-burglary"]))


def test_what_the_papers_leave_open_is_not_stated(people, client):
    html = text(client, reverse("measures:measure", args=["combating-drugs-measures"]))
    assert html.count("Not stated") >= 5


def test_the_catalogue_lists_every_measure_and_may_be_searched(db, client):
    html = text(client, CATALOGUE)
    assert f"{len(definitions())} measures" in html
    links = set(re.findall(r'href="/figures/([a-z0-9-]+)/"', html.split("<main")[1]))
    assert links >= set(definitions())
    html = text(client, f"{CATALOGUE}?words=repeat+knife")
    assert "1 measure, 1 of them proposed." in html
    html = text(client, f"{CATALOGUE}?group=views")
    assert "3 measures, 3 of them proposed." in html
    assert "No measure has these words" in text(client, f"{CATALOGUE}?words=unicorns")


@pytest.mark.parametrize("odd", ["?group=nowhere", "?state=sideways", "?words=%00", "?words=%3Cb"])
def test_an_odd_question_still_opens_the_catalogue(db, client, odd):
    text(client, CATALOGUE + odd)


def test_words_are_found_wherever_a_measure_speaks_of_itself(db):
    assert [one.slug for one in sought(words="KPI-65")] == ["knife-amnesty-bins"]
    assert all(one.proposed for one in sought(state="proposed"))
    assert not any(one.proposed for one in sought(state="checked"))


def reported(measure, value):
    return Reported(
        measure, "ashford", parse_period("2022-23 Q2"), Decimal(value),
        "partner-reports", "a paper", "a meeting",
    )  # fmt: skip


def test_no_figure_is_recorded_while_its_threshold_is_undecided(people):
    with pytest.raises(Refused, match="nobody has decided below what number"):
        report_figures([reported("prevent-referrals", 3)], by="system", at=AT)


def test_a_proposed_measure_without_figures_is_not_supplied(people):
    found = figure("deliberate-fires", "ashford", parse_period("2021"))
    assert found.absence is Absence.NOT_SUPPLIED


LOCAL = """\
title: Referrals
question: How many?
counts: {source: partner-reports}
unit: referrals
better: not stated
places: [borough]
suppress_below: 5
suppress_because: few people
suppress_owner: the head
written_by: lbb-community-safety-analyst
checked_by: none
review_by: 2023-03-31
"""


def test_a_small_reported_figure_is_not_shown(people, monkeypatch, tmp_path):
    (tmp_path / "referrals.yaml").write_text(LOCAL, encoding="utf-8")
    one = load_definitions(tmp_path, sources())["referrals"]
    monkeypatch.setitem(definitions(), "referrals", one)
    report_figures([reported("referrals", 4)], by="system", at=AT)
    found = figure("referrals", "ashford", parse_period("2022-23 Q2"))
    assert (found.value, found.absence) == (None, Absence.TOO_FEW)


def test_a_threshold_is_decided_or_not(tmp_path):
    path = Path(tmp_path / "referrals.yaml")
    path.write_text(f"{LOCAL}threshold_undecided: true\n", encoding="utf-8")
    with pytest.raises(DefinitionError, match="a threshold is given, so it is decided"):
        load_definitions(tmp_path, sources())
