"""
Control charts, seasons and funnels against independent implementations, and what always holds.
"""

import json
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from saferboard.domain.control_charts import (
    Rebase,
    RollingCounts,
    Signal,
    control_chart,
    limits_of,
    rules_met,
)
from saferboard.domain.funnels import INNER, Standing, funnel
from saferboard.domain.periods import Month, Period, rolling_year
from saferboard.domain.seasons import season

REFERENCE = json.loads((Path(__file__).parent / "fixtures/charts.json").read_text())
START = Month(2018, 4)
counts = st.lists(st.integers(0, 500), min_size=12, max_size=60)


def monthly(found):
    return [(Period(START + n, START + n), count) for n, count in enumerate(found)]


@pytest.mark.parametrize("case", REFERENCE["control"], ids=lambda case: f"{case['mean']:.2f}")
def test_limits_and_rules_are_those_of_abspc(case):
    limits = limits_of(case["counts"])
    assert (limits.mean, limits.upper) == pytest.approx((case["mean"], case["upper"]))
    assert limits.lower == pytest.approx(max(0, case["lower"]))
    met = rules_met(case["counts"], limits)
    for rule, signal in enumerate(
        (Signal.OUTSIDE, Signal.SHIFT, Signal.TREND, Signal.NEAR_LIMIT), start=1
    ):
        marked = [n for n, (signals, _) in enumerate(met) if signal in signals]
        assert marked == case[f"rule{rule}"], signal


@pytest.mark.parametrize("case", REFERENCE["funnels"], ids=["alike", "different"])
def test_a_funnel_is_widened_as_scipy_winsorises(case):
    counted = {
        str(n): pair for n, pair in enumerate(zip(case["counts"], case["people"], strict=True))
    }
    found = funnel(counted)
    assert found.rate == pytest.approx(case["rate"])
    assert found.dispersion == pytest.approx(max(1, case["dispersion"]))


@pytest.mark.parametrize("case", REFERENCE["seasons"], ids=["even", "seasonal"])
def test_a_season_is_as_plain_as_scipy_says(case):
    assert season(case["counts"], cycle=12).f == pytest.approx(case["f"])


@given(st.lists(st.integers(0, 500), min_size=2, max_size=40))
def test_a_rolling_year_is_never_charted(found):
    years = [(rolling_year(START + n), count) for n, count in enumerate(found)]
    with pytest.raises(RollingCounts, match="Chart the months or quarters; print the year"):
        control_chart(years)


@given(counts)
def test_every_count_is_kept_and_a_lower_limit_is_never_below_nought(found):
    chart = control_chart(monthly(found))
    assert [point.count for point in chart.points] == found
    for point in chart.points:
        assert 0 <= point.limits.lower <= point.limits.mean <= point.limits.upper
        beyond = not point.limits.lower <= point.count <= point.limits.upper
        assert beyond == (Signal.OUTSIDE in point.signals)
        assert bool(point.signals) == (point.side != 0)


@given(counts, st.integers(1, 59))
def test_limits_are_drawn_anew_only_where_somebody_says(found, month):
    plain = control_chart(monthly(found))
    assert len({point.limits for point in plain.points}) == 1
    anew = control_chart(monthly(found), rebases=[Rebase(START + month, "Because.")])
    assert bool(anew.rebases) == (month < len(found))
    before, after = anew.points[:month], anew.points[month:]
    assert len({p.limits for p in before}) <= 1
    assert len({p.limits for p in after}) <= 1
    if len(after) < 12:
        assert all(p.limits is None for p in after)


@given(st.lists(st.integers(1, 400), min_size=36, max_size=60))
def test_a_season_evens_out_over_a_year(found):
    made = season(found, cycle=12)
    assert sum(made.factors) == pytest.approx(12)
    assert made.found or set(made.factors) == {1.0}


@given(st.lists(st.tuples(st.integers(5, 900), st.integers(50_000, 400_000)), min_size=10))
def test_a_place_within_the_inner_limits_is_said_to_be(found):
    made = funnel({str(n): pair for n, pair in enumerate(found)})
    if made is None:
        return
    assert made.dispersion >= 1
    for one in made.places.values():
        within = abs(one.rate - made.rate) <= made.limit(one.people, INNER) - made.rate + 1e-12
        assert within == (one.standing is Standing.WITHIN)
