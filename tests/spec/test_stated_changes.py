"""
The crime table of October 2022 held against its own counts, and other printed changes.
"""

from decimal import Decimal

import pytest

from saferboard.domain.stated_changes import Cause, judge_change, read_percentage
from tests.spec.tables import rows, whole

OCTOBER = rows("""
    row                               | before | now    | printed | true to one place | cause
    ----------------------------------+--------+--------+---------+-------------------+----------
    Total notifiable offences         | 21,328 | 24,594 | +14     | 15.3              | OVER_MEAN
    Non-domestic violence with injury | 1,280  | 1,448  | +14     | 13.1              | UNKNOWN
    Total burglary                    | 1,452  | 1,577  | +8      | 8.6               | CUT
    Theft of motor vehicles           | 950    | 1,056  | +10     | 11.2              | OVER_MEAN
    Knife crime offences              | 215    | 189    | -12%    | -12.1             | .
    Sexual offences                   | 496    | 606    | +19     | 22.2              | OVER_MEAN
    Domestic abuse offences           | 2,900  | 2,697  | -7      | -7.0              | .
    Hate crime                        | 513    | 805    | +44     | 56.9              | OVER_MEAN
    ASB calls                         | 13,620 | 7,267  | -47     | -46.6             | .
""")


@pytest.mark.parametrize("row", OCTOBER, ids=lambda row: row["row"])
def test_the_table_of_october_2022(row):
    judged = judge_change(whole(row["before"]), whole(row["now"]), read_percentage(row["printed"]))
    assert (judged.cause and judged.cause.value) == row["cause"]
    assert judged.holds == (row["cause"] is None)
    assert round(judged.computed, 1) == Decimal(row["true to one place"])


def test_three_of_the_nine_hold():
    held = [row["row"] for row in OCTOBER if row["cause"] is None]
    assert held == ["Knife crime offences", "Domestic abuse offences", "ASB calls"]


CAUSES = rows("""
    before | now | printed | cause
    -------+-----+---------+---------
    100    | 125 | 25      | .
    100    | 125 | 25.0    | .
    3      | 4   | 33.3    | .
    3      | 5   | 67      | .
    3      | 5   | 66      | CUT
    100    | 150 | 40      | OVER_MEAN
    100    | 125 | 20      | OVER_NEW
    100    | 125 | -20     | REVERSED
    100    | 125 | -25     | SIGN
    100    | 125 | 77      | UNKNOWN
    100    | 0   | -100    | .
    100    | 0   | -50     | UNKNOWN
    200    | 201 | 0.5     | .
    200    | 201 | 1       | .
    200    | 201 | 0       | CUT
""")


@pytest.mark.parametrize("row", CAUSES, ids=str)
def test_what_a_wrong_change_was_probably_worked_out_as(row):
    judged = judge_change(whole(row["before"]), whole(row["now"]), Decimal(row["printed"]))
    assert (judged.cause and judged.cause.value) == row["cause"]


def test_a_count_retyped_from_the_publisher_is_named_as_the_cause():
    published = (Decimal(1452), Decimal(1580))
    judged = judge_change(1452, 1577, Decimal("8.8"), published=published)
    assert judged.cause is Cause.PUBLISHED
    assert judged.cause_in_words == ("worked out on the published count of the year it fits, 1,580")
    assert judge_change(1452, 1577, Decimal("8.8")).cause is Cause.UNKNOWN
    assert judge_change(1452, 1577, Decimal("8"), published=published).cause is Cause.CUT


def test_a_rise_from_nought_cannot_be_judged():
    assert judge_change(0, 5, Decimal(100)) is None


READ = rows("""
    words                 | number
    ----------------------+-------
    +14                   | 14
    -12%                  | -12
    −5.17 %               | -5.17
    – 3                   | -3
    up 14.5%              | 14.5
    ± 2                   | 2
    no change             | .
""")


@pytest.mark.parametrize("row", READ, ids=lambda row: row["words"])
def test_a_printed_percentage_is_read_with_any_minus(row):
    found = read_percentage(row["words"])
    assert (found if found is None else str(found)) == row["number"]


@pytest.mark.parametrize("cause", Cause)
def test_every_cause_has_words(cause):
    assert cause.label
    assert cause.label != cause.value
