"""
Rounds of updates: who was asked, who answered, with what.
"""

import pytest
from django.db import IntegrityError, transaction

from saferboard.domain.refusals import Refused
from saferboard.domain.states import UpdateState
from saferboard.ledger.models import Entry, Kind
from saferboard.plans.operations import (
    CommitmentWritten,
    PriorityWritten,
    SectionWritten,
    adopt_strategy,
)
from saferboard.returns import queries
from saferboard.returns.models import Round, Update
from saferboard.returns.operations import UpdateGiven, open_round, record_updates
from tests.world import AT, BY, Q1, Q2


def test_a_round_reads_back_in_order(world):
    asked = queries.round_of(Q2)
    assert [update.ref or update.strand for update in asked.updates] == [
        "W1.1",
        "W1.2",
        "W1.3",
        "Refuges",
    ]
    assert asked.counts == {
        UpdateState.NOT_REQUESTED: 1,
        UpdateState.ACCEPTED: 2,
        UpdateState.NOT_PROVIDED: 1,
    }
    assert asked.updates[0].contributor == "EP"


def test_recording_leaves_a_line_that_counts(world):
    line = Entry.objects.get(kind=Kind.UPDATE_RECORDED)
    assert (line.subject, line.facts) == ("round 2022-23 Q2", {"updates": 4, "accepted": 2})


def test_rounds_come_newest_first(world):
    open_round(world.strategy, quarter=Q1, by=BY, at=AT)
    assert [one.quarter for one in queries.rounds()] == [Q2 + 1, Q2, Q1]
    assert [(one.quarter, counts) for one, counts in queries.rounds_counted()][2] == (Q1, {})


def test_a_quarter_has_one_round(world):
    with pytest.raises(Refused, match="already a round for Q2 2022/23"):
        open_round(world.strategy, quarter=Q2, by=BY, at=AT)


SAID = ("Text",)
NEXT = PriorityWritten(
    number=1,
    title="Next",
    lead="",
    sections=(SectionWritten(1, "All", (CommitmentWritten("N1", "Promise", ()),)),),
)
REFUSED = [
    (UpdateGiven(9, UpdateState.ACCEPTED, account=SAID), "no priority 9"),
    (UpdateGiven(1, UpdateState.ACCEPTED, ref="W9", account=SAID), "no commitment W9"),
    (
        UpdateGiven(1, UpdateState.ACCEPTED, contributor="navy", account=SAID),
        "no organisation navy",
    ),
    (
        UpdateGiven(1, UpdateState.ACCEPTED, account=("Of {cctv-incident 2022-23 Q2} seen",)),
        r"\{cctv-incident 2022-23 Q2\}: .*cctv-incidents",
    ),
    (
        UpdateGiven(1, UpdateState.ACCEPTED, account=("Of {cctv-incidents last spring} seen",)),
        r"\{cctv-incidents last spring\}: .*is not a",
    ),
    (UpdateGiven(1, UpdateState.ACCEPTED, ref="W1.1"), r"W1\.1 is marked as accepted and says"),
]


@pytest.mark.parametrize(("given", "words"), REFUSED, ids=[words for _, words in REFUSED])
def test_an_update_is_refused_with_all_the_rest(world, given, words):
    asked = open_round(world.strategy, quarter=Q1, by=BY, at=AT)
    good = UpdateGiven(2, UpdateState.ACCEPTED, account=SAID)
    with pytest.raises(Refused, match=words):
        record_updates(asked, updates=[good, given], by=BY, at=AT)
    assert not Update.objects.filter(round=asked).exists()


WRONG = [
    {"state": UpdateState.ACCEPTED, "account": []},
    {"state": UpdateState.NOT_PROVIDED, "account": ["Text"]},
]


@pytest.mark.parametrize("wrong", WRONG, ids=["provided", "not provided"])
def test_the_database_keeps_a_state_and_its_account_together(world, wrong):
    asked = open_round(world.strategy, quarter=Q1, by=BY, at=AT)
    priority = world.strategy.priorities.first()
    with pytest.raises(IntegrityError, match="says"), transaction.atomic():
        Update.objects.create(round=asked, priority=priority, **wrong)


def test_one_contributor_has_one_update_of_a_thing(world):
    again = [UpdateGiven(1, UpdateState.NOT_REQUESTED, ref="W1.1")]
    with pytest.raises(Refused, match=r"two updates on W1\.1 from the same contributor"):
        record_updates(Round.objects.get(quarter=str(Q2)), updates=again, by=BY, at=AT)


def test_the_database_keeps_one_update_of_a_thing_a_round(world):
    kept = Update.objects.get(slug="w11", round__quarter=str(Q2))
    kept.pk = None
    with pytest.raises(IntegrityError), transaction.atomic():
        kept.save(force_insert=True)


def test_two_contributors_may_be_asked_of_one_thing(world):
    asked = Round.objects.get(quarter=str(Q2))
    more = [UpdateGiven(1, UpdateState.NOT_REQUESTED, ref="W1.1", asked="housing-manager")]
    record_updates(asked, updates=more, by=BY, at=AT)
    found = [u for u in queries.round_of(Q2).updates if u.ref == "W1.1"]
    assert [(u.slug, u.contributor) for u in found] == [
        ("w11", "EP"),
        ("w11-housing-manager", "HH"),
    ]


def test_updates_are_narrowed_to_their_strategy(world):
    other = adopt_strategy(
        "next", title="Next", first_year=2025, last_year=2028, priorities=(NEXT,), by=BY, at=AT
    )
    record_updates(
        open_round(other, quarter=Q2, by=BY, at=AT),
        updates=[UpdateGiven(1, UpdateState.ACCEPTED, ref="N1", account=SAID)],
        by=BY,
        at=AT,
    )
    assert [u.ref for u in queries.updates(strategy="next")] == ["N1"]
    assert "N1" not in [u.ref for u in queries.updates(strategy="safer-westhaven")]
    assert queries.round_at("2022-23-q2").strategy == "next"
    assert queries.round_at("2022-23-q2.safer-westhaven").strategy == "safer-westhaven"


def test_progress_is_a_commitment_and_its_updates(world):
    progress = queries.progress("W1.1", on=AT.date())
    assert progress.commitment.owner == "Superintendent"
    assert [update.quarter for update in progress.updates] == [Q2, Q2 + 1]
    assert queries.progress("W9", on=AT.date()) is None


def test_the_page_tells_not_asked_from_not_given(client, world):
    page = client.get("/strategy/updates/2022-23-q2/").content.decode()
    assert "Not requested" in page
    assert "Not provided" in page
    assert "2 of 3 asked for" in page


def test_a_commitments_page_has_its_figures_filled_in(client, world):
    page = client.get("/strategy/commitments/W1.1/").content.decode()
    assert "{cctv" not in page
    assert ">412</a> camera incidents" in page
    assert "<li>A leaflet</li>" in page


@pytest.mark.parametrize("address", ["updates/2021-22-q1/", "updates/spring/", "commitments/W9.9/"])
def test_what_is_not_held_is_not_found(client, world, address):
    assert client.get(f"/strategy/{address}").status_code == 404
