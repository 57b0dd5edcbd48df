"""
Where agreements and requests stand, their clocks, and what falls due.
"""

import datetime as dt

import pytest

from saferboard.domain.agreements import (
    AGREEMENT_MOVES,
    NEAREST,
    AgreementState,
    falls_due,
    notice_due,
)
from saferboard.domain.requests import REQUEST_MOVES, RequestState, due_on, is_overdue
from tests.spec.tables import rows

TODAY = dt.date(2022, 4, 10)
STATES = rows("""
    from              | may become
    ------------------+----------------------------
    DRAFT             | OUT_FOR_SIGNATURE WITHDRAWN
    OUT_FOR_SIGNATURE | LIVE WITHDRAWN
    LIVE              | SUSPENDED ENDED
    SUSPENDED         | LIVE ENDED
    ENDED             | .
    WITHDRAWN         | .
""")
REQUESTS = rows("""
    from      | may become
    ----------+---------------------------
    ASKED     | ANSWERED REFUSED WITHDRAWN
    ANSWERED  | .
    REFUSED   | .
    WITHDRAWN | .
""")
TABLES = [(STATES, AgreementState, AGREEMENT_MOVES), (REQUESTS, RequestState, REQUEST_MOVES)]


@pytest.mark.parametrize(("written", "kind", "moves"), TABLES, ids=["agreement", "request"])
def test_what_may_follow_what(written, kind, moves):
    said = {row["from"]: set((row["may become"] or "").split()) for row in written}
    assert said == {state.value: {to.value for to in moves[state]} for state in kind}


def test_the_clock_of_a_request_counts_working_days_after_the_day_of_asking():
    thursday, holiday = dt.date(2022, 8, 25), frozenset({dt.date(2022, 8, 29)})
    due = due_on(thursday, 5, holiday)
    assert due == dt.date(2022, 9, 2)
    assert not is_overdue(RequestState.ASKED, due, on=due)
    assert is_overdue(RequestState.ASKED, due, on=due + dt.timedelta(days=1))
    assert not is_overdue(RequestState.ANSWERED, due, on=due + dt.timedelta(days=1))


NOTICES = rows("""
    days left | notice
    ----------+-------
    61        | .
    60        | 60
    31        | 60
    30        | 30
    8         | 30
    7         | 7
    0         | 7
    -3        | 7
""")


@pytest.mark.parametrize("row", NOTICES, ids=lambda row: row["days left"])
def test_a_notice_is_the_nearest_one_reached(row):
    assert str(notice_due(int(row["days left"]), (60, 30, 7)) or ".") == (row["notice"] or ".")


def test_what_falls_due_is_reviews_and_ends_in_order():
    review, end = dt.date(2022, 5, 1), dt.date(2022, 4, 30)
    found = falls_due(end, review, on=TODAY, within=30)
    assert [(one.what, one.days_left) for one in found] == [("end", 20), ("review", 21)]
    assert falls_due(end, review, on=TODAY, within=19) == ()
    late = falls_due(end, dt.date(2022, 4, 1), on=dt.date(2022, 6, 1), within=30)
    assert [(one.what, one.days_left) for one in late] == [("review", -61)]


def test_every_state_has_its_place_in_what_a_refusal_names():
    assert set(NEAREST) == set(AgreementState)
