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


PACK = """Performance report

Crime in the quarter stood at 2,468, as against 2,533 a year before. The rolling year came to 9,902.

Burglary: 188. Homes had 131 of the 188 and other buildings 57.

ASB fell to 705 in the quarter. Last year it was 846.
"""


def retold(crime: str = "2,468", asb: str = "705", year: str = "9,902") -> list[list[Claim]]:
    minutes = (
        f"Minutes\n\nCrime in the quarter was {crime}. The rolling year figure, {year}, told the "
        f"better story.\n\nBurglaries were 188, 57 of them at shops.\n\nASB had come down to "
        f"{asb}. A fall from 846 was large, the chair said, and 40 people had signed a petition.\n"
    )
    return together(PACK, minutes)


def test_what_minutes_retell_rightly_is_passed_and_what_they_add_too():
    assert retold() == [[], []]


def test_what_minutes_retell_wrongly_is_named():
    for wrong in (retold(crime="2,648"), retold(asb="755"), retold(year="9,920")):
        assert [claim.kind for claim in wrong[1]] == [Kind.CROSS_REFERENCE]
        assert wrong[1][0].sources


def test_a_summary_is_held_against_the_body_it_is_of():
    paper = (
        "# Annual review\n\n## At a glance\n\n- {} crimes in the year, down 4.4%\n"
        "- 2,140 officers, the most ever\n- £11.6m for victims over three years\n"
        "- 999 calls in ten seconds: 91.8%\n\n## The detail\n\n"
        "There were 71,240 recorded crimes, 4.4% fewer than the 74,520 of the year before.\n\n"
        "The number of officers was 2,140.\n\nSpending on victims was £11.6m in the three years."
        "\n\nOf 268,400 emergency calls 246,391 were answered in ten seconds, 91.8%.\n"
    )
    assert together(paper.format("71,240")) == [[]]
    (found,) = together(paper.format("72,140"))
    assert found[0].stated == "72,140"
