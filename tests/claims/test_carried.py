"""
What a sentence works out of the figures of the one before it.
"""

import pytest

from saferboard.claims.checker import check
from saferboard.claims.model import Claim
from saferboard.documents.reading import read_bytes


def claims_of(text: str) -> list[Claim]:
    return check([read_bytes("paper.txt", text.encode())])[0]


CARRIED = [
    ("Spending is £112.6 million against a budget of £110.9 million. The overspend of {} was met.",
     "£1.7 million", "£1.9 million"),
    ("The grant is £155,000, of which £98,000 is committed. There is {} left.",
     "£57,000", "£57,500"),
    ("We have 143 firefighters; the full number would be 176. There are {} vacancies.",
     "33", "36"),
    ("Ratings: five - 801; four - 168; three - 92; two - 31; one - 26. That is {} premises.",
     "1,118", "1,181"),
    ("We have 1,402 on orders, 498 on licence and 415 in prison. All in all {} people.",
     "2,315", "2,351"),
    ("In the year before they committed 606 offences; in the year after, 388. This is a "
     "reduction of {}.", "36%", "28%"),
    ("Some 203 households were turned away, 127 of them for want of space. So {} of those turned "
     "away met a full house.", "63%", "37%"),
    ("A band D home pays £87.39, an increase of £5.00 or {} on £82.39.", "6.1%", "5.7%"),
    ("Capital spending was £15.9 million against a programme of £22.4 million, a delivery rate "
     "of {}.", "71%", "70%"),
    ("At the gate 61 of 108 people with a need were in treatment within three weeks, i.e. {}.",
     "56%", "44%"),
]  # fmt: skip


@pytest.mark.parametrize(("text", "right", "wrong"), CARRIED)
def test_a_figure_is_held_against_those_before_it(text, right, wrong):
    assert not [claim.why for claim in claims_of(text.format(right)) if claim.wrong]
    assert [claim for claim in claims_of(text.format(wrong)) if claim.wrong]


@pytest.mark.parametrize(
    "text",
    [
        "There were 412 calls and 88 letters. This is a fall of 9% on last year.",
        "The budget is £4.2 million and reserves are £1.1 million. There is £0.6 million left.",
        "Crews made 91 visits in May and 104 in June. That makes 1,140 since April.",
        "We saw 310 people and 96 were new. So 70% of those asked were content.",
    ],
)
def test_what_the_sentence_before_does_not_bear_is_passed(text):
    assert not [claim.why for claim in claims_of(text) if claim.wrong]
