"""
How periods are written, read and said.
"""

import datetime as dt

import pytest

from saferboard.domain.periods import (
    Month,
    NotAPeriod,
    Period,
    Quarter,
    months_to,
    parse_period,
    rolling_year,
)
from tests.spec.tables import rows

WRITTEN = rows("""
    written          | first   | last    | months | said
    -----------------+---------+---------+--------+-------------------------------------
    2022-02          | 2022-02 | 2022-02 | 1      | February 2022
    202202           | 2022-02 | 2022-02 | 1      | February 2022
    2022-23 Q1       | 2022-04 | 2022-06 | 3      | Q1 2022/23 (April to June 2022)
    2022/23 Q2       | 2022-07 | 2022-09 | 3      | Q2 2022/23 (July to September 2022)
    2022-23 Q4       | 2023-01 | 2023-03 | 3      | Q4 2022/23 (January to March 2023)
    2021-22          | 2021-04 | 2022-03 | 12     | year to March 2022
    2021/22          | 2021-04 | 2022-03 | 12     | year to March 2022
    1999-00          | .       | .       | .      | .
    2021             | 2021-01 | 2021-12 | 12     | January to December 2021
    year to 2022-01  | 2021-02 | 2022-01 | 12     | year to January 2022
    2020-10..2021-09 | 2020-10 | 2021-09 | 12     | year to September 2021
    2022-08..2022-09 | 2022-08 | 2022-09 | 2      | August to September 2022
    2021-12..2022-01 | 2021-12 | 2022-01 | 2      | December 2021 to January 2022
    2011-12          | 2011-12 | 2011-12 | 1      | December 2011
    2012-13          | 2012-04 | 2013-03 | 12     | year to March 2013
    2021-23          | .       | .       | .      | .
    2022-13 Q1       | .       | .       | .      | .
    2022-23 Q5       | .       | .       | .      | .
    2022-09..2022-08 | .       | .       | .      | .
    last year        | .       | .       | .      | .
    2022-00          | .       | .       | .      | .
    22022-02         | .       | .       | .      | .
""")


@pytest.mark.parametrize("row", WRITTEN, ids=lambda row: row["written"])
def test_a_period_is_read_to_the_month(row):
    if row["first"] is None:
        with pytest.raises(NotAPeriod):
            parse_period(row["written"])
        return
    period = parse_period(row["written"])
    assert (str(period.first), str(period.last)) == (row["first"], row["last"])
    assert len(period) == int(row["months"])
    assert period.label == row["said"]


QUARTERS = rows("""
    day        | quarter    | said       | first      | last
    -----------+------------+------------+------------+-----------
    2022-03-31 | 2021-22 Q4 | Q4 2021/22 | 2022-01-01 | 2022-03-31
    2022-04-01 | 2022-23 Q1 | Q1 2022/23 | 2022-04-01 | 2022-06-30
    2022-08-17 | 2022-23 Q2 | Q2 2022/23 | 2022-07-01 | 2022-09-30
    2022-10-27 | 2022-23 Q3 | Q3 2022/23 | 2022-10-01 | 2022-12-31
    2023-01-04 | 2022-23 Q4 | Q4 2022/23 | 2023-01-01 | 2023-03-31
    2000-02-29 | 1999-00 Q4 | Q4 1999/00 | 2000-01-01 | 2000-03-31
""")


@pytest.mark.parametrize("row", QUARTERS, ids=lambda row: row["day"])
def test_the_financial_year_starts_in_april(row):
    quarter = Quarter.of(dt.date.fromisoformat(row["day"]))
    assert (str(quarter), quarter.label) == (row["quarter"], row["said"])
    days = (quarter.period.first.first_day, quarter.period.last.last_day)
    assert [day.isoformat() for day in days] == [row["first"], row["last"]]


MIDDLES = rows("""
    period          | middle     | why
    ----------------+------------+------------------------------------------------
    year to 2022-09 | 2022-04-01 | 365 days from 1 October: the 183rd is 1 April
    year to 2022-01 | 2021-08-02 | so a rate to January 2022 uses people of 2021
    2021            | 2021-07-02 | the middle of the year itself
    2020            | 2020-07-02 | 366 days
    2022-02         | 2022-02-15 | 28 days
    2021-22         | 2021-09-30 | a financial year's people are of its first year
""")


@pytest.mark.parametrize("row", MIDDLES, ids=lambda row: row["period"])
def test_the_middle_of_a_period_names_the_year_of_its_people(row):
    assert parse_period(row["period"]).middle.isoformat() == row["middle"]


AGES = rows("""
    period          | on         | days old
    ----------------+------------+---------
    year to 2022-01 | 2022-10-27 | 269
    year to 2022-09 | 2022-10-27 | 27
    2022-10         | 2022-10-27 | -4
""")


@pytest.mark.parametrize("row", AGES, ids=str)
def test_how_old_a_figure_is_on_a_day(row):
    age = parse_period(row["period"]).age_in_days(dt.date.fromisoformat(row["on"]))
    assert age == int(row["days old"])


def test_the_same_months_a_year_earlier():
    assert str(parse_period("year to 2022-09").before) == "year to 2021-09"
    assert str(parse_period("2022-23 Q1").before) == "2021-22 Q1"


BEFORE = rows("""
    period           | before           | called
    -----------------+------------------+------------------------------------
    2022-09          | 2021-09          | the year before
    year to 2022-09  | year to 2021-09  | the year before
    2020-10..2022-09 | 2018-10..2020-09 | the 24 months before
    2021-04..2022-09 | 2019-04..2020-09 | the same 18 months 2 years before
    2019-10..2022-09 | 2016-10..2019-09 | the 36 months before
""")


@pytest.mark.parametrize("row", BEFORE, ids=str)
def test_more_than_a_year_is_set_against_months_none_of_which_it_has(row):
    period = parse_period(row["period"])
    assert str(period.before) == row["before"]
    assert period.before_label == row["called"]


def test_a_rolling_year_is_twelve_months_to_its_last():
    assert rolling_year(Month(2022, 1)) == Period(Month(2021, 2), Month(2022, 1))
    assert months_to(Month(2022, 1), 1) == Period(Month(2022, 1), Month(2022, 1))
    with pytest.raises(NotAPeriod, match="at least one month"):
        months_to(Month(2022, 1), 0)


@pytest.mark.parametrize("number", [0, 13])
def test_there_are_twelve_months(number):
    with pytest.raises(NotAPeriod, match="months run from 1 to 12"):
        Month(2022, number)


@pytest.mark.parametrize("number", [0, 5])
def test_there_are_four_quarters(number):
    with pytest.raises(NotAPeriod, match="quarters run from 1 to 4"):
        Quarter(2022, number)


def test_a_refused_form_says_which_is_read():
    with pytest.raises(NotAPeriod, match="2022-02"):
        parse_period("Feb 22")
    with pytest.raises(NotAPeriod, match="2022-23 Q2"):
        Quarter.parse("Q2 2022")
