"""
One fact in two places: sections of a document, and documents given together.
"""

from saferboard.claims.checker import check
from saferboard.claims.model import Claim, Kind, Severity
from saferboard.documents.reading import read_bytes

PAPER = """Board meeting on 27 October 2022

Q2 Update

Operators reported 2,017 incidents to the police in Quarter 2 2022/23. In all 83 evidence packs were
prepared, and 75 arrests were made as a result.
"""


def together(*texts: str) -> list[list[Claim]]:
    files = [read_bytes(f"{n}.txt", text.encode()) for n, text in enumerate(texts)]
    return [[claim for claim in found if claim.wrong] for found in check(files)]


def test_minutes_are_held_against_the_paper():
    minutes = (
        "Minutes of the meeting on 27 October 2022\n\nMembers heard that there had been 2017 "
        "incidents leading to seventy three arrests. Eighty three evidence packs had been "
        "prepared.\n"
    )
    paper, said = together(PAPER, minutes)
    assert [claim.stated for claim in said] == ["seventy three"]
    assert said[0].kind is Kind.CROSS_REFERENCE
    assert said[0].sources[0].quote.startswith("75 arrests")
    assert [claim.stated for claim in paper] == ["75"]


def test_words_and_digits_of_one_number_agree():
    minutes = "Minutes\n\nThere had been 2,017 incidents leading to seventy five arrests.\n"
    assert together(PAPER, minutes) == [[], []]


def test_an_amount_with_one_digit_wrong_is_found_across_sections():
    text = (
        "# Priority 1\n\nTrading Standards interventions created total financial savings "
        "of £507,157.\n\n"
        "# Achievements\n\nInterventions by Trading Standards have resulted in total "
        "financial savings of £507,127.\n"
    )
    (found,) = together(text)
    assert {claim.stated for claim in found} == {"£507,157", "£507,127"}
    assert all("one digit mistyped" in claim.why for claim in found)


def test_different_periods_are_different_facts():
    text = (
        "# One\n\nIn Quarter 1 2022/23 the team issued 140 community protection warnings.\n\n"
        "# Two\n\nIn Quarter 2 2022/23 the team issued 155 community protection warnings.\n"
    )
    assert together(text) == [[]]


def test_a_share_moved_to_another_whole_is_found():
    paper = "18 October 2022\n\nOf these violent offences, 59% were knife or weapon related.\n"
    minutes = (
        "27 October 2022\n\nOut of these 40 new entrants, 59% of the offences involved knives "
        "or other weapons.\n"
    )
    _, said = together(paper, minutes)
    assert [claim.kind for claim in said] == [Kind.CROSS_REFERENCE]
    assert "violent offences" in said[0].why


def test_a_quarter_that_is_not_the_sections_is_a_label():
    text = (
        "Q2 Update\n\nDuring the first quarter of this year there were 2,017 incidents reported.\n"
    )
    (found,) = together(text)
    assert [(claim.kind, claim.severity) for claim in found] == [(Kind.LABEL, Severity.LABEL)]


def test_two_periods_called_the_latest_are_stale():
    text = (
        "# First time entrants\n\nThe latest figures available are for the period October "
        "20 – September 21. "
        "First time entrants to the youth justice system fell.\n\n"
        "# Reducing first time entrants\n\nFirst time entrants to the youth justice system fell. "
        "The latest figures available are for the period January 2021 – December 2021.\n"
    )
    (found,) = together(text)
    assert [claim.severity for claim in found] == [Severity.STALE]
    assert "October 20 – September 21" in found[0].place.quote


def test_rates_that_imply_another_population_are_found():
    lines = [
        f"{name}: {count} offences, a crime rate of {rate} per 1,000 residents."
        for name, count, rate in [
            ("Knife crime", 189, "0.57"), ("Burglary", 1577, "4.73"), ("Robbery", 700, "2.10"),
            ("Rape", 212, "0.64"), ("Harassment", 3700, "12.1"),
        ]
    ]  # fmt: skip
    (found,) = together("\n\n".join(lines))
    assert [(claim.kind, claim.recomputed) for claim in found] == [(Kind.RATE, "11.16")]
