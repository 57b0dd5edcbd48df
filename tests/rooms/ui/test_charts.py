import itertools
from xml.etree import ElementTree

import pytest

from saferboard.ui import drawing
from saferboard.ui.charts import monthly_chart, monthly_figure, monthly_table
from saferboard.ui.months import month_in_words

SVG = "{http://www.w3.org/2000/svg}"


def months(count, year=2020, month=10):
    """
    Return month labels in a row, from October 2020 unless told.
    """
    first = year * 12 + month - 1
    return [f"{n // 12}-{n % 12 + 1:02d}" for n in range(first, first + count)]


def two_years(values=range(100, 124)):
    return list(zip(months(24), values, strict=True))


def draw(series, **given):
    return monthly_chart(
        series, **{"ident": "b", "title": "Burglary", "y_label": "Offences", **given}
    )


def marks(chart, kind):
    return list(ElementTree.fromstring(chart.svg).iter(SVG + kind))


def bars(chart, *fills):
    return [m for m in marks(chart, "rect") if m.get("fill") in (fills or (drawing.EARLIER,))]


def written(chart):
    return [mark.text for mark in marks(chart, "text")]


def test_a_bar_for_each_month_and_none_for_a_month_without_a_figure():
    series = two_years()
    assert len(bars(draw(series))) == 24
    series[5] = (series[5][0], None)
    chart = draw(series)
    assert len(bars(chart)) == 23
    assert len(bars(chart, drawing.GAP)) == 1
    assert written(chart).count("No figure") == 1


def test_months_without_a_figure_that_touch_are_one_gap_with_the_reason_given():
    series = [
        (label, None if 4 <= n < 9 else value) for n, (label, value) in enumerate(two_years())
    ]
    chart = draw(series, missing="Not published")
    assert len(bars(chart, drawing.GAP)) == 1
    assert written(chart).count("Not published") == 1
    assert "There is no figure for February 2021 to June 2021." in chart.alt


def test_nought_is_drawn_and_written_and_is_no_gap():
    series = two_years()
    series[3] = (series[3][0], 0)
    chart = draw(series)
    assert len(bars(chart)) == 24
    assert bars(chart, drawing.GAP) == []
    # Once on the axis and once above the month itself.
    assert written(chart).count("0") == 2
    assert "lowest 0 in January 2021" in chart.alt


def test_bars_stand_on_nought_and_are_as_tall_as_their_numbers():
    heights = [float(bar.get("height")) for bar in bars(draw([("2022-01", 50), ("2022-02", 100)]))]
    feet = {
        round(float(bar.get("y")) + float(bar.get("height")), 1) for bar in bars(draw(two_years()))
    }
    assert heights[1] == pytest.approx(2 * heights[0], abs=0.1)
    assert max(feet) - min(feet) < 0.2


def test_the_last_year_is_told_by_more_than_colour():
    chart = draw(two_years(), highlight_from=12)
    assert len(bars(chart, drawing.INK)) == len(bars(chart, drawing.EARLIER)) == 12
    assert {"Year to Sep 2022", "The year before"} <= set(written(chart))


def test_the_summary_sets_the_year_against_the_one_before_only_where_both_are_whole():
    series = two_years([10] * 12 + [100] * 12)
    assert draw(series, highlight_from=12).summary == (
        "1,200 in the year to September 2022; 120 in the year before."
    )
    series[0] = (series[0][0], None)
    assert draw(series, highlight_from=12).summary == ("100 in September 2022, the latest known.")


def test_the_words_give_the_range_the_ends_the_highest_and_the_lowest():
    series = two_years([1500, *range(100, 123)])
    assert draw(series).alt == (
        "Bar chart: Burglary, by month, October 2020 to September 2022. It begins at 1,500 in "
        "October 2020 and ends at 122 in September 2022; the highest is 1,500 in October 2020 "
        "and the lowest 100 in November 2020."
    )


@pytest.mark.parametrize(
    ("series", "said"),
    [
        ([("2022-09", 7)], "The one figure is 7 in September 2022."),
        ([("2022-09", 0)], "The one figure is 0 in September 2022."),
        ([("2022-09", None)], "There is no figure for any of it."),
        ([("2022-23 Q1", 2), ("2022-23 Q2", 3)], "begins at 2 in 2022-23 Q1 and ends at 3"),
    ],
)
def test_few_points_are_drawn_and_said(series, said):
    chart = draw(series)
    assert said in chart.alt
    assert len(bars(chart)) == sum(value is not None for _, value in series)


def test_the_same_data_give_the_same_drawing():
    assert draw(two_years(), highlight_from=12) == draw(two_years(), highlight_from=12)


def test_the_drawing_is_named_and_carries_no_style_and_no_script():
    chart = draw(two_years(), ident="burglary", title="Burglary & “theft” <i>")
    root = ElementTree.fromstring(chart.svg)
    assert root.get("role") == "img"
    assert root.get("aria-labelledby") == "burglary-title burglary-desc"
    assert root.find(SVG + "title").text == "Burglary & “theft” <i>"
    assert root.find(SVG + "desc").text == chart.alt
    for mark in root.iter():
        assert mark.tag.removeprefix(SVG) in {
            "svg", "title", "desc", "rect", "path", "text", "circle",
        }  # fmt: skip
        assert not {"style", "onload", "href", "class"} & mark.attrib.keys()


@pytest.mark.parametrize("count", [1, 2, 5, 13, 36, 60, 166])
def test_no_two_labels_on_the_axis_lie_over_each_other(count):
    chart = draw(list(zip(months(count, 2010, 4), range(count), strict=True)))
    rows = {}
    for text in marks(chart, "text"):
        if text.get("text-anchor") == "middle" and text.get("transform") is None:
            half = drawing.width_of(text.text, float(text.get("font-size"))) / 2
            rows.setdefault(text.get("y"), []).append((float(text.get("x")), half))
    for labels in rows.values():
        labels.sort()
        for (x, half), (other, reach) in itertools.pairwise(labels):
            assert other - x >= (half + reach) * 0.95


@pytest.mark.parametrize(
    ("highest", "whole", "expected"),
    [
        (0, True, [0, 1]),
        (1, True, [0, 1]),
        (3, True, [0, 1, 2, 3]),
        (7, True, [0, 2, 4, 6, 8]),
        (10, True, [0, 3, 6, 9, 12]),
        (198, True, [0, 50, 100, 150, 200]),
        (2707, True, [0, 1000, 2000, 3000]),
        (0.4, False, [0, 0.1, 0.2, 0.3, 0.4]),
    ],
)
def test_the_scale_begins_at_nought_and_reaches_the_highest(highest, whole, expected):
    assert drawing.ticks(highest, whole=whole) == pytest.approx(expected)


def test_the_table_says_what_is_missing_and_leaves_what_was_not_asked():
    series = [("2021-12", 1234), ("2022-01", None), ("2022-02", 0)]
    table = monthly_table(series, caption="Burglary", missing="Not published")
    assert table.head == ("Month", "2021", "2022")
    rows = {row[0]: row[1:] for row in table.rows}
    assert rows["December"] == ("1,234", "")
    assert rows["January"] == ("", "Not published")
    assert rows["February"] == ("", "0")


def test_a_figure_holds_the_drawing_and_every_number_in_it():
    figure = monthly_figure(two_years(), ident="b", title="Burglary", y_label="Offences")
    cells = [cell for row in figure.table.rows for cell in row[1:] if cell]
    assert sorted(map(int, cells)) == list(range(100, 124))


def test_a_month_is_said_in_words_and_anything_else_as_it_stands():
    assert month_in_words("2022-09") == "September 2022"
    assert month_in_words("2022-09", short=True) == "Sep 2022"
    assert month_in_words("2022-13") == "2022-13"
    assert month_in_words("2022-23 Q1") == "2022-23 Q1"


def test_that_it_is_by_month_is_said_once():
    for title in ("Burglary", "Burglary by month"):
        assert draw(two_years(), title=title).alt.count("by month") == 1
