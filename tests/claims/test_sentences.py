"""
What is found in sentences, as a board member could put it: the words, what they say, the verdict.
"""

import pytest

from saferboard.claims.checker import check
from saferboard.claims.model import Claim, Kind, Severity, Verdict
from saferboard.documents.reading import read_bytes


def claims(text: str) -> list[Claim]:
    return check([read_bytes("paper.txt", text.encode())])[0]


def findings(text: str) -> list[Claim]:
    return [claim for claim in claims(text) if claim.wrong]


HOLDS = [
    "Burglary fell from 215 to 189, a fall of 12.1%.",
    "Burglary fell by 12 per cent, from 215 in 2021/22 to 189 in 2022/23.",
    "There were 189 offences, compared with 215 in the previous year, down 12%.",
    "Total burglary rose by 8.6% (1,452 to 1,577).",
    "In 2022/23 there were 412 incidents and in 2021/22 there were 380, an increase of 8.4%.",
    "We made 1,240 visits, 12% more than the 1,107 made last year.",
    "Satisfaction rose from 50% to 55%, a rise of 5 percentage points.",
    "There were 3,700 offences. This was an increase from the previous 12 months, where offences "
    "totalled 3,413. This 8.4% increase is lower than the 11% increase seen across London.",
    "Spending was about £1.3 million, up nearly 20% from £1.1 million.",
    "Of the 83 young people, 27 (33%) reoffended.",
    "45 out of the 60 responses, or 75%, were positive.",
    "Nearly a third (27 of 83) reoffended.",
    "There were 412 incidents, made up of 103 fires, 206 alarms and 103 rescues.",
    "There were 250 referrals, of which 90 were from schools and the remaining 160 from GPs.",
    "62% were men, 25% women and the remaining 13% did not say.",
    "Spending was £1,250,000 against a budget of £1,100,000, an overspend of £150,000.",
    "There were 2,697 offences, a rate of 8.1 per 1,000 residents (population 332,000).",
    "There were 1,440 calls in 2022/23, an average of 120 a month.",
    "The meeting is on Thursday 27 October 2022.",
    "Quarter 3 2022/23 (October to December 2022) saw fewer calls.",
    "The area moved from 8th to 6th, up 2 places.",
    "The 3 boroughs (Bexley, Croydon and Sutton) took part.",
]


@pytest.mark.parametrize("text", HOLDS)
def test_what_is_true_is_looked_at_and_passed(text):
    found = claims(text)
    assert found, "nothing was recognised"
    assert not [claim.why for claim in found if claim.wrong]


WRONG = [
    ("Burglary fell from 215 to 189, a fall of 15%.", Kind.PERCENT_CHANGE, "15%", "−12.1%"),
    ("Hate crime rose by 44% (513 to 805).", Kind.PERCENT_CHANGE, "44%", "+56.9%"),
    ("Calls: a reduction from 383 to 500.", Kind.PERCENT_CHANGE, "fall", "rise"),
    ("There were 412, compared with 380 last year, up 32%.", Kind.PERCENT_CHANGE, "32%", "+8.4%"),
    ("Burglary rose by 8.9%. There were 1,577 offences compared with 1,452 in the previous year.",
     Kind.PERCENT_CHANGE, "8.9%", "+8.61%"),
    ("Of the 83 young people, 27 (37%) reoffended.", Kind.SHARE, "37%", "32.5%"),
    ("There were 210 fires. Of these, 63 (35%) were deliberate.", Kind.SHARE, "35%", "30.0%"),
    ("It affected 90 of the 83 homes.", Kind.SHARE, "90 of 83", "at most 83"),
    ("62% were men, 25% women and the remaining 18% did not say.", Kind.SHARE, "18%", "13%"),
    ("There were 412 incidents, made up of 103 fires, 206 alarms and 105 rescues.",
     Kind.SUM, "412", "414"),
    ("We took 120 calls from schools and 80 from parents, a total of 210.", Kind.SUM, "210", "200"),
    ("Spending was £1,250,000 against a budget of £1,100,000, an overspend of £140,000.",
     Kind.SUM, "£140,000", "£150,000"),
    ("There were 500 fires, a rate of 25.1 per 100,000 population, in a population of 1,800,000.",
     Kind.RATE, "25.1 per 100,000 population", "27.8"),
    ("There were 1,440 calls in 2022/23, an average of 130 a month.", Kind.RATE, "130", "120.0"),
    ("The meeting is on Friday 27 October 2022.", Kind.DATE, "Friday", "Thursday"),
    ("It runs until 31 June 2023.", Kind.DATE, "31 June 2023", None),
    ("It ran between 1 April 2022 and 31 March 2021.", Kind.DATE,
     "1 April 2022 and 31 March 2021", None),
    ("We are ranked 33rd of 32 boroughs.", Kind.RANK, "33rd", "at most 32"),
    ("The area moved from 8th to 6th, up 3 places.", Kind.RANK, "3", "2"),
]  # fmt: skip


@pytest.mark.parametrize(("text", "kind", "stated", "recomputed"), WRONG)
def test_what_is_wrong_is_found_and_worked_out_again(text, kind, stated, recomputed):
    found = findings(text)
    assert [(c.kind, c.stated, c.recomputed) for c in found] == [(kind, stated, recomputed)]
    assert found[0].severity is not None


@pytest.mark.parametrize(
    ("text", "cause"),
    [
        ("It rose by 44% (513 to 805).", "mean of the two"),
        ("It rose by 8% (1452 to 1577).", "cut to the digits shown"),
        ("It rose by 36% (513 to 805).", "on the later figure"),
        ("It rose by 157% (513 to 805).", "as a percentage of the old"),
        ("It fell by 56.9% (513 to 805).", "a rise given as a fall"),
        ("It rose from 62% to 68%, a rise of 6%.", "percentage points written as percent"),
        ("It rose by 65.9% (513 to 805).", "two digits changed places"),
        ("Of the 120 homes and 80 shops, 40 homes (50%) of the 120 were hit.", "the wrong base"),
    ],
)
def test_the_probable_cause_is_named(text, cause):
    assert any(cause in claim.why for claim in findings(text)), [c.why for c in findings(text)]


@pytest.mark.parametrize(
    ("text", "severity"),
    [
        ("It rose by 44% (513 to 805).", Severity.MATERIAL),
        ("It rose by 8.9% (1452 to 1577).", Severity.MINOR),
        ("It rose by 8% (1452 to 1577).", Severity.ROUNDING),
        ("It rose from 62% to 68%, a rise of 6%.", Severity.LABEL),
    ],
)
def test_severity_says_how_much_it_matters(text, severity):
    assert [claim.severity for claim in findings(text)] == [severity]


LEFT_ALONE = [
    "Bromley's rate is 18% lower than the average for London and 15% below the national average.",
    "Children aged 10 to 17 and people over 65 are offered visits within 10 working days.",
    "Call 020 7946 0000 or 101, or see section 17 and paragraphs 4.2 to 4.9.",
    "There were 400 offences in Northside and 300 in Southside.",
    "In 2019 there were 12 wards; in 2022 there were 14 schools.",
    "Between 5 and 10 officers attend 3 times a week.",
    "The target is a 10% reduction by 2025 from 500 offences; the figure is now 480.",
    "Robbery rose from 0 to 5, an increase of 100%.",
]


@pytest.mark.parametrize("text", LEFT_ALONE)
def test_what_need_not_agree_is_not_accused(text):
    assert not findings(text)


def test_a_share_that_cannot_be_checked_says_so():
    found = claims("It is ranked 3rd safest in London.")
    assert [(c.kind, c.verdict) for c in found] == [(Kind.RANK, Verdict.NOT_CHECKABLE)]


def test_a_quote_is_the_source_as_it_stands():
    text = "One.\n\nOf the **83** young people <b>27 (37%)</b> reoffended.\n"
    (claim,) = findings(text)
    assert claim.place.line == 3
    assert claim.place.quote in text
    assert "27 (37%)" in claim.place.quote


def test_every_assumption_is_stated():
    (claim,) = findings("There were 210 fires. Of these, 63 (35%) were deliberate.")
    assert claim.assumptions == ("The whole is the count in the sentence before.",)
    assert [source.quote for source in claim.sources] == ["210"]


def test_a_list_is_added_up_against_the_sentence_that_leads_it():
    text = (
        "Savings were £1,000 made up of:\n\n"
        "- Scams: £400\n- Doorstep crime: £350\n- Call blockers: £150\n"
    )
    (claim,) = findings(text)
    assert (claim.kind, claim.stated, claim.recomputed) == (Kind.SUM, "£1,000", "£900")


def test_a_deadline_in_working_days_is_counted_from_the_agenda():
    text = (
        "19 October 2022\n\nQuestions should be received within two working days of the "
        "publication date of the agenda, by 5pm on Friday, 20th October.\n"
    )
    assert {claim.recomputed for claim in findings(text)} == {"Thursday", "Friday 21 October 2022"}


@pytest.mark.parametrize(
    ("text", "recomputed"),
    [
        ("We made 412 visits, 50% more than the 400 made last year.", "+3.0%"),
        ("They reported 412 incidents, 50% more than 400 before.", "+3.0%"),
        ("It cost £1.6 million, up 60% from £1.25 million.", "+28.0%"),
    ],
)
def test_what_is_printed_is_exact_and_rounding_decides_the_verdict_only(text, recomputed):
    assert [claim.recomputed for claim in findings(text)] == [recomputed]


def test_a_summary_is_held_against_its_body():
    text = (
        "# Summary\n\nRecorded crime fell by 9.7% to 16,927 offences.\n\n# Crime\n\n"
        "Police recorded 16,927 offences in 2023/24, against 17,762 offences in 2022/23.\n"
    )
    (claim,) = findings(text)
    assert (claim.stated, claim.recomputed) == ("9.7%", "−4.70%")
    assert claim.sources


def test_a_list_of_like_things_is_no_contradiction():
    text = "\n\n".join(
        f"{name}: {n} incidents of anti-social behaviour (last year {n}), 14 of burglary."
        for name, n in [("Alder", 110), ("Birch", 148), ("Cedar", 156)]
    )
    assert not findings(text)
