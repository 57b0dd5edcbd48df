"""
What it takes to call a figure wrong: that it is sure what it is of, or near to what it ought to be.
"""

from pathlib import Path

import pytest

from saferboard.claims.checker import check
from saferboard.claims.model import Claim, Verdict
from saferboard.documents.reading import read, read_bytes


def claims_of(*texts: str) -> list[Claim]:
    files = [read_bytes(f"paper{n}.txt", text.encode()) for n, text in enumerate(texts)]
    return [claim for claims in check(files) for claim in claims]


TRUE = [
    # Two facts in one sentence, each with its own figures.
    "Members asked why the number of drivers had gone from 655 to 683 while that of vehicles had "
    "gone down by 14.",
    "A surplus of £1.64 million was spent on fares (£1.20 million) and crossings (£0.44 million).",
    "All but 12 of 7,905 homes had a check in date, which is 99.85%.",
    "There were 141 suspensions of 78 pupils; a year ago it was 109 of 70.",
    "The 141 suspensions were of 78 pupils.",
    "Days lost to sickness: 11 (first half of 2024/25: 26).",
    "Of the 44 victims most were women: 31 were under 25, and 16 of those under 18.",
    "Mentors worked with 146; 118 finished and of these 22 were arrested again.",
    "The fee is £148,260, including £11,000 for extra work; the year before it was £139,430.",
    "Of the 249 dwelling fires of the year 118 began in the kitchen, i.e. 47%.",
    "20 mph: average speeds fell by 1.8 mph on 12 streets.",
    "There were 214 households in temporary homes, 17 more than in September (197) and 21.6% more "
    "than a year ago.",
]


@pytest.mark.parametrize("text", TRUE)
def test_true_figures_of_two_facts_are_not_set_against_each_other(text):
    assert [claim.why for claim in claims_of(text) if claim.wrong] == []


def test_a_figure_too_far_off_is_said_not_to_be_checkable_and_why():
    text = "Of the 318 cases 41 (13%) were closed. In May 38 came, 16 of them new, which is 80%."
    found = claims_of(text)
    assert not [claim for claim in found if claim.wrong]
    far = [claim for claim in found if claim.verdict is Verdict.NOT_CHECKABLE]
    assert all("too far off to be a slip" in claim.why for claim in far)


FAR_BUT_SURE = [
    ("27 (80%) of the 83 were closed.", "27 (80%) of the 83"),
    ("Thefts fell from 500 to 400, a fall of 70%.", "500 to 400, a fall of 70%"),
    (
        "The team of 30 is made up of 14 officers and 6 wardens.",
        "30 is made up of 14 officers and 6",
    ),
    ("It covered 61 schools: 84 primary, 9 secondary, three special and one unit.", "61 schools"),
]


@pytest.mark.parametrize(("text", "quoted"), FAR_BUT_SURE)
def test_a_figure_that_says_what_it_is_of_is_called_wrong_however_far_off(text, quoted):
    wrong = [claim.place.quote for claim in claims_of(text) if claim.wrong]
    assert any(quoted in quote for quote in wrong), wrong


def test_a_period_beside_another_count_is_not_of_this_one():
    text = (
        "| Measure | Q4 24/25 | Year 24/25 |\n|---|---|---|\n| Dwelling fires | 66 | 249 |\n"
        "| Road collisions | 120 | 466 |\n\nFor the year there were 249 dwelling fires against 255 "
        "in 2023/24.\n"
    )
    assert [claim.why for claim in claims_of(text) if claim.wrong] == []


@pytest.mark.parametrize("name", ["serious-violence", "asb-team", "quarter"])
def test_true_minutes_and_the_true_paper_they_tell_of_are_not_accused(name):
    folder = Path(__file__).parent / "papers"
    found = check([read(one) for one in sorted(folder.glob(f"{name}-*"))])
    assert [claim.why for claims in found for claim in claims if claim.wrong] == []


PAPER = (
    "Quenby recorded 212 knife offences. Robberies were 88 of the 212. Victims under 25 were 121.\n"
    "\nOperation Tern has cost £64,000 since April. It led to 41 arrests.\n"
)
MINUTES = "There had been 212 offences, of which {} were robberies. 121 victims were under 25. {}\n"


@pytest.mark.parametrize(
    "added",
    [
        "Operation Tern had cost £64,000, with 41 arrests; a further £6,000 was expected.",
        "Operation Tern had cost £64,000, with 41 arrests and a target of 51 arrests.",
    ],
)
def test_minutes_may_add_what_is_narrowed_otherwise(added):
    assert [c.why for c in claims_of(PAPER, MINUTES.format(88, added)) if c.wrong] == []


def test_a_count_of_another_thing_is_of_its_own():
    paper = (
        "Burglary: 48 offences. Shop theft: 233 offences, 71 detected. IDVA referrals: 118.\n\n"
        "Operation Fern ran on six nights, with 31 vehicles stopped.\n"
    )
    minutes = (
        "Burglaries were 48. The ten most frequent thieves had 214 offences between them. "
        "Operation Fern had stopped 31 vehicles. There had been 118 referrals to the IDVA.\n"
    )
    assert [c.why for c in claims_of(paper, minutes) if c.wrong] == []


def test_minutes_are_held_against_what_is_narrowed_alike():
    told = MINUTES.format(88, "Operation Tern had cost £46,000, with 41 arrests.")
    assert "£46,000" in [c.stated for c in claims_of(PAPER, told) if c.wrong]


def test_what_is_estimated_to_have_been_is_no_aim_and_an_average_month_is_a_mean():
    found = claims_of(
        "Interventions over the 12 months to 31 March 2022 are estimated to have saved £507,157 in"
        " all.\n\nThe service issues some 17 community resolutions in an average month.\n",
        "Interventions saved £507,127 in all over the past 12 months.\n\nThe service issues an"
        " average of 15 community resolutions a month.\n",
    )
    assert {claim.place.quote for claim in found if claim.wrong} == {
        "£507,157",
        "£507,127",
        "17 community resolutions",
        "15 community resolutions",
    }
