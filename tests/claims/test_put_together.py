"""
Figures put together from those just before, and what is said of the rows of a table.
"""

import pytest

from saferboard.claims.checker import check
from saferboard.claims.model import Claim
from saferboard.documents.reading import read_bytes


def findings(text: str) -> list[Claim]:
    return [one for one in check([read_bytes("paper.md", text.encode())])[0] if one.wrong]


TABLE = """| Offence | 2023/24 | 2024/25 | % change |
|---|---|---|---|
| Stalking | 2,351 | 2,614 | +11% |
| Harassment | 4,120 | 3,982 | -3% |
| Threats | 640 | 702 | +10% |
| Total | 7,111 | 7,298 | +3% |

"""
TOLD = [
    # A workforce paper, a licensing panel, a parish, a housing board, a trading standards paper.
    ("Across the region 250 of the 291 required officers were in post, a shortfall of {}.",
     "41", "51"),
    ("21 letters had come in by that day: 13 in support of the review and {} against it.",
     "eight", "six"),
    ("There were 331 relief and 252 prevention cases. Together they account for most of the work "
     "({}).", "583", "538"),
    ("In all 148 penalties were paid. At £400 each they were worth £{}.", "59,200", "52,900"),
    ("£19,250 was received and £12,140 (63%) spent, leaving £{}.", "7,110", "6,110"),
    ("Of 26 urgent actions, 19 were done; the remaining {} will come back.", "seven", "nine"),
    ("Officers seized 4,310 vapes, {} the 1,902 seized in 2023/24.", "more than double",
     "less than half"),
    (TABLE + "Stalking {} by 263 offences while harassment fell by 138.", "rose", "fell"),
    (TABLE + "Harassment {} by 138, or about 3%.", "fell", "rose"),
    (TABLE + "Harassment had the {} count of the three.", "highest", "lowest"),
    (TABLE + "Threats were {} of all offences.", "10%", "11%"),
    ("Appointments were due for 1,702 people and 1,438 took place. Performance was {}, against "
     "81.9% (1,287 of 1,572) a year ago.", "84.5%", "75.4%"),
]  # fmt: skip


@pytest.mark.parametrize(("text", "right", "wrong"), TOLD)
def test_what_is_put_together_is_held_against_its_parts(text, right, wrong):
    assert not [claim.why for claim in findings(text.format(right))]
    assert findings(text.format(wrong))


TRUE = [
    "It was 52 dB at 45 metres against a background of 37 dB, a difference of 15 dB.",
    TABLE + "Threats had the largest increase in calls to our own line.",
    TABLE + "Threats were 31% of those reported on line.",
    "This paper covers the quarter 1 July to 30 September 2025 and, where it can, the year.",
    "With 246,300 adults this represents 1,713 concerns and 545 enquiries per 100,000 adults.",
]


@pytest.mark.parametrize("text", TRUE)
def test_what_is_of_something_else_is_passed(text):
    assert [claim.why for claim in findings(text)] == []
