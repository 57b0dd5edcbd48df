"""
A year of one measure in the words a paper prints.
"""

import pytest

from saferboard.domain.comparisons import Rank
from saferboard.domain.periods import parse_period
from saferboard.measures.presenters.common import rank_among_boroughs
from saferboard.measures.queries import compare
from saferboard.packs.sections.figures import standing

YEAR = parse_period("year to 2022-09")


@pytest.mark.parametrize(
    ("rank", "said"),
    [
        (None, "not ranked among the boroughs"),
        (Rank(6, 32), "6th lowest of 32 boroughs by rate"),
        (Rank(1, 32, tied=15), "lowest of 32 boroughs by rate, level with 15 others"),
        (Rank(2, 32, tied=1), "2nd lowest of 32 boroughs by rate, level with 1 other"),
    ],
)
def test_a_rank_is_a_clause_whatever_it_is_level_with(rank, said):
    assert rank_among_boroughs(rank) == said


def test_a_change_stands_with_what_it_is_a_change_on(world):
    said = standing(compare("total-burglary", "westhaven", YEAR))
    assert "no change on the year before; 396 to 396: no change; highest of 3 boroughs" in said


def test_a_change_that_is_missing_is_a_clause_of_its_own(world):
    said = standing(compare("total-burglary", "westhaven", parse_period("year to 2019-09")))
    assert "; no earlier count to compare with; " in said
    assert "on the year before" not in said
