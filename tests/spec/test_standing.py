"""
Which statuses hold, which are old, and what a measure suggests.
"""

from dataclasses import dataclass

import pytest

from saferboard.domain.chance import Likelihood
from saferboard.domain.periods import Quarter
from saferboard.domain.rag import SCALES, Status, is_old, standing_of, suggested, words_of
from tests.spec.tables import rows


@dataclass(frozen=True)
class Kept:
    quarter: str
    facet: str
    word: str


def kept(said: str) -> Kept:
    quarter, _, rest = said.partition(" ")
    facet, _, word = rest.rpartition(":")
    return Kept(f"2022-23 {quarter}", facet, word)


HOLDING = rows("""
    declared                               | holds
    ---------------------------------------+-------------------------------
    Q1 Red                                 | Q1 Red
    Q1 Red, Q2 Green                       | Q2 Green
    Q1 Day:Green, Q1 Night:Red             | Q1 Day:Green, Q1 Night:Red
    Q1 Day:Green, Q1 Night:Red, Q2 Day:Red | Q1 Night:Red, Q2 Day:Red
    Q1 Day:Green, Q1 Night:Red, Q2 Amber   | Q2 Amber
    Q1 Amber, Q2 Day:Green                 | Q2 Day:Green
""")


@pytest.mark.parametrize("row", HOLDING, ids=lambda row: row["declared"])
def test_which_statuses_hold(row):
    declared = [kept(said) for said in row["declared"].split(", ")]
    assert standing_of(declared) == tuple(kept(said) for said in row["holds"].split(", "))


def test_a_status_of_an_earlier_quarter_than_is_heard_is_old():
    assert is_old(Quarter(2022, 1), as_at=Quarter(2022, 2))
    assert not is_old(Quarter(2022, 2), as_at=Quarter(2022, 2))
    assert not is_old(Quarter(2022, 3), as_at=Quarter(2022, 2))


def test_every_status_is_of_one_scale_and_a_priority_without_one_has_them_all():
    named = [status for scale in SCALES.values() for status in scale.statuses]
    assert sorted(named) == sorted(Status)
    assert words_of("rag") == (Status.GREEN, Status.AMBER, Status.RED)
    assert set(words_of("")) == set(Status)


SUGGESTED = rows("""
    change | by chance          | better | suggested
    -------+--------------------+--------+----------
    -12    | RARE_BY_CHANCE     | down   | On track
    12     | RARE_BY_CHANCE     | down   | Off track
    12     | UNUSUAL_BY_CHANCE  | up     | On track
    -12    | UNUSUAL_BY_CHANCE  | up     | Off track
    12     | COULD_BE_CHANCE    | down   | At risk
    -12    | COULD_BE_CHANCE    | down   | At risk
    12     | RARE_BY_CHANCE     | split  | .
    12     | RARE_BY_CHANCE     | none   | .
    .      | .                  | down   | .
    12     | .                  | down   | .
""")


@pytest.mark.parametrize("row", SUGGESTED, ids=str)
def test_what_a_measure_suggests(row):
    change = float(row["change"]) if row["change"] else None
    likelihood = Likelihood(row["by chance"]) if row["by chance"] else None
    found = suggested(change, likelihood, row["better"])
    assert (found.standing.label if found.standing else None) == row["suggested"]
    assert found.because
