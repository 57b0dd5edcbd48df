"""
By when an agenda must be out, whether a weekday is the day's own, and what may be exempt.
"""

import datetime as dt

import pytest

from saferboard.domain.clocks import (
    BoardRules,
    Bound,
    Clock,
    Running,
    last_day_to_publish,
    running,
)
from saferboard.domain.days_said import days_said, read_day, refusal_of_weekdays
from saferboard.domain.exemption import PARAGRAPHS, paragraph_words, refusal_to_exempt
from saferboard.domain.questions import question_deadlines
from saferboard.domain.refusals import Refused
from tests.spec.tables import rows
from tests.spec.test_deadlines import HOLIDAYS

NEAR = dt.date(2022, 10, 27)

CLEAR = rows("""
    meeting    | clear days | out by     | because
    -----------+------------+------------+------------------------------------------
    2022-10-27 | 5          | 2022-10-19 | 20, 21, 24, 25 and 26 October are clear
    2022-10-27 | 3          | 2022-10-21 | 24, 25 and 26 October are clear
    2023-01-04 | 5          | 2022-12-22 | Christmas and New Year are not counted
    2022-10-31 | 1          | 2022-10-27 | the Friday is clear, the weekend is not
""")


@pytest.mark.parametrize("row", CLEAR, ids=lambda row: f"{row['meeting']} {row['clear days']}")
def test_the_last_day_leaves_so_many_clear_days(row):
    meeting = dt.date.fromisoformat(row["meeting"])
    found = last_day_to_publish(meeting, int(row["clear days"]), HOLIDAYS)
    assert found.isoformat() == row["out by"]


STANDINGS = rows("""
    out on     | looked at  | stands  | days over
    -----------+------------+---------+----------
    2022-10-19 | 2022-10-20 | KEPT    | 0
    2022-10-20 | 2022-10-20 | LATE    | 1
    2022-10-20 | 2022-10-18 | AHEAD   | 0
    .          | 2022-10-18 | AHEAD   | 0
    .          | 2022-10-19 | TODAY   | 0
    .          | 2022-10-24 | OVERDUE | 5
""")


@pytest.mark.parametrize("row", STANDINGS, ids=str)
def test_how_a_clock_stands(row):
    done = dt.date.fromisoformat(row["out on"]) if row["out on"] else None
    clock = Running(Clock.AGENDA_BY_LAW, dt.date(2022, 10, 19), 5, done)
    on = dt.date.fromisoformat(row["looked at"])
    assert clock.standing(on=on).value == row["stands"]
    assert clock.days_over(on=on) == int(row["days over"])


BOUND = rows("""
    bound      | own clear days | clocks of the agenda
    -----------+----------------+---------------------
    YES        | .              | AGENDA_BY_LAW
    YES        | 7              | AGENDA_BY_LAW AGENDA
    NO         | .              | .
    NO         | 3              | AGENDA
    NOT_STATED | .              | AGENDA_BY_LAW
""")


@pytest.mark.parametrize("row", BOUND, ids=str)
def test_the_law_runs_where_the_board_is_bound_or_nobody_says(row):
    days = row["own clear days"]
    rules = BoardRules(bound=Bound(row["bound"]), agenda_clear_days=int(days) if days else None)
    found = running(
        rules,
        NEAR,
        agenda_published=None,
        papers_in=None,
        minutes_out=None,
        holidays=HOLIDAYS,
    )
    assert [one.clock.value for one in found] == (row["clocks of the agenda"] or "").split()
    assert [one.on_trust for one in found][:1] in ([], [row["bound"] == "NOT_STATED"])


def test_papers_and_minutes_have_clocks_where_there_is_a_rule():
    found = running(
        BoardRules(bound=Bound.NO, papers_working_days=8, minutes_working_days=10),
        NEAR,
        agenda_published=None,
        papers_in=dt.date(2022, 10, 14),
        minutes_out=None,
        holidays=HOLIDAYS,
    )
    assert [(one.clock, one.by) for one in found] == [
        (Clock.PAPERS, dt.date(2022, 10, 17)),
        (Clock.MINUTES, dt.date(2022, 11, 10)),
    ]


def test_a_deadline_is_put_off_and_never_brought_forward():
    by = question_deadlines(NEAR, dt.date(2022, 10, 19), holidays=HOLIDAYS)
    sooner, later = dt.date(2022, 10, 10), dt.date(2022, 10, 17)
    assert by.later(general=sooner, about_reports=None) == by
    assert by.later(general=later, about_reports=None).general == later
    moment = dt.datetime(2022, 10, 24, 17)
    assert by.later(general=None, about_reports=moment).about_reports == moment
    before = question_deadlines(NEAR, None, holidays=HOLIDAYS)
    assert (before.general, before.about_reports) == (dt.date(2022, 10, 13), None)


TYPED = rows("""
    typed                       | is
    ----------------------------+-----------
    Friday 21 October           | 2022-10-21
    Friday, 21st October        | 2022-10-21
    Thursday 20 October 2022    | 2022-10-20
    20 October                  | 2022-10-20
    fri 21 oct                  | 2022-10-21
    21 10 2022                  | 2022-10-21
    21/10/2022                  | 2022-10-21
    2022-10-21                  | 2022-10-21
    Wednesday 4 January         | 2023-01-04
""")


@pytest.mark.parametrize("row", TYPED, ids=lambda row: row["typed"])
def test_a_day_is_read_as_it_is_typed(row):
    assert read_day(row["typed"], near=NEAR).isoformat() == row["is"]


def test_a_friday_that_was_a_thursday_is_refused_with_the_reason():
    with pytest.raises(Refused, match="20 October 2022 is a Thursday") as refused:
        read_day("Friday, 20th October", near=NEAR)
    assert refused.value.refusal.code == "wrong-weekday"
    text = "Questions are received by the team by 5pm, Friday, 20th October, in writing."
    assert "20 October 2022 is a Thursday" in str(refusal_of_weekdays(text, near=NEAR))
    right = text.replace("20th", "21st")
    assert refusal_of_weekdays(right, near=NEAR) is None
    assert [said.day for said in days_said(right, near=NEAR)] == [dt.date(2022, 10, 21)]


@pytest.mark.parametrize(
    "typed", ["", "soon", "31 02 2022", "30 February", "20 October or 21 October", "0 10 2022"]
)
def test_what_is_no_day_is_refused(typed):
    with pytest.raises(Refused, match="is no day"):
        read_day(typed, near=NEAR)


def test_an_item_is_exempt_by_a_paragraph_and_for_a_reason():
    assert list(PARAGRAPHS) == [1, 2, 3, 4, 5, 6, 7]
    assert (
        paragraph_words(7) == "Paragraph 7: about action to prevent, investigate or prosecute crime"
    )
    assert refusal_to_exempt(7, "An operation is under way.") is None
    assert refusal_to_exempt(8, "Why").code == "no-such-paragraph"
    assert refusal_to_exempt(None, "Why").code == "no-such-paragraph"
    assert refusal_to_exempt(1, "  ").code == "no-reason-to-exempt"
