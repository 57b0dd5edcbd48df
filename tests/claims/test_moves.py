"""
Moves: the way a thing is said to have gone, and how far, against the two levels it went between.
"""

import pytest

from saferboard.claims.checker import check
from saferboard.claims.model import Claim
from saferboard.documents.reading import read_bytes


def findings(text: str) -> list[Claim]:
    return [one for one in check([read_bytes("paper.txt", text.encode())])[0] if one.wrong]


WAYS = [
    # A fire service, a press notice, minutes, a housing board, a library, a court.
    ("We went to 6,412 calls, {} from 6,590 (-2.7%).", "down", "up"),
    ("Thefts {} slightly, from 1,204 to 1,251 (+3.9%).", "rose", "fell"),
    ("The panel heard that 418 people took part, 33 {} than last year (385).", "more", "fewer"),
    ("At 31 March 2025 there were 2,204 tenants. The number was 2,310 on the same date in 2024, "
     "so there has been a {} of 4.6%.", "fall", "rise"),
    ("The latest group had 180 members, of whom 63 came back: 35.0%. The previous group had 201 "
     "members and 73 came back, 36.3%. The rate therefore {} by 1.3 percentage points.",
     "fell", "rose"),
    ("Loans were {}, at 812 against 774.", "higher", "lower"),
    ("That is 212 {} than in 2023/24 and a change of -4.1%.", "fewer", "more"),
    ("640 hearings were held, {} 5.3% on the 608 held in 2023, and 611 were closed (2023: 590).",
     "up", "down"),
    ("Journeys took 23.4 minutes each, {} slightly from 24.1.", "down", "up"),
]  # fmt: skip


@pytest.mark.parametrize(("text", "right", "wrong"), WAYS)
def test_a_move_goes_the_way_it_is_said_to(text, right, wrong):
    assert not [claim.why for claim in findings(text.format(right))]
    assert findings(text.format(wrong))


SIZES = [
    ("Wardens made 1,310 visits, {} more than the 940 in 2023/24 and an average of 25 a week.",
     "39%", "28%"),
    ("The value found was £312,400 (2024/25: £251,900), a {} increase.", "24%", "19%"),
    ("We held 1,204 drop-ins (1,010 in 2023–24, so an increase of {}).", "19%", "16%"),
    ("There were 1,486 visits in 2024/25, an increase of 174 ({}) on the 2023/24 figure of 1,312.",
     "13.3%", "11.7%"),
    ("Answers took 612 seconds on average, {} seconds slower than last year (587 seconds).",
     "25", "35"),
    ("17.2% of the samples failed, {} points more than in 2023/24 (15.1%).", "2.1", "9.1"),
]  # fmt: skip


@pytest.mark.parametrize(("text", "right", "wrong"), SIZES)
def test_a_move_is_as_far_as_it_is_said_to_be(text, right, wrong):
    assert not [claim.why for claim in findings(text.format(right))]
    assert findings(text.format(wrong))


def test_points_called_per_cent_are_found_between_two_shares():
    text = "The pass rate was 66%. In the year before it was 61%. The rate rose by {}."
    assert not findings(text.format("5 percentage points"))
    (claim,) = findings(text.format("5 per cent"))
    assert "percentage points written as percent" in claim.why


TRUE = [
    # The level that a move is from comes after it, or is not given at all.
    "In March 2010 we had 2,011, forty-five more than the 1,966 of now.",
    "After dark it is 48%. Three years earlier it was 55%, and so 7 points higher.",
    "The total was 7,946 offences, 4.4% lower than the 8,312 of the year before but still 4% above "
    "the level before the pandemic.",
    "The wait was 27% last year and is 31% now. For others it has dropped from 22% to 18%, that is "
    "by 4 percentage points.",
    "There were 14,208, 2.4% down on 14,557 in quarter 2 last year and 1.1% up on quarter 1.",
    "Calls had gone from 655 to 683 while visits had gone down by 14.",
    "Half of them agreed, 27 of 47 (57%), up from 12 in 20 (60%) or nearly so.",
]


@pytest.mark.parametrize("text", TRUE)
def test_a_move_from_a_level_not_given_is_passed(text):
    assert [claim.why for claim in findings(text)] == []
