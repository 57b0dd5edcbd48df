"""
Tables: changes, totals, shares, rates and ranks, and the text that speaks of them.
"""

from saferboard.claims.checker import check
from saferboard.claims.model import Claim, Kind, Severity
from saferboard.documents.reading import read_bytes


def findings(text: str) -> list[Claim]:
    return [claim for claim in check([read_bytes("t.md", text.encode())])[0] if claim.wrong]


CRIME = """Offence\t2021/22\t2022/23\t% change
Burglary\t1,452\t1,577\t{burglary}
Robbery\t200\t150\t-25.0%
Vehicle crime\t950\t1,056\t+11.2%
Total\t2,602\t{total}\t+7.0%
"""


def test_a_true_table_is_passed():
    assert not findings(CRIME.format(burglary="+8.6%", total="2,783"))


def test_a_wrong_change_is_found_in_its_row():
    (claim,) = findings(CRIME.format(burglary="+6.8%", total="2,783"))
    assert claim.kind is Kind.PERCENT_CHANGE
    assert claim.place.line == 2
    assert claim.place.quote == "Burglary\t1,452\t1,577\t+6.8%"
    assert "changed places" in claim.why


def test_a_wrong_total_is_found_in_its_column():
    found = findings(CRIME.format(burglary="+8.6%", total="2,873"))
    assert {claim.place.line for claim in found} == {5}
    assert any(claim.kind is Kind.SUM and claim.recomputed == "2,783" for claim in found)


def test_one_wrong_cell_is_not_found_twice():
    table = """| Ward | Q1 | Q2 | Total |
|---|---|---|---|
| Abbey | 10 | 20 | 35 |
| Brook | 12 | 18 | 30 |
| Total | 22 | 38 | 60 |
"""
    assert [claim.place.quote for claim in findings(table)] == ["Abbey | 10 | 20 | 35"]


def test_a_cell_wrong_both_down_and_across_is_found_once():
    table = """| Partner | Cash | Staff | Total |
|---|---|---|---|
| Council | 608,000 | 74,000 | 762,000 |
| Health | 41,000 | 58,200 | 99,200 |
| Probation | 5,000 | 49,700 | 54,700 |
| All | 734,000 | 181,900 | 915,900 |
"""
    assert [claim.place.quote for claim in findings(table)] == [
        "Council | 608,000 | 74,000 | 762,000"
    ]


def test_shares_of_a_total_are_held_against_it():
    table = """| Answer | Number | Per cent |
|---|---|---|
| Yes | 60 | 50% |
| No | 36 | 33% |
| Unsure | 24 | 20% |
| Total | 120 | 100% |
"""
    (claim,) = findings(table)
    assert (claim.kind, claim.stated, claim.recomputed) == (Kind.SHARE, "33%", "30.00%")


def test_rates_are_worked_out_from_the_population_column():
    table = "Area\tPopulation\tOffences\tRate per 1,000\n"
    table += "A\t300,000\t6,000\t20.0\nB\t250,000\t4,500\t18.0\nC\t200,000\t5,000\t52.0\n"
    (claim,) = findings(table)
    assert (claim.kind, claim.stated, claim.recomputed) == (Kind.RATE, "52.0", "25.00")


def test_ranks_follow_the_rates():
    table = (
        "Area\tRate per 1,000\tRank\nA\t20.0\t2\nB\t18.0\t1\nC\t25.0\t5\nD\t22.0\t3\nE\t30.0\t4\n"
    )
    assert {claim.stated for claim in findings(table)} == {"4", "5"}
    assert all(claim.kind is Kind.RANK for claim in findings(table))


def test_a_budget_table_may_count_either_way():
    table = "Service\tBudget\tActual\tVariance\n"
    table += "CCTV\t£100\t£120\t-£20\nYouth\t£80\t£70\t£10\nTraining\t£50\t£65\t-£51\n"
    (claim,) = findings(table)
    assert claim.recomputed == "£15"


def test_a_column_with_no_one_formula_is_said_once_at_its_heading():
    table = "Crime\tYear to Jan 21\tYear to Jan 22\t% difference\n"
    for name, old, new, change in [
        ("All", 21328, 24594, "+14"), ("Vehicle", 950, 1056, "+10"), ("Sexual", 496, 606, "+19"),
        ("Knife", 215, 189, "-12"), ("Hate", 513, 805, "+44"), ("Domestic", 2900, 2697, "-7"),
    ]:  # fmt: skip
        table += f"{name}\t{old}\t{new}\t{change}\n"
    heads = [claim for claim in findings(table) if claim.kind is Kind.OTHER]
    assert [claim.place.quote for claim in heads] == ["% difference"]
    assert sum("mean of the two" in c.why for c in findings(table) if c.kind is not Kind.OTHER) == 4


def test_text_is_held_against_the_table_it_speaks_of():
    text = CRIME.format(burglary="+8.6%", total="2,783")
    text += (
        "\nBurglary rose by 12.4% in 2022/23.\n\nThere were 1,757 burglary offences in 2022/23.\n"
    )
    kinds = {claim.kind: claim for claim in findings(text)}
    assert kinds[Kind.PERCENT_CHANGE].place.quote == "rose by 12.4%"
    assert kinds[Kind.CROSS_REFERENCE].recomputed == "1,577"


def test_a_narrower_topic_is_not_held_against_the_wider_row():
    text = CRIME.format(burglary="+8.6%", total="2,783")
    assert not findings(text + "\nResidential burglary rose by 12.4% in 2022/23.\n")


def test_a_count_under_another_period_is_a_label():
    table = (
        "Crime\tYear to January 2021\tYear to January 2022\nKnife crime\t215\t189\nHate "
        "crime\t513\t805\n"
    )
    text = "\nIn the year to February 2022 there were 189 knife crime offences.\n"
    (claim,) = findings(table + text)
    assert (claim.kind, claim.severity) == (Kind.LABEL, Severity.LABEL)
    assert claim.stated == "year to February 2022"


def test_noughts_and_negatives_in_a_base_are_no_crash():
    table = "Crime\t2021\t2022\t% change\nA\t0\t5\t+100%\nB\t-3\t4\t+10%\nC\t10\t12\t+20%\n"
    assert not findings(table)
