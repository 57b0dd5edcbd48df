"""
Totals of what stands above, and shares whose whole is said once for several.
"""

import pytest

from saferboard.claims.checker import check
from saferboard.claims.model import Claim, Kind
from saferboard.documents.reading import read_bytes


def findings(text: str) -> list[Claim]:
    return [claim for claim in check([read_bytes("paper.txt", text.encode())])[0] if claim.wrong]


OUTCOMES = (
    "Outcomes were advice only 844; warning letter 391; contract 67; mediation 118; open 59. {}"
)
TOTALS = [
    (OUTCOMES.format("These add to {}."), "1,479", "1,497"),
    (OUTCOMES.format("Those five make {} of the 9,000 seen."), "1,479", "1,379"),
    ("We heard from 650 at events, 290 by post and 160 in wards: {}.", "1,100", "1,190"),
    ("Five sources: 58, 41, 17, 13 and 5, being {}.", "134", "143"),
    ("There were hence {} responses (1,866 forms, 73 letters, 1 petition).", "1,940", "1,490"),
    ("We made 9,310 visits to homes and 4,910 to shops, {} together.", "14,220", "14,270"),
    ("WATCHED\n\n  Drink     1,019\n  Theft       688\n  Missing     402\n  Traffic     353\n\n"
     "Four heads, making {} again.\n", "2,462", "2,642"),
    ("- Schools: 120\n- Parents: 80\n- Police: 45\n\nAltogether: {}\n", "245", "254"),
]  # fmt: skip


@pytest.mark.parametrize(("text", "right", "wrong"), TOTALS)
def test_a_total_is_held_against_what_stands_above(text, right, wrong):
    assert findings(text.format(right)) == []
    found = findings(text.format(wrong))
    assert [(claim.kind, claim.stated, claim.recomputed) for claim in found] == [
        (Kind.SUM, wrong, right)
    ]


SHARES = [
    ("The team saw 265 young people. {} accepted an offer - 151 young people - in the year.",
     "57%", "53%"),
    ("A poll had 640 answers. 391 of those 640 had been asked, 61%; it was seen by 83, {}.",
     "13%", "10%"),
    ("Patients 1,691, visitors 187, staff 69. Patients account for {} of the 1,947.",
     "87%", "13%"),
    ("We had 1,866 forms back. {}, 1,026 people, were 55 or over.", "55%", "45%"),
]  # fmt: skip


@pytest.mark.parametrize(("text", "right", "wrong"), SHARES)
def test_a_share_is_held_against_a_whole_said_before(text, right, wrong):
    assert findings(text.format(right)) == []
    assert [claim.stated for claim in findings(text.format(wrong))] == [wrong]


@pytest.mark.parametrize(
    "text",
    [
        "Journeys add £0.44 million, making £3.20 million with the £2.76 million above.",
        "We have 12 wards. Ash 54, Birch 41 and Cedar 33 are the worst. That makes 40 too many.",
        "Three areas took part; 120 came to one, 80 to another. In all, 14 schools helped.",
    ],
)
def test_what_adds_up_something_else_is_left_alone(text):
    assert findings(text) == []
