"""
Entering a strategy, declaring statuses, and counting them.
"""

from dataclasses import replace

import pytest
from django.db import IntegrityError, transaction

from saferboard.domain.periods import Quarter
from saferboard.domain.rag import Status
from saferboard.domain.refusals import Refused
from saferboard.ledger.models import Entry, Kind
from saferboard.plans import queries
from saferboard.plans.models import Commitment, Priority, Rating, Strategy
from saferboard.plans.operations import StatusDeclared, adopt_strategy, declare_statuses
from tests.world import AT, BY, PRIORITIES, Q1, Q2

Q3 = Quarter(2022, 3)


def adopt(code="next", **changed):
    given = {
        "title": "Next strategy",
        "first_year": 2024,
        "last_year": 2027,
        "priorities": (),
        "by": BY,
        "at": AT,
    }
    return adopt_strategy(code, **given | changed)


def test_a_strategy_reads_back_in_order(world):
    held = queries.strategy("safer-westhaven")
    assert [p.number for p in held.priorities] == [1, 2]
    assert [c.ref for c in held.commitments] == ["W1.1", "W1.2", "W1.3", "W2.1", "W2.2"]
    assert [s.title for s in held.priorities[0].sections] == ["Burglary", "Cameras"]
    assert held.priorities[0].lead == "Head of Community Safety"
    assert held.priorities[1].lead == "not stated"
    assert held.priorities[0].outcomes == (("Cameras", ("All fourteen work.",)),)


def test_adopting_leaves_a_line_that_counts(world):
    line = Entry.objects.get(kind=Kind.STRATEGY_ADOPTED)
    assert (line.subject, line.facts) == ("strategy safer-westhaven", {"commitments": 5})


def test_commitments_are_counted_once_each_under_one_word(world):
    held = queries.strategy()
    assert held.counts == {"Achieved": 1, "Green": 1, "Amber": 1, "Split": 1, "not stated": 1}
    assert list(held.counts) == ["Achieved", "Green", "Amber", "Split", "not stated"]
    assert sum(held.counts.values()) == len(held.commitments)


def test_what_a_lead_printed_is_kept_beside_the_status(world):
    night = Rating.objects.get(facet="Night")
    assert (night.status, night.as_printed) == (Status.RED, "RED")


def test_a_second_quarter_is_counted_in_place_of_the_first(world):
    declared = [StatusDeclared("W1.1", Status.AMBER, "Amber")]
    declare_statuses(world.strategy, quarter=Q3, declared=declared, by=BY, at=AT)
    found = queries.commitment("W1.1")
    assert [r.quarter for r in found.ratings] == [str(Q2), str(Q3)]
    assert [r.status for r in found.standing] == [Status.AMBER]
    assert found.counted_as == "Amber"
    assert queries.commitment("W1.3").counted_as == "Split"


@pytest.mark.parametrize(
    ("changed", "words"),
    [
        ({"code": "safer-westhaven"}, "is already held"),
        ({"priorities": [replace(PRIORITIES[0], lead="mayor")]}, "There is no post mayor"),
        ({"priorities": [replace(PRIORITIES[0], aims=("{x 2022}",))]}, r"\{x 2022\}: "),
    ],
)
def test_a_strategy_is_refused_whole(world, changed, words):
    before = (Strategy.objects.count(), Priority.objects.count(), Commitment.objects.count())
    with pytest.raises(Refused, match=words):
        adopt(**changed)
    after = (Strategy.objects.count(), Priority.objects.count(), Commitment.objects.count())
    assert after == before


def test_a_status_of_a_commitment_nobody_made_is_refused_with_all_the_rest(world):
    declared = [
        StatusDeclared("W1.1", Status.RED, "Red"),
        StatusDeclared("W9.9", Status.RED, "Red"),
    ]
    with pytest.raises(Refused, match=r"no commitment W9\.9"):
        declare_statuses(world.strategy, quarter=Q1, declared=declared, by=BY, at=AT)
    assert not Rating.objects.filter(quarter=str(Q1)).exists()


def test_the_database_keeps_one_status_a_facet_a_quarter(world):
    again = [StatusDeclared("W1.1", Status.RED, "Red")]
    with pytest.raises(IntegrityError), transaction.atomic():
        declare_statuses(world.strategy, quarter=Q2, declared=again, by=BY, at=AT)


def test_the_database_keeps_a_strategy_from_ending_before_it_starts(world):
    with pytest.raises(IntegrityError, match="ends_after_it_starts"), transaction.atomic():
        adopt(first_year=2027, last_year=2024)


def test_the_latest_strategy_is_shown(world):
    adopt()
    assert queries.strategy().code == "next"
    assert queries.priority(1) is None
    assert queries.priority(1, strategy="safer-westhaven").title == "Safer streets"


def test_the_page_says_each_status_in_a_word(client, world):
    page = client.get("/strategy/").content.decode()
    for word in ("Green", "Amber", "Day: Achieved", "Night: Red", "not stated"):
        assert word in page
    assert client.get("/strategy/priorities/9/").status_code == 404


def test_a_priority_has_its_figures_filled_in(client, world):
    page = client.get("/strategy/priorities/1/").content.decode()
    assert "{cctv" not in page
    assert ">412</a> incidents" in page
    assert "Two alleys wait for a lamp." in page


def test_without_a_strategy_the_page_is_not_found(client, db):
    assert client.get("/strategy/").status_code == 404
