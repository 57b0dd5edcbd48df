"""
How long is long, and when a person must have had an answer.
"""

import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from saferboard.domain.retention import (
    DISPOSAL_MOVES,
    REQUEST_MOVES,
    DisposalState,
    RequestState,
    Term,
    answer_due,
    due_on,
    latest_beginning,
)
from tests.spec.tables import rows

DUE = rows("""
    began      | years | months | due
    -----------+-------+--------+-----------
    2020-10-19 | 2     | 0      | 2022-10-19
    2020-02-29 | 1     | 0      | 2021-02-28
    2021-08-31 | 0     | 6      | 2022-02-28
    2021-12-15 | 0     | 1      | 2022-01-15
    2016-04-01 | 6     | 6      | 2022-10-01
    2016-04-01 | 0     | 0      | .
""")


@pytest.mark.parametrize("row", DUE)
def test_a_term_ends_on_its_day(row):
    term = Term(int(row["years"]), int(row["months"]))
    day = due_on(dt.date.fromisoformat(row["began"]), term)
    assert day == (dt.date.fromisoformat(row["due"]) if row["due"] else None)


@given(
    st.dates(dt.date(2000, 1, 1), dt.date(2100, 1, 1)),
    st.integers(0, 30),
    st.integers(0, 11),
)
def test_what_began_by_the_latest_day_is_due_and_nothing_later(on, years, months):
    term = Term(years, months)
    last = latest_beginning(on, term)
    if not term.ends:
        assert last is None
        return
    assert due_on(last, term) <= on
    assert due_on(last + dt.timedelta(days=1), term) > on


ANSWERS = rows("""
    received   | extended | due        | because
    -----------+----------+------------+------------------------------------
    2022-10-19 | no       | 2022-11-21 | 19 November is a Saturday
    2022-10-19 | yes      | 2023-01-19 | three months
    2022-01-31 | no       | 2022-02-28 | February has no 31st
    2022-11-25 | no       | 2022-12-28 | Christmas, Boxing Day and the 27th
""")
CHRISTMAS = frozenset({dt.date(2022, 12, 26), dt.date(2022, 12, 27)})


@pytest.mark.parametrize("row", ANSWERS)
def test_an_answer_is_due_in_a_month(row):
    day = answer_due(
        dt.date.fromisoformat(row["received"]),
        extended=row["extended"] == "yes",
        holidays=CHRISTMAS,
    )
    assert day == dt.date.fromisoformat(row["due"])


@pytest.mark.parametrize(
    ("moves", "states"), [(DISPOSAL_MOVES, DisposalState), (REQUEST_MOVES, RequestState)]
)
def test_each_table_of_moves_is_whole(moves, states):
    assert set(moves) == set(states)
    assert all(to <= set(states) for to in moves.values())
