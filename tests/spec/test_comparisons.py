"""
What a change, a rate, a share and a rank mean.
"""

from decimal import ROUND_HALF_UP, Decimal

import pytest

from saferboard.domain.comparisons import percent_change, rank, rate, share
from tests.spec.tables import rows, whole

CHANGES = rows("""
    before | now   | change
    -------+-------+-------
    513    | 805   | 56.9
    1,474  | 1,452 | -1.5
    13,620 | 7,267 | -46.6
    100    | 100   | 0.0
    100    | 0     | -100.0
    1      | 3     | 200.0
    0      | 5     | .
    0      | 0     | .
    .      | 5     | .
    5      | .     | .
    -10    | 5     | .
""")


@pytest.mark.parametrize("row", CHANGES, ids=str)
def test_a_change_is_a_share_of_what_there_was_before(row):
    change = percent_change(whole(row["before"]), whole(row["now"]))
    assert _one_place(change) == row["change"]


RATES = rows("""
    counted | people  | per    | rate
    --------+---------+--------+-----
    1,580   | 329,578 | 1,000  | 4.8
    0       | 329,578 | 1,000  | 0.0
    25      | 10,000  | 10,000 | 25.0
    .       | 329,578 | 1,000  | .
    25      | .       | 1,000  | .
    25      | 0       | 1,000  | .
""")


@pytest.mark.parametrize("row", RATES, ids=str)
def test_a_rate_needs_both_a_count_and_people(row):
    found = rate(whole(row["counted"]), whole(row["people"]), per=whole(row["per"]))
    assert _one_place(found) == row["rate"]


SHARES = rows("""
    part | whole | share
    -----+-------+------
    38   | 68    | 55.9
    0    | 68    | 0.0
    68   | 68    | 100.0
    .    | 68    | .
    5    | 0     | .
    5    | .     | .
""")


@pytest.mark.parametrize("row", SHARES, ids=str)
def test_a_share_needs_a_whole(row):
    assert _one_place(share(whole(row["part"]), whole(row["whole"]))) == row["share"]


RANKS = rows("""
    ours | theirs     | rank
    -----+------------+-------------------
    4.1  | 5.0 6.2    | 1 of 3
    5.0  | 4.1 6.2    | 2 of 3
    6.2  | 4.1 5.0    | 3 of 3
    4.1  | 4.1 6.2    | 1 of 3, 1 tied
    6.2  | 4.1 6.2 6.2 | 2 of 4, 2 tied
    0    | 4.1 6.2    | 1 of 3
    5.0  | 4.1 none   | 2 of 2
    5.0  | none none  | 1 of 1
    none | 4.1 6.2    | .
""")


@pytest.mark.parametrize("row", RANKS, ids=str)
def test_the_lowest_rate_ranks_first_and_a_place_without_one_is_not_counted(row):
    written = {"ours": row["ours"]} | {f"place {n}": w for n, w in enumerate(row["theirs"].split())}
    rates = {place: None if w == "none" else Decimal(w) for place, w in written.items()}
    found = rank("ours", rates)
    tied = f", {found.tied} tied" if found and found.tied else ""
    assert (f"{found.position} of {found.of}{tied}" if found else None) == row["rank"]


def test_a_place_nobody_knows_has_no_rank():
    assert rank("elsewhere", {"here": Decimal(1)}) is None


def _one_place(value: Decimal | None) -> str | None:
    return None if value is None else str(value.quantize(Decimal("0.1"), ROUND_HALF_UP))
