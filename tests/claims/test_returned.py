"""
A quarter's account: whether it speaks of its own quarter, and agrees with itself and the last.
"""

import pytest

from saferboard.claims.returned import against_last, contradicting, wrong_quarter
from tests.spec.tables import rows

QUARTERS = rows("""
    a Q2 2022/23 update says                                              | is asked about
    ----------------------------------------------------------------------+-------------------------
    During the first quarter of this year cameras ran.      | During the first quarter
    In the first quarter of the year the council kept cameras watched.    | In the first quarter
    Hate Crime and Extremism 2022/23 Quarter 4 – Update                   | 2022/23 Quarter 4
    Q1 update                                                             | Q1
    Quarter 2 2021/22                                                     | Quarter 2 2021/22
    In Q3 there were 14 visits.                                           | In Q3
    During the second quarter cameras were watched.                       | .
    2022/23 Quarter 2 – Update                                            | .
    The review of the wards they are held in starts in quarter 3.         | .
    This will be reported on at quarter 4 2022/23.                        | .
    Partners will present an end of year update in Quarter 4              | .
    It is due at the end of quarter 3.                                    | .
    There were 2,017 incidents, compared with 3,108 in quarter 1.         | .
    Incidents fell in the second quarter from 3,108 in the first quarter. | .
    A first class service.                                                | .
""")


@pytest.mark.parametrize("row", QUARTERS, ids=lambda row: row["a Q2 2022/23 update says"][:40])
def test_an_account_of_another_quarter_is_asked_about(row):
    found = wrong_quarter(row["a Q2 2022/23 update says"], year=2022, number=2)
    asked = row["is asked about"]
    assert [doubt.quote.lower() for doubt in found] == ([asked.lower()] if asked else [])
    assert all("quarter 2 of 2022/23" in doubt.why for doubt in found)


TWICE = rows("""
    a text                                                       | says twice
    -------------------------------------------------------------+-----------
    Police made 75 arrests. In all 73 arrests were made.         | 73 arrests
    Police made 75 arrests. The 75 arrests were welcome.         | .
    There were 5 arrests for burglary and 3 arrests for robbery. | .
    There were 2,017 incidents, down from 3,108 incidents.       | .
    It took 3 days, and then 5 days.                             | .
    There were 1,234 reports. 1234 reports were answered.        | .
""")


@pytest.mark.parametrize("row", TWICE, ids=lambda row: row["a text"][:40])
def test_a_thing_counted_twice_is_asked_about(row):
    asked = row["says twice"]
    assert [d.quote for d in contradicting(row["a text"])] == ([asked] if asked else [])


LAST = "There were 3,108 incidents reported by camera operators. They made 12 packs."
AGAINST = rows("""
    a text                                                        | contradicts the last
    --------------------------------------------------------------+---------------------------
    There were 2,017 incidents, down from 3,180 last quarter.     | from 3,180 last quarter
    There were 2,017 incidents, down from 3,108 last quarter.     | .
    There were 2,017 incidents, fewer than 3,180 incidents in Q1. | than 3,180 incidents in Q1
    There were 9 talks, up from 7 last quarter.                   | .
    There were 2,017 incidents.                                   | .
""")


@pytest.mark.parametrize("row", AGAINST, ids=lambda row: row["a text"][:50])
def test_last_quarters_figure_is_held_against_its_account(row):
    found = against_last(row["a text"], LAST, label="Q1 2022/23")
    asked = row["contradicts the last"]
    assert [doubt.quote for doubt in found] == ([asked] if asked else [])
    assert all("3,108 incidents, and this says 3,180" in doubt.why for doubt in found)


def test_a_text_sent_again_unchanged_is_asked_about():
    [doubt] = against_last(f" {LAST}\n", LAST, label="Q1 2022/23")
    assert "word for word the update for Q1 2022/23" in doubt.why
    assert against_last("Anything at all was done here.", "", label="Q1") == []


@pytest.mark.parametrize("text", ["a" * 20_000, "1 " * 10_000, "q1 " * 7000, "in the " * 3000])
def test_hostile_texts_take_no_time(text):
    wrong_quarter(text, year=2022, number=2)
    contradicting(text)
    against_last(text, text, label="Q1 2022/23")
