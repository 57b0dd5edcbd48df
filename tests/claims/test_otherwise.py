"""
Figures that fit others just as near are passed; points, rests and rates in words of their own.
"""

import pytest

from saferboard.claims.checker import check
from saferboard.claims.model import Claim
from saferboard.documents.reading import read_bytes


def findings(text: str) -> list[Claim]:
    return [claim for claim in check([read_bytes("paper.txt", text.encode())])[0] if claim.wrong]


TRUE = [
    "61,840 offers were made. Of these 38,340 (62%) went on a course, 16,080 (26%) paid a fine and "
    "4,950 (8%) went to court.",
    "On 31 December there were 214 households, 17 more than in September (197) and 21.6% more than "
    "in the December before, when there were 176.",
    "Crews cleared 8,214 fly-tips in 2025, 15 per cent down on the 9,663 cleared in 2024 and 3,188 "
    "fewer than in 2023, when there were 11,402.",
    "Sickness ran at 11.9 days a person, down 1.7 from 13.6.",
    "Cyclists are 1% of traffic but over a quarter of casualties (79 of 291).",
    "Violence stood at 1,098 offences, 447 plus 651, compared with 1,100 a year ago (-0.2%).",
    "163 patients were waiting, 14.6% of the 1,117: 71 for care at home, 44 for a place, 29 for a "
    "nurse and 19 for other reasons.",
    "Children were at home in 251 of the 402 cases (62.4%); there were 468 children in all.",
    "The rate is 78.4 per 1,000 (12,406 offences) and 23.6 per 1,000 (3,740 incidents) in a "
    "population of 158,300.",
    "It was agreed by 6 votes to 3 with 1 abstention, two thirds of those voting.",
    "RESOLVED by seven votes to two, with one abstention, ten members being present.",
    "36 more officers would be recruited, and the loss of staff be 13 posts, from 184 to 171.",
    "Of the 142 children:\n\n* 119 were boys (84%)\n* 31 were looked after (22%)\n"
    "* 42 had a plan (30%)\n",
    "The average stay was 148 days, 17% longer than the 127 days of the year before.",
]


@pytest.mark.parametrize("text", TRUE)
def test_a_figure_that_fits_others_as_near_is_passed(text):
    assert findings(text) == []


FALSE = [
    ("Last year 66% were content and it rose by {} to 69%.", "3 percentage points", "3 per cent"),
    ("The difference, 41% to 58%, is {}.", "17 percentage points", "17 per cent"),
    ("That is {} better (25.2% to 28.9%).", "3.7 points", "3.7%"),
    ("In percentage terms that is {} (£277.60 to £291.60).", "5.04%", "4.80%"),
    ("Injuries in all fires: 71 (82), {}.", "down 13.4%", "up 13.4%"),
    ("There were 3,100 reports. Of these 1,926 came online and the other {} by phone.",
     "1,174", "1,147"),
    ("We had £487,800 and spending came to £461,350, leaving {} to carry forward.",
     "£26,450", "£26,540"),
    ("Toys 131,300; electrical goods 58,750; cosmetics 36,400 (adding to {}).",
     "226,450", "226,540"),
    ("Per 1,000 staff the rate was {} (214 for 6,880 staff).", "31.1", "34.1"),
    ("Per 1,000 residents, violence stands at {} (1,121 offences, population 912,000).",
     "1.23", "1.32"),
    ("The chief officer's £158,400 is {} times the median of £36,000.", "4.4", "4.6"),
    ("Report for the year {} (1 April 2024 to 31 March 2025).", "2024/25", "2023/24"),
    ("{} 2025/26: 1 April to 30 June 2025.", "Quarter 1", "Quarter 4"),
]  # fmt: skip


@pytest.mark.parametrize(("text", "right", "wrong"), FALSE)
def test_what_fits_nothing_near_is_found(text, right, wrong):
    assert findings(text.format(right)) == []
    assert findings(text.format(wrong))
