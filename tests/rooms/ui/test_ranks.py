from decimal import Decimal
from xml.etree import ElementTree

import pytest

from saferboard.ui.charts import rank_chart
from saferboard.ui.ranks import ordinal, rank_figure

SVG = "{http://www.w3.org/2000/svg}"
RATES = [
    ("Barnet", Decimal("5.20")),
    ("Bexley", Decimal("3.10")),
    ("Bromley", Decimal("4.40")),
    ("Camden", Decimal("8.00")),
    ("Croydon", None),
]


def strip(rates=RATES, marked="Bromley", **given):
    return rank_chart(rates, ident="r", title="Burglary", marked=marked, **given)


def test_one_mark_a_borough_with_a_rate_and_this_one_of_another_shape():
    root = ElementTree.fromstring(strip().svg)
    circles = root.findall(SVG + "circle")
    diamonds = [p for p in root.findall(SVG + "path") if p.get("fill") != "none"]
    assert len(circles) == 3
    assert len(diamonds) == 1
    assert "Bromley 4.4, 2nd lowest of 4" in [t.text for t in root.iter(SVG + "text")]


def test_the_words_give_the_range_the_place_and_who_is_missing():
    assert strip(average=("London", Decimal("5.5"))).alt == (
        "Strip of dots: Burglary. 4 boroughs, from 3.1 per 1,000 people in Bexley to 8.0 in "
        "Camden. Bromley: 4.4 per 1,000 people, 2nd lowest of 4; London: 5.5. There is no rate "
        "for Croydon."
    )


@pytest.mark.parametrize(
    ("marked", "said"),
    [
        ("Bexley", "Bexley: 3.1 per 1,000 people, lowest of 4."),
        ("Camden", "Camden: 8.0 per 1,000 people, highest of 4."),
        ("Croydon", "There is no rate for Croydon."),
    ],
)
def test_the_ends_and_the_missing_have_words_of_their_own(marked, said):
    assert strip(marked=marked).summary == said


def test_equal_rates_share_the_lower_place_and_hide_neither():
    rates = [("Barnet", 4.0), ("Bexley", 4.0), ("Bromley", 4.0), ("Camden", 5.0)]
    chart = strip(rates)
    assert "lowest of 4" in chart.summary
    root = ElementTree.fromstring(chart.svg)
    spots = {(c.get("cx"), c.get("cy")) for c in root.findall(SVG + "circle")}
    assert len(spots) == 3


def test_the_same_rates_in_any_order_give_the_same_drawing():
    assert strip().svg == strip(RATES[::-1]).svg


def test_the_numbers_are_listed_lowest_first_and_the_missing_last():
    table = rank_figure(RATES, ident="r", title="Burglary", marked="Bromley").table
    assert [row[0] for row in table.rows] == ["Bexley", "Bromley", "Barnet", "Camden", "Croydon"]
    assert [row[1] for row in table.rows] == ["1", "2", "3", "4", ""]
    assert table.rows[-1][2] == "No figure"


def test_ordinals_read_aloud():
    assert [ordinal(n) for n in (1, 2, 3, 4, 11, 12, 13, 21, 22, 32)] == [
        "1st", "2nd", "3rd", "4th", "11th", "12th", "13th", "21st", "22nd", "32nd",
    ]  # fmt: skip
