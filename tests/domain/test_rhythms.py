"""
Laws of rhythms: how many days a year they make, and which.
"""

import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from saferboard.domain.rhythms import Rhythm, RhythmKind, bounds, dates, label_of, year_of

DAYS = st.dates(dt.date(2015, 4, 1), dt.date(2040, 3, 31))
TIMES = st.integers(1, 12)


def a_year(times: int) -> Rhythm:
    return Rhythm(RhythmKind.TIMES_A_YEAR, times)


@given(st.integers(2015, 2040), st.integers(0, 27), TIMES)
def test_from_april_so_many_times_a_year_makes_so_many_days(year, days, times):
    first = dt.date(year, 4, 1) + dt.timedelta(days=days)
    found = dates(a_year(times), first)
    assert len(found) == times
    assert {day.weekday() for day in found} == {first.weekday()}
    assert len({(day.year, day.month) for day in found}) == times


@given(DAYS, st.sampled_from([Rhythm(RhythmKind.WEEKLY), Rhythm(RhythmKind.MONTHLY), a_year(24)]))
def test_every_day_is_in_the_year_of_the_first_and_in_order(first, rhythm):
    found = dates(rhythm, first)
    assert found[0] == first
    assert found == sorted(set(found))
    start, end = bounds(year_of(first))
    assert all(start <= day <= end for day in found)


@pytest.mark.parametrize(
    ("rhythm", "first", "expected"),
    [
        (a_year(3), "2022-04-28", ["2022-04-28", "2022-08-25", "2022-12-22"]),
        # The last Friday, where a month has no fifth.
        (a_year(3), "2022-04-29", ["2022-04-29", "2022-08-26", "2022-12-30"]),
        (a_year(4), "2022-05-26", ["2022-05-26", "2022-08-25", "2022-11-24", "2023-02-23"]),
        (Rhythm(RhythmKind.DAILY), "2022-04-01", []),
        (Rhythm(), "2022-04-01", []),
    ],
)
def test_days_that_a_rhythm_makes(rhythm, first, expected):
    found = [day.isoformat() for day in dates(rhythm, dt.date.fromisoformat(first))]
    assert found == expected


def test_a_week_and_a_fortnight():
    assert len(dates(Rhythm(RhythmKind.WEEKLY), dt.date(2022, 4, 4))) == 52
    assert len(dates(a_year(24), dt.date(2022, 4, 4))) == 24


def test_a_year_runs_from_april():
    assert (year_of(dt.date(2023, 3, 31)), year_of(dt.date(2023, 4, 1))) == (2022, 2023)
    assert label_of(2022) == "2022/23"
    assert label_of(2099) == "2099/00"


def test_a_rhythm_says_itself():
    assert [a_year(n).label for n in (1, 3, 12)] == [
        "Once a year",
        "Three times a year",
        "12 times a year",
    ]
