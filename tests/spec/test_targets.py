"""
A target date in whatever words it was promised.
"""

import datetime as dt

import pytest

from saferboard.domain.targets import NotATarget, read_target
from tests.spec.tables import rows

TARGETS = rows("""
    somebody says     | shown as       | kept until
    ------------------+----------------+-----------
    31 3 2023         | 31 March 2023  | 2023-03-31
    1/12/2022         | 1 December 2022 | 2022-12-01
    15 November 2022  | 15 November 2022 | 2022-11-15
    March 2023        | March 2023     | 2023-03-31
    february 2024     | February 2024  | 2024-02-29
    Winter 2022       | Winter 2022    | 2023-02-28
    Q4 2022/23        | Q4 2022/23     | 2023-03-31
    Quarter 2 2022/23 | Q2 2022/23     | 2022-09-30
    2022-23 Q3        | Q3 2022/23     | 2022-12-31
    2023              | 2023           | 2023-12-31
""")


@pytest.mark.parametrize("row", TARGETS, ids=lambda row: row["somebody says"])
def test_a_target_is_shown_as_it_was_put_and_counted_from_its_last_day(row):
    target = read_target(row["somebody says"])
    assert target.words == row["shown as"]
    assert target.day == dt.date.fromisoformat(row["kept until"])
    assert not target.is_past(target.day)
    assert target.is_past(target.day + dt.timedelta(days=1))


@pytest.mark.parametrize(
    "said",
    ["", "soon", "31 2 2023", "Q5 2022/23", "Q4 2022/24", "0000", "9999", "March 0001", "٣ 3 2023"],
)
def test_words_that_name_no_date_are_refused_with_what_to_write(said):
    with pytest.raises(NotATarget, match=r"Write|Give"):
        read_target(said)
