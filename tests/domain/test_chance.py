"""
Chance and ranks against an independent implementation, and what holds for every count.
"""

import json
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from saferboard.domain.chance import Likelihood, chance_of, dispersion
from saferboard.domain.rank_intervals import Counted, rank_interval

REFERENCE = json.loads((Path(__file__).parent / "fixtures/chance.json").read_text())

counts = st.integers(0, 3_000)
days = st.integers(28, 1_100)
spreads = st.none() | st.floats(1, 40)
twelve = st.lists(st.integers(0, 400), min_size=12, max_size=12)


@pytest.mark.parametrize(
    ("old", "new", "old_days", "new_days", "spread", "wanted"), REFERENCE["chance"]
)
def test_chance_is_what_scipy_says(old, new, old_days, new_days, spread, wanted):
    found = chance_of(old, new, old_days=old_days, new_days=new_days, dispersion=spread)
    assert found.probability == pytest.approx(wanted, rel=3e-5)


@pytest.mark.parametrize(("years", "wanted"), REFERENCE["dispersion"], ids=["even", "wide", "few"])
def test_spread_is_what_statsmodels_says_and_never_below_one(years, wanted):
    assert dispersion(years) == pytest.approx(max(wanted, 1))


@pytest.mark.parametrize("given_", REFERENCE["ranks"], ids=["32", "32 wide", "ten of few"])
def test_ranks_are_those_of_four_hundred_thousand_draws(given_):
    counted = {
        str(n): Counted(count, people, given_["dispersion"])
        for n, (count, people) in enumerate(zip(given_["counts"], given_["people"], strict=True))
    }
    found = [rank_interval(place, counted) for place in counted]
    assert [one.low for one in found] == given_["low"]
    assert [one.high for one in found] == given_["high"]


@given(counts, counts, days, days, spreads)
def test_chance_is_a_probability_and_the_same_either_way_round(old, new, before, after, spread):
    found = chance_of(old, new, old_days=before, new_days=after, dispersion=spread)
    back = chance_of(new, old, old_days=after, new_days=before, dispersion=spread)
    if old + new == 0:
        assert found is None
        return
    assert 0 <= found.probability <= 1
    assert found.probability == pytest.approx(back.probability, rel=1e-6, abs=1e-12)


@given(counts, days, spreads)
def test_no_change_over_as_many_days_is_never_unlikely(count, length, spread):
    found = chance_of(count + 1, count + 1, old_days=length, new_days=length, dispersion=spread)
    assert found.likelihood is Likelihood.COULD_BE_CHANCE


@given(st.integers(1, 400), st.integers(0, 300))
def test_a_wider_spread_never_makes_a_change_rarer(old, more):
    even, wide = (
        chance_of(old, old + more, old_days=365, new_days=365, dispersion=spread)
        for spread in (1.0, 3.0)
    )
    assert wide.probability >= even.probability - 1e-9


@given(st.lists(twelve, min_size=2, max_size=4), st.integers(1, 5))
def test_spread_is_the_same_whatever_order_years_come_in(years, turn):
    one, other = (
        dispersion(years),
        dispersion(years[turn % len(years) :] + years[: turn % len(years)]),
    )
    assert (one is None) == (other is None)
    if one is not None:
        assert one >= 1
        assert one == pytest.approx(other)


@given(st.lists(st.integers(0, 500), min_size=1, max_size=12), st.floats(1, 10))
def test_the_rank_counted_lies_among_the_ranks_a_place_may_hold(found, spread):
    counted = {str(n): Counted(count, 50_000, spread) for n, count in enumerate(found)}
    for place, own in counted.items():
        ranks = rank_interval(place, counted)
        at = 1 + sum(one.count < own.count for one in counted.values())
        assert 1 <= ranks.low <= at <= ranks.high <= len(found)
