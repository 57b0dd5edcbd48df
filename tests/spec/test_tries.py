"""
When one more try is allowed: five in a quarter of an hour, and then one waits.
"""

import datetime as dt

import pytest

from saferboard.domain.tries import LIMITS, Limit, Trying, free_at
from tests.spec.tables import rows

LIMIT = Limit(3, dt.timedelta(minutes=15))
TABLE = """
    tried at            | it is | free at
    --------------------+-------+--------
    .                   | 10:00 | .
    09:50 09:55         | 10:00 | .
    09:50 09:55 09:58   | 10:00 | 10:05
    09:40 09:55 09:58   | 10:00 | .
    09:45 09:55 09:58   | 10:00 | .
    09:50 09:55 09:58   | 10:05 | .
    09:50 09:51 09:52 09:59 | 10:00 | 10:06
    10:01 10:02 10:03   | 10:00 | .
"""


def moment(words: str) -> dt.datetime:
    return dt.datetime.fromisoformat(f"2022-10-19T{words}+00:00")


@pytest.mark.parametrize("row", rows(TABLE), ids=lambda row: f"{row['tried at']} {row['it is']}")
def test_when_one_more_try_is_allowed(row):
    tried = [moment(one) for one in (row["tried at"] or "").split()]
    free = row["free at"] and moment(row["free at"])
    assert free_at(tried, LIMIT, at=moment(row["it is"])) == free


def test_every_thing_that_is_tried_has_limits_and_words():
    assert LIMITS.keys() == set(Trying)
    assert all(one.label for one in Trying)
    assert all(both.by_account.tries <= both.by_network.tries for both in LIMITS.values())
