"""
How a figure is written, wherever it stands.
"""

from decimal import Decimal

import pytest
from django.template import Context, Template

from saferboard.domain.comparisons import Rank
from saferboard.domain.figures import Absence, Figure
from saferboard.domain.periods import Month, rolling_year
from saferboard.ui.figures import (
    arrow,
    change_in_words,
    in_words,
    rank_in_words,
    show,
    with_unit,
)
from tests.spec.tables import rows

WRITTEN = rows("""
    value     | unit             | written     | read out
    ----------+------------------+-------------+-----------------------
    1452      | offences         | 1,452       | 1,452 offences
    0         | offences         | 0           | 0 offences
    -12       | offences         | −12         | minus 12 offences
    2.5       | people           | 2.5         | 2.5 people
    507157    | £                | £507,157    | £507,157
    505804.50 | £                | £505,804.50 | £505,804.50
    -20       | £                | −£20        | minus £20
    56.923    | %                | +56.9%      | up 56.9 per cent
    -1.4925   | %                | −1.5%       | down 1.5 per cent
    -0.04     | %                | 0.0%        | no change
    0         | %                | 0.0%        | no change
    1150.25   | %                | +1,150.3%   | up 1,150.3 per cent
    4.4009    | per 1,000 people | 4.40        | 4.40 per 1,000 people
    0.004     | per 1,000 people | 0.00        | 0.00 per 1,000 people
""")


def figure(value, unit="offences", absence=None):
    given = None if value is None else Decimal(value)
    return Figure("m", "p", rolling_year(Month(2022, 9)), unit, given, absence)


@pytest.mark.parametrize("row", WRITTEN, ids=lambda row: f"{row['value']} {row['unit']}")
def test_a_value_is_written_one_way(row):
    shown = show(figure(row["value"], row["unit"]))
    assert (shown.text, shown.sr_text) == (row["written"], row["read out"])
    assert not shown.absent


@pytest.mark.parametrize("absence", Absence)
def test_every_absence_says_why(absence):
    shown = show(figure(None, absence=absence), "/where/")
    assert shown.absent
    assert shown.text.lower() == absence.label
    assert shown.href == "/where/"
    assert in_words(figure(None, absence=absence)) == absence.label


def test_a_change_is_never_an_arrow_alone():
    assert change_in_words(figure("56.923", "%")) == "up 56.9%"
    assert change_in_words(figure("0", "%")) == "no change"
    assert change_in_words(figure(None, "%", Absence.NO_BASE)) == Absence.NO_BASE.label
    assert [arrow(figure(v, "%")) for v in ("2", "-2", "0.01")] == ["▲", "▼", ""]


def test_units_stand_with_counts_and_not_with_money():
    assert with_unit(figure("1452")) == "1,452 offences"
    assert with_unit(figure("20", "£")) == "£20"
    assert with_unit(figure(None, absence=Absence.NOT_HELD)) == "No source held"


def test_a_rank_says_which_end_is_which():
    assert rank_in_words(Rank(1, 32)) == "lowest of 32"
    assert rank_in_words(Rank(32, 32)) == "highest of 32"
    assert rank_in_words(Rank(6, 32)) == "6th lowest of 32"
    assert rank_in_words(Rank(2, 32, tied=1)) == "2nd lowest of 32, level with 1 other"
    assert rank_in_words(None) == "not ranked"


def test_the_tag_links_and_reads_aloud():
    template = Template("{% load figures %}{% figure shown %}")
    html = template.render(Context({"shown": show(figure("-1.49", "%"), "/a?b=1&c=2")}))
    assert 'href="/a?b=1&amp;c=2"' in html
    assert '<span aria-hidden="true">−1.5%</span>' in html
    assert "down 1.5 per cent" in html
    plain = template.render(Context({"shown": show(figure(None, absence=Absence.NOT_HELD))}))
    assert "<a" not in plain
    assert "sb-figure--absent" in plain
