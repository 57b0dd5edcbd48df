"""
Tables set out with blanks, tables side by side, and rows worked out of other rows.
"""

from saferboard.claims.checker import check
from saferboard.claims.model import Claim
from saferboard.documents.reading import read_bytes


def findings(text: str, name: str = "paper.txt") -> list[Claim]:
    return [one for one in check([read_bytes(name, text.encode())])[0] if one.wrong]


SPACED = """Table 1  Calls by type
                                              Change
Type of call                 2023/24  2024/25  (no.)  Change (%)
Fires                          1,204    1,151    -53        -4.4
Road                             297      311    +14        +4.7
Other special calls,             531      688   {moved}       +29.6
  including flooding and
  making an entry
Total                          2,032    2,150   +118        +5.8
"""


def test_a_table_set_out_with_blanks_is_read_by_where_its_figures_stand():
    assert not findings(SPACED.format(moved="+157"))
    (claim,) = findings(SPACED.format(moved="+175"))
    assert claim.place.line == 6
    assert "+175" in claim.place.quote


BESIDE = """| Income | £000 | Spending | £000 |
|---|---|---|---|
| Council | 92.5 | Staff | 118.3 |
| Health | 46.0 | Reviews | 41.7 |
| Police | 46.0 | Training | 22.6 |
| Total | 184.5 | Total | {spent} |
"""


def test_two_tables_side_by_side_each_add_up():
    assert not findings(BESIDE.format(spent="182.6"), "paper.md")
    (claim,) = findings(BESIDE.format(spent="186.2"), "paper.md")
    assert "186.2" in claim.place.quote
    assert claim.recomputed == "182.6"


ACROSS = """| Year | 2021 | 2022 | 2023 | 2024 |
|---|---|---|---|---|
| Deaths | 62 | 51 | 58 | 47 |
| Change on previous year | – | -11 | +7 | -11 |
| % change on previous year | – | {fall} | +13.7 | -19.0 |
| Admitted first | 31 | 26 | 30 | 25 |
| Admitted first as % of deaths | 50% | 51% | {share} | 53% |
"""


def test_rows_of_changes_and_ratios_are_held_against_the_rows_they_are_of():
    assert not findings(ACROSS.format(fall="-17.7", share="52%"), "paper.md")
    (claim,) = findings(ACROSS.format(fall="-21.6", share="52%"), "paper.md")
    assert claim.place.quote == "-21.6"
    (claim,) = findings(ACROSS.format(fall="-17.7", share="25%"), "paper.md")
    assert claim.place.quote == "25%"


def test_a_daily_average_is_added_up_and_shared_like_any_count():
    text = (
        "Trust\tWaiting (daily average)\tof which over a week\t% over a week\n"
        "North\t146\t61\t42%\nSouth\t121\t54\t{share}\nWest\t88\t31\t35%\nAll\t355\t146\t41%\n"
    )
    assert not findings(text.format(share="45%"))
    assert findings(text.format(share="57%"))
