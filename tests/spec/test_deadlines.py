"""
Working days, and when a question to the board must have come.
"""

import datetime as dt

import pytest

from saferboard.domain.questions import QuestionRules, question_deadlines
from saferboard.domain.working_days import (
    is_working_day,
    working_days_after,
    working_days_before,
)
from tests.spec.tables import rows

HOLIDAYS = frozenset(
    dt.date.fromisoformat(day)
    for day in ("2022-04-15", "2022-04-18", "2022-12-26", "2022-12-27", "2023-01-02")
)
"""Good Friday and Easter Monday 2022, and the Christmas and New Year that follow."""

DAYS = rows("""
    day        | what it is        | working day
    -----------+-------------------+------------
    2022-10-27 | a Thursday        | yes
    2022-10-29 | a Saturday        | no
    2022-10-30 | a Sunday          | no
    2022-04-15 | Good Friday       | no
    2022-12-27 | a substitute day  | no
    2022-12-28 | between holidays  | yes
""")


@pytest.mark.parametrize("row", DAYS, ids=lambda row: row["what it is"])
def test_which_days_are_worked(row):
    day = dt.date.fromisoformat(row["day"])
    assert is_working_day(day, HOLIDAYS) == (row["working day"] == "yes")


STEPS = rows("""
    from       | working days | is
    -----------+--------------+-----------
    2022-10-27 | -10          | 2022-10-13
    2022-10-19 | 2            | 2022-10-21
    2022-10-21 | 1            | 2022-10-24
    2022-10-24 | -1           | 2022-10-21
    2022-04-14 | 1            | 2022-04-19
    2022-04-19 | -1           | 2022-04-14
    2023-01-04 | -10          | 2022-12-16
    2022-10-29 | 0            | 2022-10-29
    2022-10-29 | 1            | 2022-10-31
""")


@pytest.mark.parametrize("row", STEPS, ids=str)
def test_the_day_itself_is_not_counted(row):
    start, count = dt.date.fromisoformat(row["from"]), int(row["working days"])
    step = working_days_before if count < 0 else working_days_after
    assert step(start, abs(count), HOLIDAYS).isoformat() == row["is"]


def test_a_deadline_is_never_counted_backwards():
    with pytest.raises(AssertionError, match="never towards it"):
        working_days_before(dt.date(2022, 10, 27), -1, HOLIDAYS)


DEADLINES = rows("""
    meeting    | agenda out | any matter | about a report
    -----------+------------+------------+-----------------
    2022-10-27 | 2022-10-19 | 2022-10-13 | 2022-10-21 17:00
    2023-01-04 | 2022-12-23 | 2022-12-16 | 2022-12-29 17:00
    2022-04-28 | 2022-04-14 | 2022-04-12 | 2022-04-20 17:00
""")


@pytest.mark.parametrize("row", DEADLINES, ids=lambda row: row["meeting"])
def test_when_a_question_must_have_come(row):
    deadlines = question_deadlines(
        dt.date.fromisoformat(row["meeting"]),
        dt.date.fromisoformat(row["agenda out"]),
        holidays=HOLIDAYS,
    )
    assert deadlines.general.isoformat() == row["any matter"]
    assert f"{deadlines.about_reports:%Y-%m-%d %H:%M}" == row["about a report"]


def test_the_rules_are_the_councils_own():
    rules = QuestionRules(general_working_days=5, about_reports_working_days=1, by=dt.time(12, 30))
    deadlines = question_deadlines(
        dt.date(2022, 10, 27), dt.date(2022, 10, 19), holidays=HOLIDAYS, rules=rules
    )
    assert deadlines.general == dt.date(2022, 10, 20)
    assert deadlines.about_reports == dt.datetime(2022, 10, 20, 12, 30)
