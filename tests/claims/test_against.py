"""
Claims against published figures.
"""

import json

import pytest

from saferboard.claims.checker import check
from saferboard.claims.published import read_figures
from saferboard.documents.reading import Unreadable, read_bytes

FIGURES = """measure,place,period,value,source
Total notifiable offences,Testham,year to 2022-01,22952,Met Police
Total notifiable offences,Testham,year to 2020-04,24594,Met Police
Burglary,Testham,year to 2022-01,1548,Met Police
Burglary,Testham,year to 2022-02,1577,Met Police
"""
TABLE = """Crime\tRolling year Jan 22
Total notifiable offences\t24,594
Burglary\t1,577
"""


@pytest.fixture
def published(tmp_path):
    path = tmp_path / "figures.csv"
    path.write_text(FIGURES)
    return read_figures(path)


def test_the_published_figure_and_the_true_period_are_named(published):
    found = check([read_bytes("pack.txt", TABLE.encode())], against=published)[0]
    why = [claim.why for claim in found if claim.wrong]
    assert why == [
        "The published figure for the year to January 2022 is 22,952. 24,594 is the figure for "
        "the year to April 2020.",
        "The published figure for the year to January 2022 is 1,548. 1,577 is the figure for "
        "the year to February 2022.",
    ]


def test_text_is_held_against_them_too(published):
    text = "There were 1,577 burglary offences in the year to February 2022.\n"
    found = check([read_bytes("pack.txt", text.encode())], against=published)[0]
    assert [claim.verdict.value for claim in found] == ["consistent"]


def test_json_figures_are_read_too(tmp_path):
    path = tmp_path / "figures.json"
    path.write_text(json.dumps([{"measure": "Burglary", "period": "2021-22", "value": "1,577"}]))
    assert [figure.value for figure in read_figures(path).figures()] == [1577]


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("measure,period,value\nBurglary,,5\n", "Figure 1 of f.csv has no period"),
        ("measure,period,value\nBurglary,soon,5\n", "Figure 1 of f.csv cannot be read"),
        ("measure,period,value\nBurglary,2021,many\n", "Figure 1 of f.csv cannot be read"),
    ],
)
def test_a_row_that_cannot_be_read_is_named(tmp_path, text, words):
    path = tmp_path / "f.csv"
    path.write_text(text)
    with pytest.raises(Unreadable, match=words):
        read_figures(path)
