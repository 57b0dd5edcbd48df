from decimal import Decimal

import pytest

from saferboard.domain.figures import Absence
from saferboard.domain.periods import parse_period
from saferboard.measures.operations import Reported, report_figures
from saferboard.measures.tokens import BadToken, fill, find, resolve
from saferboard.ui.figures import in_words
from tests.rooms.measures.conftest import AT

TEXT = "Cameras saw {cctv-incidents 2022-23 Q2}; burglary was {total-burglary year to 2022-09}."


@pytest.mark.parametrize(
    ("text", "periods"),
    [
        ("{cctv-incidents 2022-23 Q2}", ["2022-23 Q2"]),
        ("{cctv-incidents 2021-22}, then {cctv-incidents 2021}", ["2021-22", "2021"]),
        ("{total-burglary year to 2022-02}", ["year to 2022-02"]),
        ("{total-burglary 2020-10..2021-09}", ["year to 2021-09"]),
        ("{total-burglary 2022-09} and {total-burglary 2022-09}", ["2022-09"]),
        ("No token {here} nor { there } nor {}.", []),
    ],
)
def test_tokens_are_found_once_each_in_order(text, periods):
    assert [str(token.period) for token in find(text)] == periods


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("x {total-burgalry 2022-23 Q2} y", "{total-burgalry 2022-23 Q2}: .*total-burglary"),
        ("{total-burglary last year}", "{total-burglary last year}: .*not a month"),
        ("{total-burglary 2022-13}", "no month 13"),
        ("{total-burglary 2022-09..2021-09}", "cannot end"),
    ],
)
def test_a_token_nobody_can_read_is_named(db, text, words):
    with pytest.raises(BadToken, match=words):
        find(text)


def test_texts_are_filled_in_a_fixed_number_of_queries(two_years, django_assert_num_queries):
    figure = Reported(
        "cctv-incidents", "ashford", parse_period("2022-23 Q2"), Decimal("2017"),
        "partner-reports", "Priority 1 paper", "board of 27 October 2022",
    )  # fmt: skip
    report_figures([figure], by="system", at=AT)
    with django_assert_num_queries(5):
        found = resolve([TEXT], place="ashford")
    many = [TEXT, *(f"{{total-burglary 2021-{n:02d}}}" for n in range(1, 13))] * 5
    with django_assert_num_queries(5):
        resolve(many, place="ashford")
    assert fill(TEXT, found, in_words) == "Cameras saw 2,017; burglary was 354."


def test_an_absent_figure_says_why_in_the_text(people):
    text = "Cameras saw {cctv-incidents 2022-23 Q2}."
    found = resolve([text], place="ashford")
    assert found["{cctv-incidents 2022-23 Q2}"].absence is Absence.NOT_SUPPLIED
    assert fill(text, found, in_words) == "Cameras saw not supplied."


def test_texts_without_tokens_ask_nothing(db, django_assert_num_queries):
    with django_assert_num_queries(0):
        assert resolve(["Nothing here."], place="ashford") == {}
