"""
Every form in which a figure, a period or a hedge is written, as a table anybody could correct.
"""

from decimal import Decimal

import pytest

from saferboard.claims.checker import check
from saferboard.claims.grammar.moments import find_moments
from saferboard.claims.grammar.quantities import find_quantities
from saferboard.claims.model import Claim
from saferboard.documents.reading import read_bytes

QUANTITIES = [
    ("There were 21,328 offences.", "21328", "count"),
    ("There were 1.6 million calls.", "1600000", "count"),
    ("It cost £505,804.50 in all.", "505804.50", "money"),
    ("It cost £2.5million in all.", "2500000", "money"),
    ("It cost £2.5m in all.", "2500000", "money"),
    ("It cost £1.2bn in all.", "1200000000", "money"),
    ("It cost over £505k in all.", "505000", "money"),
    ("It fell 14% again.", "14", "percent"),
    ("It fell 14 per cent again.", "14", "percent"),
    ("It fell fourteen per cent again.", "14", "percent"),
    ("The change was +14 again.", "14", "count"),
    ("The change was −14% again.", "14", "percent"),
    ("It rose 3 percentage points again.", "3", "points"),
    ("It rose 3pp again.", "3", "points"),
    ("It was 3 points higher.", "3", "points"),
    ("A third of them came.", "33.33", "percent"),
    ("Two fifths of them came.", "40", "percent"),
    ("Half of them came.", "50", "percent"),
    ("One in five of them came.", "20", "percent"),
    ("Three out of ten came.", "30", "percent"),
    ("There were seventy three arrests.", "73", "count"),
    ("There were twenty-one arrests.", "21", "count"),
    ("There were two hundred and six arrests.", "206", "count"),
    ("There were five (5) arrests.", "5", "count"),
    ("It stood 57th out of the 154.", "57", "rank"),
    ("It was the 3rd safest of all.", "3", "rank"),
    ("It was the third safest of all.", "3", "rank"),
    ("It was 0.57 per 1,000 residents.", "0.57", "rate"),
    ("It was 12.1 for every 100,000 people.", "12.1", "rate"),
    ("Members heard that there had been 2017 incidents.", "2017", "count"),
]


@pytest.mark.parametrize(("text", "value", "unit"), QUANTITIES)
def test_a_figure_is_read_as_it_is_written(text, value, unit):
    first = find_quantities(text, find_moments(text))[0]
    assert round(first.value, 2) == Decimal(value)
    assert first.unit.value == unit


NO_FIGURES = [
    "See paragraph 4.2, section 17 and appendix 3.",
    "Call 101, 999 or 020 7946 0000.",
    "It is for people aged 10 to 17.",
    "In 2019 it was agreed.",
    "The meeting is on 27 October 2022.",
    "It ran within the last 12 months.",
    "Write to the board at SE1 7PB.",
]


@pytest.mark.parametrize("text", NO_FIGURES)
def test_what_counts_nothing_is_no_figure(text):
    assert find_quantities(text, find_moments(text)) == []


MOMENTS = [
    ("on Friday, 20th October 2022", "date", "2022-10-20"),
    ("on Thursday 27 October 2022", "date", "2022-10-27"),
    ("on 27/10/2022 at noon", "date", "2022-10-27"),
    ("on October 27, 2022", "date", "2022-10-27"),
    ("in 2022/23 Q2 there", "quarter", "2022-07..2022-09"),
    ("in the second quarter of 2022/23", "quarter", "2022-07..2022-09"),
    ("in Quarter 4 2021/22", "quarter", "2022-01..2022-03"),
    ("in 2021/22 there", "period", "2021-04..2022-03"),
    ("in 2021-22 there", "period", "2021-04..2022-03"),
    ("in 2021 there", "period", "2021-01..2021-12"),
    ("in the rolling year to February 2022", "period", "2021-03..2022-02"),
    ("in the 12 months to Jan 22", "period", "2021-02..2022-01"),
    ("for Oct 20 – Sep 21", "period", "2020-10..2021-09"),
    ("between 1 April 2021 and 31 March 2022", "period", "2021-04..2022-03"),
    ("compared with the same period last year", "relative", -1),
    ("than in the previous year", "relative", -1),
    ("so far this year", "relative", 0),
]


@pytest.mark.parametrize(("text", "kind", "told"), MOMENTS)
def test_a_period_is_read_as_it_is_written(text, kind, told):
    (moment,) = find_moments(text)
    assert moment.kind.value == kind
    if kind == "date":
        assert str(moment.date()) == told
    elif kind == "relative":
        assert moment.order == told
    else:
        first, last = told.split("..")
        assert moment.period is not None
        assert f"{moment.period.first}..{moment.period.last}" == f"{_month(first)}..{_month(last)}"


def _month(words: str) -> str:
    from saferboard.domain.periods import Month

    year, number = words.split("-")
    return str(Month(int(year), int(number)))


def findings(text: str) -> list[Claim]:
    return [claim for claim in check([read_bytes("paper.txt", text.encode())])[0] if claim.wrong]


ROUNDING = [
    # 513 to 805 is a rise of 56.92%
    ("56.9%", True),
    ("57%", True),
    ("56.92%", True),
    ("56%", False),
    ("56.8%", False),
    ("58%", False),
    ("about 57%", True),
    ("about 55%", True),
    ("about 40%", False),
    ("nearly 60%", True),
    ("almost 58%", True),
    ("almost 56%", False),
    ("over 56%", True),
    ("over 57%", False),
    ("more than 50%", True),
    ("more than 60%", False),
    ("at least 56%", True),
    ("under 60%", True),
    ("less than 50%", False),
    ("just under 57%", True),
]


@pytest.mark.parametrize(("said", "holds"), ROUNDING)
def test_rounding_and_hedges_are_taken_at_their_word(said, holds):
    assert (findings(f"It rose by {said} (513 to 805).") == []) is holds


CAUSES = [
    ("It rose by 56% (513 to 805).", "cut to the digits shown"),
    ("It rose by 44% (513 to 805).", "the mean of the two"),
    ("It rose by 36% (513 to 805).", "the later figure"),
    ("It fell by 56.9% (513 to 805).", "a rise given as a fall"),
    ("It rose by 157% (513 to 805).", "as a percentage of the old"),
    ("It rose by 65.9% (513 to 805).", "two digits changed places"),
    ("It rose by 5.69% (513 to 805).", "the decimal point moved"),
    ("It rose from 62% to 68%, a rise of 6%.", "percentage points written as percent"),
    ("It rose by 56.9 percentage points (513 to 805).", "per cent written as percentage points"),
    ("Of the 83 young people, 27 (67%) came back.", "the share of the rest"),
    ("Of the 83 young people, 27 (32%) came back.", "cut to the digits shown"),
    ("Of the 120 homes and 80 shops, 40 homes (50%) of the 120 were hit.", "the wrong base"),
    ("There were 412 incidents, made up of 103 fires, 206 alarms and 130 rescues.",
     "= 439"),
]  # fmt: skip


@pytest.mark.parametrize(("text", "cause"), CAUSES)
def test_the_slip_that_explains_a_figure_is_named(text, cause):
    why = [claim.why for claim in findings(text)]
    assert any(cause in one for one in why), why


SMALL_AND_ODD = [
    ("Robbery rose from 0 to 5, an increase of 100%.", []),
    ("Robbery fell from 5 to 0, a fall of 100%.", []),
    ("Robbery fell from 5 to 0, a fall of 50%.", ["50%"]),
    ("Robbery rose from 1 to 2, a rise of 100%.", []),
    ("Robbery rose from 1 to 2, a rise of 50%.", ["50%"]),
    ("The balance went from -£20 to £40, a rise of 300%.", []),
    ("The balance went from £0 to £0, a change of 0%.", []),
    ("Between 5% and 10% of the 400 came back.", []),
]


@pytest.mark.parametrize(("text", "stated"), SMALL_AND_ODD)
def test_small_zero_and_negative_bases_are_no_trouble(text, stated):
    assert [claim.stated for claim in findings(text)] == stated
