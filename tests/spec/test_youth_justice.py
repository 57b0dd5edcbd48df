"""
What the youth justice figures are out of, and what savings are reckoned to be.
"""

from decimal import ROUND_HALF_UP, Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from saferboard.domain.comparisons import percent_change
from saferboard.domain.savings import StreamSaved, health_saving, reckoned, units_saving
from saferboard.domain.youth_justice import frequency, reoffending_rate, share_of_whole
from tests.spec.tables import rows, whole


def places(value, number):
    if value is None:
        return None
    return str(value.quantize(Decimal(1).scaleb(-number), ROUND_HALF_UP))


SHARES = rows("""
    of all | of those | of all, then
    -------+----------+-------------
    55     | 59       | 32
    100    | 59       | 59
    55     | 100      | 55
    0      | 59       | 0
    .      | 59       | .
    55     | .        | .
""")


@pytest.mark.parametrize("row", SHARES, ids=str)
def test_a_share_of_a_share_is_a_share_of_the_whole(row):
    found = share_of_whole(whole(row["of all"]), whole(row["of those"]))
    assert places(found, 0) == row["of all, then"]


COHORTS = rows("""
    cohort | reoffended | offences | rate | frequency
    -------+------------+----------+------+----------
    83     | 27         | 83       | 33   | 1.00
    83     | 27         | 27       | 33   | 0.33
    83     | 0          | 0        | 0    | 0.00
    0      | 0          | 0        | .    | .
    .      | 27         | 83       | .    | .
    83     | .          | .        | .    | .
""")


@pytest.mark.parametrize("row", COHORTS, ids=str)
def test_reoffending_is_over_the_cohort(row):
    cohort, again, offences = (whole(row[name]) for name in ("cohort", "reoffended", "offences"))
    assert places(reoffending_rate(again, cohort), 0) == row["rate"]
    assert places(frequency(offences, cohort), 2) == row["frequency"]


def test_forty_eight_to_forty_is_a_sixth():
    assert places(percent_change(48, 40), 1) == "-16.7"
    assert places(percent_change(44, 40), 0) == "-9"


SAVINGS = rows("""
    stream                | future | health | share | it
    ----------------------+--------+--------+-------+--------------
    Scams                 | 600    | 324    | 0.54  | follows
    Doorstep crime        | 40500  | 21870  | 0.54  | follows
    Call blockers         | 49622  | 26796  | 0.54  | follows
    Call blockers, a year | 82703  | 44659  | 0.54  | follows
    Both, a year          | 210035 | 113419 | 0.54  | follows
    Friends Against Scams | 2586   | 4035   | .     | has no share
    Somebody else's       | 2586   | 4035   | 0.54  | does not
""")
IT = {True: "follows", False: "does not", None: "has no share"}


def saved(row):
    share = None if row["share"] is None else Decimal(row["share"])
    return StreamSaved(row["stream"], Decimal(row["future"]), Decimal(row["health"]), share)


@pytest.mark.parametrize("row", SAVINGS, ids=lambda row: row["stream"])
def test_health_is_a_fixed_share_but_in_one_stream(row):
    assert IT[saved(row).follows] == row["it"]


def test_the_first_quarter_adds_up_and_the_year_does_not():
    by_name = {row["stream"]: saved(row) for row in SAVINGS}
    quarter = [by_name[n] for n in ("Scams", "Doorstep crime", "Call blockers")]
    quarter.append(by_name["Friends Against Scams"])
    held = reckoned(Decimal(146333), quarter)
    assert (held.summed, held.remainder) == (146333, 0)
    year = reckoned(Decimal(507157), [by_name["Both, a year"], by_name["Call blockers, a year"]])
    assert (year.summed, year.remainder) == (450816, 56341)


@pytest.mark.parametrize(("units", "saving"), [(0, 0), (3, 49622), (5, 82703)])
def test_a_call_blocker_saves_the_same_each_time(units, saving):
    assert units_saving(units, Decimal("16540.5")) == saving


@given(st.integers(0, 10**9), st.integers(0, 300))
def test_what_is_reckoned_from_a_share_follows_it(future, hundredths):
    share = Decimal(hundredths) / 100
    made = StreamSaved("any", Decimal(future), health_saving(Decimal(future), share), share)
    assert made.follows
    assert reckoned(made.whole, [made]).remainder == 0
