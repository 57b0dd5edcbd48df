"""
Clauses in any order: the figure that was worked out and the only two it can be of.
"""

import pytest

from saferboard.claims.checker import check
from saferboard.claims.model import Claim, Kind
from saferboard.documents.reading import read_bytes


def findings(text: str) -> list[Claim]:
    return [claim for claim in check([read_bytes("paper.txt", text.encode())])[0] if claim.wrong]


RIGHT_AND_WRONG = [
    ("Thefts are {} higher at 2,158, having been 1,987 in the spring.", "8.6%", "9.4%"),
    ("That is {} of the 392, i.e. 153, and most were found by us.", "39%", "31%"),
    ("{} of 207, or 121 traders, did better than in the year before.", "58%", "42%"),
    ("Of 240 records 211 were complete ({}).", "87.9%", "97.9%"),
    ("The {} that were finished, 61 in 72, were small jobs.", "85%", "58%"),
    ("In 2025 we had 798 logs from 1,480,000 visits, or {} per 100,000.", "53.9", "54.3"),
    ("1,211 thefts and £56,917 lost works out at {} a time.", "£47", "£74"),
    ("The list has lengthened by {}, 121 to 163.", "42", "24"),
    ("We have taken {} days off the 224 to reach 201.", "23", "32"),
]


@pytest.mark.parametrize(("text", "right", "wrong"), RIGHT_AND_WRONG)
def test_a_clause_is_worked_out_whatever_its_order(text, right, wrong):
    assert findings(text.format(right)) == []
    assert len(findings(text.format(wrong))) == 1


LEFT_ALONE = [
    "We took 320 calls and made 45 visits, and 80% of callers were satisfied.",
    "There were 158 enquiries at home and 92 in care; together these are 87%.",
    "It took 225 interviews, 61% by telephone, with a margin of about six.",
    "The six will bring in £9.6m and save £740,000 a year.",
    "There were 61 deaths among 286,000 people over three years, 7.1 per 100,000.",
    "Arrests rose 12% to 90, against 5% nationally and 300 in the region.",
]


@pytest.mark.parametrize("text", LEFT_ALONE)
def test_figures_that_only_stand_together_are_not_accused(text):
    assert findings(text) == []


TABLE = """| Offence | Number | {head} |
| --- | ---: | ---: |
| Drink | 301 | {a} |
| Fights | 73 | {b} |
| Theft | 226 | {c} |
| Damage | 128 | {d} |
"""


def rows(head: str, *cells: str) -> str:
    return TABLE.format(head=head, **dict(zip("abcd", cells, strict=True)))


def test_a_change_in_words_of_its_own_is_held_against_its_row():
    right = rows("Change on year", "−17 from 318", "−21 from 94", "+23 from 203", "−19 from 147")
    assert findings(right) == []
    (found,) = findings(right.replace("−21 from 94", "+21 from 94"))
    assert (found.kind, found.stated) == (Kind.SUM, "+21")


def test_shares_of_a_whole_the_table_lacks_must_imply_one_whole():
    right = rows("% of callers", "38.6%", "9.4%", "29.0%", "16.4%")
    assert findings(right) == []
    (found,) = findings(right.replace("29.0%", "20.9%"))
    assert (found.kind, found.recomputed) == (Kind.SHARE, "28.98%")


def test_two_figures_in_a_cell_are_two_columns():
    right = rows("Charged", "43 (14.3%)", "11 (15.1%)", "52 (23.0%)", "9 (7.0%)")
    assert findings(right) == []
    (found,) = findings(right.replace("23.0%", "32.0%"))
    assert (found.kind, found.recomputed) == (Kind.SHARE, "23.01%")


def test_the_last_row_is_a_total_where_it_adds_up_whatever_it_is_called():
    table = (
        "| Kind | 2023 | 2024 |\n| --- | --- | --- |\n| Drink | 318 | 287 |\n| Fights | 94 | 88 |\n"
        "| Theft | 203 | 211 |\n| Riverside | 615 | {} |\n"
    )
    assert findings(table.format(586)) == []
    (found,) = findings(table.format(568))
    assert (found.kind, found.stated, found.recomputed) == (Kind.SUM, "568", "586")


def test_a_result_against_a_target_is_held_against_both():
    table = (
        "| Fires | 2024 | Target | Result against target |\n| --- | --- | --- | --- |\n"
        "| Homes | 384 | 370 | 14 worse |\n| Grass | 1,640 | 1,750 | 110 better |\n"
        "| Alarms | 5,402 | 5,000 | 402 worse |\n| Roads | 683 | 690 | {} |\n"
    )
    assert findings(table.format("7 better")) == []
    (found,) = findings(table.format("17 better"))
    assert (found.kind, found.stated) == (Kind.SUM, "17")


def test_a_rate_for_each_hundred_is_held_against_its_roll():
    table = (
        "| School | Pupils | Suspensions | Per 100 pupils |\n| --- | --- | --- | --- |\n"
        "| Ash | 1,208 | 81 | 6.7 |\n| Corn | 874 | 64 | 7.3 |\n| Fell | 1,031 | 55 | 5.3 |\n"
        "| Holly | 692 | 112 | {} |\n"
    )
    assert findings(table.format("16.2")) == []
    assert [c.stated for c in findings(table.format("12.6"))] == ["12.6"]
