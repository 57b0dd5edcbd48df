"""
What a control chart and a funnel say.
"""

import pytest

from saferboard.domain.control_charts import control_chart, limits_of, rules_met
from saferboard.domain.funnels import funnel
from saferboard.domain.periods import Month, Period
from saferboard.domain.seasons import season
from tests.spec.tables import rows

# Twelve ordinary months come first; these follow.  Mean of all about 20.
ORDINARY = [19, 21, 18, 22, 20, 21, 19, 20, 22, 18, 21, 19]

RULES = rows("""
    then                            | met by the last
    --------------------------------+------------------------------------
    20                              | .
    60                              | outside the limits
    21 21 21 21 21 21 21 22         | eight in a row on one side of the mean
    21 21 21 21 21 21 21            | .
    19 18 17 16 15 14               | six in a row in one direction
    18 18 17 17 16 16               | .
""")


def of_months(counts):
    months = [Month(2020, 1) + n for n in range(len(counts))]
    return [(Period(m, m), count) for m, count in zip(months, counts, strict=True)]


@pytest.mark.parametrize("row", RULES, ids=lambda row: row["then"])
def test_the_rules(row):
    limits = limits_of(ORDINARY)
    values = ORDINARY + [int(n) for n in row["then"].split()]
    signals, _ = rules_met(values, limits)[-1]
    said = {signal.label for signal in signals}
    assert (row["met by the last"] in said) if row["met by the last"] else not said


def test_two_of_three_near_a_limit():
    limits = limits_of(ORDINARY)
    near = limits.mean + 0.8 * (limits.upper - limits.mean)
    met = rules_met([near, limits.mean + 0.1, near], limits)
    assert [{s.value for s in signals} for signals, _ in met] == [
        {"NEAR_LIMIT"},
        set(),
        {"NEAR_LIMIT"},
    ]
    across = rules_met([near, limits.mean - 0.1, near], limits)
    assert not any(signals for signals, _ in across)


VARIATIONS = rows("""
    last | better | shows
    -----+--------+------------------------------------------------------------------
    20   | down   | nothing but the usual variation
    60   | down   | worse than the usual variation
    60   | up     | better than the usual variation
    0    | down   | better than the usual variation
    0    | up     | worse than the usual variation
    60   | split  | higher than the usual variation, neither better nor worse by itself
    0    | none   | lower than the usual variation, neither better nor worse by itself
""")


@pytest.mark.parametrize("row", VARIATIONS, ids=str)
def test_what_the_latest_count_shows(row):
    chart = control_chart(of_months([*ORDINARY, *ORDINARY, int(row["last"])]))
    assert chart.variation(row["better"]).label == row["shows"]


# The limits of these months run from about 13 to 27.
TARGETS = rows("""
    target | better | assurance
    -------+--------+------------------------------------------------------
    .      | down   | no target is set
    30     | down   | the target will be met unless something changes
    20     | down   | the target will be met at some times and missed at others
    5      | down   | the target will be missed unless something changes
    5      | up     | the target will be met unless something changes
    30     | up     | the target will be missed unless something changes
    20     | split  | no target is set
""")


@pytest.mark.parametrize("row", TARGETS, ids=str)
def test_what_a_target_may_expect(row):
    chart = control_chart(of_months(ORDINARY))
    target = None if row["target"] is None else float(row["target"])
    assert chart.assurance(target, row["better"]).label == row["assurance"]


def test_a_season_moves_the_limits_and_a_summer_is_then_no_signal():
    summery = [10, 12, 16, 22, 30, 38, 40, 38, 28, 20, 14, 10]
    years = [count + n * 7 % 5 - 2 for n, count in enumerate(summery * 4)]
    found = season(years, cycle=12)
    assert found.found
    plain = control_chart(of_months(years))
    eased = control_chart(of_months(years), factors=[found.at(n) for n in range(len(years))])
    assert plain.signalled
    assert not eased.signalled


def test_a_season_needs_three_years_and_a_step_is_none():
    assert season([5] * 35, cycle=12) is None
    level = [30] * 18 + [10] * 30
    stepped = [mean + n * 7 % 5 - 2 for n, mean in enumerate(level)]
    assert not season(stepped, cycle=12, starts=[18]).found


LIES = rows("""
    count | lies
    ------+-----------------------
    100   | within the limits
    115   | within the limits
    125   | above the 95% limit
    140   | above the 99.8% limit
    75    | below the 95% limit
    60    | below the 99.8% limit
""")


@pytest.mark.parametrize("row", LIES, ids=str)
def test_where_a_borough_lies_among_thirty_one_alike(row):
    alike = {str(n): (100 + n % 3 - 1, 100_000) for n in range(31)}
    found = funnel({**alike, "ours": (int(row["count"]), 100_000)})
    assert found.dispersion == 1
    assert found.places["ours"].standing.label == row["lies"]


def test_boroughs_that_vary_widen_their_own_limits():
    varied = {str(n): (60 + n * 3, 100_000) for n in range(31)}
    found = funnel({**varied, "ours": (125, 100_000)})
    assert found.dispersion > 4
    assert found.places["ours"].standing.label == "within the limits"


@pytest.mark.parametrize(
    "counted",
    [{str(n): (50, 1_000) for n in range(9)}, {str(n): (2, 100_000) for n in range(32)}],
    ids=["nine places", "two events each"],
)
def test_no_funnel_is_drawn_of_few_places_or_few_events(counted):
    assert funnel(counted) is None
