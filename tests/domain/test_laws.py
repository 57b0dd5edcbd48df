"""
What holds for every period, quarter, working day, rank and printed change.
"""

import datetime as dt
from contextlib import suppress
from decimal import ROUND_HALF_UP, Decimal

from hypothesis import assume, example, given
from hypothesis import strategies as st

from saferboard.domain.comparisons import percent_change, rank, rate, share
from saferboard.domain.periods import Month, NotAPeriod, Period, Quarter, months_to, parse_period
from saferboard.domain.stated_changes import judge_change
from saferboard.domain.working_days import (
    is_working_day,
    working_days_after,
    working_days_before,
)

months = st.builds(Month, st.integers(1950, 2150), st.integers(1, 12))
quarters = st.builds(Quarter, st.integers(1950, 2150), st.integers(1, 4))
spans = st.integers(1, 60)
days = st.dates(dt.date(2000, 1, 1), dt.date(2050, 12, 31))
holidays = st.frozensets(days, max_size=40)
steps = st.integers(0, 40)
counts = st.integers(0, 100_000)


@given(months)
def test_a_written_month_reads_back(month):
    assert Month.parse(str(month)) == month


@given(quarters)
def test_a_written_quarter_reads_back(quarter):
    assert Quarter.parse(str(quarter)) == quarter
    assert parse_period(str(quarter)) == quarter.period


@given(months, spans)
@example(Month(2012, 3), 12)
@example(Month(2011, 12), 1)
def test_a_written_period_reads_back(last, length):
    period = months_to(last, length)
    assert parse_period(str(period)) == period
    assert len(period) == length == len(list(period))


@given(st.text() | st.from_regex(r"[0-9 Q./-]{0,20}", fullmatch=True))
@example("0000")
@example("9999-12")
def test_any_words_are_a_period_or_said_to_be_none(words):
    with suppress(NotAPeriod):
        assert len(parse_period(words)) >= 1


@given(months, months)
def test_order_of_months_agrees_with_subtraction(one, other):
    assert (one < other) == (one - other < 0)
    assert (one == other) == (one - other == 0)
    assert other + (one - other) == one


@given(quarters, quarters)
def test_order_of_quarters_agrees_with_subtraction(one, other):
    assert (one < other) == (one - other < 0)
    assert other + (one - other) == one
    assert one.period.first - other.period.first == 3 * (one - other)


@given(days)
def test_a_day_is_in_its_month_and_quarter(day):
    assert Month.of(day).first_day <= day <= Month.of(day).last_day
    assert Month.of(day) in Quarter.of(day).period


@given(months, spans)
def test_the_middle_lies_within_and_parts_the_days_in_two(last, length):
    period = months_to(last, length)
    before = (period.middle - period.first.first_day).days
    after = (period.last.last_day - period.middle).days + 1
    assert before >= 0
    assert after - before in (0, 1)


@given(months, spans)
def test_the_months_before_are_as_many_and_none_of_them_the_same(last, length):
    period = months_to(last, length)
    assert len(period.before) == length
    assert (period.last - period.before.last) % 12 == 0
    assert 0 < period.first - period.before.last <= 12
    assert Period(period.first, period.last) == period


@given(days, steps, holidays)
def test_going_back_undoes_going_forward(day, count, closed):
    assume(is_working_day(day, closed))
    there = working_days_after(day, count, closed)
    assert working_days_before(there, count, closed) == day
    back = working_days_before(day, count, closed)
    assert working_days_after(back, count, closed) == day


@given(days, st.integers(1, 40), holidays)
def test_so_many_working_days_lie_between(day, count, closed):
    there = working_days_after(day, count, closed)
    assert is_working_day(there, closed)
    passed = (day + dt.timedelta(days=n) for n in range(1, (there - day).days + 1))
    assert sum(is_working_day(each, closed) for each in passed) == count


rates = st.dictionaries(
    st.sampled_from("abcdefgh"),
    st.none() | st.decimals(0, 100, places=2),
    min_size=1,
)


@given(rates)
def test_ranks_are_bounded_and_ordered(given_rates):
    found = {place: rank(place, given_rates) for place in given_rates}
    known = {place: one for place, one in found.items() if one is not None}
    assert known.keys() == {place for place, value in given_rates.items() if value is not None}
    for place, one in known.items():
        assert 1 <= one.position <= one.of == len(known)
        assert 0 <= one.tied <= one.of - one.position
        for other, that in known.items():
            assert (one.position < that.position) == (given_rates[place] < given_rates[other])


@given(counts, counts)
def test_a_change_takes_the_first_count_to_the_second(old, new):
    change = percent_change(old, new)
    if old == 0:
        assert change is None
        return
    assert abs(old + old * change / 100 - new) < Decimal("0.000001")
    assert (change > 0) == (new > old)


@given(counts, st.integers(1, 400_000))
def test_rates_and_shares_grow_with_the_count(count, people):
    assert rate(count + 1, people, per=1000) > rate(count, people, per=1000)
    assert share(count, count + people) < 100


@given(st.integers(1, 100_000), counts, st.integers(0, 3))
def test_a_change_rounded_rightly_holds(old, new, places):
    digits = Decimal(1).scaleb(-places)
    stated = percent_change(old, new).quantize(digits, ROUND_HALF_UP)
    judged = judge_change(old, new, stated)
    assert judged.holds
    assert abs(judged.out_by) <= digits / 2


@given(st.integers(1, 100_000), counts, st.decimals(-1000, 1000, places=1))
def test_a_change_out_by_a_whole_digit_never_holds(old, new, stated):
    judged = judge_change(old, new, stated)
    assert judged.holds == (abs(judged.out_by) <= Decimal("0.05") and judged.cause is None)
    if abs(judged.out_by) > Decimal("0.05"):
        assert not judged.holds
