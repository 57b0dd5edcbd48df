"""
Bases: the whole that a share is of, and what a figure is per, where its sentence does not say.
"""

import pytest

from saferboard.claims.checker import check
from saferboard.claims.model import Claim
from saferboard.documents.reading import read_bytes


def findings(text: str) -> list[Claim]:
    return [one for one in check([read_bytes("paper.md", text.encode())])[0] if one.wrong]


SHARES = [
    ("812 people said yes ({}), 410 said no (30.7%) and 114 were not sure (8.5%).",
     "60.8%", "68.0%"),
    ("There were 52 deaths. In 40 (77%) alcohol was found, in 31 (60%) a medicine and in 17 ({}) "
     "a street drug.", "33%", "67%"),
    ("The scheme worked with 126 families and 97 ({}) finished.", "77%", "67%"),
    ("# Who\n\nOf the 84 tenants, 60 (71%) were women and 21 (25%) were under 25.\n\n# Where\n\n"
     "63 ({}) lived in flats.", "75%", "25%"),
]  # fmt: skip


@pytest.mark.parametrize(("text", "right", "wrong"), SHARES)
def test_a_share_is_of_what_the_shares_beside_it_are_of(text, right, wrong):
    assert not [claim.why for claim in findings(text.format(right))]
    assert findings(text.format(wrong))


def test_last_years_part_is_not_of_this_years_whole():
    text = "Of 940 cases 376 (40%) were closed and 94 (10%) passed on; last year 410 (48%) closed."
    assert not findings(text)


PER = [
    ("The service cost £4.61m. There were 842,300 visits.\n\nIts cost was £4.61m: {} a visit.",
     "£5.47", "£6.68"),
    ("The population is 178,350. In 2024 there were 47 deaths. The crude rate was {} per 100,000 "
     "population.", "26.4", "2.64"),
    ("In all 48,216 notices were issued. We had 2,871 formal letters, {} for every 1,000 notices "
     "issued.", "60", "48"),
    ("Over the year there were 187 falls. That is {} falls per 10,000 visits.\n\n"
     "| Site | Visits |\n|---|---|\n| Pool | 412,650 |\n| Hall | 310,266 |\n| Total | 722,916 |",
     "2.59", "25.9"),
]  # fmt: skip


@pytest.mark.parametrize(("text", "right", "wrong"), PER)
def test_what_a_figure_is_per_names_its_whole(text, right, wrong):
    assert not [claim.why for claim in findings(text.format(right))]
    assert findings(text.format(wrong))


REFERRED = (
    "A post-mortem was ordered after 1,618 examinations. Of the {} examinations, 118 were scans."
)


def test_a_figure_spoken_of_as_known_was_told_before():
    assert not findings(REFERRED.format("1,618"))
    (claim,) = findings(REFERRED.format("1,681"))
    assert claim.sources[0].quote == "1,618"


def test_two_like_amounts_of_two_things_are_no_slip():
    text = "Pay is £4,285k over.\n\nOf the £4,275k grant half is spent."
    assert not findings(text)
