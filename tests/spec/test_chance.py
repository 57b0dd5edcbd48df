"""
What is called chance, and which ranks a place may well hold.
"""

import pytest

from saferboard.domain.chance import chance_of, dispersion
from saferboard.domain.rank_intervals import Counted, rank_interval
from tests.spec.tables import rows, whole

# `spread` is how many times the variance of independent events the series shows.
CHANGES = rows("""
    before | now    | spread | it
    -------+--------+--------+---------------------------
    215    | 189    | .      | could well be chance
    48     | 40     | .      | could well be chance
    1,452  | 1,577  | .      | would be unusual by chance
    1,452  | 1,577  | 2.4    | could well be chance
    513    | 805    | 3.2    | would be rare by chance
    13,620 | 7,267  | 25     | would be rare by chance
    0      | 5      | .      | could well be chance
    0      | 6      | .      | would be unusual by chance
    0      | 8      | .      | would be rare by chance
    5      | 0      | .      | could well be chance
    50     | 55     | .      | could well be chance
    50     | 72     | .      | could well be chance
    50     | 73     | .      | would be unusual by chance
    189    | 189    | .      | could well be chance
    0      | 0      | .      | .
""")


@pytest.mark.parametrize("row", CHANGES, ids=lambda row: f"{row['before']} to {row['now']}")
def test_a_change_is_held_against_what_chance_alone_brings(row):
    spread = None if row["spread"] is None else float(row["spread"])
    found = chance_of(
        whole(row["before"]), whole(row["now"]), old_days=365, new_days=365, dispersion=spread
    )
    assert (found.likelihood.label if found else None) == row["it"]


def test_a_longer_period_is_expected_to_have_more():
    shorter = chance_of(100, 130, old_days=90, new_days=90, dispersion=None)
    longer = chance_of(100, 130, old_days=90, new_days=117, dispersion=None)
    assert shorter.probability < 0.06 < 0.9 < longer.probability


STEADY = [[10, 20, 30, 40, 50, 60, 60, 50, 40, 30, 20, 10]] * 2
DOUBLED = [STEADY[0], [count * 2 for count in STEADY[0]]]
UNSTEADY = [[10, 90] * 6, [90, 10] * 6]


def test_neither_a_season_nor_a_change_from_year_to_year_is_spread():
    assert dispersion(STEADY) == 1
    assert dispersion(DOUBLED) == 1
    assert dispersion(UNSTEADY) > 30


@pytest.mark.parametrize("years", [[], STEADY[:1], [[0] * 12] * 2, [STEADY[0], [0] * 12]])
def test_with_less_than_two_years_counted_nobody_can_tell_the_spread(years):
    assert dispersion(years) is None


# Ten places of 100,000 people; ours is the first.
RANKS = rows("""
    counts                                 | spread | ours
    ---------------------------------------+--------+---------
    10 500 510 520 530 540 550 560 570 580 | 1      | 1 to 1
    500 10 20 30 40 50 60 70 80 90         | 1      | 10 to 10
    50 50 50 50 50 50 50 50 50 50          | 1      | 1 to 10
    45 20 30 40 50 60 70 80 90 100         | 1      | 2 to 6
    45 20 30 40 50 60 70 80 90 100         | 5      | 1 to 8
""")


@pytest.mark.parametrize("row", RANKS, ids=lambda row: row["counts"])
def test_a_rank_is_as_sure_as_the_counts_are_far_apart(row):
    counts = {
        str(n): Counted(int(count), 100_000, float(row["spread"]))
        for n, count in enumerate(row["counts"].split())
    }
    found = rank_interval("0", counts)
    assert f"{found.low} to {found.high}" == row["ours"]


def test_a_place_without_a_count_has_no_ranks():
    assert rank_interval("elsewhere", {"here": Counted(1, 10)}) is None
